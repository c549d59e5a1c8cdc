// The whole site: the doors with every page of every room hung on them. `serve` puts a server before it, `routes` reads its
// table.
#pragma once
#include "base/files/files.h"
#include "domain/accounts/pages/sessions.h"
#include "doors/doors.h"

namespace gongkai {

class WholeSite {
  public:
    WholeSite(const Settings& settings, db::Database& database, const Vault& vault, const std::filesystem::path& data_folder);

    ~WholeSite();
    WholeSite(const WholeSite&) = delete;
    WholeSite& operator=(const WholeSite&) = delete;

    web::Site& site() { return site_; }
    portal::Portal& portal() { return portal_; }

  private:
    Files files_;
    accounts::StoredSessions session_store_;
    web::Sessions sessions_;
    portal::Portal portal_;
    console::Console console_;
    web::Site site_;
    exchange::Api api_;
    Doors doors_;
};

}  // namespace gongkai
