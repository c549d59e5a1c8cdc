// Who owes a row. Units are known by form (…局, …办, …中心, …镇), never by a list of the place's names; what is named as a body
// of many (各镇街, 市直各部门) is a group and is not expanded here.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {

struct UnitList {
    std::vector<std::u32string> units, groups, lead, support;
    bool open_ended = false;
    std::vector<std::u32string> doubtful;  // taken as units though their form does not say so; also in `units`
    bool has_roles = false;                // a verb or label of roles was seen

    bool empty() const { return units.empty() && groups.empty() && !open_ended; }
};

enum class UnitRole { any, lead, support };

// A whole cell or bracket that is known to name units: "市府办〔市大数据局〕牵头,市司法局、各县(市、区)政府配合". `role` is what
// the column says of units that carry no verb of their own. The text is mended first.
UnitList read_units(std::u32string_view text, const ReadingWords& words, UnitRole role = UnitRole::any);

// Adds what `more` names and `list` does not.
void add_units(UnitList& list, const UnitList& more);

// Does the token have the form of one unit's name, or of a group's? The token is folded and holds no separator outside brackets.
bool is_unit(std::u32string_view token, const ReadingWords& words);
bool is_group(std::u32string_view token, const ReadingWords& words);

// 平台, 网站, 社区: words that end like a unit and, where their first letter is none of a place or level, are none in running
// text.
bool is_common_word(std::u32string_view name);

// Does a text, of which nothing is known, read as a list of units from beginning to end? For lines and brackets in running text.
bool is_unit_list(std::u32string_view text, const ReadingWords& words);

}  // namespace gongkai::programme
