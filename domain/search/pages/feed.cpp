// What a question finds as Atom, the newest first: whoever has asked it once is told what comes.
#include <algorithm>
#include <optional>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/search/described.h"
#include "domain/search/narrowing.h"
#include "domain/search/pages/pages.h"
#include "domain/search/room.h"
#include "doors/exchange/atom.h"

namespace gongkai::search {
namespace {

using web::Context;
using web::Request;
using web::Response;

constexpr std::size_t entries_in_a_feed = 50;

// A feed goes by when things came, whatever their own days are: the longest span in which no more came of what is asked for than
// the feed has room for, so that none of them is left out; nothing: since ever, where none came within a year.
std::optional<Day> came_lately(const fulltext::Index& index, Asked asked, const Labels& labels) {
    std::optional<Day> from;
    for (const int days : {366, 31, 7, 1}) {
        asked.came_from = today() - std::chrono::days(days);
        fulltext::Query query;
        for (const auto& word : plain_words(asked.text))
            query.words.push_back({word, fulltext::Field::anywhere});
        Narrowing narrowing(asked, labels);
        narrowing.by_filters();
        narrowing.narrow(query);
        query.order = fulltext::Order::newest;  // which ends with the last one wanted
        query.count = entries_in_a_feed + 1;
        query.total = fulltext::Total::unwanted;
        query.budget = budget / 5;
        const auto came = index.find(query).hits.size();
        if (came > 0)
            from = asked.came_from;
        if (came <= entries_in_a_feed)
            break;
    }
    return from;
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
    news.order = Order::came;
    const auto found = doors.database.read([&](db::Connection& connection) {
        news.came_from = came_lately(*index, asked, labels(connection));
        return find(connection, *index, nullptr, news, static_cast<int>(entries_in_a_feed));
    });
    if (const auto known = found ? know_filters(asked, found->labels) : Result<void>(std::unexpected(found.error())); !known) {
        auto refused = doors.site.refused(known.error(), request, context.language);
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
        .sql_at_most(9);
}

}  // namespace gongkai::search
