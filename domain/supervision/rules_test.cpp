#include "domain/supervision/rules.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/calendar/year.h"

namespace gongkai::supervision {
namespace {

const calendar::WorkingDays& office() {
    static const calendar::WorkingDays days(calendar::carried_years());
    return days;
}

TEST(Rectification, is_as_its_days_say) {
    const auto table =
        read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/supervision/cases/rectification.csv").value(),
                       {"story", "issued_on", "working_days", "answered_on", "outcome", "as_of", "due_on", "state"});
    ASSERT_TRUE(table);
    ASSERT_GT(table->rows.size(), 5u);
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        const auto at = [&](const char* column) { return table->at(row, column); };
        Matter matter;
        matter.kind = Kind::rectification;
        matter.issued_on = *parse_day(at("issued_on"));
        const auto due_on = term_ends_on(matter.issued_on, static_cast<int>(*whole_number(at("working_days"))), office());
        ASSERT_TRUE(due_on) << at("story");
        EXPECT_EQ(to_text(*due_on), at("due_on")) << at("story");
        matter.due_on = *due_on;
        if (at("outcome") == "accepted")
            matter.done_on = parse_day(at("answered_on"));
        else if (at("outcome") == "returned")
            matter.returned = 1;
        else if (!at("answered_on").empty())
            matter.answer_id = 1;
        EXPECT_EQ(word_of(state_on(*parse_day(at("as_of")), matter)), at("state")) << at("story");
    }
}

TEST(Rectification, has_a_term_of_one_to_sixty_working_days_that_the_calendar_knows) {
    const Day day = make_day(2026, 11, 2);
    EXPECT_EQ(term_ends_on(day, 0, office()).error().id, "supervision.refuse.term");
    EXPECT_EQ(term_ends_on(day, 61, office()).error().id, "supervision.refuse.term");
    EXPECT_EQ(term_ends_on(make_day(2199, 1, 1), 5, office()).error().id, calendar::calendar_missing);
}

TEST(Urge, is_done_once_nothing_is_owed) {
    Matter urge;
    urge.open = 1;
    EXPECT_EQ(state_on(make_day(2026, 11, 2), urge), State::waiting);
    urge.open = 0;
    EXPECT_EQ(state_on(make_day(2026, 11, 2), urge), State::done);
    urge.withdrawn_on = make_day(2026, 11, 3);
    EXPECT_EQ(state_on(make_day(2026, 11, 2), urge), State::done) << "not yet";
    EXPECT_EQ(state_on(make_day(2026, 11, 3), urge), State::withdrawn);
}

TEST(Talk, is_late_after_the_day_that_was_agreed) {
    Matter talk;
    talk.kind = Kind::talk;
    talk.open = 2;
    EXPECT_EQ(state_on(make_day(2026, 11, 2), talk), State::waiting);
    talk.due_on = make_day(2026, 11, 1);
    EXPECT_EQ(state_on(make_day(2026, 11, 1), talk), State::waiting);
    EXPECT_EQ(state_on(make_day(2026, 11, 2), talk), State::late);
}

}  // namespace
}  // namespace gongkai::supervision
