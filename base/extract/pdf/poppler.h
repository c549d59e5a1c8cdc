// What poppler's programs say of a PDF: pdftotext the words with their places, pdftocairo the drawing of each page with words.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"

namespace gongkai::extract {

struct DrawnPages {
    int first = 0;  // index of the first page
    int count = 0;
    std::string svg;  // empty where drawing failed, was too slow or too large
};

struct PopplerOutput {
    std::string words;  // XHTML of pdftotext -bbox-layout
    std::vector<DrawnPages> drawings;
};

// Refuses what is encrypted, damaged, too large or without any text. Needs confine_to_reading() at most around it.
Result<PopplerOutput> run_poppler(std::string_view pdf);

}  // namespace gongkai::extract
