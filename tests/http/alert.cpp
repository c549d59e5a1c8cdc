#include "tests/http/alert.h"

#include "base/core/hash.h"
#include "base/db/address.h"
#include "base/db/database.h"
#include "tests/database.h"

namespace gongkai::http {
namespace {

constexpr db::Statement keep{"test.keep_alert",
                             "INSERT INTO search_alert (question, language, address, address_mark, secret, confirm_hash, "
                             "end_hash, asked_at, seen_sequence) "
                             "VALUES ($1, 'zh-CN', 'sealed', 'mark', 'sealed', $2, $3, $4, 0)"};

}  // namespace

void keep_alert(const std::filesystem::path& data, std::string_view confirm_token, std::string_view end_token) {
    const auto server = database_of(data);
    const auto database = db::open(server.empty() ? (data / "gongkai.db").string() : server);
    database->write([&](db::Connection& connection) {
        connection.run(keep, R"({"q":"防汛"})", db::Parameter::keep(sha256_hex(confirm_token)),
                       db::Parameter::keep(sha256_hex(end_token)), now());
    });
}

}  // namespace gongkai::http
