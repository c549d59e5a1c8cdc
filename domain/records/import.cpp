#include "domain/records/import.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <charconv>
#include <future>
#include <unordered_set>
#include <utility>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"
#include "domain/records/proved.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

constexpr std::int64_t rows_a_sign = 2000;  // of progress
constexpr std::size_t rows_ahead = 10 * wholes_at_once;

void note_faults(Report& report, std::vector<RowFault> faults) {
    ++report.faulty_rows;
    for (auto& fault : faults)
        if (report.faults.size() < faults_kept)
            report.faults.push_back(std::move(fault));
}

// What is wrong with a record as a whole, once what the row does not say is known.
std::vector<RowFault> faults_of_record(const Kind& kind, std::int64_t row, std::vector<FieldFault> found) {
    std::vector<RowFault> faults;
    for (auto& one : found)
        faults.push_back({row, kind.fields[one.field].names.zh, "", std::move(one.refusal)});
    return faults;
}

void note_changed(Report& report, const std::vector<std::int64_t>& changed_in) {
    for (FieldIndex i = 0; i < changed_in.size(); ++i)
        if (changed_in[i] > 0)
            report.changed_fields.emplace_back(i, changed_in[i]);
}

// 32 digits of a hash in half the room.
std::array<std::uint64_t, 2> packed(std::string_view identity) {
    std::array<std::uint64_t, 2> both{};
    constexpr std::size_t digits = 16;
    for (std::size_t i = 0; i < both.size(); ++i)
        std::from_chars(identity.data() + i * digits, identity.data() + (i + 1) * digits, both[i], 16);
    return both;
}

// Every row by itself, and that no two rows are the same record. Nothing is asked of the database.
Result<Proved> prove(const Sheet& sheet, const ImportOrder& order, const people::Directory& units, Report& report) {
    const ValueReader reader(units, today());
    const auto& ordered_by = order.kind.fields[order.kind.order.field];
    Proved proved(order.kind);
    boost::unordered_flat_set<std::array<std::uint64_t, 2>> seen;
    report.unknown = sheet.unknown();
    if (!sheet.others().empty()) {
        report.sheet = sheet.name();
        report.other_sheets = sheet.others();
    }
    const auto take = [&](Row&& row, std::vector<RowFault>&& faults) {
        ++report.rows;
        if (order.progress && report.rows % rows_a_sign == 0)
            order.progress(report.rows);
        ProvedRow fine{row.number, {}, std::move(row.values), row.left_out};
        if (faults.empty()) {
            fine.identity = identity_of(order.kind, fine.values);
            if (!seen.insert(packed(fine.identity)).second) {
                std::vector<std::string> names;
                for (const auto field : order.kind.identity)
                    names.push_back(order.kind.fields[field].names.zh);
                faults.push_back(
                    {row.number, "", "", {RefusalKind::conflict, "records.refuse.row_twice", {join(names, "、")}, {}}});
            }
        }
        if (!faults.empty()) {
            note_faults(report, std::move(faults));
            proved.forget();
        }
        if (report.is_fine())
            proved.add(fine, sort_key(ordered_by, order.kind.order.is_descending, fine.values[order.kind.order.field], units));
        return true;
    };
    const auto pass_over = [&](std::int64_t row) {
        ++report.passed_over_count;
        if (report.passed_over.size() < faults_kept)
            report.passed_over.push_back(row);
    };
    if (const auto walked = sheet.each_row(reader, take, pass_over); !walked)
        return std::unexpected(walked.error());
    return proved;
}

Result<void> faulty(const Report& report) {
    return refuse(RefusalKind::invalid, report.rows == 0 ? "records.refuse.no_rows" : "records.refuse.faulty",
                  {std::to_string(report.faulty_rows)});
}

Result<void> write(db::Connection& connection, Proved& proved, const ImportOrder& order, const people::Directory& units,
                   Report& report) {
    lay_out_anew(connection, order.kind);
    Change change(connection, order.kind, units, order.actor);
    proved.put_in_order();
    struct Numbered {
        std::int64_t number = 0;
        Change::Prepared prepared;
    };
    // Which of them are there already is asked by the hundred. While some are written, the next ones are prepared.
    const auto prepare = [&] {
        std::vector<Numbered> some;
        for (auto& row : proved.some(rows_ahead))
            some.push_back({row.number, change.prepared(order.unit_id, std::move(row.values), order.marking, row.left_out)});
        return some;
    };
    const auto put = [&](Numbered& row) {
        const auto done = change.put(row.prepared, order.because);
        if (!done && !row.prepared.faults.empty())
            note_faults(report, faults_of_record(order.kind, row.number, std::move(row.prepared.faults)));
        else if (!done)
            note_faults(report, {{row.number, "", "", done.error()}});
        else if (*done == Outcome::added)
            ++report.added;
        else
            ++(*done == Outcome::changed ? report.changed : report.unchanged);
    };
    std::int64_t written = 0;
    std::vector<Numbered> behind;
    for (auto some = prepare(); !some.empty();) {
        // What is behind is given back where it was taken: memory that another thread has to free waits for its lock.
        auto next = std::async(std::launch::async, [&, given_back = std::exchange(behind, {})]() mutable {
            given_back.clear();
            return prepare();
        });
        for (std::size_t i = 0; i < some.size(); ++i) {
            if (i % wholes_at_once == 0) {
                std::vector<std::string> identities;
                for (auto j = i; j < std::min(i + wholes_at_once, some.size()); ++j)
                    identities.push_back(some[j].prepared.row.identity);
                change.expect(identities);
            }
            put(some[i]);
            if (order.progress && ++written % rows_a_sign == 0)
                order.progress(written);
        }
        behind = std::exchange(some, next.get());
    }
    note_changed(report, change.changed_in());
    std::ranges::stable_sort(report.faults, {}, &RowFault::row);
    if (!report.is_fine())
        return faulty(report);
    if (const auto done = change.finish(); !done)
        return done;
    change.enter(report.added > 0 ? public_log::Act::published : public_log::Act::changed);
    if (report.added + report.changed > 0)
        journal::note(connection, {order.actor, "records.take_in", "records/" + order.kind.key,
                                   json::serialize(json::object{{"file", order.file_name},
                                                                {"unit", order.unit_id},
                                                                {"added", report.added},
                                                                {"changed", report.changed},
                                                                {"is_demonstration", order.marking == Marking::demonstration}})});
    return {};
}

}  // namespace

Result<Report> preview(db::Connection& connection, const Sheet& sheet, const ImportOrder& order) {
    Report report;
    const auto units = people::directory(connection);
    auto proved = prove(sheet, order, units, report);
    if (!proved)
        return std::unexpected(proved.error());
    if (!report.is_fine())
        return report;
    const auto of_checks = fields_of_checks(order.kind);
    std::vector<std::int64_t> changed_in(order.kind.fields.size());
    // Asked for by the hundred: a file of a thousand rows takes ten statements.
    for (auto some = proved->some(wholes_at_once); !some.empty(); some = proved->some(wholes_at_once)) {
        std::vector<std::string> identities;
        for (const auto& row : some)
            identities.push_back(row.identity);
        const auto known = find_wholes(connection, order.kind, identities);
        for (auto& row : some) {
            const auto found = known.find(row.identity);
            const bool is_demonstration = order.marking == Marking::demonstration;
            if (found == known.end() || (found->second.is_demonstration && !is_demonstration)) {
                std::vector<FieldFault> faults;
                if ((row.left_out & of_checks).any())
                    faults = complete(order.kind, row.values);
                if (faults.empty())
                    ++report.added;
                else
                    note_faults(report, faults_of_record(order.kind, row.number, std::move(faults)));
                continue;
            }
            if (is_demonstration && !found->second.is_demonstration) {
                ++report.unchanged;
                continue;
            }
            const auto& record = found->second;
            const auto* other = record.unit_id == order.unit_id ? nullptr : units.find(record.unit_id);
            if (record.withdrawn_at)
                note_faults(report,
                            {{row.number,
                              "",
                              "",
                              {RefusalKind::conflict, "records.refuse.was_withdrawn", {std::to_string(record.serial)}, {}}}});
            else if (other)
                note_faults(report,
                            {{row.number, "", "", {RefusalKind::conflict, "records.refuse.other_unit", {other->name}, {}}}});
            auto kept = keep_unsaid(order.kind, record.whole, row.left_out, row.values);
            if (row.values == record.whole) {
                ++report.unchanged;
            } else if (!kept.faults.empty()) {
                note_faults(report, faults_of_record(order.kind, row.number, std::move(kept.faults)));
            } else {
                ++report.changed;
                for (const auto field : changed_fields(record.whole, row.values))
                    ++changed_in[field];
            }
        }
    }
    note_changed(report, changed_in);
    return report;
}

Result<void> take_in(db::Connection& connection, const Sheet& sheet, const ImportOrder& order, Report& report) {
    report = {};
    const auto units = people::directory(connection);
    auto proved = prove(sheet, order, units, report);
    if (!proved)
        return std::unexpected(proved.error());
    if (!report.is_fine() || report.rows == 0)
        return faulty(report);
    return write(connection, *proved, order, units, report);
}

Result<void> take_in(db::Database& database, const Sheet& sheet, const ImportOrder& order, Report& report,
                     const SameDeed& beside) {
    report = {};
    const auto units = database.read([](db::Connection& connection) { return people::directory(connection); });
    auto proved = prove(sheet, order, units, report);
    if (!proved)
        return std::unexpected(proved.error());
    if (!report.is_fine() || report.rows == 0)
        return faulty(report);
    return database.write([&](db::Connection& connection) -> Result<void> {
        if (beside.before)
            if (const auto done = beside.before(connection); !done)
                return done;
        if (const auto done = write(connection, *proved, order, units, report); !done)
            return done;
        return beside.after ? beside.after(connection) : Result<void>();
    });
}

std::vector<std::string> left_aside(const Report& report, Language language) {
    const std::string_view comma = language == Language::en ? ", " : "、";
    std::vector<std::string> all;
    if (!report.other_sheets.empty())
        all.push_back(words(language, "records.report.sheets", {report.sheet, join(report.other_sheets, comma)}));
    if (!report.unknown.empty())
        all.push_back(words(language, "records.report.unknown", {join(report.unknown, comma)}));
    constexpr std::size_t told_at_most = 20;
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < std::min(report.passed_over.size(), told_at_most); ++i)
        rows.push_back(std::to_string(report.passed_over[i]));
    if (std::cmp_greater(report.passed_over_count, rows.size()))
        rows.emplace_back("…");
    if (!rows.empty())
        all.push_back(
            words(language, "records.report.passed_over", {join(rows, comma), std::to_string(report.passed_over_count)}));
    return all;
}

std::string said_of_changes(const Report& report, const Kind& kind, Language language) {
    std::vector<std::string> fields;
    for (const auto& [field, records] : report.changed_fields)
        fields.push_back(
            words(language, "records.report.field", {kind.fields[field].names.in(language), std::to_string(records)}));
    return fields.empty() ? std::string()
                          : words(language, "records.report.fields", {join(fields, language == Language::en ? ", " : "、")});
}

std::string faults_csv(const Report& report, Language language) {
    const auto say = [&](std::string_view id) { return words(language, id); };
    auto csv = "\xEF\xBB\xBF" + csv_line({say("records.report.row"), say("records.report.column"), say("records.report.typed"),
                                          say("records.report.what")});
    for (const auto& fault : report.faults)
        csv += csv_line({std::to_string(fault.row), safe_in_csv(fault.column), safe_in_csv(mend_utf8(fault.typed)),
                         safe_in_csv(words(language, fault.refusal))});
    return csv;
}

std::optional<people::UnitId> usual_unit(const Kind& kind, const people::Directory& units) {
    for (const auto& name : kind.owner_hint)
        if (const auto* unit = units.find(name, today()))
            return unit->id;
    return std::nullopt;
}

namespace {

struct Example {
    Values values;
    std::vector<Refusal> faults;
};

std::vector<Example> examples_of(const Kind& kind, const people::Directory& units) {
    const ValueReader reader(units, today());
    std::vector<Example> all;
    for (const auto& typed : kind.examples) {
        auto& example = all.emplace_back(Values(kind.fields.size()));
        const auto fault = [&](FieldIndex field, const Refusal& refusal) {
            example.faults.push_back(
                {refusal.kind,
                 "records.fault.example",
                 {kind.key, std::to_string(all.size()), kind.fields[field].key, words(Language::zh, refusal)},
                 {}});
        };
        for (const auto& [key, text] : typed) {
            const auto field = kind.find_field(key).value();
            if (auto value = reader.read(kind.fields[field], text))
                example.values[field] = std::move(*value);
            else
                fault(field, value.error());
        }
        if (example.faults.empty())
            for (const auto& one : complete(kind, example.values))
                fault(one.field, one.refusal);
    }
    return all;
}

}  // namespace

std::vector<Refusal> faults_of_examples(const Kind& kind, const people::Directory& units) {
    std::vector<Refusal> faults;
    std::unordered_set<std::string> seen;
    int number = 0;
    for (auto& example : examples_of(kind, units)) {
        ++number;
        if (!seen.insert(identity_of(kind, example.values)).second)
            faults.push_back({RefusalKind::conflict, "records.fault.example_twice", {kind.key, std::to_string(number)}, {}});
        for (auto& fault : example.faults)
            faults.push_back(std::move(fault));
    }
    if (number == 0)
        faults.push_back({RefusalKind::invalid, "records.fault.missing", {kind.key, "examples"}, {}});
    return faults;
}

Demonstrated demonstrate(db::Connection& connection, std::string_view actor, const std::vector<std::string>& only) {
    Demonstrated done;
    const auto units = people::directory(connection);
    for (const auto& kind : kinds().all) {
        if (!only.empty() && std::ranges::find(only, kind.key) == only.end())
            continue;
        lay_out_anew(connection, kind);
        auto unit = usual_unit(kind, units);
        if (!unit && !units.units().empty())
            unit = units.units().front().id;
        if (!unit)
            continue;
        Change change(connection, kind, units, std::string(actor));
        for (auto& example : examples_of(kind, units)) {
            if (example.faults.empty())
                if (const auto put = change.put(*unit, std::move(example.values), Marking::demonstration, ""); !put)
                    example.faults.push_back(put.error());
            done.records += example.faults.empty() ? 1 : 0;
            for (auto& fault : example.faults)
                done.faults.push_back(std::move(fault));
        }
        if (const auto finished = change.finish(); !finished)
            done.faults.push_back(finished.error());
        ++done.kinds;
    }
    if (done.records > 0)
        journal::note(connection, {std::string(actor), "records.demonstrate", "records",
                                   json::serialize(json::object{{"kinds", done.kinds}, {"records", done.records}})});
    return done;
}

}  // namespace gongkai::records
