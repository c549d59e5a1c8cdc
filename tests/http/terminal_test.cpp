// The words of a command and what is said where they are wrong.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <regex>

#include "base/core/file.h"
#include "tests/database.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

struct Misuse {
    std::vector<std::string> words;
    std::string chinese, english;
};

TEST(Terminal, wrong_words_are_said_in_the_readers_language_and_end_with_64) {
    const TemporaryFolder folder;
    const Misuse cases[] = {
        {{}, "还缺要做什么", "What to do is missing"},
        {{"programme"}, "还缺要做什么", "What to do is missing"},
        {{"demonstration"}, "可以写：load、remove。", "it may be: load, remove."},
        {{"programme", "read"}, "还缺 FILE", "FILE is missing"},
        {{"publish"}, "看不懂“publish”", "“publish” is not understood"},
        {{"programme", "read", "a.txt", "--fast"}, "看不懂“--fast”", "“--fast” is not understood"},
        {{"serve", "--listen"}, "--listen 后面应当写一个值", "--listen takes one value"},
        {{"people", "list", "--data", "a", "--data", "b"}, "--data 后面应当写一个值", "--data takes one value"},
    };
    for (const auto& one : cases)
        for (const bool is_chinese : {true, false}) {
            auto words = one.words;
            words.insert(words.begin(), {"--language", is_chinese ? "zh" : "en"});
            const auto outcome = run_program(words, {folder.path() / "data", {}, {}});
            EXPECT_EQ(outcome.code, 64) << outcome.complained;
            EXPECT_NE(outcome.complained.find(is_chinese ? one.chinese : one.english), std::string::npos) << outcome.complained;
            EXPECT_NE(outcome.complained.find("--help"), std::string::npos) << outcome.complained;
        }
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "data"));
}

TEST(Terminal, a_help_is_in_the_readers_language_down_to_its_heads) {
    const TemporaryFolder folder;
    for (const auto& words : std::vector<std::vector<std::string>>{{}, {"documents"}, {"documents", "review"}}) {
        const auto help = [&](std::string_view language) {
            auto all = words;
            all.insert(all.end(), {"--language", std::string(language), "--help"});
            return run_program(all, {folder.path() / "data", {}, {}});
        };
        const auto chinese = help("zh");
        EXPECT_EQ(chinese.code, 0);
        EXPECT_NE(chinese.said.find("用法: gongkai"), std::string::npos) << chinese.said;
        for (const std::string_view english :
             {"Usage", "Options", "OPTIONS", "SUBCOMMAND", "Positionals", "Print this", "REQUIRED"})
            EXPECT_EQ(chinese.said.find(english), std::string::npos) << english << " in\n" << chinese.said;
        EXPECT_NE(help("en").said.find("Usage: gongkai"), std::string::npos);
    }
}

TEST(Terminal, a_language_that_is_not_there_is_refused) {
    const TemporaryFolder folder;
    const auto outcome = run_program({"--language", "fr", "routes"}, {folder.path() / "data", {}, {}});
    EXPECT_EQ(outcome.code, 64);
    EXPECT_NE(outcome.complained.find("“fr”"), std::string::npos) << outcome.complained;
}

TEST(Terminal, a_database_that_cannot_be_used_is_said_without_the_words_of_its_engine) {
    if (is_on_server())
        GTEST_SKIP() << "the database is no file here";
    const TemporaryFolder folder;
    const auto data = folder.path() / "data";
    std::filesystem::create_directory(data);
    write_file(data / "gongkai.db", std::string(8192, 'x'));
    const auto outcome = run_program({"people", "list"}, {data, {}, {}});
    EXPECT_EQ(outcome.code, 2) << outcome.complained;
    const auto sentence = outcome.complained.find("数据库文件已损坏");
    ASSERT_NE(sentence, std::string::npos) << outcome.complained;
    EXPECT_EQ(outcome.complained.find("SQLite", sentence), std::string::npos) << outcome.complained;
}

TEST(Terminal, check_goes_on_past_what_a_damaged_database_does_not_say) {
    const TemporaryFolder folder;
    const auto data = folder.path() / "data";
    copy_data_folder(data);
    database_rows(data, "ALTER TABLE calendar_day RENAME TO lost");
    const auto outcome = run_program({"check"}, {data, {}, {}});
    EXPECT_EQ(outcome.code, 2) << outcome.said << outcome.complained;
    EXPECT_NE(outcome.said.find("✓ 磁盘剩余"), std::string::npos) << "what is sound is still said: " << outcome.said;
    EXPECT_NE(outcome.said.find("✗ 没有核对（calendar）"), std::string::npos) << outcome.said;
}

TEST(Terminal, check_knows_the_line_that_an_earlier_check_said) {
    const TemporaryFolder folder;
    copy_data_folder(folder.path() / "data");
    const Surroundings there{folder.path() / "data", {}, {}};
    const auto first = run_program({"check", "--language", "en"}, there);
    std::smatch hash;
    ASSERT_TRUE(std::regex_search(first.said, hash, std::regex("[0-9a-f]{16}"))) << first.said;
    EXPECT_EQ(run_program({"check", "--line", hash.str()}, there).code, 0);
    EXPECT_EQ(run_program({"check", "--line", "0123456789abcdef"}, there).code, 2);
    EXPECT_EQ(run_program({"check", "--line", hash.str().substr(0, 4)}, there).code, 2) << "four digits prove nothing";
}

TEST(Terminal, a_first_list_of_units_says_how_the_first_account_is_opened) {
    const TemporaryFolder folder;
    const Surroundings there{folder.path() / "data", {}, {}};
    const auto list = folder.path() / "units.tsv";
    write_file(list, "name\tkind\n甲局\tdepartment\n");
    const auto import = [&] { return run_program({"people", "import", list, "--language", "en"}, there).said; };
    const auto without_office = import();
    EXPECT_NE(without_office.find("--role security_administrator --unit 甲局"), std::string::npos) << without_office;
    write_file(list, "name\tkind\n县政府办公室\toffice\n");
    const auto with_office = import();
    EXPECT_NE(with_office.find("--role security_administrator --unit 县政府办公室"), std::string::npos) << with_office;
    EXPECT_NE(with_office.find("gongkai serve"), std::string::npos) << with_office;
    Portal portal(there, "127.0.0.1");
    open_account(there, portal.port(), "security_administrator", "甲局", "zhao.min");
    EXPECT_EQ(import().find("security_administrator"), std::string::npos) << "there is one now";
}

TEST(Terminal, results_are_json_where_json_is_asked_for) {
    const TemporaryFolder folder;
    const auto data = folder.path() / "data";
    const auto units = run_program({"people", "import", source_file("data/units-zoucheng.tsv"), "--json"}, {data, {}, {}});
    ASSERT_EQ(units.code, 0) << units.complained;
    EXPECT_GT(boost::json::parse(units.said).at("added").as_int64(), 40);
    const auto dropped = run_program({"demonstration", "remove", "--json"}, {data, {}, {}});
    EXPECT_EQ(boost::json::parse(dropped.said), boost::json::parse(R"({"count":0})")) << dropped.complained;
    const auto missing = run_program({"programme", "prove", "absent.csv", "--json"}, {data, {}, {}});
    EXPECT_EQ(missing.code, 2);
    EXPECT_EQ(boost::json::parse(missing.said).at("outcome"), "refuse");
}

}  // namespace
}  // namespace gongkai::http
