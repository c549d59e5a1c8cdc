#include "domain/calendar/rules.h"

#include <algorithm>

namespace gongkai::calendar {
namespace {

Result<void> check(const AnswerClock& clock) {
    if (clock.correction_received_on && *clock.correction_received_on < clock.received_on)
        return refuse(Refusal::Kind::invalid, "calendar.refuse.correction_before_receipt",
                      {to_text(*clock.correction_received_on), to_text(clock.received_on)});
    for (const auto& pause : clock.pauses)
        if (pause.end < pause.start)
            return refuse(Refusal::Kind::invalid, "calendar.refuse.pause_backwards", {to_text(pause.start), to_text(pause.end)});
    return {};
}

// What one day after the start is, numbers left aside.
Result<ExplainedDay> look_at(Day day, const AnswerClock& clock, const WorkingDays& office) {
    const bool paused =
        std::ranges::any_of(clock.pauses, [day](const Pause& pause) { return pause.start < day && day <= pause.end; });
    const auto working = office.is_working(day);
    if (!working && !paused)
        return std::unexpected(working.error());
    const SpecialDay* said = office.special(day);
    ExplainedDay seen{day};
    if (working && !*working)
        seen.why = said ? Why::holiday : Why::weekend;
    else if (paused)
        seen.why = Why::paused;
    else
        seen.why = is_weekend(day) ? Why::make_up : Why::workday;
    if (said && (seen.why == Why::holiday || seen.why == Why::make_up))
        seen.special = *said;
    return seen;
}

}  // namespace

// 条例30    答复期限自行政机关收到补正的申请之日起计算。
Day starts_on(const AnswerClock& clock) { return clock.correction_received_on.value_or(clock.received_on); }

int term_of(const AnswerClock& clock) { return answer_within + (clock.extended ? extension_at_most : 0); }

// 条例33-2  自收到申请之日起20个工作日内 … 延长的期限最长不得超过20个工作日。  One count of 40: nothing is rounded in between.
// 条例33-3  行政机关征求第三方和其他机关意见所需时间不计算在前款规定的期限内。
Result<Day> answer_due_on(const AnswerClock& clock, const WorkingDays& office) {
    if (const auto sound = check(clock); !sound)
        return std::unexpected(sound.error());
    return office.after(starts_on(clock), term_of(clock), clock.pauses);
}

std::string_view word_of(Why why) {
    switch (why) {
        case Why::start:
            return "start";
        case Why::workday:
            return "workday";
        case Why::make_up:
            return "make_up";
        case Why::weekend:
            return "weekend";
        case Why::holiday:
            return "holiday";
        case Why::paused:
            return "paused";
    }
    return "";
}

Result<std::vector<ExplainedDay>> explain_answer(const AnswerClock& clock, const WorkingDays& office) {
    if (const auto sound = check(clock); !sound)
        return std::unexpected(sound.error());
    std::vector<ExplainedDay> days{{starts_on(clock)}};
    for (int counted = 0; counted < term_of(clock);) {
        auto day = look_at(days.back().on + std::chrono::days(1), clock, office);
        if (!day)
            return std::unexpected(std::move(day.error()));
        if (day->why == Why::workday || day->why == Why::make_up)
            day->number = ++counted;
        days.push_back(std::move(*day));
    }
    return days;
}

}  // namespace gongkai::calendar
