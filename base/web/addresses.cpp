#include "base/web/addresses.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <charconv>

namespace gongkai::web {

std::optional<Endpoint> read_address(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    auto host = std::string(text.substr(0, colon));
    const auto digits = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (fault != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string::npos)
        return std::nullopt;
    if (host == "localhost")
        host = "127.0.0.1";
    boost::system::error_code ec;
    const auto address = boost::asio::ip::make_address(host, ec);
    if (ec)
        return std::nullopt;
    return Endpoint(address, port);
}

std::string text_of(const Endpoint& endpoint) {
    const auto host = endpoint.address().to_string();
    return (endpoint.address().is_v6() ? '[' + host + ']' : host) + ':' + std::to_string(endpoint.port());
}

Result<Endpoint> claim(Endpoint endpoint) {
    boost::asio::io_context io;
    boost::system::error_code ec;
    boost::asio::ip::tcp::acceptor probe(io);
    probe.open(endpoint.protocol(), ec);
    if (ec && endpoint.address() == boost::asio::ip::address_v6::any()) {  // a machine without IPv6
        endpoint.address(boost::asio::ip::address_v4::any());
        probe.open(endpoint.protocol(), ec);
    }
    if (!ec && endpoint.address().is_v6())
        probe.set_option(boost::asio::ip::v6_only(false), ec);
    if (!ec)
        probe.set_option(boost::asio::socket_base::reuse_address(true), ec);
    if (!ec)
        probe.bind(endpoint, ec);
    if (!ec)
        probe.listen(1, ec);
    if (!ec)
        return probe.local_endpoint();
    const auto unavailable = [&](const char* id) {
        return refuse(Refusal::Kind::unavailable, id, {text_of(endpoint), std::to_string(endpoint.port())}, ec.message());
    };
    if (ec == boost::asio::error::address_in_use)
        return unavailable("web.refuse.port_busy");
    if (ec == boost::asio::error::access_denied)
        return unavailable("web.refuse.port_forbidden");
    return unavailable("web.refuse.address_absent");
}

std::string address_text(const boost::asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

std::string household_of(const boost::asio::ip::address& address) {
    if (address.is_v4() || address.to_v6().is_v4_mapped())
        return address_text(address);
    const auto bytes = address.to_v6().to_bytes();
    return {bytes.begin(), bytes.begin() + 8};
}

bool is_public(const boost::asio::ip::address& address) {
    namespace ip = boost::asio::ip;
    if (address.is_unspecified())
        return false;
    static constexpr std::string_view closed_v4[]{
        "0.0.0.0/8",    "10.0.0.0/8",     "100.64.0.0/10", "127.0.0.0/8",     "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"};
    static constexpr std::string_view closed_v6[]{"::1/128",  "64:ff9b:1::/48", "100::/64", "2001:db8::/32",
                                                  "fc00::/7", "fe80::/10",      "ff00::/8"};
    const bool is_mapped = address.is_v6() && address.to_v6().is_v4_mapped();
    if (address.is_v4() || is_mapped) {
        const auto v4 = is_mapped ? ip::make_address_v4(ip::v4_mapped, address.to_v6()) : address.to_v4();
        return std::ranges::none_of(closed_v4, [&](std::string_view text) {
            const auto network = ip::make_network_v4(text);
            return ip::make_network_v4(v4, network.prefix_length()).network() == network.network();
        });
    }
    return std::ranges::none_of(closed_v6, [&](std::string_view text) {
        const auto network = ip::make_network_v6(text);
        return ip::make_network_v6(address.to_v6(), network.prefix_length()).network() == network.network();
    });
}

}  // namespace gongkai::web
