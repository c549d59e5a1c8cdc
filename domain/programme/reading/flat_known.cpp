#include "domain/programme/reading/flat_known.h"

#include <algorithm>
#include <cmath>

#include "domain/programme/reading/units.h"

namespace gongkai::programme {

namespace {

bool starts_like(std::u32string_view name) {
    static constexpr std::u32string_view levels = U"市县区省州旗镇";
    return levels.find(name[0]) != std::u32string_view::npos;
}

// The two letters with which most categories begin, where next to nothing else in the table does.
std::u32string start_of_labels(const Known& known, const FlatText& text, const std::vector<FlatColumns>& all) {
    std::map<std::u32string, std::size_t> starts;
    for (const auto& [label, pages] : known.labels)
        ++starts[label.substr(0, 2)];
    const auto best =
        std::max_element(starts.begin(), starts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (best == starts.end() || best->second < 2 || best->second * 2 < known.labels.size())
        return {};
    std::size_t others = 0;  // lines of requirements and units, and first lines of titles, that begin so
    for (std::size_t r = 0; r < all.size(); ++r) {
        const auto count = [&](std::size_t piece) {
            std::u32string_view bare = text.regions[r].pieces[piece].bare;
            if (const auto& mark = text.regions[r].pieces[piece].mark)
                bare.remove_prefix(std::min(mark->length, bare.size()));
            others += starts_with(bare, best->first);
        };
        for (const std::size_t line : all[r].lines)
            count(line);
        for (const FlatCell& cell : all[r].titles)
            count(cell.pieces[0]);
    }
    return others <= 1 ? best->first : std::u32string();
}

// A category that goes on over the page is printed again there.
void learn_labels(Known& known, const FlatText& text, const std::vector<FlatColumns>& all) {
    std::vector<double> widths;
    for (std::size_t r = 0; r < all.size(); ++r) {
        for (const FlatCell& cell : all[r].categories) {
            const std::u32string label = bare_of(text.regions[r], cell);
            if (label.size() >= 6 && label.size() <= 40)
                known.labels[label].insert(r);
            for (const std::size_t piece : cell.pieces)
                widths.push_back(text.regions[r].pieces[piece].width);
        }
    }
    std::vector<std::size_t> lengths;
    for (const auto& [label, pages] : known.labels)
        lengths.push_back(label.size());
    if (!lengths.empty()) {
        std::sort(lengths.begin(), lengths.end());
        known.label_length = lengths[lengths.size() / 2];
    }
    known.label_start = start_of_labels(known, text, all);
    if (widths.size() >= 3) {
        std::sort(widths.begin(), widths.end());
        known.category_width = std::min(known.category_width, widths[widths.size() * 9 / 10]);
        known.labels_seen = true;
    }
}

// The first lines tell the width of titles a little short.
void learn_titles(Known& known, const FlatText& text, const std::vector<FlatColumns>& all) {
    std::vector<double> widths;
    for (std::size_t r = 0; r < all.size(); ++r) {
        for (const FlatCell& cell : all[r].titles) {
            for (const std::size_t piece : cell.pieces)
                widths.push_back(text.regions[r].pieces[piece].width);
        }
    }
    if (widths.size() < 8)
        return;
    std::vector<std::size_t> lines;
    for (const FlatColumns& one : all) {
        for (const FlatCell& cell : one.titles)
            lines.push_back(cell.pieces.size());
    }
    std::sort(lines.begin(), lines.end());
    known.title_lines = std::clamp(static_cast<int>(lines[lines.size() * 9 / 10]), 2, 4);
    std::sort(widths.begin(), widths.end());
    known.title_width = std::clamp(widths[widths.size() * 39 / 40], text.title_width, text.title_width + 2);
}

// The value below which nearly all lie.
double high(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(static_cast<double>(values.size()) * share))];
}

double most_common(const std::vector<double>& values) {
    std::map<double, int> times;
    for (const double value : values)
        ++times[value];
    return std::max_element(times.begin(), times.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
}

void learn_places(Known& known, const FlatText& text, const std::vector<FlatColumns>& all) {
    std::vector<double> leads, supports;
    known.indents.assign(all.size(), {});
    for (std::size_t r = 0; r < all.size(); ++r) {
        const Region& region = text.regions[r];
        std::map<Stack, std::vector<double>> indents;
        for (const std::size_t line : all[r].lines)
            indents[Stack::requirement].push_back(static_cast<double>(region.pieces[line].indent));
        const auto look = [&](Stack stack, const std::vector<FlatCell>& cells, std::vector<double>* widths) {
            for (const FlatCell& cell : cells) {
                for (const std::size_t piece : cell.pieces) {
                    indents[stack].push_back(static_cast<double>(region.pieces[piece].indent));
                    if (widths)
                        widths->push_back(region.pieces[piece].width);
                }
            }
        };
        look(Stack::category, all[r].categories, nullptr);
        look(Stack::title, all[r].titles, nullptr);
        look(Stack::units, all[r].units, &leads);
        look(Stack::support, all[r].supports, &supports);
        look(Stack::due, all[r].dues, nullptr);
        for (auto& [stack, values] : indents) {
            if (region.laid_out && values.size() >= 3)
                known.indents[r][stack] = most_common(values);
        }
    }
    if (leads.size() >= 6 && supports.size() >= 6) {
        known.lead_width = high(leads, 0.9);
        known.support_width = high(supports, 0.9);
    }
}

// Do cells follow each other whole, from left to right in each row? Then nearly every piece goes on with the cell before it, or
// begins one further right, or a new row behind the units.
bool reads_by_cell(const std::vector<FlatColumns>& all) {
    std::size_t steps = 0, in_order = 0;
    for (const FlatColumns& one : all) {
        std::map<std::size_t, std::pair<int, const FlatCell*>> places;  // by piece: rank of its column, and its cell
        for (const std::size_t line : one.lines)
            places[line] = {2, nullptr};
        const auto add = [&](int rank, const std::vector<FlatCell>& cells) {
            for (const FlatCell& cell : cells) {
                for (const std::size_t piece : cell.pieces)
                    places[piece] = {rank, &cell};
            }
        };
        add(1, one.titles);
        add(3, one.units);
        add(4, one.supports);
        for (auto place = places.begin(); place != places.end(); ++place) {
            const auto next = std::next(place);
            if (next == places.end() || next->first != place->first + 1)
                continue;
            const auto [rank, cell] = place->second;
            const auto [rank_next, cell_next] = next->second;
            if (rank == 2 && rank_next == 2)
                continue;
            const bool starts = cell_next && cell_next->pieces.front() == next->first;
            ++steps;
            in_order += rank_next == rank ? cell == cell_next : (rank_next > rank || rank >= 3) && (starts || rank_next == 2);
        }
    }
    return steps >= 20 && in_order * 10 > steps * 9;
}

void learn_order(Known& known, const FlatText& text, const std::vector<FlatColumns>& all) {
    double together = 0, apart = 0;
    std::size_t labels = 0, pages = 0;
    for (const FlatColumns& one : all) {
        for (const FlatCell& cell : one.units) {
            for (std::size_t k = 1; k < cell.above.size(); ++k) {
                const double gap = cell.above[k] - cell.above[k - 1];
                together += gap == 0;
                apart += gap == 1;
            }
        }
        for (const FlatCell& cell : one.categories)
            labels += cell.pieces.size() > 1 || cell.height > 0;
        pages += one.lines.size() > 5;
    }
    const double sum = together + apart;
    if (sum >= 8) {
        const double p = (together + 1) / (sum + 2);
        known.together_cost = std::clamp(-std::log(p / (1 - p)), 0.0, 1.8);
        known.apart_cost = std::clamp(-std::log((1 - p) / p), 0.0, 1.8);
        known.beside_bonus = p > 0.4 ? -0.6 : 0;
    }
    const bool named = std::find(text.header.begin(), text.header.end(), Column::category) != text.header.end();
    // Where tasks have a column of numbers, that is the first one.
    known.has_categories = named || (!text.has_number_column && labels * 10 >= pages * 7);
}

}  // namespace

Known learn(const FlatText& text, const ReadingWords& words) {
    Known known;
    std::map<char32_t, int> starts;
    int names = 0;
    for (const Region& region : text.regions) {
        for (const Piece& piece : region.pieces) {
            if (piece.width <= 12)
                ++known.short_pieces[piece.bare];
            if (piece.unit < 0.7 || piece.width > text.unit_width + 1.5)
                continue;
            // Names between two separators are whole.
            std::u32string_view rest = piece.bare;
            bool first = true;
            while (!rest.empty()) {
                const auto name = first_name(rest);
                const bool closed = name.size() < rest.size();
                if (name.size() >= 3 && closed && (!first || starts_like(name)) && is_unit(name, words)) {
                    if (!first)
                        known.units.insert(std::u32string(name));
                    ++starts[name[0]];
                    ++names;
                }
                first = false;
                rest = closed ? rest.substr(name.size() + 1) : std::u32string_view();
            }
        }
    }
    for (const auto& [c, times] : starts) {
        if (times * 12 >= names || times >= 4)
            known.unit_starts.insert(c);
    }
    for (const char32_t c : std::u32string_view(U"各有"))
        known.unit_starts.insert(c);
    known.title_width = text.title_width;
    known.category_width = std::min(12.0, std::max(6.0, text.requirement_width * 0.42));
    return known;
}

void learn_more(Known& known, const FlatText& text, const std::vector<FlatColumns>& read) {
    learn_labels(known, text, read);
    learn_order(known, text, read);
    learn_titles(known, text, read);
    learn_places(known, text, read);
    known.by_cell = reads_by_cell(read);
}

bool is_mark_of_list(char32_t c) { return c == U'、' || c == U',' || c == U';'; }

std::u32string_view first_name(std::u32string_view text) {
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        depth += text[i] == U'(' || text[i] == U'〔' ? 1 : text[i] == U')' || text[i] == U'〕' ? -1 : 0;
        if (depth <= 0 && is_mark_of_list(text[i]))
            return text.substr(0, i);
    }
    return text;
}

std::u32string_view last_name(std::u32string_view text) {
    if (text.size() > 200)
        return text;
    int depth = 0;
    for (std::size_t i = text.size(); i > 0; --i) {
        const char32_t c = text[i - 1];
        depth += c == U')' || c == U'〕' ? 1 : c == U'(' || c == U'〔' ? -1 : 0;
        if (depth < 0)
            continue;  // the bracket is still open: 各县(市、
        if (depth == 0 && is_mark_of_list(c)) {
            // Inside an open bracket further left?
            int open = 0;
            for (std::size_t k = 0; k < i; ++k)
                open += text[k] == U'(' || text[k] == U'〔' ? 1 : text[k] == U')' || text[k] == U'〕' ? -1 : 0;
            if (open > 0)
                continue;
            return text.substr(i);
        }
    }
    return text;
}

bool is_rest_of_open_list(std::u32string_view name) {
    return starts_with(name, U"责任") || starts_with(name, U"部门") || starts_with(name, U"单位") || starts_with(name, U"科室") ||
           starts_with(name, U"相关") || name == U"有关部门" || name == U"有关单位";
}

std::u32string bare_of(const Region& region, const FlatCell& cell) {
    std::u32string all;
    for (const std::size_t piece : cell.pieces)
        all += region.pieces[piece].bare;
    return all;
}

void mend_unit_lists(const Region& region, const UnitForms& forms, FlatColumns& found) {
    auto& cells = found.units;
    if (cells.size() > 400)
        return;
    for (std::size_t tries = 0; tries < cells.size(); ++tries) {
        double best_cost = 1e9;
        std::size_t head = 0, tail = 0;
        for (std::size_t h = 0; h < cells.size(); ++h) {
            const std::u32string front = bare_of(region, cells[h]);
            const bool wants_name = is_mark_of_list(front.back());
            const auto last = last_name(front);
            if (!wants_name && forms.whole(last))
                continue;
            for (std::size_t t = h > 8 ? h - 8 : 0; t < cells.size() && t <= h + 8; ++t) {
                if (t == h)
                    continue;
                const std::u32string back = bare_of(region, cells[t]);
                const auto first = first_name(back);
                double cost = 0.2 * std::abs(cells[h].height - cells[t].height);
                if (wants_name) {
                    if (!forms.begins(first) || std::abs(cells[h].height - cells[t].height) > 4)
                        continue;
                    cost += 2;
                } else {
                    if (forms.begins(first))
                        continue;
                    const std::u32string joined = std::u32string(last) + std::u32string(first);
                    if (forms.known(joined))
                        cost -= 3;
                    else if (!forms.whole(joined))
                        continue;
                }
                if (cost < best_cost) {
                    best_cost = cost;
                    head = h;
                    tail = t;
                }
            }
        }
        if (best_cost > 1e8)
            return;
        FlatCell& to = cells[head];
        const FlatCell& from = cells[tail];
        to.height = std::min(to.height, from.height) + 0.5;
        to.pieces.insert(to.pieces.end(), from.pieces.begin(), from.pieces.end());
        to.above.assign(1, to.height);
        to.repaired = true;
        if (tail < head) {
            // The row is where its first half was seen.
            FlatCell moved = std::move(to);
            cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(head));
            cells[tail] = std::move(moved);
        } else {
            cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(tail));
        }
    }
}

}  // namespace gongkai::programme
