#include "domain/programme/reading/flat_mend.h"

#include <algorithm>
#include <cmath>

#include "base/core/text.h"
#include "domain/programme/reading/mark.h"

namespace gongkai::programme {

namespace {

bool is_number_piece(std::u32string_view text) {
    return !text.empty() && text.size() <= 8 && std::all_of(text.begin(), text.end(), is_latin);
}

bool goes_on_after_number(std::u32string_view text) {
    if (text.empty())
        return false;
    for (const std::u32string_view start : {U"年", U"月", U"日", U"号",   U"次", U"个", U"%",  U"天", U"场", U"期", U"项",
                                            U"类", U"人", U"家", U"小时", U"万", U"亿", U"条", U"件", U"篇", U"级", U"分"}) {
        if (starts_with(text, start))
            return true;
    }
    return false;
}

bool wants_number(std::u32string_view text) {
    for (const std::u32string_view end : {U"于", U"在",   U"至", U"到", U"为", U"自", U"从",   U"前",   U",",  U"。",   U"、",
                                          U"的", U"和",   U"约", U"第", U"及", U"过", U"近",   U"达",   U"满", U"每",   U"(",
                                          U"按", U"围绕", U"月", U"年", U";",  U"少", U"编制", U"公布", U"〔", U"今年", U"后"}) {
        if (ends_with(text, end))
            return true;
    }
    return false;
}

bool is_dash(std::u32string_view text) {
    return !text.empty() && text.size() <= 3 && std::all_of(text.begin(), text.end(), [](char32_t c) {
        return c == U'-' || c == U'—' || c == U'–' || c == U'−' || c == U'·' || c == U'~';
    });
}

// 第3页, 共16页, -3-, 3/16
bool is_page_count(std::u32string_view text) {
    const bool digits = std::any_of(text.begin(), text.end(), is_digit);
    const bool signs = std::all_of(text.begin(), text.end(), [](char32_t c) {
        return is_digit(c) || is_dash(std::u32string_view(&c, 1)) || c == U'/' || c == U'第' || c == U'页' || c == U'共';
    });
    const bool words =
        contains(text, U"页") || (text.size() >= 3 && is_dash(text.substr(0, 1)) && is_dash(text.substr(text.size() - 1)));
    return text.size() <= 10 && digits && signs && words;
}

// 6月底之前, 20个工作日: a number and what it counts.
bool begins_with_count(std::u32string_view text) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits]))
        ++digits;
    return digits > 0 && goes_on_after_number(text.substr(digits));
}

// The number of a page that stands before piece `end`: - 3 -, 第3页 共16页, or a number alone. How many pieces it takes.
std::size_t page_number_before(const std::vector<std::u32string>& bare, std::size_t end, std::size_t from, int& value) {
    std::size_t at = end;
    while (at > from && end - at < 4 && is_page_count(bare[at - 1]))
        --at;
    if (at < end)
        return end - at;
    const bool dashed = at > from + 2 && is_dash(bare[at - 1]);
    const std::size_t number = dashed ? at - 2 : at - 1;
    if (at <= from + 1 || bare[number].size() > 3 || !std::all_of(bare[number].begin(), bare[number].end(), is_digit))
        return 0;
    std::size_t length = 0;
    value = read_number(bare[number], length).value_or(0);
    if (dashed)
        return is_dash(bare[number - 1]) ? 3 : 0;
    return value > 0 ? 1 : 0;
}

// How many pieces before `end` together are the end of the table's own title, printed again as a running head.
std::size_t running_head_before(const std::vector<std::u32string>& bare, std::size_t end, std::size_t from,
                                const std::u32string& title) {
    std::u32string tail;
    std::size_t best = 0;
    for (std::size_t at = end; at > from && end - at < 6; --at) {
        tail = bare[at - 1] + tail;
        if (!ends_with(title, tail))
            break;
        if (tail.size() >= 6)
            best = end - at + 1;
    }
    return best;
}

}  // namespace

std::vector<bool> furniture_in(const std::vector<Line>& pieces, const std::vector<bool>& headers, std::size_t start) {
    std::vector<bool> furniture(pieces.size(), false);
    std::vector<std::u32string> bare;
    bare.reserve(pieces.size());
    for (const Line& piece : pieces)
        bare.push_back(fold(mend(piece.text.text)));
    std::u32string title;
    for (std::size_t i = start > 6 ? start - 6 : 0; i < start; ++i)
        title += bare[i];
    // The places at which pages end: where a header follows, where the file turns its page, and the end.
    std::vector<std::pair<std::size_t, int>> lone;  // numbers that stand alone there, and what they say
    std::size_t ends = 0;
    for (std::size_t i = start + 1; i <= pieces.size(); ++i) {
        const bool last = i == pieces.size();
        const bool page_ends =
            last || (headers[i] && !headers[i - 1]) || pieces[i].text.from[0].page != pieces[i - 1].text.from[0].page;
        if (!page_ends)
            continue;
        ++ends;
        std::size_t end = i;
        for (bool again = true; again;) {
            again = false;
            int value = 0;
            const std::size_t number = page_number_before(bare, end, start, value);
            if (number == 1 && value > 0) {
                lone.emplace_back(end - 1, value);
                break;
            }
            const std::size_t taken = number > 0 ? number : running_head_before(bare, end, start, title);
            for (std::size_t k = end - taken; k < end; ++k)
                furniture[k] = true;
            end -= taken;
            again = taken > 0 && end > start + 1;
        }
    }
    // Numbers alone are those of pages only where they rise with them.
    std::size_t rising = 0;
    for (std::size_t k = 1; k < lone.size(); ++k)
        rising += lone[k].second == lone[k - 1].second + 1;
    if (lone.size() >= 3 && lone.size() * 2 > ends && rising + 1 == lone.size()) {
        for (const auto& [at, value] : lone)
            furniture[at] = true;
    }
    return furniture;
}

static bool is_letter_or_digit(char32_t c) { return is_digit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

bool sets_latin_apart(const std::vector<Region>& regions) {
    std::size_t apart = 0, inside = 0;
    for (const Region& region : regions) {
        for (const Piece& piece : region.pieces) {
            const std::size_t mark = piece.mark ? piece.mark->length : 0;
            // 清单、H5 | 应用: a mark of punctuation needs no blank.
            const bool ends_in_latin = piece.bare.size() > mark + 1 && is_letter_or_digit(piece.bare.back());
            apart += ends_in_latin || is_number_piece(piece.bare);
            if (is_number_piece(piece.bare))
                continue;
            for (std::size_t i = mark + 1; i < piece.bare.size(); ++i) {
                const bool left = is_letter_or_digit(piece.bare[i - 1]), right = is_letter_or_digit(piece.bare[i]);
                inside += (left && is_han(piece.bare[i])) || (is_han(piece.bare[i - 1]) && right);
            }
        }
    }
    return apart >= 3 && inside * 4 <= apart;
}

std::vector<Piece> join_numbers(std::vector<Piece> pieces, const FlatWidths& width, bool number_column, bool due_column,
                                const ReadingWords& words) {
    const double full = width.requirement, unit_width = width.units;
    std::vector<Piece> joined;
    const auto append = [&](Piece& to, const Piece& more) {
        Traced text = to.text;
        text.append(more.text);
        to = make_piece({text, to.first, to.indent, to.goes_on}, words);
    };
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        Piece& piece = pieces[i];
        const bool latin = is_number_piece(piece.bare);
        const bool bare_mark = piece.mark && piece.mark->length >= piece.bare.size();
        if (bare_mark && i + 1 < pieces.size()) {
            append(piece, pieces[i + 1]);
            joined.push_back(std::move(piece));
            ++i;
            continue;
        }
        const bool has_digit = std::any_of(piece.bare.begin(), piece.bare.end(), is_digit);
        if (latin &&
            !(number_column && piece.bare.size() <= 3 && !(i + 1 < pieces.size() && goes_on_after_number(pieces[i + 1].bare)))) {
            const double right = i + 1 < pieces.size() && !pieces[i + 1].mark ? pieces[i + 1].width : 0;
            const bool right_close =
                i + 1 < pieces.size() && (goes_on_after_number(pieces[i + 1].bare) || !has_digit || !is_digit(piece.bare[0]));
            // 推进 | IPv6 | 部署 in a title: its own column is narrow.
            if (!joined.empty() && width.latin_apart && joined.back().mark && joined.back().width <= width.title + 0.6) {
                Piece& left = joined.back();
                const bool right_fits = right > 0 && left.width + piece.width + right <= width.title + 0.6;
                if (right_fits || left.width + piece.width <= width.title + 0.6) {
                    append(left, piece);
                    if (right_fits)
                        append(left, pieces[++i]);
                    continue;
                }
            }
            if (!joined.empty()) {
                Piece& left = joined.back();
                const double all = left.width + piece.width + right + 1;
                // A digit may be as wide as half a letter or as a whole one.
                const double digits = 0.5 * static_cast<double>(piece.bare.size());
                const bool fits_full = all >= full - 1.8 - digits && all <= full + 1.8 && left.width < full - 1.6;
                const bool right_full = right_close && piece.width + right >= full - 2.5;
                const bool left_full = left.width + piece.width > full + 0.3;
                // In a table with terms a day behind a whole sentence stands in its own column.
                const bool other_column = due_column && is_stop(left.bare.back()) && !fits_full;
                const bool left_units = left.unit > 0.6 && left.width <= unit_width + 1;
                const bool fits = left.width + piece.width <= full + 1 && !left_full && !left_units && !right_full &&
                                  !other_column &&
                                  (wants_number(left.bare) || left.width > full * 0.5 ||
                                   (width.latin_apart && !is_stop(left.bare.back()) && left.unit < 0.6 && !left.is_due));
                if (fits_full || fits) {
                    append(left, piece);
                    if (right_close && left.width + right <= full + 1.8) {
                        append(left, pieces[i + 1]);
                        ++i;
                    } else if (right_close) {
                        joined.push_back(std::move(pieces[i + 1]));
                        ++i;
                    }
                    continue;
                }
            }
            if (right_close) {
                append(piece, pieces[i + 1]);
                joined.push_back(std::move(piece));
                ++i;
                continue;
            }
        }
        // …公开力度。在 | 6月底之前公布…: the blank before a number, too, is no end of a line where both halves fill one.
        if (!joined.empty() && begins_with_count(piece.bare) && !piece.mark && joined.back().width < full - 1.6 &&
            joined.back().unit < 0.6 && std::abs(joined.back().width + piece.width - full) <= 1.8) {
            append(joined.back(), piece);
            continue;
        }
        // 清单、H5 | 应用
        if (width.latin_apart && !joined.empty() && is_letter_or_digit(joined.back().bare.back()) && is_han(piece.bare[0]) &&
            joined.back().unit < 0.6 && piece.unit < 0.6 &&
            joined.back().width + piece.width <= (joined.back().mark ? width.title + 0.6 : full + 1.8)) {
            append(joined.back(), piece);
            continue;
        }
        // …录取结果。10 | 月 | 30 | 日前
        if (!joined.empty() && !joined.back().bare.empty() && is_digit(joined.back().bare.back()) &&
            goes_on_after_number(piece.bare) && joined.back().width + piece.width <= full + 1.8) {
            append(joined.back(), piece);
            continue;
        }
        joined.push_back(std::move(piece));
    }
    return joined;
}

std::vector<Piece> join_halves(std::vector<Piece> pieces, double full, const Neighbours& neighbours, const ReadingWords& words) {
    std::vector<Piece> joined;
    const auto could_be_half = [&](const Piece& piece) { return piece.width < full - 1.7 && piece.unit < 0.6 && !piece.is_due; };
    for (Piece& piece : pieces) {
        if (!joined.empty()) {
            Piece& left = joined.back();
            const bool fills = std::abs(left.width + piece.width - full) <= 0.6;
            if (fills && could_be_half(left) && could_be_half(piece) && !left.mark && !piece.mark &&
                left.text.from.back().page == piece.text.from[0].page && neighbours.cost(left.bare, piece.bare) < -0.2) {
                Traced text = left.text;
                text.append(piece.text);
                left = make_piece({text, left.first, left.indent, left.goes_on}, words);
                continue;
            }
        }
        joined.push_back(std::move(piece));
    }
    return joined;
}

// Lines that hold two full lines of requirements were not printed so: the stream was broken somewhere by whoever saved it.
void forget_false_lines(std::vector<Region>& regions, double full) {
    std::size_t parted = 0, crowded = 0;
    for (const Region& region : regions) {
        std::size_t pieces = 0, wide = 0;
        const auto close = [&] {
            parted += pieces >= 2;
            crowded += wide >= 2;
            pieces = wide = 0;
        };
        for (const Piece& piece : region.pieces) {
            if (!piece.goes_on)
                close();
            ++pieces;
            wide += piece.width >= full - 1.7;
        }
        close();
    }
    if (crowded * 12 <= parted || crowded == 0)
        return;
    for (Region& region : regions) {
        for (Piece& piece : region.pieces) {
            piece.goes_on = false;
            piece.indent = 0;
        }
    }
}

}  // namespace gongkai::programme
