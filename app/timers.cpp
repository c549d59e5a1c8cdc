#include "app/timers.h"

#include <algorithm>

#include "base/core/log.h"

namespace gongkai {

using std::chrono::steady_clock;

Timers::Timers(std::vector<Timer> timers) : thread_([this, timers = std::move(timers)]() mutable { run(std::move(timers)); }) {}

Timers::~Timers() {
    {
        const std::scoped_lock lock(mutex_);
        is_ending_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Timers::run(std::vector<Timer> timers) {
    std::vector<steady_clock::time_point> due(timers.size(), steady_clock::now());
    std::unique_lock lock(mutex_);
    while (!is_ending_ && !timers.empty()) {
        const auto next = std::ranges::min_element(due);
        if (wake_.wait_until(lock, *next, [this] { return is_ending_; }))
            return;
        const auto& timer = timers[static_cast<std::size_t>(next - due.begin())];
        lock.unlock();
        try {
            timer.run();
        } catch (const std::exception& fault) {
            log(Level::warning, "timer_broke", {{"timer", timer.name}, {"why", fault.what()}});
        }
        *next = steady_clock::now() + timer.every;
        lock.lock();
    }
}

}  // namespace gongkai
