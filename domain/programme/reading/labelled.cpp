#include "domain/programme/reading/labelled.h"

#include <algorithm>

namespace gongkai::programme {

namespace {

constexpr std::size_t longest_label = 14, longest_tail = 600;

bool is_labelling(Column column) {
    return column == Column::units || column == Column::lead || column == Column::support || column == Column::due;
}

// A name of a column, or one that nobody listed and that says who: 主责单位, 市级牵头责任部门.
std::optional<Column> label_of(std::u32string_view name, const ReadingWords& words) {
    if (const auto column = words.column_of(name))
        return is_labelling(*column) ? column : std::nullopt;
    const auto says_who = [&](std::u32string_view word) { return contains(name, word); };
    const bool body = ends_with(name, U"单位") || ends_with(name, U"部门") || ends_with(name, U"科室");
    constexpr std::size_t longest_name = 8;
    if (!body || name.size() > longest_name ||
        !(says_who(U"责") || says_who(U"牵头") || says_who(U"配合") || says_who(U"承办") || says_who(U"落实")))
        return std::nullopt;
    const auto column = words.column_near(name);
    return column && is_labelling(*column) ? column : std::nullopt;
}

UnitRole role_of(Column column) {
    return column == Column::lead ? UnitRole::lead : column == Column::support ? UnitRole::support : UnitRole::any;
}

// A label begins a line, a sentence, or follows a blank behind another one.
bool may_begin_at(const Traced& text, std::size_t at) {
    return at == 0 || is_stop(text.text[at - 1]) || is_blank(text.text[at - 1]);
}

Traced without_stops(Traced text) {
    text = trim(text);
    while (!text.empty() && (is_stop(text.text.back()) || fold(text.text.back()) == U','))
        text = trim(text.part(0, text.size() - 1));
    return text;
}

}  // namespace

std::optional<ColumnLabel> column_label_at(std::u32string_view text, const ReadingWords& words) {
    static constexpr std::u32string_view ornaments = U"—–-•·※★◆■▲*";
    std::size_t start = 0;
    while (start < text.size() && (is_blank(text[start]) || ornaments.contains(text[start])))
        ++start;
    const std::u32string near = fold(text.substr(start, longest_label));
    // 【责任单位】甲局 needs no colon.
    const bool in_brackets = !near.empty() && (near[0] == U'【' || near[0] == U'[');
    std::size_t end = in_brackets ? near.find_first_of(U"】]") : near.find(U':');
    if (end == std::u32string::npos || end < 2 || near.substr(0, end).find_first_of(U"\n\r。,;、") != std::u32string::npos)
        return std::nullopt;
    const auto column = label_of(mend(std::u32string_view(near).substr(in_brackets, end - in_brackets)), words);
    if (!column)
        return std::nullopt;
    if (in_brackets && end + 1 < near.size() && near[end + 1] == U':')
        ++end;
    return ColumnLabel{*column, start + end + 1};
}

std::optional<Labelled> take_labelled_units(Traced& paragraph, const ReadingWords& words) {
    struct Found {
        std::size_t at = 0;
        ColumnLabel label;
    };
    std::vector<Found> labels;
    int depth = 0;  // a bracket names its units itself
    for (std::size_t i = 0; i < paragraph.size(); ++i) {
        if (depth == 0 && !is_blank(paragraph.text[i]) && may_begin_at(paragraph, i)) {
            if (const auto label = column_label_at(std::u32string_view(paragraph.text).substr(i), words)) {
                labels.push_back({i, *label});
                i += label->length - 1;
                continue;
            }
        }
        const char32_t c = fold(paragraph.text[i]);
        if (c == U'(' || c == U'[' || c == U'〔' || c == U'【')
            ++depth;
        else if (c == U')' || c == U']' || c == U'〕' || c == U'】')
            depth = std::max(0, depth - 1);
    }
    if (labels.empty() || paragraph.size() - labels.front().at > longest_tail)
        return std::nullopt;
    Labelled found;
    for (std::size_t k = 0; k < labels.size(); ++k) {
        const std::size_t end = k + 1 < labels.size() ? labels[k + 1].at : paragraph.size();
        const Traced behind = without_stops(paragraph.part(labels[k].at + labels[k].label.length, end));
        if (behind.empty())
            continue;
        if (labels[k].label.column == Column::due) {
            found.terms.push_back(behind);
            continue;
        }
        // Words that only look like a label: 承办单位:应当在…
        const UnitList list = read_units(behind.text, words);
        if (list.empty() || list.doubtful.size() > list.units.size() / 2)
            return std::nullopt;
        found.owners.emplace_back(behind, role_of(labels[k].label.column));
    }
    if (found.owners.empty() && found.terms.empty())
        return std::nullopt;
    paragraph = trim(paragraph.part(0, labels.front().at));
    return found;
}

}  // namespace gongkai::programme
