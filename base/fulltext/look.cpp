#include "base/fulltext/look.h"

#include <limits>
#include <numeric>

#include "base/fulltext/cursor.h"
#include "base/fulltext/judge.h"
#include "base/fulltext/prove.h"
#include "base/fulltext/score.h"

namespace gongkai::fulltext {
namespace {

// Among few of them a look at each is faster.
bool is_among(const std::vector<std::uint32_t>& ascending, std::uint32_t value) {
    constexpr std::size_t few = 8;
    return ascending.size() <= few ? std::ranges::find(ascending, value) != ascending.end()
                                   : std::ranges::binary_search(ascending, value);
}

// One segment: documents come in chunks of ascending numbers and lose those that do not fit.
class PartSearch {
  public:
    // With `seen`, which other words of the query share, documents are counted once.
    PartSearch(Search& search, Tally& tally, std::vector<bool>* seen, const Part& part, std::size_t number, Range range)
        : search_(search),
          tally_(tally),
          seen_(seen),
          query_(search.query),
          part_(part),
          number_(number),
          segment_(*part.segment),
          judge_(segment_, search.plan, search.fold) {
        std::tie(first_, beyond_) = segment_.ids_of(query_.from, query_.to);
        first_ = std::max(first_, range.first);
        beyond_ = std::min(beyond_, range.second);
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
        rows_.begin(segment_, query_.facets, counted_at_most());
        query_.match == Match::any && !search_.plan.terms.empty() ? run_any() : run_all();
        rows_.add_to(tally_.facets, query_.facets);
    }

  private:
    struct Term {
        Term(const Segment& segment, const List& list, float rarity_of_key)
            : cursor(segment, list), scoring(segment, list), rarity(rarity_of_key) {}
        // Of the documents it was asked for how many it had; what was not asked much yet counts as half.
        double share() const { return static_cast<double>(had + 8) / static_cast<double>(asked + 16); }
        Cursor cursor;   // for membership
        Cursor scoring;  // follows behind
        float rarity;
        std::size_t asked = 0;
        std::size_t had = 0;
    };
    // What is known of documents that passed the lists: that the words stand in them, and with `scored` what scores_ holds too.
    enum class Proof { open, done, scored };
    struct Passed {
        std::size_t count = 0;
        Proof proof = Proof::open;
    };

    static constexpr std::size_t chunk_size = 4096;
    static constexpr std::size_t chunks_between_looks_at_the_clock = 32;
    static constexpr std::size_t blocks_in_advance = 8;
    static constexpr std::size_t blocks_without_bounds = 2;
    // A title is read in the time in which so many lists are opened at a new place. More of them speak for a query that finds
    // much.
    static constexpr std::size_t lists_of_a_title = 2;
    static constexpr std::size_t titles_at_most = 16;

    std::size_t counted_at_most() const;
    void run_all();
    void run_any();
    void run_over_list();
    void run_over_others();
    bool total_is_known();
    std::vector<float> bounds_of_blocks(const Cursor& driver);
    std::vector<std::uint32_t> rank_in_advance(Cursor& driver, const std::vector<float>& bounds);
    Passed read_block(Cursor& driver, std::uint32_t* ids, bool only_ranked);
    std::size_t judge(std::uint32_t* ids, std::size_t count);

    // Drops what is removed, outside the days or filtered away; true where something is left.
    std::size_t admit(std::uint32_t* ids, std::size_t count) const;
    std::size_t prove(std::uint32_t* ids, std::size_t count);
    std::size_t drop_hopeless(std::uint32_t* ids, std::size_t count);
    void take(std::uint32_t* ids, Passed passed, bool may_enter);
    void count(const std::uint32_t* ids, std::size_t count);
    void rank(std::uint32_t* ids, Passed passed);
    void offer(const std::uint32_t* ids, Passed passed);
    bool is_done() const { return !enumerates_ && query_.order == Order::newest && taken_ >= query_.skip + query_.count; }

    Search& search_;
    Tally& tally_;
    std::vector<bool>* const seen_;
    const Query& query_;
    const Part& part_;
    const std::size_t number_;
    const Segment& segment_;
    std::uint32_t first_ = 0;
    std::uint32_t beyond_ = 0;
    std::vector<Removed> characters_;
    std::vector<Term> terms_;         // rarest first, as scores are summed everywhere
    std::vector<std::size_t> order_;  // terms_, as they are asked: shortest list first, then as they drop
    std::vector<Prover> provers_;
    TitleJudge judge_;
    std::size_t judged_ = 0;
    std::vector<float> scores_;
    std::vector<float> bounds_;
    std::vector<float> best_;
    std::vector<std::uint32_t> unseen_;
    RowCounts rows_;
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
    for (const Filter& filter : search_.filters)
        drop([&](std::uint32_t id) { return !is_among(filter.values, segment_.facet(filter.column, id)); });
    for (const Removed& character : characters_)
        drop([&](std::uint32_t id) { return !character.contains(id); });
    return count;
}

void PartSearch::count(const std::uint32_t* ids, std::size_t count) {
    if (seen_) {
        unseen_.clear();
        for (std::size_t i = 0; i < count; ++i)
            if (!(*seen_)[ids[i]]) {
                (*seen_)[ids[i]] = true;
                unseen_.push_back(ids[i]);
            }
        ids = unseen_.data();
        count = unseen_.size();
    }
    tally_.total += count;
    if (rows_.are_counted())
        return rows_.add(ids, count);
    for (std::size_t i = 0; i < query_.facets.size(); ++i)
        tally_.facets[i].add(segment_.facet_column(query_.facets[i].column), ids, count);
}

std::size_t PartSearch::counted_at_most() const {
    return std::min<std::size_t>(beyond_ - first_, search_.looked_at(part_, number_));
}

std::size_t PartSearch::prove(std::uint32_t* ids, std::size_t count) {
    for (Prover& prover : provers_)
        count = prover.keep(ids, count);
    return count;
}

// `ids` have passed all lists. `may_enter`: a score among them may be good enough for the first page.
void PartSearch::take(std::uint32_t* ids, Passed passed, bool may_enter) {
    const bool is_ranked = query_.order == Order::relevance;
    if (passed.proof == Proof::open && (enumerates_ || !is_ranked))
        passed = {prove(ids, passed.count), Proof::done};
    if (enumerates_)
        count(ids, passed.count);
    taken_ += passed.count;
    if (passed.count == 0 || !may_enter)
        return;
    if (is_ranked) {
        if (passed.proof == Proof::done)
            passed.count = drop_hopeless(ids, passed.count);
        return rank(ids, passed);
    }
    for (std::size_t i = 0; i < passed.count; ++i) {
        const FirstHits::Entry entry{0, segment_.day(ids[i]), segment_.key(ids[i])};
        if (taken_ - passed.count + i >= query_.skip + query_.count)
            break;  // numbers are newest first
        search_.hits.offer(entry);
        tally_.total += !enumerates_ && !knows_total_;
    }
}

// Those that the best scores of their blocks leave a chance.
std::size_t PartSearch::drop_hopeless(std::uint32_t* ids, std::size_t count) {
    if (!search_.hits.is_full() || terms_.size() < 2)
        return count;
    bounds_.assign(count, 0);
    for (const Term& term : terms_)
        term.scoring.add_bounds(ids, ids, count, term.rarity, bounds_.data());
    const float threshold = search_.hits.threshold();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
        ids[kept] = ids[i];
        kept += bounds_[i] >= threshold;
    }
    return kept;
}

void PartSearch::rank(std::uint32_t* ids, Passed passed) {
    auto& [count, proof] = passed;
    if (proof == Proof::scored)
        return offer(ids, passed);
    if (count == 0)
        return;
    for (std::size_t i = 0; i < count; ++i)
        segment_.prefetch_extent(ids[i]);
    scores_.assign(count, 0);
    std::vector<float> rest(terms_.size() + 1, 0);
    for (std::size_t t = terms_.size(); t-- > 0;)
        rest[t] = rest[t + 1] + terms_[t].scoring.bound_within(ids[0], ids[count - 1], terms_[t].rarity);
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
    offer(ids, passed);
}

void PartSearch::offer(const std::uint32_t* ids, Passed passed) {
    // Of many, those that would be pushed out again by others of the same block are not looked up.
    float floor = search_.hits.threshold();
    if (const std::size_t room = query_.skip + query_.count; passed.proof != Proof::open && room > 0 && passed.count > room) {
        best_.assign(scores_.begin(), scores_.begin() + static_cast<std::ptrdiff_t>(passed.count));
        const auto last = best_.begin() + static_cast<std::ptrdiff_t>(room - 1);
        std::ranges::nth_element(best_, last, std::ranges::greater());
        floor = std::max(floor, *last);
    }
    for (std::size_t i = 0; i < passed.count; ++i)
        if (scores_[i] >= floor)
            segment_.prefetch_for_hit(ids[i]);
    for (std::size_t i = 0; i < passed.count; ++i) {
        if (scores_[i] < std::max(floor, search_.hits.threshold()))
            continue;
        std::uint32_t id = ids[i];
        if (passed.proof == Proof::open && prove(&id, 1) == 0)
            continue;
        tally_.total += !enumerates_ && !knows_total_;
        search_.hits.offer({scores_[i], segment_.day(id), segment_.key(id)});
    }
}

// One list without proof, filter or days has as many hits as it says, but for the removed.
bool PartSearch::total_is_known() {
    if (seen_ || terms_.size() != 1 || !provers_.empty() || !characters_.empty() || !query_.filters.empty() ||
        !query_.facets.empty() || first_ > 0 || beyond_ < segment_.size())
        return false;
    std::uint64_t removed = 0;
    if (part_.removed) {
        if (part_.removed->cardinality() > terms_[0].cursor.size())
            return false;
        std::vector<std::uint32_t> ids(part_.removed->cardinality());
        part_.removed->toUint32Array(ids.data());
        removed = Cursor(terms_[0].cursor).keep(ids.data(), ids.size());
    }
    tally_.total += terms_[0].cursor.size() - removed;
    return true;
}

void PartSearch::run_all() {
    terms_.reserve(search_.plan.terms.size());
    for (const Plan::Term& term : search_.plan.terms) {
        const List& list = term.lists[number_];
        if (list.size == 0)
            return;
        terms_.emplace_back(segment_, list, term.rarity);
        order_.push_back(order_.size());
    }
    std::ranges::stable_sort(order_, {}, [&](std::size_t i) { return terms_[i].cursor.size(); });
    provers_.reserve(search_.plan.proofs.size());
    for (const Plan::Proof& proof : search_.plan.proofs)
        provers_.emplace_back(segment_, proof, search_.fold);
    knows_total_ = search_.query.total == Total::exact && total_is_known();
    enumerates_ = search_.wants_all() && !knows_total_;
    terms_.empty() ? run_over_others() : run_over_list();
}

// The best that a document can score, for each of the driver's blocks from the present one on.
std::vector<float> PartSearch::bounds_of_blocks(const Cursor& driver) {
    const std::size_t count = driver.blocks_before(beyond_) - driver.block();
    std::vector<float> bounds(count, 0);
    std::vector<std::uint32_t> firsts, lasts;
    if (terms_.size() > 1) {
        std::uint32_t floor = first_;
        for (std::size_t i = 0; i < count; ++i) {
            firsts.push_back(floor);
            lasts.push_back(driver.block_last(driver.block() + static_cast<std::uint32_t>(i)));
            floor = lasts.back() + 1;
        }
    }
    for (const Term& term : terms_)
        if (&term.cursor == &driver)
            driver.add_bounds_of_blocks(count, term.rarity, bounds.data());
        else
            term.cursor.add_bounds(firsts.data(), lasts.data(), count, term.rarity, bounds.data());
    return bounds;
}

// Of the driver's present block what passes all lists; for the first page alone only what has a chance to stand there.
PartSearch::Passed PartSearch::read_block(Cursor& driver, std::uint32_t* ids, bool only_ranked) {
    const auto documents = driver.documents();
    std::copy(documents.begin(), documents.end(), ids);
    std::size_t count = admit(ids, documents.size());
    if (only_ranked)
        count = drop_hopeless(ids, count);
    for (std::size_t i = 1; i < order_.size() && count > 0; ++i) {
        if (judge_.knows_all() && count * lists_of_a_title <= order_.size() - i && judged_ + count <= titles_at_most)
            return {judge(ids, count), Proof::scored};
        Term& term = terms_[order_[i]];
        term.asked += count;
        count = term.cursor.keep(ids, count);
        term.had += count;
    }
    // Lists of one word go together: the next block is asked of those first that have dropped most.
    if (order_.size() > 2)
        std::ranges::sort(order_.begin() + 1, order_.end(), {}, [&](std::size_t i) { return terms_[i].share(); });
    return {count, Proof::open};
}

// By their titles: leaves in front those that fit, and their scores.
std::size_t PartSearch::judge(std::uint32_t* ids, std::size_t count) {
    judged_ += count;
    scores_.resize(count);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i)
        if (const auto score = judge_.score_of(ids[i])) {
            ids[kept] = ids[i];
            scores_[kept++] = *score;
        }
    return kept;
}

// The blocks that promise most come first, so that most others need not be opened. Answers which they were.
std::vector<std::uint32_t> PartSearch::rank_in_advance(Cursor& driver, const std::vector<float>& bounds) {
    std::vector<std::uint32_t> blocks(bounds.size());
    std::iota(blocks.begin(), blocks.end(), 0u);
    const auto end = blocks.begin() + static_cast<std::ptrdiff_t>(blocks_in_advance);
    std::ranges::partial_sort(blocks, end, std::ranges::greater(), [&](std::uint32_t block) { return bounds[block]; });
    blocks.erase(end, blocks.end());
    std::ranges::sort(blocks);
    const std::uint32_t begin = driver.block();
    std::uint32_t ids[block_size];
    for (const std::uint32_t block : blocks) {
        driver.go_to(begin + block);
        if (const Passed passed = read_block(driver, ids, true); passed.count > 0)
            rank(ids, passed);
    }
    for (Term& term : terms_) {
        term.cursor.go_to(0);
        term.scoring.go_to(0);
    }
    for (Prover& prover : provers_)
        prover.rewind();
    driver.go_to(begin);
    return blocks;
}

void PartSearch::run_over_list() {
    Cursor& driver = terms_[order_[0]].cursor;
    if (!driver.seek(first_))
        return;
    std::vector<float> bounds;
    std::vector<std::uint32_t> in_advance;
    if (query_.order == Order::relevance && driver.block_count() - driver.block() > blocks_without_bounds) {
        bounds = bounds_of_blocks(driver);
        if (bounds.size() > 2 * blocks_in_advance)
            in_advance = rank_in_advance(driver, bounds);
    }
    std::uint32_t ids[block_size];
    const std::uint32_t begin = driver.block();
    std::size_t chunks = 0;
    do {
        std::uint32_t block = driver.block() - begin;
        if (!enumerates_ && !bounds.empty()) {
            while (block < bounds.size() && bounds[block] < search_.hits.threshold())
                ++block;
            if (block == bounds.size())
                return;
            driver.go_to(begin + block);
        }
        if (chunks++ % chunks_between_looks_at_the_clock == 0 && search_.out_of_time())
            return;
        const bool may_enter =
            (bounds.empty() || bounds[block] >= search_.hits.threshold()) && !std::ranges::binary_search(in_advance, block);
        if (!enumerates_ && !may_enter)
            continue;
        const bool is_ranked = query_.order == Order::relevance;
        if (const Passed passed = read_block(driver, ids, !enumerates_ && is_ranked); passed.count > 0)
            take(ids, passed, may_enter);
    } while (driver.block_last() + 1 < beyond_ && !is_done() && driver.next_block());
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
            take(ids.data(), {count}, true);
    }
}

// The union, in windows of numbers. Lists that together cannot lift a document to the first page bring none of their own; they
// only add to what the others have brought (MaxScore), unless all must be counted.
void PartSearch::run_any() {
    for (const Plan::Term& term : search_.plan.terms)
        if (const List& list = term.lists[number_]; list.size > 0)
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
                bounds.emplace_back(term.cursor.bound_within(from, to - 1, term.rarity), &term);
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
            take(ids.data(), {count}, true);
    }
}

}  // namespace

void look_at(Search& search, Tally& tally, std::vector<bool>* seen, const Part& part, std::size_t number, Range range) {
    PartSearch(search, tally, seen, part, number, range).run();
}

}  // namespace gongkai::fulltext
