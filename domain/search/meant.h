// What was meant by what was typed: its terms, with the other names that each goes by, and the units and years among them. 教育局
// is 市教育和体育局, 卫健委 is 市卫生健康局: what people call a unit is a part of its name, or its first characters in their
// order.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/search/store.h"
#include "domain/search/synonyms.h"

namespace gongkai::search {

struct Term {
    std::string text;                // as it is asked of the index; of a unit its name
    std::vector<std::string> names;  // bare: the term, then what else it is called
    LabelId unit = 0;                // that it names
    int year = 0;                    // that it names
    double weight = 1;               // by its length
    std::vector<std::string> said;   // bare: what papers may say instead
};

struct Meant {
    std::string whole;  // bare, in one piece
    std::vector<Term> terms;
    std::vector<std::string> wished;    // what a good answer is likely to hold (apart.h) …
    std::vector<LabelId> kinds;         // … and to be
    std::vector<std::string> left_out;  // what only asks
    bool names_unit(LabelId unit) const;
    int year() const;  // 0: none is named
    // Nothing is asked but a unit, or how it can be reached: its name.
    const Term* unit_alone() const;
    // Nothing is asked but a unit, and that by its full name.
    const Term* unit_by_full_name(const std::map<LabelId, KeptLabel>& labels) const;
    std::vector<std::string> texts() const;
};

// A character by itself, and a numeral (二十 of 二十大): it says nothing of what it was taken from.
bool says_little(std::string_view word);

using Labels = std::map<LabelId, KeptLabel>;

// Whether all of a folded text is what people call a unit.
bool calls_unit(std::u32string_view text, const Labels& labels);

Meant meant_by(const std::vector<std::string>& words, const Labels& labels, const Synonyms& synonyms);

}  // namespace gongkai::search
