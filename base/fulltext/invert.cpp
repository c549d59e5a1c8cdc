#include "base/fulltext/invert.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "base/fulltext/score.h"
#include "base/fulltext/segment_writer.h"

namespace gongkai::fulltext {
namespace {

std::int32_t number_of(Day day) { return static_cast<std::int32_t>(day.time_since_epoch().count()); }

// Keys to small numbers in order of appearance: open addressing, for millions of lookups a second.
class Numbering {
  public:
    std::uint32_t of(Key key) {
        if (keys_.size() * 2 >= slots_.size())
            grow();
        for (std::size_t at = slot(key);; at = (at + 1) & (slots_.size() - 1)) {
            if (slots_[at].number == none) {
                slots_[at] = {key, static_cast<std::uint32_t>(keys_.size())};
                keys_.push_back(key);
            } else if (slots_[at].key != key) {
                continue;
            }
            return slots_[at].number;
        }
    }
    const std::vector<Key>& keys() const { return keys_; }
    void prefetch(Key key) const {
        if (!slots_.empty())
            __builtin_prefetch(&slots_[slot(key)]);
    }

  private:
    static constexpr std::uint32_t none = ~0u;
    struct Slot {
        Key key = 0;
        std::uint32_t number = none;
    };
    std::size_t slot(Key key) const { return (key * 0x9E3779B97F4A7C15u) >> shift_; }
    void grow() {
        const std::size_t size = std::max<std::size_t>(1024, slots_.size() * 2);
        shift_ = 64 - static_cast<unsigned>(std::countr_zero(size));
        slots_.assign(size, {});
        for (std::uint32_t i = 0; i < keys_.size(); ++i) {
            std::size_t at = slot(keys_[i]);
            while (slots_[at].number != none)
                at = (at + 1) & (size - 1);
            slots_[at] = {keys_[i], i};
        }
    }
    std::vector<Slot> slots_;
    std::vector<Key> keys_;
    unsigned shift_ = 64;
};

// All occurrences of a batch, then sorted by key with one counting sort: (document, position) of each key in order.
class Occurrences {
  public:
    struct Place {
        std::uint32_t document;
        std::uint32_t position;
    };

    // All occurrences of one document.
    void add(std::uint32_t document, const std::vector<Occurrence>& occurrences) {
        for (std::size_t i = 0; i < occurrences.size(); ++i) {
            if (i + ahead < occurrences.size())
                numbering_.prefetch(occurrences[i + ahead].key);
            const std::uint32_t number = numbering_.of(occurrences[i].key);
            if (number >= counts_.size())
                counts_.push_back(0);
            ++counts_[number];
            numbers_.push_back(number);
            places_.push_back({document, occurrences[i].position});
        }
    }

    template <class Take>
    void for_each_key(Take take) {
        std::vector<std::size_t> ends(counts_.size());
        std::size_t end = 0;
        for (std::size_t i = 0; i < counts_.size(); ++i)
            ends[i] = (end += counts_[i]) - counts_[i];
        std::vector<Place> sorted(places_.size());
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (i + 2 * ahead < places_.size())
                __builtin_prefetch(&ends[numbers_[i + 2 * ahead]]);
            if (i + ahead < places_.size())
                __builtin_prefetch(&sorted[ends[numbers_[i + ahead]]], 1);
            sorted[ends[numbers_[i]]++] = places_[i];
        }
        const auto& keys = numbering_.keys();
        std::vector<std::uint32_t> order(keys.size());
        std::iota(order.begin(), order.end(), 0u);
        std::ranges::sort(order, {}, [&](std::uint32_t number) { return keys[number]; });
        for (const std::uint32_t number : order)
            take(keys[number], std::span<const Place>(sorted).subspan(ends[number] - counts_[number], counts_[number]));
    }

  private:
    static constexpr std::size_t ahead = 16;  // both loops wait for memory: ask for it this far ahead
    Numbering numbering_;
    std::vector<std::size_t> counts_;
    std::vector<std::uint32_t> numbers_;
    std::vector<Place> places_;
};

}  // namespace

std::uint64_t digest_of(const Document& document) {
    std::string all;
    store(all, document.key);
    store(all, number_of(document.day));
    store(all, weight_code(document.weight));
    for (const std::uint32_t value : document.facets)
        store(all, value);
    store(all, checksum(bytes_of(document.title)));
    store(all, checksum(bytes_of(document.body)));
    return checksum(bytes_of(all));
}

std::shared_ptr<const Segment> make_segment(std::vector<Document> documents, const Settings& settings, const Learned& learned,
                                            std::optional<std::filesystem::path> folder) {
    assert(documents.size() <= most_documents);
    std::ranges::sort(documents, [](const Document& a, const Document& b) {
        return is_before(number_of(a.day), a.key, number_of(b.day), b.key);
    });
    const Fold& fold = *settings.fold;
    const std::size_t facet_columns = settings.facet_columns;
    Columns columns;
    columns.facets.resize(facet_columns);
    Occurrences occurrences;
    std::vector<Occurrence> of_document;
    std::vector<Unit> title;
    std::vector<Unit> body;
    for (Document& document : documents) {
        document.facets.resize(facet_columns);
        const auto id = static_cast<std::uint32_t>(columns.size());
        title.clear();
        body.clear();
        read_units(document.title, fold, 0, title);
        const std::uint32_t title_end = title.empty() ? 0 : title.back().position + 1;
        read_units(document.body, fold, position_after(title), body);
        of_document.clear();
        for_each_key(title, [&](const Occurrence& it) {
            of_document.push_back(it);
            of_document.push_back({it.key | keys::title_bit, it.position});
        });
        const auto add = [&](const Occurrence& it) { of_document.push_back(it); };
        for_each_gram(title, *learned.grams, add);
        for_each_key(body, add);
        for_each_gram(body, *learned.grams, add);
        occurrences.add(id, of_document);

        columns.keys.push_back(document.key);
        columns.days.push_back(number_of(document.day));
        columns.lengths.push_back(body.empty() ? std::max(title_end, 1u) : body.back().position + 1);
        columns.title_ends.push_back(title_end);
        columns.weights.push_back(weight_code(document.weight));
        for (std::size_t i = 0; i < facet_columns; ++i)
            columns.facets[i].push_back(document.facets[i]);
    }

    SegmentWriter writer(std::move(columns), settings, learned, std::move(folder));
    for (const Document& document : documents)
        writer.add_text(learned.texts->compress(document.title, document.body));
    std::vector<std::unique_ptr<ListShard>> shards;
    shards.push_back(writer.shard(0));
    Postings list;
    const auto& title_ends = writer.columns().title_ends;
    occurrences.for_each_key([&](Key key, std::span<const Occurrences::Place> places) {
        list.clear();
        const bool counted = keys::is_counted(key);
        const bool positioned = keys::has_positions(key);
        for (const auto& place : places) {
            if (list.documents.empty() || list.documents.back() != place.document) {
                list.documents.push_back(place.document);
                list.counts.push_back(1);
                list.in_title.push_back(!keys::is_of_title(key) && place.position < title_ends[place.document]);
            } else if (counted) {
                ++list.counts.back();
            }
            if (positioned)
                list.positions.push_back(place.position);
        }
        shards[0]->add(key, list);
    });
    return writer.close(std::move(shards));
}

}  // namespace gongkai::fulltext
