#include "base/fulltext/merge.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <thread>

#include "base/fulltext/cursor.h"
#include "base/fulltext/invert.h"
#include "base/fulltext/segment_writer.h"

namespace gongkai::fulltext {
namespace {

constexpr std::size_t samples = 4'000;

// So many parts are read each here and there in turn, and the system's guesses of what comes next are wrong: they say it instead.
constexpr std::size_t many_parts = 64;
constexpr std::uint32_t texts_fetched = 256;  // of a part at once

struct Origin {
    std::uint32_t part;
    std::uint32_t id;
};

struct Stopped {};

class Merger {
  public:
    Merger(const std::vector<Part>& parts, const Settings& settings, const std::function<bool()>& stop)
        : given_(parts), parts_(parts), settings_(settings), stop_(stop) {
        number();
        if (order_.empty())
            return;
        learned_ = choose_learned();
        invert_anew();
        if (is_announced_)
            for (const Part& part : parts_)
                part.segment->read_nothing_ahead();
    }

    Merged run(std::optional<std::filesystem::path> folder, unsigned threads);

  private:
    void number();
    Columns columns() const;
    Learned choose_learned() const;
    void invert_anew();
    std::vector<std::vector<std::uint32_t>> new_ids_of_given() const;
    void write_texts(SegmentWriter& writer) const;
    void write_lists(ListShard& shard, Key first, Key beyond) const;
    void gather(const Part& part, const std::vector<std::uint32_t>& new_ids, const List& list, Postings& all, bool with_positions,
                Key key) const;
    void read_from_texts(const Part& part, Key key, Postings& list) const;
    void look_up() const {
        if (is_stopped_ || (stop_ && stop_())) {
            is_stopped_ = true;
            throw Stopped();
        }
    }

    const std::vector<Part>& given_;
    std::vector<Part> parts_;  // each with the rows of `learned_`
    const Settings& settings_;
    const std::function<bool()>& stop_;
    const bool is_announced_ = parts_.size() >= many_parts;
    mutable std::atomic<bool> is_stopped_ = false;
    Learned learned_;
    std::vector<Origin> order_;
    std::vector<std::vector<std::uint32_t>> new_ids_;
};

void Merger::number() {
    for (std::uint32_t p = 0; p < parts_.size(); ++p) {
        const Part& part = parts_[p];
        new_ids_.emplace_back(part.segment->size(), Merged::gone);
        for (std::uint32_t id = 0; id < part.segment->size(); ++id)
            if (part.is_live(id))
                order_.push_back({p, id});
    }
    if (order_.size() > most_documents)
        throw std::length_error("a segment cannot hold so many documents");
    std::ranges::sort(order_, [&](const Origin& a, const Origin& b) {
        const Segment& x = *parts_[a.part].segment;
        const Segment& y = *parts_[b.part].segment;
        return is_before(x.day(a.id), x.key(a.id), y.day(b.id), y.key(b.id));
    });
    for (std::uint32_t i = 0; i < order_.size(); ++i)
        new_ids_[order_[i].part][order_[i].id] = i;
}

Columns Merger::columns() const {
    Columns columns;
    columns.facets.resize(parts_.empty() ? 0 : parts_[0].segment->facet_columns());
    for (const Origin& origin : order_) {
        const Segment& segment = *parts_[origin.part].segment;
        columns.keys.push_back(segment.key(origin.id));
        columns.days.push_back(segment.day(origin.id));
        columns.lengths.push_back(segment.length(origin.id));
        columns.title_ends.push_back(segment.title_end(origin.id));
        columns.weights.push_back(segment.weight(origin.id));
        for (std::size_t i = 0; i < columns.facets.size(); ++i)
            columns.facets[i].push_back(segment.facet(i, origin.id));
    }
    return columns;
}

// What the largest part knows; where none knows anything yet, it is learned once there is enough to learn from.
Learned Merger::choose_learned() const {
    const auto largest = std::ranges::max_element(
        parts_, {}, [](const Part& part) { return std::pair(!part.segment->learned().is_nothing(), part.segment->size()); });
    const Learned& known = largest->segment->learned();
    if (!known.is_nothing() || order_.size() < settings_.learn_from)
        return known;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < order_.size(); i += std::max<std::size_t>(1, order_.size() / samples)) {
        const auto text = parts_[order_[i].part].segment->text(order_[i].id);
        texts.push_back((std::string(text.title) += '\n') += text.body);
    }
    return Learned::from(texts, *settings_.fold);
}

// Lists of rows can only be joined where all parts have the same rows. Parts that know others are as a rule small and from before
// anything was learned: they are read and inverted again.
void Merger::invert_anew() {
    bool is_changed = false;
    for (Part& part : parts_) {
        if (part.segment->grams() == *learned_.grams || part.live() == 0)
            continue;
        std::vector<Document> documents;
        for (std::uint32_t id = 0; id < part.segment->size(); ++id)
            if (part.is_live(id))
                documents.push_back(part.segment->document(id));
        look_up();
        part = {make_segment(std::move(documents), settings_, learned_, {}), nullptr};
        is_changed = true;
    }
    if (!is_changed)
        return;
    order_.clear();
    new_ids_.clear();
    number();
}

std::vector<std::vector<std::uint32_t>> Merger::new_ids_of_given() const {
    auto all = new_ids_;
    for (std::size_t p = 0; p < given_.size(); ++p) {
        const Segment& old = *given_[p].segment;
        const Segment& anew = *parts_[p].segment;
        if (&old == &anew)
            continue;
        all[p].assign(old.size(), Merged::gone);
        for (std::uint32_t id = 0; id < anew.size(); ++id)
            if (const auto was = old.id_of(anew.key(id)))
                all[p][*was] = new_ids_[p][id];
            else
                throw Damaged("the order by key is altered");
    }
    return all;
}

void Merger::write_texts(SegmentWriter& writer) const {
    std::vector<bool> has_same;
    std::vector<std::uint32_t> fetched(parts_.size());  // the texts of each part below this number
    for (const Part& part : parts_)
        has_same.push_back(*part.segment->learned().texts == *learned_.texts);
    for (std::size_t i = 0; i < order_.size(); ++i) {
        if (i % 256 == 0)
            look_up();
        const auto [part, id] = order_[i];
        const Segment& segment = *parts_[part].segment;
        if (is_announced_ && id >= fetched[part])
            segment.fetch_texts(id, fetched[part] = id + texts_fetched);
        if (has_same[part]) {
            const Bytes frame = segment.frame(id);
            writer.add_text({reinterpret_cast<const char*>(frame.data()), frame.size()});
        } else {
            const TextParts text = segment.text(id);
            writer.add_text(learned_.texts->compress(text.title, text.body));
        }
    }
}

// A list that was too short to need positions has grown: they are read from the texts of its documents.
void Merger::read_from_texts(const Part& part, Key key, Postings& list) const {
    std::vector<Unit> units;
    for (const std::uint32_t id : list.documents) {
        const TextParts text = part.segment->text(id);
        const auto take = [&](const Occurrence& it) {
            if (it.key == key)
                list.positions.push_back(it.position);
        };
        units.clear();
        read_units(text.title, *settings_.fold, 0, units);
        const std::uint32_t body_at = position_after(units);
        for_each_key(units, take);
        units.clear();
        read_units(text.body, *settings_.fold, body_at, units);
        for_each_key(units, take);
    }
}

// Appends one part's list with its new numbers.
void Merger::gather(const Part& part, const std::vector<std::uint32_t>& new_ids, const List& list, Postings& all,
                    bool with_positions, Key key) const {
    thread_local Postings one;
    read_list(*part.segment, list, one);
    if (with_positions && one.positions.empty())
        read_from_texts(part, key, one);
    std::size_t position = 0;
    for (std::size_t i = 0; i < one.documents.size(); ++i) {
        const std::size_t from = std::exchange(position, position + one.counts[i]);
        if (new_ids[one.documents[i]] == Merged::gone)
            continue;
        all.documents.push_back(new_ids[one.documents[i]]);
        all.counts.push_back(one.counts[i]);
        all.in_title.push_back(one.in_title[i]);
        if (with_positions) {
            if (position > one.positions.size())
                throw Damaged("a list has fewer positions than occurrences");
            all.positions.insert(all.positions.end(), one.positions.begin() + static_cast<std::ptrdiff_t>(from),
                                 one.positions.begin() + static_cast<std::ptrdiff_t>(position));
        }
    }
}

// Sorts numbers that are ascending runs one after another: neighbours are merged until one is left.
void sort_runs(std::vector<std::uint64_t>& numbers) {
    thread_local std::vector<std::size_t> bounds;
    thread_local std::vector<std::uint64_t> merged;
    bounds.assign(1, 0);
    for (std::size_t i = 1; i < numbers.size(); ++i)
        if (numbers[i] < numbers[i - 1])
            bounds.push_back(i);
    bounds.push_back(numbers.size());
    merged.resize(numbers.size());
    while (bounds.size() > 2) {
        std::size_t kept = 1;
        for (std::size_t i = 0; i + 1 < bounds.size(); i += 2) {
            const auto begin = numbers.begin() + static_cast<std::ptrdiff_t>(bounds[i]);
            const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(bounds[i + 1]);
            const auto end = i + 2 < bounds.size() ? numbers.begin() + static_cast<std::ptrdiff_t>(bounds[i + 2]) : middle;
            std::merge(begin, middle, middle, end, merged.begin() + static_cast<std::ptrdiff_t>(bounds[i]));
            bounds[kept++] = static_cast<std::size_t>(end - numbers.begin());
        }
        bounds.resize(kept);
        numbers.swap(merged);
    }
}

// Brings the parts' runs, each ascending, into one ascending list.
void sort(const Postings& list, Postings& sorted) {
    thread_local std::vector<std::uint64_t> order;  // document and place in one number
    order.clear();
    for (std::size_t i = 0; i < list.documents.size(); ++i)
        order.push_back(std::uint64_t{list.documents[i]} << 32 | i);
    sort_runs(order);
    thread_local std::vector<std::size_t> begins;
    begins.assign(1, 0);
    for (const std::uint32_t count : list.counts)
        begins.push_back(begins.back() + count);
    sorted.clear();
    for (const std::uint64_t entry : order) {
        const auto i = static_cast<std::uint32_t>(entry);
        sorted.documents.push_back(list.documents[i]);
        sorted.counts.push_back(list.counts[i]);
        sorted.in_title.push_back(list.in_title[i]);
        if (!list.positions.empty())
            sorted.positions.insert(sorted.positions.end(), list.positions.begin() + static_cast<std::ptrdiff_t>(begins[i]),
                                    list.positions.begin() + static_cast<std::ptrdiff_t>(begins[i + 1]));
    }
}

void Merger::write_lists(ListShard& shard, Key first, Key beyond) const {
    // The parts' lists in order of key: a heap of (key, part).
    std::vector<DictionaryWalk> walks;
    std::vector<std::pair<Key, std::uint32_t>> heap;
    const auto later = std::ranges::greater();
    if (is_announced_)
        for (const Part& part : parts_)
            part.segment->fetch_lists(first, beyond);
    for (std::uint32_t p = 0; p < parts_.size(); ++p) {
        walks.emplace_back(*parts_[p].segment, first);
        if (!walks[p].is_at_end() && walks[p].key() < beyond)
            heap.emplace_back(walks[p].key(), p);
    }
    std::ranges::make_heap(heap, later);
    std::vector<std::pair<std::uint32_t, List>> same;
    // A longer list must have positions.
    const std::uint64_t unproven_at_most =
        std::max(settings_.positions_from, settings_.least_with_positions(order_.size())) * std::uint64_t{4} / 3;
    Postings list, sorted;
    for (std::size_t keys_done = 0; !heap.empty(); ++keys_done) {
        if (keys_done % 256 == 0)
            look_up();
        const Key key = heap.front().first;
        same.clear();
        std::uint64_t size = 0;
        bool all_have_positions = true;
        while (!heap.empty() && heap.front().first == key) {
            std::ranges::pop_heap(heap, later);
            const std::uint32_t p = heap.back().second;
            heap.pop_back();
            same.emplace_back(p, walks[p].list());
            size += walks[p].list().size;
            all_have_positions = all_have_positions && !walks[p].list().positions.empty();
            walks[p].advance();
            if (!walks[p].is_at_end() && walks[p].key() < beyond) {
                heap.emplace_back(walks[p].key(), p);
                std::ranges::push_heap(heap, later);
            }
        }
        const bool with_positions = keys::has_positions(key) && (all_have_positions || size > unproven_at_most);
        list.clear();
        for (const auto& [p, part_list] : same)
            gather(parts_[p], new_ids_[p], part_list, list, with_positions, key);
        if (list.documents.empty())
            continue;
        if (std::ranges::is_sorted(list.documents)) {
            shard.add(key, list);
        } else {
            sort(list, sorted);
            shard.add(key, sorted);
        }
    }
}

Merged Merger::run(std::optional<std::filesystem::path> folder, unsigned threads) {
    if (order_.empty())
        return {nullptr, new_ids_of_given()};
    SegmentWriter writer(columns(), settings_, learned_, std::move(folder));

    // Tasks: the texts, and spans of keys parted where the largest dictionary has equal shares.
    const Segment& largest =
        *std::ranges::max_element(parts_, {}, [](const Part& part) { return part.segment->size(); })->segment;
    const unsigned shard_count = threads > 1 ? threads * 4 : 1;
    std::vector<Key> bounds{0};
    for (unsigned i = 1; i < shard_count; ++i)
        if (const Key key = largest.key_at(i / static_cast<double>(shard_count)); key > bounds.back())
            bounds.push_back(key);
    bounds.push_back(~Key{0});
    std::vector<std::unique_ptr<ListShard>> shards;
    std::vector<std::function<void()>> tasks;
    tasks.emplace_back([&] { write_texts(writer); });
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        shards.push_back(writer.shard(i));
        tasks.emplace_back([&, i] { write_lists(*shards[i], bounds[i], bounds[i + 1]); });
    }
    std::atomic<std::size_t> next = 0;
    std::exception_ptr fault;
    std::mutex fault_lock;
    const auto work = [&] {
        for (std::size_t task = 0; (task = next++) < tasks.size();) {
            try {
                tasks[task]();
            } catch (...) {
                const std::lock_guard lock(fault_lock);
                fault = fault ? fault : std::current_exception();
                is_stopped_ = true;
            }
        }
    };
    {
        std::vector<std::jthread> workers;
        for (unsigned i = 1; i < threads; ++i)
            workers.emplace_back(work);
        work();
    }
    if (fault)
        std::rethrow_exception(fault);
    return {writer.close(std::move(shards)), new_ids_of_given()};
}

}  // namespace

std::optional<Merged> merge(const std::vector<Part>& parts, const Settings& settings, std::optional<std::filesystem::path> folder,
                            unsigned threads, const std::function<bool()>& stop) {
    try {
        return Merger(parts, settings, stop).run(std::move(folder), threads);
    } catch (const Stopped&) {
        return std::nullopt;
    }
}

}  // namespace gongkai::fulltext
