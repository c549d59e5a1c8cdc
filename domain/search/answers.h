// Asks the rooms, in the order in which they are listed, for a direct answer, and whom to ask about what was found.
#pragma once
#include <optional>

#include "domain/search/answer.h"
#include "domain/search/finder.h"
#include "domain/search/source.h"

namespace gongkai::search {

// Nothing where no room understands all of it, and where anything but the first page of plain words was asked for.
std::optional<Answer> answer_to(db::Connection& connection, const fulltext::Index& index, const Sources& sources,
                                const Asked& asked, const Found& found, Language language);

// One statement.
void add_contacts(db::Connection& connection, const Sources& sources, Found& found);

}  // namespace gongkai::search
