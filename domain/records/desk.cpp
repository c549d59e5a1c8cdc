#include "domain/records/desk.h"

#include <boost/json.hpp>

#include "base/core/text.h"
#include "domain/intake/check_lists.h"
#include "domain/intake/public_words.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"
#include "domain/records/queries.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

constexpr int at_a_time = 500;

void note(db::Connection& connection, std::string_view actor, std::string_view deed, const std::string& subject,
          json::object detail) {
    journal::note(connection, {std::string(actor), "records." + std::string(deed), subject, json::serialize(detail)});
}

std::string subject_of(const Kind& kind, std::int64_t serial) { return "record/" + kind.key + "/" + std::to_string(serial); }

// The record, where the reason is one that everybody may read beside it.
Result<WholeRecord> find_with_reason(db::Connection& connection, const Kind& kind, std::int64_t serial,
                                     std::string_view because) {
    if (trim(because).empty())
        return refuse(RefusalKind::invalid, "records.refuse.no_reason");
    if (auto asked = intake::may_be_public(because, intake::office_checking(connection, Language::zh)); !asked)
        return std::unexpected(std::move(asked.error()));
    auto record = find_whole(connection, kind, serial);
    if (!record)
        return refuse(RefusalKind::missing, "records.refuse.no_record");
    return *std::move(record);
}

}  // namespace

Result<std::int64_t> add(db::Connection& connection, const Kind& kind, people::UnitId unit, Values values,
                         std::string_view actor) {
    if (auto faults = complete(kind, values); !faults.empty())
        return std::unexpected(std::move(faults.front().refusal));
    if (const auto there = find_whole(connection, kind, std::string_view(identity_of(kind, values)));
        there && !there->is_demonstration)
        return refuse(RefusalKind::conflict, "records.refuse.taken", {std::to_string(there->serial)});
    const auto units = people::directory(connection);
    Change change(connection, kind, units, std::string(actor));
    if (const auto put = change.put(unit, std::move(values), Marking::real, ""); !put)
        return std::unexpected(put.error());
    if (const auto done = change.finish(); !done)
        return std::unexpected(done.error());
    change.enter(public_log::Act::published);
    const auto serial = change.serials().front();
    note(connection, actor, "add", subject_of(kind, serial), {{"unit", unit}});
    return serial;
}

Result<void> correct(db::Connection& connection, const Kind& kind, std::int64_t serial, int version, Values values,
                     std::string_view because, std::string_view actor) {
    const auto record = find_with_reason(connection, kind, serial, because);
    if (!record)
        return std::unexpected(record.error());
    if (auto faults = complete(kind, values); !faults.empty())
        return std::unexpected(std::move(faults.front().refusal));
    json::array changed;
    for (const auto field : changed_fields(record->whole, values))
        changed.emplace_back(kind.fields[field].key);
    const auto units = people::directory(connection);
    Change change(connection, kind, units, std::string(actor));
    if (const auto done = change.correct(*record, version, std::move(values), trim(because)); !done)
        return done;
    if (const auto done = change.finish(); !done)
        return done;
    change.enter(public_log::Act::changed);
    // The line names the fields and not what stands in them: some are nobody's business.
    note(connection, actor, "correct", subject_of(kind, serial),
         {{"version", version + 1}, {"fields", std::move(changed)}, {"because", trim(because)}});
    return {};
}

Result<void> take_out_former(db::Connection& connection, const Kind& kind, std::int64_t serial, std::string_view because,
                             std::string_view actor) {
    const auto record = find_with_reason(connection, kind, serial, because);
    if (!record)
        return std::unexpected(record.error());
    const auto versions = connection.run(sql::take_out_former, record->id, now(), trim(because));
    if (versions == 0)
        return refuse(RefusalKind::conflict, "records.refuse.no_former");
    note(connection, actor, "take_out_former", subject_of(kind, serial), {{"versions", versions}, {"because", trim(because)}});
    return {};
}

Result<void> withdraw(db::Connection& connection, const Kind& kind, std::int64_t serial, int version, std::string_view because,
                      std::string_view actor) {
    const auto record = find_with_reason(connection, kind, serial, because);
    if (!record)
        return std::unexpected(record.error());
    return withdraw(connection, kind, people::directory(connection), *record, version, because, actor);
}

Result<void> withdraw(db::Connection& connection, const Kind& kind, const people::Directory& units, const WholeRecord& record,
                      int version, std::string_view because, std::string_view actor) {
    if (trim(because).empty())
        return refuse(RefusalKind::invalid, "records.refuse.no_reason");
    Change change(connection, kind, units, std::string(actor));
    if (const auto done = change.withdraw(record, version, trim(because)); !done)
        return done;
    if (const auto done = change.finish(); !done)
        return done;
    change.enter(public_log::Act::withdrawn);
    note(connection, actor, "withdraw", subject_of(kind, record.serial), {{"because", trim(because)}});
    return {};
}

namespace {

struct Found {
    std::string kind;
    std::int64_t serial = 0;
    RecordId id = 0;
};

// Does something with each of some records, one Change a kind.
template <class Deed>
void with_each(db::Connection& connection, const std::vector<Found>& found, std::string_view actor, Deed deed) {
    const auto units = people::directory(connection);
    std::map<std::string, std::vector<std::int64_t>, std::less<>> by_kind;
    for (const auto& one : found)
        by_kind[one.kind].push_back(one.serial);
    for (const auto& [key, serials] : by_kind) {
        const auto* kind = kinds().find(key);
        if (!kind)
            continue;
        Change change(connection, *kind, units, std::string(actor));
        for (const auto serial : serials)
            if (const auto record = find_whole(connection, *kind, serial))
                deed(change, *record);
        if (const auto done = change.finish(); !done)
            throw std::logic_error("a record that goes gives no rank: " + done.error().id);
    }
}

}  // namespace

int end_display(db::Connection& connection, Day today) {
    std::vector<Found> found;
    for (auto rows = connection.query(sql::over, today, at_a_time); rows.next();)
        found.push_back({rows.get<std::string>(0), rows.get<std::int64_t>(1)});
    std::erase_if(found, [](const Found& one) { return !kinds().find(one.kind); });
    if (found.empty())
        return 0;
    with_each(connection, found, "portal", [](Change& change, const WholeRecord& record) { change.unlist(record); });
    note(connection, "portal", "end_display", "records", {{"count", found.size()}});
    return static_cast<int>(found.size());
}

std::int64_t drop_demonstration(db::Connection& connection, std::string_view actor) {
    std::vector<Found> found;
    for (auto rows = connection.query(sql::demonstration, at_a_time); rows.next();)
        found.push_back({rows.get<std::string>(0), rows.get<std::int64_t>(1), rows.get<RecordId>(2)});
    if (found.empty())
        return 0;
    with_each(connection, found, actor, [](Change& change, const WholeRecord& record) { change.drop(record); });
    for (const auto& one : found)
        if (!kinds().find(one.kind)) {
            connection.run(sql::drop_former, one.id);
            connection.run(sql::drop_record, one.id);
        }
    note(connection, actor, "drop_demonstration", "records", {{"count", found.size()}});
    return static_cast<std::int64_t>(found.size());
}

void note_hand_over(db::Connection& connection, const Kind& kind, const HandedOver& what, std::string_view actor) {
    note(connection, actor, "hand_over", "records/" + kind.key,
         {{"file", what.file}, {"from", to_text(what.from)}, {"to", to_text(what.to)}, {"records", what.records}});
}

std::int64_t hand_in(db::Connection& connection, const Kind& kind, people::UnitId unit, std::string_view file,
                     std::string_view file_name, std::string_view actor) {
    return std::get<0>(*connection.query(sql::hand_in, kind.key, unit, file, file_name, actor, now()).first<std::int64_t>());
}

namespace {

HandedIn handed_in(const db::Rows& rows) {
    return {rows.get<std::int64_t>(0), rows.get<std::string>(1),           rows.get<people::UnitId>(2),
            rows.get<std::string>(3),  rows.get<std::string>(4),           rows.get<std::string>(5),
            rows.get<Instant>(6),      rows.get<std::optional<Instant>>(7)};
}

}  // namespace

std::optional<HandedIn> find_handed_in(db::Connection& connection, std::int64_t id) {
    auto rows = connection.query(sql::import_by_id, id);
    return rows.next() ? std::optional(handed_in(rows)) : std::nullopt;
}

std::vector<HandedIn> imports_waiting(db::Connection& connection, const Kind& kind, int at_most) {
    std::vector<HandedIn> all;
    for (auto rows = connection.query(sql::imports_waiting, kind.key, at_most); rows.next();)
        all.push_back(handed_in(rows));
    return all;
}

Result<void> accept(db::Connection& connection, std::int64_t id) {
    if (connection.run(sql::accept_import, id, now()) == 0)
        return refuse(RefusalKind::conflict, "records.refuse.accepted_already");
    return {};
}

}  // namespace gongkai::records
