#include "doors/portal/changes.h"

namespace gongkai::portal {
namespace {

using web::Html;

void write_for_voices(Html& html, Language language, std::string_view id) {
    html << "<span class='hidden'" << web::when(language == Language::en, " lang='en'") << ">" << words(language, id)
         << "</span>";
}

void write_text(Html& html, Language language, std::string_view text, Language of_text) {
    if (language == of_text)
        html << text;
    else
        html << "<span lang='" << tag_of(of_text) << "'>" << text << "</span>";
}

// Where a mark begins and ends is said for voices, which pass over the mark itself.
void write_for_all(Html& html, Language language, std::string_view begins, std::string_view ends, std::string_view text,
                   Language of_text) {
    write_for_voices(html, language, begins);
    write_text(html, language, text, of_text);
    write_for_voices(html, language, ends);
}

}  // namespace

void write_gone(Html& html, Language language, std::string_view text, Language of_text) {
    html << "<del>";
    write_for_all(html, language, "portal.gone.begins", "portal.gone.ends", text, of_text);
    html << "</del>";
}

void write_came(Html& html, Language language, std::string_view text, Language of_text) {
    html << "<ins>";
    write_for_all(html, language, "portal.came.begins", "portal.came.ends", text, of_text);
    html << "</ins>";
}

}  // namespace gongkai::portal
