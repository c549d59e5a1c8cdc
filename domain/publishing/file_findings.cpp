#include "domain/publishing/file_findings.h"

#include <boost/json.hpp>
#include <chrono>

#include "base/core/hash.h"
#include "domain/intake/check_lists.h"
#include "domain/publishing/queries.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;

constexpr std::string_view by_intake = "intake";
constexpr auto kept_for = std::chrono::days(7);

std::string text_at(const json::object& object, std::string_view key) { return std::string(object.at(key).as_string()); }

json::array as_json(const std::vector<intake::Finding>& findings) {
    json::array all;
    for (const auto& one : findings)
        all.push_back(json::object{{"kind", one.kind},
                                   {"level", intake::word_of(one.level)},
                                   {"place", one.place},
                                   {"text", one.text},
                                   {"reason", one.reason}});
    return all;
}

std::vector<intake::Finding> findings_in(const json::value& kept) {
    std::vector<intake::Finding> all;
    for (const auto& one : kept.as_array()) {
        const auto& object = one.as_object();
        const auto level = object.at("level") == json::string(intake::word_of(intake::Level::block)) ? intake::Level::block
                                                                                                     : intake::Level::warn;
        all.push_back(
            {text_at(object, "kind"), level, text_at(object, "place"), text_at(object, "text"), text_at(object, "reason"), 0, 0});
    }
    return all;
}

std::vector<std::string> ids_in(const json::value& kept) {
    std::vector<std::string> all;
    for (const auto& id : kept.as_array())
        all.emplace_back(id.as_string());
    return all;
}

}  // namespace

std::string rules_of(const intake::Checking& checking) {
    std::string all;
    for (const auto list : intake::all_check_lists())
        all += written(checking, list);
    return (checking.language == Language::zh ? "zh " : "en ") + sha256_hex(all);
}

ChecksOfEdition checks_of(db::Connection& connection, EditionId edition, Language language) {
    ChecksOfEdition all{intake::carried_checking(language, today()), {}, {}};
    struct Kept {
        std::string file, checked_by, findings;
    };
    std::vector<Kept> kept;
    for (auto rows = connection.query(sql::checks_of_edition, edition); rows.next();)
        if (rows.text(0).empty())
            intake::take_kept(all.checking, rows.text(1), rows.text(2));
        else
            kept.push_back({rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2)});
    all.rules = rules_of(all.checking);
    for (const auto& [file, checked_by, findings] : kept)
        if (checked_by == by_intake)
            all.files.from_intake[file] = ids_in(json::parse(findings));
        else if (checked_by.starts_with(all.rules))
            all.files.found[file + checked_by.substr(all.rules.size())] = findings_in(json::parse(findings));
    return all;
}

void keep_file_findings(db::Connection& connection, std::string_view file, std::string_view rules,
                        const std::vector<intake::Finding>& findings) {
    connection.run(sql::forget_file_findings, now() - kept_for);
    connection.run(sql::keep_file_findings, file, rules, json::serialize(as_json(findings)), now());
}

void keep_intake_warnings(db::Connection& connection, std::string_view file, const std::vector<std::string>& ids) {
    json::array all;
    for (const auto& id : ids)
        all.push_back(json::value(id));
    connection.run(sql::keep_file_findings, file, by_intake, json::serialize(all), now());
}

std::string digest_of(const std::vector<intake::Finding>& findings) { return sha256_hex(json::serialize(as_json(findings))); }

}  // namespace gongkai::publishing
