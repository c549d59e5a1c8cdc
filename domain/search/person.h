// Whether something that was typed may be the name of a person. Nothing is known of persons: a surname that no word begins with,
// and one or two characters behind it, are taken for a name where they may be one. What is kept of questions (asked.h) is kept
// without such, and a question too many is left out rather than one too few.
#pragma once
#include <string_view>

#include "domain/search/synonyms.h"

namespace gongkai::search {

bool may_name_person(std::string_view question, const Synonyms& synonyms);

}  // namespace gongkai::search
