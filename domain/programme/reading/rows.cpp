#include "domain/programme/reading/rows.h"

#include <algorithm>

#include "base/core/text.h"
#include "domain/programme/reading/mark.h"

namespace gongkai::programme {

namespace {

std::vector<std::string> utf8(const std::vector<std::u32string>& list) {
    std::vector<std::string> out;
    out.reserve(list.size());
    for (const std::u32string& one : list)
        out.push_back(to_utf8(one));
    return out;
}

// A heading carries no stop at its end.
std::u32string_view without_stop(std::u32string_view text) {
    while (!text.empty() &&
           (text.back() == U'。' || text.back() == U':' || text.back() == U'：' || text.back() == U';' || text.back() == U'；'))
        text.remove_suffix(1);
    return text;
}

bool same_due(const Due& a, const Due& b) {
    return a.kind == b.kind && a.on == b.on && a.period == b.period && a.count == b.count && a.unit == b.unit;
}

class Maker {
  public:
    explicit Maker(Context& context) : context_(context) {}

    std::vector<Task> run(const std::vector<RawRow>& rows) {
        for (const RawRow& raw : rows)
            add(raw);
        gaps();
        return std::move(tasks_);
    }

  private:
    void warn(std::string id, std::vector<std::string> arguments) {
        context_.warnings.push_back({std::move(id), std::move(arguments)});
    }

    void add(const RawRow& raw) {
        if (raw.starts_task || tasks_.empty()) {
            Task task;
            task.number = raw.task_number;
            task.title = to_utf8(without_stop(mend(raw.title.text)));
            std::vector<std::string> path;
            for (const Traced& step : raw.category) {
                std::optional<Mark> mark;
                const std::u32string bare = mend(without_mark(step, mark).text);
                if (!bare.empty())
                    path.push_back(to_utf8(without_stop(bare)));
            }
            if (!path.empty())
                task.category = join(path, " / ");
            tasks_.push_back(std::move(task));
        }
        Task& task = tasks_.back();
        Row row;
        row.number = raw.row_number;
        row.confidence = raw.confidence;
        Traced requirement = mend(raw.requirement);
        Traced everything = raw.requirement;
        UnitList list;
        for (const auto& [cell, role] : raw.owners) {
            add_units(list, read_units(cell.text, context_.words, role));
            everything.append(cell);
        }
        if (list.empty() && list.doubtful.empty()) {
            if (const auto bracketed = take_bracketed_units(requirement, context_.words))
                list = *bracketed;
        }
        row.units = utf8(list.units);
        row.groups = utf8(list.groups);
        row.lead = utf8(list.lead);
        row.support = utf8(list.support);
        row.open_ended = list.open_ended;
        row.requirement = to_utf8(requirement.text);
        for (const Traced& term : raw.terms) {
            add_due(row, mend(term.text), DuePlace::cell);
            everything.append(term);
        }
        for (const Traced& remark : raw.remarks)
            add_due(row, mend(remark.text), DuePlace::sentence);
        add_due(row, requirement.text, DuePlace::sentence);
        if (everything.empty())
            everything = raw.title;
        row.source = spans_of(context_.pages, everything);
        const std::string name = task.title.empty() ? row.requirement : task.title;
        if (row.units.empty() && row.groups.empty()) {
            row.confidence = std::min(row.confidence, 0.6);
            warn("programme.warn.no_units", {name});
        }
        for (const std::u32string& doubtful : list.doubtful) {
            row.confidence = std::min(row.confidence, 0.65);
            warn("programme.warn.doubtful_unit", {name, to_utf8(doubtful)});
        }
        if (row.confidence < 0.7 && list.doubtful.empty() && !(row.units.empty() && row.groups.empty()))
            warn("programme.warn.unsure_row", {name});
        task.rows.push_back(std::move(row));
    }

    void add_due(Row& row, const std::u32string& text, DuePlace place) {
        for (FoundDue& found : read_dues(text, context_.due, place, context_.words)) {
            const bool known =
                std::any_of(row.due.begin(), row.due.end(), [&](const Due& due) { return same_due(due, found.due); });
            if (known)
                continue;
            if (found.doubtful) {
                row.confidence = std::min(row.confidence, 0.65);
                warn("programme.warn.doubtful_due", {found.due.text});
            }
            row.due.push_back(std::move(found.due));
        }
    }

    // Numbers that should rise by one and do not.
    void gaps() {
        std::optional<int> before;
        for (const Task& task : tasks_) {
            if (task.number && before && *task.number > *before + 1)
                warn("programme.warn.number_gap", {std::to_string(*before), std::to_string(*task.number)});
            if (task.number)
                before = task.number;
        }
    }

    Context& context_;
    std::vector<Task> tasks_;
};

bool opens(char32_t c) { return c == U'(' || c == U'（' || c == U'〔' || c == U'[' || c == U'【'; }
bool closes(char32_t c) { return c == U')' || c == U'）' || c == U'〕' || c == U']' || c == U'】'; }

}  // namespace

std::vector<Task> make_tasks(const std::vector<RawRow>& rows, Context& context) { return Maker(context).run(rows); }

std::optional<UnitList> take_bracketed_units(Traced& paragraph, const ReadingWords& words) {
    const std::u32string& text = paragraph.text;
    std::optional<UnitList> found;
    std::size_t end = text.size();
    // From the back: the last outermost bracket that names units. An unclosed one at the very end counts as closed.
    for (int tries = 0; tries < 4 && end > 0; ++tries) {
        std::size_t close = end;
        while (close > 0 && !closes(text[close - 1]))
            --close;
        if (close == 0)
            return std::nullopt;
        int depth = 1;
        std::size_t open = close - 1;
        while (open > 0 && depth > 0) {
            --open;
            depth += closes(text[open]) ? 1 : opens(text[open]) ? -1 : 0;
        }
        if (depth != 0)
            return std::nullopt;
        const auto inside = std::u32string_view(text).substr(open + 1, close - open - 2);
        UnitList list = inside.size() <= 600 ? read_units(inside, words) : UnitList{};
        const std::size_t named = list.units.size() + list.groups.size();
        const bool shaped = named > 0 && (list.doubtful.empty() || (list.has_roles && list.doubtful.size() * 2 <= named));
        const bool at_end = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(close), text.end(),
                                        [](char32_t c) { return is_blank(c) || is_stop(c) || c == U',' || c == U'，'; });
        if (shaped && (at_end || list.has_roles)) {
            Traced rest = paragraph.part(0, open);
            rest.append(paragraph.part(close));
            paragraph = std::move(rest);
            return list;
        }
        end = open;
    }
    return std::nullopt;
}

std::optional<Traced> leading_title(const Traced& paragraph) {
    for (std::size_t i = 0; i < paragraph.size() && i <= 45; ++i) {
        const char32_t c = paragraph.text[i];
        if (c == U'。' || c == U'：' || c == U':' || c == U'\n')
            return i >= 2 ? std::optional(paragraph.part(0, i)) : std::nullopt;
        if (is_stop(c))
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace gongkai::programme
