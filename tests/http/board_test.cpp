// The board as page, CSV, JSON and API: one truth, and it is the one that days and proofs give.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "base/core/csv.h"
#include "base/core/day.h"
#include "base/core/text.h"
#include "base/web/target.h"
#include "tests/database.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

namespace json = boost::json;

constexpr int tasks_in_the_notice = 35, rows_in_the_notice = 42;

Place& place() { return Place::get(); }

json::value ask_json(const std::string& target) {
    const auto answer = place().client().get(target);
    if (answer.status != 200)
        throw std::runtime_error(target + ": " + std::to_string(answer.status));
    return json::parse(answer.body);
}

std::string text_at(const json::value& value, std::string_view name) {
    const auto& at = value.at(name);
    return at.is_null() ? std::string() : std::string(at.as_string());
}

std::string owner_of(const json::value& duty) {
    return duty.at("unit").is_null() ? text_at(duty, "group") : text_at(duty.at("unit"), "name");
}

const std::vector<std::string> days{"2019-06-20", "2019-06-30", "2019-07-01", "2019-09-30", "2019-12-17", "2019-12-31"};
const std::vector<std::string> filters{"",
                                       "state=late",
                                       "state=done",
                                       "state=due_soon",
                                       "kind=town",
                                       "kind=department&state=done_late",
                                       "q=%E7%A9%BA%E6%B0%94%E8%B4%A8%E9%87%8F",
                                       "q=%E8%B4%A2%E6%94%BF%E5%B1%80",
                                       "q=nothing-is-called-so"};

TEST(Board, page_csv_json_and_api_agree_cell_by_cell) {
    std::size_t cells = 0;
    for (const auto& day : days)
        for (const auto& filter : filters) {
            const auto query = "?as_of=" + day + (filter.empty() ? "" : '&' + filter);
            const auto api = ask_json("/api/v1/duties" + query), file = ask_json("/board.json" + query);
            EXPECT_EQ(file, api) << query;
            std::set<BoardCell> from_api;
            for (const auto& duty : api.at("duties").as_array()) {
                EXPECT_TRUE(from_api.insert({owner_of(duty), text_at(duty, "state"), text_at(duty, "address")}).second);
                EXPECT_EQ(text_at(duty, "as_of"), day);
            }
            EXPECT_EQ(api.at("count").as_int64(), static_cast<std::int64_t>(from_api.size())) << query;

            std::set<BoardCell> from_page;
            for (const auto& cell : board_cells(place().client().get("/board" + query).body))
                EXPECT_TRUE(from_page.insert({cell.owner, cell.state, path_of(cell.address)}).second)
                    << query << ": " << cell.address << " twice";
            EXPECT_EQ(from_page, from_api) << query;

            const auto csv = place().client().get("/board.csv" + query).body;
            const auto table =
                read_csv_table(csv, {"unit", "task", "row", "state", "due_on", "done_on", "address", "as_of"}).value();
            ASSERT_EQ(table.rows.size(), from_api.size()) << query;
            for (std::size_t i = 0; i < table.rows.size(); ++i) {
                const auto at = [&](std::string_view name) { return std::string(table.at(i, name)); };
                const auto& duty = api.at("duties").as_array()[i];
                EXPECT_EQ(at("unit"), owner_of(duty)) << query << " line " << i;
                EXPECT_EQ(at("state"), text_at(duty, "state")) << query << " line " << i;
                EXPECT_EQ(at("address"), text_at(duty, "address")) << query << " line " << i;
                EXPECT_EQ(at("due_on"), text_at(duty, "due_on")) << query << " line " << i;
                EXPECT_EQ(at("done_on"), text_at(duty, "done_on")) << query << " line " << i;
                EXPECT_EQ(at("requirement"), text_at(duty, "requirement")) << query << " line " << i;
                EXPECT_EQ(at("title"), text_at(duty.at("task"), "title")) << query << " line " << i;
                EXPECT_EQ(at("as_of"), day) << query << " line " << i;
            }
            std::map<std::string, std::int64_t> states;
            for (const auto& cell : from_api)
                ++states[cell.state];
            for (const auto& [state, count] : api.at("states").as_object())
                EXPECT_EQ(count.as_int64(), states[std::string(state)]) << query << ' ' << std::string_view(state);
            cells += from_api.size();
        }
    EXPECT_GT(cells, 1000u);
}

TEST(Board, a_filter_keeps_what_it_names_and_nothing_else) {
    const auto all = ask_json("/api/v1/duties?as_of=2019-09-30").at("duties").as_array();
    for (const std::string state : {"done", "done_late", "not_due", "due_soon", "late"}) {
        std::set<std::int64_t> wanted, got;
        for (const auto& duty : all)
            if (text_at(duty, "state") == state)
                wanted.insert(duty.at("id").as_int64());
        const auto kept = ask_json("/api/v1/duties?as_of=2019-09-30&state=" + state);
        for (const auto& duty : kept.at("duties").as_array())
            got.insert(duty.at("id").as_int64());
        EXPECT_EQ(got, wanted) << state;
    }
}

TEST(Board, words_are_sought_in_tasks_and_in_owners_alike) {
    const auto all = ask_json("/api/v1/duties?as_of=2019-09-30").at("duties").as_array();
    std::map<std::int64_t, std::string> full_names;
    const auto units = ask_json("/api/v1/units");
    for (const auto& unit : units.at("units").as_array())
        full_names[unit.at("id").as_int64()] = text_at(unit, "full_name");
    for (const std::string words : {"教育", "财政", "环境", "空气质量"}) {
        std::set<std::int64_t> wanted, got;
        for (const auto& duty : all) {
            const auto& unit = duty.at("unit");
            const auto owner = unit.is_null() ? std::string() : full_names.at(unit.at("id").as_int64());
            for (const auto& text : {text_at(duty.at("task"), "title"), text_at(duty, "requirement"), owner_of(duty), owner})
                if (text.find(words) != std::string::npos)
                    wanted.insert(duty.at("id").as_int64());
        }
        const auto kept = ask_json("/api/v1/duties?as_of=2019-09-30&q=%20" + web::encode(words) + "%20");
        for (const auto& duty : kept.at("duties").as_array())
            got.insert(duty.at("id").as_int64());
        EXPECT_GT(wanted.size(), 0u) << words;
        EXPECT_EQ(got, wanted) << words;
    }
}

TEST(Board, owes_one_duty_for_each_unit_and_row) {
    std::set<std::string> seen;
    std::set<std::pair<std::int64_t, std::int64_t>> rows;
    const auto duties = ask_json("/api/v1/duties?as_of=2019-12-31");
    for (const auto& duty : duties.at("duties").as_array()) {
        const auto position = duty.at("task").at("position").as_int64(), row = duty.at("row").as_int64();
        EXPECT_TRUE(seen.insert(owner_of(duty) + ' ' + std::to_string(position) + '.' + std::to_string(row)).second);
        if (duty.at("task").at("number") != 0)
            rows.emplace(position, row);
        EXPECT_NE(text_at(duty, "due_on"), "") << text_at(duty, "address");
    }
    EXPECT_EQ(rows.size(), static_cast<std::size_t>(rows_in_the_notice)) << "a row that nobody owes";
}

// What the tables of the database hold, counted here by hand: no rule of the program is asked.
struct Occurrence {
    std::string due_on, done_on;  // days as ISO text compare as days do
};

std::map<std::int64_t, std::vector<Occurrence>> occurrences() {
    std::map<std::int64_t, std::vector<Occurrence>> all;
    for (const auto& row : database_rows(place().data(),
                                         "SELECT d.id, o.due_on, o.done_on FROM duty d JOIN occurrence o "
                                         "ON o.duty_id = d.id WHERE d.ended_on IS NULL"))
        all[std::stoll(row[0])].push_back({row[1], row[2]});
    return all;
}

std::string state_of(const Occurrence& one, const std::string& day, const std::string& soon_until) {
    if (!one.done_on.empty() && one.done_on <= day)
        return one.done_on <= one.due_on ? "done" : "done_late";
    if (one.due_on < day)
        return "late";
    return one.due_on <= soon_until ? "due_soon" : "not_due";
}

TEST(Board, states_follow_from_days_and_proofs) {
    const auto by_duty = occurrences();
    ASSERT_GT(by_duty.size(), 100u);
    const std::vector<std::string> from_worst{"late", "due_soon", "not_due", "done_late", "done"};
    std::set<std::string> seen;
    for (const std::string day :
         {"2019-01-01", "2019-06-16", "2019-06-17", "2019-06-30", "2019-07-01", "2019-07-31", "2019-08-01", "2019-09-16",
          "2019-09-30", "2019-10-01", "2019-12-16", "2019-12-17", "2019-12-31"}) {
        const auto soon_until = to_text(*parse_day(day) + std::chrono::days(14));
        const auto answer = ask_json("/api/v1/duties?as_of=" + day);
        ASSERT_EQ(answer.at("duties").as_array().size(), by_duty.size()) << day;
        for (const auto& duty : answer.at("duties").as_array()) {
            std::map<std::string, std::int64_t> tally;
            std::string next, last_done;
            for (const auto& one : by_duty.at(duty.at("id").as_int64())) {
                const auto state = state_of(one, day, soon_until);
                ++tally[state];
                if (state.starts_with("done"))
                    last_done = std::max(last_done, one.done_on);
                else if (next.empty() || one.due_on < next)
                    next = one.due_on;
            }
            const auto worst = *std::ranges::find_if(from_worst, [&](const auto& state) { return tally.contains(state); });
            seen.insert(worst);
            EXPECT_EQ(text_at(duty, "state"), worst) << day << ' ' << text_at(duty, "address");
            for (const auto& state : from_worst)
                EXPECT_EQ(duty.at("occurrences").at(state).as_int64(), tally[state]) << day << ' ' << text_at(duty, "address");
            if (!next.empty()) {
                EXPECT_EQ(text_at(duty, "due_on"), next) << day << ' ' << text_at(duty, "address");
            } else {
                EXPECT_EQ(text_at(duty, "done_on"), last_done) << day << ' ' << text_at(duty, "address");
            }
        }
    }
    if (place().has_proofs()) {
        EXPECT_EQ(seen.size(), from_worst.size()) << "the demonstration does not show every state";
    }
}

TEST(Board, a_day_that_cannot_be_read_is_said_and_refused_to_machines) {
    const auto page = place().client().get("/board?as_of=2019-02-30", {{"Cookie", "language=zz"}});
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("board.wrong_day 2019-02-30"), std::string::npos);
    const auto filtered = place().client().get("/board?state=ripe&kind=planet", {{"Cookie", "language=zz"}});
    EXPECT_NE(filtered.body.find("board.wrong_state ripe"), std::string::npos);
    EXPECT_NE(filtered.body.find("board.wrong_kind planet"), std::string::npos);
    for (const std::string target :
         {"/api/v1/duties?as_of=2019-02-30", "/board.json?state=ripe", "/board.csv?as_of=x", "/api/v1/duties?kind=planet"}) {
        const auto answer = place().client().get(target);
        EXPECT_EQ(answer.status, 400) << target;
        EXPECT_FALSE(json::parse(answer.body).at("error").at("message").as_string().empty()) << target;
    }
}

TEST(Board, a_year_that_is_over_stands_at_its_last_day) {
    const auto answer = ask_json("/api/v1/duties");
    EXPECT_EQ(text_at(answer, "as_of"), "2019-12-31");
    EXPECT_TRUE(answer.at("is_closed").as_bool());
    EXPECT_FALSE(ask_json("/api/v1/duties?as_of=2019-09-30").at("is_closed").as_bool());
}

TEST(Notice, is_there_with_all_its_tasks_and_rows) {
    const auto answer = ask_json("/api/v1/tasks");
    EXPECT_EQ(answer.at("task_count").as_int64(), tasks_in_the_notice);
    EXPECT_EQ(answer.at("row_count").as_int64(), rows_in_the_notice);
    std::set<std::int64_t> numbers;
    std::int64_t rows = 0;
    for (const auto& task : answer.at("tasks").as_array())
        if (task.at("number") != 0) {
            numbers.insert(task.at("number").as_int64());
            rows += static_cast<std::int64_t>(task.at("rows").as_array().size());
        }
    EXPECT_EQ(numbers.size(), static_cast<std::size_t>(tasks_in_the_notice));
    EXPECT_EQ(*numbers.rbegin(), tasks_in_the_notice);
    EXPECT_EQ(rows, rows_in_the_notice);
    const auto notices = ask_json("/api/v1/notices").at("notices").as_array();
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(text_at(notices[0], "key"), "2019-33");
    EXPECT_EQ(text_at(notices[0], "number"), "邹政办字〔2019〕33号");
}

TEST(Notice, shows_each_requirement_in_its_own_words) {
    std::string source;
    for (const auto& visited : place().pages())
        if (visited.target.starts_with("/notices/2019-33/source"))
            for (const auto& text : visited.page.texts)
                source += text;
    const auto tasks = ask_json("/api/v1/tasks");
    for (const auto& task : tasks.at("tasks").as_array()) {
        const auto target = "/notices/2019-33/tasks/" + std::to_string(task.at("position").as_int64());
        const auto* page = place().page_at(target);
        ASSERT_NE(page, nullptr) << target;
        EXPECT_NE(page->answer.body.find("<mark>"), std::string::npos) << target << " marks nothing in its source";
        for (const auto& row : task.at("rows").as_array())
            EXPECT_NE(std::ranges::find(page->page.texts, text_at(row, "requirement")), page->page.texts.end()) << target;
    }
}

TEST(Notice, asks_each_unit_for_its_plan_by_the_end_of_june) {
    const auto answer = ask_json("/api/v1/duties?as_of=2019-06-01&q=%E5%AE%9E%E6%96%BD%E6%96%B9%E6%A1%88");  // 实施方案
    std::size_t plans = 0;
    for (const auto& duty : answer.at("duties").as_array())
        plans += duty.at("task").at("number") == 0 && text_at(duty, "due_on") == "2019-06-30";
    EXPECT_GT(plans, 0u);
}

}  // namespace
}  // namespace gongkai::http
