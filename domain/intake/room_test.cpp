#include "domain/intake/room.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/core/file.h"
#include "base/db/database.h"
#include "doors/terminal/terminal.h"

namespace gongkai::intake {
namespace {

struct Said {
    int code = 0;
    std::string out, err;
};

class DocumentsReview : public testing::Test {
  protected:
    Said review(const std::string& name, std::string_view bytes, const std::string& option = "") {
        const TemporaryFolder folder;
        write_file(folder.path() / name, bytes);
        std::vector<std::string> said_words{"gongkai",   "--language", "zh",
                                            "documents", "review",     (folder.path() / name).string()};
        if (!option.empty())
            said_words.push_back(option);
        std::vector<char*> argv;
        for (auto& word : said_words)
            argv.push_back(word.data());
        terminal::Verbs verbs;
        hang_on(verbs);
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        Said said;
        said.code = terminal::run(static_cast<int>(argv.size()), argv.data(), verbs,
                                  [](const std::filesystem::path&, const std::string&) -> Result<std::unique_ptr<db::Database>> {
                                      throw std::logic_error("a review needs no database");
                                  });
        said.out = testing::internal::GetCapturedStdout();
        said.err = testing::internal::GetCapturedStderr();
        return said;
    }
};

TEST_F(DocumentsReview, gives_findings_as_json) {
    const auto said = review("a.txt", "公示\n张三，手机13805371234\n", "--json");
    EXPECT_EQ(said.code, 0);
    const auto findings = boost::json::parse(said.out).at("findings").as_array();
    ASSERT_EQ(findings.size(), 1u);
    const auto& finding = findings[0].as_object();
    EXPECT_EQ(finding.at("kind"), "mobile");
    EXPECT_EQ(finding.at("level"), "block");
    EXPECT_EQ(finding.at("place"), "正文第2段");
    EXPECT_EQ(finding.at("text"), "13805371234");
}

TEST_F(DocumentsReview, gives_an_empty_list_where_nothing_is_found) {
    const auto said = review("a.txt", "关于公开的通知\n", "--json");
    EXPECT_EQ(said.code, 0);
    EXPECT_EQ(said.out, "{\"findings\":[]}\n");
    EXPECT_EQ(review("a.txt", "关于公开的通知\n").out, "没有发现问题。\n");
}

TEST_F(DocumentsReview, tells_people_line_by_line_and_counts) {
    const auto said = review("a.txt", "张三，手机13805371234，鲁H12A45\n");
    EXPECT_EQ(said.out,
              "禁止发布\t手机号码\t正文第1段\t13805371234\t手机号码。\n"
              "提醒\t车牌号\t正文第1段\t鲁H12A45\t车牌号，请确认是否应当公开。\n"
              "共 2 处，其中 1 处禁止发布。\n");
}

TEST_F(DocumentsReview, refuses_what_it_cannot_read_with_a_sentence) {
    const auto damaged = review("a.docx", "PK\x03\x04 and no more");
    EXPECT_EQ(damaged.code, 2);
    EXPECT_NE(damaged.err.find("a.docx"), std::string::npos) << damaged.err;
    const auto as_json = review("a.bin",
                                std::string_view("\x7F"
                                                 "ELF\0\0",
                                                 6),
                                "--json");
    EXPECT_EQ(as_json.code, 2);
    EXPECT_EQ(boost::json::parse(as_json.out).at("outcome"), "refuse");
}

}  // namespace
}  // namespace gongkai::intake
