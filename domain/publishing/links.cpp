#include "domain/publishing/links.h"

#include <algorithm>
#include <future>

#include "base/core/text.h"
#include "domain/publishing/queries.h"

namespace gongkai::publishing {
namespace {

constexpr std::size_t most_links = 50;
constexpr int at_once = 6;

// A server that is away today is no dead link; one that says that there is nothing is.
std::string_view what_it_says(int status) {
    return status == 404 || status == 410 ? "gone" : status == 0 || status >= 500 ? "silent" : "answers";
}

}  // namespace

std::vector<std::string> links_elsewhere(const markup::Clean& body) {
    std::vector<std::string> all;
    // Clean HTML writes this attribute in no other way, and what a text says has its quotes escaped.
    constexpr std::string_view mark = "<a href='";
    const std::string_view html = body.html();
    for (auto at = html.find(mark); at != std::string_view::npos && all.size() < most_links; at = html.find(mark, at + 1)) {
        const auto rest = html.substr(at + mark.size());
        auto address = replace_all(std::string(rest.substr(0, rest.find('\''))), "&amp;", "&");
        address.resize(std::min(address.find('#'), address.size()));
        if ((address.starts_with("http://") || address.starts_with("https://")) && std::ranges::find(all, address) == all.end())
            all.push_back(std::move(address));
    }
    return all;
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

std::map<std::string, int> link_statuses(db::Connection& connection, DocumentId id) {
    std::map<std::string, int> all;
    for (auto rows = connection.query(sql::links_of, id); rows.next();)
        if (!rows.is_null(1))
            all.emplace(rows.get<std::string>(0), rows.get<int>(2));
    return all;
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
