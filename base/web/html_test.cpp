#include "base/web/html.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "base/core/file.h"

namespace gongkai::web {
namespace {

std::string written(const auto& text) {
    Html page;
    page << text;
    return page.take();
}

TEST(TypedHtml, literals_are_raw_and_everything_else_is_escaped) {
    const std::string typed = "<script>alert('1') & \"2\"</script>";
    Html page;
    page << "<p title='" << typed << "'>" << std::string_view(typed) << typed.c_str() << "</p>" << 42 << -7L
         << 18446744073709551615ULL;
    const std::string safe = "&lt;script&gt;alert(&#39;1&#39;) &amp; &quot;2&quot;&lt;/script&gt;";
    EXPECT_EQ(page.take(), "<p title='" + safe + "'>" + safe + safe + "</p>42-718446744073709551615");
}

TEST(TypedHtml, escaping_finds_special_characters_at_every_place) {
    for (std::size_t size = 0; size < 70; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            std::string text(size, 'a');
            text[at] = '<';
            auto expected = text;
            expected.replace(at, 1, "&lt;");
            EXPECT_EQ(written(text), expected);
        }
    }
    EXPECT_EQ(written(std::string("公开 > 不公开")), "公开 &gt; 不公开");
}

// Ways in which texts became scripts elsewhere: after writing, no tag and no quote is left of them.
TEST(TypedHtml, nothing_of_the_corpus_gets_out_of_an_attribute_or_a_text) {
    const std::vector<std::string> corpus = {
        "<img src=x onerror=alert(1)>",
        "'\"><svg/onload=alert(1)>",
        "' onmouseover='alert(1)",
        "\" autofocus onfocus=\"alert(1)",
        "</title><script>alert(1)</script>",
        "<!--<script>",
        "]]><script>",
        "&lt;script&gt;",
        "\xEF\xBC\x9Cscript\xEF\xBC\x9E",
        "<\x00script>",
        "{{constructor.constructor('alert(1)')()}}",
        "<a href=\"java\tscript:alert(1)\">",
        "+ADw-script+AD4-",
        "\xE0\xA4\"onclick=alert(1)//",
    };
    for (const auto& text : corpus)
        EXPECT_EQ(written(text).find_first_of("<>'\""), std::string::npos) << text;
    EXPECT_EQ(written(corpus[7]), "&amp;lt;script&amp;gt;");
}

TEST(TypedHtml, only_harmless_addresses_are_linked_to) {
    for (const std::string_view fine : {"https://example.org/?a=1&b=2", "HTTP://EXAMPLE.ORG", "mailto:a@example.org",
                                        "tel:+8653712345", "/tasks/18", "tasks/18?from=12:30", "?page=2", "#top", "./a", ""})
        EXPECT_EQ(url(fine).address, fine);
    for (const std::string_view harmful :
         {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
          "\x01javascript:alert(1)", "vbscript:x", "data:text/html,<script>", "file:///etc/passwd", "//evil.example",
          "/\\evil.example", "\\\\evil.example", "blob:x", "javascript&colon;alert(1):"})
        EXPECT_EQ(url(harmful).address, "#") << harmful;
    EXPECT_EQ(written(url("/a?b='&c=\"")), "/a?b=&#39;&amp;c=&quot;");
}

TEST(TypedHtml, parts_and_conditions_read_well) {
    const auto item = [](std::string_view text) { return [text](Html& html) { html << "<li>" << text << "</li>"; }; };
    Html page;
    page << "<ul" << when(true, " class='done'") << when(false, " hidden") << ">" << item("a<b") << item("c") << "</ul>";
    Html whole;
    whole << "<main>" << page << "</main>";
    EXPECT_EQ(whole.view(), "<main><ul class='done'><li>a&lt;b</li><li>c</li></ul></main>");
}

template <class T>
concept Writable = requires(Html& page, T value) { page << value; };
static_assert(Writable<std::string> && Writable<std::string_view> && Writable<const char*> && Writable<int> &&
              Writable<std::size_t>);
static_assert(!Writable<bool> && !Writable<char> && !Writable<double> && !Writable<void*> && !Writable<std::nullptr_t>);

// Asks the compiler itself: what is no literal must not pass for one.
TEST(TypedHtml, a_wrong_use_does_not_compile) {
    const TemporaryFolder folder;
    const auto compiles = [&](const std::string& body) {
        const auto file = (folder.path() / "use.cpp").string();
        std::ofstream(file)
            << "#include \"base/web/html.h\"\nusing namespace gongkai::web;\nvoid use(Html& page, const char* text, bool yes) {\n"
            << body << "\n(void)page; (void)text; (void)yes; }\n";
        return std::system(("c++ -std=c++23 -fsyntax-only -I" GONGKAI_SOURCE_DIR " " + file + " 2> " + file + ".log").c_str()) ==
               0;
    };
    EXPECT_TRUE(compiles("page << \"<b>\" << text << when(yes, \"<i>\");"));
    EXPECT_FALSE(compiles("char typed[9] = {}; page << typed;"));
    EXPECT_FALSE(compiles("page << Raw(text);"));
    EXPECT_FALSE(compiles("page << when(yes, text);"));
    EXPECT_FALSE(compiles("page << yes;"));
}

#ifndef NDEBUG
TEST(TypedHtmlDeathTest, a_text_outside_quotes_or_in_place_of_an_address_is_a_programming_error) {
    const std::string text = "x";
    EXPECT_DEATH(Html() << "<a class=" << text, "is_a_safe_place");
    EXPECT_DEATH(Html() << "<a href='" << text, "is_a_safe_place");
}
#endif

// A page of 30 KB, half of it data. The promise is 30,000 a second and core in a release build; a build with assertions is given
// ten times as long.
TEST(TypedHtml, a_page_of_30_kb_is_written_in_microseconds) {
    const std::string title = "市教育和体育局关于做好义务教育招生入学工作信息公开的通知";
    std::size_t size = 0;
    const auto draw = [&] {
        Html page;
        page << "<table>";
        for (int row = 0; row < 150; ++row)
            page << "<tr class='duty'><td><a href='" << url("/tasks/18") << "'>" << title << "</a></td><td>" << row
                 << "</td><td class='state done'>已于6月12日完成</td></tr>\n";
        page << "</table>";
        return page.take();
    };
    constexpr int rounds = 2000;
    const auto began = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i)
        size = draw().size();
    const auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    RecordProperty("bytes", static_cast<int>(size));
    RecordProperty("pages_a_second", static_cast<int>(rounds / took));
    EXPECT_GT(size, 27'000U);
    EXPECT_GT(rounds / took, 1'000);
}

TEST(Html, a_block_of_data_cannot_end_its_element) {
    Html page;
    page << "<script type='application/ld+json'>" << DataBlock{R"({"name":"</script><b>&"})"} << "</script>";
    EXPECT_EQ(page.view(),
              "<script type='application/ld+json'>{\"name\":\"\\u003c/script\\u003e\\u003cb\\u003e\\u0026\"}</script>");
}

}  // namespace
}  // namespace gongkai::web
