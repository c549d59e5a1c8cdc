// While it lives, all that its thread reads of a database is read at one moment and on one connection: for who asks for thousands
// of pages, and would begin and end a transaction for each look. It is made and ended in the same thread. Space that others
// give up meanwhile is not used again before its end, so it is for minutes, not for days.
#pragma once
#include "base/db/database.h"

namespace gongkai::db {

class Moment {
  public:
    explicit Moment(Database& database);
    ~Moment();
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;

    static Moment* of(const Database& database);  // the innermost of this thread and database; null where there is none
    Connection& reader();                         // which the first look begins
    static bool holds(const Connection& reader);

  private:
    Database& database_;
    Moment* const outer_;
    Connection* reader_ = nullptr;
};

}  // namespace gongkai::db
