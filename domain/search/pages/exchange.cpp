// The same for machines: what was found, and what somebody may be about to type.
#include <boost/json.hpp>

#include "base/core/embed.h"
#include "base/core/text.h"
#include "domain/search/answers.h"
#include "domain/search/pages/pages.h"
#include "domain/search/room.h"
#include "domain/search/told.h"
#include "doors/exchange/api.h"

namespace gongkai::search {
namespace {

namespace json = boost::json;
using web::Context;
using web::Request;
using web::Response;

Response ask(const Doors& doors, const Keeper& keeper, const Request& request, Context& context) {
    const auto [asked, mistakes] = asked_in(request.query, context.language);
    if (!mistakes.empty())
        return exchange::problem(400, mistakes.front());
    if (const auto as = request.query.first("as").value_or(""); !as.empty() && as != "typed")
        return exchange::problem(400, words(context.language, "search.refuse.as", {mend_utf8(as)}));
    // A machine that follows the link without a question is told how an answer looks.
    if (!request.query.first("q") && !asked.has_filters())
        return Response::json(json::serialize(told({}, asked)));
    const auto index = keeper.index();
    if (!index)
        return exchange::problem(503, words(context.language, "search.being_opened"));
    const auto known = keeper.suggestions();
    return doors.database.read([&](db::Connection& connection) {
        auto found = find(connection, *index, known.get(), asked);
        if (!found)
            return exchange::problem(400, words(context.language, found.error()));
        if (const auto known_filters = know_filters(asked, found->labels); !known_filters)
            return exchange::problem(400, words(context.language, known_filters.error()));
        add_contacts(connection, keeper.sources(), *found);
        const auto answer = answer_to(connection, *index, keeper.sources(), asked, *found, context.language);
        return Response::json(json::serialize(told(*found, asked, answer)));
    });
}

// As browsers ask for it (https://github.com/dewitt/opensearch): what was typed, a list, and what each of it is.
Response suggest(const Keeper& keeper, const Request& request, Language language) {
    const auto typed = std::string(trim(request.query.first("q").value_or("")));
    json::array all, kinds;
    if (const auto known = keeper.suggestions(); known && count_code_points(typed) <= typed_at_most)
        for (auto& one : known->for_typed(typed)) {
            kinds.emplace_back(known->kind_of(one, language));
            all.emplace_back(std::move(one));
        }
    return Response::json(json::serialize(json::array{typed, std::move(all), std::move(kinds)}));
}

const std::vector<exchange::Parameter> query{
    {"q", "words, a number of a paper, a title; between quotation marks as it stands", "PM2.5"},
    {"kind", "kind of thing, as in facets", "policy_document"},
    {"unit", "number of the unit", "12"},
    {"theme", "code of the theme", "02"},
    {"column", "key of the column", "normative"},
    {"year", "year of its own day, where it has one, else of its publication", "2026"},
    {"validity", "in_force, amended, partly_repealed, not_yet, expired or repealed", "in_force"},
    {"from", "of this day or later: its own day, where it has one, else the day of its publication", "2026-01-01"},
    {"to", "of this day or earlier", "2026-12-31"},
    {"as", "typed: no word is taken for days, and no character for a wrong one", "typed"},
    {"order", "best, newest or downloads", "newest"},
    {"page", "ten hits a page, from 1", "2"}};

}  // namespace

void hang_exchange_pages(Doors& doors, Keeper& keeper) {
    doors.api.add_schemas(embedded_or_die("domain/search/pages/api.json"));
    doors.api
        .get({"/api/v1/search", "search.find", "search.api.search", query, "Found"},
             [doors, &keeper](Request& request, Context& context) { return ask(doors, keeper, request, context); })
        .in_lane(lane)
        .sql_at_most(11);
    doors.api
        .get({"/api/v1/suggest", "search.suggest", "search.api.suggest", {{"q", "what was typed", "yib"}}, "Suggested"},
             [&keeper](Request& request, Context& context) { return suggest(keeper, request, context.language); })
        .in_lane(lane)
        .sql_at_most(0);
}

}  // namespace gongkai::search
