#include "base/fulltext/cursor.h"

#include <algorithm>

#include "base/fulltext/score.h"

namespace gongkai::fulltext {
namespace {

constexpr unsigned few = 8;    // documents of a block: to look them up costs less than to read it
constexpr unsigned some = 32;  // documents of a block: to look each up in what was read costs less than to pass over all

// The first of a full block's documents that is not below `id`; the last where there is none. Halves without a jump.
std::size_t place_in_full(const std::uint32_t* documents, std::uint32_t id) {
    std::size_t place = 0;
    for (std::size_t half = block_size / 2; half > 0; half /= 2)
        place += documents[place + half - 1] < id ? half : 0;
    return place;
}

}  // namespace

Cursor::Cursor(const Segment& segment, const List& list)
    : segment_(&segment), table_(list, segment.size()), list_size_(list.size) {}

void Cursor::open_block() {
    if (is_open_)
        return;
    open_.open(table_.bytes(block_), table_.size(block_), table_.floor(block_));
    is_open_ = true;
    place_ = 0;
    looked_up_ = 0;
    has_documents_ = has_counts_ = has_positions_ = false;
}

bool Cursor::next_block() {
    if (block_ + 1 >= table_.count())
        return false;
    ++block_;
    is_open_ = false;
    return true;
}

void Cursor::go_to(std::uint32_t block) {
    is_open_ = is_open_ && block_ == block && !has_positions_;  // quarters may have been passed over
    block_ = block;
    place_ = 0;
}

// The first block from `block` on that ends at `id` or later; their count where there is none.
std::uint32_t Cursor::block_from(std::uint32_t block, std::uint32_t id) const {
    const std::uint32_t count = table_.count();
    if (block >= count || id <= table_.last(block))
        return block;
    if (block + 1 == count || id <= table_.last(block + 1))
        return block + 1;
    // Each look at a table that was not read yet waits for memory. Documents lie about evenly in a list, so the first look is
    // where the block would be then; away from there the stride is doubled, and halved at last.
    std::uint32_t low = block + 1;  // ends before `id`
    std::uint32_t high = count;     // does not
    const std::uint32_t passed = table_.last(low);
    if (passed >= segment_->size())
        throw Damaged("a block ends beyond its segment");
    const std::uint64_t blocks_left = count - low;
    const auto guess = low + static_cast<std::uint32_t>((id - passed) * blocks_left / (segment_->size() - passed));
    std::uint32_t stride = 1;
    if (guess > low && guess < count && table_.last(guess) >= id) {
        for (high = guess; high - low > stride && table_.last(high - stride) >= id; stride *= 2)
            high -= stride;
        low = std::max(low, high - std::min(stride, high));
    } else {
        for (low = std::min(guess, count - 1); low + stride < count && table_.last(low + stride) < id; stride *= 2)
            low += stride;
        high = std::min(low + stride, count);
    }
    while (high - low > 1) {
        const std::uint32_t middle = low + (high - low) / 2;
        (table_.last(middle) < id ? low : high) = middle;
    }
    return high;
}

bool Cursor::seek(std::uint32_t id) {
    const std::uint32_t found = block_from(block_, id);
    if (found == table_.count())
        return false;
    if (found != block_) {
        block_ = found;
        is_open_ = false;
    }
    return true;
}

void Cursor::add_bounds(const std::uint32_t* firsts, const std::uint32_t* lasts, std::size_t count, float rarity,
                        float* bounds) const {
    std::uint32_t block = block_;
    for (std::size_t i = 0; i < count; ++i) {
        block = block_from(block, firsts[i]);
        if (block == table_.count())
            return;
        std::uint8_t best = table_.best(block);
        for (; block + 1 < table_.count() && table_.last(block) < lasts[i];)
            best = std::max(best, table_.best(++block));
        bounds[i] += rarity * impact_bound(best);
    }
}

void Cursor::add_bounds_of_blocks(std::size_t count, float rarity, float* bounds) const {
    for (std::size_t i = 0; i < count; ++i)
        bounds[i] += rarity * impact_bound(table_.best(block_ + static_cast<std::uint32_t>(i)));
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
    open_block();
    if (!has_documents_ && looked_up_++ < few)
        return open_.place_of(id);
    const auto all = documents();
    for (unsigned step = 0; place_ < all.size() && all[place_] < id; ++place_)
        if (++step == 8)  // not near: search
            place_ = static_cast<std::size_t>(std::lower_bound(all.begin() + static_cast<std::ptrdiff_t>(place_), all.end(), id) -
                                              all.begin()) -
                     1;
    return place_ < all.size() && all[place_] == id ? static_cast<std::ptrdiff_t>(place_) : -1;
}

std::size_t Cursor::keep(std::uint32_t* ids, std::size_t count) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count && seek(ids[i]);) {
        open_block();
        const std::uint32_t last = table_.last(block_);
        std::size_t end = i + 1;
        while (end < count && ids[end] <= last)
            ++end;
        if (open_.is_bitmap()) {
            for (; i < end; ++i) {
                const std::uint32_t id = ids[i];
                ids[kept] = id;
                kept += open_.has(id);
            }
        } else if (end - i <= few && !has_documents_) {
            for (; i < end; ++i)
                if (open_.place_of(ids[i]) >= 0)
                    ids[kept++] = ids[i];
        } else {
            const auto all = documents();
            if (end - i <= some && all.size() == block_size)
                for (; i < end; ++i) {
                    const std::uint32_t id = ids[i];
                    ids[kept] = id;
                    kept += all[place_in_full(documents_, id)] == id;
                }
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
        open_block();
        const std::uint32_t last = table_.last(block_);
        std::size_t end = i + 1;
        while (end < count && ids[end] <= last)
            ++end;
        const auto add = [&](std::uint32_t times, bool in_title) {
            scores[i] += rarity * impact(times, in_title, segment_->length(ids[i]), segment_->weight(ids[i]));
        };
        if (end - i <= few && !has_counts_) {
            for (; i < end; ++i)
                if (const std::ptrdiff_t place = has_documents_ ? place_in_documents(ids[i]) : open_.place_of(ids[i]);
                    place >= 0) {
                    const auto [times, in_title] = open_.count_at(static_cast<std::uint32_t>(place));
                    add(times, in_title);
                }
            continue;
        }
        const auto all = documents();
        read_counts();
        for (std::size_t j = 0; i < end; ++i) {
            while (j < all.size() && all[j] < ids[i])
                ++j;
            if (j < all.size() && all[j] == ids[i])
                add(counts_[j], in_title_[j] != 0);
        }
    }
}

std::ptrdiff_t Cursor::place_in_documents(std::uint32_t id) const {
    const auto* end = documents_ + open_.size();
    const auto* found = std::lower_bound(documents_, end, id);
    return found != end && *found == id ? found - documents_ : -1;
}

// Where each document's positions begin, and where in the bytes each quarter does.
void Cursor::open_positions() {
    const auto all = documents();
    read_counts();
    begins_[0] = 0;
    for (std::size_t k = 0; k < all.size(); ++k)
        begins_[k + 1] = begins_[k] + counts_[k];
    const std::uint32_t occurrences = begins_[all.size()];
    if (positions_.size() < occurrences)
        positions_.resize(occurrences);
    position_bytes_ = table_.positions(block_);
    std::ranges::fill(quarters_, 0u);
    has_quarters_ = has_quarters(all.size(), occurrences);
    if (has_quarters_) {
        const unsigned width = bytes_of_number(position_bytes_.size());
        if (position_bytes_.size() < 3 * width || width > 4)
            throw Damaged("a block has no room for its quarters");
        for (std::size_t quarter = 1; quarter < std::size(quarters_); ++quarter)
            quarters_[quarter] = load_narrow(position_bytes_.data() + (quarter - 1) * width, width);
        position_bytes_ = position_bytes_.subspan(3 * width);
        if (*std::ranges::max_element(quarters_) > position_bytes_.size())
            throw Damaged("a quarter lies outside its block");
    }
    has_positions_ = true;
    positioned_ = 0;
    position_at_ = 0;
}

// The document at place `i` and those before it in its quarter, or since the last one that was asked for.
GONGKAI_FOR_THE_PROCESSOR
void Cursor::read_positions(std::size_t i) {
    const std::size_t quarter = i / quarter_size;
    if (has_quarters_ && positioned_ < quarter * quarter_size) {
        positioned_ = quarter * quarter_size;
        position_at_ = std::uint64_t{quarters_[quarter]} * 8;
    }
    const std::uint64_t end = std::uint64_t{position_bytes_.size()} * 8;
    const std::uint8_t* bytes = position_bytes_.data();
    std::uint64_t at = position_at_;
    // Some more than asked for: to begin anew for each costs more than they do. Their lengths lie far apart.
    const std::size_t beyond = std::min<std::size_t>(open_.size(), (i | 7) + 1);
    for (std::size_t ahead = positioned_; ahead < beyond; ++ahead)
        segment_->prefetch_extent(documents_[ahead]);
    for (; positioned_ < beyond; ++positioned_) {
        // A quarter begins at a byte.
        if (has_quarters_ && positioned_ % quarter_size == 0)
            at = std::uint64_t{quarters_[positioned_ / quarter_size]} * 8;
        const std::uint32_t length = segment_->length(documents_[positioned_]);
        const std::uint32_t title_end = segment_->title_end(documents_[positioned_]);
        std::uint32_t* position = positions_.data() + begins_[positioned_];
        std::uint32_t left = counts_[positioned_];
        std::uint32_t floor = title_end;
        if (in_title_[positioned_] != 0) {
            if (title_end == 0 || at > end)
                throw Damaged("a block has other positions than occurrences");
            *position = bits_below(bytes, at, title_end);
            floor = *position++ + 1;
            --left;
        }
        if (floor > length || left > length - floor)
            throw Damaged("a block has other positions than occurrences");
        read_ascending(bytes, at, end, position, left, floor, length);
    }
    position_at_ = at;
}

std::span<const std::uint32_t> Cursor::positions(std::size_t i) {
    if (!has_positions_)
        open_positions();
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
