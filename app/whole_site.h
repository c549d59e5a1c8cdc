// The whole site: the doors with every page of every room hung on them. `serve` puts a server before it, `routes` reads its
// table.
#pragma once
#include "doors/doors.h"

namespace gongkai {

class WholeSite {
  public:
    WholeSite(const Settings& settings, db::Database& database);

    web::Site& site() { return site_; }
    portal::Portal& portal() { return portal_; }

  private:
    portal::Portal portal_;
    web::Site site_;
    exchange::Api api_;
    Doors doors_;
};

}  // namespace gongkai
