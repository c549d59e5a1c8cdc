#include "base/fulltext/cursor.h"

#include <algorithm>
#include <numeric>

#include "base/fulltext/score.h"

namespace gongkai::fulltext {

Cursor::Cursor(const Segment& segment, const List& list)
    : segment_(&segment), table_(list, segment.size()), list_size_(list.size) {}

void Cursor::open_block() {
    if (is_open_)
        return;
    open_.open(table_.bytes(block_), table_.size(block_), table_.floor(block_));
    is_open_ = true;
    place_ = 0;
    has_documents_ = has_counts_ = false;
    positioned_ = 0;
}

bool Cursor::next_block() {
    if (block_ + 1 >= table_.count())
        return false;
    ++block_;
    is_open_ = false;
    return true;
}

bool Cursor::seek(std::uint32_t id) {
    if (id <= table_.last(block_))
        return true;
    // The block is often near: double the stride, then halve it.
    std::uint32_t low = block_;
    std::uint32_t stride = 1;
    while (low + stride < table_.count() && table_.last(low + stride) < id) {
        low += stride;
        stride *= 2;
    }
    std::uint32_t high = std::min(low + stride, table_.count());
    while (high - low > 1) {
        const std::uint32_t middle = low + (high - low) / 2;
        (table_.last(middle) < id ? low : high) = middle;
    }
    if (high == table_.count())
        return false;
    block_ = high;
    is_open_ = false;
    return true;
}

std::uint8_t Cursor::best_within(std::uint32_t first, std::uint32_t last) {
    if (!seek(first))
        return 0;
    std::uint8_t best = 0;
    for (std::uint32_t block = block_; block < table_.count(); ++block) {
        best = std::max(best, table_.best(block));
        if (table_.last(block) >= last)
            break;
    }
    return best;
}

std::span<const std::uint32_t> Cursor::documents() {
    open_block();
    if (!has_documents_) {
        open_.read_documents(documents_);
        const std::uint32_t last = documents_[open_.size() - 1];
        if (table_.is_short() ? last > table_.last(block_) : last != table_.last(block_) || last >= segment_->size())
            throw Damaged("a block does not end where it should");
        has_documents_ = true;
    }
    return {documents_, open_.size()};
}

void Cursor::read_counts() {
    if (has_counts_)
        return;
    open_block();
    open_.read_counts(counts_, in_title_);
    has_counts_ = true;
}

std::ptrdiff_t Cursor::place_of(std::uint32_t id) {
    const auto all = documents();
    for (unsigned step = 0; place_ < all.size() && all[place_] < id; ++place_)
        if (++step == 8)  // not near: search
            place_ = static_cast<std::size_t>(std::lower_bound(all.begin() + static_cast<std::ptrdiff_t>(place_), all.end(), id) -
                                              all.begin()) -
                     1;
    return place_ < all.size() && all[place_] == id ? static_cast<std::ptrdiff_t>(place_) : -1;
}

std::size_t Cursor::keep(std::uint32_t* ids, std::size_t count) {
    constexpr std::size_t few = 6;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count && seek(ids[i]);) {
        open_block();
        const std::uint32_t last = table_.last(block_);
        const auto end = static_cast<std::size_t>(std::upper_bound(ids + i, ids + count, last) - ids);
        if (open_.is_bitmap()) {
            for (; i < end; ++i) {
                ids[kept] = ids[i];
                kept += open_.has(ids[i]);
            }
        } else if (end - i <= few) {
            for (; i < end; ++i)
                if (place_of(ids[i]) >= 0)
                    ids[kept++] = ids[i];
        } else {
            const auto all = documents();
            for (std::size_t j = 0; i < end && j < all.size();) {
                const std::uint32_t a = ids[i];
                const std::uint32_t b = all[j];
                ids[kept] = a;
                kept += a == b;
                i += a <= b;
                j += b <= a;
            }
            i = end;
        }
    }
    return kept;
}

void Cursor::add_scores(const std::uint32_t* ids, std::size_t count, float rarity, float* scores) {
    for (std::size_t i = 0; i < count && seek(ids[i]);) {
        const std::uint32_t last = table_.last(block_);
        const auto all = documents();
        read_counts();
        for (std::size_t j = 0; i < count && ids[i] <= last; ++i) {
            while (j < all.size() && all[j] < ids[i])
                ++j;
            if (j < all.size() && all[j] == ids[i])
                scores[i] += rarity * impact(counts_[j], in_title_[j] != 0, segment_->length(ids[i]), segment_->weight(ids[i]));
        }
    }
}

// Of the block's documents up to the one at place `i`: each document's positions begin where those before it end.
void Cursor::read_positions(std::size_t i) {
    const auto all = documents();
    if (positioned_ == 0) {
        read_counts();
        positions_.resize(std::accumulate(counts_, counts_ + all.size(), std::size_t{0}));
        begins_[0] = 0;
        position_at_ = 0;
    }
    const Bytes bytes = table_.positions(block_);
    const std::uint64_t end = std::uint64_t{bytes.size()} * 8;
    // Some more than asked for: to begin anew for each costs more than they do.
    for (const std::size_t beyond = std::min(all.size(), (i | 15) + 1); positioned_ < beyond; ++positioned_) {
        const std::uint32_t length = segment_->length(all[positioned_]);
        std::uint32_t floor = 0;
        std::uint32_t* position = positions_.data() + begins_[positioned_];
        for (std::uint32_t left = counts_[positioned_]; left > 0; --left) {
            if (floor >= length || position_at_ > end)
                throw Damaged("a block has other positions than occurrences");
            *position = floor + bits_below(bytes.data(), position_at_, length - floor);
            floor = *position++ + 1;
        }
        begins_[positioned_ + 1] = static_cast<std::uint32_t>(position - positions_.data());
    }
}

std::span<const std::uint32_t> Cursor::positions(std::size_t i) {
    if (positioned_ <= i)
        read_positions(i);
    return std::span(positions_).subspan(begins_[i], begins_[i + 1] - begins_[i]);
}

void read_list(const Segment& segment, const List& list, Postings& postings) {
    postings.clear();
    Cursor cursor(segment, list);
    do {
        const auto documents = cursor.documents();
        postings.documents.insert(postings.documents.end(), documents.begin(), documents.end());
        for (std::size_t i = 0; i < documents.size(); ++i) {
            postings.counts.push_back(cursor.count(i));
            postings.in_title.push_back(cursor.in_title(i));
            if (cursor.has_positions()) {
                const auto positions = cursor.positions(i);
                postings.positions.insert(postings.positions.end(), positions.begin(), positions.end());
            }
        }
    } while (cursor.next_block());
}

}  // namespace gongkai::fulltext
