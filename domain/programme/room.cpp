#include "domain/programme/room.h"

#include <boost/json.hpp>
#include <ranges>

#include "base/core/file.h"
#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/db/database.h"
#include "base/extract/extract.h"
#include "base/files/files.h"
#include "domain/programme/desk.h"
#include "domain/programme/pages/pages.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {
namespace {

namespace json = boost::json;
using terminal::Call;

// `programme read FILE`: what the reader makes of it, without touching the database.
int read(Call& call) {
    const std::string file(call.value("FILE"));
    const auto document = extract::extract_also_old(file);
    if (!document)
        return call.refuse(document.error());
    if (call.flag("--text")) {
        for (const auto& page : document->pages)
            call.print((&page == &document->pages.front() ? "" : "\f") + page.text + "\n");
        return terminal::done;
    }
    const auto reading = read_notice(*document, reading_words());
    call.print((call.flag("--json") ? to_json(reading, call.language()) : to_terminal(reading, call.language())) + "\n");
    return reading.outcome == Outcome::refuse ? terminal::refused : terminal::done;
}

std::string_view word_of(Change::Kind kind) {
    switch (kind) {
        case Change::Kind::added:
            return "added";
        case Change::Kind::removed:
            return "removed";
        case Change::Kind::changed:
            return "changed";
    }
    return "";
}

void print(Call& call, const Import& import, bool is_accepted) {
    if (call.flag("--json")) {
        json::array changes;
        for (const auto& change : import.changes)
            changes.push_back(json::object{{"kind", word_of(change.kind)},
                                           {"where", change.where},
                                           {"field", change.field},
                                           {"before", change.before},
                                           {"after", change.after}});
        const auto shifts = [](const std::vector<Shift>& all) {
            json::array told;
            for (const auto& one : all)
                told.push_back(json::object{{"where", one.where}, {"owners", json::value_from(one.owners)}});
            return told;
        };
        call.print(json::serialize(json::object{{"outcome", word_of(import.kind)},
                                                {"accepted", is_accepted},
                                                {"key", import.key},
                                                {"tasks", import.tasks},
                                                {"rows", import.rows},
                                                {"duties", import.duties},
                                                {"changes", changes},
                                                {"begun", shifts(import.begun)},
                                                {"ended", shifts(import.ended)},
                                                {"unlisted_units", json::value_from(import.unlisted_units)},
                                                {"unnamed_groups", json::value_from(import.unnamed_groups)}}) +
                   "\n");
        return;
    }
    const auto say = [&](const std::string& id, const std::vector<std::string>& arguments = {}) {
        call.print(words(call.language(), id, arguments) + "\n");
    };
    const bool says_the_same =
        import.kind == Import::Kind::corrected && import.changes.empty() && import.begun.empty() && import.ended.empty();
    say(says_the_same ? "programme.import.same_content" : "programme.import." + std::string(word_of(import.kind)),
        {import.key, std::to_string(import.tasks), std::to_string(import.rows), std::to_string(import.duties)});
    for (const auto& change : import.changes)
        say("programme.change." + std::string(word_of(change.kind)),
            {change.where, change.field.empty() ? "" : words(call.language(), "programme.field." + change.field), change.before,
             change.after});
    for (const auto& [shifts, id] :
         {std::pair{&import.begun, "programme.import.begun"}, {&import.ended, "programme.import.ended"}})
        for (const auto& one : *shifts)
            say(id, {one.where, join(one.owners, "、"), std::to_string(one.owners.size())});
    for (const auto& unit : import.unlisted_units)
        say("programme.import.unlisted", {unit});
    for (const auto& group : import.unnamed_groups)
        say("programme.import.unnamed", {group});
    if (!is_accepted && import.kind != Import::Kind::unchanged)
        say("programme.import.not_yet");
}

// `programme import FILE`: without --accept the same deed is done and taken back, so what is shown is what would happen.
int import(Call& call) {
    const std::string file(call.value("FILE"));
    const auto bytes = read_file(file);
    if (!bytes)
        return call.refuse(bytes.error());
    const auto document = extract::extract_also_old(file);
    if (!document)
        return call.refuse(document.error());
    const auto reading = read_notice(*document, reading_words());
    const Paper paper{reading, *document, std::filesystem::path(file).filename().string(), sha256_hex(*bytes),
                      call.flag("--demonstration") ? Marking::demonstration : Marking::real};
    const bool is_accepted = call.flag("--accept");
    std::optional<Import> shown;
    const auto done = call.database().write([&](db::Connection& connection) -> Result<Import> {
        auto import = take_in(connection, paper, "terminal");
        if (import && !is_accepted) {
            shown = std::move(*import);
            return refuse(Refusal::Kind::conflict, "programme.import.not_yet");
        }
        return import;
    });
    if (done)
        shown = *done;
    else if (!shown)
        return call.refuse(done.error());
    print(call, *shown, is_accepted);
    return terminal::done;
}

void print_count(Call& call, std::string_view id, std::int64_t count) {
    call.print((call.flag("--json") ? json::serialize(json::object{{"count", count}})
                                    : words(call.language(), id, {std::to_string(count)})) +
               "\n");
}

int prove(Call& call) {
    const auto csv = read_file(call.value("FILE"));
    if (!csv)
        return call.refuse(csv.error());
    const auto marking = call.flag("--demonstration") ? Marking::demonstration : Marking::real;
    const auto count =
        call.database().write([&](db::Connection& connection) { return take_proofs(connection, *csv, marking, "terminal"); });
    if (!count)
        return call.refuse(count.error());
    print_count(call, "programme.proved", *count);
    return terminal::done;
}

// `demonstration load FOLDER`: all of it or nothing.
int load_all(Call& call, const std::vector<Demonstration>& demonstrations) {
    const Files files(call.data_folder() / "files");
    const std::filesystem::path folder(call.value("FOLDER"));
    const auto count = call.database().write([&](db::Connection& connection) -> Result<std::int64_t> {
        std::int64_t all = 0;
        for (const auto& one : demonstrations) {
            const auto taken = one.take_in(connection, files, folder, "terminal");
            if (!taken)
                return taken;
            all += *taken;
        }
        return all;
    });
    if (!count)
        return call.refuse(count.error());
    print_count(call, "programme.demonstration_loaded", *count);
    return terminal::done;
}

int drop_all(Call& call, const std::vector<Demonstration>& demonstrations) {
    const auto count = call.database().write([&](db::Connection& connection) {
        auto all = drop_demonstration(connection, "terminal");
        for (const auto& one : demonstrations | std::views::reverse)
            all += one.drop(connection, "terminal");
        return all;
    });
    print_count(call, "programme.demonstration_dropped", count);
    return terminal::done;
}

}  // namespace

void hang_on(terminal::Verbs& verbs, std::vector<Demonstration> demonstrations) {
    using terminal::Option;
    const Option file{"FILE", Option::Kind::argument, true, "programme.verb.file"};
    const Option as_json{"--json", Option::Kind::flag, false, "terminal.json"};
    const Option demonstration{"--demonstration", Option::Kind::flag, false, "programme.verb.demonstration"};
    verbs.push_back({"programme read",
                     "programme.verb.read",
                     {file, as_json, {"--text", Option::Kind::flag, false, "programme.verb.text"}},
                     read});
    verbs.push_back({"programme import",
                     "programme.verb.import",
                     {file, as_json, demonstration, {"--accept", Option::Kind::flag, false, "programme.verb.accept"}},
                     import});
    verbs.push_back({"programme prove", "programme.verb.prove", {file, as_json, demonstration}, prove});
    verbs.push_back({"demonstration load",
                     "programme.verb.load",
                     {{"FOLDER", Option::Kind::argument, true, "programme.verb.load.folder"}, as_json},
                     [demonstrations](Call& call) { return load_all(call, demonstrations); }});
    verbs.push_back({"demonstration remove", "programme.verb.drop", {as_json}, [demonstrations](Call& call) {
                         return drop_all(call, demonstrations);
                     }});
}

void hang_on(Doors& doors) {
    hang_portal_pages(doors);
    hang_plan_pages(doors);
    hang_exchange_pages(doors);
    hang_console_pages(doors);
    hang_review_pages(doors);
    hang_group_pages(doors);
}

}  // namespace gongkai::programme
