#include "domain/publishing/old_address.h"

#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/publishing/queries.h"

namespace gongkai::publishing {
namespace {

// What is added to an address when it is shared in a messenger or counted by somebody.
bool is_added_by_others(std::string_view name) {
    static constexpr std::string_view names[] = {"from",    "isappinstalled", "nsukey",      "spm", "scene", "clicktime",
                                                 "enterid", "share",          "share_token", "wd",  "eqid"};
    return name.starts_with("utm_") || std::ranges::find(names, name) != std::end(names);
}

std::string page_of(std::string_view key) { return "/documents/" + web::encode(key); }

}  // namespace

std::string old_address_from(std::string_view written) {
    written = trim(written);
    if (const auto scheme = written.find("://"); scheme != std::string_view::npos && scheme < written.find_first_of("/?#")) {
        const auto path = written.find_first_of("/?#", scheme + 3);
        written = path == std::string_view::npos ? std::string_view("/") : written.substr(path);
    }
    written = written.substr(0, written.find('#'));
    if (!web::leads_here(written))
        return {};
    std::string path;
    web::Fields query;
    // Addresses of old lists hold what today's must not: blanks and letters that are not encoded.
    if (!web::read_target(written, path, query) && !web::read_target(replace_all(std::string(written), " ", "%20"), path, query))
        return {};
    return web::write_target(path, query);
}

std::vector<std::string> addresses_asked(const std::string& path, const web::Fields& query) {
    web::Fields own;
    for (const auto& [name, value] : query)
        if (!is_added_by_others(name))
            own.add(name, value);
    return {web::write_target(path, query), web::write_target(path, own), web::write_target(path, {})};
}

std::optional<std::string> where_it_moved(db::Connection& connection, const std::string& path, const web::Fields& query) {
    const auto asked = addresses_asked(path, query);
    std::map<std::string, std::string, std::less<>> found;
    for (auto rows = connection.query(sql::old_addresses, asked[0], asked[1], asked[2]); rows.next();) {
        const auto file = rows.text(1), column = rows.text(2), key = rows.text(3);
        if (!column.empty())
            found.emplace(rows.text(0), "/columns/" + web::encode(column));
        else if (!key.empty())
            found.emplace(rows.text(0), page_of(key) + (file.empty() || rows.get<bool>(4) ? "" : "/files/" + web::encode(file)));
    }
    for (const auto& address : asked)
        if (const auto at = found.find(address); at != found.end())
            return at->second;
    return std::nullopt;
}

}  // namespace gongkai::publishing
