#include "domain/intake/pages/links.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace gongkai::intake {
namespace {

TEST(Links, never_lead_into_this_machine) {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(listener, 1), 0);
    socklen_t size = sizeof address;
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    const auto port = std::to_string(ntohs(address.sin_port));
    for (const auto* host : {"127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"})
        EXPECT_EQ(ask_address("http://" + std::string(host) + ":" + port + "/"), std::nullopt) << host;
    EXPECT_LT(::accept(listener, nullptr, nullptr), 0) << "somebody was connected";
    ::close(listener);
}

TEST(Links, are_followed_to_where_they_end) {
    std::vector<std::string> asked;
    const Fetch fetch = [&](const web::Ask& ask) -> Result<web::Fetched> {
        asked.push_back(std::string(web::name_of(ask.method)) + ' ' + ask.address);
        EXPECT_TRUE(ask.only_public);
        if (ask.address == "https://example.gov.cn/old")
            return web::Fetched{301, {{"Location", "new?page=2"}}, {}};
        if (ask.address == "https://example.gov.cn/loop")
            return web::Fetched{302, {{"Location", "/loop"}}, {}};
        if (ask.address == "https://example.gov.cn/no-head" && ask.method == web::Method::head)
            return web::Fetched{405, {}, {}};
        return web::Fetched{ask.address.ends_with("gone") ? 410 : 200, {}, {}};
    };
    EXPECT_EQ(status_in_the_end("https://example.gov.cn/old", fetch), 200);
    EXPECT_EQ(asked, (std::vector<std::string>{"HEAD https://example.gov.cn/old", "HEAD https://example.gov.cn/new?page=2"}));
    EXPECT_EQ(status_in_the_end("https://example.gov.cn/loop", fetch), std::nullopt);
    EXPECT_EQ(status_in_the_end("https://example.gov.cn/gone", fetch), 410);
    asked.clear();
    EXPECT_EQ(status_in_the_end("https://example.gov.cn/no-head", fetch), 200);
    EXPECT_EQ(asked.back(), "GET https://example.gov.cn/no-head");
}

TEST(Links, that_are_none_have_no_status) {
    for (const auto* address : {"", "/documents/1", "ftp://example.gov.cn/", "file:///etc/passwd", "http://", "http:// /"})
        EXPECT_EQ(ask_address(address), std::nullopt) << address;
}

}  // namespace
}  // namespace gongkai::intake
