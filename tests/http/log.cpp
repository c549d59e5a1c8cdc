#include "tests/http/log.h"

#include "base/core/hash.h"
#include "base/db/database.h"
#include "domain/public_log/desk.h"
#include "tests/database.h"

namespace gongkai::http {

void enter_in_log(const std::filesystem::path& data, const std::vector<std::string>& addresses, const std::string& title) {
    const auto server = database_of(data);
    const auto database = db::open(server.empty() ? (data / "gongkai.db").string() : server);
    database->write([&](db::Connection& connection) {
        int number = 0;
        for (const auto& address : addresses)
            public_log::append(
                connection, {public_log::Act::published, address, title + std::to_string(++number), sha256_hex(address), now()});
    });
}

}  // namespace gongkai::http
