#include "tests/http/place.h"

#include <algorithm>
#include <boost/json.hpp>
#include <deque>
#include <set>

#include "base/core/text.h"
#include "tests/database.h"

namespace gongkai::http {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t queries_of_a_route = 40;  // that are followed; every path is
constexpr std::size_t pages_at_most = 4000;

// Filled once; the portal of the laws and the tests that write each work on a copy.
class FilledFolder {
  public:
    FilledFolder() : has_proofs(fs::exists(source_file("data/demonstration/proofs-2019-33.csv"))) {
        fill_data_folder(folder.path(), has_proofs ? Proofs::demonstration : Proofs::none);
    }
    TemporaryFolder folder;
    bool has_proofs;
};
const FilledFolder& filled() {
    static const FilledFolder one;
    return one;
}

std::vector<RouteLine> read_routes(const fs::path& data) {
    std::vector<RouteLine> all;
    const auto lines = boost::json::parse(run_program({"routes", "--json"}, {data, {}, {}}).said);
    for (const auto& line : lines.as_array()) {
        RouteLine route;
        route.method = line.at("method").as_string();
        route.pattern = line.at("pattern").as_string();
        route.name = line.at("name").as_string();
        route.form = line.at("form").as_string();
        route.is_staff = line.at("audience").as_string() == "staff";
        route.is_cached = line.at("cached").as_bool();
        for (const auto& field : line.at("reads").as_array())
            route.reads.emplace_back(field.as_string());
        if (!line.at("sql_at_most").is_null())
            route.sql_at_most = static_cast<int>(line.at("sql_at_most").as_int64());
        all.push_back(std::move(route));
    }
    return all;
}

}  // namespace

std::string path_of(std::string_view target) { return std::string(target.substr(0, target.find_first_of("?#"))); }
std::string without_fragment(std::string_view target) { return std::string(target.substr(0, target.find('#'))); }

void copy_data_folder(const fs::path& to) { copy_installation(filled().folder.path(), to); }

bool RouteLine::matches(std::string_view path) const {
    const auto wanted = split(pattern, '/'), given = split(path, '/');
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].ends_with("...}"))
            return given.size() > i;
        if (i >= given.size() || (!wanted[i].starts_with('{') && wanted[i] != given[i]))
            return false;
    }
    return wanted.size() == given.size();
}

Place& Place::get() {
    static Place place;
    return place;
}

Place::Place() : data_(folder_.path() / "data"), has_proofs_(filled().has_proofs) {
    copy_data_folder(data_);
    routes_ = read_routes(data_);
    portal_.emplace(Surroundings{data_, {{"GONGKAI_SERVER_COUNT_STATEMENTS", "true"}, {"GONGKAI_LOG_ACCESS", "false"}}, {}});
    client_ = Client(portal_->port());
    crawl();
}

void Place::crawl() {
    std::set<std::string> seen{"/"};
    for (const auto& route : routes_)
        if (route.is_get() && !route.has_parameters())
            seen.insert(route.pattern);
    std::deque<std::string> next(seen.begin(), seen.end());
    std::map<const RouteLine*, std::size_t> queries;
    while (!next.empty() && pages_.size() < pages_at_most) {
        Visited visited{next.front(), client_.get(next.front()), {}};
        next.pop_front();
        if (visited.answer.is_html()) {
            visited.page = read_page(visited.answer.body);
            for (const auto& link : visited.page.links) {
                if (!link.address.starts_with('/'))
                    continue;
                links_.emplace(link.address, visited.target);
                auto target = without_fragment(link.address);
                if (target.find('?') != std::string::npos) {
                    auto& count = queries[route_of(target)];
                    if (count >= queries_of_a_route || seen.contains(target))
                        target = path_of(target);
                    else
                        ++count;
                }
                if (seen.insert(target).second)
                    next.push_back(target);
            }
        }
        by_target_.emplace(visited.target, pages_.size());
        pages_.push_back(std::move(visited));
    }
}

const RouteLine* Place::route_of(std::string_view target) const {
    const auto path = path_of(target);
    const RouteLine* best = nullptr;
    for (const auto& route : routes_)
        if (route.is_get() && route.matches(path) && (!best || !route.has_parameters()))
            best = &route;
    return best;
}

const Visited* Place::page_at(std::string_view target) const {
    const auto found = by_target_.find(target);
    return found == by_target_.end() ? nullptr : &pages_[found->second];
}

std::vector<std::string> Place::instances(const RouteLine& route, std::size_t count) const {
    std::vector<std::string> all;
    for (const auto& visited : pages_)
        if (all.size() < count && route_of(visited.target) == &route)
            all.push_back(visited.target);
    return all;
}

}  // namespace gongkai::http
