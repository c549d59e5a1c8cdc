#include "domain/catalogue/room.h"

#include <boost/json.hpp>

#include "base/core/file.h"
#include "base/core/named_file.h"
#include "base/core/text.h"
#include "base/db/database.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/items.h"
#include "domain/catalogue/pages/pages.h"
#include "domain/catalogue/watch.h"
#include "domain/catalogue/workbook.h"
#include "domain/intake/check_lists.h"
#include "domain/people/desk.h"

namespace gongkai::catalogue {
namespace {

namespace json = boost::json;
using terminal::Call;

void install_all(db::Database& database) {
    database.write([](db::Connection& connection) {
        install(connection);
        install_items(connection);
        watch_columns(connection);
    });
}

std::string_view word_of(Import::Outcome outcome) {
    switch (outcome) {
        case Import::Outcome::added:
            return "added";
        case Import::Outcome::changed:
            return "changed";
        case Import::Outcome::unchanged:
            return "unchanged";
    }
    return "";
}

json::array told(Language language, const std::vector<Refusal>& all) {
    json::array texts;
    for (const auto& one : all)
        texts.push_back(json::object{{"id", one.id}, {"text", words(language, one)}});
    return texts;
}

void print_json(Call& call, const Import& report, bool is_fine, bool is_accepted) {
    json::array rows;
    for (const auto& row : report.rows)
        rows.push_back(json::object{{"sheet", row.read.sheet},
                                    {"row", row.read.row},
                                    {"key", row.key},
                                    {"outcome", is_fine ? word_of(row.outcome) : ""},
                                    {"field", row.read.field},
                                    {"first_level", row.read.text.first_level},
                                    {"second_level", row.read.text.second_level},
                                    {"units", json::value_from(row.units)},
                                    {"faults", told(call.language(), row.read.faults)},
                                    {"doubts", told(call.language(), row.read.doubts)}});
    call.print(json::serialize(json::object{{"accepted", is_accepted},
                                            {"added", is_fine ? report.count(Import::Outcome::added) : 0},
                                            {"changed", is_fine ? report.count(Import::Outcome::changed) : 0},
                                            {"unchanged", is_fine ? report.count(Import::Outcome::unchanged) : 0},
                                            {"retired", json::value_from(report.retired)},
                                            {"remarks", told(call.language(), report.remarks)},
                                            {"rows", std::move(rows)}}) +
               "\n");
}

void print_text(Call& call, const Import& report, bool is_fine, bool is_accepted) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        call.print(words(call.language(), id, arguments) + "\n");
    };
    for (const auto& remark : report.remarks)
        call.print(words(call.language(), remark) + "\n");
    for (const auto& row : report.rows) {
        const auto place =
            words(call.language(), "catalogue.report.place", {std::to_string(row.read.sheet), std::to_string(row.read.row)}) +
            " " + row.read.text.first_level + "/" + row.read.text.second_level + ": ";
        for (const auto* list : {&row.read.faults, &row.read.doubts})
            for (const auto& one : *list)
                call.print(place + words(call.language(), one) + "\n");
    }
    if (!is_fine)
        return;
    say("catalogue.report.would",
        {std::to_string(report.count(Import::Outcome::added)), std::to_string(report.count(Import::Outcome::changed)),
         std::to_string(report.count(Import::Outcome::unchanged)), std::to_string(report.retired.size())});
    if (!is_accepted)
        say("catalogue.report.not_yet");
}

// `catalogue import FILE`: what it would do; with --accept it is done.
int import(Call& call) {
    const std::filesystem::path file(call.value("FILE"));
    auto read = read_catalogue(file, file.filename().string());
    if (!read)
        return call.refuse(read.error());
    ask_rows(*read, call.database().read(
                        [&](db::Connection& connection) { return intake::office_checking(connection, call.language()); }));
    const bool is_accepted = call.flag("--accept");
    Import report;
    const auto done =
        is_accepted
            ? call.database().write([&](db::Connection& connection) { return take_in(connection, *read, "terminal", report); })
            : call.database().read([&](db::Connection& connection) { return preview(connection, *read, report); });
    (call.flag("--json") ? print_json : print_text)(call, report, done.has_value(), is_accepted && done);
    if (!done)
        return call.flag("--json") ? terminal::refused : call.refuse(done.error());
    return terminal::done;
}

int write_out(Call& call) {
    const std::string file(call.value("FILE"));
    install_all(call.database());
    const auto all = call.database().read([](db::Connection& connection) { return items(connection); });
    if (const auto done = write_named_file(file, lower_ascii(file).ends_with(".csv") ? to_csv(all) : to_xlsx(all)); !done)
        return call.refuse(done.error());
    call.print(words(call.language(), "catalogue.written", {std::to_string(all.size()), file}) + "\n");
    return terminal::done;
}

int list(Call& call) {
    install_all(call.database());
    const auto all = call.database().read([](db::Connection& connection) { return items(connection); });
    const auto units = call.database().read([](db::Connection& connection) { return people::directory(connection); });
    json::array told_all;
    for (const auto& item : all)
        if (call.flag("--json"))
            told_all.push_back(json_of(item, units));
        else
            call.print(item.key + "\t" + name_of_field(call.language(), item.field, item.field_name) + "\t" + item.name() + "\t" +
                       item.limit() + "\t" + item.text.subject + "\n");
    if (call.flag("--json"))
        call.print(json::serialize(told_all) + "\n");
    return terminal::done;
}

}  // namespace

void hang_on(terminal::Verbs& verbs) {
    using terminal::Option;
    const Option as_json{"--json", Option::Kind::flag, false, "terminal.json"};
    verbs.push_back({"catalogue import",
                     "catalogue.verb.import",
                     {{"FILE", Option::Kind::argument, true, "catalogue.verb.import.file"},
                      {"--accept", Option::Kind::flag, false, "catalogue.verb.import.accept"},
                      as_json},
                     import});
    verbs.push_back({"catalogue export",
                     "catalogue.verb.export",
                     {{"FILE", Option::Kind::argument, true, "catalogue.verb.export.file"}},
                     write_out});
    verbs.push_back({"catalogue list", "catalogue.verb.list", {as_json}, list});
}

void hang_on(Doors& doors) {
    install_all(doors.database);
    hang_portal_pages(doors);
    hang_exchange_pages(doors);
    hang_console_pages(doors);
    hang_upkeep_pages(doors);
    hang_fact_pages(doors);
    hang_fact_console_pages(doors);
}

}  // namespace gongkai::catalogue
