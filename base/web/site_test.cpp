#include "base/web/site.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <boost/json.hpp>

#include "base/core/file.h"
#include "base/core/log.h"
#include "base/core/text.h"

namespace gongkai::web {
namespace {

std::string unzipped(std::string_view gzip) {
    z_stream stream{};
    ::inflateInit2(&stream, 15 + 16);
    std::string out(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzip.data()));
    stream.avail_in = static_cast<uInt>(gzip.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(::inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    ::inflateEnd(&stream);
    return out;
}

class SiteTest : public testing::Test {
  protected:
    SiteTest() {
        log_at_least(Level::error);
        auto& router = site.router();
        router
            .get("/board", "board",
                 [this](Request& request, Context& context) {
                     ++drawn;
                     return Response::html("<h1>" + std::string(tag_of(context.language)) + context.look +
                                           std::to_string(request.query.size()) + "</h1>" + std::string(4000, 'x'));
                 })
            .cached({"duties"})
            .reads({"as_of", "unit"});
        router.get("/personal", "personal", [](Request&, Context&) { return Response::html("<p>" + std::string(4000, 'y')); });
        router.get("/throws", "throws", [](Request&, Context&) -> Response { throw std::runtime_error("the disk is full"); });
        router.get("/away", "away", [](Request&, Context&) -> Response { throw Unavailable("the database is away"); });
        router.get("/desk", "desk", [](Request&, Context& context) { return Response::text(context.user); }).needs("desk.see");
        router.get("/safe", "safe", [](Request&, Context&) { return Response::text("secret"); }).needs("safe.open");
        router.post("/form", "form", [](Request&, Context&) { return Response::redirect("/board"); });
        router.get("/refused", "refused", [this](Request& request, Context& context) {
            return site.refused({Refusal::Kind::conflict, "web.refuse.port_busy", {"<b>"}, ""}, request, context.language);
        });
    }

    struct Answer {
        int status;
        std::string head, body;
        bool has(std::string_view line) const { return head.find(line) != std::string::npos; }
        bool from_memory;
    };
    using Lines = std::vector<std::pair<std::string_view, std::string_view>>;
    Answer ask(Method method, std::string_view target, const Lines& lines = {}) {
        auto request = Request::of(method, target);
        request.id = "k3f9x0a1zz";
        for (const auto& [name, value] : lines)
            request.headers.add(name, value);
        if (const auto ready = site.try_cached(request))
            return {ready->status, ready->head, ready->body, true};
        const auto response = site.answer(request);
        if (response.prepared)
            return {response.prepared->status, response.prepared->head, response.prepared->body, false};
        return {response.status, header_lines(response, response.body.size()), response.body, false};
    }
    Answer get(std::string_view target, const Lines& lines = {}) { return ask(Method::get, target, lines); }
    static std::string etag_of(const Answer& answer) {
        const auto from = answer.head.find("ETag: ") + 6;
        return answer.head.substr(from, answer.head.find('\r', from) - from);
    }

    static SiteSettings settings() {
        SiteSettings settings;
        settings.looks = {"elder"};
        settings.guard = [](const Request& request, Context& context) -> std::optional<Response> {
            if (!request.cookie("session"))
                return Response::redirect("/sign-in");
            context.user = "clerk";
            context.abilities = {"desk.see"};
            return std::nullopt;
        };
        return settings;
    }
    int drawn = 0;
    Site site{settings()};
};

TEST_F(SiteTest, a_cached_page_is_drawn_once_until_its_tag_is_touched) {
    EXPECT_FALSE(get("/board").from_memory);
    EXPECT_TRUE(get("/board").from_memory);
    EXPECT_EQ(drawn, 1);
    site.cache().touch("programme");
    EXPECT_TRUE(get("/board").from_memory);
    site.cache().touch("duties");
    EXPECT_FALSE(get("/board").from_memory);
    EXPECT_EQ(drawn, 2);
}

TEST_F(SiteTest, a_cached_page_differs_by_language_look_and_the_fields_it_reads) {
    EXPECT_NE(get("/board").body.find("zh-CN0<"), std::string::npos);
    EXPECT_NE(get("/board", {{"Accept-Language", "en-GB,zh;q=0.8"}}).body.find("en0<"), std::string::npos);
    EXPECT_NE(get("/board", {{"Accept-Language", "zh;q=0.1, en;q=1"}}).body.find("en0<"), std::string::npos);
    EXPECT_NE(get("/board", {{"Accept-Language", "fr, en;q=0.5"}}).body.find("en0<"), std::string::npos);
    EXPECT_NE(get("/board", {{"Cookie", "a=b; language=en; look=elder"}}).body.find("enelder0<"), std::string::npos);
    EXPECT_NE(get("/board?as_of=2019-07-01").body.find("zh-CN1<"), std::string::npos);
    EXPECT_EQ(drawn, 4);
    get("/board", {{"Cookie", "look=made-up"}});
    get("/board?utm_source=x&anything=1");
    get("/board?other=2&as_of=2019-07-01");
    EXPECT_EQ(drawn, 4);
}

TEST_F(SiteTest, a_cached_page_is_sent_in_the_encoding_asked_for_or_not_at_all) {
    const auto plain = get("/board");
    const auto gzip = get("/board", {{"Accept-Encoding", "gzip"}});
    const auto brotli = get("/board", {{"Accept-Encoding", "gzip, deflate, br"}});
    EXPECT_TRUE(gzip.has("Content-Encoding: gzip\r\n") && brotli.has("Content-Encoding: br\r\n") &&
                !plain.has("Content-Encoding"));
    EXPECT_EQ(unzipped(gzip.body), plain.body);
    EXPECT_LT(brotli.body.size(), 200U);
    EXPECT_TRUE(get("/board", {{"Accept-Encoding", "br"}}).from_memory);
    EXPECT_FALSE(get("/board", {{"Accept-Encoding", "br;q=0, gzip;q=0.0"}}).has("Content-Encoding"));
    EXPECT_TRUE(get("/board", {{"Accept-Encoding", "gzip;q=1.0, br;q=0.1"}}).has("Content-Encoding: gzip"));
    for (const auto& answer : {plain, gzip, brotli}) {
        EXPECT_TRUE(answer.has("Vary: Accept-Language, Cookie, Accept-Encoding\r\n")) << answer.head;
        EXPECT_TRUE(answer.has("Content-Length: " + std::to_string(answer.body.size()) + "\r\n"));
        const auto known = get("/board", {{"If-None-Match", etag_of(answer)}});
        EXPECT_EQ(known.status, 304);
        EXPECT_TRUE(known.body.empty() && known.has("ETag: ") && known.has("Vary: ") && !known.has("Content-Length"));
    }
    EXPECT_NE(etag_of(plain), etag_of(gzip));
    EXPECT_EQ(get("/board", {{"If-None-Match", "W/\"other\", " + etag_of(plain)}}).status, 304);
    EXPECT_EQ(get("/board", {{"If-None-Match", "\"other\""}}).status, 200);
}

TEST_F(SiteTest, a_page_that_is_gone_is_kept_and_never_said_to_be_unchanged) {
    site.router().get("/gone", "gone", [](Request&, Context&) { return Response::html("withdrawn", 410); }).cached({"duties"});
    const auto first = get("/gone");
    EXPECT_EQ(first.status, 410);
    EXPECT_TRUE(first.has("Cache-Control: public, max-age=0, must-revalidate"));
    const auto again = get("/gone", {{"If-None-Match", etag_of(first)}});
    EXPECT_TRUE(again.from_memory);
    EXPECT_EQ(again.status, 410);
    EXPECT_EQ(again.body, first.body);
}

TEST_F(SiteTest, every_answer_carries_the_headers_that_keep_it_safe) {
    for (const std::string_view target : {"/board", "/personal", "/throws", "/absent", "/refused"}) {
        const auto answer = get(target);
        EXPECT_TRUE(answer.has("Content-Security-Policy: default-src 'none'; style-src 'self'")) << target << answer.head;
        EXPECT_EQ(answer.head.find("unsafe-inline"), std::string::npos);
        EXPECT_TRUE(answer.has("X-Content-Type-Options: nosniff") && answer.has("Referrer-Policy: ") &&
                    answer.has("Permissions-Policy: ") && answer.has("Cross-Origin-Opener-Policy: same-origin"));
    }
    EXPECT_TRUE(get("/board").has("Cache-Control: public, max-age=0, must-revalidate, s-maxage=60\r\n"));
    EXPECT_TRUE(get("/personal").has("Cache-Control: no-store\r\n"));
}

TEST_F(SiteTest, a_personal_page_is_compressed_too_but_never_kept) {
    EXPECT_TRUE(get("/personal", {{"Accept-Encoding", "br"}}).has("Content-Encoding: br"));
    EXPECT_FALSE(get("/personal").from_memory);
}

TEST_F(SiteTest, errors_are_pages_in_plain_words_with_the_number_of_the_request) {
    const auto thrown = get("/throws");
    EXPECT_EQ(thrown.status, 500);
    EXPECT_NE(thrown.body.find("k3f9x0a1zz"), std::string::npos);
    EXPECT_EQ(thrown.body.find("disk"), std::string::npos);
    const auto away = get("/away");
    EXPECT_EQ(away.status, 503);
    EXPECT_TRUE(away.has("Retry-After: 5"));
    const auto absent = get("/absent", {{"Accept-Language", "en"}});
    EXPECT_EQ(absent.status, 404);
    EXPECT_NE(absent.body.find("This page was not found"), std::string::npos);
    const auto refused = get("/refused");
    EXPECT_EQ(refused.status, 409);
    EXPECT_NE(refused.body.find("地址 &lt;b&gt; 已被别的程序占用"), std::string::npos);
}

TEST_F(SiteTest, methods_and_slashes_lead_the_right_way) {
    const auto wrong = ask(Method::post, "/board");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_TRUE(wrong.has("Allow: OPTIONS, GET, HEAD\r\n")) << wrong.head;
    EXPECT_EQ(ask(Method::options, "/board").status, 204);
    const auto slash = get("/board/?as_of=2019-07-01&unit=%E5%B1%80");
    EXPECT_EQ(slash.status, 301);
    EXPECT_TRUE(slash.has("Location: /board?as_of=2019-07-01&unit=%E5%B1%80\r\n")) << slash.head;
    EXPECT_EQ(get("//evil.example/").status, 404);
}

TEST_F(SiteTest, staff_pages_ask_the_guard) {
    EXPECT_EQ(get("/desk").status, 303);
    EXPECT_EQ(get("/desk", {{"Cookie", "session=x"}}).body, "clerk");
    EXPECT_EQ(get("/safe").status, 303);
    const auto locked = get("/safe", {{"Cookie", "session=x"}});
    EXPECT_EQ(locked.status, 403);
    EXPECT_NE(locked.body.find("<h1>"), std::string::npos);
    EXPECT_EQ(locked.body.find("secret"), std::string::npos);
    Site unguarded{SiteSettings{}};
    unguarded.router().get("/desk", "desk", [](Request&, Context&) { return Response::text("secret"); }).needs("desk.see");
    auto request = Request::of(Method::get, "/desk");
    EXPECT_EQ(unguarded.answer(request).status, 403);
}

TEST_F(SiteTest, a_form_that_comes_from_elsewhere_is_refused) {
    const auto post = [&](const Lines& lines) { return ask(Method::post, "/form", lines).status; };
    EXPECT_EQ(post({}), 303);
    EXPECT_EQ(post({{"Sec-Fetch-Site", "same-origin"}}), 303);
    EXPECT_EQ(post({{"Sec-Fetch-Site", "cross-site"}}), 403);
    EXPECT_EQ(post({{"Sec-Fetch-Site", "same-site"}}), 403);
    EXPECT_EQ(post({{"Host", "a.example"}, {"Origin", "http://a.example"}}), 303);
    EXPECT_EQ(post({{"Host", "a.example"}, {"Origin", "http://b.example"}}), 403);
    EXPECT_EQ(post({{"Host", "a.example"}, {"Origin", "null"}}), 403);
}

TEST(WrittenRequests, are_json_lines_that_come_in_order_and_all) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "log";
    log_to(file);
    {
        AccessLog every(1), none(0), third(3);
        auto request = Request::of(Method::get, "/a%22b?q=secret");
        request.id = "k3f9";
        every.note(request, request.path, {200, 1924, std::chrono::microseconds(38), true});
        every.note(request, request.path, {503, 5, {}, false});
        every.note(request, "/\xC0\xAE/passwd", {400, 1, {}, false});
        none.note(request, request.path, {200, 1, {}, false});
        none.note(request, request.path, {500, 7, {}, false});
        none.note(request, request.path, {501, 7, {}, false});
        for (int i = 0; i < 9; ++i)
            third.note(request, request.path, {404, 9, {}, false});
    }
    const auto text = *read_file(file);
    const auto lines = split(text, '\n');
    ASSERT_EQ(lines.size(), 8U) << text;
    EXPECT_TRUE(is_utf8(text)) << "bytes of a path that are no text";
    for (const auto line : lines)
        EXPECT_TRUE(line.empty() || boost::json::parse(line).is_object()) << line;
    EXPECT_NE(
        text.find(
            R"("level":"info","what":"request","id":"k3f9","peer":"127.0.0.1","method":"GET","path":"/a\"b","status":200,"bytes":1924,"us":38})"),
        std::string::npos)
        << text;
    EXPECT_EQ(text.find("secret"), std::string::npos);
    EXPECT_NE(text.find(R"("level":"warning","what":"request")"), std::string::npos);
}

TEST(KeptPages, memory_is_bounded_and_the_page_not_used_longest_goes_first) {
    PageCache cache(200'000);
    const auto page = [] { return std::make_shared<Page>(Response::html(std::string(9'000, 'x')), ""); };
    for (int i = 0; i < 100; ++i) {
        cache.keep("/" + std::to_string(i), page(), cache.stamp({"a"}), now() + std::chrono::hours(1));
        EXPECT_TRUE(cache.find("/0")) << i;
        EXPECT_LE(cache.report().bytes, 200'000U);
    }
    EXPECT_FALSE(cache.find("/1"));
    EXPECT_TRUE(cache.find("/99"));
    cache.keep("/huge", std::make_shared<Page>(Response::html(std::string(100'000, 'x')), ""), cache.stamp({}),
               now() + std::chrono::hours(1));
    EXPECT_FALSE(cache.find("/huge"));
}

TEST(KeptPages, a_deed_while_a_page_is_drawn_makes_it_stale) {
    PageCache cache(1 << 20);
    auto stamp = cache.stamp({"duties"});
    cache.touch("duties");
    cache.keep("/", std::make_shared<Page>(Response::html("x"), ""), stamp, now() + std::chrono::hours(1));
    EXPECT_FALSE(cache.find("/"));
    cache.keep("/late", std::make_shared<Page>(Response::html("x"), ""), cache.stamp({}), now() - std::chrono::seconds(1));
    EXPECT_FALSE(cache.find("/late"));
}

}  // namespace
}  // namespace gongkai::web
