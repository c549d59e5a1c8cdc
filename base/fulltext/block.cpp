#include "base/fulltext/block.h"

#include <algorithm>

namespace gongkai::fulltext {
namespace {

constexpr unsigned titles_flag = 0x20;
constexpr unsigned counts_flag = 0x40;

// So many bits, with those set that `place` gives for [from, to).
template <class Place>
void append_bits(std::string& out, std::uint32_t count, std::size_t from, std::size_t to, Place place) {
    const std::size_t start = out.size();
    out.resize(start + bytes_for(count));
    for (std::size_t i = from; i < to; ++i) {
        const std::uint32_t bit = place(i);
        out[start + bit / 8] = static_cast<char>(out[start + bit / 8] | 1 << bit % 8);
    }
}

// The eight bytes from bit `at` on of `count` bits, with zeros behind the last.
[[gnu::always_inline]] inline std::uint64_t word_at(const std::uint8_t* bytes, std::uint32_t at, std::uint32_t count) {
    const auto word = load<std::uint64_t>(bytes + at / 8);
    return count - at >= 64 ? word : word & ((std::uint64_t{1} << (count - at)) - 1);
}

// Where the set bit number `rank` of a word stands.
[[gnu::always_inline]] inline unsigned select(std::uint64_t word, unsigned rank) {
    unsigned at = 0;
    for (unsigned half = 32; half > 0; half /= 2) {
        const auto ones = static_cast<unsigned>(std::popcount(word & ((std::uint64_t{1} << half) - 1)));
        const bool is_beyond = rank >= ones;
        rank -= is_beyond ? ones : 0;
        word >>= is_beyond ? half : 0;
        at += is_beyond ? half : 0;
    }
    return at;
}

// The place behind so many zeros of `count` bits; `count` or more where there are not so many.
[[gnu::always_inline]] inline std::uint32_t behind_zeros(const std::uint8_t* bytes, std::uint32_t count, std::uint32_t zeros) {
    std::uint32_t at = 0;
    while (zeros > 0 && at < count) {
        const std::uint64_t word = ~word_at(bytes, at, count);
        const auto here = static_cast<std::uint32_t>(std::popcount(word));
        if (here >= zeros)
            return at + select(word, zeros - 1) + 1;
        zeros -= here;
        at += 64;
    }
    return at;
}

// How many low bits of so many places in so large a block.
unsigned width_of_places(std::uint64_t count, std::uint32_t size) {
    return count < size ? width_of(size / static_cast<std::uint32_t>(count)) - 1 : 0;
}

}  // namespace

void write_block(std::string& out, const Postings& list, std::size_t from, std::size_t to, std::uint32_t floor) {
    const auto size = static_cast<std::uint32_t>(to - from);
    std::vector<std::uint32_t> titles, repeats;
    for (std::uint32_t i = 0; i < size; ++i) {
        if (list.in_title[from + i])
            titles.push_back(i);
        repeats.insert(repeats.end(), list.counts[from + i] - 1, i);
    }
    const std::uint32_t span = list.documents[to - 1] - floor + 1;
    const unsigned low_bits = span > size ? width_of(span / size) - 1 : 0;
    const std::uint32_t base = floor & ~63u;
    const std::uint32_t words = (list.documents[to - 1] - base) / 64 + 1;
    const bool as_bitmap = size == block_size && words < 256 &&
                           words * 8 + 1 <= bytes_for(std::uint64_t{size} * (low_bits + 1) + (span >> low_bits));

    out.push_back(static_cast<char>((as_bitmap ? Block::bitmap : low_bits) | (titles.empty() ? 0 : titles_flag) |
                                    (repeats.empty() ? 0 : counts_flag)));
    BitWriter bits(out);
    if (as_bitmap) {
        out.push_back(static_cast<char>(words));
        append_bits(out, words * 64, from, to, [&](std::size_t i) { return list.documents[i] - base; });
    } else {
        for (std::size_t i = from; i < to; ++i)
            bits.add((list.documents[i] - floor) & ((1u << low_bits) - 1), low_bits);
        bits.close();
    }
    if (!titles.empty())
        Places::write(out, titles, size);
    if (!repeats.empty())
        Places::write(out, repeats, size);
    if (!as_bitmap) {
        const auto high = [&](std::size_t i) {
            return ((list.documents[i] - floor) >> low_bits) + static_cast<std::uint32_t>(i - from);
        };
        append_bits(out, high(to - 1) + 1, from, to, high);
    }
}

void Places::write(std::string& out, const std::vector<std::uint32_t>& places, std::uint32_t size) {
    const unsigned width = width_of_places(places.size(), size);
    store_number(out, places.size());
    BitWriter bits(out);
    std::uint32_t high = 0;
    const auto rise_to = [&](std::uint32_t wanted) {
        for (; high < wanted; ++high)
            bits.add(0, 1);
    };
    for (const std::uint32_t place : places) {
        rise_to(place >> width);
        bits.add(1, 1);
    }
    rise_to((size - 1) >> width);
    for (const std::uint32_t place : places)
        bits.add(place & ((1u << width) - 1), width);
    bits.close();
}

Places::Places(Scanner& scanner, std::uint32_t size) : size_(size) {
    const std::uint64_t count = scanner.number();
    if (count == 0 || count >> 30)
        throw Damaged("a block has places that cannot be");
    count_ = static_cast<std::uint32_t>(count);
    width_ = width_of_places(count, size);
    high_bits_ = count_ + ((size - 1) >> width_);
    bytes_ = scanner.bytes(bytes_for(high_bits_ + std::uint64_t{count_} * width_)).data();
}

GONGKAI_FOR_THE_PROCESSOR
std::uint32_t Places::times(std::uint32_t place) const {
    if (count_ == 0)
        return 0;
    const std::uint32_t high = place >> width_;
    const std::uint64_t mask = (std::uint64_t{1} << width_) - 1;
    std::uint32_t at = behind_zeros(bytes_, high_bits_, high);
    std::uint32_t found = 0;
    for (std::uint32_t i = at - high; at < high_bits_ && i < count_ && (bytes_[at >> 3] >> (at & 7) & 1) != 0; ++at, ++i) {
        const std::uint64_t bit = high_bits_ + std::uint64_t{i} * width_;
        found += (load<std::uint64_t>(bytes_ + (bit >> 3)) >> (bit & 7) & mask) == (place & mask);
    }
    return found;
}

template <class Number>
[[gnu::always_inline]] inline void Places::add_to(Number* numbers) const {
    std::uint32_t seen = 0;
    if (width_ == 0) {  // the zeros are fewer than the places: what lies between two is one document's
        std::uint32_t begin = 0;
        for (std::uint32_t at = 0; at < high_bits_; at += 64)
            for (std::uint64_t left = ~word_at(bytes_, at, high_bits_); left != 0 && seen + 1 < size_; left &= left - 1) {
                const std::uint32_t end = at + static_cast<std::uint32_t>(std::countr_zero(left));
                numbers[seen++] += static_cast<Number>(end - begin);
                begin = end + 1;
            }
        if (begin < high_bits_)
            numbers[seen] += static_cast<Number>(high_bits_ - begin);
        return;
    }
    const std::uint64_t mask = (std::uint64_t{1} << width_) - 1;
    std::uint64_t low_at = high_bits_;
    for (std::uint32_t at = 0; at < high_bits_; at += 64)
        for (std::uint64_t left = word_at(bytes_, at, high_bits_); left != 0 && seen < count_;
             left &= left - 1, low_at += width_) {
            const auto low = static_cast<std::uint32_t>(load<std::uint64_t>(bytes_ + (low_at >> 3)) >> (low_at & 7) & mask);
            const std::uint32_t high = at + static_cast<std::uint32_t>(std::countr_zero(left)) - seen++;
            if (const std::uint32_t place = high << width_ | low; place < size_)
                ++numbers[place];
        }
}

void Block::open(Bytes bytes, std::uint32_t size, std::uint32_t floor) {
    Scanner scanner(bytes);
    const unsigned head = scanner.value<std::uint8_t>();
    width_ = head & 31;
    size_ = size;
    floor_ = floor;
    if (width_ == bitmap) {
        const std::uint32_t words = scanner.value<std::uint8_t>();
        base_ = floor & ~63u;
        bitmap_bits_ = words * 64;
        numbers_ = scanner.bytes(words * 8).data();
    } else {
        if (width_ > width_of(most_documents - 1))
            throw Damaged("a block has numbers too large");
        bitmap_bits_ = 0;
        numbers_ = scanner.bytes(bytes_for(std::uint64_t{size} * width_)).data();
    }
    titles_ = head & titles_flag ? Places(scanner, size) : Places();
    repeats_ = head & counts_flag ? Places(scanner, size) : Places();
    highs_ = scanner.bytes(scanner.left());
}

GONGKAI_FOR_THE_PROCESSOR
std::ptrdiff_t Block::place_of(std::uint32_t document) const {
    std::uint32_t place = 0;
    if (is_bitmap()) {
        const std::uint32_t bit = document - base_;
        if (bit >= bitmap_bits_ || (numbers_[bit >> 3] >> (bit & 7) & 1) == 0)
            return -1;
        for (std::uint32_t at = 0; at + 64 <= bit; at += 64)
            place += static_cast<std::uint32_t>(std::popcount(load<std::uint64_t>(numbers_ + at / 8)));
        place += static_cast<std::uint32_t>(
            std::popcount(load<std::uint64_t>(numbers_ + bit / 64 * 8) & ((std::uint64_t{1} << bit % 64) - 1)));
        return place < size_ ? static_cast<std::ptrdiff_t>(place) : -1;
    }
    if (document < floor_)
        return -1;
    // The documents with this high part stand behind as many zeros as it says.
    const std::uint32_t high = (document - floor_) >> width_;
    const std::uint64_t mask = (std::uint64_t{1} << width_) - 1;
    const std::uint64_t low = (document - floor_) & mask;
    const auto bits = static_cast<std::uint32_t>(highs_.size() * 8);
    std::uint32_t at = behind_zeros(highs_.data(), bits, high);
    for (place = at - high; at < bits && place < size_ && (highs_[at >> 3] >> (at & 7) & 1) != 0; ++at, ++place) {
        const std::uint64_t bit = std::uint64_t{place} * width_;
        const std::uint64_t its_low = load<std::uint64_t>(numbers_ + (bit >> 3)) >> (bit & 7) & mask;
        if (its_low >= low)
            return its_low == low ? static_cast<std::ptrdiff_t>(place) : -1;
    }
    return -1;
}

GONGKAI_FOR_THE_PROCESSOR
void Block::read_documents(std::uint32_t* documents) const {
    std::uint32_t found = 0;
    if (is_bitmap()) {
        for (std::uint32_t at = 0; at < bitmap_bits_; at += 64) {
            auto left = load<std::uint64_t>(numbers_ + at / 8);
            if (found + static_cast<std::uint32_t>(std::popcount(left)) > size_)
                throw Damaged("a block does not hold the documents it should");
            for (; left != 0; left &= left - 1)
                documents[found++] = base_ + at + static_cast<std::uint32_t>(std::countr_zero(left));
        }
    } else {
        const std::uint64_t mask = (std::uint64_t{1} << width_) - 1;
        const unsigned width = width_;
        const std::uint8_t* numbers = numbers_;
        const auto bits = static_cast<std::uint32_t>(highs_.size() * 8);
        std::uint64_t low_at = 0;
        for (std::uint32_t at = 0; at < bits; at += 64) {
            std::uint64_t left = word_at(highs_.data(), at, bits);
            if (found + static_cast<std::uint32_t>(std::popcount(left)) > size_)
                throw Damaged("a block does not hold the documents it should");
            const std::uint32_t base = at;
            for (; left != 0; left &= left - 1, low_at += width) {
                const auto low = static_cast<std::uint32_t>(load<std::uint64_t>(numbers + (low_at >> 3)) >> (low_at & 7) & mask);
                const std::uint32_t high = base + static_cast<std::uint32_t>(std::countr_zero(left)) - found;
                documents[found++] = floor_ + (high << width | low);
            }
        }
    }
    // The bits rise by themselves; two low parts under one high part only where they were written so.
    bool falls = false;
    for (std::uint32_t i = 1; i < found; ++i)
        falls |= documents[i] <= documents[i - 1];
    if (falls)
        throw Damaged("a block is out of order");
    if (found != size_)
        throw Damaged("a block does not hold the documents it should");
}

GONGKAI_FOR_THE_PROCESSOR
void Block::read_counts(std::uint32_t* counts, std::uint8_t* in_title) const {
    std::fill_n(in_title, size_, std::uint8_t{0});
    titles_.add_to(in_title);
    std::fill_n(counts, size_, 1u);
    repeats_.add_to(counts);
}

}  // namespace gongkai::fulltext
