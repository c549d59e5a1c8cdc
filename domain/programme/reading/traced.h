// Text that knows where each of its characters was printed, so that a value mended together from many pieces can still be shown
// in its source. All scanning of a notice is done on code points.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/extract/document.h"

namespace gongkai::programme {

using Pages = std::vector<std::u32string>;

struct Place {
    std::uint32_t page = 0, at = 0;
    auto operator<=>(const Place&) const = default;
};

struct Traced {
    std::u32string text;
    std::vector<Place> from;  // as long as text

    bool empty() const { return text.empty(); }
    std::size_t size() const { return text.size(); }
    void push(char32_t c, Place place);
    void append(const Traced& more);
    Traced part(std::size_t start, std::size_t end = std::u32string::npos) const;
};

// Code points [start, end) of one page.
Traced trace(const Pages& pages, std::uint32_t page, std::size_t start, std::size_t end);

// A cell's text, each character laid on its place inside the cell's span.
Traced trace(const Pages& pages, const std::string& text, extract::Span span);

// Layout breaks mended: blanks and line ends go, except between two Latin words or numbers. Words are not changed.
Traced mend(const Traced& text);
std::u32string mend(std::u32string_view text);

// Without blanks at both ends.
Traced trim(const Traced& text);

// One span for each piece that stands together; a gap of blanks does not part two pieces.
std::vector<extract::Span> spans_of(const Pages& pages, const Traced& text);

bool is_blank(char32_t c);  // every kind of space, line ends, zero-width marks
bool is_digit(char32_t c);  // 0-9 and full-width digits
bool is_latin(char32_t c);  // A-Z, a-z, digits and what stands inside Latin words and numbers
bool is_stop(char32_t c);   // 。;!? and their kin: a sentence ends

bool starts_with(std::u32string_view text, std::u32string_view start);
bool ends_with(std::u32string_view text, std::u32string_view end);
bool contains(std::u32string_view text, std::u32string_view part);

}  // namespace gongkai::programme
