#include "base/web/counters.h"

#include <algorithm>

namespace gongkai::web {

void Counters::count(int status, std::chrono::nanoseconds took, std::size_t bytes, bool from_memory) {
    constexpr auto relaxed = std::memory_order_relaxed;
    by_status_[static_cast<std::size_t>(std::clamp(status, 0, 599))].fetch_add(1, relaxed);
    const auto place = std::ranges::lower_bound(upper_ends, took) - upper_ends.begin();
    by_duration_[static_cast<std::size_t>(place)].fetch_add(1, relaxed);
    nanoseconds_.fetch_add(static_cast<std::uint64_t>(took.count()), relaxed);
    bytes_.fetch_add(bytes, relaxed);
    if (from_memory)
        from_memory_.fetch_add(1, relaxed);
}

Counters::Report Counters::report() const {
    Report report;
    for (std::size_t status = 0; status < by_status_.size(); ++status)
        if (const auto count = by_status_[status].load())
            report.by_status.emplace_back(static_cast<int>(status), count);
    std::ranges::transform(by_duration_, report.by_duration.begin(), [](const auto& count) { return count.load(); });
    report.took_in_all = std::chrono::nanoseconds(nanoseconds_.load());
    report.bytes = bytes_;
    report.from_memory = from_memory_;
    report.under_way = under_way_;
    return report;
}

}  // namespace gongkai::web
