#include "domain/search/store.h"

#include "base/core/text.h"
#include "domain/search/queries.h"
#include "domain/search/turns.h"

namespace gongkai::search {
namespace {

Kept kept_in(const db::Rows& rows) {
    Kept kept;
    kept.id = rows.get<EntryId>(0);
    auto& entry = kept.entry;
    entry.source = rows.get<std::string>(1);
    entry.key = rows.get<std::string>(2);
    kept.sequence = rows.get<std::uint64_t>(3);
    kept.is_gone = rows.get<bool>(4);
    entry.title = rows.get<std::string>(5);
    entry.title_en = rows.get<std::string>(6);
    kept.title_bare = rows.get<std::string>(7);
    entry.number = rows.get<std::string>(8);
    entry.summary = rows.get<std::string>(9);
    entry.body = rows.get<std::string>(10);
    entry.known_as = rows.get<std::string>(11);
    kept.kind = rows.get<LabelId>(12);
    kept.unit = rows.get<LabelId>(13);
    kept.theme = rows.get<LabelId>(14);
    kept.column = rows.get<LabelId>(15);
    entry.published_on = rows.get<Day>(16);
    kept.validity = validity_from(rows.text(17));
    entry.turns = turns_from(rows.text(18));
    entry.address = rows.get<std::string>(19);
    for (const auto format : split(rows.text(20), ' '))
        if (!format.empty())
            entry.formats.emplace_back(format);
    entry.act = act_from(rows.text(21));
    entry.act_address = rows.get<std::string>(22);
    entry.telephone = rows.get<std::string>(23);
    entry.is_demonstration = rows.get<bool>(24);
    kept.digest = rows.get<std::string>(25);
    entry.shown_until = rows.get<std::optional<Day>>(26);
    entry.dated_on = rows.get<std::optional<Day>>(27);
    return kept;
}

std::vector<Kept> all_in(db::Rows rows) {
    std::vector<Kept> all;
    while (rows.next())
        all.push_back(kept_in(rows));
    return all;
}

}  // namespace

std::uint64_t last_sequence(db::Connection& connection) {
    return std::get<0>(*connection.query(sql::last_sequence).first<std::uint64_t>());
}
std::int64_t count_entries(db::Connection& connection) {
    return std::get<0>(*connection.query(sql::how_many).first<std::int64_t>());
}
std::vector<Kept> entries_after(db::Connection& connection, std::uint64_t sequence, int at_most) {
    return all_in(connection.query(sql::after, sequence, at_most));
}
std::vector<Kept> entries_from(db::Connection& connection, EntryId after, int at_most) {
    return all_in(connection.query(sql::from_id, after, at_most));
}

std::map<EntryId, Kept> entries(db::Connection& connection, const std::vector<EntryId>& ids) {
    std::map<EntryId, Kept> all;
    for (std::size_t from = 0; from < ids.size(); from += entries_at_once) {
        std::vector<db::Parameter> parameters;
        for (std::size_t i = from; i < from + entries_at_once; ++i)
            parameters.emplace_back(i < ids.size() ? ids[i] : EntryId{0});
        for (auto rows = connection.query(sql::by_ids, std::span<const db::Parameter>(parameters)); rows.next();) {
            auto kept = kept_in(rows);
            all.emplace(kept.id, std::move(kept));
        }
    }
    return all;
}

std::vector<std::pair<EntryId, std::string>> with_number(db::Connection& connection, std::string_view organ,
                                                         std::string_view or_organ, int serial) {
    std::vector<std::pair<EntryId, std::string>> all;
    for (auto rows = connection.query(sql::by_number, serial, organ, or_organ); rows.next();)
        all.emplace_back(rows.get<EntryId>(0), rows.get<std::string>(1));
    return all;
}
std::vector<std::pair<EntryId, std::string>> with_serial(db::Connection& connection, int serial, int year) {
    std::vector<std::pair<EntryId, std::string>> all;
    for (auto rows = connection.query(sql::by_serial, serial, year); rows.next();)
        all.emplace_back(rows.get<EntryId>(0), rows.get<std::string>(1));
    return all;
}
std::vector<EntryId> with_serial_near(db::Connection& connection, std::string_view organ, int serial, int year) {
    std::vector<db::Parameter> parameters{organ, year};
    for (int away = 1; away <= 10; ++away)
        for (const int near : {serial - away, serial + away})
            parameters.emplace_back(near);
    parameters.emplace_back(serial);
    std::vector<EntryId> all;
    for (auto rows = connection.query(sql::by_serial_near, std::span<const db::Parameter>(parameters)); rows.next();)
        all.push_back(rows.get<EntryId>(0));
    return all;
}
std::vector<EntryId> with_title(db::Connection& connection, std::string_view bare, std::string_view or_bare) {
    std::vector<EntryId> all;
    for (auto rows = connection.query(sql::by_title, bare, or_bare); rows.next();)
        all.push_back(rows.get<EntryId>(0));
    return all;
}

namespace {
std::vector<Title> titles_in(db::Rows rows) {
    std::vector<Title> all;
    while (rows.next())
        all.push_back({rows.get<EntryId>(0), rows.get<std::string>(1), rows.get<LabelId>(2), rows.get<Day>(3),
                       rows.get<std::string>(4), rows.get<bool>(5)});
    return all;
}
}  // namespace

std::vector<Title> newest_titles(db::Connection& connection, int at_most) {
    return titles_in(connection.query(sql::titles_of, at_most));
}
std::vector<Title> newest_titles_of_records(db::Connection& connection, int at_most) {
    return titles_in(connection.query(sql::titles_of_records, at_most));
}

std::map<LabelId, KeptLabel> labels(db::Connection& connection) {
    std::map<LabelId, KeptLabel> all;
    for (auto rows = connection.query(sql::labels); rows.next();)
        all.emplace(
            rows.get<LabelId>(0),
            KeptLabel{rows.get<std::string>(1), {rows.get<std::string>(2), rows.get<std::string>(3), rows.get<std::string>(4)}});
    return all;
}

std::vector<Unread> unread_files(db::Connection& connection, Pace pace, int at_most) {
    std::vector<Unread> all;
    for (auto rows = connection.query(sql::unread, pace == Pace::slow, at_most); rows.next();)
        all.push_back({rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2)});
    return all;
}

WaitingFiles waiting_files(db::Connection& connection) {
    WaitingFiles waiting;
    for (auto rows = connection.query(sql::waiting_files); rows.next();)
        (rows.get<bool>(0) ? waiting.slow : waiting.quick) = rows.get<std::int64_t>(1);
    return waiting;
}

std::optional<std::string> text_of_file(db::Connection& connection, std::string_view file) {
    const auto found = connection.query(sql::text_of_file, file).first<std::string>();
    return found ? std::optional(std::get<0>(*found)) : std::nullopt;
}

std::string state(db::Connection& connection, std::string_view name) {
    const auto found = connection.query(sql::state, name).first<std::string>();
    return found ? std::get<0>(*found) : std::string();
}

}  // namespace gongkai::search
