#include "domain/records/room.h"

#include <boost/json.hpp>
#include <fstream>

#include "base/core/embed.h"
#include "base/core/file.h"
#include "base/core/log.h"
#include "base/core/named_file.h"
#include "base/core/text.h"
#include "domain/people/desk.h"
#include "domain/records/comparison.h"
#include "domain/records/delivery.h"
#include "domain/records/desk.h"
#include "domain/records/import.h"
#include "domain/records/pages/console.h"
#include "domain/records/pages/list_file.h"
#include "domain/records/pages/relations.h"
#include "domain/records/watch.h"
#include "doors/doors.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;
using terminal::Call;

json::array told(Language language, const Report& report) {
    json::array all;
    for (const auto& fault : report.faults)
        all.push_back(json::object{{"row", fault.row},
                                   {"column", fault.column},
                                   {"typed", mend_utf8(fault.typed)},
                                   {"id", fault.refusal.id},
                                   {"text", words(language, fault.refusal)}});
    return all;
}

void print(Call& call, const Kind& kind, const Report& report, bool is_written) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments) {
        call.print(words(call.language(), id, arguments) + "\n");
    };
    if (call.flag("--json")) {
        json::object changed;
        for (const auto& [field, records] : report.changed_fields)
            changed[kind.fields[field].key] = records;
        call.print(json::serialize(json::object{{"written", is_written},
                                                {"rows", report.rows},
                                                {"added", report.added},
                                                {"changed", report.changed},
                                                {"changed_fields", std::move(changed)},
                                                {"unchanged", report.unchanged},
                                                {"faulty_rows", report.faulty_rows},
                                                {"unknown_columns", json::value_from(report.unknown)},
                                                {"passed_over_rows", json::value_from(report.passed_over)},
                                                {"sheet", report.sheet},
                                                {"other_sheets", json::value_from(report.other_sheets)},
                                                {"faults", told(call.language(), report)}}) +
                   "\n");
        return;
    }
    for (const auto& line : left_aside(report, call.language()))
        call.print(line + "\n");
    for (const auto& fault : report.faults)
        say(fault.column.empty() ? "records.report.line_whole" : "records.report.line",
            {std::to_string(fault.row), fault.column, words(call.language(), fault.refusal)});
    if (report.is_fine() && report.rows > 0)
        say(is_written ? "records.report.done" : "records.report.would",
            {std::to_string(report.rows), std::to_string(report.added), std::to_string(report.changed),
             std::to_string(report.unchanged)});
    if (const auto changes = said_of_changes(report, kind, call.language()); report.is_fine() && !changes.empty())
        call.print(changes + "\n");
}

// The kind that a verb names, or a refusal that lists a few.
const Kind* kind_named(Call& call, int& answer) {
    const auto* kind = kinds().find(call.value("KIND"));
    if (!kind)
        answer = call.refuse({Refusal::Kind::missing, "records.refuse.no_kind", {std::string(call.value("KIND"))}, {}});
    return kind;
}

// `records import KIND FILE`
int import(Call& call) {
    int answer = terminal::done;
    const auto* kind = kind_named(call, answer);
    if (!kind)
        return answer;
    const auto units = call.database().read([](db::Connection& connection) { return people::directory(connection); });
    auto unit = usual_unit(*kind, units);
    if (const auto named = call.value("--unit"); !named.empty()) {
        const auto* found = units.find(named, today());
        if (!found)
            return call.refuse({Refusal::Kind::missing, "records.refuse.no_unit", {std::string(named)}, {}});
        unit = found->id;
    }
    if (!unit)
        return call.refuse({Refusal::Kind::invalid, "records.refuse.whose", {kind->names.zh}, {}});
    const std::filesystem::path file(call.value("FILE"));
    const auto sheet = Sheet::open(file, file.filename().string(), *kind);
    if (!sheet)
        return call.refuse(sheet.error());
    ImportOrder order{*kind,
                      *unit,
                      call.flag("--demonstration") ? Marking::demonstration : Marking::real,
                      file.filename().string(),
                      words(Language::zh, "records.because.import", {file.filename().string()}),
                      "terminal"};
    order.progress = [&](std::int64_t rows) {
        call.progress(words(call.language(), "records.progress.rows"), static_cast<std::size_t>(rows), 0);
    };
    Report report;
    Result<void> done;
    if (call.flag("--dry-run")) {
        auto would = call.database().read([&](db::Connection& connection) { return preview(connection, *sheet, order); });
        if (!would)
            return call.refuse(would.error());
        report = std::move(*would);
        if (!report.is_fine())
            done = refuse(Refusal::Kind::invalid, "records.refuse.faulty", {std::to_string(report.faulty_rows)});
    } else {
        done = take_in(call.database(), *sheet, order, report);
    }
    if (const auto errors = call.value("--errors"); !errors.empty() && !report.is_fine())
        if (const auto told = write_named_file(std::string(errors), faults_csv(report, call.language())); !told)
            (void)call.refuse(told.error());
    print(call, *kind, report, done.has_value() && !call.flag("--dry-run"));
    if (done)
        return terminal::done;
    return call.flag("--json") ? terminal::refused : call.refuse(done.error());
}

// `records kinds`: what there is, and what is wrong with the files of kinds.
int list_kinds(Call& call) {
    const auto there = call.database().read([](db::Connection& connection) { return kinds_there(connection); });
    json::array all;
    for (const auto& kind : kinds().all) {
        const auto found = there.find(kind.key);
        const auto count = found == there.end() ? 0 : found->second.records;
        if (call.flag("--json"))
            all.push_back(json::object{{"key", kind.key},
                                       {"zh", kind.names.zh},
                                       {"en", kind.names.en},
                                       {"theme", kind.theme},
                                       {"task", kind.task},
                                       {"records", count}});
        else
            call.print(kind.key + "\t" + kind.names.in(call.language()) + "\t" + std::to_string(count) + "\n");
    }
    if (call.flag("--json"))
        call.print(json::serialize(all) + "\n");
    for (const auto& fault : kinds().faults)
        (void)call.refuse(fault);
    return kinds().faults.empty() ? terminal::done : terminal::refused;
}

// `records kind KIND`: its file, to begin another one from.
int show_kind(Call& call) {
    int answer = terminal::done;
    if (const auto* kind = kind_named(call, answer))
        call.print(std::string(embedded_or_die("data/kinds/" + kind->key + ".json")));
    return answer;
}

Refusal wrong_ending(const std::string& file, std::string endings) {
    return {Refusal::Kind::invalid,
            "records.refuse.ending",
            {std::filesystem::path(file).filename().string(), std::move(endings)},
            {}};
}

// `records export KIND FILE`: what the public sees, with constant memory.
int write_out(Call& call) {
    int answer = terminal::done;
    const auto* kind = kind_named(call, answer);
    if (!kind)
        return answer;
    const std::string file(call.value("FILE"));
    const auto format = format_named(file);
    if (!format)
        return call.refuse(wrong_ending(file, ".csv .xlsx .json"));
    const auto beside = file + ".part";
    std::ofstream out(beside, std::ios::binary);
    std::int64_t rows = 0;
    bool is_full = false;
    call.database().read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        ListWriter writer(*kind, units, *format, has_demonstration(connection, *kind) ? Examples::some : Examples::none);
        out << writer.begin();
        for (const auto& record : walk_list(connection, *kind, {})) {
            if (writer.is_full() || !out) {
                is_full = writer.is_full();
                break;
            }
            out << writer.add(record);
            if (++rows % 2000 == 0)
                call.progress(words(call.language(), "records.progress.rows"), static_cast<std::size_t>(rows), 0);
        }
        out << writer.end();
    });
    out.close();
    std::error_code failed;
    if (!out.fail())
        std::filesystem::rename(beside, file, failed);
    if (out.fail() || failed) {
        std::filesystem::remove(beside, failed);
        return call.refuse({Refusal::Kind::invalid, "core.refuse.file_unwritable", {file}, {}});
    }
    call.print(words(call.language(), is_full ? "records.written_full" : "records.written", {std::to_string(rows), file}) + "\n");
    return terminal::done;
}

int write_template(Call& call) {
    int answer = terminal::done;
    const auto* kind = kind_named(call, answer);
    if (!kind)
        return answer;
    const auto units = call.database().read([](db::Connection& connection) { return people::directory(connection); });
    const std::string file(call.value("FILE"));
    if (!lower_ascii(file).ends_with(".xlsx"))
        return call.refuse(wrong_ending(file, ".xlsx"));
    if (const auto done = write_named_file(file, template_xlsx(*kind, units)); !done)
        return call.refuse(done.error());
    call.print(words(call.language(), "records.template_written", {file}) + "\n");
    return terminal::done;
}

// `records prove FILE…`: files of kinds that somebody is writing, with their examples.
int prove_kinds(Call& call) {
    const auto units = call.database().read([](db::Connection& connection) { return people::directory(connection); });
    int faulty = 0;
    for (const auto& path : call.values("FILE")) {
        const auto text = read_file(path);
        if (!text)
            return call.refuse(text.error());
        const auto kind = read_kind(*text, path, themes());
        const auto faults = kind ? faults_of_examples(*kind, units) : kind.error();
        for (const auto& fault : faults)
            (void)call.refuse(fault);
        faulty += faults.empty() ? 0 : 1;
        if (faults.empty())
            call.print(words(call.language(), "records.kind_fine",
                             {path, std::to_string(kind->fields.size()), std::to_string(kind->examples.size())}) +
                       "\n");
    }
    return faulty == 0 ? terminal::done : terminal::refused;
}

// `records sources`: where records are fetched from, and how the last fetch went.
int list_sources(Call& call) {
    constexpr int at_most = 1000;
    const auto [all, last] = call.database().read(
        [](db::Connection& connection) { return std::pair(sources(connection, at_most), last_fetches(connection)); });
    json::array listed;
    for (const auto& source : all) {
        const auto found = std::ranges::find(last, source.id, &std::pair<SourceId, Fetch>::first);
        const auto outcome = source.closed_at ? "closed" : found == last.end() ? "" : std::string(word_of(found->second.outcome));
        if (call.flag("--json"))
            listed.push_back(
                json::object{{"id", source.id},
                             {"name", source.name},
                             {"kind", source.kind},
                             {"address", source.address},
                             {"every_hours", source.every_hours},
                             {"last_outcome", outcome},
                             {"last_at", found == last.end() ? json::value() : json::value(to_text(found->second.at))}});
        else
            call.print(std::to_string(source.id) + "\t" + source.name + "\t" + source.kind + "\t" + outcome + "\n");
    }
    if (call.flag("--json"))
        call.print(json::serialize(listed) + "\n");
    return terminal::done;
}

// `records fetch SOURCE`: now, whatever its time.
int fetch_now(Call& call) {
    const auto settings = Settings::load(call.data_folder());
    if (!settings)
        return call.refuse(settings.error());
    const auto vault = Vault::open(call.data_folder());
    if (!vault)
        return call.refuse(vault.error());
    const auto id = whole_number(call.value("SOURCE")).value_or(0);
    const auto source = call.database().read([&](db::Connection& connection) { return find_source(connection, id); });
    if (!source || source->closed_at)
        return call.refuse({Refusal::Kind::missing, "records.refuse.no_source", {}, {}});
    const bool is_dry = call.flag("--dry-run");
    const Fetcher fetcher{call.database(), *vault, *settings, ask_other};
    const auto fetch = is_dry ? try_source(fetcher, *source) : fetch_source(fetcher, *source);
    if (fetch.refusal)
        return call.refuse(*fetch.refusal);
    if (fetch.outcome == FetchOutcome::unchanged)
        call.print(words(call.language(), "records.fetch.unchanged") + "\n");
    else
        print(call, *kinds().find(source->kind), fetch.report, fetch.outcome == FetchOutcome::taken && !is_dry);
    if (fetch.outcome != FetchOutcome::faulty)
        return terminal::done;
    return call.flag("--json")
               ? terminal::refused
               : call.refuse({Refusal::Kind::invalid, "records.refuse.faulty", {std::to_string(fetch.report.faulty_rows)}, {}});
}

// `records upper KIND FILE --name NAME`: the list of the level above, in place of the one before.
int take_upper(Call& call) {
    int answer = terminal::done;
    const auto* kind = kind_named(call, answer);
    if (!kind)
        return answer;
    const auto taken = call.database().write([&](db::Connection& connection) {
        return take_in_upper(connection, *kind, std::string(call.value("FILE")), call.value("--name"), "terminal");
    });
    if (!taken)
        return call.refuse(taken.error());
    const auto list = call.database().read([&](db::Connection& connection) { return *upper_list(connection, *kind); });
    call.print(words(call.language(), "records.upper_taken",
                     {std::to_string(*taken), std::to_string(list.same), std::to_string(list.differs),
                      std::to_string(list.lacking), std::to_string(list.alone)}) +
               "\n");
    return terminal::done;
}

int show_demonstration(Call& call) {
    const auto done = call.database().write(
        [&](db::Connection& connection) { return demonstrate(connection, "terminal", call.values("KIND")); });
    for (const auto& fault : done.faults)
        (void)call.refuse(fault);
    call.print(words(call.language(), "records.demonstrated", {std::to_string(done.kinds), std::to_string(done.records)}) + "\n");
    return done.faults.empty() ? terminal::done : terminal::refused;
}

}  // namespace

Result<std::int64_t> demonstrate_all(db::Connection& connection, const Files&, const std::filesystem::path&,
                                     std::string_view actor) {
    const auto done = demonstrate(connection, actor);
    if (!done.faults.empty())
        return std::unexpected(done.faults.front());
    return done.records;
}

std::int64_t drop_all_demonstration(db::Connection& connection, std::string_view actor) {
    std::int64_t dropped = 0;
    for (std::int64_t some = -1; some != 0; dropped += some)
        some = drop_demonstration(connection, actor);
    return dropped;
}

void watch(db::Database& database) {
    for (int some = -1; some != 0;)
        some = database.write([](db::Connection& connection) { return end_display(connection, today()); });
    database.write([](db::Connection& connection) {
        open_duties(connection, today());
        constexpr auto kept_for = std::chrono::days(30);
        clear_deliveries(connection, now() - kept_for);
    });
}

void fetch_sources(db::Database& database, const Vault& vault, const Settings& settings) {
    while (fetch_due({database, vault, settings, ask_other})) {
    }
}

void hang_on(terminal::Verbs& verbs) {
    using terminal::Option;
    const Option as_json{"--json", Option::Kind::flag, false, "terminal.json"},
        kind{"KIND", Option::Kind::argument, true, "records.verb.kind"},
        file{"FILE", Option::Kind::argument, true, "records.verb.file"};
    verbs.push_back({"records import",
                     "records.verb.import",
                     {kind,
                      file,
                      {"--unit", Option::Kind::value, false, "records.verb.import.unit"},
                      {"--errors", Option::Kind::value, false, "records.verb.import.errors"},
                      {"--dry-run", Option::Kind::flag, false, "records.verb.import.dry_run"},
                      {"--demonstration", Option::Kind::flag, false, "records.verb.import.demonstration"},
                      as_json},
                     import});
    verbs.push_back({"records export",
                     "records.verb.export",
                     {kind, {"FILE", Option::Kind::argument, true, "records.verb.export.file"}},
                     write_out});
    verbs.push_back({"records template",
                     "records.verb.template",
                     {kind, {"FILE", Option::Kind::argument, true, "records.verb.template.file"}},
                     write_template});
    verbs.push_back({"records kinds", "records.verb.kinds", {as_json}, list_kinds});
    verbs.push_back({"records kind", "records.verb.show_kind", {kind}, show_kind});
    verbs.push_back({"records prove",
                     "records.verb.prove",
                     {{"FILE", Option::Kind::arguments, true, "records.verb.prove.file"}},
                     prove_kinds});
    verbs.push_back({"records upper",
                     "records.verb.upper",
                     {kind, file, {"--name", Option::Kind::value, true, "records.verb.upper.name"}},
                     take_upper});
    verbs.push_back({"records sources", "records.verb.sources", {as_json}, list_sources});
    verbs.push_back({"records fetch",
                     "records.verb.fetch",
                     {{"SOURCE", Option::Kind::argument, true, "records.verb.fetch.source"},
                      {"--dry-run", Option::Kind::flag, false, "records.verb.import.dry_run"},
                      as_json},
                     fetch_now});
    verbs.push_back({"records demonstrate",
                     "records.verb.demonstrate",
                     {{"KIND", Option::Kind::arguments, false, "records.verb.demonstrate.kinds"}},
                     show_demonstration});
}

void hang_on(Doors& doors, search::Tally& tally) {
    for (const auto& part : settle_clocks(doors.settings.text("records.clocks")))
        log(Level::error, "clock_setting_wrong", {{"part", part}});
    doors.database.write([](db::Connection& connection) {
        for (const auto& kind : kinds().all)
            lay_out_anew(connection, kind);
    });
    hang_portal_pages(doors);
    hang_yearly_pages(doors);  // before the pages of single records, whose addresses are alike
    hang_exchange_pages(doors, tally);
    hang_sharing_pages(doors);
    hang_relation_pages(doors);
    hang_column_blocks(doors);
    hang_record_pages(doors);
    hang_push_pages(doors);
    hang_source_pages(doors);
    hang_import_pages(doors);
    hang_console_pages(doors);
}

}  // namespace gongkai::records
