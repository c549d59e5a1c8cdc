// One portal for all laws: the real binary on the real notice, its table of routes, and every page that a reader can come to from
// "/".
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/http/client.h"
#include "tests/http/page.h"
#include "tests/program.h"

namespace gongkai::http {

struct RouteLine {
    std::string method, pattern, name, form;
    bool is_staff = false, is_cached = false;
    std::vector<std::string> reads;
    std::optional<int> sql_at_most;

    bool is_get() const { return method == "GET"; }
    bool has_parameters() const { return pattern.find('{') != std::string::npos; }
    bool matches(std::string_view path) const;
};

struct Visited {
    std::string target;
    Answer answer;
    Page page;  // where it is HTML
};

class Place {
  public:
    static Place& get();  // begun when first asked for

    Client& client() { return client_; }
    std::uint16_t port() const { return portal_->port(); }
    Program& program() { return portal_->program(); }
    const std::filesystem::path& data() const { return data_; }
    bool has_proofs() const { return has_proofs_; }
    const std::vector<RouteLine>& routes() const { return routes_; }
    const RouteLine* route_of(std::string_view target) const;  // the GET route that answers it

    // Every distinct path that links lead to, and some of the queries on each.
    const std::vector<Visited>& pages() const { return pages_; }
    // Addresses as links name them, each with one page that does.
    const std::map<std::string, std::string>& links() const { return links_; }
    const Visited* page_at(std::string_view target) const;

    // Up to `count` addresses of a route that were visited; its pattern itself where nothing has to be filled in.
    std::vector<std::string> instances(const RouteLine& route, std::size_t count) const;

  private:
    Place();
    void crawl();

    TemporaryFolder folder_;
    std::filesystem::path data_;
    bool has_proofs_ = false;
    std::optional<Portal> portal_;
    Client client_{0};
    std::vector<RouteLine> routes_;
    std::vector<Visited> pages_;
    std::map<std::string, std::size_t, std::less<>> by_target_;
    std::map<std::string, std::string> links_;
};

// A data folder with the units, the notice and what proofs there are, for tests that change it.
void copy_data_folder(const std::filesystem::path& to);

std::string path_of(std::string_view target);
std::string without_fragment(std::string_view target);

}  // namespace gongkai::http
