// While it lives, all that its thread reads of a database is read at one moment and on one connection: for who asks for thousands
// of pages, and would begin and end a transaction for each look. It is made and ended in the same thread. Space that others
// give up meanwhile is not used again before its end, so it is for minutes, not for days.
#pragma once
#include <any>
#include <unordered_map>

#include "base/db/database.h"

namespace gongkai::db {

class Moment {
  public:
    explicit Moment(Database& database);
    ~Moment();
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;

    static Moment* of(const Database& database);       // the innermost of this thread and database; null where there is none
    Connection& reader();                              // which the first look begins
    static Moment* holding(const Connection& reader);  // null where none does

    // By the address of whatever stands for it; empty at first.
    std::any& kept(const void* what) { return kept_[what]; }

  private:
    Database& database_;
    Moment* const outer_;
    Connection* reader_ = nullptr;
    std::unordered_map<const void*, std::any> kept_;
};

// What `look` makes of the database, and of nothing else: where a Moment holds the connection it is made once and copied from
// then on, so copies must cost little.
template <auto look>
auto once_a_moment(Connection& connection) {
    auto* moment = Moment::holding(connection);
    if (!moment)
        return look(connection);
    static char what;
    auto& kept = moment->kept(&what);
    if (!kept.has_value())
        kept = look(connection);
    return std::any_cast<decltype(look(connection))>(kept);
}

}  // namespace gongkai::db
