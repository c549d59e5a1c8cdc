// Many leaves in one deed: how many there are is asked once and then known.
#pragma once
#include "base/db/connection.h"
#include "domain/public_log/entry.h"

namespace gongkai::public_log {

// As append() (desk.h). While it lives nothing else may append in the same transaction.
class Appending {
  public:
    explicit Appending(db::Connection& connection);
    LeafId append(const Entry& entry);

  private:
    db::Connection& connection_;
    LeafId last_ = 0;
};

}  // namespace gongkai::public_log
