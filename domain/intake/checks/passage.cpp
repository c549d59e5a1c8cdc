#include "domain/intake/checks/passage.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/core/text.h"

namespace gongkai::intake {
namespace {

constexpr std::size_t label_reach = 28, head_length = 16, bracket_reach = 14;
constexpr int head_rows = 4;

// Signs that take no place on the page. They would hide a number from a search and from nobody else.
bool is_invisible(char32_t c) {
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || c == 0xAD ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x20E3;
}

bool ends_sentence(char32_t c) {
    return c == U'。' || c == U';' || c == U'；' || c == U'!' || c == U'?' || c == U'\n' || c == U'\t';
}

// What may stand between a label of a list of numbers and one of them.
bool is_of_list(char32_t c) {
    return is_digit(c) || is_letter(c) ||
           std::u32string_view(U" :：-_./,、()（）[]【】〔〕“”\"为是第号码no、#和及与至").contains(c);
}

// 编号：… and 编号：…、…, but not 编号12 …, where another column begins.
bool is_of_its_list(std::u32string_view between) {
    return std::ranges::all_of(between, is_of_list) && !(between.ends_with(U' ') && std::ranges::any_of(between, is_digit));
}

// 耳标号：, but not 3号
bool ends_with_a_number_of_something(std::u32string_view before) {
    while (!before.empty() && std::u32string_view(U" ::为是(").contains(before.back()))
        before.remove_suffix(1);
    return before.size() >= 3 && before.back() == U'号' && is_han(before[before.size() - 2]) && is_han(before[before.size() - 3]);
}

Head head_from(std::u32string_view text) {
    if (text.empty() || text.size() > head_length)
        return Head::none;
    for (const auto& [head, words] : check_words().heads)
        if (has_any(text, words))
            return head;
    return Head::none;
}

Label label_from(Head head) {
    switch (head) {
        case Head::identity:
            return Label::identity;
        case Head::phone:
            return Label::phone;
        case Head::bank:
            return Label::bank;
        case Head::organisation:
            return Label::organisation;
        case Head::number:
        case Head::officer_card:
            return Label::number;
        case Head::none:
        case Head::messenger:
        case Head::name:
        case Head::health:
        case Head::school:
        case Head::address:
            break;
    }
    return Label::none;
}

void find_heads(Grid& grid, std::u32string_view text) {
    for (const auto& cell : grid.cells) {
        if (cell.row >= head_rows || (grid.head_row && cell.row != *grid.head_row))
            break;
        const auto head = head_from(text.substr(cell.stretch.start, cell.stretch.size()));
        if (head != Head::none && !grid.head_row)
            grid.head_row = cell.row;
        if (head != Head::none)
            grid.heads[cell.column] = head;
    }
    if (!grid.head_row)
        return;
    for (const auto& cell : grid.cells)
        if (cell.row == *grid.head_row)
            grid.heads_at[cell.column] = cell.stretch;
}

}  // namespace

bool overlap(const Stretch& a, const Stretch& b) { return a.start < b.end && b.start < a.end; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_letter(char32_t c) { return c >= U'a' && c <= U'z'; }

char32_t folded_sign(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    if (c >= U'A' && c <= U'Z')
        return c + 32;
    if (c < 0x80)
        return c == U'\r' ? U'\n' : c == U'\v' || c == U'\f' ? U'\n' : c;
    if (const int digit = u_charDigitValue(static_cast<UChar32>(c)); digit >= 0)
        return U'0' + static_cast<char32_t>(digit);
    if (c == 0x2028 || c == 0x2029 || c == 0x85)
        return U'\n';
    if (u_isUWhiteSpace(static_cast<UChar32>(c)))
        return U' ';
    if (c == U'，')
        return U',';
    switch (c) {
        case U'‐':
        case U'‑':
        case U'‒':
        case U'–':
        case U'—':
        case U'―':
        case U'−':
        case U'─':
        case U'﹣':
            return U'-';
        case U'·':
        case U'•':
        case U'‧':
        case U'・':
        case U'．':
            return U'.';
        case U'Х':  // Cyrillic and Greek, which look the same
        case U'х':
        case U'Χ':
        case U'χ':
        case U'Ⅹ':  // the Roman ten, which keyboards of Chinese offer first
        case U'ⅹ':
            return U'x';
        default:
            break;
    }
    return c > 0xFFFF ? U'㐀' : c;  // a rare sign is some Chinese sign, and takes one unit
}

std::optional<char> chinese_digit(char32_t c) {
    for (const std::u32string_view digits : {U"〇一二三四五六七八九", U"零壹贰叁肆伍陆柒捌玖"})
        if (const auto at = digits.find(c); at != std::u32string_view::npos)
            return static_cast<char>('0' + at);
    return std::nullopt;
}

Passage::Passage(std::string_view utf8) : printed_(to_code_points(utf8)) {
    text_.reserve(printed_.size());
    places_.reserve(printed_.size());
    for (std::size_t i = 0; i < printed_.size(); ++i) {
        if (is_invisible(printed_[i]))
            continue;
        text_.push_back(folded_sign(printed_[i]));
        places_.push_back(i);
    }
    units_.assign(text_.begin(), text_.end());
    find_grids();
}

std::string Passage::printed(const Stretch& stretch) const {
    const auto place = printed_at(stretch);
    return to_utf8(std::u32string_view(printed_).substr(place.start, place.size()));
}

Stretch Passage::printed_at(const Stretch& stretch) const {
    if (stretch.start >= stretch.end)
        return {};
    return {places_[stretch.start], places_[stretch.end - 1] + 1};
}

void Passage::find_grids() {
    Grid grid;
    int row = 0;
    const auto finish = [&] {
        if (row > 1) {
            find_heads(grid, text_);
            grids_.push_back(std::move(grid));
        }
        grid = {};
        row = 0;
    };
    for (std::size_t start = 0; start < text_.size();) {
        const auto end = std::min(text_.find(U'\n', start), text_.size());
        if (text().substr(start, end - start).find(U'\t') == std::u32string_view::npos) {
            finish();
        } else {
            int column = 0;
            for (std::size_t from = start; from <= end;) {
                const auto to = std::min(text_.find(U'\t', from), end);
                grid.cells.push_back({row, column++, {from, to}});
                from = to + 1;
            }
            ++row;
        }
        start = end + 1;
    }
    finish();
}

std::pair<const Grid*, const GridCell*> Passage::cell_at(std::size_t at) const {
    const auto after =
        std::ranges::upper_bound(grids_, at, {}, [](const Grid& grid) { return grid.cells.front().stretch.start; });
    if (after == grids_.begin())
        return {nullptr, nullptr};
    const auto& grid = *std::prev(after);
    const auto next = std::ranges::upper_bound(grid.cells, at, {}, [](const GridCell& cell) { return cell.stretch.start; });
    const auto& cell = *std::prev(next);
    return at <= cell.stretch.end ? std::pair(&grid, &cell) : std::pair<const Grid*, const GridCell*>(nullptr, nullptr);
}

Head Passage::head_above(std::size_t at) const {
    const auto [grid, cell] = cell_at(at);
    if (!grid || !grid->head_row || cell->row <= *grid->head_row)
        return Head::none;
    const auto head = grid->heads.find(cell->column);
    return head == grid->heads.end() ? Head::none : head->second;
}

std::u32string_view Passage::head_text_above(std::size_t at) const {
    const auto [grid, cell] = cell_at(at);
    if (!grid || !grid->head_row || cell->row <= *grid->head_row)
        return {};
    const auto head = grid->heads_at.find(cell->column);
    return head == grid->heads_at.end() ? std::u32string_view() : cut(head->second);
}

Label Passage::label_before(std::size_t at) const {
    std::size_t start = at;
    while (start > 0 && at - start < label_reach && !ends_sentence(text_[start - 1]))
        --start;
    if (const auto label = label_in(text().substr(start, at - start)); label != Label::none)
        return label;
    if (const auto label = label_from(head_above(at)); label != Label::none)
        return label == Label::number && label_in(head_text_above(at)) == Label::passport ? Label::passport : label;
    // Forms print the label in the cell before: 身份证号 | 3708…
    const bool is_whole_cell = start > 0 && text_[start - 1] == U'\t' &&
                               text().substr(start, at - start).find_first_not_of(U' ') == std::u32string_view::npos;
    if (!is_whole_cell)
        return Label::none;
    const auto end = start - 1;
    for (start = end; start > 0 && end - start < label_reach && !ends_sentence(text_[start - 1]);)
        --start;
    const auto left = text().substr(start, end - start);
    return std::ranges::any_of(left, is_digit) ? Label::none : label_in(left);
}

Label Passage::label_behind(std::size_t at) const {
    while (this->at(at) == U' ')
        ++at;
    if (!std::u32string_view(U"([【〔").contains(this->at(at)))
        return Label::none;
    const auto reach = text().substr(std::min(at + 1, text_.size()), bracket_reach);
    const auto inside = reach.substr(0, std::min(reach.find_first_of(U")]】〕"), reach.size()));
    if (inside.size() == reach.size() || std::ranges::any_of(inside, is_digit))
        return Label::none;
    const auto label = label_in(inside);
    return label == Label::number ? Label::none : label;
}

Label Passage::label_in(std::u32string_view reach) {
    auto best = Label::none;
    std::size_t best_end = 0, best_size = 0;
    for (const auto& [label, words] : check_words().labels)
        for (const auto& word : words) {
            const auto found = reach.rfind(word);
            if (found == std::u32string_view::npos)
                continue;
            const auto end = found + word.size();
            if (label == Label::number && !is_of_its_list(reach.substr(end)))
                continue;
            if (end > best_end || (end == best_end && word.size() > best_size)) {
                best = label;
                best_end = end;
                best_size = word.size();
            }
        }
    return best == Label::none && ends_with_a_number_of_something(reach) ? Label::number : best;
}

std::vector<Stretch> Passage::sentences() const {
    std::vector<Stretch> all;
    for (std::size_t start = 0; start < text_.size();) {
        std::size_t end = start;
        while (end < text_.size() && !ends_sentence(text_[end]))
            ++end;
        if (end > start)
            all.push_back({start, end});
        start = end + 1;
    }
    return all;
}

Stretch Passage::sentence_of(std::size_t at) const {
    Stretch sentence{at, at};
    while (sentence.start > 0 && !ends_sentence(text_[sentence.start - 1]))
        --sentence.start;
    while (sentence.end < text_.size() && !ends_sentence(text_[sentence.end]))
        ++sentence.end;
    return sentence;
}

}  // namespace gongkai::intake
