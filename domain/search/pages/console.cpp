#include "domain/search/pages/console.h"

namespace gongkai::search {

console::Page page_of(Language language, std::string_view title, std::string_view address) {
    console::Page page;
    page.title = words(language, title);
    page.menu = report_address;
    page.content << "<nav class='kinds' aria-label='" << words(language, "search.console") << "'><ul>";
    for (const auto& [at, name] :
         {std::pair{report_address, "search.report"}, std::pair{"/console/search/recommended", "search.recommended"},
          std::pair{"/console/search/synonyms", "search.synonyms"}})
        page.content << "<li><a href='" << web::url(at) << "'" << web::when(address == at, " aria-current='page'") << ">"
                     << words(language, name) << "</a></li>";
    page.content << "</ul></nav>";
    return page;
}

void write_question_field(web::Html& html, Language language, const QuestionField& field) {
    html << "<div class='field'><label for='" << field.name << "'>" << words(language, field.label)
         << "</label><p class='hint' id='" << field.name << "-hint'>" << words(language, field.hint) << "</p><input id='"
         << field.name << "' name='" << field.name << "' value='" << field.value << "' maxlength='" << field.at_most
         << "' aria-describedby='" << field.name << "-hint'></div>";
}

}  // namespace gongkai::search
