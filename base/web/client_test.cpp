#include "base/web/client.h"

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

}  // namespace
}  // namespace gongkai::web
