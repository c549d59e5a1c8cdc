#include "base/db/moment.h"

#include <utility>

namespace gongkai::db {
namespace {

thread_local Moment* innermost = nullptr;

}  // namespace

Moment::Moment(const Database& database) : database_(database), outer_(std::exchange(innermost, this)) {}

Moment::~Moment() {
    innermost = outer_;
    if (reader_)
        end_(*reader_);
}

Connection& Moment::reader_of(const Database& database, const std::function<Connection&()>& begin,
                              const std::function<void(Connection&)>& end) {
    auto* moment = innermost;
    while (moment && &moment->database_ != &database)
        moment = moment->outer_;
    if (!moment)
        return begin();
    if (!moment->reader_) {
        moment->reader_ = &begin();
        moment->end_ = end;
    }
    return *moment->reader_;
}

bool Moment::holds(const Connection& reader) {
    for (const auto* moment = innermost; moment; moment = moment->outer_)
        if (moment->reader_ == &reader)
            return true;
    return false;
}

}  // namespace gongkai::db
