#include "base/fulltext/block.h"

#include <algorithm>

namespace gongkai::fulltext {
namespace {

constexpr unsigned titles_flag = 0x20;
constexpr unsigned counts_flag = 0x40;
constexpr std::uint32_t titles_as_bitmap = 255;

}  // namespace

void write_block(std::string& out, const Postings& list, std::size_t from, std::size_t to, std::uint32_t floor) {
    const auto size = static_cast<std::uint32_t>(to - from);
    std::uint32_t widest = 0;
    std::uint32_t titles = 0;
    std::uint32_t occurrences = 0;
    for (std::size_t i = from; i < to; ++i) {
        const std::uint32_t before = i == from ? floor : list.documents[i - 1] + 1;
        widest = std::max(widest, list.documents[i] - before);
        titles += list.in_title[i];
        occurrences += list.counts[i];
    }
    const unsigned width = width_of(widest);
    const std::uint32_t base = floor & ~63u;
    const std::uint32_t words = (list.documents[to - 1] - base) / 64 + 1;
    const bool as_bitmap = size == block_size && words < 256 && words * 8 + 1 <= bytes_for(std::uint64_t{size} * width);

    out.push_back(static_cast<char>((as_bitmap ? Block::bitmap : width) | (titles > 0 ? titles_flag : 0) |
                                    (occurrences > size ? counts_flag : 0)));
    BitWriter bits(out);
    if (as_bitmap) {
        out.push_back(static_cast<char>(words));
        const std::size_t start = out.size();
        out.resize(start + words * 8);
        for (std::size_t i = from; i < to; ++i) {
            const std::uint32_t bit = list.documents[i] - base;
            out[start + bit / 8] = static_cast<char>(out[start + bit / 8] | 1 << bit % 8);
        }
    } else {
        for (std::size_t i = from; i < to; ++i)
            bits.add(list.documents[i] - (i == from ? floor : list.documents[i - 1] + 1), width);
        bits.close();
    }
    if (titles > 0) {
        const bool each = titles < bytes_for(size);
        out.push_back(static_cast<char>(each ? titles : titles_as_bitmap));
        for (std::uint32_t i = 0; i < size; ++i)
            if (!each)
                bits.add(list.in_title[from + i], 1);
            else if (list.in_title[from + i])
                out.push_back(static_cast<char>(i));
        bits.close();
    }
    if (occurrences > size) {
        store_number(out, occurrences);
        for (std::size_t i = from; i < to; ++i) {
            for (std::uint32_t k = 1; k < list.counts[i]; ++k)
                bits.add(0, 1);
            bits.add(1, 1);
        }
        bits.close();
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
            throw Damaged("a block has gaps too wide");
        bitmap_bits_ = 0;
        numbers_ = scanner.bytes(bytes_for(std::uint64_t{size} * width_)).data();
    }
    title_count_ = 0;
    if (head & titles_flag) {
        title_count_ = scanner.value<std::uint8_t>();
        titles_ = scanner.bytes(title_count_ == titles_as_bitmap ? bytes_for(size) : title_count_).data();
    }
    count_bits_ = 0;
    if (head & counts_flag) {
        const std::uint64_t occurrences = scanner.number();
        if (occurrences >> 32)
            throw Damaged("a block counts too many occurrences");
        count_bits_ = static_cast<std::uint32_t>(occurrences);
        counts_ = scanner.bytes(bytes_for(count_bits_)).data();
    }
}

void Block::read_documents(std::uint32_t* documents) const {
    std::uint32_t found = 0;
    if (is_bitmap()) {
        for (std::uint32_t word = 0; word < bitmap_bits_ / 64; ++word)
            for (auto left = load<std::uint64_t>(numbers_ + word * 8); left != 0 && found < size_; left &= left - 1)
                documents[found++] = base_ + word * 64 + static_cast<std::uint32_t>(std::countr_zero(left));
    } else {
        std::uint32_t next = floor_;
        std::uint64_t at = 0;
        for (; found < size_; ++found, at += width_) {
            next += bits_at(numbers_, at, width_);
            documents[found] = next++;
        }
    }
    if (found != size_)
        throw Damaged("a block does not hold the documents it should");
}

void Block::read_counts(std::uint32_t* counts, std::uint8_t* in_title) const {
    std::fill_n(in_title, size_, std::uint8_t{0});
    if (title_count_ == titles_as_bitmap)
        for (std::uint32_t i = 0; i < size_; ++i)
            in_title[i] = titles_[i >> 3] >> (i & 7) & 1;
    else
        for (std::uint32_t i = 0; i < title_count_; ++i)
            if (titles_[i] < size_)
                in_title[titles_[i]] = 1;
    if (count_bits_ == 0) {
        std::fill_n(counts, size_, 1u);
        return;
    }
    std::uint32_t document = 0;
    std::uint32_t begin = 0;  // first occurrence of the document
    for (std::uint32_t at = 0; at < count_bits_ && document < size_; at += 64) {
        std::uint64_t left = load<std::uint64_t>(counts_ + at / 8);
        if (count_bits_ - at < 64)
            left &= (std::uint64_t{1} << (count_bits_ - at)) - 1;
        for (; left != 0 && document < size_; left &= left - 1) {
            const std::uint32_t end = at + static_cast<std::uint32_t>(std::countr_zero(left)) + 1;
            counts[document++] = end - begin;
            begin = end;
        }
    }
    if (document != size_)
        throw Damaged("a block does not count the occurrences it should");
}

}  // namespace gongkai::fulltext
