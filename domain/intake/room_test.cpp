#include "domain/intake/room.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <iterator>

#include "base/core/file.h"
#include "base/db/database.h"
#include "base/strip/archive.h"
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
        if (name.find('/') == std::string::npos)
            write_file(folder.path() / name, bytes);
        std::vector<std::string> arguments{(folder.path() / name).string()};
        if (!option.empty())
            arguments.push_back(option);
        return run(std::move(arguments));
    }

    static Said run(std::vector<std::string> arguments) {
        std::vector<std::string> said_words{"gongkai", "--language", "zh", "documents", "review"};
        std::ranges::move(arguments, std::back_inserter(said_words));
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
    EXPECT_EQ(said.code, 2) << "a finding stops the publication";
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

TEST_F(DocumentsReview, ends_well_where_a_finding_only_warns) { EXPECT_EQ(review("a.txt", "请按装设备\n", "--json").code, 0); }

TEST_F(DocumentsReview, tells_what_it_cannot_look_into_as_a_finding) {
    const auto damaged = review("a.docx", "PK\x03\x04 and no more");
    EXPECT_EQ(damaged.code, 2);
    EXPECT_NE(damaged.out.find("a.docx"), std::string::npos) << damaged.out;
    const auto as_json = review("a.bin",
                                std::string_view("\x7F"
                                                 "ELF\0\0",
                                                 6),
                                "--json");
    EXPECT_EQ(as_json.code, 2);
    const auto findings = boost::json::parse(as_json.out).at("findings").as_array();
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].at("kind"), "unread");
    EXPECT_EQ(findings[0].at("level"), "block");
    EXPECT_EQ(review("missing/a.txt", "", "--json").code, 2) << "no such file";
}

TEST_F(DocumentsReview, looks_into_archives_folders_and_several_files) {
    const auto archive = strip::write_archive({{"名单/甲.txt", "张三，手机13805371234"},
                                               {"inner.zip", strip::write_archive({{"乙.txt", "身份证11010519491231002X"}})},
                                               {"a.bin", std::string("\x7F"
                                                                     "ELF\0\0",
                                                                     6)}});
    const auto said = review("a.zip", archive, "--json");
    EXPECT_EQ(said.code, 2);
    std::string all;
    const auto in_archive = boost::json::parse(said.out).at("findings").as_array();
    for (const auto& one : in_archive)
        all += std::string(one.at("kind").as_string()) + ' ' + std::string(one.at("place").as_string()) + '\n';
    EXPECT_EQ(all, "mobile 名单/甲.txt　正文第1段\nid_number inner.zip　乙.txt　正文第1段\nunread a.bin\n");
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "b");
    write_file(folder.path() / "a.txt", "手机13805371234");
    write_file(folder.path() / "b" / "c.txt", "手机13805371235");
    write_file(folder.path() / "b" / "d.txt", "通知");
    const auto both = run({(folder.path() / "a.txt").string(), (folder.path() / "b").string(), "--json"});
    EXPECT_EQ(both.code, 2);
    const auto findings = boost::json::parse(both.out).at("findings").as_array();
    ASSERT_EQ(findings.size(), 2u) << both.out;
    EXPECT_EQ(std::string(findings[1].at("file").as_string()), (folder.path() / "b" / "c.txt").string());
}

}  // namespace
}  // namespace gongkai::intake
