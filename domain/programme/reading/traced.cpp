#include "domain/programme/reading/traced.h"

#include <algorithm>

#include "base/core/text.h"

namespace gongkai::programme {

void Traced::push(char32_t c, Place place) {
    text.push_back(c);
    from.push_back(place);
}

void Traced::append(const Traced& more) {
    text += more.text;
    from.insert(from.end(), more.from.begin(), more.from.end());
}

Traced Traced::part(std::size_t start, std::size_t end) const {
    start = std::min(start, size());
    end = std::clamp(end, start, size());
    const auto first = static_cast<std::ptrdiff_t>(start), last = static_cast<std::ptrdiff_t>(end);
    return {text.substr(start, end - start), {from.begin() + first, from.begin() + last}};
}

Traced trace(const Pages& pages, std::uint32_t page, std::size_t start, std::size_t end) {
    Traced traced;
    if (page >= pages.size())
        return traced;
    end = std::min(end, pages[page].size());
    for (std::size_t i = start; i < end; ++i)
        traced.push(pages[page][i], {page, static_cast<std::uint32_t>(i)});
    return traced;
}

Traced trace(const Pages& pages, const std::string& text, extract::Span span) {
    const std::u32string wanted = to_code_points(text);
    const auto page = static_cast<std::uint32_t>(std::max(span.page, 0));
    const std::size_t length = page < pages.size() ? pages[page].size() : 0;
    const std::size_t end = std::min(span.end, length);
    std::size_t at = std::min(span.start, end);
    Traced traced;
    for (const char32_t c : wanted) {
        // The page may break the line where the cell has a blank, or the other way round; letters stand in the same order.
        if (!is_blank(c)) {
            while (at < end && is_blank(pages[page][at]))
                ++at;
        }
        traced.push(c, {page, static_cast<std::uint32_t>(std::min(at, end > span.start ? end - 1 : span.start))});
        if (at < end && (pages[page][at] == c || !is_blank(c)))
            ++at;
    }
    return traced;
}

bool is_blank(char32_t c) {
    return c <= 0x20 || c == 0x3000 || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0xFEFF || c == 0xAD || c == 0x7F;
}

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

bool is_latin(char32_t c) {
    return is_digit(c) || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || c == U'-' || c == U'_' || c == U'/' ||
           c == U'.' || c == U'%' || c == U'@' || c == U'+' || c == U':' || c == U'&';
}

bool is_stop(char32_t c) { return c == U'。' || c == U'；' || c == U';' || c == U'！' || c == U'？' || c == U'!' || c == U'?'; }

namespace {

// Kangxi radicals stand for ordinary characters in the text of many PDF files.
char32_t plain(char32_t c) {
    if (c < 0x2E80 || c > 0x2FD5)
        return c;
    const std::u32string folded = to_code_points(nfkc(to_utf8(std::u32string_view(&c, 1))));
    return folded.size() == 1 ? folded[0] : c;
}

bool is_word(char32_t c) { return is_latin(c) && c != U'.' && c != U':'; }

// Calls keep(i, character) for everything that stays.
template <class Keep>
void mend_into(std::u32string_view text, Keep keep) {
    std::size_t i = 0;
    char32_t before = 0;
    while (i < text.size()) {
        if (!is_blank(text[i])) {
            before = plain(text[i]);
            keep(i, before);
            ++i;
            continue;
        }
        const std::size_t gap = i;
        while (i < text.size() && is_blank(text[i]))
            ++i;
        const bool both_latin = i < text.size() && is_word(before) && is_word(text[i]);
        if (both_latin && !(is_digit(before) && is_digit(text[i])))
            keep(gap, U' ');
    }
}

}  // namespace

Traced mend(const Traced& text) {
    Traced mended;
    mend_into(text.text, [&](std::size_t i, char32_t c) { mended.push(c, text.from[i]); });
    return mended;
}

std::u32string mend(std::u32string_view text) {
    std::u32string mended;
    mend_into(text, [&](std::size_t, char32_t c) { mended.push_back(c); });
    return mended;
}

Traced trim(const Traced& text) {
    std::size_t start = 0, end = text.size();
    while (start < end && is_blank(text.text[start]))
        ++start;
    while (end > start && is_blank(text.text[end - 1]))
        --end;
    return text.part(start, end);
}

std::vector<extract::Span> spans_of(const Pages& pages, const Traced& text) {
    std::vector<Place> places = text.from;
    std::sort(places.begin(), places.end());
    std::vector<extract::Span> spans;
    for (const Place place : places) {
        if (place.page >= pages.size())
            continue;
        if (!spans.empty() && spans.back().page == static_cast<int>(place.page)) {
            std::size_t gap = spans.back().end;
            while (gap < place.at && is_blank(pages[place.page][gap]))
                ++gap;
            if (gap >= place.at) {
                spans.back().end = std::max<std::size_t>(spans.back().end, place.at + 1);
                continue;
            }
        }
        spans.push_back({static_cast<int>(place.page), place.at, place.at + std::size_t{1}});
    }
    return spans;
}

bool starts_with(std::u32string_view text, std::u32string_view start) { return text.substr(0, start.size()) == start; }
bool ends_with(std::u32string_view text, std::u32string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}
bool contains(std::u32string_view text, std::u32string_view part) { return text.find(part) != std::u32string_view::npos; }

}  // namespace gongkai::programme
