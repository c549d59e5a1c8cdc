#include "domain/publishing/aside.h"

#include <chrono>

#include "domain/publishing/queries.h"

namespace gongkai::publishing {
namespace {

constexpr auto kept_for = std::chrono::days(30);

}  // namespace

std::string place_of(DocumentId id) { return "document/" + std::to_string(id); }
std::string place_of_new(std::string_view type) { return "new/" + std::string(type); }

void put_aside(db::Connection& connection, std::string_view actor, std::string_view place, const PutAside& typed) {
    connection.run(sql::put_aside, actor, place, typed.version, typed.fields, typed.at);
    connection.run(sql::forget_aside, typed.at - kept_for);
}

std::optional<PutAside> find_aside(db::Connection& connection, std::string_view actor, std::string_view place) {
    auto rows = connection.query(sql::find_aside, actor, place);
    if (!rows.next())
        return std::nullopt;
    return PutAside{rows.get<int>(0), rows.get<std::string>(1), rows.get<Instant>(2)};
}

void drop_aside(db::Connection& connection, std::string_view actor, std::string_view place) {
    connection.run(sql::drop_aside, actor, place);
}

}  // namespace gongkai::publishing
