#include "domain/ledger/rules.h"

#include <gtest/gtest.h>

#include <map>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/calendar/year.h"

namespace gongkai::ledger {
namespace {

using Case = std::map<std::string, std::string>;

std::vector<Case> cases(const std::string& file) {
    const auto table = *read_csv(*read_file(GONGKAI_SOURCE_DIR "/domain/ledger/cases/" + file));
    std::vector<Case> all;
    for (std::size_t i = 1; i < table.size(); ++i) {
        Case one;
        for (std::size_t c = 0; c < table[0].size(); ++c)
            one[table[0][c]] = table[i].at(c);
        all.push_back(one);
    }
    return all;
}

// The State Council's own.
const calendar::WorkingDays known_calendar(calendar::carried_years());

std::optional<unsigned> small_number(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(static_cast<unsigned>(std::stoul(text)));
}

Period period_from(const std::string& word) {
    static const std::map<std::string, Period> periods{
        {"week", Period::week}, {"month", Period::month}, {"quarter", Period::quarter}, {"half_year", Period::half_year},
        {"year", Period::year}, {"", Period::year},       {"day", Period::year},        {"working_day", Period::year}};
    return periods.at(word);
}

TEST(Occurrences, follow_the_table_of_cases) {
    for (auto& one : cases("occurrences.csv")) {
        const Term term{*kind_from(one["kind"]),        parse_day(one["on"]),
                        period_from(one["period"]),     one["count"].empty() ? 1 : std::stoi(one["count"]),
                        one["period"] == "working_day", small_number(one["day"]),
                        small_number(one["month"]),     "words"};
        std::vector<std::string> days;
        for (const auto& planned : occurrences_of(term, *parse_day(one["signed_on"]), std::stoi(one["year"]), known_calendar))
            days.push_back(to_text(planned.due_on));
        EXPECT_EQ(join(days, ";"), one["due_on"]) << one["story"];
    }
}

TEST(Occurrences, of_several_terms_stand_in_order_of_their_days) {
    const std::vector<Term> terms{{Term::Kind::standing, {}, Period::year, 1, false, {}, {}, "定期"},
                                  {Term::Kind::by, make_day(2019, 6, 30), Period::year, 1, false, {}, {}, "6月底之前"}};
    const auto planned = occurrences_of(terms, make_day(2019, 6, 25), 2019, known_calendar);
    ASSERT_EQ(planned.size(), 3U);
    EXPECT_EQ(planned[0].words, "6月底之前");
    EXPECT_EQ(planned[2].due_on, make_day(2019, 12, 31));
}

TEST(Occurrences, of_a_row_without_terms_is_the_end_of_the_year) {
    const auto planned = occurrences_of(std::vector<Term>{}, make_day(2019, 6, 25), 2019, known_calendar);
    EXPECT_EQ(planned, (std::vector<Planned>{{make_day(2019, 12, 31), Term::Kind::unstated, ""}}));
}

TEST(States, follow_the_table_of_cases) {
    for (auto& one : cases("states.csv"))
        EXPECT_EQ(word_of(state_on(*parse_day(one["as_of"]), *parse_day(one["due_on"]), parse_day(one["done_on"]),
                                   std::stoi(one["soon_days"]))),
                  one["state"])
            << one["story"];
}

TEST(States, a_duty_shows_the_worst_of_its_occurrences) {
    Tally tally;
    for (const auto state : {State::done, State::done_late, State::not_due, State::due_soon, State::late}) {
        tally.count(state);
        EXPECT_EQ(tally.worst(), state);
    }
    EXPECT_EQ(tally.all(), 5);
}

TEST(AsOf, a_closed_year_stands_at_its_last_day) {
    EXPECT_EQ(as_of_default(2019, make_day(2026, 11, 24)), make_day(2019, 12, 31));
    EXPECT_EQ(as_of_default(2026, make_day(2026, 11, 24)), make_day(2026, 11, 24));
}

}  // namespace
}  // namespace gongkai::ledger
