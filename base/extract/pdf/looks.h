// Colours and types of a PDF's lines, as pdftohtml tells them; its places are not used, only its texts.
#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongkai::extract {

// Texts of lines and of their parts, as alike() makes them, with the page they stand on (from 1).
using Shown = std::pair<int, std::string>;

struct Looks {
    std::set<Shown> bold, red, invisible;  // the last are white ones
    std::map<Shown, double> sizes;         // of the type in points; the largest of those alike
    std::vector<Shown> white;              // all white text of a page
};

Looks read_looks(std::string_view xml);
void note_size(Looks& looks, int page, std::string_view text, double size);
double size_of(const Looks& looks, int page, std::string_view text);  // 0 where it is not known

// The size in which most of the text is set; 0 where none is known.
double usual_size(const Looks& looks);

// Without blanks and with signs that look alike made one, so that two programs' texts can be compared.
std::string alike(std::string_view text);

}  // namespace gongkai::extract
