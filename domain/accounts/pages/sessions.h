// Sessions of officers, in the database: they outlive a restart and hold on every node.
#pragma once
#include "base/db/database.h"
#include "base/web/session.h"
#include "domain/accounts/account.h"

namespace gongkai::accounts {

AccountId account_of(std::string_view user);  // whose a session is; 0 where the text names none

class StoredSessions final : public web::SessionStore {
  public:
    explicit StoredSessions(db::Database& database) : database_(database) {}
    void keep(const web::Session& session) override;
    std::optional<web::Session> find(std::string_view key) override;
    void see(std::string_view key, Instant at) override;
    void forget(std::string_view key) override;

  private:
    db::Database& database_;
};

}  // namespace gongkai::accounts
