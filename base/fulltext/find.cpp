#include "base/fulltext/find.h"

#include <algorithm>
#include <future>
#include <map>
#include <system_error>

#include "base/fulltext/look.h"

namespace gongkai::fulltext {
namespace {

using Clock = std::chrono::steady_clock;

// The first page of all that was found, each document with its best score.
std::vector<FirstHits::Entry> best_of(std::vector<Search>& searches) {
    const Query& query = searches[0].query;
    if (searches.size() == 1)
        return searches[0].hits.take();
    std::map<std::uint64_t, FirstHits::Entry> best;
    for (Search& search : searches)
        for (const auto& entry : search.hits.take())
            if (const auto [it, is_new] = best.try_emplace(entry.key, entry); !is_new)
                it->second.score = std::max(it->second.score, entry.score);
    FirstHits all(query.skip + query.count, query.order);
    for (const auto& [key, entry] : best)
        all.offer(entry);
    return all.take();
}

// Looks through one part. What looks at very many documents is done by several threads, each with a piece of their numbers.
void look_through(std::vector<Search>& searches, Tally& tally, const Part& part, std::size_t number) {
    const auto look = [&](std::vector<Search>& mine, Tally& counted, Range range) {
        std::vector<bool> seen(mine.size() == 1 ? 0 : part.segment->size());
        for (Search& search : mine)
            look_at(search, counted, mine.size() == 1 ? nullptr : &seen, part, number, range);
    };
    const Query& query = searches[0].query;
    const std::uint32_t size = part.segment->size();
    // One list without facets is counted by its size.
    const bool is_much =
        (searches[0].wants_all() || query.match == Match::any) && std::ranges::any_of(searches, [&](const Search& search) {
            return search.looked_at(part, number) >= query.threads_from &&
                   (search.plan.terms.size() != 1 || !query.facets.empty());
        });
    if (query.threads < 2 || !is_much)
        return look(searches, tally, {0, size});
    struct Piece {
        std::vector<Search> searches;
        Tally tally;
    };
    std::vector<Piece> pieces(query.threads);
    std::vector<std::future<void>> others;
    for (unsigned i = 0; i < query.threads; ++i) {
        auto& piece = pieces[i];
        piece.tally.facets.resize(query.facets.size());
        for (const Search& search : searches)
            piece.searches.push_back({query, search.filters, search.fold, search.plan,
                                      FirstHits(query.skip + query.count, query.order), search.deadline});
        const auto from = [&](unsigned at) { return static_cast<std::uint32_t>(std::uint64_t{size} * at / query.threads); };
        const Range range{from(i), from(i + 1)};
        const auto look_there = [&look, &piece, range] { look(piece.searches, piece.tally, range); };
        // Where no further thread can be had, this one does it.
        try {
            if (i + 1 < query.threads) {
                others.push_back(std::async(std::launch::async, look_there));
                continue;
            }
        } catch (const std::system_error&) {
        }
        look_there();
    }
    for (auto& other : others)
        other.get();
    for (Piece& piece : pieces) {
        tally.add(piece.tally);
        for (std::size_t i = 0; i < searches.size(); ++i) {
            searches[i].is_late |= piece.searches[i].is_late;
            for (const auto& entry : piece.searches[i].hits.take())
                searches[i].hits.offer(entry);
        }
    }
}

}  // namespace

Answer find(const Snapshot& snapshot, const Query& query, const Fold& fold,
            std::vector<std::pair<const Segment*, std::string>>& damaged) {
    std::optional<Clock::time_point> deadline;
    if (query.budget.count() > 0)
        deadline = Clock::now() + query.budget;
    auto filters = query.filters;
    for (Filter& filter : filters)
        std::ranges::sort(filter.values);
    const auto search_for = [&](const std::vector<Word>& words) {
        return Search{
            query,   filters, fold, plan_of(words, query.match, fold, snapshot), FirstHits(query.skip + query.count, query.order),
            deadline};
    };
    std::vector<Search> searches{search_for(query.words)};
    for (const auto& words : query.others)
        searches.push_back(search_for(words));
    Tally tally;
    tally.facets.resize(query.facets.size());
    Answer answer;
    for (std::size_t i = 0; i < snapshot.parts.size(); ++i) {
        const Part& part = snapshot.parts[i];
        try {
            look_through(searches, tally, part, i);
        } catch (const Damaged& fault) {
            damaged.emplace_back(part.segment.get(), fault.what());
            answer.is_cut_short = true;
        }
    }
    answer.is_cut_short = answer.is_cut_short || std::ranges::any_of(searches, &Search::is_late);
    answer.is_exact = query.total == Total::exact && !answer.is_cut_short;
    answer.total = tally.total;
    auto first = best_of(searches);
    if (!query.others.empty() && !searches[0].wants_all())
        answer.total = std::min<std::uint64_t>(answer.total, first.size());  // each once
    first.erase(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(std::min(query.skip, first.size())));
    for (const auto& entry : first)
        answer.hits.push_back({entry.key, entry.score, Day(std::chrono::days(entry.day))});
    for (std::size_t i = 0; i < query.facets.size(); ++i)
        answer.facets.push_back(tally.facets[i].most_frequent(query.facets[i].at_most));
    return answer;
}

}  // namespace gongkai::fulltext
