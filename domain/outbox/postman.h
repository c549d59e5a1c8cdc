// Sends what waits in the outbox, on a thread of its own, until he is let go. Several nodes may have one each: what one has taken
// no other takes. A server that is away or says 4xx is tried again after growing pauses; an address that it will never take, and
// one that was tried often enough, is given up with a line in the log.
#pragma once
#include <memory>
#include <thread>

#include "base/core/refusal.h"
#include "base/core/settings.h"
#include "base/core/vault.h"
#include "domain/outbox/outbox.h"

namespace gongkai::db {
class Database;
}

namespace gongkai::outbox {

class Postman {
  public:
    // Nobody (a null pointer) where no server is set. Refuses outbox.refuse.from, .address (site.address is needed for links),
    // .tls and .password_file. The password is that of GONGKAI_MAIL_PASSWORD, else the first line of the file that
    // mail.password_file names.
    static Result<std::unique_ptr<Postman>> hire(db::Database& database, const Settings& settings, const Vault& vault,
                                                 Writers writers = {});

  private:
    std::jthread round_;
};

}  // namespace gongkai::outbox
