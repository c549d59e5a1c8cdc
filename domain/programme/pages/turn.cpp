#include "domain/programme/pages/turn.h"

#include <mutex>
#include <set>

namespace gongkai::programme {
namespace {

struct Turns {
    std::mutex mutex;
    std::set<std::string> taken;
};

Turns& turns() {
    static Turns all;
    return all;
}

}  // namespace

Turn::Turn(std::string actor) : actor_(std::move(actor)) {
    const std::scoped_lock lock(turns().mutex);
    is_his_ = turns().taken.insert(actor_).second;
}

Turn::~Turn() {
    const std::scoped_lock lock(turns().mutex);
    if (is_his_)
        turns().taken.erase(actor_);
}

}  // namespace gongkai::programme
