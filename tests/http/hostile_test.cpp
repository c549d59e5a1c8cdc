// What people and programs type who mean no good, or cannot type: no page breaks, and nothing that was typed comes back as
// markup.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

Place& place() { return Place::get(); }

const std::vector<std::string>& hostile_values() {
    static const std::vector<std::string> all{"",
                                              "0",
                                              "-1",
                                              "99999999999999999999999999",
                                              "9223372036854775807",
                                              "-9223372036854775808",
                                              "1.5",
                                              "1e9",
                                              "NaN",
                                              "abc",
                                              "2019-13-01",
                                              "2019-02-30",
                                              "0000-00-00",
                                              "2019-6-1",
                                              "20190601",
                                              "1899-12-31",
                                              "2200-01-01",
                                              "2019-06-30T00:00:00",
                                              "%27%20OR%20%271%27%3D%271",
                                              "1%3BDROP%20TABLE%20duty%3B--",
                                              "%27%29%20UNION%20SELECT%201%2C2--",
                                              "%3Cscript%3Ealert(1)%3C/script%3E",
                                              "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                                              "%27%20onmouseover%3Dalert(1)%20x%3D%27",
                                              "javascript:alert(1)",
                                              "%3C%21--",
                                              "%00",
                                              "a%00b",
                                              "%FF%FE",
                                              "%C0%AF",
                                              "%ED%A0%80",
                                              "%E4%B8",
                                              "%zz",
                                              "%",
                                              "%0D%0ASet-Cookie:%20a=b",
                                              "%09%0A",
                                              "%E2%80%AE",
                                              "%F0%9F%98%80",
                                              "..%2F..%2Fetc%2Fpasswd",
                                              "..",
                                              "{0}",
                                              "%7B0%7D%7B1%7D",
                                              "%25s%25n",
                                              "%E7%A9%BA%E6%B0%94%E8%B4%A8%E9%87%8F",
                                              std::string(2000, 'a'),
                                              std::string(10240, 'x')};
    return all;
}

// Every status is one that was meant, and an answer in HTML holds none of the markup that was sent.
void expect_calm(const std::string& target, const Answer& answer) {
    static const std::set<int> meant{200, 301, 302, 303, 308, 400, 404, 414, 431};
    const auto shown = target.substr(0, 160);
    EXPECT_TRUE(meant.contains(answer.status)) << shown << ": " << answer.status;
    EXPECT_NE(answer.header_or_nothing("Set-Cookie"), "a=b") << shown;
    if (!answer.is_html())
        return;
    EXPECT_TRUE(is_utf8(answer.body)) << shown;
    for (const std::string_view markup : {"<script>alert", "<!-- ", "' onmouseover=", "href='javascript:"})
        EXPECT_EQ(answer.body.find(markup), std::string::npos) << shown << " brought " << markup;
    const bool is_markup = target.find("script") != std::string::npos || target.find("onmouseover") != std::string::npos;
    EXPECT_EQ(is_markup ? read_page(answer.body).inline_styles_and_scripts : 0, 0u) << shown;
}

TEST(Hostile, values_of_query_fields_break_no_page) {
    std::size_t asked = 0;
    for (const auto& route : place().routes()) {
        if (!route.is_get() || place().instances(route, 1).empty())
            continue;
        const auto& visited = *place().instances(route, 1).front();
        const auto path = path_of(visited.target);
        const auto ask = [&](const std::string& field, std::size_t step) {
            for (std::size_t i = 0; i < hostile_values().size(); i += step) {
                const auto target = path + '?' + field + '=' + hostile_values()[i];
                expect_calm(target, place().client_of(visited).get(target));
                ++asked;
            }
        };
        // Where data bring dozens of fields they go the same way: some values are enough for those that come late, and for what a
        // page does not know and passes over.
        for (std::size_t i = 0; i < route.reads.size(); ++i)
            ask(route.reads[i], i < 10 ? 1 : 7);
        for (const std::string field : {"as_of", "notice", "state", "page", "back", "look", "language"})
            if (std::ranges::find(route.reads, field) == route.reads.end() && !route.is_cached)
                ask(field, 7);
    }
    EXPECT_GT(asked, 1000u);
}

TEST(Hostile, parts_of_a_path_break_no_page) {
    for (const auto& route : place().routes()) {
        if (!route.is_get() || !route.has_parameters())
            continue;
        const auto& visited = *place().instances(route, 1).at(0);
        const auto path = path_of(visited.target);
        const auto known = split(path, '/');
        const auto wanted = split(route.pattern, '/');
        for (std::size_t i = 0; i < wanted.size(); ++i)
            for (const auto& value : hostile_values()) {
                if (!wanted[i].starts_with('{'))
                    break;
                std::string target;
                for (std::size_t j = 1; j < known.size(); ++j)
                    target += '/' + (i == j ? value : std::string(known[j]));
                const auto answer = place().client_of(visited).get(target);
                expect_calm(target, answer);
                if (value == "-1" || value == "abc" || value == "99999999999999999999999999") {
                    EXPECT_TRUE(answer.status == 404 || route.pattern.starts_with("/assets/")) << target << ": " << answer.status;
                }
            }
    }
}

TEST(Hostile, a_way_back_never_leads_away) {
    for (const std::string back :
         {"//evil.example", "https://evil.example", "/%5Cevil.example", "%2F%2Fevil.example", "javascript:alert(1)",
          "/%0D%0ALocation:%20https://evil.example", "", "/%09/evil.example", "/a%5Cb"}) {
        const auto answer = place().client().get("/display?look=elder&back=" + back);
        const auto to = answer.header_or_nothing("Location");
        EXPECT_TRUE(answer.status == 303 || answer.status == 400) << back << ": " << answer.status;
        if (answer.status == 303) {
            EXPECT_TRUE(to.starts_with('/') && !to.starts_with("//") && to.find('\\') == std::string::npos &&
                        to.find('\t') == std::string::npos)
                << back << " leads to " << to;
        }
    }
}

TEST(Hostile, cookies_break_no_page) {
    for (const std::string cookie : {"language=<script>", "look=' onload='x", "language=; look=;;;", "look=elder; look=contrast",
                                     "=", "a", "language=zh%00", "session=../../etc"}) {
        const auto answer = place().client().get("/board", {{"Cookie", cookie}});
        EXPECT_EQ(answer.status, 200) << cookie;
        EXPECT_EQ(answer.body.find("<script>"), std::string::npos) << cookie;
    }
}

TEST(Hostile, the_portal_still_stands) {
    EXPECT_TRUE(place().program().is_running());
    EXPECT_EQ(place().program().complained().find("handler_threw"), std::string::npos) << place().program().complained();
}

}  // namespace
}  // namespace gongkai::http
