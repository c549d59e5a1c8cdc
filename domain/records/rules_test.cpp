#include "domain/records/rules.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/calendar/year.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

std::string at(const Values& values, std::string_view key) { return values[*air().find_field(key)]; }

std::vector<std::string> ids(const std::vector<FieldFault>& faults) {
    std::vector<std::string> all;
    for (const auto& fault : faults)
        all.push_back(air().fields[fault.field].key + " " + fault.refusal.id.substr(std::string("records.refuse.").size()));
    return all;
}

Values filled(const std::map<std::string, std::string>& more = {}) {
    auto given = std::map<std::string, std::string>{{"month", "2026-09"}, {"town", "12"}, {"so2", "6"}, {"pm25", "35"}};
    for (const auto& [key, value] : more)
        given[key] = value;
    return values_of(air(), given);
}

TEST(Complete, computes_what_was_left_out) {
    auto values = filled({{"good_days", "27"}, {"days", "31"}});
    EXPECT_TRUE(complete(air(), values).empty());
    EXPECT_EQ(at(values, "composite"), "1.10");
    EXPECT_EQ(at(values, "good_ratio"), "87.1");
}

TEST(Complete, holds_what_was_given_against_what_follows) {
    auto values = filled({{"composite", "1.20"},
                          {"good_days", "27"},
                          {"days", "31"},
                          {"good_ratio", "90.0"},
                          {"from_on", "2026-09-30"},
                          {"to_on", "2026-09-01"}});
    EXPECT_EQ(ids(complete(air(), values)),
              (std::vector<std::string>{"composite composite", "good_ratio percent", "to_on order"}));
}

TEST(Complete, asks_for_what_is_needed_but_not_for_a_rank) {
    auto values = values_of(air(), {{"so2", "6"}});
    EXPECT_EQ(ids(complete(air(), values)), (std::vector<std::string>{"month needed", "town needed", "pm25 needed"}));
}

TEST(Complete, asks_for_a_reason_only_where_an_answer_is_not_public_in_full) {
    const auto& kind = *kinds().find("proposal_reply");
    const auto asked_for = [&](const std::map<std::string, std::string>& given) {
        auto values = values_of(kind, given);
        const auto faults = complete(kind, values);
        return std::ranges::any_of(faults, [&](const FieldFault& one) {
            return one.refusal.id == "records.refuse.needed_where" && kind.fields[one.field].key == "withheld_because" &&
                   one.refusal.arguments == std::vector<std::string>{"公开全文", "否"};
        });
    };
    EXPECT_TRUE(asked_for({{"full", "no"}}));
    EXPECT_FALSE(asked_for({{"full", "yes"}}));
    EXPECT_FALSE(asked_for({{"full", "no"}, {"withheld_because", "条例第十四条"}}));
}

TEST(Complete, wants_no_reason_where_an_answer_is_public_in_full) {
    const auto& kind = *kinds().find("proposal_reply");
    const auto is_unwanted = [&](const std::map<std::string, std::string>& given) {
        auto values = values_of(kind, given);
        return std::ranges::any_of(complete(kind, values), [&](const FieldFault& one) {
            return one.refusal.id == "records.refuse.left_out_where" && kind.fields[one.field].key == "withheld_because" &&
                   one.refusal.arguments == std::vector<std::string>{"公开全文", "是"};
        });
    };
    EXPECT_TRUE(is_unwanted({{"full", "yes"}, {"withheld_because", "条例第十四条"}}));
    EXPECT_FALSE(is_unwanted({{"full", "yes"}}));
    EXPECT_FALSE(is_unwanted({{"full", "no"}, {"withheld_because", "条例第十四条"}}));
}

TEST(Complete, finds_personal_numbers_in_what_would_be_public) {
    const auto& kind = *kinds().find("proposal_reply");
    const auto found = [&](const char* field, const char* value) {
        auto values = values_of(kind, {{field, value}});
        std::vector<std::string> all;
        for (const auto& one : complete(kind, values))
            if (one.refusal.id.starts_with("records.refuse.personal."))
                all.push_back(kind.fields[one.field].key + one.refusal.id.substr(std::string("records.refuse.personal").size()) +
                              " " + one.refusal.arguments.at(0));
        return join(all, ", ");
    };
    EXPECT_EQ(found("title", "关于370883199003074515增设路灯的建议"), "title.id_number 370883********4515");
    EXPECT_EQ(found("reply", "一、已答复。\n二、有疑问请联系王某，13805371234。"), "reply.mobile 138****1234");
    EXPECT_EQ(found("reply", "联系电话：138 0537 1234"), "reply.mobile 138 **** 1234");
    EXPECT_EQ(found("reply", "手机１３８０５３７１２３４"), "reply.mobile １３８****１２３４");
    EXPECT_EQ(found("reply", "身份证号370883********4515，电话138****1234"), "") << "they are masked";
    EXPECT_EQ(found("reply", "项目代码2026-370883-48-01-900011，咨询0537-5200431"), "") << "these are nobody's";
    EXPECT_EQ(found("phone", "13805371234"), "") << "the kind says that it is the telephone of an office";
    EXPECT_EQ(found("proposer_phone", "13805371234"), "") << "it never leaves the console";
}

TEST(Complete, divides_by_nothing_where_the_whole_is_zero) {
    auto values = filled({{"good_days", "0"}, {"days", "0"}});
    EXPECT_TRUE(complete(air(), values).empty());
    EXPECT_EQ(at(values, "good_ratio"), "");
}

TEST(Ranks, are_shared_by_those_who_are_alike) {
    EXPECT_EQ(ranks({3.0, 1.0, 2.0, 2.0, std::nullopt, 5.0}, false), (std::vector<int>{4, 1, 2, 2, 0, 5}));
    EXPECT_EQ(ranks({3.0, 1.0, 2.0}, true), (std::vector<int>{1, 3, 2}));
    EXPECT_TRUE(ranks({}, false).empty());
}

TEST(Masks, keep_what_a_notice_may_show) {
    const auto table =
        read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/records/cases/masks.csv").value(), {"whole", "masked"}).value();
    ASSERT_GE(table.rows.size(), 15u);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        EXPECT_EQ(masked(table.at(row, "whole")), table.at(row, "masked")) << table.at(row, "story");
}

TEST(PublicValues, hold_nothing_that_is_internal_and_nothing_whole_that_is_masked) {
    const auto shown = public_values(air(), filled({{"watcher", "孔令伟"}, {"note", "只在内部"}}));
    EXPECT_EQ(at(shown, "note"), "");
    EXPECT_EQ(at(shown, "watcher"), "孔某某");
    EXPECT_EQ(at(shown, "so2"), "6");
}

TEST(Search, finds_an_organisation_that_is_shown_whole_and_no_person) {
    const auto table =
        read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/records/cases/masks.csv").value(), {"whole", "masked"}).value();
    auto field = air().fields[*air().find_field("watcher")];
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const bool is_whole_name = table.at(row, "whole") == table.at(row, "masked");
        EXPECT_EQ(is_found_by(field, table.at(row, "masked")), is_whole_name && !table.at(row, "whole").empty())
            << table.at(row, "story");
    }
    field.privacy = Privacy::open;
    EXPECT_TRUE(is_found_by(field, "孔令伟"));
    field.may_name_person = true;
    for (const auto* person : {"孔令伟", "孔某某", "孔令伟、王五", "张三丰门市部", "张某某门市部", "138****5678"})
        EXPECT_FALSE(is_found_by(field, person)) << person;
    EXPECT_TRUE(is_found_by(field, "邹城市鲜禾食品有限公司"));
    field.privacy = Privacy::internal;
    EXPECT_FALSE(is_found_by(field, "邹城市鲜禾食品有限公司"));
    for (const auto& kind : kinds().all) {
        const auto representative = kind.find_field("legal_rep");
        EXPECT_TRUE(!representative || kind.fields[*representative].may_name_person) << kind.key;
    }
}

TEST(Display, ends_by_its_field_or_some_time_after_it) {
    EXPECT_EQ(shown_until(air(), filled({{"to_on", "2026-12-31"}})), make_day(2026, 12, 31));
    EXPECT_FALSE(shown_until(air(), filled()));
    auto kind = air();
    kind.display = Display{*kind.find_field("to_on"), 3, 0, 0, std::nullopt};
    EXPECT_EQ(shown_until(kind, filled({{"to_on", "2024-02-29"}})), make_day(2027, 2, 28));
    kind.display = Display{*kind.find_field("to_on"), 0, 3, 0, std::nullopt};
    EXPECT_EQ(shown_until(kind, filled({{"to_on", "2026-11-30"}})), make_day(2027, 2, 28));
}

TEST(Clock, counts_from_the_period_or_from_a_day) {
    const calendar::WorkingDays calendar(calendar::carried_years());
    EXPECT_EQ(due_on(air(), filled(), calendar).value(), make_day(2026, 10, 15));
    EXPECT_EQ(period_of(air(), filled()), "2026-09");
    auto kind = air();
    kind.clock.kind = Clock::Kind::quarterly;
    kind.clock.day = 20;
    EXPECT_EQ(due_on(kind, filled(), calendar).value(), make_day(2026, 10, 20));
    EXPECT_EQ(due_on(kind, filled({{"month", "2026-11"}}), calendar).value(), make_day(2027, 1, 20));
    EXPECT_EQ(period_of(kind, filled()), "2026Q3");
    kind.clock.kind = Clock::Kind::yearly;
    kind.clock.month = 1;
    kind.clock.day = 31;
    EXPECT_EQ(due_on(kind, filled(), calendar).value(), make_day(2027, 1, 31));
    kind.clock.kind = Clock::Kind::within;
    kind.clock.counts_from = kind.find_field("from_on");
    kind.clock.amount = 7;
    kind.clock.in_working_days = true;
    EXPECT_EQ(due_on(kind, filled({{"from_on", "2026-11-18"}}), calendar).value(), make_day(2026, 11, 27));
    EXPECT_FALSE(due_on(kind, filled(), calendar).value());
    EXPECT_FALSE(due_on(kind, filled({{"from_on", "2030-01-01"}}), calendar)) << "a year without its paper is never guessed";
    kind.clock.in_working_days = false;
    EXPECT_EQ(due_on(kind, filled({{"from_on", "2026-11-18"}}), calendar).value(), make_day(2026, 11, 25));
}

TEST(Clock, knows_the_last_period_that_is_over) {
    auto clock = air().clock;
    EXPECT_EQ(last_period(clock, make_day(2026, 11, 27))->name, "2026-10");
    EXPECT_EQ(last_period(clock, make_day(2026, 11, 27))->due_on, make_day(2026, 11, 15));
    EXPECT_EQ(last_period(clock, make_day(2026, 1, 1))->name, "2025-12");
    clock.kind = Clock::Kind::quarterly;
    EXPECT_EQ(last_period(clock, make_day(2026, 1, 1))->name, "2025Q4");
    EXPECT_EQ(last_period(clock, make_day(2026, 11, 27))->name, "2026Q3");
    clock.kind = Clock::Kind::within;
    EXPECT_FALSE(last_period(clock, make_day(2026, 11, 27)));
}

TEST(Identity, is_that_of_its_fields_and_says_nothing_of_them) {
    EXPECT_EQ(identity_of(air(), filled()), identity_of(air(), filled({{"so2", "9"}})));
    EXPECT_NE(identity_of(air(), filled()), identity_of(air(), filled({{"town", "13"}})));
    EXPECT_EQ(identity_of(air(), filled()).find("2026"), std::string::npos);
}

TEST(OwnDay, is_what_the_kind_calls_the_day_of_its_record) {
    const auto day_of_record = [](std::string_view kind, const std::map<std::string, std::string>& given) {
        const auto* known = kinds().find(kind);
        const auto day = own_day(*known, values_of(*known, given), make_day(2026, 11, 20));
        return day ? to_text(*day) : std::string();
    };
    EXPECT_EQ(day_of_record("penalty", {{"decided_on", "2025-06-03"}, {"publish_until", "2028-06-03"}}), "2025-06-03");
    EXPECT_EQ(day_of_record("air_quality_month", {{"month", "2026-02"}}), "2026-02-28");
    EXPECT_EQ(day_of_record("enforcement_year", {{"year", "2025"}}), "2025-12-31");
    EXPECT_EQ(day_of_record("enforcement_year", {{"year", "2026"}}), "2026-11-20") << "the year is not over";
    EXPECT_EQ(day_of_record("land_acquisition", {{"pre_notice_from", "2026-01-05"}, {"year", "2026"}}), "2026-01-05");
    EXPECT_EQ(day_of_record("implementation_plan", {{"year", "2026"}, {"published_on", "2026-07-02"}}), "2026-07-02");
    EXPECT_EQ(day_of_record("implementation_plan", {{"year", "2026"}, {"published_on", "2027-07-02"}}), "2026-11-20")
        << "after it came";
    EXPECT_EQ(day_of_record("implementation_plan", {{"year", "2025"}}), "2025-12-31");
    EXPECT_EQ(day_of_record("penalty", {}), "");
}

}  // namespace
}  // namespace gongkai::records
