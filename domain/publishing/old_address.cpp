#include "domain/publishing/old_address.h"

#include <algorithm>
#include <map>
#include <span>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/publishing/queries.h"

namespace gongkai::publishing {
namespace {

// What is added to an address when it is shared in a messenger, counted by somebody, or asked anew past a cache.
bool is_added_by_others(std::string_view name) {
    static constexpr std::string_view names[] = {
        "from",      "isappinstalled", "nsukey", "spm",        "scene",     "clicktime",   "enterid",   "share", "share_token",
        "wd",        "eqid",           "bd_vid", "gclid",      "fbclid",    "v",           "_",         "t",     "time",
        "timestamp", "random",         "rand",   "jsessionid", "phpsessid", "tdsourcetag", "vd_source", "ref",   "wx",
        "appid"};
    const auto plain = lower_ascii(name);
    return plain.starts_with("utm_") || std::ranges::find(names, plain) != std::end(names);
}

constexpr std::string_view index_pages[] = {"index.html", "index.htm",   "index.shtml",  "index.jsp",
                                            "index.php",  "default.htm", "default.html", "default.aspx"};

// The same page by another name: without a session in the path, a folder for its index page, its index page for a folder.
std::vector<std::string> other_paths(const std::string& path) {
    std::vector<std::string> all;
    if (const auto session = path.find(';'); session != std::string::npos)
        all.push_back(path.substr(0, session));
    const auto name = lower_ascii(path.substr(path.rfind('/') + 1));
    if (name.empty()) {
        if (path.size() > 1)
            all.push_back(path.substr(0, path.size() - 1));
        for (const auto index : {"index.html", "index.htm", "index.shtml"})
            all.push_back(path + index);
    } else {
        if (std::ranges::find(index_pages, name) != std::end(index_pages))
            all.push_back(path.substr(0, path.rfind('/') + 1));
        all.push_back(path + '/');
        if (name.find('.') == std::string::npos)
            all.push_back(path + "/index.html");
    }
    return all;
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
    std::vector<std::string> all;
    const auto add = [&](std::string address) {
        if (all.size() < asked_at_most && std::ranges::find(all, address) == all.end())
            all.push_back(std::move(address));
    };
    add(web::write_target(path, query));
    std::vector<std::pair<std::string, std::string>> own;
    for (const auto& [name, value] : query)
        if (!is_added_by_others(name))
            own.emplace_back(name, value);
    const auto with_own = [&](const std::string& on) {
        web::Fields fields;
        for (const auto& [name, value] : own)
            fields.add(name, value);
        add(web::write_target(on, fields));
    };
    with_own(path);
    if (own.size() == 2 || own.size() == 3) {
        std::ranges::sort(own);
        do
            with_own(path);
        while (std::ranges::next_permutation(own).found);
    }
    add(web::write_target(path, {}));
    for (const auto& other : other_paths(path)) {
        with_own(other);
        add(web::write_target(other, {}));
    }
    return all;
}

std::optional<OldPlace> where_it_moved(db::Connection& connection, const std::string& path, const web::Fields& query) {
    const auto asked = addresses_asked(path, query);
    std::vector<std::string> folded;
    for (const auto& address : asked)
        folded.push_back(lower_ascii(address));
    std::vector<db::Parameter> parameters(asked_at_most, db::Parameter(""));
    std::ranges::copy(folded, parameters.begin());
    std::map<std::string, OldPlace, std::less<>> written, in_any_case;
    for (auto rows = connection.query(sql::old_addresses, std::span<const db::Parameter>(parameters)); rows.next();) {
        const auto file = rows.text(1), column = rows.text(2), key = rows.text(3);
        OldPlace place;
        if (!column.empty())
            place.leads_to = "/columns/" + web::encode(column);
        else if (!key.empty())
            place.leads_to = page_of(key) + (file.empty() || rows.get<bool>(4) ? "" : "/files/" + web::encode(file));
        written.emplace(rows.text(0), place);
        in_any_case.emplace(lower_ascii(rows.text(0)), place);
    }
    for (std::size_t i = 0; i < asked.size(); ++i) {
        if (const auto at = written.find(asked[i]); at != written.end())
            return at->second;
        if (const auto at = in_any_case.find(folded[i]); at != in_any_case.end())
            return at->second;
    }
    return std::nullopt;
}

}  // namespace gongkai::publishing
