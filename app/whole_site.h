// The whole site: the doors with every page of every room hung on them. `serve` puts a server before it, `routes` reads its
// table.
#pragma once
#include "base/files/files.h"
#include "domain/accounts/pages/sessions.h"
#include "domain/search/keeper.h"
#include "domain/search/need.h"
#include "doors/doors.h"

namespace gongkai {

class WholeSite {
  public:
    WholeSite(const Settings& settings, db::Database& database, const Vault& vault, const std::filesystem::path& data_folder);

    ~WholeSite();
    WholeSite(const WholeSite&) = delete;
    WholeSite& operator=(const WholeSite&) = delete;

    // What a city's settings say of its look and can be known only here: the emblem that lies in the data folder, the entries of
    // the menu. To be called once, before anybody asks for a page. Refuses app.refuse.emblem and portal.refuse.menu.
    Result<void> obey_settings();

    web::Site& site() { return site_; }
    portal::Portal& portal() { return portal_; }
    search::Keeper& keeper() { return keeper_; }
    search::Tally& tally() { return tally_; }

  private:
    std::filesystem::path data_folder_;
    Files files_;
    search::Tally tally_;
    accounts::StoredSessions session_store_;
    web::Sessions sessions_;
    portal::Portal portal_;
    console::Console console_;
    web::Site site_;
    exchange::Api api_;
    Doors doors_;
    search::Keeper keeper_;
};

}  // namespace gongkai
