// The direct answer above the list.
#pragma once
#include "base/web/html.h"
#include "domain/search/answer.h"

namespace gongkai::search {

void write_answer(web::Html& html, Language language, const Answer& answer);

}  // namespace gongkai::search
