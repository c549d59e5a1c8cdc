#include "base/web/client.h"
#include "base/web/addresses.h"

#include <gtest/gtest.h>

#include "base/core/log.h"
#include "base/web/site.h"

namespace gongkai::web {
namespace {

TEST(Client, asks_a_site_over_the_wire) {
    log_at_least(Level::error);
    Site site({.log_one_in = 0});
    site.router().get("/", "home", [](Request&, Context&) { return Response::html("<h1>公开</h1>"); });
    site.router().post("/echo", "echo", [](Request& request, Context&) {
        return Response::bytes(request.body, std::string(*request.header("Content-Type")));
    });
    auto server = Server::start({.listen = {"127.0.0.1:0"}, .threads = 1}, site);
    ASSERT_TRUE(server);
    const auto base = "http://127.0.0.1:" + std::to_string((*server)->port());

    const auto home = fetch({.address = base + "/"});
    ASSERT_TRUE(home);
    EXPECT_EQ(home->status, 200);
    EXPECT_EQ(home->body, "<h1>公开</h1>");
    EXPECT_EQ(home->header("content-type"), "text/html; charset=utf-8");
    const auto head = fetch({.address = base + "/", .method = Method::head});
    EXPECT_EQ(head->header("Content-Length"), std::to_string(home->body.size()));
    EXPECT_TRUE(head->body.empty());
    const auto echo =
        fetch({.address = base + "/echo", .method = Method::post, .headers = {{"Content-Type", "text/plain"}}, .body = "hello"});
    EXPECT_EQ(echo->body + std::string(echo->header("Content-Type")), "hellotext/plain");
    EXPECT_EQ(fetch({.address = base + "/absent"})->status, 404);
    EXPECT_EQ(fetch({.address = base + "/", .at_most = 3}).error().id, "web.refuse.unreachable");
    (*server)->stop();
    EXPECT_EQ(fetch({.address = base + "/"}).error().id, "web.refuse.unreachable");
    EXPECT_EQ(fetch({.address = "file:///etc/passwd"}).error().id, "web.refuse.unreachable");
}

TEST(Client, asks_nobody_inside_when_the_address_is_a_strangers) {
    for (const std::string address :
         {"http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://10.1.2.3/", "http://192.168.0.1/",
          "http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]/", "http://0/", "http://2130706433/",
          "http://0x7f.1/", "http://100.64.0.1/"}) {
        Ask ask{.address = address};
        ask.only_public = true;
        const auto answer = fetch(ask);
        ASSERT_FALSE(answer) << address;
        EXPECT_EQ(answer.error().id, "web.refuse.not_public") << address;
    }
    Ask file{.address = "file:///etc/passwd"};
    file.only_public = true;
    EXPECT_EQ(fetch(file).error().id, "web.refuse.unreachable");
}

TEST(Client, knows_public_addresses) {
    const auto is_open = [](const char* text) { return is_public(boost::asio::ip::make_address(text)); };
    for (const auto* open : {"8.8.8.8", "1.2.4.8", "223.5.5.5", "2400:3200::1", "172.15.0.1", "172.32.0.1"})
        EXPECT_TRUE(is_open(open)) << open;
    for (const auto* closed : {"172.16.0.1", "172.31.255.255", "127.255.255.255", "224.0.0.1", "255.255.255.255", "fe80::1",
                               "fd00::1", "::", "::ffff:10.0.0.1", "2001:db8::1"})
        EXPECT_FALSE(is_open(closed)) << closed;
}

}  // namespace
}  // namespace gongkai::web
