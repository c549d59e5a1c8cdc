// What the handlers of this room share.
#pragma once
#include <map>
#include <string>

#include "base/web/forms.h"
#include "domain/accounts/account.h"
#include "doors/doors.h"

namespace gongkai::accounts {

void hang_door_pages(Doors& doors);     // signing in and out, links that work once
void hang_sign_on_pages(Doors& doors);  // by the identity provider, where one is named
void hang_own_pages(Doors& doors);      // one's own account
void hang_keeper_pages(Doors& doors);   // those who keep accounts, and those who read the access log
void hang_journal_page(Doors& doors);   // those who audit what all others did

// An address of this portal, whole: from the settings, else as the asker has named it. For him alone: what is handed on to others
// is never built from the Host that somebody sent.
std::string absolute(const Doors& doors, const web::Request& request, std::string_view path);

// Who did it, as the journal names him: the sign-in name of an account, or "the command line".
std::string spoken_actor(Language language, const std::map<AccountId, std::string>& names, const std::string& actor);

// The ways in, drawn by door.cpp. `to` is where he wanted to go, of the console only; `kept` what he had typed (kept_form.h).
std::string place_after(std::string_view asked);
web::Response draw_sign_in(const Doors& doors, const web::Request& request, web::Context& context, const web::Form* form,
                           std::string_view to, std::string_view kept = {}, int status = 200);
web::Response draw_code(const Doors& doors, const web::Request& request, web::Context& context, const web::Form* form,
                        std::string_view account, std::string_view name, std::string_view to, std::string_view kept = {},
                        int status = 200);
web::Response go_in(const Doors& doors, const web::Request& request, web::Context& context, AccountId id, std::string_view to,
                    std::string_view kept = {});

}  // namespace gongkai::accounts
