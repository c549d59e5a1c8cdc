// Bits and variable-length numbers, little endian. Every reader of packed bits may look eight bytes past what it reads: whoever
// keeps such bytes leaves `slack` bytes behind them.
#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace gongkai::fulltext {

static_assert(std::endian::native == std::endian::little, "the files are written as they lie in memory");

// The bytes are not what was written: torn, altered, or of another program.
struct Damaged : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A function is compiled twice, and the machine takes the one for processors of the last ten years where it has such.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(__clang__)
#define GONGKAI_FOR_THE_PROCESSOR __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define GONGKAI_FOR_THE_PROCESSOR
#endif

inline constexpr std::size_t slack = 16;
using Bytes = std::span<const std::uint8_t>;

// Asks memory for bytes that will be read soon.
inline void prefetch_all(Bytes bytes) {
    constexpr std::size_t line = 64;
    for (std::size_t at = 0; at < bytes.size(); at += line)
        __builtin_prefetch(bytes.data() + at);
}

inline Bytes bytes_of(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

template <class T>
T load(const std::uint8_t* at) {
    T value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

template <class T>
void store(std::string& out, T value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// The low `width` bytes of a number, 1 to 4.
inline std::uint32_t load_narrow(const std::uint8_t* at, unsigned width) {
    return load<std::uint32_t>(at) & ~0u >> (32 - 8 * width);
}
inline void store_narrow(std::string& out, std::uint32_t value, unsigned width) {
    out.append(reinterpret_cast<const char*>(&value), width);
}
constexpr unsigned bytes_of_number(std::uint64_t value) {
    return value == 0 ? 1 : (static_cast<unsigned>(std::bit_width(value)) + 7) / 8;
}

inline void store_number(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
        out.push_back(static_cast<char>(value | 0x80));
    out.push_back(static_cast<char>(value));
}

// Reads numbers from bytes and throws Damaged at their end.
class Scanner {
  public:
    explicit Scanner(Bytes bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t byte = *take(1);
            value |= std::uint64_t{byte & 0x7Fu} << shift;
            if (byte < 0x80)
                return value;
        }
        throw Damaged("a number does not end");
    }
    template <class T>
    T value() {
        return load<T>(take(sizeof(T)));
    }
    Bytes bytes(std::uint64_t count) {
        const auto* begin = take(count);
        return {begin, static_cast<std::size_t>(count)};
    }
    std::string_view text(std::uint64_t count) {
        const auto part = bytes(count);
        return {reinterpret_cast<const char*>(part.data()), part.size()};
    }
    std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }

  private:
    const std::uint8_t* take(std::uint64_t count) {
        if (count > left())
            throw Damaged("the bytes end too early");
        return std::exchange(at_, at_ + count);
    }
    const std::uint8_t* at_;
    const std::uint8_t* end_;
};

class BitWriter {
  public:
    explicit BitWriter(std::string& out) : out_(out) {}
    void add(std::uint64_t value, unsigned width) {  // width up to 32
        held_ |= value << count_;
        for (count_ += width; count_ >= 8; count_ -= 8, held_ >>= 8)
            out_.push_back(static_cast<char>(held_));
    }
    void close() {
        if (count_ > 0)
            out_.push_back(static_cast<char>(held_));
        held_ = count_ = 0;
    }

  private:
    std::string& out_;
    std::uint64_t held_ = 0;
    unsigned count_ = 0;
};

inline unsigned width_of(std::uint32_t value) { return static_cast<unsigned>(std::bit_width(value)); }

// A value below `bound`, which need not be a power of two: the first values take one bit less than the others.
inline void add_below(BitWriter& bits, std::uint32_t value, std::uint32_t bound) {
    const unsigned width = width_of(bound - 1);
    const std::uint64_t shorter = (std::uint64_t{1} << width) - bound;
    if (width == 0)
        return;
    if (value < shorter) {
        bits.add(value, width - 1);
    } else {
        bits.add((value + shorter) >> 1, width - 1);
        bits.add((value + shorter) & 1, 1);
    }
}

// Moves `at` on.
inline std::uint32_t bits_below(const std::uint8_t* bytes, std::uint64_t& at, std::uint32_t bound) {
    const unsigned width = width_of(bound - 1);
    if (width == 0)
        return 0;
    const std::uint64_t held = load<std::uint64_t>(bytes + (at >> 3)) >> (at & 7);
    const std::uint64_t shorter = (std::uint64_t{1} << width) - bound;
    const std::uint64_t value = held & ((std::uint64_t{1} << (width - 1)) - 1);
    // No jump: which of the two it is cannot be foretold.
    const std::uint64_t is_longer = value >= shorter;
    at += width - 1 + is_longer;
    return static_cast<std::uint32_t>(value + ((value + (held >> (width - 1) & 1) - shorter) & -is_longer));
}

// Ascending values in [floor, limit): the middle one in as few bits as the others leave it room, then either side alike.
inline void add_ascending(BitWriter& bits, std::span<const std::uint32_t> values, std::uint32_t floor, std::uint32_t limit) {
    while (!values.empty()) {
        const auto others = static_cast<std::uint32_t>(values.size() - 1);
        const std::uint32_t middle = others / 2;
        add_below(bits, values[middle] - floor - middle, limit - floor - others);
        add_ascending(bits, values.first(middle), floor, values[middle]);
        floor = values[middle] + 1;
        values = values.subspan(middle + 1);
    }
}

// There must be room for `count` of them. Stops before `end`, whatever the bits say.
inline void read_ascending(const std::uint8_t* bytes, std::uint64_t& at, std::uint64_t end, std::uint32_t* values,
                           std::uint32_t count, std::uint32_t floor, std::uint32_t limit) {
    while (count > 0) {
        const std::uint32_t middle = (count - 1) / 2;
        if (at > end)
            throw Damaged("ascending values end too early");
        values[middle] = floor + middle + bits_below(bytes, at, limit - floor - (count - 1));
        if (middle > 0)
            read_ascending(bytes, at, end, values, middle, floor, values[middle]);
        floor = values[middle] + 1;
        values += middle + 1;
        count -= middle + 1;
    }
}

constexpr std::size_t bytes_for(std::uint64_t bits) { return static_cast<std::size_t>((bits + 7) / 8); }

}  // namespace gongkai::fulltext
