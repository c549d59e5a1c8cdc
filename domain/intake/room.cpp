#include "domain/intake/room.h"

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <iterator>

#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/intake/checks.h"
#include "domain/intake/pages/links.h"

namespace gongkai::intake {
namespace {

namespace fs = std::filesystem;

// What was found in one file; one that cannot be looked into has a finding that says so.
struct Reviewed {
    std::string file;
    std::vector<Finding> findings;
};

Reviewed review_one(const fs::path& path, const Checking& checking) {
    const auto name = path.filename().string();
    const auto unread = [&](const Refusal& refusal) {
        return Reviewed{path.string(), {{"unread", Level::block, name, "", words(checking.language, refusal)}}};
    };
    const auto bytes = read_file(path);
    if (!bytes)
        return unread(bytes.error());
    auto findings = check_file(*bytes, name, checking);
    if (findings)
        std::ranges::move(check_name(name, checking), std::back_inserter(*findings));
    return findings ? Reviewed{path.string(), *std::move(findings)} : unread(findings.error());
}

// Of a folder all files, those of its folders too, by name.
void gather(const fs::path& path, std::vector<fs::path>& files) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
        files.push_back(path);
        return;
    }
    std::vector<fs::path> inside;
    for (const auto& entry : fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, error))
        if (entry.is_regular_file(error))
            inside.push_back(entry.path());
    std::ranges::sort(inside);
    std::ranges::move(inside, std::back_inserter(files));
}

std::string to_json(const std::vector<Reviewed>& all) {
    boost::json::array findings;
    for (const auto& [file, found] : all)
        for (const auto& finding : found) {
            boost::json::object one{{"kind", finding.kind},
                                    {"level", word_of(finding.level)},
                                    {"place", mend_utf8(finding.place)},
                                    {"text", mend_utf8(finding.text)},
                                    {"reason", mend_utf8(finding.reason)}};
            if (all.size() > 1)
                one["file"] = mend_utf8(file);
            findings.push_back(std::move(one));
        }
    return boost::json::serialize(boost::json::object{{"findings", std::move(findings)}}) + '\n';
}

std::string to_lines(const std::vector<Reviewed>& all, Language language) {
    std::string lines;
    std::ptrdiff_t count = 0, blocking = 0;
    for (const auto& [file, found] : all) {
        if (all.size() > 1 && !found.empty())
            lines += file + '\n';
        for (const auto& finding : found)
            lines += words(language, "checks.level." + std::string(word_of(finding.level))) + '\t' +
                     words(language, "checks.kind." + finding.kind) + '\t' + finding.place + '\t' + finding.text + '\t' +
                     finding.reason + '\n';
        count += std::ssize(found);
        blocking += std::ranges::count(found, Level::block, &Finding::level);
    }
    if (count == 0)
        return words(language, "checks.review.clean") + '\n';
    return lines + words(language, "checks.review.count", {std::to_string(count), std::to_string(blocking)}) + '\n';
}

// 0 where nothing stops the publication, 2 where a finding does or a file cannot be looked into: a script need not read the list.
int review(terminal::Call& call) {
    std::vector<fs::path> files;
    for (const auto& path : call.values("FILE"))
        gather(path, files);
    auto checking = carried_checking(call.language(), today());
    // A path leads somewhere on a site that is not known here.
    checking.ask = [](const std::string& address) { return address.starts_with('/') ? std::optional(0) : ask_address(address); };
    std::vector<Reviewed> all;
    for (const auto& file : files) {
        all.push_back(review_one(file, checking));
        if (files.size() > 1)
            call.progress(file.filename().string(), all.size(), files.size());
    }
    call.print(call.flag("--json") ? to_json(all) : to_lines(all, call.language()));
    return std::ranges::any_of(all, [](const Reviewed& one) { return blocks(one.findings); }) ? terminal::refused
                                                                                              : terminal::done;
}

}  // namespace

void hang_on(terminal::Verbs& verbs) {
    using terminal::Option;
    verbs.push_back({"documents review",
                     "checks.verb.review",
                     {{"FILE", Option::Kind::arguments, true, "checks.verb.review.file"},
                      {"--json", Option::Kind::flag, false, "terminal.json"}},
                     review});
}

}  // namespace gongkai::intake
