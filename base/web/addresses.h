// Where to listen, and who is calling.
#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/core/refusal.h"

namespace gongkai::web {

using Endpoint = boost::asio::ip::tcp::endpoint;

// "[::]:8080", "127.0.0.1:8080", "localhost:8080".
std::optional<Endpoint> read_address(std::string_view text);
std::string text_of(const Endpoint& endpoint);

// An IPv4 caller on a socket for both is written as IPv4.
std::string address_text(const boost::asio::ip::address& address);
// One household: an IPv4 address or an IPv6 /64.
std::string household_of(const boost::asio::ip::address& address);

// Of the open network: not of this machine, its links, private or carrier networks, documentation, multicast (RFC 6890).
bool is_public(const boost::asio::ip::address& address);

// SO_REUSEPORT lets two programs of one user share a port without a word. So the port is taken once without it: this says whether
// somebody has it, and which one port 0 became.
Result<Endpoint> claim(Endpoint endpoint);

}  // namespace gongkai::web
