// What a room is given to hang its pages on: the table of routes, the public frame, that of the staff, the API, and what its
// handlers work with.
#pragma once
#include "base/core/settings.h"
#include "base/core/vault.h"
#include "base/db/database.h"
#include "base/web/router.h"
#include "base/web/session.h"
#include "base/web/site.h"
#include "doors/console/console.h"
#include "doors/exchange/api.h"
#include "doors/portal/portal.h"

namespace gongkai {

class Files;

struct Doors {
    web::Site& site;
    portal::Portal& portal;
    console::Console& console;
    exchange::Api& api;
    db::Database& database;
    const Settings& settings;
    const Vault& vault;
    const Files& files;
    web::Sessions& sessions;  // of officers
};

// A handler that works with the doors, as a route takes it: router.get("/console", "programme.inbox", with(doors, inbox)).
template <class Handler>
web::Act with(const Doors& doors, Handler handler) {
    return [doors, handler](web::Request& request, web::Context& context) { return handler(doors, request, context); };
}

// Every kept page carries this tag; it is touched when the database has changed.
inline constexpr const char* public_data = "public_data";

}  // namespace gongkai
