#include "domain/programme/store.h"

#include <boost/json.hpp>

#include "domain/programme/queries.h"

namespace gongkai::programme {
namespace {

namespace json = boost::json;

std::vector<std::string> texts_in(const json::value& array) { return json::value_to<std::vector<std::string>>(array); }

Notice notice_of(const db::Rows& rows) {
    return {rows.get<std::int64_t>(0),
            rows.get<std::string>(1),
            {rows.get<std::string>(2), rows.get<std::string>(3), rows.get<std::string>(4), rows.get<std::optional<Day>>(5),
             texts_in(json::parse(rows.text(6)))},
            rows.get<int>(7),
            static_cast<Layout>(rows.get<int>(8)),
            rows.get<std::string>(9),
            rows.get<std::string>(10),
            rows.get<Instant>(11),
            rows.get<bool>(12)};
}

std::optional<Notice> first_notice(db::Rows rows) {
    if (!rows.next())
        return std::nullopt;
    return notice_of(rows);
}

// What a row says beside its requirement, in one column: it is always read and written whole.
std::string reading_of(const Row& row) {
    json::array due, source;
    for (const auto& one : row.due)
        due.push_back({{"kind", static_cast<int>(one.kind)},
                       {"on", one.on ? json::value(gongkai::to_text(*one.on)) : json::value()},
                       {"period", static_cast<int>(one.period)},
                       {"count", one.count},
                       {"unit", static_cast<int>(one.unit)},
                       {"text", one.text}});
    for (const auto& span : row.source)
        source.push_back({span.page, span.start, span.end});
    return json::serialize(json::object{{"units", json::value_from(row.units)},
                                        {"groups", json::value_from(row.groups)},
                                        {"lead", json::value_from(row.lead)},
                                        {"support", json::value_from(row.support)},
                                        {"due", due},
                                        {"source", source}});
}

void put_reading(Row& row, std::string_view text) {
    const auto reading = json::parse(text);
    row.units = texts_in(reading.at("units"));
    row.groups = texts_in(reading.at("groups"));
    row.lead = texts_in(reading.at("lead"));
    row.support = texts_in(reading.at("support"));
    for (const auto& one : reading.at("due").as_array())
        row.due.push_back({static_cast<Due::Kind>(one.at("kind").as_int64()),
                           one.at("on").is_null() ? std::nullopt : parse_day(std::string_view(one.at("on").as_string())),
                           static_cast<Period>(one.at("period").as_int64()), static_cast<int>(one.at("count").as_int64()),
                           static_cast<DueUnit>(one.at("unit").as_int64()), std::string(one.at("text").as_string())});
    for (const auto& span : reading.at("source").as_array())
        row.source.push_back(
            {static_cast<int>(span.at(0).as_int64()), span.at(1).to_number<std::size_t>(), span.at(2).to_number<std::size_t>()});
}

std::string_view word_of(TaskKind kind) { return kind == TaskKind::table ? "table" : "cover"; }

}  // namespace

std::vector<Notice> notices(db::Connection& connection) {
    std::vector<Notice> all;
    for (auto rows = connection.query(sql::all_notices); rows.next();)
        all.push_back(notice_of(rows));
    return all;
}

std::optional<Notice> find_notice(db::Connection& connection, std::string_view key) {
    return first_notice(connection.query(sql::notice_by_key, key));
}

std::optional<Notice> find_same(db::Connection& connection, const NoticeHead& head, std::string_view sha256) {
    if (head.number.empty() && head.issuer.empty())  // nothing tells whose it is
        return first_notice(connection.query(sql::notice_by_file, sha256));
    return head.number.empty() ? first_notice(connection.query(sql::notice_by_title, head.title, head.issuer))
                               : first_notice(connection.query(sql::notice_by_number, head.number, head.issuer));
}

Programme load(db::Connection& connection, const Notice& notice, Rows which) {
    Programme programme{notice, {}};
    std::map<std::int64_t, std::size_t> places;
    for (auto rows = connection.query(sql::tasks_of_notice, notice.id, which == Rows::all); rows.next();) {
        places[rows.get<std::int64_t>(0)] = programme.tasks.size();
        programme.tasks.push_back({rows.get<std::int64_t>(0),
                                   rows.text(1) == "cover" ? TaskKind::cover : TaskKind::table,
                                   rows.get<int>(2),
                                   rows.get<std::optional<int>>(3),
                                   rows.get<std::string>(4),
                                   rows.get<std::string>(5),
                                   {},
                                   rows.get<bool>(6)});
    }
    for (auto rows = connection.query(sql::rows_of_notice, notice.id, which == Rows::all); rows.next();) {
        StoredRow stored{rows.get<RowId>(1), rows.get<int>(2), {}, rows.get<bool>(8)};
        stored.row.number = rows.get<std::optional<int>>(3);
        stored.row.requirement = rows.get<std::string>(4);
        stored.row.open_ended = rows.get<bool>(5);
        stored.row.confidence = rows.get<double>(6);
        put_reading(stored.row, rows.text(7));
        if (const auto place = places.find(rows.get<std::int64_t>(0)); place != places.end())
            programme.tasks[place->second].rows.push_back(std::move(stored));
    }
    label_tasks(programme.tasks);
    return programme;
}

std::vector<std::string> pages_of(db::Connection& connection, const Notice& notice) {
    std::vector<std::string> pages;
    for (auto rows = connection.query(sql::pages_of_notice, notice.id); rows.next();)
        pages.push_back(rows.get<std::string>(0));
    return pages;
}

std::int64_t add_notice(db::Connection& connection, const Notice& notice) {
    const auto parents = json::serialize(json::value_from(notice.head.parents));
    return std::get<0>(*connection
                            .query(sql::add_notice, notice.key, notice.head.title, notice.head.number, notice.head.issuer,
                                   notice.head.signed_on, parents, notice.year, static_cast<int>(notice.layout), notice.file_name,
                                   notice.sha256, notice.imported_at, notice.is_demonstration)
                            .first<std::int64_t>());
}

void change_notice(db::Connection& connection, const Notice& notice) {
    const auto parents = json::serialize(json::value_from(notice.head.parents));
    connection.run(sql::change_notice, notice.id, notice.head.title, notice.head.issuer, notice.head.signed_on, parents,
                   static_cast<int>(notice.layout), notice.file_name, notice.sha256, notice.imported_at, notice.year);
}

void put_pages(db::Connection& connection, std::int64_t notice_id, const std::vector<extract::Page>& pages) {
    connection.run(sql::drop_pages, notice_id);
    int number = 0;
    for (const auto& page : pages)
        connection.run(sql::add_page, notice_id, ++number, page.text);
}

std::int64_t add_task(db::Connection& connection, std::int64_t notice_id, const StoredTask& task) {
    return std::get<0>(
        *connection.query(sql::add_task, notice_id, word_of(task.kind), task.position, task.number, task.title, task.category)
             .first<std::int64_t>());
}

void change_task(db::Connection& connection, const StoredTask& task) {
    connection.run(sql::change_task, task.id, task.position, task.number, task.title, task.category);
}

RowId add_row(db::Connection& connection, std::int64_t task_id, const StoredRow& row) {
    const auto reading = reading_of(row.row);
    return std::get<0>(*connection
                            .query(sql::add_row, task_id, row.position, row.row.number, row.row.requirement, row.row.open_ended,
                                   row.row.confidence, reading)
                            .first<RowId>());
}

void change_row(db::Connection& connection, std::int64_t task_id, const StoredRow& row) {
    const auto reading = reading_of(row.row);
    connection.run(sql::change_row, row.id, task_id, row.position, row.row.number, row.row.requirement, row.row.open_ended,
                   row.row.confidence, reading);
}

NamedGroups named_groups(db::Connection& connection, std::int64_t notice_id) {
    NamedGroups groups;
    for (auto rows = connection.query(sql::groups_of_notice, notice_id); rows.next();)
        groups[rows.get<std::string>(0)].push_back(rows.get<people::UnitId>(1));
    return groups;
}

void add_group_member(db::Connection& connection, std::int64_t notice_id, std::string_view group, people::UnitId unit) {
    connection.run(sql::add_group_member, notice_id, group, unit);
}

void retire_row(db::Connection& connection, RowId id) { connection.run(sql::retire_row, id); }
void retire_task(db::Connection& connection, std::int64_t id) { connection.run(sql::retire_task, id); }

}  // namespace gongkai::programme
