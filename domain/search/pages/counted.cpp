#include "domain/search/pages/counted.h"

#include <algorithm>
#include <array>

#include "base/core/text.h"

namespace gongkai::search {
namespace {

// What programs call themselves by, in small letters; the counting of libraries (COUNTER) leaves the same kinds out.
constexpr std::array<std::string_view, 21> programs{
    "bot",    "spider", "crawl",  "slurp",  "archiver", "monitor",  "preview", "fetch", "curl",    "wget",     "python",
    "scrapy", "java/",  "okhttp", "libwww", "go-http",  "httpclie", "node.js", "axios", "postman", "phantomjs"};

// "https://www.example.gov.cn/search?q=…": the path, if it is of this site.
std::string_view path_here(std::string_view referer, const web::Request& request, std::string_view site_address) {
    if (!site_address.empty() && referer.starts_with(site_address)) {
        referer.remove_prefix(site_address.size());
        return referer.substr(0, referer.find('?'));
    }
    const auto host_at = referer.find("://");
    const auto path_at = host_at == std::string_view::npos ? host_at : referer.find('/', host_at + 3);
    if (path_at == std::string_view::npos ||
        referer.substr(host_at + 3, path_at - host_at - 3) != request.header("Host").value_or(""))
        return {};
    referer.remove_prefix(path_at);
    return referer.substr(0, referer.find('?'));
}

// Where the browser says what it wants it for.
bool is_followed_link(const web::Request& request) { return request.header("Sec-Fetch-Dest").value_or("document") == "document"; }

}  // namespace

bool is_asked_by_a_person(const web::Request& request) {
    if (request.method != web::Method::get)
        return false;
    for (const auto* name : {"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"})
        if (request.header(name))
            return false;
    const auto agent = lower_ascii(request.header("User-Agent").value_or(""));
    return !agent.empty() &&
           std::ranges::none_of(programs, [&](std::string_view word) { return agent.find(word) != std::string::npos; });
}

void count_opening(Tally& tally, const web::Request& request, const web::Sent& sent, std::string_view site_address) {
    const auto referer = request.header("Referer");
    // 304: the browser has it from the last time, and it was opened all the same.
    if (!referer || (sent.status != 200 && sent.status != 304) || path_here(*referer, request, site_address) != "/search")
        return;
    // Pictures and styles of the page of results come from there too.
    if (is_followed_link(request) && is_asked_by_a_person(request))
        tally.opened(request.path);
}

void count_download(Tally& tally, const web::Request& request, std::string_view source, std::string_view key) {
    // A script of this site fetches a file too, to draw its pages.
    if (is_followed_link(request) && is_asked_by_a_person(request))
        tally.downloaded(source, key);
}

}  // namespace gongkai::search
