#include "domain/search/pages/console.h"

namespace gongkai::search {

console::Page page_of(Language language, std::string_view title, std::string_view address) {
    console::Page page;
    page.title = words(language, title);
    page.menu = address;
    return page;
}

void write_question_field(web::Html& html, Language language, const QuestionField& field) {
    html << "<div class='field'><label for='" << field.name << "'>" << words(language, field.label)
         << "</label><p class='hint' id='" << field.name << "-hint'>" << words(language, field.hint) << "</p><input id='"
         << field.name << "' name='" << field.name << "' value='" << field.value << "' maxlength='" << field.at_most
         << "' aria-describedby='" << field.name << "-hint'></div>";
}

}  // namespace gongkai::search
