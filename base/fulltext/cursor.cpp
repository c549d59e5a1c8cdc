#include "base/fulltext/cursor.h"

#include <algorithm>

#include "base/fulltext/score.h"

namespace gongkai::fulltext {

Cursor::Cursor(const Segment& segment, const List& list)
    : segment_(&segment), table_(list, segment.size()), list_size_(list.size) {}

void Cursor::open_block() {
    if (is_open_)
        return;
    open_.open(table_.bytes(block_), table_.size(block_), table_.floor(block_));
    is_open_ = true;
    has_documents_ = has_counts_ = has_offsets_ = false;
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
    const auto found = std::ranges::lower_bound(all, id);
    return found != all.end() && *found == id ? found - all.begin() : -1;
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

void Cursor::read_offsets() {
    if (has_offsets_)
        return;
    const auto all = documents();
    read_counts();
    position_bytes_ = table_.positions(block_);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        offsets_[i] = static_cast<std::uint32_t>(bits);
        bits += std::uint64_t{counts_[i]} * width_of(segment_->length(all[i]) - 1);
    }
    if (bytes_for(bits) > position_bytes_.size())
        throw Damaged("a block has too few positions");
    has_offsets_ = true;
}

void Cursor::read_positions(std::size_t i, std::vector<std::uint32_t>& positions) {
    read_offsets();
    const unsigned width = width_of(segment_->length(documents_[i]) - 1);
    std::uint64_t at = offsets_[i];
    positions.resize(counts_[i]);
    for (std::uint32_t& position : positions) {
        position = bits_at(position_bytes_.data(), at, width);
        at += width;
    }
}

void read_list(const Segment& segment, const List& list, Postings& postings) {
    postings.clear();
    Cursor cursor(segment, list);
    std::vector<std::uint32_t> positions;
    do {
        const auto documents = cursor.documents();
        postings.documents.insert(postings.documents.end(), documents.begin(), documents.end());
        for (std::size_t i = 0; i < documents.size(); ++i) {
            postings.counts.push_back(cursor.count(i));
            postings.in_title.push_back(cursor.in_title(i));
            if (cursor.has_positions()) {
                cursor.read_positions(i, positions);
                postings.positions.insert(postings.positions.end(), positions.begin(), positions.end());
            }
        }
    } while (cursor.next_block());
}

}  // namespace gongkai::fulltext
