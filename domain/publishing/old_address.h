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

// Under which it is looked for: as it was asked, without what messengers and counters add to a query, without any query.
std::vector<std::string> addresses_asked(const std::string& path, const web::Fields& query);

// The page that stands there now; nothing where none does, or none that is public.
std::optional<std::string> where_it_moved(db::Connection& connection, const std::string& path, const web::Fields& query);

}  // namespace gongkai::publishing
