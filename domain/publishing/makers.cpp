#include "domain/publishing/makers.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/text.h"
#include "domain/journal/desk.h"
#include "domain/publishing/queries.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;

std::unexpected<Refusal> no(std::string_view id) { return refuse(Refusal::Kind::invalid, std::string(id)); }

json::value day_or_null(const std::optional<Day>& day) { return day ? json::value(to_text(*day)) : json::value(); }

bool run_together(const Maker& a, const Maker& b) {
    return a.unit_id == b.unit_id && (!a.until || b.from <= *a.until) && (!b.until || a.from <= *b.until);
}

}  // namespace

std::vector<Maker> makers(db::Connection& connection) {
    std::vector<Maker> all;
    for (auto rows = connection.query(sql::makers); rows.next();)
        all.push_back({rows.get<std::int64_t>(0), rows.get<people::UnitId>(1), rows.get<std::string>(2), rows.get<std::string>(3),
                       rows.get<Day>(4), rows.get<std::optional<Day>>(5)});
    return all;
}

bool may_make(db::Connection& connection, people::UnitId unit, Day on) {
    return std::get<0>(*connection.query(sql::may_make, unit, on).first<int>()) > 0;
}

Result<std::int64_t> add_maker(db::Connection& connection, const Maker& maker, std::string_view actor) {
    if (trim(maker.basis).empty())
        return no("publishing.refuse.no_basis");
    if (maker.until && *maker.until < maker.from)
        return no("publishing.refuse.until_before_from");
    const auto all = makers(connection);
    if (std::ranges::any_of(all, [&](const Maker& one) { return run_together(one, maker); }))
        return no("publishing.refuse.on_list_already");
    const auto id =
        std::get<0>(*connection.query(sql::add_maker, maker.unit_id, trim(maker.basis), maker.from, maker.until, now())
                         .first<std::int64_t>());
    journal::note(connection,
                  {std::string(actor), "publishing.add_maker", "unit/" + std::to_string(maker.unit_id),
                   json::serialize(json::object{
                       {"basis", trim(maker.basis)}, {"from", to_text(maker.from)}, {"until", day_or_null(maker.until)}})});
    return id;
}

Result<void> end_maker(db::Connection& connection, std::int64_t id, Day until, std::string_view actor) {
    const auto all = makers(connection);
    const auto found = std::ranges::find(all, id, &Maker::id);
    if (found == all.end())
        return refuse(Refusal::Kind::missing, "publishing.refuse.not_on_list");
    if (until < found->from)
        return no("publishing.refuse.until_before_from");
    auto ended = *found;
    ended.until = until;
    if (std::ranges::any_of(all, [&](const Maker& one) { return one.id != id && run_together(one, ended); }))
        return no("publishing.refuse.on_list_already");
    connection.run(sql::end_maker, id, until);
    journal::note(connection, {std::string(actor), "publishing.end_maker", "unit/" + std::to_string(found->unit_id),
                               json::serialize(json::object{{"until", to_text(until)}})});
    return {};
}

}  // namespace gongkai::publishing
