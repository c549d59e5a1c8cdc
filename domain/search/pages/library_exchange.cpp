// The library for machines: the same parts and pages as JSON, the newest of a part as Atom.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/search/pages/library.h"
#include "doors/exchange/api.h"
#include "doors/exchange/atom.h"

namespace gongkai::search {
namespace {

namespace json = boost::json;
using web::Context;
using web::Request;
using web::Response;

constexpr int entries_in_a_feed = 50;

json::value json_of(const Label* label) {
    return label ? json::value(json::object{{"code", label->code}, {"name", label->zh}}) : json::value();
}

json::object json_of(const Held& row, const AskedLibrary& asked) {
    json::array files;
    for (const auto& one : row.holdings)
        files.push_back(json::object{{"kind", word_of(one.kind)},
                                     {"name", one.name},
                                     {"format", one.format},
                                     {"bytes", one.bytes > 0 ? json::value(one.bytes) : json::value()},
                                     {"url", one.address},
                                     {"pages_url", one.pages.empty() ? json::value() : json::value(one.pages)}});
    const auto validity = word_of(row.validity);
    return {{"id", row.id},
            {"title", row.title},
            {"number", row.number},
            {"kind", json_of(asked.label(row.kind))},
            {"unit", json_of(asked.label(row.unit))},
            {"published_on", row.published_on == undated ? json::value() : json::value(to_text(row.published_on))},
            {"validity", validity.empty() ? json::value() : json::value(validity)},
            {"url", row.address},
            {"is_demonstration", row.is_demonstration},
            {"files", std::move(files)}};
}

json::array json_of(const std::map<LabelId, std::int64_t>& counts, const AskedLibrary& asked) {
    json::array all;
    for (const auto& [id, count] : counts)
        if (const auto* label = asked.label(id))
            all.push_back(json::object{{"value", label->code}, {"name", label->zh}, {"count", count}});
    std::ranges::stable_sort(all, std::ranges::greater(), [](const json::value& one) { return one.at("count").as_int64(); });
    return all;
}

Response list(const Doors& doors, HeldCounter& counter, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto asked = asked_library(connection, request, context.language);
        if (!asked.mistakes.empty())
            return exchange::problem(400, asked.mistakes.front());
        const auto page = library_page(connection, counter, asked, "/api/v1/library");
        json::array entries, years, validities;
        for (const auto& row : page.rows)
            entries.push_back(json_of(row, asked));
        for (const auto& [year, count] : page.counts.years)
            years.push_back(
                json::object{{"value", year == year_of(undated) ? json::value() : json::value(year)}, {"count", count}});
        for (const auto& [validity, count] : page.counts.validities)
            validities.push_back(json::object{{"value", word_of(validity)},
                                              {"name", words(Language::zh, "search.validity." + std::string(word_of(validity)))},
                                              {"count", count}});
        return Response::json(json::serialize(json::object{{"total", page.counts.total},
                                                           {"entries", std::move(entries)},
                                                           {"next", page.next.empty() ? json::value() : json::value(page.next)},
                                                           {"facets",
                                                            {{"kind", json_of(page.counts.kinds, asked)},
                                                             {"unit", json_of(page.counts.units, asked)},
                                                             {"theme", json_of(page.counts.themes, asked)},
                                                             {"year", std::move(years)},
                                                             {"validity", std::move(validities)}}}}));
    });
}

Response feed(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto asked = asked_library(connection, request, context.language);
        const auto& site = doors.settings.text("site.address");
        // RFC 4287 wants ids that are whole addresses; a site that does not know its own takes names of its own making.
        const auto id = site.empty() ? std::string("urn:gongkai:library") : site;
        exchange::Feed out{id + address_of(asked, "/library"),   words(context.language, "search.library"),
                           site + address_of(asked, "/library"), site + address_of(asked, request.path),
                           doors.settings.text("site.name"),     {}};
        for (const auto& row : held(connection, asked.part, {}, entries_in_a_feed))
            if (row.published_on != undated)
                out.entries.push_back(
                    {id + row.address,
                     (row.is_demonstration ? words(context.language, "search.example") + ' ' : std::string()) + row.title,
                     site + row.address, row.summary, exchange::beginning_of(row.published_on)});
        return Response::bytes(exchange::write_atom(out), "application/atom+xml; charset=utf-8");
    });
}

const std::vector<exchange::Parameter> query{
    {"kind", "kind of thing, as in facets", "policy_document"},
    {"unit", "number of the unit", "12"},
    {"theme", "code of the theme", "02"},
    {"validity", "in_force, amended, partly_repealed, not_yet, expired or repealed", "in_force"},
    {"year", "year of publication", "2026"},
    {"order", "newest, downloads, or title where there are not too many to be sorted", "title"},
    {"after", "where the list goes on: in `next` of the page before", ""},
    {"page", "twenty entries a page by downloads and by title, from 1", "2"}};

}  // namespace

void hang_library_exchange(Doors& doors, std::shared_ptr<HeldCounter> counter) {
    doors.api
        .get({"/api/v1/library", "library.list", "search.api.library", query, "Library"},
             [doors, counter](Request& request, Context& context) { return list(doors, *counter, request, context); })
        .cached({public_data})
        .sql_at_most(6);
    doors.site.router()
        .get("/library/feed.atom", "search.library.feed", with(doors, feed))
        .cached({public_data})
        .reads({"kind", "unit", "theme", "year", "validity"})
        .sql_at_most(2);
    doors.api.add_file({"/library/feed.atom", "search.api.library_feed"});
}

}  // namespace gongkai::search
