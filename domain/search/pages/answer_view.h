// The direct answer above the list.
#pragma once
#include "base/web/html.h"
#include "domain/search/answer.h"

namespace gongkai::search {

void write_answer(web::Html& html, Language language, const Answer& answer);

// Validity as a mark with its sign and its word; nothing for none.
void write_validity(web::Html& html, Language language, Validity validity);

}  // namespace gongkai::search
