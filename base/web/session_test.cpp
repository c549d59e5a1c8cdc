#include "base/web/session.h"

#include <gtest/gtest.h>

#include "base/core/log.h"
#include "base/web/site.h"

namespace gongkai::web {
namespace {

using namespace std::chrono_literals;

std::string set_cookie_of(const Response& response) {
    const auto* line = response.header("Set-Cookie");
    return line ? *line : "";
}

// The request that the same browser would send next.
Request next(Method method, std::string_view target, const std::string& set_cookie, bool is_secure = false) {
    auto request = Request::of(method, target);
    request.is_secure = is_secure;
    request.headers.add("Cookie", "other=1; " + set_cookie.substr(0, set_cookie.find(';')));
    return request;
}

TEST(Seal, holds_for_its_purpose_its_text_and_its_time_only) {
    const Seals seals("key");
    const auto seal = seals.seal("form a", "visitor", now() + 1h);
    EXPECT_TRUE(seals.holds(seal, "form a", "visitor"));
    EXPECT_FALSE(seals.holds(seal, "form b", "visitor"));
    EXPECT_FALSE(seals.holds(seal, "form a", "visitor2"));
    EXPECT_FALSE(seals.holds(seal, "form ", "avisitor"));
    EXPECT_FALSE(Seals("other").holds(seal, "form a", "visitor"));
    EXPECT_FALSE(seals.holds(seals.seal("form a", "visitor", now() - 1ms), "form a", "visitor"));
    EXPECT_NE(seal, seals.seal("form a", "visitor", now() + 1h));
    for (std::size_t i = 0; i < seal.size(); ++i) {
        auto forged = seal;
        forged[i] = forged[i] == '1' ? '2' : '1';
        EXPECT_FALSE(seals.holds(forged, "form a", "visitor")) << i;
        EXPECT_FALSE(seals.holds(seal.substr(0, i), "form a", "visitor")) << i;
    }
}

TEST(SessionCookies, come_with_all_their_guards) {
    MemorySessions store;
    Sessions sessions(store);
    auto request = Request::of(Method::post, "/sign-in");
    Response plain, secure;
    sessions.begin("clerk", request, plain);
    EXPECT_TRUE(set_cookie_of(plain).starts_with("session=")) << set_cookie_of(plain);
    EXPECT_TRUE(set_cookie_of(plain).ends_with("; Path=/; SameSite=Lax; HttpOnly"));
    request.is_secure = true;
    sessions.begin("clerk", request, secure);
    EXPECT_TRUE(set_cookie_of(secure).starts_with("__Host-session="));
    EXPECT_TRUE(set_cookie_of(secure).ends_with("; Secure"));
    EXPECT_EQ(sessions.of(next(Method::get, "/", set_cookie_of(secure), true))->user, "clerk");
    EXPECT_FALSE(sessions.of(next(Method::get, "/", set_cookie_of(secure).substr(7), true)));  // "session=…" does not do over TLS
}

TEST(SessionCookies, the_one_that_somebody_came_with_ends_when_he_signs_in) {
    MemorySessions store;
    Sessions sessions(store);
    Response first, second;
    sessions.begin("clerk", Request::of(Method::post, "/sign-in"), first);
    const auto again = next(Method::post, "/sign-in", set_cookie_of(first));
    sessions.begin("keeper", again, second);
    EXPECT_FALSE(sessions.of(again));
    EXPECT_EQ(sessions.of(next(Method::get, "/", set_cookie_of(second)))->user, "keeper");
}

TEST(SessionCookies, end_by_signing_out_by_idleness_and_by_age) {
    MemorySessions store;
    Sessions sessions(store);
    const auto request = Request::of(Method::post, "/sign-in");
    Response begun, ended;
    sessions.begin("clerk", request, begun);
    const auto again = next(Method::get, "/", set_cookie_of(begun));
    auto session = sessions.of(again);
    ASSERT_TRUE(session);
    EXPECT_EQ(set_cookie_of(begun).find(session->key), std::string::npos);  // the store holds only a hash

    session->seen_at = now() - 2h;
    store.keep(*session);
    EXPECT_FALSE(sessions.of(again));
    EXPECT_FALSE(store.find(session->key));

    session->began_at = now() - 12h;
    session->seen_at = now();
    store.keep(*session);
    EXPECT_FALSE(sessions.of(again));

    session->began_at = now() - 1h;
    session->seen_at = now() - 90s;
    store.keep(*session);
    EXPECT_TRUE(sessions.of(again));
    EXPECT_GT(store.find(session->key)->seen_at, now() - 10s);
    sessions.end(again, ended);
    EXPECT_FALSE(sessions.of(again));
    EXPECT_NE(set_cookie_of(ended).find("session=; Path=/; Max-Age=0"), std::string::npos);
}

class FormTokenTest : public testing::Test {
  protected:
    FormTokenTest() {
        log_at_least(Level::error);
        settings.sessions = &sessions;
        settings.seal_key = std::string(32, 'k');
        site = std::make_unique<Site>(settings);
        site->router().get("/letter", "letter",
                           [](Request&, Context& context) { return Response::text(context.visitor.form_token("letter.send")); });
        site->router()
            .get("/kept", "kept",
                 [](Request&, Context& context) { return Response::text(context.visitor.form_token("letter.send")); })
            .cached({});
        site->router()
            .post("/letter", "letter.send",
                  [](Request&, Context& context) { return Response::text(std::string(*context.form.fields.first("text"))); })
            .form("letter.send");
    }
    Response send(const std::string& token, const std::string& set_cookie) {
        auto request = next(Method::post, "/letter", set_cookie);
        request.headers.add("Content-Type", "application/x-www-form-urlencoded");
        request.body = "text=hello&form_token=" + token;
        return site->answer(request);
    }
    MemorySessions store;
    Sessions sessions{store};
    SiteSettings settings;
    std::unique_ptr<Site> site;
};

TEST_F(FormTokenTest, a_visitor_may_send_the_form_that_he_opened) {
    auto request = Request::of(Method::get, "/letter");
    const auto drawn = site->answer(request);
    ASSERT_TRUE(set_cookie_of(drawn).starts_with("visitor="));
    EXPECT_EQ(send(drawn.body, set_cookie_of(drawn)).body, "hello");
    auto again = next(Method::get, "/letter", set_cookie_of(drawn));
    const auto redrawn = site->answer(again);
    EXPECT_EQ(set_cookie_of(redrawn), "");
    EXPECT_EQ(send(redrawn.body, set_cookie_of(drawn)).status, 200);
}

TEST_F(FormTokenTest, nobody_else_may) {
    auto mine = Request::of(Method::get, "/letter"), his = Request::of(Method::get, "/letter");
    const auto my_page = site->answer(mine), his_page = site->answer(his);
    EXPECT_EQ(send(my_page.body, set_cookie_of(his_page)).status, 403);
    EXPECT_EQ(send(my_page.body, "").status, 403);
    EXPECT_EQ(send("", set_cookie_of(my_page)).status, 403);
    EXPECT_EQ(send("", "visitor=;").status, 403);
    Response signed_in;
    sessions.begin("clerk", mine, signed_in);
    EXPECT_EQ(send(my_page.body, set_cookie_of(signed_in)).status, 403);  // signing in changes who one is
}

TEST_F(FormTokenTest, a_session_is_bound_to_its_own_forms) {
    Response signed_in;
    auto request = Request::of(Method::get, "/letter");
    sessions.begin("clerk", request, signed_in);
    auto mine = next(Method::get, "/letter", set_cookie_of(signed_in));
    const auto page = site->answer(mine);
    EXPECT_EQ(set_cookie_of(page), "");
    EXPECT_EQ(send(page.body, set_cookie_of(signed_in)).status, 200);
}

TEST_F(FormTokenTest, a_kept_page_cannot_hold_one) {
    auto request = Request::of(Method::get, "/kept");
    EXPECT_EQ(site->answer(request).status, 500);
}

TEST_F(FormTokenTest, a_damaged_form_is_said_in_words) {
    auto request = Request::of(Method::post, "/letter");
    request.headers.add("Content-Type", "multipart/form-data; boundary=x");
    request.body = "--x\r\ncut";
    const auto answer = site->answer(request);
    EXPECT_EQ(answer.status, 422);
    EXPECT_NE(answer.body.find("表单内容不完整"), std::string::npos);
}

TEST(CarriedAssets, have_an_address_that_changes_with_them) {
    log_at_least(Level::error);
    SiteSettings settings;
    settings.asset_folders = {"base/web/words/"};
    Site site(settings);
    const auto url = site.assets().url("en.json");
    EXPECT_TRUE(url.starts_with("/assets/") && url.ends_with("/en.json")) << url;
    auto request = Request::of(Method::get, url);
    request.headers.add("Accept-Encoding", "br");
    const auto first = site.answer(request);
    ASSERT_TRUE(first.prepared);
    EXPECT_NE(first.prepared->head.find("Cache-Control: public, max-age=31536000, immutable\r\n"), std::string::npos);
    EXPECT_NE(first.prepared->head.find("Content-Encoding: br\r\n"), std::string::npos);
    EXPECT_EQ(site.try_cached(request), first.prepared);
    auto old = Request::of(Method::get, "/assets/0123456789abcdef/en.json");
    EXPECT_EQ(*site.answer(old).header("Location"), url);
    auto absent = Request::of(Method::get, "/assets/0123456789abcdef/absent.css");
    EXPECT_EQ(site.answer(absent).status, 404);
    EXPECT_THROW(site.assets().url("absent.css"), std::logic_error);
    EXPECT_THROW(Assets({"base/web/words/", "base/core/words/"}), std::logic_error);
}

}  // namespace
}  // namespace gongkai::web
