// What the office's pages of the search share.
#pragma once
#include <string>
#include <string_view>

#include "domain/search/pages/pages.h"
#include "domain/search/room.h"

namespace gongkai::search {

inline constexpr const char* office = "search.keep";  // the ability

// With the ways to the other pages of the search on top. `title` is an id of words; `address` that of the page among them.
inline constexpr const char* report_address = "/console/search";
console::Page page_of(Language language, std::string_view title, std::string_view address);

// A field of a form that only asks: what was asked stands in the address.
struct QuestionField {
    const char *name, *label, *hint;  // the last two are ids of words
    std::string value;
    std::size_t at_most = typed_at_most;
};
void write_question_field(web::Html& html, Language language, const QuestionField& field);

void hang_report_pages(Doors& doors);
void hang_recommended_pages(Doors& doors, Keeper& keeper);
void hang_synonym_pages(Doors& doors, Keeper& keeper);

}  // namespace gongkai::search
