// When an answer to a request is due, and why. The law counts working days; what is counted, what is not, and what starts the
// count anew is said here once, and every page, table and letter asks here.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "domain/calendar/calendar.h"

namespace gongkai::calendar {

// 条例33-2  行政机关不能当场答复的，应当自收到申请之日起20个工作日内予以答复；需要延长答复期限的，应当经政府信息公开工作机构
//           负责人同意并告知申请人，延长的期限最长不得超过20个工作日。
inline constexpr int answer_within = 20;
inline constexpr int extension_at_most = 20;

// What the clock of one request has seen so far.
struct AnswerClock {
    Day received_on;
    std::optional<Day> correction_received_on{};  // 补正: the last one, where there are several
    std::vector<Pause> pauses{};                  // asking third parties and other agencies: sent on, answered on
    bool extended = false;
};

// The day from which the term runs, itself not counted, and its length in working days.
Day starts_on(const AnswerClock& clock);
int term_of(const AnswerClock& clock);

// Refusals: calendar.refuse.correction_before_receipt, calendar.refuse.pause_backwards (a pause that ends before it starts), and
// calendar_missing where a day is needed that the calendar does not know. A paused day is not needed.
Result<Day> answer_due_on(const AnswerClock& clock, const WorkingDays& office);

enum class Why {
    start,    // the day of receipt
    workday,  // counted
    make_up,  // counted: a Saturday or Sunday that is worked
    weekend,  // not counted
    holiday,  // not counted
    paused,   // not counted though it is a working day
};

std::string_view word_of(Why why);  // start, workday …

struct ExplainedDay {
    Day on;
    Why why = Why::start;
    int number = 0;                       // 1, 2, 3 … of the term; 0 where the day is not counted
    std::optional<SpecialDay> special{};  // the paper's word, of a holiday and of a make-up day
};

// Every day from the start to the due day, which is the last. Refusals as above.
Result<std::vector<ExplainedDay>> explain_answer(const AnswerClock& clock, const WorkingDays& office);

}  // namespace gongkai::calendar
