// `gongkai database copy`: an installation moves, and what its portal says stays the same.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <csignal>

#include "tests/database.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

class DatabaseCopy : public testing::Test {
  protected:
    DatabaseCopy() { copy_data_folder(data); }
    Outcome copy(const std::string& from, const std::string& to) {
        return run_program({"database", "copy", from, to, "--json"}, {data, {}, {}});
    }
    std::string duties(const std::string& database) {
        Portal portal({data, {{"GONGKAI_DATABASE", database}}, {}}, "127.0.0.1");
        return Client(portal.port()).get("/api/v1/duties?as_of=2019-12-31").body;
    }
    TemporaryFolder folder;
    const std::filesystem::path data = folder.path() / "data";
    const std::string here = is_on_server() ? database_of(data) : data.string();
    const std::string file = folder.path() / "moved.db";
};

TEST_F(DatabaseCopy, takes_everything_and_says_the_same_of_each_table_on_the_way_back) {
    const auto there = copy(here, file);
    ASSERT_EQ(there.code, 0) << there.complained;
    bool has_duties = false;
    const auto tables = boost::json::parse(there.said);
    for (const auto& table : tables.as_array())
        has_duties |= table.at("table") == "duty" && table.at("row_count").as_int64() > 100;
    EXPECT_TRUE(has_duties) << there.said;
    const std::string back_at = is_on_server() ? database_of(folder.path() / "back") : (folder.path() / "back.db").string();
    const auto back = copy(file, back_at);
    ASSERT_EQ(back.code, 0) << back.complained;
    EXPECT_EQ(there.said, back.said);
    const auto said = duties(here == data ? "" : here);
    EXPECT_GT(said.size(), 1000U);
    EXPECT_EQ(duties(file), said);
    EXPECT_EQ(duties(back_at), said);
    const auto check = run_program({"check", "--json"}, {data, {{"GONGKAI_DATABASE", file}}, {}});
    EXPECT_EQ(check.code, 0) << check.said;
}

TEST_F(DatabaseCopy, into_a_database_that_holds_something_is_refused_in_a_sentence) {
    ASSERT_EQ(copy(here, file).code, 0);
    const auto again = copy(here, file);
    EXPECT_EQ(again.code, 2);
    EXPECT_NE(again.said.find("不是空的"), std::string::npos) << again.said;
}

TEST_F(DatabaseCopy, from_a_file_that_is_not_there_is_refused_and_makes_none) {
    const auto outcome = copy(folder.path() / "absent.db", file);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "absent.db"));
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(DatabaseCopy, of_what_a_server_has_open_is_refused) {
    {
        Portal portal({data, {}, {}}, "127.0.0.1");
        const auto outcome = copy(here, file);
        EXPECT_EQ(outcome.code, 2);
        EXPECT_NE((outcome.said + outcome.complained).find("先停止服务"), std::string::npos)
            << outcome.said << outcome.complained;
        EXPECT_FALSE(std::filesystem::exists(file));
        portal.program().signal(SIGTERM);
        EXPECT_EQ(portal.program().wait(), 0);
    }
    EXPECT_EQ(copy(here, file).code, 0);
}

TEST_F(DatabaseCopy, names_no_password_and_no_database_that_nobody_can_open) {
    const auto away = run_program(
        {"people", "list"},
        {folder.path() / "new", {{"GONGKAI_DATABASE", "postgresql://u:GE@HEIM@/g?host=" + folder.path().string()}}, {}});
    EXPECT_EQ(away.code, 2);
    EXPECT_EQ(away.complained.find("HEIM"), std::string::npos) << away.complained;
    for (const auto& outcome :
         {run_program({"people", "list", "--database", "mysql://u:GEHEIM@h/g"}, {folder.path() / "new", {}, {}}),
          copy("mysql://u:GEHEIM@h/g", file)}) {
        EXPECT_EQ(outcome.code, 2);
        const auto said = outcome.said + outcome.complained;
        EXPECT_NE(said.find("不认识 mysql 数据库"), std::string::npos) << said;
        EXPECT_EQ(said.find("GEHEIM"), std::string::npos) << said;
    }
}

TEST_F(DatabaseCopy, to_a_server_that_is_away_says_so) {
    const auto outcome = copy(here, "postgresql:///gongkai?host=" + folder.path().string());
    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.said.find("打不开数据库"), std::string::npos) << outcome.said;
}

}  // namespace
}  // namespace gongkai::http
