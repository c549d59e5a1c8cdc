// Laws for every address there is. A new route is held to them without a line here.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

constexpr int most_statements = 11;  // that any page may promise
constexpr std::size_t few = 6;       // instances of a route that has parameters

Place& place() { return Place::get(); }

// Calls `visit(route, target, client)` for some addresses of every GET route, with the client of somebody who may see it.
void for_each_address(auto&& visit) {
    for (const auto& route : place().routes())
        if (route.is_get())
            for (const auto* visited : place().instances(route, few))
                visit(route, visited->target, place().client_of(*visited));
}

bool is_asset(const RouteLine& route) { return route.pattern.starts_with("/assets/"); }

// What two answers to the same question must have in common. A page of the staff is drawn for one moment of one person: secrets
// in it, and with them its length, are new each time.
Lines lasting(Lines headers, bool is_staff) {
    std::erase_if(headers, [&](const auto& line) {
        return line.first == "Date" || line.first == "Connection" ||
               (is_staff && (line.first == "Content-Length" || line.first == "Server-Timing"));
    });
    for (auto& [name, value] : headers)
        if (name == "Set-Cookie")  // a form is drawn for somebody new
            value.resize(value.find('='));
    std::ranges::sort(headers);
    return headers;
}

bool has_word(std::string_view list, std::string_view word) {
    return std::ranges::any_of(split(list, ','), [&](std::string_view one) { return trim(one) == word; });
}

TEST(Routes, all_can_be_reached_from_the_front_page) {
    ASSERT_GE(place().routes().size(), 15u);
    for (const auto& route : place().routes())
        if (route.is_get()) {
            EXPECT_FALSE(place().instances(route, 1).empty()) << route.name << ' ' << route.pattern << " is linked from nowhere";
        }
}

TEST(Routes, a_get_answers_200_or_leads_on_within_the_site) {
    for_each_address([](const RouteLine& route, const std::string& target, Client& client) {
        const auto answer = client.get(target);
        EXPECT_TRUE(answer.status == 200 || answer.status == 303) << target << ": " << answer.status;
        if (answer.status == 303) {
            EXPECT_TRUE(answer.header_or_nothing("Location").starts_with('/')) << target;
        }
        EXPECT_FALSE(route.is_cached && answer.status != 200) << target;
    });
}

TEST(Routes, a_head_says_what_the_get_says_without_its_body) {
    for_each_address([](const RouteLine& route, const std::string& target, Client& client) {
        const auto get = client.get(target), head = client.ask("HEAD", target);
        EXPECT_EQ(head.status, get.status) << target;
        EXPECT_EQ(lasting(head.headers, route.is_staff), lasting(get.headers, route.is_staff)) << target;
        EXPECT_EQ(head.body, "") << target;
    });
}

// Pages pass over marks of campaigns and of old links; a program is told (OpenApi.what_an_operation_does_not_describe…).
bool is_for_programs(const RouteLine& route) { return route.pattern.starts_with("/api/v1/"); }

TEST(Routes, a_query_field_that_a_page_does_not_know_changes_nothing) {
    for_each_address([](const RouteLine& route, const std::string& target, Client&) {
        if (!route.is_cached || is_for_programs(route))
            return;
        const auto extended = target + (target.find('?') == std::string::npos ? "?" : "&") + "zz_unknown=1%22%3E%3Cb%3E&zz_other";
        const auto with = place().client().get(extended), without = place().client().get(target);
        EXPECT_EQ(with.status, without.status) << extended;
        EXPECT_EQ(with.body, without.body) << extended;
    });
}

// The first who asks must not leave his own query in the page that is kept for everybody.
TEST(Routes, a_kept_page_holds_nothing_of_who_asked_first) {
    for (const auto& route : place().routes()) {
        if (!route.is_get() || !route.is_cached || route.has_parameters() || route.reads.empty() || is_for_programs(route))
            continue;
        const auto asked = route.pattern + "?" + route.reads.front() + "=2019-04-01";  // a day that nobody has asked for yet
        const auto first = place().client().get(asked + "&utm_source=letter-to-li");
        EXPECT_EQ(first.body.find("letter-to-li"), std::string::npos) << asked;
        EXPECT_EQ(place().client().get(asked).body, first.body) << asked;
    }
}

TEST(Routes, another_method_is_refused_with_the_ones_that_are_allowed) {
    for (const auto& route : place().routes()) {
        if (!route.is_get())
            continue;
        const auto target = place().instances(route, 1).at(0)->target;
        for (const std::string_view method : {"POST", "PUT", "DELETE", "PATCH"}) {
            const bool is_known = std::ranges::any_of(place().routes(), [&](const RouteLine& other) {
                return other.method == method && other.pattern == route.pattern;
            });
            if (is_known)
                continue;
            const auto answer = place().client().ask(method, target);
            EXPECT_EQ(answer.status, 405) << method << ' ' << target;
            EXPECT_TRUE(has_word(answer.header_or_nothing("Allow"), "GET")) << method << ' ' << target;
            EXPECT_TRUE(has_word(answer.header_or_nothing("Allow"), "HEAD")) << method << ' ' << target;
        }
        const auto options = place().client().ask("OPTIONS", target);
        EXPECT_EQ(options.status, 204) << target;
        EXPECT_TRUE(has_word(options.header_or_nothing("Allow"), "GET")) << target;
    }
}

TEST(Routes, a_method_that_nobody_knows_is_refused) {
    for (const std::string_view method : {"TRACE", "CONNECT", "BREW", "get"}) {
        const auto said =
            place().client().ask_raw(std::string(method) + " / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        ASSERT_TRUE(said.starts_with("HTTP/1.1 ")) << method;
        const auto status = std::stoi(said.substr(9, 3));
        EXPECT_TRUE(status == 400 || status == 405 || status == 501) << method << ": " << status;
    }
}

TEST(Routes, what_is_posted_needs_its_form_token) {
    for (const auto& route : place().routes()) {
        if (route.method != "POST")
            continue;
        if (route.is_for_machines) {
            // A token of its own, which no browser sends by itself; a post from another site is refused all the same.
            for (const auto& fields :
                 {Lines{}, Lines{{"Authorization", "Bearer gk_1"}}, Lines{{"Authorization", "Basic YTph"}}}) {
                const auto answer = place().client().ask("POST", route.filled_with("1"), fields, "{}");
                EXPECT_EQ(answer.status, 401) << route.name;
                EXPECT_EQ(answer.header_or_nothing("WWW-Authenticate"), "Bearer") << route.name;
            }
            EXPECT_EQ(place().client().ask("POST", route.filled_with("1"), {{"Sec-Fetch-Site", "cross-site"}}, "{}").status, 403);
            continue;
        }
        // A secret in the address stands for the form token: who has not been given it finds nothing there.
        if (route.form.empty() && route.pattern.find("{token}") != std::string::npos) {
            EXPECT_EQ(place().client().post(route.filled_with("1"), {{"a", "1"}}).status, 404) << route.name;
            EXPECT_EQ(place().client().ask("POST", route.filled_with("1"), {{"Sec-Fetch-Site", "cross-site"}}, "a=1").status, 403)
                << route.name;
            continue;
        }
        EXPECT_FALSE(route.form.empty()) << route.name << " takes posts without a form token";
        auto& client = route.is_staff ? place().officer_who_may(route.ability).client : place().client();
        EXPECT_EQ(client.post(route.filled_with("1"), {{"a", "1"}}).status, 403) << route.name;
        EXPECT_EQ(client.post(route.filled_with("1"), {{"form_token", "1.2.3"}}).status, 403) << route.name;
    }
    for (const auto& visited : place().pages())
        for (const auto& form : visited.page.forms) {
            if (form.method != "post")
                continue;
            const auto takes = [&](const RouteLine& route) { return route.method == "POST" && route.matches(form.action); };
            EXPECT_TRUE(std::ranges::any_of(place().routes(), takes)) << visited.target << " posts to " << form.action;
            EXPECT_TRUE(std::ranges::any_of(form.hidden, [](const auto& field) { return field.first == "form_token"; }))
                << visited.target << " posts to " << form.action << " without a token";
        }
    // A post from another site is refused before anything looks at it.
    EXPECT_EQ(place().client().ask("POST", "/", {{"Sec-Fetch-Site", "cross-site"}}, "a=1").status, 405);
}

void expect_safe_headers(const std::string& target, const Answer& answer) {
    const auto policy = answer.header_or_nothing("Content-Security-Policy");
    EXPECT_NE(policy, "") << target;
    EXPECT_EQ(policy.find("unsafe"), std::string::npos) << target << ": " << policy;
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos) << target << ": " << policy;
    EXPECT_EQ(answer.header_or_nothing("X-Content-Type-Options"), "nosniff") << target;
    EXPECT_NE(answer.header_or_nothing("Referrer-Policy"), "") << target;
    EXPECT_NE(answer.header_or_nothing("Cache-Control"), "") << target;
    if (!answer.is_html())
        return;
    for (const std::string_view part : {"frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"})
        EXPECT_NE(policy.find(part), std::string::npos) << target << ": " << policy;
    EXPECT_EQ(answer.header_or_nothing("Cross-Origin-Opener-Policy"), "same-origin") << target;
    EXPECT_EQ(answer.header_or_nothing("X-Frame-Options"), "DENY") << target;
    EXPECT_NE(answer.header_or_nothing("Permissions-Policy"), "") << target;
}

TEST(Routes, every_answer_carries_the_headers_that_protect_its_reader) {
    for (const auto& visited : place().pages())
        expect_safe_headers(visited.target, visited.answer);
    for (const std::string target : {"/no-such-page", "/api/v1/no-such-thing", "/assets/0/none.css", "/units/999999",
                                     "/board?notice=none", "/api/v1/duties?as_of=tomorrow", "/%zz", "/a/../b"})
        expect_safe_headers(target, place().client().get(target));
    expect_safe_headers("POST /board", place().client().ask("POST", "/board"));
}

TEST(Routes, every_answer_names_its_type_and_text_is_utf8) {
    for (const auto& visited : place().pages()) {
        const auto type = visited.answer.header_or_nothing("Content-Type");
        if (visited.answer.status != 200)
            continue;
        EXPECT_NE(type, "") << visited.target;
        if (type.starts_with("text/")) {
            EXPECT_NE(type.find("charset=utf-8"), std::string::npos) << visited.target << ": " << type;
        }
        const bool is_package = type.find("openxmlformats") != std::string::npos;  // a ZIP file
        if (type.starts_with("text/") || type.find("json") != std::string::npos ||
            (type.find("xml") != std::string::npos && !is_package)) {
            EXPECT_TRUE(is_utf8(visited.answer.body)) << visited.target;
        }
    }
}

TEST(Routes, a_page_that_is_known_already_is_not_sent_again) {
    std::size_t asked = 0;
    for_each_address([&](const RouteLine& route, const std::string& target, Client&) {
        if (!route.is_cached && !is_asset(route))
            return;
        const auto first = place().client().get(target);
        const auto tag = first.header_or_nothing("ETag");
        ASSERT_NE(tag, "") << target;
        const auto again = place().client().get(target, {{"If-None-Match", tag}});
        EXPECT_EQ(again.status, 304) << target;
        EXPECT_EQ(again.body, "") << target;
        EXPECT_EQ(again.header_or_nothing("ETag"), tag) << target;
        EXPECT_EQ(place().client().get(target, {{"If-None-Match", "\"another\", W/" + tag}}).status, 304) << target;
        EXPECT_EQ(place().client().get(target, {{"If-None-Match", "\"another\""}}).status, 200) << target;
        ++asked;
    });
    EXPECT_GT(asked, 20u);
}

TEST(Routes, packed_answers_are_the_same_bytes) {
    std::size_t packed = 0;
    for_each_address([&](const RouteLine&, const std::string& target, Client& client) {
        const auto plain = client.get(target);
        const bool is_lasting = client.get(target).body == plain.body;  // no form with its token
        std::set<std::string> tags{plain.header_or_nothing("ETag")};
        for (const std::string encoding : {"gzip", "br"}) {
            const auto answer = client.get(target, {{"Accept-Encoding", encoding}});
            const auto used = answer.header_or_nothing("Content-Encoding");
            EXPECT_TRUE(used.empty() || used == encoding) << target << ": " << used;
            const auto body = unpacked(used, answer.body);
            if (is_lasting)
                EXPECT_EQ(body, plain.body) << target << " as " << encoding;
            else
                EXPECT_EQ(read_page(body).texts, read_page(plain.body).texts) << target << " as " << encoding;
            if (used.empty())
                continue;
            ++packed;
            EXPECT_TRUE(has_word(answer.header_or_nothing("Vary"), "Accept-Encoding")) << target;
            EXPECT_TRUE(has_word(plain.header_or_nothing("Vary"), "Accept-Encoding")) << target << " plain";
            if (const auto* tag = answer.header("ETag")) {
                EXPECT_TRUE(tags.insert(*tag).second) << target << ": two forms under one tag";
            }
        }
        if (plain.is_html() && plain.body.size() > 2000) {
            EXPECT_EQ(client.get(target, {{"Accept-Encoding", "gzip, deflate, br"}}).header_or_nothing("Content-Encoding"), "br")
                << target;
        }
        EXPECT_EQ(client.get(target, {{"Accept-Encoding", "identity"}}).header("Content-Encoding"), nullptr) << target;
    });
    EXPECT_GT(packed, 40u);
}

TEST(Routes, pages_say_that_they_differ_by_language_and_look) {
    for (const auto& visited : place().pages()) {
        const auto* route = visited.route;
        if (!visited.answer.is_html() || !route || !route->is_cached)
            continue;
        EXPECT_TRUE(has_word(visited.answer.header_or_nothing("Vary"), "Cookie")) << visited.target;
        EXPECT_TRUE(has_word(visited.answer.header_or_nothing("Vary"), "Accept-Language")) << visited.target;
    }
}

TEST(Routes, only_public_pages_may_be_kept_by_others) {
    for (const auto& route : place().routes())
        EXPECT_FALSE(route.is_staff && route.is_cached) << route.name << " is for staff and kept for everybody";
    for (const auto& visited : place().pages()) {
        const auto* route = visited.route;
        const auto rule = visited.answer.header_or_nothing("Cache-Control");
        if (visited.answer.header("Set-Cookie") || !route || (!route->is_cached && !is_asset(*route))) {
            EXPECT_EQ(rule, "no-store") << visited.target;
        } else if (is_asset(*route)) {
            EXPECT_NE(rule.find("immutable"), std::string::npos) << visited.target << ": " << rule;
        } else {
            EXPECT_TRUE(rule.starts_with("public, ")) << visited.target << ": " << rule;
        }
    }
}

TEST(Routes, no_page_takes_more_statements_than_it_promised) {
    std::set<std::string> counted;
    for (const auto& visited : place().pages()) {
        const auto* route = visited.route;
        if (!route || is_asset(*route))
            continue;
        const auto timing = visited.answer.header_or_nothing("Server-Timing");
        ASSERT_TRUE(timing.starts_with("sql;desc=")) << visited.target << ": " << timing;
        const int statements = std::stoi(timing.substr(9));
        counted.insert(route->name);
        EXPECT_LE(route->sql_at_most.value_or(0), most_statements) << route->name;
        EXPECT_LE(statements, route->sql_at_most.value_or(0)) << visited.target << " (" << route->name << ')';
    }
    for (const auto& route : place().routes())
        EXPECT_TRUE(!route.is_get() || is_asset(route) || counted.contains(route.name)) << route.name << " was not counted";
}

TEST(Routes, an_error_page_is_never_kept) {
    for (const std::string target : {"/no-such-page", "/units/999999", "/api/v1/duties?as_of=tomorrow"}) {
        const auto answer = place().client().get(target);
        EXPECT_GE(answer.status, 400) << target;
        EXPECT_EQ(answer.header_or_nothing("Cache-Control"), "no-store") << target;
    }
}

TEST(Routes, a_stroke_too_many_leads_to_the_page) {
    const auto answer = place().client().get("/board/?state=late");
    EXPECT_EQ(answer.status, 301);
    EXPECT_EQ(answer.header_or_nothing("Location"), "/board?state=late");
}

}  // namespace
}  // namespace gongkai::http
