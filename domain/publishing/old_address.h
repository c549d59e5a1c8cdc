// Addresses of an old site and where they lead now. An address is kept as path and query, both decoded and written anew, so that
// however it is spelled it is the same.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/connection.h"
#include "base/web/fields.h"

namespace gongkai::publishing {

// "http://old.example.gov.cn/zwgk/a.jsp?id=3#top" or "/zwgk/a.jsp?id=3": "/zwgk/a.jsp?id=3". Empty where it is no such address.
std::string old_address_from(std::string_view written);

// Under which it is looked for, the likeliest first: as it was asked; without what messengers, counters and sessions add to a
// query; its fields in another order; without any query; a folder for its index page and the other way round.
inline constexpr std::size_t asked_at_most = 16;
std::vector<std::string> addresses_asked(const std::string& path, const web::Fields& query);

// What stood there stands here now, or came in and is not public yet: then it leads nowhere. Nothing where nothing came from
// there. Upper and lower case are the same, where no other address is written just so.
struct OldPlace {
    std::string leads_to;
};
std::optional<OldPlace> where_it_moved(db::Connection& connection, const std::string& path, const web::Fields& query);

}  // namespace gongkai::publishing
