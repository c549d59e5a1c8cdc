#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "base/core/text.h"
#include "domain/programme/reading/flat_mend.h"
#include "domain/programme/reading/flattened.h"

namespace gongkai::programme {

namespace {

double width_of(std::u32string_view text) {
    double width = 0;
    for (const char32_t c : text)
        width += c < 0x80 && (is_latin(c) && c != U':') ? 0.5 : 1;
    return width;
}

// A piece that is header words only, perhaps several without a blank between: 工作任务具体要求责任单位.
std::vector<std::pair<std::u32string, Column>> header_words(std::u32string_view piece, const ReadingWords& words) {
    std::vector<std::pair<std::u32string, Column>> found;
    std::size_t at = 0;
    if (piece.size() > 40)
        return {};
    while (at < piece.size()) {
        std::size_t best = 0;
        Column column = Column::other;
        for (std::size_t length = std::min<std::size_t>(8, piece.size() - at); length >= 2; --length) {
            const auto word = words.headers().find(piece.substr(at, length));
            if (word != words.headers().end() && (length >= 4 || piece.size() == length)) {
                best = length;
                column = word->second;
                break;
            }
        }
        if (best == 0)
            return {};
        found.emplace_back(std::u32string(piece.substr(at, best)), column);
        at += best;
    }
    return found;
}

using HeaderWords = std::vector<std::pair<std::u32string, Column>>;

// Names of narrow columns in two lines, with names of other columns between: 重点领 … 域.
struct TornHeaders {
    std::vector<bool> pieces;  // which are halves of such names
    std::vector<Column> columns;
};

TornHeaders find_torn_headers(const std::vector<Line>& pieces, const std::vector<HeaderWords>& headers,
                              const ReadingWords& words) {
    TornHeaders torn;
    torn.pieces.assign(pieces.size(), false);
    constexpr std::size_t near = 8;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!headers[i].empty() || torn.pieces[i] || pieces[i].text.size() > 4)
            continue;
        const std::u32string left = fold(mend(pieces[i].text.text));
        for (std::size_t j = i + 1; j < std::min(pieces.size(), i + near); ++j) {
            if (!headers[j].empty() || pieces[j].text.size() > 3)
                continue;
            const std::u32string whole = left + fold(mend(pieces[j].text.text));
            const auto word = words.headers().find(whole);
            const std::size_t first = i > near ? i - near : 0, last = std::min(headers.size(), j + near);
            const auto others = std::count_if(headers.begin() + static_cast<std::ptrdiff_t>(first),
                                              headers.begin() + static_cast<std::ptrdiff_t>(last),
                                              [](const HeaderWords& found) { return !found.empty(); });
            if (word == words.headers().end() || whole.size() < 4 || others < 2)
                continue;
            torn.pieces[i] = torn.pieces[j] = true;
            torn.columns.push_back(word->second);
            break;
        }
    }
    return torn;
}

// Does it look like a part of a list of units? Its first and last names may be cut.
double unit_likeness(std::u32string_view bare, const ReadingWords& words) {
    if (bare.empty() || bare.size() > 120)
        return 0;
    for (const char32_t c : bare) {
        if (c == U'。' || c == U'“' || c == U'”' || c == U'《' || c == U'》' || c == U'?' || c == U'!' || c == U'%')
            return 0;
    }
    const UnitList list = read_units(bare, words);
    std::size_t named = list.units.size() + list.groups.size() - std::min(list.units.size(), list.doubtful.size());
    for (const std::u32string& unit : list.units) {
        named -= is_common_word(unit) && named > 0 ? 1 : 0;
    }
    const auto is_edge = [&](const std::u32string& name) { return starts_with(bare, name) || ends_with(bare, name); };
    std::size_t edges = 0, inner = 0, odd = 0;
    for (const std::u32string& name : list.doubtful) {
        (is_edge(name) ? edges : inner) += 1;
        odd +=
            name.size() > 9 || contains(name, U"的") || contains(name, U"要") || contains(name, U"将") || contains(name, U"等");
    }
    if (named == 0) {
        static const std::set<std::u32string, std::less<>> tails = {
            U"门", U"部门", U"任部门", U"责任部门", U"等责任部门", U"单位", U"位", U"任单位", U"责任单位", U"街", U"镇街",
            U"局", U"局等", U"配合",   U"负责",     U"落实",       U"牵头", U"等", U"政府",   U"府",       U"室"};
        return list.open_ended || tails.contains(bare) ? 0.45 : list.has_roles && bare.size() <= 14 ? 0.35 : 0.12;
    }
    if (odd > 0 && named < 3)
        return 0.1;
    if (inner > 0)
        return inner * 3 <= named ? 0.5 : 0.08;
    double likeness = 0.66 + 0.12 * static_cast<double>(std::min<std::size_t>(named, 3)) - 0.1 * static_cast<double>(edges);
    if (!list.groups.empty())
        likeness += 0.12;
    return std::clamp(likeness, 0.0, 0.98);
}

// The width at which most of the text is broken: the mode, each line weighing what it holds.
double common_width(const std::vector<double>& widths, double least) {
    std::map<int, double> weight;
    for (const double width : widths) {
        if (width >= least)
            weight[static_cast<int>(std::lround(width))] += width;
    }
    return heaviest(weight);
}

double high_width(std::vector<double> widths, double fallback) {
    if (widths.empty())
        return fallback;
    std::sort(widths.begin(), widths.end());
    return widths[std::min(widths.size() - 1, widths.size() * 9 / 10)];
}

// Do blanks hold the columns in their places? Then many lines begin behind blanks.
bool is_laid_out(const Region& region) {
    std::size_t lines = 0, indented = 0;
    for (const Piece& piece : region.pieces) {
        lines += !piece.goes_on;
        indented += !piece.goes_on && piece.indent >= 2;
    }
    return lines >= 6 && indented * 3 > lines;
}

// Text that was flattened before it was printed: its headers come again, and not where the file turns its pages.
bool has_pages_of_its_own(const std::vector<Line>& pieces, const std::vector<bool>& named, std::size_t start) {
    constexpr std::size_t near = 4;
    std::size_t headers = 0, turns = 0, headed = 0;
    for (std::size_t i = start + 1; i < pieces.size(); ++i) {
        headers += named[i] && !named[i - 1] && i > start + 2 * near;
        if (pieces[i].text.from[0].page == pieces[i - 1].text.from[0].page)
            continue;
        ++turns;
        for (std::size_t k = i; k < std::min(pieces.size(), i + near); ++k) {
            if (named[k]) {
                ++headed;
                break;
            }
        }
    }
    return headers > 0 && headed * 2 < turns;
}

bool ends_table(std::u32string_view bare) {
    for (const std::u32string_view start : {U"抄送", U"主送", U"(此件", U"注:", U"备注:", U"说明:"}) {
        if (starts_with(bare, start))
            return true;
    }
    return false;
}

}  // namespace

int heaviest(const std::map<int, double>& weight) {
    int best = 0;
    double most = 0;
    for (const auto& [width, sum] : weight) {
        const auto near = [&](int other) { return weight.contains(other) ? weight.at(other) : 0.0; };
        const double all = sum + 0.6 * (near(width - 1) + near(width + 1));
        if (all > most) {
            most = all;
            best = width;
        }
    }
    return best;
}

Piece make_piece(const Line& line, const ReadingWords& words) {
    const Traced& text = line.text;
    Piece piece;
    piece.text = text;
    piece.bare = fold(mend(text.text));
    piece.width = width_of(piece.bare);
    piece.unit = unit_likeness(piece.bare, words);
    piece.is_due = is_due(piece.bare, words);
    piece.mark = read_mark(piece.bare);
    piece.first = line.first;
    piece.indent = line.indent;
    piece.goes_on = line.goes_on;
    return piece;
}

Neighbours::Neighbours(const std::vector<Line>& lines) {
    std::size_t seen = 0;
    for (const Line& line : lines) {
        const std::u32string bare = fold(mend(line.text.text));
        seen += bare.size();
        if (seen > 400000)
            break;
        for (std::size_t i = 0; i < bare.size(); ++i) {
            ++single_[bare[i]];
            ++total_;
            if (i + 1 < bare.size())
                ++pairs_[(std::uint64_t{bare[i]} << 21) | bare[i + 1]];
            if (i + 2 < bare.size())
                ++triples_[(std::uint64_t{bare[i]} << 42) | (std::uint64_t{bare[i + 1]} << 21) | bare[i + 2]];
        }
    }
}

double Neighbours::cost(std::u32string_view left, std::u32string_view right) const {
    if (left.empty() || right.empty())
        return 0;
    const char32_t a = left.back(), b = right.front();
    const auto count = [](const auto& map, std::uint64_t key) {
        const auto found = map.find(key);
        return found == map.end() ? 0u : found->second;
    };
    const auto times = [&](char32_t c) {
        const auto found = single_.find(c);
        return found == single_.end() ? 0.0 : static_cast<double>(found->second);
    };
    const double expected = times(a) * times(b) / total_;
    const double pair = count(pairs_, (std::uint64_t{a} << 21) | b);
    double cost = -std::clamp(std::log((pair + 0.15) / (expected + 0.15)), -1.6, 2.2) * 0.7;
    const bool before =
        left.size() >= 2 && count(triples_, (std::uint64_t{left[left.size() - 2]} << 42) | (std::uint64_t{a} << 21) | b) > 0;
    const bool after = right.size() >= 2 && count(triples_, (std::uint64_t{a} << 42) | (std::uint64_t{b} << 21) | right[1]) > 0;
    cost -= (before ? 0.5 : 0) + (after ? 0.5 : 0);
    return cost;
}

std::optional<FlatText> flat_pieces(const std::vector<Line>& pieces, const ReadingWords& words) {
    // The first place where header words of two kinds stand close together.
    std::vector<std::vector<std::pair<std::u32string, Column>>> headers(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (pieces[i].text.size() <= 48)
            headers[i] = header_words(fold(mend(pieces[i].text.text)), words);
    }
    const TornHeaders torn = find_torn_headers(pieces, headers, words);
    std::optional<std::size_t> start;
    std::set<std::u32string> names;
    FlatText flat;
    for (std::size_t i = 0; i < pieces.size() && !start; ++i) {
        if (headers[i].empty())
            continue;
        bool what = false, who = false;
        std::size_t end = i, gap = 0;
        names.clear();
        flat.header.clear();
        for (std::size_t j = i; j < pieces.size() && j < i + 20 && gap <= 5; ++j) {
            if (headers[j].empty()) {
                ++gap;
                continue;
            }
            gap = 0;
            for (const auto& [name, column] : headers[j]) {
                if (!names.insert(name).second)
                    continue;
                flat.header.push_back(column);
                what |= column == Column::title || column == Column::requirement;
                who |= column == Column::units || column == Column::lead;
            }
            end = j;
            if (names.size() > 9)
                break;
        }
        if (what && who && end < i + 14)
            start = i;
    }
    if (!start)
        return std::nullopt;
    flat.starts = *start;
    flat.neighbours = Neighbours(pieces);
    const auto has = [&](Column column) {
        return std::find(flat.header.begin(), flat.header.end(), column) != flat.header.end();
    };
    for (const Column column : torn.columns) {
        if (!has(column))
            flat.header.push_back(column);
    }
    flat.has_number_column = has(Column::number);
    flat.has_due_column = has(Column::due) || has(Column::note);
    flat.two_owners = has(Column::lead) && (has(Column::units) || has(Column::support));

    std::vector<bool> named(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i)
        named[i] = !headers[i].empty() || torn.pieces[i];
    const std::vector<bool> furniture = furniture_in(pieces, named, *start);

    const bool file_pages = !has_pages_of_its_own(pieces, named, *start);
    // The pages of the table: a header word that this page's header has already shown begins the next.
    std::vector<Region> regions;
    std::set<std::u32string> shown;
    bool any = false;
    for (std::size_t i = *start; i < pieces.size(); ++i) {
        if (torn.pieces[i] || furniture[i])
            continue;
        const std::u32string bare = fold(mend(pieces[i].text.text));
        if (any && ends_table(bare))
            break;
        bool header = !headers[i].empty();
        for (const auto& [name, column] : headers[i])
            header = header && names.contains(name);
        const std::uint32_t page = pieces[i].text.from[0].page;
        const bool turned = file_pages && !regions.empty() && regions.back().page != page;
        if (header) {
            // A lone word in the middle of a page may be the end of 等责任单位; a header comes with another word or on a new
            // page.
            const bool repeats =
                std::any_of(headers[i].begin(), headers[i].end(), [&](const auto& word) { return shown.contains(word.first); });
            if (regions.empty() || repeats || turned) {
                bool company = headers[i].size() > 1 || regions.empty();
                for (std::size_t j = i + 1; j < pieces.size() && j <= i + 6 && !company; ++j) {
                    for (const auto& [name, column] : headers[j])
                        company |= names.contains(name) && headers[i].front().first != name;
                }
                if (company) {
                    regions.emplace_back();
                    regions.back().page = page;
                    shown.clear();
                } else {
                    header = false;
                    // 具体要求 alone is nothing else; 责任单位 may be the end of 等责任单位.
                    if (headers[i].front().second != Column::units && headers[i].front().first.size() >= 4)
                        continue;
                }
            }
        }
        if (header) {
            for (const auto& [name, column] : headers[i])
                shown.insert(name);
            continue;
        }
        if (turned) {
            regions.emplace_back();
            regions.back().page = page;
            shown.clear();
        }
        regions.back().pieces.push_back(make_piece(pieces[i], words));
        any = true;
    }
    // The signature behind the table is no part of it.
    if (!regions.empty()) {
        auto& last = regions.back().pieces;
        for (std::size_t back = 1; back <= 8 && back < last.size(); ++back) {
            const std::size_t at = last.size() - back;
            std::u32string tail;
            for (std::size_t j = at; j < last.size(); ++j)
                tail += last[j].bare;
            if ((ends_with(last[at].bare, U"办公室") || ends_with(last[at].bare, U"政府")) && back > 1 && tail.size() < 48) {
                std::u32string rest = tail.substr(last[at].bare.size());
                const bool date = rest.size() >= 8 && is_digit(rest[0]) && contains(rest, U"年") && contains(rest, U"月") &&
                                  contains(rest, U"日");
                if (date) {
                    last.resize(at);
                    break;
                }
            }
        }
    }
    std::vector<double> widths, unit_widths, title_widths;
    for (const Region& region : regions) {
        for (const Piece& piece : region.pieces) {
            widths.push_back(piece.width);
            if (piece.unit > 0.75)
                unit_widths.push_back(piece.width);
        }
    }
    double full = common_width(widths, 8);
    flat.unit_width = high_width(unit_widths, 12);
    FlatWidths known{full, flat.unit_width, 0, sets_latin_apart(regions)};
    for (const Region& region : regions) {
        for (const Piece& piece : region.pieces) {
            if (piece.mark && piece.mark->kind == Mark::Kind::number && piece.width < full * 0.8)
                title_widths.push_back(piece.width);
        }
    }
    known.title = high_width(std::exchange(title_widths, {}), 0);
    for (Region& region : regions)
        region.pieces = join_numbers(std::move(region.pieces), known, flat.has_number_column, flat.has_due_column, words);
    forget_false_lines(regions, full);
    for (Region& region : regions)
        region.laid_out = is_laid_out(region);
    widths.clear();
    double all = 0, at_edge = 0;
    for (const Region& region : regions) {
        for (const Piece& piece : region.pieces) {
            widths.push_back(piece.width);
            if (piece.mark && piece.mark->kind == Mark::Kind::number && piece.width < full * 0.8)
                title_widths.push_back(piece.width);
        }
    }
    full = common_width(widths, 8);
    for (Region& region : regions)
        region.pieces = join_halves(std::move(region.pieces), full, flat.neighbours, words);
    std::size_t wider = 0, near = 0;
    for (const double width : widths) {
        if (width >= full - 2)
            all += 1;
        if (std::abs(width - full) <= 1.6)
            at_edge += 1, ++near;
        wider += width > full + 3;
    }
    flat.requirement_width = full;
    flat.title_width = high_width(title_widths, std::min(10.0, full * 0.5));
    std::size_t rising = 0, marks = 0;
    int last = 0;
    for (const Region& region : regions) {
        for (const Piece& piece : region.pieces) {
            if (!piece.mark || piece.mark->kind != Mark::Kind::number || piece.width >= full * 0.85)
                continue;
            ++marks;
            rising += piece.mark->value == last + 1;
            last = piece.mark->value;
        }
    }
    std::size_t ends = 0, stops = 0;
    for (const Region& region : regions) {
        for (const Piece& piece : region.pieces) {
            if (piece.width < full * 0.4 || piece.width > full - 2 || piece.unit > 0.3 || piece.mark)
                continue;
            ++ends;
            stops += is_stop(piece.bare.back());
        }
    }
    flat.stops_at_ends = ends >= 4 && stops * 4 > ends * 3;
    flat.numbered_titles = marks >= 2 && rising * 2 > marks;
    // Broken at a column's edge, not at the ends of cells: most long lines have one and the same width.
    flat.torn = all > 0 && at_edge / all > 0.6 && near >= 3 && wider * 6 <= near;
    flat.regions = std::move(regions);
    return flat;
}

}  // namespace gongkai::programme
