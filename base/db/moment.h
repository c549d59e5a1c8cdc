// While it lives, all that its thread reads of a database is read at one moment and on one connection: for who asks for thousands
// of pages, and would begin and end a transaction for each look. It is made and ended in the same thread. Space that others give
// up meanwhile is not used again before its end, so it is for minutes, not for days.
#pragma once
#include <functional>

#include "base/db/database.h"

namespace gongkai::db {

class Moment {
  public:
    explicit Moment(const Database& database);
    ~Moment();
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;

    // For an engine that is asked for a reader: that of the innermost moment of this thread and database, which the first look
    // begins, or one that is begun for this look alone.
    static Connection& reader_of(const Database& database, const std::function<Connection&()>& begin,
                                 const std::function<void(Connection&)>& end);
    static bool holds(const Connection& reader);

  private:
    const Database& database_;
    Moment* const outer_;
    Connection* reader_ = nullptr;
    std::function<void(Connection&)> end_;
};

}  // namespace gongkai::db
