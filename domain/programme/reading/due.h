// When a row is owed. Days (6月底前, 第三季度末, 上半年), cycles (每月, 按季度, 每年不少于2次), terms (20个工作日内) and standing
// duties (持续推进, 定期). The year is almost never written: it is that of the title, then that of the signing. A least length
// (公示期不少于 7天) and history (2016年以来, 自2019年5月15日起施行) are no due days.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "domain/programme/reading/reading.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {

struct DueContext {
    std::optional<int> year;  // which the notice is about
    std::optional<Day> signed_on;
};

// In a cell of time limits every date counts; in a sentence only what is said as a limit does.
enum class DuePlace { cell, sentence };

struct FoundDue {
    Due due;
    std::size_t start = 0, end = 0;  // code points of the text
    bool doubtful = false;           // mended by us (1030日), or no certain day: without a year, 春节前
    bool yields = false;             // read out of a name or a manner: 年度报告, 持续做好; any better term of the row wins
    bool bare = false;               // a point of time in a sentence that no word makes a limit: 6月组织培训
};

// `text` is mended. In order of the text, each once; a vague word (定期) is left out where the text states a cycle.
std::vector<FoundDue> read_dues(std::u32string_view text, const DueContext& context, DuePlace place, const ReadingWords& words);

// The same, and the words that speak of time and of which no term was made, as printed: 24小时内, 3个月内; in a cell of time
// limits whatever is left.
struct ReadTerms {
    std::vector<FoundDue> found;
    std::vector<std::string> unread;
};
ReadTerms read_terms(std::u32string_view text, const DueContext& context, DuePlace place, const ReadingWords& words);

// What the terms of one row are together: each once, names and manners only where no real term stands.
void settle_terms(std::vector<FoundDue>& terms);

// 每季度一次 in one cell and 全年不少于4次 in another are one term.
void count_once(std::vector<FoundDue>& terms, std::vector<FoundDue>& others);

// Is the whole text one phrase of time? For lines and pieces of which nothing else is known.
bool is_due(std::u32string_view text, const ReadingWords& words);

// The same, or an event and the days after it: 预算批复后20日内.
bool is_term_line(std::u32string_view text, const ReadingWords& words);

// 12, 十二 or 两 at the start of the text; how many characters it took in `length`.
std::optional<int> read_number(std::u32string_view text, std::size_t& length);

}  // namespace gongkai::programme
