#include "app/check.h"

#include <boost/json.hpp>
#include <exception>
#include <filesystem>

#include "app/rooms.h"
#include "base/core/hash.h"
#include "base/core/log.h"
#include "base/core/settings.h"
#include "base/core/text.h"
#include "base/core/vault.h"
#include "base/db/database.h"
#include "base/files/files.h"
#include "domain/accounts/desk.h"
#include "domain/calendar/desk.h"
#include "domain/journal/desk.h"
#include "domain/public_log/whole.h"

namespace gongkai {
namespace {

constexpr std::uintmax_t space_wanted = std::uintmax_t{500} << 20;
constexpr std::size_t digits_said = 16;      // of a hash: enough to know it again
constexpr int days_of_calendar_wanted = 60;  // a request of today may need 40 working days

struct Finding {
    std::string what;  // id of words: app.check.<what>
    bool is_sound;
    std::vector<std::string> arguments;  // of app.check.<what>.sound or .wrong
};

Finding check_space(const std::filesystem::path& folder) {
    const auto free = std::filesystem::space(folder).available;
    return {"space", free >= space_wanted, {std::to_string(free >> 20)}};
}

Finding check_programs() {
    for (const char* program : {"/usr/bin/pdftotext", "/usr/bin/pdftocairo"})
        if (!std::filesystem::exists(program))
            return {"programs", false, {program}};
    return {"programs", true, {}};
}

Finding check_database(db::Database& database) {
    const auto damage = database.find_damage();
    return {"database", !damage, {damage.value_or("")}};
}

Finding check_journal(terminal::Call& call) {
    const auto proof = call.database().read([&](db::Connection& connection) { return journal::check(connection); });
    if (!proof)
        return {"journal", false, proof.error().arguments};
    return {"journal", true, {std::to_string(proof->lines), proof->last_hash.substr(0, digits_said)}};
}

Finding check_public_log(terminal::Call& call) {
    const auto vault = public_log::vault_in(call.data_folder());
    const auto whole = call.database().read([&](db::Connection& connection) { return public_log::check(connection, vault); });
    if (!whole)
        return {"public_log", false, {words(call.language(), whole.error())}};
    return {"public_log", true, {std::to_string(whole->leaves), hex(whole->root).substr(0, digits_said)}};
}

Finding check_line(terminal::Call& call) {
    const auto line = lower_ascii(call.value("--line"));
    const auto is_there = [&](db::Connection& connection) { return journal::holds_line(connection, line); };
    return {"line", line.size() >= digits_said && call.database().read(is_there), {line}};
}

// No key is made here: one that is gone is what somebody must hear of before the server is started again.
Finding check_key(terminal::Call& call) {
    const auto file = call.data_folder() / Vault::file_name;
    const bool is_there = std::filesystem::exists(file);
    const bool fits = call.database().read([&](db::Connection& connection) {
        if (!is_there)
            return !accounts::is_anything_sealed(connection);
        const auto vault = Vault::open(call.data_folder());
        return vault && accounts::opens_what_is_sealed(connection, *vault);
    });
    return {"key", fits, {file.string()}};
}

// Every file that a table names is read to its end: one that was deleted, or whose bytes are others, is a proof that nobody has.
Finding check_files(terminal::Call& call) {
    const Files files(call.data_folder() / "files");
    const auto named = files_named(call.database());
    std::size_t lost = 0;
    std::string first;
    for (std::size_t i = 0; i < named.size(); ++i) {
        call.progress(named[i].substr(0, 12), i + 1, named.size());
        if (!files.read(named[i]) && lost++ == 0)
            first = named[i];
    }
    if (lost > 0)
        return {"files", false, {std::to_string(lost), first}};
    return {"files", true, {std::to_string(named.size())}};
}

Finding check_calendar(db::Database& database) {
    const auto last = database.read([](db::Connection& connection) { return calendar::working_days(connection).last(); });
    return {"calendar", last - today() >= std::chrono::days(days_of_calendar_wanted), {to_text(last)}};
}

// Feeds, sitemap and letters name pages by whole addresses; the Host of a request is what a stranger says, and pages are kept for
// everybody (decision 0168).
Finding check_address(const Settings& settings) {
    return {"address", !settings.text("site.address").empty(), {settings.text("site.address")}};
}

int check(terminal::Call& call) {
    std::error_code unreadable;
    if (!std::filesystem::exists(call.data_folder(), unreadable))
        return call.refuse({Refusal::Kind::missing, "app.refuse.no_installation", {call.data_folder().string()}, {}});
    const auto settings = Settings::load(call.data_folder());
    if (!settings)
        return call.refuse(settings.error());
    // A doctor makes nothing: a database that is gone or empty is a finding, not a new one.
    const auto file = database_in(call.data_folder());
    if (call.database_address().empty() &&
        (!std::filesystem::exists(file, unreadable) || std::filesystem::is_empty(file, unreadable)))
        return call.refuse({Refusal::Kind::missing, "app.refuse.no_installation", {call.data_folder().string()}, {}});
    auto& database = call.database();
    // A database that is damaged ends the check that meets it, and no other: what is still sound is what decides.
    std::vector<Finding> findings;
    const auto look = [&](const std::string& what, const auto& finding) {
        try {
            findings.push_back(finding());
        } catch (const std::exception& error) {
            log(Level::error, "not_checked", {{"check", what}, {"why", error.what()}});
            findings.push_back({"unread", false, {what}});
        }
    };
    look("space", [&] { return check_space(call.data_folder()); });
    look("programs", [] { return check_programs(); });
    look("database", [&] { return check_database(database); });
    look("journal", [&] { return check_journal(call); });
    look("public_log", [&] { return check_public_log(call); });
    look("key", [&] { return check_key(call); });
    look("files", [&] { return check_files(call); });
    look("calendar", [&] { return check_calendar(database); });
    look("address", [&] { return check_address(*settings); });
    if (!call.value("--line").empty())
        look("line", [&] { return check_line(call); });
    bool all_sound = true;
    boost::json::array lines;
    for (const auto& finding : findings) {
        // The calendar of the next year comes late in the year, and a portal can be tried without an address: warnings, no
        // faults.
        const bool is_fault = !finding.is_sound && finding.what != "calendar" && finding.what != "address";
        all_sound &= !is_fault;
        const auto sentence =
            words(call.language(), "app.check." + finding.what + (finding.is_sound ? ".sound" : ".wrong"), finding.arguments);
        lines.push_back(boost::json::object{{"what", finding.what}, {"sound", finding.is_sound}, {"message", sentence}});
        if (!call.flag("--json"))
            call.print((finding.is_sound ? "✓ " : is_fault ? "✗ " : "! ") + sentence + "\n");
    }
    if (call.flag("--json"))
        call.print(boost::json::serialize(boost::json::object{{"sound", all_sound}, {"findings", lines}}) + "\n");
    return all_sound ? terminal::done : terminal::refused;
}

// What a setting takes: " (1 to 256)", " (starttls tls none)" or nothing.
std::string taken_by(Language language, const SettingKind& kind) {
    if (kind.type == "number")
        return " (" + words(language, "app.settings.range", {std::to_string(kind.least), std::to_string(kind.most)}) + ')';
    return kind.allowed.empty() ? "" : " (" + join(kind.allowed, " ") + ')';
}

int list_settings(terminal::Call& call) {
    const auto settings = Settings::load(call.data_folder());
    if (!settings)
        return call.refuse(settings.error());
    boost::json::array all;
    if (!call.flag("--json"))
        call.print(words(call.language(), "app.settings.file", {(call.data_folder() / "gongkai.toml").string()}) + "\n\n");
    for (const auto& kind : Settings::table()) {
        const auto& meaning = call.language() == Language::en ? kind.en : kind.zh;
        if (call.flag("--json"))
            all.push_back(boost::json::object{{"key", kind.key},
                                              {"type", kind.type},
                                              {"default", kind.default_value},
                                              {"value", settings->text(kind.key)},
                                              {"meaning", meaning}});
        else
            call.print(kind.key + " = " + settings->text(kind.key) + "\n    " + meaning + taken_by(call.language(), kind) + "\n");
    }
    if (call.flag("--json"))
        call.print(boost::json::serialize(all) + "\n");
    return terminal::done;
}

}  // namespace

void hang_check_on(terminal::Verbs& verbs) {
    using terminal::Option;
    const Option as_json{"--json", Option::Kind::flag, false, "terminal.json"};
    verbs.push_back({"check", "app.verb.check", {{"--line", Option::Kind::value, false, "app.verb.check.line"}, as_json}, check});
    verbs.push_back({"settings", "app.verb.settings", {as_json}, list_settings});
}

}  // namespace gongkai
