#include "domain/imports/room.h"

#include <boost/json.hpp>
#include <chrono>
#include <fstream>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/watch.h"
#include "domain/imports/import.h"

namespace gongkai::imports {
namespace {

namespace json = boost::json;
using terminal::Call;

constexpr std::size_t lines_shown = 20;

// What became of it, or would.
std::string name_of(Language language, Outcome::Kind kind, bool only_looks) {
    const std::string word(word_of(kind));
    return only_looks ? words(language, "imports.would." + word) : words(language, "imports.outcome." + word);
}

// All that became of everything, as a table: one line a reason.
class Report {
  public:
    Report(const std::string& file, Language language, bool only_looks) : language_(language), only_looks_(only_looks) {
        if (file.empty())
            return;
        out_.open(file, std::ios::binary | std::ios::trunc);
        if (!out_)
            throw std::system_error(errno, std::generic_category(), file);
        CsvRow heads;
        for (const auto* head : {"file", "row", "outcome", "title", "address", "place", "reason", "what_to_do"})
            heads.push_back(words(language, std::string("imports.report.") + head));
        out_ << "\xEF\xBB\xBF" << csv_line(heads);
    }

    void add(const Outcome& one) {
        if (!out_.is_open())
            return;
        const auto line = [&](const Reason& reason) {
            out_ << csv_line({one.place, one.row ? std::to_string(one.row) : "", name_of(language_, one.kind, only_looks_),
                              one.title, one.address, reason.place, reason.text, reason.what_to_do});
        };
        if (one.reasons.empty())
            line({});
        for (const auto& reason : one.reasons)
            line(reason);
    }

    void end() {
        if (out_.is_open() && !out_.flush())
            throw std::runtime_error("the report could not be written");
    }

  private:
    Language language_;
    bool only_looks_;
    std::ofstream out_;
};

json::object json_of(const Outcome& one) {
    json::array reasons;
    for (const auto& reason : one.reasons)
        reasons.push_back(json::object{{"place", reason.place}, {"text", reason.text}, {"what_to_do", reason.what_to_do}});
    return {{"file", one.place},
            {"row", one.row ? json::value(one.row) : json::value()},
            {"outcome", word_of(one.kind)},
            {"title", one.title},
            {"address", one.address},
            {"reasons", std::move(reasons)}};
}

std::string line_of(const Outcome& one, Language language, bool only_looks) {
    std::string line = name_of(language, one.kind, only_looks) + '\t' + one.place;
    if (one.row)
        line += words(language, "imports.row", {std::to_string(one.row)});
    if (!one.title.empty())
        line += '\t' + one.title;
    for (const auto& reason : one.reasons)
        line += "\n\t" + reason.place + (reason.place.empty() ? "" : "　") + reason.text + "　" + reason.what_to_do;
    return line + '\n';
}

Result<Orders> run_of(Call& call) {
    Orders run{{std::string(call.value("--unit")), std::string(call.value("--column")), std::string(call.value("--type")), {}},
               call.flag("--create"),
               call.flag("--dry-run"),
               call.flag("--demonstration") ? publishing::Marking::demonstration : publishing::Marking::real,
               call.language(),
               today()};
    if (const std::string file(call.value("--mapping")); !file.empty()) {
        const auto bytes = read_file(file);
        if (!bytes)
            return std::unexpected(bytes.error());
        auto mapping = read_mapping(*bytes);
        if (!mapping)
            return std::unexpected(mapping.error());
        run.wanted.mapping = *std::move(mapping);
    }
    return run;
}

int import_documents(Call& call) {
    const auto begun = std::chrono::steady_clock::now();
    const auto run = run_of(call);
    if (!run)
        return call.refuse(run.error());
    auto handed = open_handed(std::string(call.value("SOURCE")));
    if (!handed)
        return call.refuse(handed.error());
    const Files files(call.data_folder() / "files");
    Report report(std::string(call.value("--report")), call.language(), run->only_looks);
    call.database().write([](db::Connection& connection) {
        catalogue::install(connection);
        catalogue::watch_columns(connection);
    });
    json::array told;
    std::string lines;
    std::size_t shown = 0;
    const auto tell = [&](const Outcome& one) {
        report.add(one);
        const bool is_usual = one.kind == Outcome::Kind::unchanged || one.kind == Outcome::Kind::taken;
        if (is_usual && one.reasons.empty())
            return;
        if (call.flag("--json"))
            told.push_back(json_of(one));
        else if ((one.kind != Outcome::Kind::list || !one.reasons.empty()) && ++shown <= lines_shown)
            lines += line_of(one, call.language(), run->only_looks);
    };
    const auto what = words(call.language(), "imports.progress");
    const auto counted = import(call.database(), files, *handed, *run, tell,
                                [&](std::size_t done, std::size_t all) { call.progress(what, done, all); });
    if (!counted)
        return call.refuse(counted.error());
    report.end();
    using Kind = Outcome::Kind;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    if (call.flag("--json")) {
        json::object all{{"is_dry_run", run->only_looks}};
        for (const auto kind : {Kind::taken, Kind::draft, Kind::unchanged, Kind::changed, Kind::list, Kind::left, Kind::refused})
            all[word_of(kind)] = counted->of(kind);
        all["made_units"] = json::value_from(counted->made_units);
        all["made_columns"] = json::value_from(counted->made_columns);
        all["unknown_heads"] = json::value_from(handed->table.unknown);
        all["seconds"] = took.count();
        all["documents"] = std::move(told);
        call.print(json::serialize(all) + '\n');
    } else {
        const auto say = [&](std::string_view id, const std::vector<std::string>& arguments) {
            call.print(words(call.language(), id, arguments) + '\n');
        };
        if (!handed->table.unknown.empty())
            say("imports.unknown_heads", {join(handed->table.unknown, words(call.language(), "imports.and"))});
        if (!counted->made_units.empty())
            say("imports.made_units", {join(counted->made_units, words(call.language(), "imports.and"))});
        if (!counted->made_columns.empty())
            say("imports.made_columns", {join(counted->made_columns, words(call.language(), "imports.and"))});
        call.print(lines);
        if (shown > lines_shown)
            say("imports.more", {std::to_string(shown - lines_shown)});
        say(run->only_looks ? "imports.would" : "imports.done",
            {std::to_string(counted->of(Kind::taken)), std::to_string(counted->of(Kind::draft)),
             std::to_string(counted->of(Kind::unchanged)), std::to_string(counted->of(Kind::changed)),
             std::to_string(counted->of(Kind::list)), std::to_string(counted->of(Kind::refused)),
             std::to_string(counted->of(Kind::left))});
    }
    return counted->of(Kind::refused) > 0 ? terminal::refused : terminal::done;
}

}  // namespace

void hang_on(terminal::Verbs& verbs) {
    using terminal::Option;
    verbs.push_back({"documents import",
                     "imports.verb",
                     {{"SOURCE", Option::Kind::argument, true, "imports.verb.source"},
                      {"--create", Option::Kind::flag, false, "imports.verb.create"},
                      {"--mapping", Option::Kind::value, false, "imports.verb.mapping"},
                      {"--unit", Option::Kind::value, false, "imports.verb.unit"},
                      {"--column", Option::Kind::value, false, "imports.verb.column"},
                      {"--type", Option::Kind::value, false, "imports.verb.type"},
                      {"--report", Option::Kind::value, false, "imports.verb.report"},
                      {"--dry-run", Option::Kind::flag, false, "imports.verb.dry_run"},
                      {"--demonstration", Option::Kind::flag, false, "imports.verb.demonstration"},
                      {"--json", Option::Kind::flag, false, "terminal.json"}},
                     import_documents});
}

}  // namespace gongkai::imports
