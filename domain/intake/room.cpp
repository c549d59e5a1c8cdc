#include "domain/intake/room.h"

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>

#include "base/core/file.h"
#include "domain/intake/checks.h"

namespace gongkai::intake {
namespace {

std::string to_json(const std::vector<Finding>& findings) {
    boost::json::array all;
    for (const auto& finding : findings)
        all.push_back(boost::json::object{{"kind", finding.kind},
                                          {"level", word_of(finding.level)},
                                          {"place", finding.place},
                                          {"text", finding.text},
                                          {"reason", finding.reason}});
    return boost::json::serialize(boost::json::object{{"findings", std::move(all)}}) + '\n';
}

std::string to_lines(const std::vector<Finding>& findings, Language language) {
    if (findings.empty())
        return words(language, "checks.review.clean") + '\n';
    std::string lines;
    for (const auto& finding : findings)
        lines += words(language, "checks.level." + std::string(word_of(finding.level))) + '\t' +
                 words(language, "checks.kind." + finding.kind) + '\t' + finding.place + '\t' + finding.text + '\t' +
                 finding.reason + '\n';
    const auto blocking = std::ranges::count(findings, Level::block, &Finding::level);
    return lines + words(language, "checks.review.count", {std::to_string(findings.size()), std::to_string(blocking)}) + '\n';
}

int review(terminal::Call& call) {
    const std::filesystem::path path(call.value("FILE"));
    const auto bytes = read_file(path);
    if (!bytes)
        return call.refuse(bytes.error());
    const auto findings = check_file(*bytes, path.filename().string(), carried_checking(call.language(), today()));
    if (!findings)
        return call.refuse(findings.error());
    call.print(call.flag("--json") ? to_json(*findings) : to_lines(*findings, call.language()));
    return terminal::done;
}

}  // namespace

void hang_on(terminal::Verbs& verbs) {
    using terminal::Option;
    verbs.push_back({"documents review",
                     "checks.verb.review",
                     {{"FILE", Option::Kind::argument, true, "checks.verb.review.file"},
                      {"--json", Option::Kind::flag, false, "terminal.json"}},
                     review});
}

}  // namespace gongkai::intake
