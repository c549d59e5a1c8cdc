// Many lines in one deed: the end of the chain is read once and then known.
#pragma once
#include <string>

#include "base/db/connection.h"
#include "domain/journal/line.h"

namespace gongkai::journal {

// While it lives nothing else may write lines in the same transaction.
class Chain {
  public:
    explicit Chain(db::Connection& connection);
    void note(const Deed& deed);

  private:
    db::Connection& connection_;
    std::int64_t last_sequence_ = 0;
    std::string last_hash_;
};

}  // namespace gongkai::journal
