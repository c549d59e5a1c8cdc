#include "domain/intake/pages/links.h"

#include <boost/url.hpp>

namespace gongkai::intake {
namespace {

constexpr int most_redirects = 5;
constexpr std::chrono::milliseconds patience{5'000};
constexpr std::size_t most_bytes = std::size_t{1} << 20;

std::string resolved(const std::string& base, std::string_view reference) {
    const auto from = boost::urls::parse_uri(base);
    const auto to = boost::urls::parse_uri_reference({reference.data(), reference.size()});
    boost::urls::url out;
    if (!from || !to || !boost::urls::resolve(*from, *to, out))
        return {};
    return std::string(out.buffer());
}

}  // namespace

std::optional<int> ask_address(const std::string& address) { return status_in_the_end(address, web::fetch); }

std::optional<int> status_in_the_end(const std::string& address, const Fetch& fetch) {
    web::Ask ask{.address = address, .method = web::Method::head};
    ask.within = patience;
    ask.at_most = most_bytes;
    ask.only_public = true;
    for (int step = 0; step <= most_redirects && !ask.address.empty(); ++step) {
        auto answer = fetch(ask);
        if (answer && ask.method == web::Method::head && (answer->status == 405 || answer->status == 501)) {
            ask.method = web::Method::get;
            answer = fetch(ask);
        }
        if (!answer)
            return std::nullopt;
        const auto location = answer->header("location");
        if (answer->status < 300 || answer->status >= 400 || location.empty())
            return answer->status;
        ask.address = resolved(ask.address, location);
    }
    return std::nullopt;
}

}  // namespace gongkai::intake
