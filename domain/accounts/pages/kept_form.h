// A form that came when its sender's session had ended. What he typed goes with him, sealed, through the way in, and is his again
// once he is in: nothing of it is stored, nothing of it is done, and nobody else gets it.
#pragma once
#include <string>
#include <string_view>

#include "base/core/vault.h"
#include "base/web/router.h"
#include "domain/accounts/account.h"
#include "doors/doors.h"

namespace gongkai::accounts {

// For the hidden field `kept` of the way in. Empty where there is nothing to keep: no form, one that was not drawn for an
// officer, or one that is too long. Passwords and codes are left out, of files only the names are kept.
std::string seal_form(const Vault& vault, const web::Request& request, const web::Context& context);

// Draws the page of the form again for who has just come in, with what he had typed; where the page has no such form any more,
// what he had typed. Nothing where it is not his or too old. `cookie`: of his new session.
std::optional<web::Response> give_back(const Doors& doors, const web::Request& request, web::Context& context,
                                       std::string_view sealed, AccountId account, const std::string& cookie);

}  // namespace gongkai::accounts
