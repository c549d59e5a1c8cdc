// What a question finds as Atom, the newest first: whoever has asked it once is told what comes.
#include <algorithm>
#include <optional>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/search/pages/pages.h"
#include "domain/search/room.h"
#include "doors/exchange/atom.h"

namespace gongkai::search {
namespace {

using web::Context;
using web::Request;
using web::Response;

constexpr std::size_t entries_in_a_feed = 50;
constexpr std::uint64_t enough = 10;

// A feed goes by when things came, whatever their own days are: of the last month, or of the last year, where enough of what was
// asked for came in it; nothing: since ever.
std::optional<Day> came_lately(const fulltext::Index& index, const std::string& text) {
    for (const int days : {31, 366}) {
        fulltext::Query query;
        for (const auto& word : plain_words(text))
            query.words.push_back({word, fulltext::Field::anywhere});
        fulltext::Filter came{came_column, {}};
        for (int ago = 0; ago <= days; ++ago)
            came.values.push_back(came_value(today() - std::chrono::days(ago)));
        query.filters.push_back(std::move(came));
        query.count = 0;
        query.budget = budget / 5;
        if (index.find(query).total >= enough)
            return today() - std::chrono::days(days);
    }
    return std::nullopt;
}

Response feed(const Doors& doors, const Keeper& keeper, const Request& request, Context& context) {
    auto [asked, mistakes] = asked_in(request.query, context.language);
    if (!mistakes.empty())
        return doors.site.trouble(400, request);
    if (asked.text.empty() && !asked.has_filters())
        return Response::redirect("/search");
    asked.order = Order::newest;
    asked.page = 1;
    const auto index = keeper.index();
    if (!index)
        return doors.site.trouble(503, request);
    auto news = asked;
    news.is_as_typed = true;  // 去年 would narrow it to what is no news
    news.came_from = came_lately(*index, asked.text);
    const auto found = doors.database.read(
        [&](db::Connection& connection) { return find(connection, *index, nullptr, news, static_cast<int>(entries_in_a_feed)); });
    if (!found) {
        auto refused = doors.site.refused(found.error(), request, context.language);
        refused.status = 400;  // it is asked, not handed in
        return refused;
    }
    const auto& site = doors.settings.text("site.address");
    // RFC 4287 wants ids that are whole addresses; a site that does not know its own takes names of its own making.
    const auto id = site.empty() ? std::string("urn:gongkai:search") : site;
    exchange::Feed out{
        id + address_of(asked),
        asked.text.empty() ? words(context.language, "search.title") : words(context.language, "search.title.of", {asked.text}),
        site + address_of(asked),
        site + address_of(asked, "/search.atom"),
        doors.settings.text("site.name"),
        {}};
    std::vector<const Hit*> newest;
    // Titles that are only like what was typed are help for a reader, not news; what has no day is never new.
    if (found->way == Way::as_typed || found->way == Way::apart)
        for (const auto& hit : found->hits)
            if (hit.kept.entry.published_on != undated)
                newest.push_back(&hit);
    std::ranges::stable_sort(newest, std::ranges::greater(), [](const Hit* hit) { return hit->kept.entry.published_on; });
    for (const auto* hit : newest) {
        const auto& entry = hit->kept.entry;
        out.entries.push_back(
            {id + entry.address,
             (entry.is_demonstration ? words(context.language, "search.example.title") : std::string()) + entry.title,
             site + entry.address, entry.summary.empty() ? hit->passage : entry.summary,
             exchange::beginning_of(entry.published_on)});
    }
    return Response::bytes(exchange::write_atom(out), "application/atom+xml; charset=utf-8");
}

}  // namespace

void hang_feed(Doors& doors, Keeper& keeper) {
    doors.site.router()
        .get("/search.atom", "search.feed",
             [doors, &keeper](Request& request, Context& context) { return feed(doors, keeper, request, context); })
        .reads(query_fields)
        .in_lane(lane)
        .sql_at_most(8);
}

}  // namespace gongkai::search
