#include "domain/draws/store.h"

#include "domain/draws/queries.h"

namespace gongkai::draws {
namespace {

Draw draw_in(const db::Rows& rows) {
    Draw draw;
    draw.id = rows.get<DrawId>(0);
    draw.unit_id = rows.get<people::UnitId>(1);
    draw.plan_no = rows.get<std::string>(2);
    draw.title = rows.get<std::string>(3);
    draw.objects = {rows.get<std::int64_t>(4), rows.get<std::string>(5)};
    draw.inspectors = {rows.get<std::int64_t>(6), rows.get<std::string>(7)};
    draw.drawn = rows.get<std::int64_t>(8);
    draw.inspectors_each = rows.get<std::int64_t>(9);
    draw.secret_hash = rows.get<std::string>(10);
    draw.number_rule = rows.get<std::string>(11);
    draw.draw_on = rows.get<Day>(12);
    draw.settled_at = rows.get<Instant>(13);
    draw.public_number = rows.get<std::string>(14);
    draw.secret = rows.get<std::string>(15);
    draw.drawn_at = rows.get<std::optional<Instant>>(16);
    draw.named_at = rows.get<std::optional<Instant>>(17);
    draw.is_demonstration = rows.get<bool>(18);
    draw.task_no = rows.get<std::string>(19);
    draw.checks_until = rows.get<std::optional<Day>>(20);
    draw.duty_id = rows.get<std::optional<std::int64_t>>(21);
    draw.results = rows.get<std::int64_t>(22);
    draw.results_on = rows.get<std::optional<Day>>(23);
    return draw;
}

}  // namespace

std::optional<Draw> find_draw(db::Connection& connection, DrawId id) {
    auto rows = connection.query(sql::draw_by_id, id);
    return rows.next() ? std::optional(draw_in(rows)) : std::nullopt;
}

std::vector<Draw> draws_before(db::Connection& connection, DrawId before, int at_most) {
    std::vector<Draw> all;
    for (auto rows = connection.query(sql::draws, before == 0 ? std::int64_t{1} << 52 : before, at_most); rows.next();)
        all.push_back(draw_in(rows));
    return all;
}

std::int64_t library_size(db::Connection& connection, people::UnitId unit, Library library) {
    return std::get<0>(*connection.query(sql::library_size, unit, word_of(library)).first<std::int64_t>());
}

std::vector<Entry> whole_library(db::Connection& connection, people::UnitId unit, Library library) {
    std::vector<Entry> all;
    for (auto rows = connection.query(sql::library, unit, word_of(library)); rows.next();)
        all.push_back({rows.get<std::string>(0), rows.get<std::string>(1), {}});
    return all;
}

std::vector<Entry> whole_entries(db::Connection& connection, DrawId draw, Library library) {
    std::vector<Entry> all;
    for (auto rows = connection.query(sql::entries, draw, word_of(library)); rows.next();)
        all.push_back({rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2)});
    return all;
}

}  // namespace gongkai::draws
