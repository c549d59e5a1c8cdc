// Days in words: 上个月, 去年上半年, 近三年, 十月份, 2019-06-25, 二〇一九年. Pure: the day from which is reckoned is given.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/core/day.h"

namespace gongkai::search {

struct SaidDays {
    std::string said;       // as it was typed: 上个月
    std::string rest;       // the question without it; may be empty
    std::string in_papers;  // as papers write it, 2026年10月; empty where they write nothing of the kind (近三年)
    std::string written;    // the question with that instead; empty likewise
    Day from{}, to{};       // both included
    // What is said from today (去年), and a day: of these somebody wants what is of those days. A year or a month with its year
    // is more often what a paper speaks of, and stays one of its words.
    bool narrows = false;
    bool is_newest = false;    // 最新: no days, the newest first
    bool is_reckoned = false;  // from today: 昨天, 上个月, 近三年
    bool is_alone = false;     // nothing else was typed
};

// The first that stands in a question where no word is cut by it (提前年检 has no 前年).
std::optional<SaidDays> days_in(std::string_view typed, Day today);

}  // namespace gongkai::search
