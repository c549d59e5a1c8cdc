#include "base/db/kept_memory.h"

#include <gtest/gtest.h>

#include <cstring>
#include <set>
#include <thread>
#include <vector>

namespace gongkai::db {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool keeps = false;
#else
constexpr bool keeps = true;
#endif

TEST(KeptMemory, what_was_given_back_is_taken_again) {
    auto* piece = take_memory(100);
    ASSERT_NE(piece, nullptr);
    EXPECT_GE(size_of_memory(piece), 100);
    EXPECT_EQ(size_of_memory(piece), rounded_memory(100));
    std::memset(piece, 7, 100);
    const auto before = bytes_kept();
    give_memory_back(piece);
    if (keeps) {
        EXPECT_EQ(bytes_kept(), before + static_cast<std::size_t>(rounded_memory(100)));
        EXPECT_EQ(take_memory(97), piece) << "of the same size when it is rounded";
        EXPECT_EQ(bytes_kept(), before);
        give_memory_back(piece);
    }
}

TEST(KeptMemory, a_piece_that_grows_or_shrinks_holds_what_it_held) {
    auto* piece = static_cast<char*>(take_memory(10));
    std::strcpy(piece, "123456789");
    for (const int size : {20, 33, 2000, 2048, 2049, 100'000, 5'000, 60, 10}) {
        piece = static_cast<char*>(resize_memory(piece, size));
        ASSERT_NE(piece, nullptr);
        EXPECT_GE(size_of_memory(piece), size);
        EXPECT_STREQ(piece, "123456789") << size;
    }
    give_memory_back(piece);
    give_memory_back(nullptr);
}

TEST(KeptMemory, pieces_that_are_in_use_never_overlap) {
    std::vector<std::pair<unsigned char*, int>> all;
    for (int round = 0; round < 3; ++round) {
        for (int i = 1; i < 3000; i += 7) {
            all.emplace_back(static_cast<unsigned char*>(take_memory(i)), i);
            std::memset(all.back().first, i & 0xFF, static_cast<std::size_t>(i));
        }
        for (const auto& [piece, size] : all)
            for (int at = 0; at < size; ++at)
                ASSERT_EQ(piece[at], size & 0xFF);
        for (const auto& one : all)
            give_memory_back(one.first);
        all.clear();
    }
}

TEST(KeptMemory, no_thread_keeps_more_than_half_a_megabyte_and_none_keeps_anything_afterwards) {
    std::vector<void*> taken;
    for (int i = 0; i < 2000; ++i)
        taken.push_back(take_memory(1024));
    // What one thread has taken another gives back.
    std::thread([&] {
        for (auto* piece : taken)
            give_memory_back(piece);
        EXPECT_LE(bytes_kept(), std::size_t{512} << 10);
    }).join();
    std::set<void*> again;
    for (int i = 0; i < 100; ++i)
        again.insert(take_memory(1024));
    EXPECT_EQ(again.size(), 100u);
    for (auto* piece : again)
        give_memory_back(piece);
}

}  // namespace
}  // namespace gongkai::db
