#include "domain/programme/reading/flat_unwrap.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "domain/programme/reading/due.h"
#include "domain/programme/reading/flattened.h"
#include "domain/programme/reading/units.h"

namespace gongkai::programme {

namespace {

double width_of(std::u32string_view text) {
    double width = 0;
    for (const char32_t c : text)
        width += c < 0x80 ? 0.5 : 1;
    return width;
}

// The piece at which a header begins: names of columns, what and who among them, one behind the other.
std::optional<std::size_t> header_in(const std::vector<Line>& pieces, const ReadingWords& words) {
    constexpr std::size_t near = 8;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        bool what = false, who = false;
        std::size_t names = 0;
        for (std::size_t j = i; j < std::min(pieces.size(), i + near); ++j) {
            const auto column = words.column_of(mend(pieces[j].text.text));
            if (!column && j == i)
                break;
            names += column.has_value();
            what |= column == Column::title || column == Column::requirement;
            who |= column == Column::units || column == Column::lead;
        }
        if (names >= 2 && what && who)
            return i;
    }
    return std::nullopt;
}

// Lines nearly all as wide as the widest, most with blanks inside, and these not one below the other.
bool is_wrapped(const std::vector<Line>& lines, std::size_t from) {
    constexpr std::size_t least_lines = 8;
    if (lines.size() < from + least_lines)
        return false;
    std::vector<double> widths;
    std::map<int, std::size_t> blanks;  // how many lines have a blank at a place
    std::size_t parted = 0, indented = 0;
    for (std::size_t i = from; i < lines.size(); ++i) {
        const std::u32string& text = lines[i].text.text;
        widths.push_back(width_of(text));
        indented += lines[i].indent >= 2;
        std::vector<int> places;
        for (std::size_t k = 0; k < text.size(); ++k) {
            if (is_blank(text[k]))
                places.push_back(static_cast<int>(std::lround(width_of(std::u32string_view(text).substr(0, k)))));
        }
        parted += !places.empty();
        places.erase(std::unique(places.begin(), places.end()), places.end());
        for (const int place : places)
            ++blanks[place];
    }
    std::vector<double> sorted = widths;
    std::sort(sorted.begin(), sorted.end());
    const double edge = sorted[sorted.size() * 9 / 10];
    const auto full = static_cast<std::size_t>(
        std::count_if(widths.begin(), widths.end(), [&](double width) { return width >= edge - 3 && width <= edge + 3; }));
    std::size_t below = 0;
    for (const auto& [place, times] : blanks) {
        const auto next = blanks.find(place + 1);
        below = std::max(below, times + (next == blanks.end() ? 0 : next->second));
    }
    const std::size_t all = widths.size();
    return edge >= 24 && full * 10 >= all * 7 && parted * 2 >= all && indented * 3 <= all && below * 2 <= all;
}

// The width of the column of requirements: most long pieces have it, many of them in two halves at the ends of lines.
double common_width(const std::vector<std::vector<Line>>& lines) {
    std::map<int, double> weight;
    const auto weigh = [&](double width) {
        if (width >= 8)
            weight[static_cast<int>(std::lround(width))] += width;
    };
    double half = 0;  // of the line above
    for (const auto& pieces : lines) {
        for (std::size_t k = 1; k + 1 < pieces.size(); ++k)
            weigh(width_of(pieces[k].text.text));
        if (pieces.empty())
            continue;
        const double first = width_of(pieces.front().text.text);
        if (pieces.size() == 1) {
            half += first;
            continue;
        }
        weigh(half + first);
        half = width_of(pieces.back().text.text);
    }
    return heaviest(weight);
}

// Does what stands at the end of a line go on at the beginning of the next?
bool goes_on(const Traced& end, const Traced& start, double full, double faith, const Neighbours& neighbours,
             const ReadingWords& words) {
    const std::u32string left = fold(mend(end.text)), right = fold(mend(start.text));
    const double both = width_of(left) + width_of(right);
    if (both > full + 1.8)
        return false;
    const auto mark = read_mark(right);
    if (mark && mark->kind == Mark::Kind::number && mark->length < right.size())
        return false;
    if (read_mark(left) && read_mark(left)->length >= left.size())
        return true;
    if (is_latin(left.back()) && is_latin(right.front()))
        return true;
    const bool left_units = is_unit_list(left, words), right_units = is_unit_list(right, words);
    if (left_units != right_units && !is_unit_list(left + right, words))
        return is_digit(right.front()) && !left_units;
    if (std::abs(both - full) <= 1.6)
        return true;
    return neighbours.cost(left, right) < faith;
}

// The place of names of columns, what and who among them, close together in a text; blanks may stand inside.
std::optional<std::size_t> header_at(std::u32string_view text, const ReadingWords& words) {
    constexpr std::size_t near = 30;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool what = false, who = false;
        std::size_t names = 0, end = i;
        for (std::size_t k = i; k < text.size() && k < end + 3 && k < i + near;) {
            std::size_t taken = 0;
            for (std::size_t length = std::min<std::size_t>(8, text.size() - k); length >= 4 && taken == 0; --length) {
                const auto word = words.headers().find(text.substr(k, length));
                if (word == words.headers().end())
                    continue;
                taken = length;
                what |= word->second == Column::title || word->second == Column::requirement;
                who |= word->second == Column::units || word->second == Column::lead;
            }
            if (taken == 0 && k == i)
                break;
            names += taken > 0;
            k += std::max<std::size_t>(taken, 1);
            end = taken > 0 ? k : end;
        }
        if (names >= 2 && what && who)
            return i;
    }
    return std::nullopt;
}

}  // namespace

std::optional<TasksInText> tasks_in_text(const std::vector<Line>& lines, const ReadingWords& words) {
    constexpr int least = 4;
    Traced all;
    std::vector<std::size_t> starts;  // of the lines
    for (const Line& line : lines) {
        starts.push_back(all.size());
        all.append(line.text);
    }
    const auto header = header_at(all.text, words);
    if (!header)
        return std::nullopt;
    TasksInText found;
    const std::u32string text = fold(all.text);
    for (std::size_t i = *header; i + 2 < text.size(); ++i) {
        if (!is_digit(text[i]) || is_digit(text[i - 1]))
            continue;
        std::size_t length = 0;
        const auto number = read_number(std::u32string_view(text).substr(i), length);
        const std::size_t sign = i + length;
        if (number == found.last + 1 && sign + 1 < text.size() && (text[sign] == U'.' || text[sign] == U'、') &&
            !is_digit(text[sign + 1]))
            ++found.last;
    }
    if (found.last < least)
        return std::nullopt;
    const auto line = std::upper_bound(starts.begin(), starts.end(), *header) - starts.begin() - 1;
    found.line = static_cast<std::size_t>(line);
    found.at = *header - starts[found.line];
    return found;
}

std::optional<std::vector<Line>> unwrap_stream(const std::vector<Line>& lines, double faith, const ReadingWords& words) {
    std::optional<std::size_t> table, first_piece;
    for (std::size_t i = 0; i < lines.size() && !table; ++i) {
        std::vector<Line> near = pieces_of({lines[i]});
        const std::size_t own = near.size();
        if (i + 1 < lines.size()) {
            const std::vector<Line> next = pieces_of({lines[i + 1]});
            near.insert(near.end(), next.begin(), next.end());
        }
        if (const auto at = header_in(near, words); at && *at < own) {
            table = i;
            first_piece = at;
        }
    }
    if (!table || !is_wrapped(lines, *table))
        return std::nullopt;
    std::vector<std::vector<Line>> parted;
    for (std::size_t i = *table; i < lines.size(); ++i)
        parted.push_back(pieces_of({lines[i]}));
    const double full = common_width(parted);
    if (full < 8)
        return std::nullopt;
    std::vector<Line> out(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(*table));
    for (std::size_t k = 0; k < *first_piece; ++k)
        out.push_back(parted[0][k]);
    parted[0].erase(parted[0].begin(), parted[0].begin() + static_cast<std::ptrdiff_t>(*first_piece));
    std::vector<Line> pieces;
    for (const auto& line : parted)
        pieces.insert(pieces.end(), line.begin(), line.end());
    const Neighbours neighbours(pieces);
    double widest = 0;
    for (std::size_t i = *table; i < lines.size(); ++i)
        widest = std::max(widest, width_of(lines[i].text.text));
    bool open = false;  // the line above was full, so its last piece may go on
    for (std::size_t i = 0; i < parted.size(); ++i) {
        for (std::size_t k = 0; k < parted[i].size(); ++k) {
            Line piece = std::move(parted[i][k]);
            piece.goes_on = false;
            piece.indent = 0;
            if (k == 0 && open && goes_on(out.back().text, piece.text, full, faith, neighbours, words))
                out.back().text.append(piece.text);
            else
                out.push_back(std::move(piece));
        }
        open = width_of(lines[*table + i].text.text) >= widest - 4;
    }
    return out;
}

}  // namespace gongkai::programme
