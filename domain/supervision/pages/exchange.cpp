// Public circulars for machines; the same as /circulars and /circulars/{id}.
#include <boost/json.hpp>

#include "base/core/embed.h"
#include "domain/supervision/pages/pages.h"
#include "domain/supervision/store.h"
#include "doors/exchange/api.h"

namespace gongkai::supervision {
namespace {

namespace json = boost::json;
using web::Context;
using web::Request;
using web::Response;

json::object json_of(const Circular& circular) {
    return {{"id", circular.id},
            {"name", name_of(Language::zh, circular)},
            {"title", circular.title},
            {"words", circular.words},
            {"as_of", to_text(circular.as_of)},
            {"issued_on", to_text(circular.issued_on.value())},
            {"address", "/circulars/" + std::to_string(circular.id)}};
}

json::object json_of(const CircularLine& line) {
    json::array items;
    for (const auto& item : line.items)
        items.push_back(json::object{{"title", item.title},
                                     {"duty", item.duty_id},
                                     {"due_on", to_text(item.due_on)},
                                     {"address", "/duties/" + std::to_string(item.duty_id)}});
    return {{"unit", {{"id", line.unit_id}, {"name", line.unit_name}}},
            {"owed", line.owed},
            {"late", line.late},
            {"oldest_due_on", to_text(line.oldest_due_on)},
            {"items", std::move(items)}};
}

Response list(const Doors& doors, Request&, Context&) {
    json::array all;
    for (const auto& one : doors.database.read([](db::Connection& connection) { return public_circulars(connection); }))
        all.push_back(json_of(one));
    return Response::json(json::serialize(json::object{{"circulars", std::move(all)}}));
}

Response circular(const Doors& doors, Request&, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto found = find_circular(connection, context.id("id"));
        if (!found || !found->issued_on || !found->is_public)
            return exchange::problem(404, words(context.language, "supervision.api.missing"));
        json::array lines;
        for (const auto& line : lines_of(connection, *found))
            lines.push_back(json_of(line));
        auto object = json_of(*found);
        object["lines"] = std::move(lines);
        return Response::json(json::serialize(object));
    });
}

}  // namespace

void hang_exchange_pages(Doors& doors) {
    doors.api.add_schemas(embedded_or_die("domain/supervision/pages/api.json"));
    doors.api.get({"/api/v1/circulars", "circulars.list", "supervision.api.circulars", {}, "Circulars"}, with(doors, list))
        .cached({public_data})
        .sql_at_most(3);
    doors.api
        .get({"/api/v1/circulars/{id}", "circulars.one", "supervision.api.circular", {}, "CircularInFull"}, with(doors, circular))
        .cached({public_data})
        .sql_at_most(5);
}

}  // namespace gongkai::supervision
