#include "base/web/census.h"

namespace gongkai::web {

Census::Entry Census::enter(const std::string& address, std::size_t at_most, std::size_t at_most_each) {
    const std::scoped_lock lock(mutex_);
    if (total_ >= at_most)
        return Entry::full;
    if (!address.empty() && by_address_[address]++ >= at_most_each) {
        by_address_[address]--;
        return Entry::too_many_of_this_address;
    }
    ++total_;
    return Entry::welcome;
}

void Census::leave(const std::string& address) {
    const std::scoped_lock lock(mutex_);
    --total_;
    if (!address.empty() && --by_address_[address] == 0)
        by_address_.erase(address);
    if (total_ == 0)
        nobody_.notify_all();
}

void Census::wait_for_nobody(std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    nobody_.wait_for(lock, at_most, [&] { return total_ == 0; });
}

std::size_t Census::total() const {
    const std::scoped_lock lock(mutex_);
    return total_;
}

}  // namespace gongkai::web
