#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>

#include "base/core/text.h"
#include "domain/programme/reading/flat_known.h"
#include "domain/programme/reading/flat_order.h"
#include "domain/programme/reading/flattened.h"

namespace gongkai::programme {

namespace {

constexpr std::size_t columns = 9;  // as many as Stack has
constexpr std::size_t index_of(Stack stack) { return static_cast<std::size_t>(stack); }

// The way back through a hypothesis, shared between those that part later.
struct Step {
    std::shared_ptr<const Step> before;
    std::size_t piece;
    Stack stack;
    bool starts;  // a new cell
};

struct Open {
    int last = -1;                               // piece
    int lines_before = 0;                        // requirement lines read when it was taken
    int ends_before = 0;                         // and how many of them ended a cell
    int length = 0;                              // pieces of the cell so far
    std::shared_ptr<const std::u32string> text;  // of a category so far; of the last name in a list of units
};

struct Hypothesis {
    double cost = 0;
    std::array<Open, columns> open;
    int lines = 0;                // requirement lines so far
    int numbers = 0, titles = 0;  // of the number column, and titles begun
    int supports = 0;             // lists of the second column
    int lists = 0;                // lists of units so far
    double shorts = 0;            // lines that end short, those that nearly do by half
    int ends = 0;                 // those of them that ended short, and a cell with them
    int next = 1;                 // the number the next title should bear
    std::shared_ptr<const Step> way;
};

class Columns {
  public:
    Columns(const FlatText& text, const ReadingWords& words, Leaning lean)
        : text_(text),
          lean_(lean),
          neighbours_(text.neighbours),
          words_(words),
          known_(learn(text, words)),
          forms_(words, known_) {}

    std::vector<FlatColumns> run() {
        std::vector<FlatColumns> first = read_all();
        learn_more(known_, text_, first);
        return read_all();
    }

  private:
    std::vector<FlatColumns> read_all() {
        std::vector<FlatColumns> all;
        int next = 1;
        const Piece* line_before = nullptr;
        region_ = 0;
        for (const Region& region : text_.regions) {
            all.push_back(read(region, next, line_before));
            if (!all.back().lines.empty())
                line_before = &region.pieces[all.back().lines.back()];
            ++region_;
        }
        return all;
    }

    FlatColumns read(const Region& region, int& next, const Piece* line_before) {
        pieces_ = &region.pieces;
        line_before_ = line_before;
        const std::size_t width = region.pieces.size() > 3000 ? 6 : lean_.beam;
        std::vector<Hypothesis> beam(1), grown;
        beam[0].next = next;
        for (std::size_t i = 0; i < region.pieces.size(); ++i) {
            grown.clear();
            for (const Hypothesis& h : beam)
                grow(h, i, grown);
            const std::size_t keep = std::min(width, grown.size());
            std::partial_sort(grown.begin(), grown.begin() + static_cast<std::ptrdiff_t>(keep), grown.end(),
                              [this](const Hypothesis& a, const Hypothesis& b) { return a.cost < b.cost; });
            grown.resize(keep);
            std::swap(beam, grown);
        }
        // Each row has one list of units and, nearly always, one line that ends short.
        const Hypothesis& best = *std::min_element(
            beam.begin(), beam.end(), [this](const Hypothesis& a, const Hypothesis& b) { return balanced(a) < balanced(b); });
        next = best.next;
        std::vector<const Step*> steps;
        for (const Step* step = best.way.get(); step; step = step->before.get())
            steps.push_back(step);
        std::reverse(steps.begin(), steps.end());
        FlatColumns found = collect(region, steps);
        mend_unit_lists(region, forms_, found);
        // Long chains of shared steps would be freed by recursion.
        for (Hypothesis& h : beam)
            release(h);
        for (Hypothesis& h : grown)
            release(h);
        return found;
    }

    double balanced(const Hypothesis& h) const {
        const double numbers = text_.has_number_column ? 0.8 * std::abs(h.numbers - h.titles) : 0;
        // A page without its category is rare where the table has them.
        const bool bare =
            known_.labels_seen && known_.has_categories && h.open[index_of(Stack::category)].last < 0 && h.lines > 8;
        return h.cost + 0.3 * std::abs(h.shorts - h.lists) + numbers + (bare ? 1 : 0);
    }

    static void release(Hypothesis& h) {
        std::shared_ptr<const Step> step = std::move(h.way);
        while (step && step.use_count() == 1) {
            std::shared_ptr<const Step> before = const_cast<Step&>(*step).before;
            const_cast<Step&>(*step).before.reset();
            step = std::move(before);
        }
    }

    const Piece& at(int i) const { return (*pieces_)[static_cast<std::size_t>(i)]; }

    // What stands behind another piece in one printed line is of a column further right; and where blanks hold the columns in
    // their places, a piece stands below the others of its own.
    double place_cost(const Hypothesis& h, const Piece& piece, std::size_t i, Stack stack, bool starts) const {
        double cost = 0;
        if (piece.goes_on && h.way && h.way->piece + 1 == i && rank(stack) > 0 && rank(h.way->stack) > 0) {
            const int before = rank(h.way->stack);
            cost += rank(stack) > before ? -0.4 : rank(stack) == before ? (stack == Stack::requirement ? 1.5 : 3) : 6;
        }
        if (region_ < known_.indents.size()) {
            const auto& indents = known_.indents[region_];
            if (const auto own = indents.find(stack); own != indents.end()) {
                // Columns further right drift more.
                const double off = std::abs(static_cast<double>(piece.indent) - own->second) - 1 - 0.08 * own->second;
                cost += std::min(6.0, std::max(0.0, off));
            }
        }
        if (known_.by_cell && h.way && h.way->piece + 1 == i)
            cost += cell_order_cost(h.way->stack, stack, starts);
        return cost;
    }

    void take(const Hypothesis& h, std::size_t i, Stack stack, bool starts, double cost, std::vector<Hypothesis>& out) const {
        Hypothesis more = h;
        more.cost += cost + place_cost(h, (*pieces_)[i], i, stack, starts);
        Open& open = more.open[index_of(stack)];
        open.length = starts ? 1 : open.length + 1;
        open.last = static_cast<int>(i);
        const Piece& piece = (*pieces_)[i];
        if (stack == Stack::requirement) {
            ++more.lines;
            more.ends += !is_full(piece);
            more.shorts += !is_full(piece) ? 1 : piece.width < text_.requirement_width - 0.8 ? 0.5 : 0;
        }
        more.lists += stack == Stack::units && starts;
        more.supports += stack == Stack::support && starts;
        more.numbers += stack == Stack::number;
        more.titles += stack == Stack::title && starts;
        open.lines_before = more.lines;
        open.ends_before = more.ends;
        if (stack == Stack::category) {
            open.text = std::make_shared<const std::u32string>(starts || !open.text ? piece.bare : *open.text + piece.bare);
        } else if (stack == Stack::units || stack == Stack::support) {
            const auto name = last_name(piece.bare);
            const bool alone = name.size() == piece.bare.size() && !starts && open.text && open.text->size() < 100;
            open.text = std::make_shared<const std::u32string>(alone ? *open.text + std::u32string(name) : std::u32string(name));
        }
        if (stack == Stack::title && starts) {
            const auto& mark = piece.mark;
            if (mark && mark->kind == Mark::Kind::number && text_.numbered_titles)
                more.next = mark->value + 1;
        }
        if (stack == Stack::number) {
            std::size_t length = 0;
            if (const auto value = read_number(piece.bare, length))
                more.next = *value + 1;
        }
        more.way = std::make_shared<const Step>(Step{h.way, i, stack, starts});
        out.push_back(std::move(more));
    }

    static double over(double width, double limit) { return width > limit ? 2.5 * (width - limit) : 0; }

    void grow(const Hypothesis& h, std::size_t i, std::vector<Hypothesis>& out) const {
        const Piece& piece = (*pieces_)[i];
        grow_requirement(h, i, piece, out);
        grow_title(h, i, piece, out);
        grow_category(h, i, piece, out);
        grow_units(h, i, piece, Stack::units, out);
        if (text_.two_owners)
            grow_units(h, i, piece, Stack::support, out);
        if (text_.has_due_column)
            grow_due(h, i, piece, out);
        const bool upper = piece.mark && (piece.mark->kind == Mark::Kind::han || piece.mark->kind == Mark::Kind::han_bracket);
        if (upper)
            take(h, i, Stack::heading, true, piece.width < text_.requirement_width * 1.3 ? 0.0 : 4.0, out);
        if (text_.has_number_column && piece.bare.size() <= 3 && std::all_of(piece.bare.begin(), piece.bare.end(), is_digit)) {
            std::size_t length = 0;
            const auto value = read_number(piece.bare, length);
            take(h, i, Stack::number, true, value && *value == h.next ? -1.0 : 3.0, out);
        }
        take(h, i, Stack::none, true, 7, out);
    }

    // 12月10日 | 前: a phrase of time, whole or in two lines.
    void grow_due(const Hypothesis& h, std::size_t i, const Piece& piece, std::vector<Hypothesis>& out) const {
        const Open& open = h.open[index_of(Stack::due)];
        if (piece.is_due)
            take(h, i, Stack::due, true, -1.5, out);
        else if (open.last >= 0 && open.length == 1 && piece.width <= 6 && is_due(at(open.last).bare + piece.bare, words_))
            take(h, i, Stack::due, false, -0.8 + gap_cost(h, open), out);
    }

    // A phrase of time stands in its own column where there is one.
    double not_due(const Piece& piece) const { return piece.is_due && text_.has_due_column ? 2.5 : 0; }

    bool is_full(const Piece& piece) const { return piece.width >= text_.requirement_width - 1.7; }

    static bool cannot_start(char32_t c) {
        return c == U'、' || c == U',' || c == U'。' || c == U';' || c == U':' || c == U')' || c == U'”' || c == U'》' ||
               c == U'〕' || c == U'.' || c == U'!' || c == U'?';
    }

    bool is_title_start(const Hypothesis& h, const Piece& piece) const {
        return text_.numbered_titles && piece.mark && piece.mark->kind == Mark::Kind::number && piece.mark->value == h.next &&
               piece.width <= known_.title_width + 2;
    }

    void grow_requirement(const Hypothesis& h, std::size_t i, const Piece& piece, std::vector<Hypothesis>& out) const {
        const Open& open = h.open[index_of(Stack::requirement)];
        const Piece* before = open.last >= 0 ? &at(open.last) : line_before_;
        double cost = over(piece.width, text_.requirement_width + 2) * 0.4;
        cost += 8 * std::max(0.0, piece.unit - 0.45);
        if (piece.is_due && text_.has_due_column)
            cost += 3;
        if (is_title_start(h, piece))
            cost += 6;
        if (piece.width >= text_.requirement_width * 0.85)
            cost -= 1;
        const bool short_piece = !is_full(piece);
        if (before && is_full(*before)) {
            const bool stopped = is_stop(before->bare.back());
            double join = lean_.words * neighbours_.cost(before->bare, piece.bare);
            if (open.last < 0)
                join = std::max(join, 0.4);  // over the page: less sure
            // The rest of a line follows its beginning with few pieces of other columns between them.
            const int between = open.last >= 0 ? static_cast<int>(i) - open.last - 1 : 0;
            cost += stopped ? std::min(0.4, join) : join;
            cost += short_piece ? (piece.width < known_.title_width + 1 && !is_stop(piece.bare.back()) ? 0.7 : 0.3) +
                                      (stopped && cannot_start(piece.bare[0]) ? 3 : 0)
                                : 0;
            cost += 0.15 * std::max(0, between - 3);
        } else {
            cost += before ? 0.8 : 0.2;
            if (short_piece)
                cost += 1.3 + (is_stop(piece.bare.back()) ? -0.7 : 0);
            if (cannot_start(piece.bare[0]))
                cost += 5;
            if (piece.width <= 4)
                cost += 2.5;
        }
        // 信息公开 on a line of its own, again and again: the end of titles, not of sentences.
        if (short_piece && piece.width <= 6 && !is_stop(piece.bare.back())) {
            const auto seen = known_.short_pieces.find(piece.bare);
            cost += seen != known_.short_pieces.end() && seen->second >= 3 ? 1.5 : 0;
        }
        if (is_stop(piece.bare.back()) && piece.unit < 0.3)
            cost -= 0.6;
        else if (short_piece && text_.stops_at_ends)
            cost += 1.6;
        take(h, i, Stack::requirement, true, cost, out);
    }

    // Does a label of another page begin so?
    bool known_label(const std::u32string& text) const {
        const auto found = known_.labels.lower_bound(text);
        for (auto label = found; label != known_.labels.end() && starts_with(label->first, text); ++label) {
            if (label->second.size() > 1 || !label->second.contains(region_))
                return true;
        }
        return false;
    }

    // 聚焦…: begins as the categories do, and nothing else.
    bool is_label_start(const Piece& piece) const {
        return !known_.label_start.empty() && piece.width >= 4 && starts_with(piece.bare, known_.label_start);
    }

    double gap_cost(const Hypothesis& h, const Open& open) const {
        const int gap = h.lines - open.lines_before;
        return lean_.heights * (gap == 0   ? known_.together_cost
                                : gap == 1 ? known_.apart_cost
                                           : known_.apart_cost + 1.0 * (gap - 1));
    }

    // Pieces of one cell often stand side by side in the stream.
    double beside(const Open& open, std::size_t i) const {
        return open.last + 1 == static_cast<int>(i) ? known_.beside_bonus : 0;
    }

    void grow_title(const Hypothesis& h, std::size_t i, const Piece& piece, std::vector<Hypothesis>& out) const {
        double form = not_due(piece) + over(piece.width, known_.title_width + 1.2) + 9 * std::max(0.0, piece.unit - 0.4);
        if (form > 12)
            return;
        if (piece.bare.find(U'。') != std::u32string::npos || piece.bare.find(U';') != std::u32string::npos)
            form += 4;
        if (text_.numbered_titles) {
            if (piece.mark && piece.mark->kind == Mark::Kind::number) {
                const int off = piece.mark->value - h.next;
                const Open& last = h.open[index_of(Stack::title)];
                // A task that goes on over the page has its title printed again.
                const bool again = off == -1 && last.last < 0 && region_ > 0;
                const bool last_full = last.last >= 0 && at(last.last).width > known_.title_width - 0.9;
                take(h, i, Stack::title, true,
                     form + (last_full ? 1.1 : 0) +
                         (off == 0              ? -1.5
                          : again               ? -0.8
                          : off > 0 && off <= 3 ? 3.5
                                                : 6),
                     out);
            }
        } else {
            // Its number may stand beside it in a column of its own, a line above or below.
            const double base = !text_.has_number_column ? 2.2 : h.numbers > h.titles ? -0.5 : h.numbers == h.titles ? 0.6 : 3.0;
            double cost = form + base + (cannot_start(piece.bare[0]) ? 5 : 0) + (piece.width <= 2 ? 3 : 0);
            const Open& open = h.open[index_of(Stack::title)];
            if (open.last >= 0 && at(open.last).width >= known_.title_width - 1.2 && gap_cost(h, open) == 0)
                cost += 1.5;  // a full line goes on
            take(h, i, Stack::title, true, cost, out);
        }
        const Open& open = h.open[index_of(Stack::title)];
        if (open.last < 0)
            return;
        const Piece& before = at(open.last);
        double cost =
            form + lean_.words * neighbours_.cost(before.bare, piece.bare) * 1.1 + gap_cost(h, open) + 0.2 + beside(open, i);
        const bool far = h.lines - open.lines_before >= 2;
        cost += (far ? 2.2 : 1.2) * (h.ends - open.ends_before) + (far ? 1 : 0);
        const double room = known_.title_width - before.width;
        // A full line goes on; where another letter would have fitted, the title has probably ended.
        cost += room > 2.2 ? 0.9 + 0.25 * room : room > 0.9 ? 0.3 : -0.5;
        cost += open.length >= known_.title_lines ? 1.2 * (open.length + 1 - known_.title_lines) : 0;
        if ((piece.mark && piece.mark->kind == Mark::Kind::number && text_.numbered_titles) || is_label_start(piece))
            cost += 6;
        take(h, i, Stack::title, false, cost, out);
    }

    void grow_category(const Hypothesis& h, std::size_t i, const Piece& piece, std::vector<Hypothesis>& out) const {
        double form = not_due(piece) + over(piece.width, known_.category_width + 1) + 9 * std::max(0.0, piece.unit - 0.4);
        if (form > 10)
            return;
        for (const char32_t c : piece.bare) {
            if (c == U'。' || c == U',' || c == U';' || c == U':' || is_digit(c))
                form += c == U'。' ? 5 : 2;
        }
        if (is_title_start(h, piece))
            form += 8;
        const auto seen = known_.short_pieces.find(piece.bare);
        if (!known_.has_categories)
            form += 5;
        const bool repeated = seen != known_.short_pieces.end() && seen->second >= 2;
        double start = form + (h.open[index_of(Stack::category)].last < 0 ? (known_.labels_seen ? 1.0 : 1.6) : 2.0) +
                       (cannot_start(piece.bare[0]) ? 4 : 0) - (repeated && piece.width >= 5 ? 1.3 : 0);
        if (piece.bare.size() >= 4 && known_label(piece.bare))
            start = std::min(start, form - 0.5);

        if (piece.width <= 3)
            start += 2.5;
        else if (piece.width <= 5 && seen != known_.short_pieces.end() && seen->second >= 3)
            start += 1.5;  // 信息公开: the end of many a title
        const Open& open = h.open[index_of(Stack::category)];
        if (open.last >= 0 && gap_cost(h, open) <= 0.9 && at(open.last).width >= known_.category_width - 2)
            start += 1;
        if (open.last >= 0 && open.text->size() * 3 < known_.label_length * 2)
            start += 1.2;  // the label before is not whole yet
        if (is_label_start(piece))
            start = std::min(start, form - 1.0);
        take(h, i, Stack::category, true, start, out);
        if (open.last < 0)
            return;
        const Piece& before = at(open.last);
        double cost = form + 0.3 + lean_.words * neighbours_.cost(before.bare, piece.bare) * 1.1 +
                      gap_cost(h, open) * (known_.together_cost > 0.5 ? 0.9 : 0.5) +
                      0.6 * std::max(0, h.lines - open.lines_before - 4) - (repeated ? 0.3 : 0) + beside(open, i);
        if (known_.labels_seen && before.width < known_.category_width - 2)
            cost += 1.4;  // a short line ends the label
        if (open.text->size() < 60 && known_label(*open.text + piece.bare))
            cost = std::min(cost, form - 1.4);
        else if (known_.labels.contains(*open.text) && known_label(*open.text))
            cost += 2;  // the label is whole
        else if (open.text->size() >= known_.label_length && known_.labels_seen)
            cost += 0.7;
        // Set from top to bottom, a letter a line, a label is long.
        const int most = known_.category_width <= 2 ? 20 : 4;
        cost += open.length > most ? 2.0 * (open.length - most) : 0;
        take(h, i, Stack::category, false, cost, out);
    }

    void grow_units(const Hypothesis& h, std::size_t i, const Piece& piece, Stack stack, std::vector<Hypothesis>& out) const {
        const double learned = stack == Stack::support ? known_.support_width : known_.lead_width;
        const double form = not_due(piece) + over(piece.width, (learned > 0 ? learned : text_.unit_width) + 1.2) * 0.8;
        if (form > 14)
            return;
        const Open& open = h.open[index_of(stack)];
        const auto first = first_name(piece.bare);
        const bool begins = forms_.begins(first);
        const bool cut_at_end =
            first.size() == piece.bare.size() && forms_.usual_start(piece.bare[0]) && piece.width >= text_.unit_width - 2.5;
        // A first line may hold no more than the beginning of a long name.
        const double like = begins || forms_.begins_known(first) ? 0.85 : cut_at_end ? 0.5 : 0;
        double start = form + 4.2 * std::max(0.0, 0.92 - std::max(piece.unit, like)) + (begins ? 0 : cut_at_end ? 0.6 : 2.2);
        if (open.last >= 0 && is_open(open, at(open.last)))
            start += h.lines - open.lines_before <= 1 ? 2.4 : 1.6;
        // The second column has at most one list for each of the first; two of the first need a row's end between them.
        if (stack == Stack::support)
            start += h.supports < h.lists ? 0.1 : 3;
        else if (text_.two_owners && open.last >= 0 && h.shorts <= static_cast<double>(h.lists) - 1)
            start += 1.5;
        take(h, i, stack, true, start, out);
        if (open.last < 0)
            return;
        const Piece& before = at(open.last);
        const char32_t end = before.bare.back();
        double cost = form + gap_cost(h, open) * 1.4 + beside(open, i) +
                      (h.lines - open.lines_before >= 2 ? 1.4 : 0.4) * (h.ends - open.ends_before);
        if (!is_mark_of_list(end))
            cost += std::min(0.3, lean_.words * neighbours_.cost(before.bare, piece.bare)) * 0.8;
        if (is_mark_of_list(end)) {
            cost += begins ? 0.0 : 3.2 * std::max(0.0, 0.8 - piece.unit) + (forms_.usual_start(piece.bare[0]) ? 0.2 : 1.0);
        } else if (is_mark_of_list(piece.bare[0])) {
            cost += 0.1;
        } else {
            const std::u32string& last = *open.text;
            const std::u32string joined = last + std::u32string(first);
            const bool last_whole = forms_.whole(last);
            if (end == U'等' && is_rest_of_open_list(first) && forms_.whole(joined))
                cost += 0;
            else if (begins && !last_whole && forms_.usual_start(first[0]) && !forms_.known(joined))
                cost += 3.6;  // the list that is open goes on elsewhere
            else if (last_whole && begins && before.width < text_.unit_width - 1)
                cost += 3.2;  // two lists
            else if (last_whole && before.width < text_.unit_width - 3 && !begins && piece.unit < 0.4)
                cost += 3.0;  // the list has ended
            else if (last_whole && begins && !forms_.known(joined))
                cost += 2.2;
            else if (forms_.known(joined))
                cost -= 0.8;
            else if (forms_.whole(joined))
                cost += joined.size() > 16 ? 1.0 : 0.0;
            else if (first.size() == piece.bare.size() && piece.width >= text_.unit_width - 2.5)
                cost += 1.2;  // a long name over three lines
            else
                cost += 4.5;
            // The rest of a list that has begun needs no look of its own.
            if (before.width < text_.unit_width - 4 && !forms_.whole(joined))
                cost += 1.2;
        }
        take(h, i, stack, false, cost, out);
    }

    // Does a list have to go on after this piece?
    bool is_open(const Open& open, const Piece& piece) const {
        if (is_mark_of_list(piece.bare.back()))
            return true;
        return !forms_.whole(*open.text);
    }

    FlatColumns collect(const Region& region, const std::vector<const Step*>& steps) const {
        FlatColumns found;
        found.by_cell = known_.by_cell;
        double lines = 0;
        std::vector<std::pair<double, int>> numbers;  // of their column
        for (const Step* step : steps) {
            std::vector<FlatCell>* cells = nullptr;
            switch (step->stack) {
                case Stack::requirement:
                    found.lines.push_back(step->piece);
                    lines += 1;
                    continue;
                case Stack::none:
                    ++found.left_over;
                    continue;
                case Stack::category:
                    cells = &found.categories;
                    break;
                case Stack::title:
                    cells = &found.titles;
                    break;
                case Stack::units:
                    cells = &found.units;
                    break;
                case Stack::support:
                    cells = &found.supports;
                    break;
                case Stack::due:
                    cells = &found.dues;
                    break;
                case Stack::heading:
                    cells = &found.headings;
                    break;
                case Stack::number: {
                    std::size_t length = 0;
                    const auto value = read_number(region.pieces[step->piece].bare, length);
                    numbers.emplace_back(lines, value.value_or(0));
                    continue;
                }
            }
            if (step->starts || cells->empty())
                cells->emplace_back();
            FlatCell& cell = cells->back();
            const auto count = static_cast<double>(cell.pieces.size());
            cell.height = (cell.height * count + lines) / (count + 1);
            cell.pieces.push_back(step->piece);
            cell.above.push_back(lines);
        }
        found.numbers.resize(found.titles.size());
        for (std::size_t t = 0; t < found.titles.size(); ++t) {
            if (!numbers.empty()) {
                std::size_t nearest = numbers.size() == found.titles.size() ? t : 0;
                for (std::size_t n = 0; numbers.size() != found.titles.size() && n < numbers.size(); ++n) {
                    if (std::abs(numbers[n].first - found.titles[t].height) <
                        std::abs(numbers[nearest].first - found.titles[t].height))
                        nearest = n;
                }
                if (std::abs(numbers[nearest].first - found.titles[t].height) <= 3)
                    found.numbers[t] = numbers[nearest].second;
                continue;
            }
            const auto& mark = region.pieces[found.titles[t].pieces[0]].mark;
            if (mark && mark->kind == Mark::Kind::number)
                found.numbers[t] = mark->value;
        }
        return found;
    }

    const FlatText& text_;
    const Leaning lean_;
    const Neighbours& neighbours_;
    const ReadingWords& words_;
    Known known_;
    UnitForms forms_;
    const std::vector<Piece>* pieces_ = nullptr;
    const Piece* line_before_ = nullptr;
    std::size_t region_ = 0;
};

}  // namespace

std::vector<FlatColumns> flat_columns(const FlatText& text, const ReadingWords& words, Leaning lean) {
    return Columns(text, words, lean).run();
}

}  // namespace gongkai::programme
