// Direct answers of a search from records, as a kind's file declares them (`answers`): a fee, opening hours, the ranking of a
// month.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/core/day.h"
#include "domain/records/kind.h"
#include "domain/search/answer.h"

namespace gongkai::records {

// Under which the kind's records are found.
std::string label_code(const Kind& kind);

// A question taken apart: what is left of it when all that only asks is cut off at both ends.
struct Asking {
    std::string about;      // 图书馆, 2026年10月; may be empty
    bool is_asked = false;  // it says one of the kind's own questions
};
Asking asking_of(const Answers& answers, std::string_view typed);

// For when somebody asks whether a place is open: 明天, 周六. Neither now nor a day: 晚上, 周末, 节假日.
struct AskedFor {
    std::optional<Day> day;
    bool is_now = true;
};
AskedFor asked_for(std::string_view typed, Day today);

// Whether somebody who says `about` means a record of this name: 不动产登记 is 不动产登记费（住宅）, 图书馆 is 邹城市图书馆.
bool is_called(const Answers& answers, const search::Synonyms& synonyms, std::string_view about, std::string_view name);

std::optional<search::Answer> answer(db::Connection& connection, const search::Inquiry& question, Language language);

}  // namespace gongkai::records
