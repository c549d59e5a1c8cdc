#include <algorithm>

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
    std::optional<Bracketed> units;
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

// Lines to paragraphs: a mark begins one; a line that follows a broken one goes on.
std::vector<Paragraph> paragraphs_of(const std::vector<Line>& lines, std::size_t from) {
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
        paragraphs_ = paragraphs_of(lines_, from);
        measure();
        std::size_t leaves = 0, owned = 0;
        for (const Paragraph& one : paragraphs_) {
            if (!one.mark || one.inner)
                continue;
            ++leaves;
            owned += one.units.has_value() || inherited(one) != nullptr;
        }
        if (leaves < 2)
            return std::nullopt;
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
            Traced body = mend(one.text);
            one.units = take_bracketed_units(body, context_.words);
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
            if (one.units)
                take_bracketed_units(raw.requirement, context_.words);
        } else {
            raw.requirement = one.rest.empty() ? one.title : one.rest;
        }
        if (one.units) {
            raw.owners.emplace_back(one.units->owners, UnitRole::any);
            raw.terms = one.units->terms;
        } else if (const Paragraph* above = inherited(one)) {
            raw.owners.emplace_back(above->units->owners, UnitRole::any);
            raw.terms = above->units->terms;
            raw.confidence = 0.8;
        }
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
