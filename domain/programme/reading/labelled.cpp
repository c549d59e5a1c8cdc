#include "domain/programme/reading/labelled.h"

#include <algorithm>

namespace gongkai::programme {

namespace {

constexpr std::size_t longest_label = 14, longest_tail = 600;

bool is_labelling(Column column) {
    return column == Column::units || column == Column::lead || column == Column::support || column == Column::due;
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
    std::size_t start = 0;
    while (start < text.size() && is_blank(text[start]))
        ++start;
    const std::u32string near = fold(text.substr(start, longest_label));
    const std::size_t colon = near.find(U':');
    if (colon == std::u32string::npos || colon < 2)
        return std::nullopt;
    const auto column = words.column_of(mend(std::u32string_view(near).substr(0, colon)));
    if (!column || !is_labelling(*column))
        return std::nullopt;
    return ColumnLabel{*column, start + colon + 1};
}

std::optional<Labelled> take_labelled_units(Traced& paragraph, const ReadingWords& words) {
    struct Found {
        std::size_t at = 0;
        ColumnLabel label;
    };
    std::vector<Found> labels;
    int depth = 0;  // a bracket names its units itself
    for (std::size_t i = 0; i < paragraph.size(); ++i) {
        const char32_t c = fold(paragraph.text[i]);
        if (c == U'(' || c == U'[' || c == U'〔' || c == U'【')
            ++depth;
        else if (c == U')' || c == U']' || c == U'〕' || c == U'】')
            depth = std::max(0, depth - 1);
        if (depth > 0 || is_blank(paragraph.text[i]) || !may_begin_at(paragraph, i))
            continue;
        if (const auto label = column_label_at(std::u32string_view(paragraph.text).substr(i), words)) {
            labels.push_back({i, *label});
            i += label->length - 1;
        }
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
