// A pool of threads with a queue that has an end: who comes when it is full is told so at once, in place of waiting for ever.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gongkai::web {

class Workers {
  public:
    using Job = std::move_only_function<void()>;  // must not throw

    Workers(std::size_t threads, std::size_t queue_at_most);
    ~Workers();  // as stop()

    bool offer(Job job);  // false: the queue is full, or stop() was called
    bool go_on(Job job);  // of what has begun: it waits its turn in a full queue too; false: stop() was called
    void stop();          // lets the jobs under way end, drops those that wait
    std::size_t waiting() const;

  private:
    enum class Room { as_said, always };
    bool queue(Job job, Room room);
    void work();

    const std::size_t threads_at_work_, queue_at_most_;
    std::size_t busy_ = 0;
    mutable std::mutex mutex_;
    std::condition_variable has_work_;
    std::deque<Job> queue_;
    bool is_stopping_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace gongkai::web
