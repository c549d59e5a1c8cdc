#include "domain/calendar/room.h"

#include <gtest/gtest.h>

#include "base/core/file.h"
#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "doors/terminal/terminal.h"

namespace gongkai::calendar {
namespace {

struct Said {
    int code = 0;
    std::string out, err;
};

class CalendarVerbs : public testing::Test {
  protected:
    Said say(std::vector<std::string> words) {
        words.insert(words.begin(), {"gongkai", "--language", "zh", "--data", data.string()});
        std::vector<char*> argv;
        for (auto& word : words)
            argv.push_back(word.data());
        terminal::Verbs verbs;
        hang_on(verbs, {[this](db::Connection&, const WorkingDays& now, const std::vector<Day>& changed, std::string_view) {
                    EXPECT_TRUE(now.knows(changed.front()));
                    recounted.push_back(static_cast<int>(changed.size()));
                    return 3;
                }});
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        Said said;
        said.code =
            terminal::run(static_cast<int>(argv.size()), argv.data(), verbs,
                          [this](const std::filesystem::path& path, const std::string&) -> Result<std::unique_ptr<db::Database>> {
                              std::filesystem::create_directories(path);
                              auto database = fresh.open();
                              if (auto done = db::migrate(*database, db::embedded_migrations({"journal", "calendar"})); !done)
                                  return std::unexpected(done.error());
                              return database;
                          });
        said.out = testing::internal::GetCapturedStdout();
        said.err = testing::internal::GetCapturedStderr();
        return said;
    }
    std::string file(std::string_view contents) {
        write_file(folder.path() / "file.csv", contents);
        return (folder.path() / "file.csv").string();
    }

    TemporaryFolder folder;
    db::FreshDatabase fresh;
    std::filesystem::path data = folder.path() / "data";
    std::vector<int> recounted;
};

const std::string header = "story,received_on,correction_received_on,pauses,extended,due_on\n";
const std::string of_2027 =
    "date,kind,holiday\n2027-01-01,off,元旦\n2027-02-06,off,春节\n2027-04-05,off,清明节\n2027-06-09,off,端午节\n2027-09-15,off,"
    "中秋节\n2027-05-01,off,劳动节\n2027-10-01,off,国庆节\n2027-10-02,off,国庆节\n"
    "2027-10-03,off,国庆节\n";

TEST_F(CalendarVerbs, clock_answer_fills_a_table_and_needs_no_installation) {
    const auto said = say({"clock", "answer", "--cases", file(header + "甲,2019-06-25,,,no,\n乙,2026-12-15,,,no,\n")});
    EXPECT_EQ(said.code, terminal::done);
    EXPECT_EQ(said.out, header + "甲,2019-06-25,,,no,2019-07-23\n乙,2026-12-15,,,no,calendar-missing\n");
    EXPECT_EQ(said.err, "");
    EXPECT_FALSE(std::filesystem::exists(data));
}

TEST_F(CalendarVerbs, clock_answer_names_the_wrong_row_and_prints_the_others) {
    const auto said = say({"clock", "answer", "--cases", file(header + "甲,2019-06-31,,,no,\n乙,2019-06-25,,,no,\n")});
    EXPECT_EQ(said.code, terminal::refused);
    EXPECT_EQ(said.out, header + "甲,2019-06-31,,,no,\n乙,2019-06-25,,,no,2019-07-23\n");
    EXPECT_EQ(said.err, "第 2 行（甲）：收到申请之日“2019-06-31”不是有效的日期，应写作 2019-06-25。\n");
}

TEST_F(CalendarVerbs, clock_explain_tells_every_day) {
    const auto said = say({"clock", "explain", "--received", "2026-02-09", "--correction", "2026-02-10", "--pause",
                           "2026-02-11/2026-02-12", "--pause", "2026-03-02/2026-03-03"});
    EXPECT_EQ(said.code, terminal::done);
    for (const auto* line :
         {"2026-02-10 收到补正", "2026-02-10  周二\t-\t收到之日，不计入\n", "2026-02-11  周三\t1\t工作日\n",
          "2026-02-12  周四\t-\t征求意见期间，不计入\n", "2026-02-14  周六\t3\t调休上班（春节，国办发明电〔2025〕7号）\n",
          "2026-02-16  周一\t-\t春节放假，不计入（国办发明电〔2025〕7号）\n", "2026-03-01  周日\t-\t双休日，不计入\n",
          "2026-03-03  周二\t-\t征求意见期间，不计入\n", "应在 2026-03-18（周三）以前答复。\n"})
        EXPECT_NE(said.out.find(line), std::string::npos) << line << '\n' << said.out;
}

TEST_F(CalendarVerbs, clock_explain_speaks_json) {
    const auto said = say({"clock", "explain", "--received", "2019-04-27", "--extended", "--json"});
    EXPECT_TRUE(said.out.starts_with(
        R"({"starts_on":"2019-04-27","term":40,"due_on":"2019-06-25","days":[{"on":"2019-04-27","why":"start","number":null},)"
        R"({"on":"2019-04-28","why":"make_up","number":1,"holiday":"劳动节","paper":"国办发明电〔2019〕3号"},)"))
        << said.out;
}

TEST_F(CalendarVerbs, clock_explain_refuses_in_a_sentence) {
    EXPECT_EQ(say({"clock", "explain", "--received", "yesterday"}).code, terminal::refused);
    const auto said = say({"clock", "explain", "--received", "2026-12-15"});
    EXPECT_EQ(said.code, terminal::refused);
    EXPECT_NE(said.err.find("还没有 2027 年"), std::string::npos) << said.err;
}

TEST_F(CalendarVerbs, calendar_add_recounts_the_terms_that_stand_and_the_clock_knows_the_year) {
    const auto said = say({"calendar", "add", file(of_2027), "--paper", "国办发明电〔2026〕9号"});
    EXPECT_EQ(said.code, terminal::done) << said.err;
    EXPECT_EQ(said.out, "已添加 2027 年的日历：365 天由未知变为已知，3 个期限随之变动。\n");
    EXPECT_EQ(recounted, std::vector<int>{365});
    EXPECT_EQ(say({"calendar", "add", file(of_2027), "--paper", "国办发明电〔2026〕9号", "--json"}).out,
              "{\"year\":2027,\"is_amended\":true,\"changed_day_count\":0,\"moved_term_count\":0}\n");
    EXPECT_EQ(say({"calendar", "add", file(of_2027), "--paper", "国办发明电〔2026〕9号"}).out,
              "2027 年的日历已经是这样，没有改动。\n");
    EXPECT_EQ(recounted.size(), 1U);
    const auto answered = say({"clock", "answer", "--cases", file(header + "乙,2026-12-15,,,no,\n")});
    EXPECT_TRUE(answered.out.ends_with("2027-01-13\n")) << answered.out;
}

TEST_F(CalendarVerbs, calendar_add_refuses_half_a_year) {
    const auto said =
        say({"calendar", "add", file("date,kind,holiday\n2027-01-01,off,元旦\n"), "--paper", "国办发明电〔2026〕9号"});
    EXPECT_EQ(said.code, terminal::refused);
    EXPECT_NE(said.err.find("2027-05-01 是法定节假日"), std::string::npos) << said.err;
}

TEST_F(CalendarVerbs, calendar_list_tells_years_and_papers) {
    const auto said = say({"calendar", "list"});
    EXPECT_TRUE(said.out.starts_with("2019 年  250 个工作日  国办发明电〔2018〕15号、国办发明电〔2019〕3号\n")) << said.out;
    EXPECT_NE(say({"calendar", "list", "--json"}).out.find(R"({"date":"2019-05-02","kind":"off","holiday":"劳动节")"),
              std::string::npos);
}

}  // namespace
}  // namespace gongkai::calendar
