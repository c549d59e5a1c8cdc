// The PDF with its new pages, by libqpdf. Plain types, because the library's header is read by an older standard.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::redact {

struct Picture {
    int width = 0, height = 0;
    bool is_grey = false;
    std::string deflated;  // rows with the predictors of PNG
};

// A word that is found and read aloud, and not seen. Fractions of the page from its top left corner.
struct UnseenWord {
    double left = 0, top = 0, right = 0, bottom = 0;
    std::string utf16_hex;
    bool is_recognised = false;  // in a picture of the page, not said by the file
};

// Words from `begin` to before `end`.
struct Passage {
    int level = 0;  // of a heading; 0: a paragraph
    std::size_t begin = 0, end = 0;
};

struct DrawnPage {
    int number = 0;  // from 1
    Picture picture;
    std::vector<UnseenWord> words;
    std::vector<Passage> passages;  // all words, in their order
};

struct Assembled {
    std::string file;
    bool had_signature = false;
};

// `glyphless` is a font whose signs are all empty. New pages have tags where the others have, or where there are no others, and
// the file has a language; its title is its first heading where it has none.
Assembled assemble(std::string_view pdf, const std::vector<DrawnPage>& pages,
                   const std::vector<std::pair<std::string, std::string>>& texts, std::string_view glyphless);

// One page a picture.
std::string pdf_of_pictures(const std::vector<DrawnPage>& pages);

}  // namespace gongkai::redact
