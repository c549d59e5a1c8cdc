// The search over the wire: what is published is found within a moment and by nobody before, what is withdrawn is gone; questions
// that cannot be understood get a sentence.
#include <boost/json.hpp>
#include <cstring>

#include "tests/http/newsroom.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

class Search : public Newsroom {
  protected:
    json::value ask(const std::string& target) {
        for (int tries = 0; tries < 200; ++tries) {  // 503 while the index is made
            const auto answer = reader_.get(target);
            if (answer.status != 503) {
                EXPECT_EQ(answer.status, 200) << target << answer.body;
                return json::parse(answer.body);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        ADD_FAILURE() << "no index";
        return json::object{{"total", -1}, {"hits", json::array{}}};
    }
    std::int64_t total(const std::string& query) {
        return ask("/api/v1/search?q=" + query).at("total").to_number<std::int64_t>();
    }
    bool becomes(const std::string& query, std::int64_t wanted, std::chrono::milliseconds within) {
        const auto until = std::chrono::steady_clock::now() + within;
        do {
            if (total(query) == wanted)
                return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        } while (std::chrono::steady_clock::now() < until);
        return false;
    }
};

const std::string turtles = "%E6%B5%B7%E9%BE%9F%E4%BF%9D%E6%8A%A4";  // 海龟保护

TEST_F(Search, finds_a_document_within_a_second_of_its_publication_nobody_before_and_nobody_after_its_withdrawal) {
    EXPECT_EQ(total(turtles), 0);
    const auto page = begin("news", {{"title", "关于海龟保护的消息"}, {"body", "湿地里的海龟保护工作"}});
    deed(writer(), page, "submit");
    deed(officer("reviewer"), page, "review");
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_EQ(total(turtles), 0) << "a text in review is nobody's to find";
    deed(officer("signer"), page, "sign");
    deed(writer(), page, "publish");
    EXPECT_TRUE(becomes(turtles, 1, std::chrono::seconds(1)));
    const auto found = ask("/api/v1/search?q=" + turtles);
    EXPECT_EQ(found.at("hits").at(0).at("url").as_string(), address(page));
    EXPECT_TRUE(says(reader_.get("/search?q=" + turtles), "<mark>海龟保护</mark>"));

    const auto verified = run_program({"index", "verify", "--json"}, surroundings_);
    EXPECT_TRUE(json::parse(verified.said).at("agrees").as_bool()) << verified.said << verified.complained;
    const auto status = json::parse(run_program({"index", "status", "--json"}, surroundings_).said);
    EXPECT_TRUE(status.at("kept_by_a_server").as_bool());
    const auto asked = run_program({"search", "海龟保护", "--json"}, surroundings_);
    EXPECT_EQ(json::parse(asked.said).at("total").to_number<int>(), 1) << asked.said << asked.complained;

    deed(writer(), page, "revise");
    deed(officer("supervisor", office_unit), page, "withdraw", {{"withdrawn_because", "内容有误"}});
    EXPECT_TRUE(becomes(turtles, 0, std::chrono::seconds(1)));
    const auto rebuilt = run_program({"index", "rebuild"}, surroundings_);
    EXPECT_EQ(rebuilt.code, 0) << rebuilt.complained;
    EXPECT_EQ(total(turtles), 0);
}

TEST_F(Search, answers_every_question_with_hits_or_a_sentence) {
    EXPECT_GT(total("%E7%A9%BA%E6%B0%94%E8%B4%A8%E9%87%8F"), 0) << "空气质量 stands in the notice";
    const auto number = ask("/api/v1/search?q=%E9%82%B9%E6%94%BF%E5%8A%9E%E5%AD%9733%E5%8F%B7");
    EXPECT_EQ(number.at("hits").at(0).at("number").as_string(), "邹政办字〔2019〕33号");
    EXPECT_EQ(reader_.get("/search").status, 200);
    EXPECT_EQ(reader_.get("/search?q=%EF%BC%8C").status, 400) << "a sign alone";
    EXPECT_TRUE(says(reader_.get("/search?q=%EF%BC%8C"), "只有标点符号"));
    EXPECT_EQ(reader_.get("/search?q=a&year=first").status, 400);
    EXPECT_TRUE(says(reader_.get("/search?q=a&year=first"), "first")) << "what was typed is said back";
    EXPECT_EQ(reader_.get("/search?q=a&page=0").status, 400);
    EXPECT_EQ(reader_.get("/api/v1/search?q=a&validity=maybe").status, 400);
    EXPECT_EQ(reader_.get("/api/v1/search?q=").status, 400);
    for (const auto* wrong : {"order=nosuch", "kind=nosuch", "unit=99999", "theme=nosuch", "column=nosuch"}) {
        const auto page = reader_.get(std::string("/search?q=a&") + wrong);
        EXPECT_EQ(page.status, 400) << wrong;
        EXPECT_TRUE(says(page, std::string("“") + (std::strchr(wrong, '=') + 1) + "”")) << wrong;
        EXPECT_EQ(reader_.get(std::string("/api/v1/search?q=a&") + wrong).status, 400) << wrong;
    }
    EXPECT_EQ(reader_.get("/api/v1/search?q=a&order=best").status, 200);
    EXPECT_TRUE(says(reader_.get("/search?q=%E7%81%AB%E6%98%9F%E7%A7%BB%E6%B0%91%E5%B1%80"), "没有找到"));
    EXPECT_TRUE(says(reader_.get("/search?q=%E7%81%AB%E6%98%9F%E7%A7%BB%E6%B0%91%E5%B1%80"), "会告诉政府办公室"));
    EXPECT_FALSE(says(reader_.get("/search?q=11010519491231002X"), "会告诉政府办公室")) << "what is somebody's is not kept";
    EXPECT_TRUE(says(reader_.get("/search?q=a&page=999"), "没有第 999 页"));
    const auto pasted = reader_.get("/api/v1/search?q=" + std::string(20'000, 'a'));
    EXPECT_EQ(pasted.status, 414);
    EXPECT_TRUE(pasted.body.starts_with("{")) << "as all of the API says no";
    EXPECT_TRUE(says(reader_.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E"), "&lt;script&gt;"));
    EXPECT_TRUE(says(reader_.get("/opensearch.xml"), "/search?q={searchTerms}"));
    EXPECT_TRUE(says(reader_.get("/opensearch.xml"), "template='http://")) << "whole, whether or not the site knows its address";
    EXPECT_TRUE(says(reader_.get("/"), "action='/search'"));
    const auto suggested = ask("/api/v1/suggest?q=yib");
    EXPECT_EQ(suggested.at(0).as_string(), "yib");
}

TEST_F(Search, answers_a_file_of_questions_line_by_line) {
    write_file(folder_.path() / "questions.txt", "空气质量\n邹政办字33号\n，\n\n预算\n");
    const auto asked = run_program({"search", "--batch", folder_.path() / "questions.txt", "--json"}, surroundings_);
    EXPECT_EQ(asked.code, 0) << asked.said << asked.complained;
    std::vector<json::object> lines;
    for (std::size_t at = 0; at < asked.said.size();) {
        const auto end = asked.said.find('\n', at);
        lines.push_back(json::parse(asked.said.substr(at, end - at)).as_object());
        at = end + 1;
    }
    ASSERT_EQ(lines.size(), 5u) << "a line for each";
    for (const auto& line : lines)
        for (const auto* key : {"query", "total", "exact", "ms", "hits", "near_hits"})
            EXPECT_TRUE(line.contains(key)) << key;
    EXPECT_GT(lines[0].at("total").to_number<int>(), 0);
    EXPECT_TRUE(lines[2].contains("error"));
    EXPECT_TRUE(lines[3].contains("error"));
    EXPECT_EQ(lines[3].at("total").to_number<int>(), 0);
    EXPECT_EQ(lines[4].at("query").as_string(), "预算");
    EXPECT_EQ(run_program({"search", "a", "--kind", "nosuch"}, surroundings_).code, 2);
    EXPECT_EQ(run_program({"search", "a", "--batch", "b"}, surroundings_).code, 2);
}

}  // namespace
}  // namespace gongkai::http
