// What changed, marked: words that went and words that came. Few voices say which of the two they read, so words that only they
// meet say it where each begins and ends.
#pragma once
#include <string_view>

#include "base/core/words.h"
#include "base/web/html.h"

namespace gongkai::portal {

void write_gone(web::Html& html, Language language, std::string_view text, Language of_text = Language::zh);
void write_came(web::Html& html, Language language, std::string_view text, Language of_text = Language::zh);

}  // namespace gongkai::portal
