#include "base/db/kept_memory.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace gongkai::db {
namespace {

// Pages of the cache and long texts are beyond the largest and go to malloc as ever.
constexpr std::size_t step = 32, largest = 2048, kept_at_most = 512 << 10;

// Before each piece: how many bytes there are behind it. SQLite wants its pieces to begin at a multiple of eight.
struct Head {
    std::uint64_t size;
};
static_assert(sizeof(Head) == 8);
struct Piece {
    Piece* next;
};

// It has no destructor: what lives longer than a thread's own things may still give memory back.
struct Kept {
    std::array<Piece*, largest / step> by_size{};
    std::size_t bytes = 0;
    enum class Time { before, during, after } time = Time::before;
};
constinit thread_local Kept kept;

Head* head_of(void* piece) { return static_cast<Head*>(piece) - 1; }
std::size_t place_of(std::size_t size) { return size / step - 1; }
std::size_t rounded(std::size_t size) {
    const auto unit = size <= largest ? step : sizeof(Head);
    return (std::max<std::size_t>(size, 1) + unit - 1) / unit * unit;
}

void drop_all() {
    for (auto& first : kept.by_size)
        while (auto* piece = first) {
            first = piece->next;
            std::free(head_of(piece));
        }
    kept.bytes = 0;
}

// At the end of a thread nothing is kept any more.
struct AtTheEnd {
    ~AtTheEnd() {
        drop_all();
        kept.time = Kept::Time::after;
    }
};

// What checks the use of memory sees each piece taken and given back.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool keeps = false;
#else
constexpr bool keeps = true;
#endif

}  // namespace

void* take_memory(int size) {
    const auto whole = rounded(static_cast<std::size_t>(size));
    if (whole <= largest)
        if (auto*& first = kept.by_size[place_of(whole)]) {
            auto* piece = first;
            first = piece->next;
            kept.bytes -= whole;
            return piece;
        }
    auto* head = static_cast<Head*>(std::malloc(sizeof(Head) + whole));
    if (!head)
        return nullptr;
    head->size = whole;
    return head + 1;
}

void give_memory_back(void* piece) {
    if (!piece)
        return;
    const auto size = head_of(piece)->size;
    if (!keeps || size > largest || kept.bytes + size > kept_at_most || kept.time == Kept::Time::after)
        return std::free(head_of(piece));
    if (kept.time == Kept::Time::before) {
        static thread_local const AtTheEnd at_the_end;
        static_cast<void>(at_the_end);
        kept.time = Kept::Time::during;
    }
    auto*& first = kept.by_size[place_of(size)];
    first = new (piece) Piece{first};
    kept.bytes += size;
}

void* resize_memory(void* piece, int size) {
    const auto has = head_of(piece)->size, wants = rounded(static_cast<std::size_t>(size));
    if (wants <= has && (has <= largest || wants > largest))
        return piece;
    if (has > largest && wants > largest) {
        auto* head = static_cast<Head*>(std::realloc(head_of(piece), sizeof(Head) + wants));
        if (!head)
            return nullptr;
        head->size = wants;
        return head + 1;
    }
    auto* other = take_memory(size);
    if (other) {
        std::memcpy(other, piece, std::min<std::size_t>(has, wants));
        give_memory_back(piece);
    }
    return other;
}

int size_of_memory(void* piece) { return piece ? static_cast<int>(head_of(piece)->size) : 0; }

int rounded_memory(int size) { return static_cast<int>(rounded(static_cast<std::size_t>(size))); }

std::size_t bytes_kept() { return kept.bytes; }

}  // namespace gongkai::db
