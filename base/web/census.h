// How many connections there are, in all and by address, so that nobody takes all places. Used by all I/O threads.
#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <unordered_map>

namespace gongkai::web {

class Census {
  public:
    enum class Entry { welcome, full, too_many_of_this_address };

    Entry enter(const std::string& address, std::size_t at_most, std::size_t at_most_each);

    void leave(const std::string& address);

    void wait_for_nobody(std::chrono::milliseconds at_most);

    std::size_t total() const;

  private:
    mutable std::mutex mutex_;
    std::condition_variable nobody_;
    std::size_t total_ = 0;
    std::unordered_map<std::string, std::size_t> by_address_;
};

}  // namespace gongkai::web
