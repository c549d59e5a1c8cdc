#include "base/db/moment.h"

#include <utility>

namespace gongkai::db {
namespace {

thread_local Moment* innermost = nullptr;

}  // namespace

Moment::Moment(Database& database) : database_(database), outer_(std::exchange(innermost, this)) {}

Moment::~Moment() {
    innermost = outer_;
    if (reader_)
        database_.end_reading(*reader_);
}

Moment* Moment::of(const Database& database) {
    auto* moment = innermost;
    while (moment && &moment->database_ != &database)
        moment = moment->outer_;
    return moment;
}

Moment* Moment::holding(const Connection& reader) {
    for (auto* moment = innermost; moment; moment = moment->outer_)
        if (moment->reader_ == &reader)
            return moment;
    return nullptr;
}

Connection& Moment::reader() {
    if (!reader_)
        reader_ = &database_.begin_reading();
    return *reader_;
}

}  // namespace gongkai::db
