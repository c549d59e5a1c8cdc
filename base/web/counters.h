// What an operator wants to see: answers by status, how long they took, how many are under way. Written by many threads, read by
// a page or /metrics whenever it likes.
#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <vector>

namespace gongkai::web {

class Counters {
  public:
    // Upper ends of the classes of durations; the last class has none.
    static constexpr std::array<std::chrono::microseconds, 9> upper_ends = {
        std::chrono::microseconds(100),     std::chrono::microseconds(1'000),     std::chrono::microseconds(5'000),
        std::chrono::microseconds(20'000),  std::chrono::microseconds(50'000),    std::chrono::microseconds(100'000),
        std::chrono::microseconds(500'000), std::chrono::microseconds(2'000'000), std::chrono::microseconds(10'000'000)};

    void count(int status, std::chrono::nanoseconds took, std::size_t bytes, bool from_memory);
    void begin() { under_way_.fetch_add(1, std::memory_order_relaxed); }
    void end() { under_way_.fetch_sub(1, std::memory_order_relaxed); }

    struct Report {
        std::vector<std::pair<int, std::uint64_t>> by_status;  // only those that occurred
        std::array<std::uint64_t, upper_ends.size() + 1> by_duration{};
        std::chrono::nanoseconds took_in_all{};
        std::uint64_t bytes = 0, from_memory = 0;
        std::int64_t under_way = 0;  // requests that a worker has now
    };
    Report report() const;

  private:
    std::array<std::atomic<std::uint64_t>, 600> by_status_{};
    std::array<std::atomic<std::uint64_t>, upper_ends.size() + 1> by_duration_{};
    std::atomic<std::uint64_t> nanoseconds_ = 0, bytes_ = 0, from_memory_ = 0;
    std::atomic<std::int64_t> under_way_ = 0;
};

}  // namespace gongkai::web
