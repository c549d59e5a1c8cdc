// Direct answers over the wire: what is understood whole is answered from what is public, with its source and the mark of an
// example; what is not is a list and no more.
#include <boost/json.hpp>
#include <set>

#include "base/core/csv.h"
#include "tests/http/open_records.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

std::string encoded(std::string_view text) {
    std::string out;
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return out;
}

class Answers : public OpenRecords {
  protected:
    Answers() {
        const auto done = run_program({"demonstration", "load", source_file("data/demonstration")}, surroundings_);
        EXPECT_EQ(done.code, 0) << done.complained;
        open();
    }
    Answer get(const std::string& target) {
        for (int tries = 0; tries < 200; ++tries) {  // 503 while the index is made
            auto answer = reader_.get(target);
            if (answer.status != 503)
                return answer;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return {};
    }
    json::value answer_to(std::string_view typed) {
        const auto found = get("/api/v1/search?q=" + encoded(typed));
        EXPECT_EQ(found.status, 200) << typed << found.body;
        return json::parse(found.body).at("answer");
    }
};

TEST_F(Answers, are_given_where_all_of_a_question_is_understood_and_nowhere_else) {
    const auto table =
        read_csv_table(read_file(source_file("tests/relevance/answers.csv")).value(), {"typed", "about", "title", "says"})
            .value();
    ASSERT_GE(table.rows.size(), 30u);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::string typed(table.at(row, "typed"));
        const auto answer = answer_to(typed);
        if (table.at(row, "about").empty()) {
            EXPECT_TRUE(answer.is_null()) << typed << ": " << json::serialize(answer);
            continue;
        }
        ASSERT_TRUE(answer.is_object()) << typed;
        EXPECT_EQ(std::string_view(answer.at("about").as_string()), table.at(row, "about")) << typed;
        const json::value* meant = nullptr;
        for (const auto& thing : answer.at("things").as_array())
            if (std::string_view(thing.at("title").as_string()) == table.at(row, "title"))
                meant = &thing;
        ASSERT_TRUE(meant) << typed << ": " << json::serialize(answer);
        EXPECT_NE(json::serialize(*meant).find(table.at(row, "says")), std::string::npos)
            << typed << ": " << json::serialize(*meant);
        const std::string address(meant->at("url").as_string());
        EXPECT_EQ(get(address).status, 200) << address;
    }

    // The same on the page, with source, day and mark; in English too.
    const auto page = get("/search?q=" + encoded("图书馆几点关门"));
    for (const auto* words :
         {"<section class='answer'", "邹城市图书馆", "示例数据", "tel:0537-5200101", "市文化和旅游局", "现在开放"})
        EXPECT_TRUE(says(page, words)) << words;
    EXPECT_TRUE(says(reader_.get("/search?q=" + encoded("图书馆几点关门"), {{"Cookie", "language=en"}}), "Opening hours"));
    // Filters ask for a list.
    EXPECT_FALSE(says(get("/search?year=2026&q=" + encoded("图书馆几点关门")), "<section class='answer'"));

    EXPECT_TRUE(says(get("/search?q=" + encoded("禾鲜记")), "/records/penalty/")) << "the page shows the name of a shop whole";
    EXPECT_FALSE(says(get("/search?q=" + encoded("安立国")), "/records/public_institution/")) << "a person is on the page alone";

    // What a hit allows: whom to ask, by telephone, when and where.
    const auto asked = get("/search?q=" + encoded("预算"));
    for (const auto* words : {"href='tel:0537-", "的办公时间和地址", "示例路"})
        EXPECT_TRUE(says(asked, words)) << words;
    EXPECT_TRUE(says(get("/search?q=" + encoded("食品经营许可")), "https://www.example.com/shixiang/HZ-021"));

    // The question as a feed: the newest first, whole addresses, examples marked; and the library sends words to the search.
    const auto feed = get("/search.atom?q=" + encoded("预算"));
    EXPECT_TRUE(feed.header_or_nothing("Content-Type").starts_with("application/atom+xml"));
    std::string before = "9999";
    std::size_t entries = 0;
    for (auto at = feed.body.find("<entry>"); at != std::string::npos; at = feed.body.find("<entry>", at + 1), ++entries) {
        const auto from = feed.body.find("<updated>", at) + 9;
        const auto updated = feed.body.substr(from, 20);
        EXPECT_LE(updated, before);
        before = updated;
    }
    EXPECT_GT(entries, 3u);
    EXPECT_LE(entries, 50u);
    EXPECT_TRUE(says(feed, "〔示例数据〕"));
    EXPECT_TRUE(says(get("/search?q=" + encoded("预算")), "href='/search.atom?q="));
    EXPECT_EQ(get("/search.atom?q=a&year=first").status, 400);
    EXPECT_EQ(get("/search.atom?q=a&kind=nosuch").status, 400) << "as the page says";
    // Narrowed it holds what there is of that, be it years old.
    const auto of_all = json::parse(get("/api/v1/search?q=" + encoded("通知")).body);
    for (const auto& unit : of_all.at("facets").at("unit").as_array()) {
        const auto code = std::string(unit.at("value").as_string());
        EXPECT_TRUE(says(get("/search.atom?q=" + encoded("通知") + "&unit=" + code), "<entry>")) << code;
    }
    // Who follows a question that was mended follows the words that were meant.
    EXPECT_TRUE(says(get("/search?q=" + encoded("社会保瞼")), "href='/search.atom?q=" + encoded("社会保险") + "'"));
    const auto moved = get("/documents?q=" + encoded("预算") + "&year=2026&validity=in_force");
    EXPECT_EQ(moved.status, 303);
    EXPECT_EQ(moved.header_or_nothing("Location"), "/search?q=" + encoded("预算") + "&year=2026&validity=in_force");

    // Nothing of what is only inside, whatever is asked.
    portal_.reset();
    const auto removed = run_program({"demonstration", "remove"}, surroundings_);
    ASSERT_EQ(removed.code, 0) << removed.complained;
    open();
    for (const auto* typed : {"图书馆几点关门", "停车收费", "空气质量 排名"})
        EXPECT_TRUE(answer_to(typed).is_null()) << typed;
    const auto unit = answer_to("教育局");
    ASSERT_TRUE(unit.is_object()) << "it is there without what was an example";
    EXPECT_EQ(json::serialize(unit).find("5200114"), std::string::npos);
}

}  // namespace
}  // namespace gongkai::http
