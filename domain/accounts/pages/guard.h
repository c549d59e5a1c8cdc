// Stands before every page of the console: who has no session is shown the way in; of all others it says who they are and what
// they may do.
#pragma once
#include <optional>

#include "base/web/router.h"
#include "base/web/session.h"
#include "domain/accounts/account.h"

namespace gongkai {
struct Doors;
}

namespace gongkai::accounts {

class Guard {
  public:
    explicit Guard(const Doors& doors) : doors_(doors) {}  // asked only once they stand
    // What to answer instead, or nothing: then the context says who it is and what he may do.
    std::optional<web::Response> operator()(const web::Request& request, web::Context& context) const;

  private:
    const Doors& doors_;
};

// Who has passed the guard, as he stood when the request came. Throws std::logic_error on a page without one.
const Account& officer(const web::Context& context);
AccountId officer_id(const web::Context& context);
std::string actor(const web::Context& context);  // as the journal names him: "account/7"

}  // namespace gongkai::accounts
