// What is said to the socket by somebody who wants two servers in a row to read it differently, or to come to files that are no
// pages. The transport's own tests know each rule; here the whole program stands behind it.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/core/text.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

Place& place() { return Place::get(); }

std::size_t answers_in(std::string_view said) {
    std::size_t count = 0;
    for (auto at = said.find("HTTP/1.1 "); at != std::string_view::npos; at = said.find("HTTP/1.1 ", at + 1))
        ++count;
    return count;
}

std::string all_that_is_said_to(const std::string& bytes) {
    web::RawClient connection(place().port());
    connection.say(bytes);
    return connection.hear_all(std::chrono::seconds(5));
}

const std::string smuggled = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

TEST(Wire, a_request_that_can_be_read_in_two_ways_is_refused_and_nothing_after_it_is_heard) {
    const std::string post = "POST /console/sign-in HTTP/1.1\r\nHost: localhost\r\n";
    const std::string chunked = "Transfer-Encoding: chunked\r\n", none = "\r\n0\r\n\r\n";
    const std::string short_one = "Content-Length: 4\r\n",
                      long_one = "Content-Length: " + std::to_string(smuggled.size()) + "\r\n";
    const std::vector<std::string> attacks{
        post + short_one + chunked + none,                                    // CL.TE
        post + chunked + long_one + none,                                     // TE.CL
        post + chunked + "Transfer-Encoding: identity\r\n" + none,            // TE.TE
        post + "Transfer-Encoding: xchunked\r\n" + long_one + none,           //
        post + "Transfer-Encoding : chunked\r\n" + long_one + none,           //
        post + "Transfer-Encoding:\x0b" + "chunked\r\n" + long_one + none,    //
        post + "X: y\rTransfer-Encoding: chunked\r\n" + long_one + none,      //
        post + "X: y\nTransfer-Encoding: chunked\r\n" + long_one + none,      //
        post + "Transfer-Encoding:\r\n chunked\r\n" + long_one + none,        // folded
        post + "X: y\r\n\tTransfer-Encoding: chunked\r\n" + long_one + none,  //
        post + "Content-Length: 0\r\n" + long_one + "\r\n",                   // two lengths
        post + "Content-Length: 0, " + std::to_string(smuggled.size()) + "\r\n\r\n",
        post + "Content-Length: +0\r\n\r\n",
        post + "Content-Length: 0x0\r\n\r\n",
        post + "Content-Length: -1\r\n\r\n",
        post + std::string("Content-Length\0: 0\r\n\r\n", 21),
        post + "Host: elsewhere\r\nContent-Length: 0\r\n\r\n",  // two hosts
        "POST /console/sign-in HTTP/1.0\r\nHost: localhost\r\n" + chunked + none,
        "GET /health HTTP/1.1\nHost: localhost\n\n",                     // bare line feeds
        post + chunked + "\r\n5;a=b\nhello\r\n0\r\n\r\n",                // a chunk's extension ends by a bare line feed
        post + chunked + "\r\n5\r\nhello0\r\n\r\n",                      // a chunk without its end
        post + chunked + "\r\n 5\r\nhello\r\n0\r\n\r\n",                 //
        post + chunked + "\r\n5\r\nhello\r\n0\r\n" + long_one + "\r\n",  // a length after the body
        post + chunked + "\r\n0x5\r\nhello\r\n0\r\n\r\n",                //
        post + chunked + "\r\nfffffffffffffffff\r\nhello\r\n0\r\n\r\n",  //
    };
    for (const auto& attack : attacks) {
        const auto said = all_that_is_said_to(attack + smuggled);
        EXPECT_EQ(answers_in(said), 1u) << attack << " brought " << said.substr(0, 200);
        EXPECT_TRUE(said.starts_with("HTTP/1.1 4") || said.starts_with("HTTP/1.1 501")) << attack << said.substr(0, 40);
        EXPECT_EQ(said.find("\r\n\r\nok\n"), std::string::npos) << attack;
    }
}

TEST(Wire, options_of_an_asterisk_says_what_the_server_can_do_and_no_other_method_may_ask_it) {
    const auto ask = [](const std::string& method) {
        return all_that_is_said_to(method + " * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    };
    const auto said = ask("OPTIONS");
    EXPECT_TRUE(said.starts_with("HTTP/1.1 204 ")) << said;
    EXPECT_NE(said.find("\r\nAllow: OPTIONS, GET, HEAD, POST\r\n"), std::string::npos) << said;
    for (const std::string method : {"GET", "HEAD", "POST", "DELETE"})
        EXPECT_TRUE(ask(method).starts_with("HTTP/1.1 400 ")) << method;
}

// Read as the standard says: the next request begins where the first ends, not sooner and not later.
TEST(Wire, what_is_unusual_but_clear_ends_where_it_ends) {
    const std::string chunked = "POST /console/sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    const auto inside = "GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n";
    char size[20];
    std::snprintf(size, sizeof size, "%zx", std::string_view(inside).size());
    for (const auto& request : std::vector<std::string>{
             chunked + "5;name=value\r\nhello\r\n0;last\r\n\r\n",
             chunked + "5;name=\"a;b\"\r\nhello\r\n0\r\n\r\n",
             chunked + "5\r\nhello\r\n0\r\nX-Checksum: 1\r\n\r\n",
             chunked + size + "\r\n" + inside + "\r\n0\r\n\r\n",
             "GET /console/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
                 std::to_string(std::string_view(inside).size()) + "\r\n\r\n" + inside,
         }) {
        const auto said = all_that_is_said_to(request + smuggled);
        EXPECT_EQ(answers_in(said), 2u) << request << " brought " << said;
        EXPECT_TRUE(said.ends_with("\r\n\r\nok\n")) << request;
        EXPECT_EQ(said.find("User-agent"), std::string::npos) << request;
    }
}

TEST(Wire, no_path_leads_to_a_file_that_is_no_page) {
    const auto key = read_file(place().data() / "secret.key").value();
    std::map<std::string, Client*> folders{{"/", &place().client()}};
    for (const auto& [link, from] : place().links())
        if (link.second.starts_with("/assets/"))
            folders.emplace(link.second.substr(0, link.second.rfind('/') + 1), &place().client());
    for (const auto& route : place().routes())
        if (const auto at = route.pattern.find('{'); at != std::string::npos)
            folders.emplace(route.pattern.substr(0, at),
                            route.is_staff ? &place().officer_who_may(route.ability).client : &place().client());
    const std::vector<std::string> ups{
        "../",   "..%2f",  "..%2F", "%2e%2e/",       "%2e%2e%2f", "%252e%252e%252f", "..%252f", "..\\",      "..%5c", "%2e.\\",
        ".%2e/", "....//", "..;/",  "%c0%ae%c0%ae/", "..%c0%af",  "%uff0e%uff0e/",   "..%00/",  "..%0d%0a/", "．．/"};
    const std::set<int> refused{301, 308, 400, 404};
    std::size_t asked = 0;
    for (const auto& [folder, client] : folders)
        for (const auto& up : ups)
            for (const std::string file : {"etc/passwd", "secret.key", "gongkai.db", "gongkai.toml", ""})
                for (const int depth : {1, 3, 8}) {
                    auto target = folder;
                    for (int i = 0; i < depth; ++i)
                        target += up;
                    target += file;
                    const auto answer = client->get(target);
                    EXPECT_TRUE(refused.contains(answer.status)) << target << ": " << answer.status;
                    for (const std::string_view secret :
                         {std::string_view("root:x:"), std::string_view("SQLite format"), std::string_view(key)})
                        EXPECT_EQ(answer.body.find(secret), std::string::npos) << target;
                    if (const auto to = answer.header_or_nothing("Location"); !to.empty()) {
                        EXPECT_TRUE(to.starts_with('/') && !to.starts_with("//")) << target << " leads to " << to;
                    }
                    ++asked;
                }
    for (const std::string target : {"/etc/passwd", "//etc/passwd", "/secret.key", "/gongkai.db", "/.git/config", "/.env",
                                     "/assets/../../secret.key", "file:///etc/passwd", "http://localhost/../secret.key"}) {
        const auto answer = place().client().get(target);
        EXPECT_TRUE(refused.contains(answer.status)) << target << ": " << answer.status;
    }
    EXPECT_GT(asked, 1000u);
}

}  // namespace
}  // namespace gongkai::http
