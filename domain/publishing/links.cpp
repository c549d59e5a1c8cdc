#include "domain/publishing/links.h"

#include <algorithm>
#include <future>
#include <set>
#include <span>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/publishing/queries.h"

namespace gongkai::publishing {
namespace {

constexpr std::size_t most_links = 50;
constexpr int at_once = 6;
constexpr std::size_t keys_a_statement = 25;

// A server that is away today is no dead link; one that says that there is nothing is.
std::string_view what_it_says(int status) {
    return status == 404 || status == 410 ? "gone" : status == 0 || status >= 500 ? "silent" : "answers";
}

// Without fragments, each once, the first most_links of those that are wanted.
std::vector<std::string> links_in(const markup::Clean& body, auto is_wanted) {
    std::vector<std::string> all;
    // Clean HTML writes this attribute in no other way, and what a text says has its quotes escaped.
    constexpr std::string_view mark = "<a href='";
    const std::string_view html = body.html();
    for (auto at = html.find(mark); at != std::string_view::npos && all.size() < most_links; at = html.find(mark, at + 1)) {
        const auto rest = html.substr(at + mark.size());
        auto address = replace_all(replace_all(std::string(rest.substr(0, rest.find('\''))), "&#39;", "'"), "&amp;", "&");
        address.resize(std::min(address.find('#'), address.size()));
        if (is_wanted(address) && std::ranges::find(all, address) == all.end())
            all.push_back(std::move(address));
    }
    return all;
}

// "/documents/{key}", "/documents/{key}/files/{file}", "/columns/{key}".
struct PlaceHere {
    std::string room, key, file;
    auto operator<=>(const PlaceHere&) const = default;
};
std::optional<PlaceHere> place_here(const std::string& address) {
    std::string path;
    web::Fields query;
    if (!web::leads_here(address) || !web::read_target(address, path, query))
        return std::nullopt;
    const auto parts = split(std::string_view(path).substr(1), '/');
    const bool is_page = parts.size() == 2 && (parts[0] == "documents" || parts[0] == "columns");
    const bool is_file = parts.size() == 4 && parts[0] == "documents" && parts[2] == "files";
    if (!is_page && !is_file)
        return std::nullopt;
    return PlaceHere{std::string(parts[0]), std::string(parts[1]), is_file ? std::string(parts[3]) : std::string()};
}

}  // namespace

std::vector<std::string> links_elsewhere(const markup::Clean& body) {
    return links_in(body, [](const std::string& one) { return one.starts_with("http://") || one.starts_with("https://"); });
}

std::map<std::string, int> statuses_of_links(db::Connection& connection, DocumentId id, const markup::Clean& body) {
    std::map<std::string, PlaceHere> wanted;
    std::set<std::string> all_keys;
    for (const auto& address : links_in(body, [](const std::string& one) { return place_here(one).has_value(); })) {
        const auto& place = wanted.emplace(address, *place_here(address)).first->second;
        all_keys.insert(place.key);
    }
    const std::vector<std::string> keys(all_keys.begin(), all_keys.end());
    std::map<std::string, int> statuses;
    std::map<PlaceHere, int> there;
    if (keys.empty() && links_elsewhere(body).empty())
        return statuses;
    std::size_t from = 0;
    do {
        std::vector<db::Parameter> parameters;
        for (std::size_t i = from; i < from + keys_a_statement; ++i)
            parameters.emplace_back(keys.empty() ? std::string_view() : keys[std::min(i, keys.size() - 1)]);
        parameters.emplace_back(id);
        for (auto rows = connection.query(sql::stands_here, std::span<const db::Parameter>(parameters)); rows.next();) {
            PlaceHere place{rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2)};
            const int status = rows.get<int>(3);
            if (place.room == "elsewhere")
                statuses[place.key] = status;
            there[{place.room, place.key, ""}] = status;
            there[std::move(place)] = status;
        }
        from += keys_a_statement;
    } while (from < keys.size());
    for (const auto& [address, place] : wanted) {
        const auto page = there.find({place.room, place.key, ""});
        const auto found = there.find(place);
        // Of what was withdrawn the files are gone too.
        statuses[address] = found != there.end() ? found->second : page != there.end() && page->second == 410 ? 410 : 404;
    }
    return statuses;
}

void note_links(db::Connection& connection, DocumentId id, const markup::Clean& body) {
    const auto all = links_elsewhere(body);
    std::vector<std::string> gone;
    for (auto rows = connection.query(sql::links_of, id); rows.next();)
        if (auto address = rows.get<std::string>(0); std::ranges::find(all, address) == all.end())
            gone.push_back(std::move(address));
    for (const auto& address : gone)
        connection.run(sql::forget_link, id, address);
    for (const auto& address : all)
        connection.run(sql::note_link, id, address, now());
}

int try_links(db::Database& database, const intake::AskAddress& ask, std::chrono::days again_after) {
    std::vector<std::string> waiting;
    database.read([&](db::Connection& connection) {
        for (auto rows = connection.query(sql::untried_links, at_once); rows.next();)
            waiting.push_back(rows.get<std::string>(0));
        if (waiting.empty())
            for (auto rows =
                     connection.query(sql::links_to_try_again, now() - again_after, now() - std::chrono::days(1), at_once);
                 rows.next();)
                waiting.push_back(rows.get<std::string>(0));
    });
    std::vector<std::future<std::optional<int>>> answers;
    for (const auto& address : waiting)
        answers.push_back(std::async(std::launch::async, [&ask, &address] { return ask(address); }));
    std::vector<int> statuses;
    for (auto& answer : answers)
        statuses.push_back(answer.get().value_or(0));
    if (!waiting.empty())
        database.write([&](db::Connection& connection) {
            for (std::size_t i = 0; i < waiting.size(); ++i)
                connection.run(sql::note_trial, waiting[i], now(), statuses[i], what_it_says(statuses[i]));
        });
    return static_cast<int>(waiting.size());
}

}  // namespace gongkai::publishing
