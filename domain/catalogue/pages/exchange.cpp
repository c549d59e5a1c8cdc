// The catalogue for machines: the same as /catalogue, whole, as JSON, XLSX and CSV.
#include <algorithm>
#include <boost/json.hpp>

#include "base/core/embed.h"
#include "base/core/text.h"
#include "domain/catalogue/pages/pages.h"
#include "domain/catalogue/statements.h"
#include "domain/catalogue/workbook.h"
#include "domain/people/desk.h"
#include "doors/exchange/api.h"

namespace gongkai::catalogue {
namespace {

namespace json = boost::json;
using web::Context;
using web::Request;
using web::Response;

constexpr int items_at_most = 500;

Response list(const Doors& doors, Request& request, Context& context) {
    const auto first = [&](std::string_view name) { return request.query.first(name).value_or(""); };
    Asked asked;
    asked.field = first("field");
    asked.unit = whole_number(first("unit")).value_or(0);
    if (!first("unit").empty() && asked.unit <= 0)
        return exchange::problem(400, words(context.language, "catalogue.refuse.no_unit"));
    asked.level = level_from(first("level"));
    if (!first("level").empty() && !asked.level)
        return exchange::problem(400, words(context.language, "catalogue.api.wrong_level"));
    constexpr std::int64_t pages_at_most = 1000;
    const auto page = first("page").empty() ? 1 : whole_number(first("page")).value_or(0);
    if (page < 1 || page > pages_at_most)
        return exchange::problem(400, words(context.language, "catalogue.api.wrong_page", {std::to_string(pages_at_most)}));
    asked.at_most = items_at_most + 1;
    asked.after = static_cast<int>(page - 1) * items_at_most;
    return doors.database.read([&](db::Connection& connection) {
        auto found = items(connection, asked);
        const bool goes_on = found.size() > items_at_most;
        if (goes_on)
            found.pop_back();
        const auto units = people::directory(connection);
        json::array all;
        for (const auto& item : found)
            all.push_back(json_of(item, units));
        return Response::json(
            json::serialize(json::object{{"items", std::move(all)}, {"next", goes_on ? json::value(page + 1) : json::value()}}));
    });
}

Response one(const Doors& doors, Request&, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto item = find_item(connection, context.parameter("key"));
        return item ? Response::json(json::serialize(json_of(*item, people::directory(connection))))
                    : exchange::problem(404, words(context.language, "catalogue.api.missing"));
    });
}

// What units, groups or the government say of themselves, with what was said before.
Response facts(const Doors& doors, Request&, Context& context) {
    const auto* kind = find_fact_kind(context.parameter("kind"));
    if (!kind)
        return exchange::problem(404, words(context.language, "catalogue.api.missing"));
    return doors.database.read([&](db::Connection& connection) {
        json::array subjects;
        for (const auto& history : histories_of(connection, kind->key)) {
            json::array statements;
            for (const auto& one : history) {
                json::object values;
                for (const auto& [key, value] : one.values)
                    values[key] = value;
                statements.push_back(json::object{{"since_on", to_text(one.since_on)},
                                                  {"is_ended", one.is_ended},
                                                  {"is_demonstration", one.is_demonstration},
                                                  {"values", std::move(values)}});
            }
            subjects.push_back(json::object{{"subject", history.back().subject}, {"statements", std::move(statements)}});
        }
        return Response::json(json::serialize(json::object{{"kind", kind->key}, {"subjects", std::move(subjects)}}));
    });
}

Response training(const Doors& doors, Request&, Context&) {
    return doors.database.read([](db::Connection& connection) {
        json::array all;
        for (const auto& one : trainings(connection))
            all.push_back(json::object{{"held_on", to_text(one.held_on)},
                                       {"unit", one.unit_id},
                                       {"theme", one.theme},
                                       {"people", one.people},
                                       {"minutes", one.minutes},
                                       {"is_demonstration", one.is_demonstration}});
        return Response::json(json::serialize(json::object{{"training", std::move(all)}}));
    });
}

std::vector<Item> whole(const Doors& doors) {
    return doors.database.read([](db::Connection& connection) { return items(connection); });
}

Response xlsx(const Doors& doors, Request&, Context&) {
    return Response::download(to_xlsx(whole(doors)), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                              "catalogue.xlsx");
}

Response csv(const Doors& doors, Request&, Context&) {
    return Response::download(to_csv(whole(doors)), "text/csv; charset=utf-8", "catalogue.csv");
}

}  // namespace

json::object json_of(const Item& item, const people::Directory& units) {
    const auto& text = item.text;
    json::array limits, owners, levels;
    for (const auto& limit : read_limits(item.limit()))
        limits.push_back(json::object{{"kind", word_of(limit.kind)},
                                      {"count", limit.count},
                                      {"at_least", limit.at_least},
                                      {"unit", word_of(limit.unit)},
                                      {"anchor", limit.anchor},
                                      {"words", limit.words}});
    for (const auto id : item.units)
        if (const auto* unit = units.find(id))
            owners.push_back(json::object{{"id", unit->id}, {"name", unit->name}});
    for (const auto level : {Level::county, Level::town, Level::village})
        if (is_of(text, level))
            levels.emplace_back(word_of(level));
    return {{"key", item.key},
            {"field", item.field},
            {"field_name", name_of_field(Language::zh, item.field, item.field_name)},
            {"category", item.category},
            {"first_level", text.first_level},
            {"second_level", text.second_level},
            {"elements", json::value_from(text.elements)},
            {"basis", json::value_from(text.basis)},
            {"limit", item.limit()},
            {"limits", std::move(limits)},
            {"own_limit_because", item.own_limit ? json::value(item.own_limit->because) : json::value()},
            {"subject", text.subject},
            {"units", std::move(owners)},
            {"channels", json::value_from(text.channels)},
            {"for_everyone", text.for_everyone},
            {"for_group", text.for_group},
            {"group", text.group},
            {"is_proactive", text.is_proactive},
            {"on_request", text.on_request},
            {"levels", std::move(levels)},
            {"form", text.form},
            {"phases", json::value_from(text.phases)},
            {"note", text.note},
            {"column", item.column_key},
            {"retired_on", item.retired_on ? json::value(to_text(*item.retired_on)) : json::value()},
            {"is_demonstration", item.is_demonstration},
            {"address", address_of(item)}};
}

void hang_exchange_pages(Doors& doors) {
    doors.api.add_schemas(embedded_or_die("domain/catalogue/pages/api.json"));
    doors.api
        .get({"/api/v1/catalogue",
              "catalogue.items",
              "catalogue.api.list",
              {{"field", "catalogue.api.field", "budget"},
               {"unit", "catalogue.api.unit", "7"},
               {"level", "catalogue.api.level", "town"},
               {"page", "catalogue.api.page", "2"}},
              "CatalogueItems"},
             with(doors, list))
        .cached({public_data})
        .sql_at_most(6);
    doors.api.get({"/api/v1/catalogue/{key}", "catalogue.one", "catalogue.api.one", {}, "CatalogueItem"}, with(doors, one))
        .cached({public_data})
        .sql_at_most(6);
    doors.api.get({"/api/v1/facts/{kind}", "catalogue.facts_of", "catalogue.api.facts", {}, "Facts"}, with(doors, facts))
        .cached({public_data})
        .sql_at_most(2);
    doors.api.get({"/api/v1/training", "catalogue.trainings", "catalogue.api.training", {}, "Training"}, with(doors, training))
        .cached({public_data})
        .sql_at_most(2);
    auto& router = doors.site.router();
    router.get("/catalogue.xlsx", "catalogue.xlsx", with(doors, xlsx)).cached({public_data}).sql_at_most(2);
    router.get("/catalogue.csv", "catalogue.csv", with(doors, csv)).cached({public_data}).sql_at_most(2);
    doors.api.add_file({"/catalogue.xlsx", "catalogue.xlsx"});
    doors.api.add_file({"/catalogue.csv", "catalogue.csv"});
}

}  // namespace gongkai::catalogue
