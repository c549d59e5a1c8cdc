#include <algorithm>

#include "domain/programme/reading/labelled.h"
#include "domain/programme/reading/mark.h"
#include "domain/programme/reading/plain.h"

namespace gongkai::programme {

namespace {

struct Paragraph {
    Traced text;  // without its mark
    std::optional<Mark> mark;
    std::size_t level = 0;    // 1 is the highest
    std::size_t heading = 0;  // letters of a heading on a line of its own, its stop included
    std::size_t first_line = 0, last_line = 0;
    std::optional<Labelled> units;  // in its last bracket, or behind 责任单位: at its end
    std::vector<Traced> terms;      // of a paragraph that has a label for its term only
    bool labelled = false;          // they stand on lines of their own
    bool guessed = false;           // they are its heading, or the subject of its sentence
    Traced title, rest;
    int parent = -1;         // the paragraph above it in the tree
    bool inner = false;      // has paragraphs below it
    bool below_own = false;  // some paragraph below it names units
};

bool closes_units(char32_t c) { return fold(c) == U')' || fold(c) == U']' || c == U'】' || c == U'〕'; }

bool ends_tree(std::u32string_view line) {
    return starts_with(line, U"附件") || starts_with(line, U"抄送") || starts_with(line, U"（此件") ||
           starts_with(line, U"(此件") || (line.size() <= 40 && ends_with(line, U"日")) ||
           (line.size() <= 30 && (ends_with(line, U"办公室") || ends_with(line, U"政府")));
}

bool ends_tree_beside(std::u32string_view line) { return starts_with(line, U"附件") || starts_with(line, U"抄送"); }

// (甲局牵头,乙局配合) and nothing else.
bool is_bracket_of_units(std::u32string_view line, const ReadingWords& words) {
    while (!line.empty() && (is_stop(line.back()) || is_blank(line.back())))
        line.remove_suffix(1);
    if (line.size() < 4 || !closes_units(line.back()))
        return false;
    const char32_t first = fold(line.front());
    if (first != U'(' && first != U'[' && first != U'【' && first != U'〔')
        return false;
    const std::u32string inside = mend(line.substr(1, line.size() - 2));
    return column_label_at(inside, words) || is_unit_list(inside, words);
}

// Lines to paragraphs: a mark begins one; a line that follows a broken one goes on.
std::vector<Paragraph> paragraphs_of(const std::vector<Line>& lines, std::size_t from, const ReadingWords& words) {
    std::size_t widest = 0;
    for (std::size_t i = from; i < lines.size(); ++i)
        widest = std::max(widest, lines[i].text.size());
    const bool wrapped = widest <= 64;  // longer lines are whole paragraphs
    const auto is_heading = [&](const Paragraph& paragraph, const Line& line) {
        const std::u32string_view text = paragraph.text.text;
        const bool full = wrapped && line.text.size() + 2 >= widest;
        return !full && text.size() <= 40 && text.find_first_of(U"，,；;：:（(\n") == std::u32string_view::npos &&
               text.find(U'。') >= text.size() - 1;
    };
    // A bracket of units at its end closes a paragraph.
    const auto has_room = [](const Paragraph& paragraph) {
        const char32_t last = paragraph.text.empty() ? U'\0' : paragraph.text.text.back();
        return !closes_units(last);
    };
    std::vector<Paragraph> paragraphs;
    for (std::size_t i = from; i < lines.size(); ++i) {
        const Traced& line = lines[i].text;
        std::optional<Mark> mark = read_mark(line.text);
        if (mark && mark->kind == Mark::Kind::chapter && mark->length >= line.size())
            mark.reset();
        // 责任单位:甲局 below a task, or its bracket on a line of its own.
        const bool belongs_above = !mark && !paragraphs.empty() && paragraphs.back().mark && !ends_tree_beside(line.text) &&
                                   (column_label_at(line.text, words) || is_bracket_of_units(line.text, words));
        if (belongs_above) {
            paragraphs.back().labelled = true;
            paragraphs.back().text.push(U'\n', line.from[0]);
            paragraphs.back().text.append(line);
            paragraphs.back().last_line = i;
            continue;
        }
        // Names go on where their line was full or ends in the middle of them; whatever else follows is no unit.
        const auto names_go_on = [&] {
            const char32_t end = paragraphs.back().text.text.back();
            return fold(end) == U',' || fold(end) == U':' || end == U'、' || end == U'】' ||
                   (wrapped && lines[i - 1].text.size() + 2 >= widest && !is_stop(end));
        };
        if (!mark && !paragraphs.empty() && paragraphs.back().labelled) {
            if (names_go_on()) {
                paragraphs.back().text.push(U'\n', line.from[0]);
                paragraphs.back().text.append(line);
                paragraphs.back().last_line = i;
            } else {
                Paragraph paragraph;
                paragraph.text = line;
                paragraph.first_line = paragraph.last_line = i;
                paragraphs.push_back(std::move(paragraph));
            }
            continue;
        }
        // 一、公开财政信息 alone on its line: what follows is its text.
        const bool heading_above = !mark && !paragraphs.empty() && paragraphs.back().mark && has_room(paragraphs.back()) &&
                                   (paragraphs.back().heading > 0 || is_heading(paragraphs.back(), lines[i - 1])) &&
                                   !ends_tree(line.text);
        if (heading_above && paragraphs.back().heading == 0)
            paragraphs.back().heading = mend(paragraphs.back().text.text).size();
        const bool goes_on = heading_above || (!mark && !paragraphs.empty() && !paragraphs.back().text.empty() && [&] {
                                 const char32_t end = paragraphs.back().text.text.back();
                                 const std::size_t length = lines[i - 1].text.size();
                                 if (is_stop(end) || closes_units(end) || end == U':' || end == U'：')
                                     return wrapped && length + 2 >= widest && length >= 20;  // broken exactly behind a stop
                                 return (wrapped && length + 4 >= widest) || length >= 24 || paragraphs.back().mark.has_value();
                             }());
        if (goes_on) {
            paragraphs.back().text.push(U'\n', line.from[0]);
            paragraphs.back().text.append(line);
            paragraphs.back().last_line = i;
            continue;
        }
        Paragraph paragraph;
        paragraph.mark = mark;
        paragraph.text = mark ? line.part(mark->length) : line;
        paragraph.first_line = paragraph.last_line = i;
        paragraphs.push_back(std::move(paragraph));
    }
    return paragraphs;
}

class ProseReader {
  public:
    ProseReader(const std::vector<Line>& lines, Context& context) : lines_(lines), context_(context) {}

    std::optional<PlainReading> run(std::size_t from) {
        paragraphs_ = paragraphs_of(lines_, from, context_.words);
        measure();
        share_last_label();
        const auto leaves =
            static_cast<std::size_t>(std::ranges::count_if(paragraphs_, [](const auto& one) { return one.mark && !one.inner; }));
        if (leaves < 2)
            return std::nullopt;
        std::size_t owned = count_owned();
        if (owned * 2 <= leaves) {
            units_of_headings();
            units_of_subjects();
            owned = count_owned();
        }
        const bool most_owned = owned * 2 > leaves;
        rows_of_third_level();
        for (std::size_t i = 0; i < paragraphs_.size(); ++i)
            paragraph(i, most_owned);
        reading_.with_units = owned;
        return std::move(reading_);
    }

  private:
    void measure() {
        std::vector<Mark::Kind> kinds;
        for (const Paragraph& one : paragraphs_) {
            if (one.mark && std::find(kinds.begin(), kinds.end(), one.mark->kind) == kinds.end())
                kinds.push_back(one.mark->kind);
        }
        std::sort(kinds.begin(), kinds.end());
        for (Paragraph& one : paragraphs_) {
            if (one.mark)
                one.level = static_cast<std::size_t>(std::find(kinds.begin(), kinds.end(), one.mark->kind) - kinds.begin()) + 1;
        }
        std::vector<int> open;
        for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
            Paragraph& one = paragraphs_[i];
            if (!one.mark)
                continue;
            while (!open.empty() && at(open.back()).level >= one.level)
                open.pop_back();
            if (!open.empty()) {
                one.parent = open.back();
                at(open.back()).inner = true;
            }
            open.push_back(static_cast<int>(i));
        }
        for (Paragraph& one : paragraphs_) {
            if (!one.mark)
                continue;
            take_units(one);
            const Traced body = mend(one.text);
            if (one.units) {
                for (int above = one.parent; above >= 0 && !at(above).below_own; above = at(above).parent)
                    at(above).below_own = true;
            }
            if (one.heading > 0 && one.heading < body.size()) {
                one.title = body.part(0, one.heading);
                one.rest = body.part(one.heading);
            } else if (const auto title = leading_title(body)) {
                one.title = *title;
                one.rest = body.part(title->size() + 1);
            } else if (body.size() <= 45 || one.inner) {
                one.title = body;
            } else {
                // The first clause stands for it.
                const std::size_t comma = body.text.find_first_of(U"，,。；;");
                one.title = body.part(0, comma == std::u32string::npos ? body.size() : comma);
                one.rest = body;
            }
        }
    }

    // What names the units of a paragraph is taken out of its text.
    void take_units(Paragraph& one) {
        auto labelled = take_labelled_units(one.text, context_.words);
        if (labelled && !labelled->owners.empty()) {
            one.units = std::move(labelled);
            return;
        }
        if (labelled)
            one.terms = std::move(labelled->terms);
        Traced body = mend(one.text);
        if (const auto bracketed = take_bracketed_units(body, context_.words)) {
            one.text = std::move(body);
            one.labelled = false;
            one.units = Labelled{{{bracketed->owners, UnitRole::any}}, bracketed->terms};
        }
    }

    std::size_t count_owned() const {
        return static_cast<std::size_t>(std::ranges::count_if(paragraphs_, [&](const Paragraph& one) {
            return one.mark && !one.inner && (one.units.has_value() || inherited(one) != nullptr);
        }));
    }

    void owe(Paragraph& one, Traced names, UnitRole role) {
        one.units = Labelled{{{std::move(names), role}}, {}};
        one.guessed = true;
        for (int above = one.parent; above >= 0 && !at(above).below_own; above = at(above).parent)
            at(above).below_own = true;
    }

    // 一、县水利局 over what it has to do.
    void units_of_headings() {
        for (Paragraph& one : paragraphs_) {
            if (one.mark && one.inner && !one.units && one.rest.empty() && is_unit_list(one.title.text, context_.words))
                owe(one, one.title, UnitRole::any);
        }
    }

    // 县水利局负责公开水价: who does it is said first.
    void units_of_subjects() {
        constexpr std::size_t longest = 80;
        for (Paragraph& one : paragraphs_) {
            if (!one.mark || one.inner || one.units)
                continue;
            const Traced& text = one.rest.empty() ? one.title : one.rest;
            for (const auto& [verb, role] : {std::pair(std::u32string_view(U"负责"), UnitRole::any),
                                             std::pair(std::u32string_view(U"牵头"), UnitRole::lead)}) {
                const std::size_t at = text.text.find(verb);
                if (at == std::u32string::npos || at < 3 || at > longest || at + verb.size() == text.size() ||
                    !is_unit_list(text.part(0, at).text, context_.words))
                    continue;
                owe(one, text.part(0, at), role);
                break;
            }
        }
    }

    // 责任单位: on a line of its own below the last of several paragraphs, none of which names a unit, speaks of all of them.
    void share_last_label() {
        for (Paragraph& last : paragraphs_) {
            if (!last.mark || last.inner || !last.units || !last.labelled || last.parent < 0)
                continue;
            Paragraph& above = at(last.parent);
            std::size_t beside = 0, owned = 0;
            const Paragraph* end = nullptr;
            for (const Paragraph& one : paragraphs_) {
                if (!one.mark || one.parent != last.parent)
                    continue;
                ++beside;
                owned += one.units.has_value() || one.inner;
                end = &one;
            }
            // Of the only sections of a notice the last may well have units that the others lack.
            if (beside < 2 || owned != 1 || end != &last || above.units || above.level < 2)
                continue;
            above.units = std::move(last.units);
            last.units.reset();
        }
    }

    Paragraph& at(int i) { return paragraphs_[static_cast<std::size_t>(i)]; }

    const Paragraph* parent(const Paragraph& child) const {
        return child.parent < 0 ? nullptr : &paragraphs_[static_cast<std::size_t>(child.parent)];
    }

    const Paragraph* inherited(const Paragraph& leaf) const {
        for (const Paragraph* above = parent(leaf); above; above = parent(*above)) {
            if (above->units)
                return above;
        }
        return nullptr;
    }

    // 1. 2. below (一) are rows of it, unless each of them opens with a title of its own.
    void rows_of_third_level() {
        std::size_t titled = 0, all = 0;
        for (const Paragraph& one : paragraphs_) {
            if (!one.mark || one.inner || one.level < 3)
                continue;
            ++all;
            titled += one.title.size() <= 22 && !one.rest.empty() && one.rest.from[0] != one.title.from[0];
        }
        third_are_tasks_ = all > 0 && titled * 2 > all;
    }

    // Does any leaf of the same section name a unit?
    bool section_owned(const Paragraph& leaf) const {
        const Paragraph* top = &leaf;
        for (const Paragraph* above = parent(leaf); above; above = parent(*above))
            top = above;
        return top->units || top->below_own;
    }

    void leave(const Paragraph& one) {
        for (std::size_t line = one.first_line; line <= one.last_line; ++line)
            reading_.other_lines.push_back(lines_[line]);
    }

    void paragraph(std::size_t i, bool most_owned) {
        const Paragraph& one = paragraphs_[i];
        if (!one.mark) {
            leave(one);
            return;
        }
        const bool leaf = !one.inner;
        const bool own_row = one.inner && one.units && !one.rest.empty() && one.below_own;
        if (!leaf && !own_row)
            return;
        if (leaf && most_owned && !one.units && !inherited(one) && !section_owned(one)) {
            leave(one);
            return;
        }
        if (reading_.rows.empty())
            reading_.starts = one.first_line;
        std::vector<const Paragraph*> path;
        for (const Paragraph* above = parent(one); above; above = parent(*above))
            path.push_back(above);
        std::reverse(path.begin(), path.end());
        RawRow raw;
        const bool row_of_parent = leaf && path.size() >= 2 && !third_are_tasks_;
        const Paragraph* task = row_of_parent ? path.back() : &one;
        if (row_of_parent)
            path.pop_back();
        for (const Paragraph* step : path)
            raw.category.push_back(step->title);
        raw.title = task->title;
        raw.task_number = task->mark->value;
        raw.starts_task = task != last_task_;
        last_task_ = task;
        if (row_of_parent) {
            raw.row_number = one.mark->value;
            raw.requirement = mend(one.text);
        } else {
            raw.requirement = one.rest.empty() ? one.title : one.rest;
        }
        if (one.units) {
            raw.owners = one.units->owners;
            raw.terms = one.units->terms;
            if (one.guessed)
                raw.confidence = 0.8;
        } else if (const Paragraph* above = inherited(one)) {
            raw.owners = above->units->owners;
            raw.terms = above->units->terms;
            raw.confidence = 0.8;
        }
        raw.terms.insert(raw.terms.end(), one.terms.begin(), one.terms.end());
        reading_.rows.push_back(std::move(raw));
    }

    const std::vector<Line>& lines_;
    Context& context_;
    std::vector<Paragraph> paragraphs_;
    PlainReading reading_;
    const Paragraph* last_task_ = nullptr;
    bool third_are_tasks_ = false;
};

}  // namespace

std::optional<PlainReading> read_prose(const std::vector<Line>& lines, std::size_t from, Context& context) {
    return ProseReader(lines, context).run(from);
}

}  // namespace gongkai::programme
