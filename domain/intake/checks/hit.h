// What a detector saw, before the office's rules say what that means.
#pragma once
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "domain/intake/checks/passage.h"

namespace gongkai::intake {

enum class Sureness { sure, doubtful };

struct Hit {
    std::string_view kind;
    Sureness sureness = Sureness::sure;
    Stretch stretch;          // what is masked
    std::string_view reason;  // id of words
};

using Hits = std::vector<Hit>;

// Identity numbers, mobiles, bank cards, landlines; what is part of one is not found again as another.
void find_numbers(const Passage& passage, Day as_of, Hits& hits);

// Homes down to the door, licence plates, addresses of mail, travel documents.
void find_traces(const Passage& passage, Hits& hits);

// Minors by name and school or age, people by name and illness. Looks at the identity numbers found before.
void find_people(const Passage& passage, Day as_of, Hits& hits);

// Columns whose head says what stands in them, where a value was not known by its form.
void find_columns(const Passage& passage, Hits& hits);

// A person's name that stands right before `at`, but for a few blanks, signs and words like 电话.
bool stands_beside_a_name(const Passage& passage, std::size_t at);

}  // namespace gongkai::intake
