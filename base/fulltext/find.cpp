#include "base/fulltext/find.h"

#include <limits>
#include <map>

#include "base/fulltext/cursor.h"
#include "base/fulltext/first_hits.h"
#include "base/fulltext/plan.h"
#include "base/fulltext/prove.h"
#include "base/fulltext/score.h"

namespace gongkai::fulltext {
namespace {

using Clock = std::chrono::steady_clock;

// How often each value of a column is among the hits.
class Counts {
  public:
    void count(std::uint32_t value) {
        if (value >= small_values)
            ++large_[value];
        else if (value < small_.size())
            ++small_[value];
        else
            small_.resize(std::max<std::size_t>(value + 1, small_.size() * 2)), ++small_[value];
    }
    std::vector<FacetCount> most_frequent(std::size_t at_most) const {
        std::vector<FacetCount> found;
        for (std::size_t value = 0; value < small_.size(); ++value)
            if (small_[value] > 0)
                found.push_back({static_cast<std::uint32_t>(value), small_[value]});
        for (const auto& [value, documents] : large_)
            found.push_back({value, documents});
        std::ranges::stable_sort(found, std::ranges::greater(), &FacetCount::documents);
        found.resize(std::min(found.size(), at_most));
        return found;
    }

  private:
    static constexpr std::uint32_t small_values = 65'536;
    std::vector<std::uint64_t> small_;
    std::map<std::uint32_t, std::uint64_t> large_;
};

// What all segments of one query share.
struct Search {
    const Query& query;
    const Fold& fold;
    Plan plan;
    FirstHits hits;
    std::vector<Counts> facets;  // by wish
    std::uint64_t total = 0;
    std::optional<Clock::time_point> deadline;
    bool is_late = false;

    bool wants_all() const { return query.total == Total::exact || !query.facets.empty(); }
    bool out_of_time() { return is_late = is_late || (deadline && Clock::now() > *deadline); }
};

// One segment: documents come in chunks of ascending numbers and lose those that do not fit.
class PartSearch {
  public:
    PartSearch(Search& search, const Part& part) : search_(search), query_(search.query), part_(part), segment_(*part.segment) {
        std::tie(first_, beyond_) = segment_.ids_of(query_.from, query_.to);
    }

    void run() {
        if (first_ >= beyond_)
            return;
        for (const auto& character : search_.plan.characters) {
            characters_.emplace_back();
            segment_.for_each_list(character.first, character.beyond, [&](Key, const List& list) {
                Cursor cursor(segment_, list);
                do
                    characters_.back().addMany(cursor.documents().size(), cursor.documents().data());
                while (cursor.next_block());
            });
        }
        query_.match == Match::any && !search_.plan.terms.empty() ? run_any() : run_all();
    }

  private:
    struct Term {
        Term(const Segment& segment, const List& list, float rarity_of_key)
            : cursor(segment, list), scoring(segment, list), rarity(rarity_of_key) {}
        Cursor cursor;   // for membership
        Cursor scoring;  // follows behind
        float rarity;
    };

    static constexpr std::size_t chunk_size = 4096;
    static constexpr std::size_t chunks_between_looks_at_the_clock = 32;

    void run_all();
    void run_any();
    void run_over_list();
    void run_over_others();
    bool total_is_known();
    float bound_within(std::uint32_t first, std::uint32_t last);

    // Drops what is removed, outside the days or filtered away; true where something is left.
    std::size_t admit(std::uint32_t* ids, std::size_t count) const;
    void take(std::uint32_t* ids, std::size_t count, float bound);
    void count(const std::uint32_t* ids, std::size_t count);
    void rank(std::uint32_t* ids, std::size_t count);
    bool is_done() const { return !enumerates_ && query_.order == Order::newest && taken_ >= query_.skip + query_.count; }

    Search& search_;
    const Query& query_;
    const Part& part_;
    const Segment& segment_;
    std::uint32_t first_ = 0;
    std::uint32_t beyond_ = 0;
    std::vector<Removed> characters_;
    std::vector<Term> terms_;           // rarest first, as scores are summed everywhere
    std::vector<std::size_t> by_size_;  // terms_, shortest list first
    std::vector<Prover> provers_;
    std::vector<float> scores_;
    bool enumerates_ = true;    // every hit must be seen
    bool knows_total_ = false;  // without seeing them
    std::size_t taken_ = 0;
};

std::size_t PartSearch::admit(std::uint32_t* ids, std::size_t count) const {
    if (count > 0 && ids[0] < first_) {
        const auto from = static_cast<std::size_t>(std::lower_bound(ids, ids + count, first_) - ids);
        std::copy(ids + from, ids + count, ids);
        count -= from;
    }
    while (count > 0 && ids[count - 1] >= beyond_)
        count = static_cast<std::size_t>(std::lower_bound(ids, ids + count, beyond_) - ids);
    const auto drop = [&](auto is_unwanted) {
        count = static_cast<std::size_t>(std::remove_if(ids, ids + count, is_unwanted) - ids);
    };
    if (part_.removed && count > 0) {
        auto removed = part_.removed->begin();
        removed.equalorlarger(ids[0]);
        const auto end = part_.removed->end();
        drop([&](std::uint32_t id) {
            while (removed != end && *removed < id)
                ++removed;
            return removed != end && *removed == id;
        });
    }
    for (const Filter& filter : query_.filters)
        drop([&](std::uint32_t id) {
            return std::ranges::find(filter.values, segment_.facet(filter.column, id)) == filter.values.end();
        });
    for (const Removed& character : characters_)
        drop([&](std::uint32_t id) { return !character.contains(id); });
    return count;
}

float PartSearch::bound_within(std::uint32_t first, std::uint32_t last) {
    float bound = 0;
    for (Term& term : terms_)
        bound += term.rarity * impact_bound(term.cursor.best_within(first, last));
    return bound;
}

void PartSearch::count(const std::uint32_t* ids, std::size_t count) {
    search_.total += count;
    for (std::size_t i = 0; i < query_.facets.size(); ++i)
        for (std::size_t k = 0; k < count; ++k)
            search_.facets[i].count(segment_.facet(query_.facets[i].column, ids[k]));
}

// `ids` have passed all lists. `bound`: no score among them is greater.
void PartSearch::take(std::uint32_t* ids, std::size_t count_of_ids, float bound) {
    const bool is_ranked = query_.order == Order::relevance;
    const bool may_enter = !is_ranked || bound >= search_.hits.threshold();
    const auto prove = [&] {
        for (Prover& prover : provers_)
            count_of_ids = prover.keep(ids, count_of_ids);
    };
    if (enumerates_ || !is_ranked) {
        prove();
        if (enumerates_)
            count(ids, count_of_ids);
    }
    taken_ += count_of_ids;
    if (count_of_ids == 0 || !may_enter)
        return;
    if (is_ranked)
        return rank(ids, count_of_ids);
    for (std::size_t i = 0; i < count_of_ids; ++i) {
        const FirstHits::Entry entry{0, segment_.day(ids[i]), segment_.key(ids[i])};
        if (taken_ - count_of_ids + i >= query_.skip + query_.count)
            break;  // numbers are newest first
        search_.hits.offer(entry);
        search_.total += !enumerates_ && !knows_total_;
    }
}

void PartSearch::rank(std::uint32_t* ids, std::size_t count) {
    scores_.assign(count, 0);
    std::vector<float> rest(terms_.size() + 1, 0);
    for (std::size_t t = terms_.size(); t-- > 0;)
        rest[t] = rest[t + 1] + terms_[t].rarity * impact_bound(terms_[t].scoring.best_within(ids[0], ids[count - 1]));
    for (std::size_t t = 0; t < terms_.size(); ++t) {
        terms_[t].scoring.add_scores(ids, count, terms_[t].rarity, scores_.data());
        const float threshold = search_.hits.threshold();
        std::size_t kept = 0;
        for (std::size_t i = 0; i < count; ++i) {
            ids[kept] = ids[i];
            scores_[kept] = scores_[i];
            kept += scores_[i] + rest[t + 1] >= threshold;
        }
        count = kept;
        if (count == 0)
            return;
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (scores_[i] < search_.hits.threshold())
            continue;
        if (!enumerates_) {
            std::uint32_t id = ids[i];
            if (!std::ranges::all_of(provers_, [&](Prover& prover) { return prover.keep(&id, 1) == 1; }))
                continue;
            search_.total += !knows_total_;
        }
        search_.hits.offer({scores_[i], segment_.day(ids[i]), segment_.key(ids[i])});
    }
}

// One list without proof, filter or days has as many hits as it says, but for the removed.
bool PartSearch::total_is_known() {
    if (terms_.size() != 1 || !provers_.empty() || !characters_.empty() || !query_.filters.empty() || !query_.facets.empty() ||
        query_.from || query_.to)
        return false;
    std::uint64_t removed = 0;
    if (part_.removed) {
        if (part_.removed->cardinality() > terms_[0].cursor.size())
            return false;
        std::vector<std::uint32_t> ids(part_.removed->cardinality());
        part_.removed->toUint32Array(ids.data());
        removed = Cursor(terms_[0].cursor).keep(ids.data(), ids.size());
    }
    search_.total += terms_[0].cursor.size() - removed;
    return true;
}

void PartSearch::run_all() {
    terms_.reserve(search_.plan.terms.size());
    for (const Plan::Term& term : search_.plan.terms) {
        const List list = segment_.list(term.key);
        if (list.size == 0)
            return;
        terms_.emplace_back(segment_, list, term.rarity);
        by_size_.push_back(by_size_.size());
    }
    std::ranges::stable_sort(by_size_, {}, [&](std::size_t i) { return terms_[i].cursor.size(); });
    provers_.reserve(search_.plan.proofs.size());
    for (const Plan::Proof& proof : search_.plan.proofs)
        provers_.emplace_back(segment_, proof, search_.fold);
    knows_total_ = search_.query.total == Total::exact && total_is_known();
    enumerates_ = search_.wants_all() && !knows_total_;
    terms_.empty() ? run_over_others() : run_over_list();
}

void PartSearch::run_over_list() {
    Cursor& driver = terms_[by_size_[0]].cursor;
    if (!driver.seek(first_))
        return;
    std::uint32_t ids[block_size];
    std::size_t chunks = 0;
    std::uint32_t floor = first_;
    do {
        if (chunks++ % chunks_between_looks_at_the_clock == 0 && search_.out_of_time())
            return;
        const std::uint32_t last = driver.block_last();
        float bound = std::numeric_limits<float>::max();
        if (query_.order == Order::relevance && search_.hits.is_full()) {
            bound = bound_within(floor, last);
            if (!enumerates_ && bound < search_.hits.threshold()) {
                floor = last + 1;
                continue;
            }
        }
        const auto documents = driver.documents();
        std::copy(documents.begin(), documents.end(), ids);
        std::size_t count = admit(ids, documents.size());
        for (std::size_t i = 1; i < by_size_.size() && count > 0; ++i)
            count = terms_[by_size_[i]].cursor.keep(ids, count);
        if (count > 0)
            take(ids, count, bound);
        floor = last + 1;
    } while (floor < beyond_ && !is_done() && driver.next_block());
}

// Single characters or no word at all: every document in turn.
void PartSearch::run_over_others() {
    std::vector<std::uint32_t> ids;
    std::size_t chunks = 0;
    for (std::uint32_t from = first_; from < beyond_ && !is_done(); from += chunk_size) {
        if (chunks++ % chunks_between_looks_at_the_clock == 0 && search_.out_of_time())
            return;
        const std::uint32_t to = std::min<std::uint32_t>(beyond_, from + chunk_size);
        ids.clear();
        for (std::uint32_t id = from; id < to; ++id)
            ids.push_back(id);
        if (const std::size_t count = admit(ids.data(), ids.size()); count > 0)
            take(ids.data(), count, 0);
    }
}

// The union, in windows of numbers. Lists that together cannot lift a document to the first page bring none of their own; they
// only add to what the others have brought (MaxScore), unless all must be counted.
void PartSearch::run_any() {
    for (const Plan::Term& term : search_.plan.terms)
        if (const List list = segment_.list(term.key); list.size > 0)
            terms_.emplace_back(segment_, list, term.rarity);
    enumerates_ = search_.wants_all();
    std::vector<std::uint8_t> touched(chunk_size);
    std::vector<std::uint32_t> ids;
    for (std::uint32_t from = first_; from < beyond_ && !is_done(); from += chunk_size) {
        if (search_.out_of_time())
            return;
        const std::uint32_t to = std::min<std::uint32_t>(beyond_, from + chunk_size);
        std::vector<std::pair<float, Term*>> bounds;
        for (Term& term : terms_)
            if (term.cursor.seek(from))
                bounds.emplace_back(term.rarity * impact_bound(term.cursor.best_within(from, to - 1)), &term);
        std::ranges::stable_sort(bounds, {}, &std::pair<float, Term*>::first);
        std::size_t optional_lists = 0;
        float optional_bound = 0;
        while (!enumerates_ && query_.order == Order::relevance && optional_lists < bounds.size() &&
               optional_bound + bounds[optional_lists].first < search_.hits.threshold())
            optional_bound += bounds[optional_lists++].first;
        if (optional_lists == bounds.size())
            continue;
        std::ranges::fill(touched, 0);
        for (std::size_t i = optional_lists; i < bounds.size(); ++i) {
            Cursor& cursor = bounds[i].second->cursor;
            do {
                for (const std::uint32_t id : cursor.documents())
                    if (id >= from && id < to)
                        touched[id - from] = 1;
            } while (cursor.block_last() < to && cursor.next_block());
        }
        ids.clear();
        for (std::uint32_t i = 0; i < to - from; ++i)
            if (touched[i])
                ids.push_back(from + i);
        if (const std::size_t count = admit(ids.data(), ids.size()); count > 0)
            take(ids.data(), count, std::numeric_limits<float>::max());
    }
}

}  // namespace

Answer find(const Snapshot& snapshot, const Query& query, const Fold& fold,
            std::vector<std::pair<const Segment*, std::string>>& damaged) {
    Search search{query, fold, plan_of(query, fold, snapshot), FirstHits(query.skip + query.count, query.order), {}, 0,
                  {},    false};
    search.facets.resize(query.facets.size());
    if (query.budget.count() > 0)
        search.deadline = Clock::now() + query.budget;
    Answer answer;
    for (const Part& part : snapshot.parts) {
        try {
            PartSearch(search, part).run();
        } catch (const Damaged& fault) {
            damaged.emplace_back(part.segment.get(), fault.what());
            answer.is_cut_short = true;
        }
    }
    answer.is_cut_short = answer.is_cut_short || search.is_late;
    answer.total = search.total;
    answer.is_exact = query.total == Total::exact && !answer.is_cut_short;
    for (const auto& entry : search.hits.take(query.skip))
        answer.hits.push_back({entry.key, entry.score, Day(std::chrono::days(entry.day))});
    for (std::size_t i = 0; i < query.facets.size(); ++i)
        answer.facets.push_back(search.facets[i].most_frequent(query.facets[i].at_most));
    return answer;
}

}  // namespace gongkai::fulltext
