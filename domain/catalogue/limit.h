// When an item must be public, as a catalogue prints it: 信息形成或者变更之日起20个工作日内. The words stay as they are; what
// they mean is read out of them, so nobody types a number of the law twice.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "domain/calendar/calendar.h"

namespace gongkai::catalogue {

struct Limit {
    enum class Kind {
        within,     // so long after the anchor; a count below zero: before it
        realtime,   // 实时公开
        prompt,     // 及时公开
        at_event,   // 在实地启动拟征收土地工作时
        every,      // 每季度公开, 每年1月31日前
        shown_for,  // 公示期不少于5个工作日
        standing,   // 长期公开
        by_law,     // 按有关规定
        same,       // 同上
        unread
    };
    enum class Unit { none, working_day, day, hour, week, month, quarter, half_year, year };

    Kind kind = Kind::unread;
    int count = 0;     // 20; of a range its end: 3-5个工作日内 is kept by the fifth
    int at_least = 0;  // of a range its beginning
    Unit unit = Unit::none;
    std::string anchor;  // formed, decided, approved, received, surveyed, heard, other; empty where none is printed
    std::string words;   // the phrase it was read from
    bool operator==(const Limit&) const = default;
};

std::string_view word_of(Limit::Kind kind);
std::string_view word_of(Limit::Unit unit);

// All that a cell says, in its order; a cell may hold several terms. What nobody can read is one of Kind::unread.
std::vector<Limit> read_limits(std::string_view cell);

bool is_same_as_above(std::string_view cell);  // 同上, 〃
bool is_read(const std::vector<Limit>& limits);

// 条例26
// 属于主动公开范围的政府信息，应当自该政府信息形成或者变更之日起20个工作日内及时公开。法律、法规对政府信息公开的期限另有规定的，
// 从其规定。
inline constexpr int lawful_working_days = 20;
std::string lawful_words();

// The last day on which it is in time, for what happened on `anchor`; nothing where the limit names no count of days, weeks or
// months. The day itself is not counted. Refuses calendar_missing.
Result<std::optional<Day>> due_on(const Limit& limit, Day anchor, const calendar::WorkingDays& calendar);

}  // namespace gongkai::catalogue
