#include "domain/accounts/pages/sessions.h"

#include "base/core/text.h"
#include "domain/accounts/account.h"
#include "domain/accounts/queries.h"

namespace gongkai::accounts {

AccountId account_of(std::string_view user) { return whole_number(user).value_or(0); }

void StoredSessions::keep(const web::Session& session) {
    database_.write([&](db::Connection& connection) {
        connection.run(sql::add_session, session.key, account_of(session.user), session.began_at);
    });
}

std::optional<web::Session> StoredSessions::find(std::string_view key) {
    return database_.read([&](db::Connection& connection) -> std::optional<web::Session> {
        auto rows = connection.query(sql::session_by_hash, key);
        if (!rows.next())
            return std::nullopt;
        return web::Session{std::string(key), std::to_string(rows.get<AccountId>(0)), rows.get<Instant>(1), rows.get<Instant>(2)};
    });
}

void StoredSessions::see(std::string_view key, Instant at) {
    database_.write([&](db::Connection& connection) { connection.run(sql::see_session, key, at); });
}

void StoredSessions::forget(std::string_view key) {
    database_.write([&](db::Connection& connection) { connection.run(sql::drop_session, key); });
}

}  // namespace gongkai::accounts
