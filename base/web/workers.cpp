#include "base/web/workers.h"

#include <utility>

namespace gongkai::web {

Workers::Workers(std::size_t threads, std::size_t queue_at_most) : threads_at_work_(threads), queue_at_most_(queue_at_most) {
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this] { work(); });
}

Workers::~Workers() { stop(); }

bool Workers::offer(Job job) { return queue(std::move(job), Room::as_said); }

bool Workers::go_on(Job job) { return queue(std::move(job), Room::always); }

bool Workers::queue(Job job, Room room) {
    {
        const std::scoped_lock lock(mutex_);
        if (is_stopping_ || (room == Room::as_said && queue_.size() + busy_ >= threads_at_work_ + queue_at_most_))
            return false;
        queue_.push_back(std::move(job));
    }
    has_work_.notify_one();
    return true;
}

void Workers::stop() {
    std::deque<Job> dropped;
    {
        const std::scoped_lock lock(mutex_);
        is_stopping_ = true;
        dropped.swap(queue_);
    }
    has_work_.notify_all();
    threads_.clear();
}

std::size_t Workers::waiting() const {
    const std::scoped_lock lock(mutex_);
    return queue_.size();
}

void Workers::work() {
    for (;;) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            has_work_.wait(lock, [&] { return is_stopping_ || !queue_.empty(); });
            if (queue_.empty())
                return;
            job = std::move(queue_.front());
            queue_.pop_front();
            ++busy_;
        }
        job();
        job = nullptr;
        const std::scoped_lock lock(mutex_);
        --busy_;
    }
}

}  // namespace gongkai::web
