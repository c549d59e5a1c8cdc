#include "domain/programme/reading/rows.h"

#include <algorithm>
#include <iterator>

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
        Terms terms;
        for (const auto& [cell, role] : raw.owners) {
            UnitList named = read_units(cell.text, context_.words, role);
            join_groups(named, mend(cell.text));
            add_units(list, named);
            everything.append(cell);
        }
        if (list.empty() && list.doubtful.empty()) {
            if (const auto bracketed = take_bracketed_units(requirement, context_.words)) {
                list = read_units(bracketed->owners.text, context_.words);
                join_groups(list, mend(bracketed->owners.text));
                for (const Traced& term : bracketed->terms)
                    add_terms(terms, mend(term.text), DuePlace::cell);
            }
        }
        row.units = utf8(list.units);
        row.groups = utf8(list.groups);
        row.lead = utf8(list.lead);
        row.support = utf8(list.support);
        row.open_ended = list.open_ended;
        row.requirement = to_utf8(requirement.text);
        for (const Traced& term : raw.terms) {
            add_terms(terms, mend(term.text), DuePlace::cell);
            everything.append(term);
        }
        for (const Traced& remark : raw.remarks)
            add_terms(terms, mend(remark.text), DuePlace::sentence);
        add_terms(terms, requirement.text, DuePlace::sentence);
        if (everything.empty())
            everything = raw.title;
        row.source = spans_of(context_.pages, everything);
        const std::string name = task.title.empty() ? row.requirement : task.title;
        const std::size_t warned = context_.warnings.size();
        take_terms(row, terms, name);
        if (is_term_line(to_code_points(task.title), context_.words)) {
            row.confidence = std::min(row.confidence, 0.5);
            warn("programme.warn.title_is_term", {name});
        }
        if (row.units.empty() && row.groups.empty()) {
            row.confidence = std::min(row.confidence, 0.6);
            warn("programme.warn.no_units", {name});
        }
        for (const std::u32string& doubtful : list.doubtful) {
            row.confidence = std::min(row.confidence, 0.65);
            warn("programme.warn.doubtful_unit", {name, to_utf8(doubtful)});
        }
        if (row.confidence < 0.7 && context_.warnings.size() == warned)
            warn("programme.warn.unsure_row", {name});
        task.rows.push_back(std::move(row));
    }

    struct Terms {
        ReadTerms read;
        bool in_cells = false;  // a column or a bracket states some
    };

    void add_terms(Terms& terms, const std::u32string& text, DuePlace place) {
        ReadTerms more = read_terms(text, context_.due, place, context_.words);
        terms.in_cells |= place == DuePlace::cell && !more.found.empty();
        count_once(terms.read.found, more.found);
        std::ranges::move(more.found, std::back_inserter(terms.read.found));
        std::ranges::move(more.unread, std::back_inserter(terms.read.unread));
    }

    void take_terms(Row& row, Terms& terms, const std::string& name) {
        settle_terms(terms.read.found);
        const auto doubt = [&](std::string id, std::vector<std::string> arguments) {
            row.confidence = std::min(row.confidence, 0.65);
            warn(std::move(id), std::move(arguments));
        };
        for (FoundDue& found : terms.read.found) {
            // A time that no word makes a limit is none where the term has a place of its own.
            if (found.bare && terms.in_cells)
                continue;
            if (found.doubtful)
                doubt("programme.warn.doubtful_due", {found.due.text});
            const auto signed_on = context_.due.signed_on;
            if (found.due.on && signed_on && *found.due.on < *signed_on)
                doubt("programme.warn.due_before_signing", {name, found.due.text, to_text(*found.due.on), to_text(*signed_on)});
            row.due.push_back(std::move(found.due));
        }
        for (const std::string& words : terms.read.unread)
            doubt("programme.warn.unread_term", {name, words});
    }

    // Numbers that should rise by one and do not: what stands on both sides may be of another task.
    void gaps() {
        const auto doubt = [](Task& task) {
            for (Row& row : task.rows)
                row.confidence = std::min(row.confidence, 0.66);
        };
        Task* before = nullptr;
        for (Task& task : tasks_) {
            if (!task.number)
                continue;
            const int number = *task.number;
            if (!before && number > 1) {
                warn("programme.warn.number_starts", {std::to_string(number)});
                doubt(task);
            } else if (before && number != *before->number + 1 && number != 1) {
                warn("programme.warn.number_gap", {std::to_string(*before->number), std::to_string(number)});
                doubt(*before);
                doubt(task);
            }
            before = &task;
        }
    }

    Context& context_;
    std::vector<Task> tasks_;
};

bool opens(char32_t c) { return fold(c) == U'(' || fold(c) == U'[' || c == U'〔' || c == U'﹝' || c == U'【'; }
bool closes(char32_t c) { return fold(c) == U')' || fold(c) == U']' || c == U'〕' || c == U'﹞' || c == U'】'; }

// 完成时限:6月底前, or a phrase of time with nothing before it.
bool is_term(std::u32string_view part, const ReadingWords& words) {
    const std::u32string folded = fold(part);
    const std::size_t colon = folded.find(U':');
    if (colon != std::u32string::npos) {
        const auto column = words.column_of(std::u32string_view(folded).substr(0, colon));
        return column == Column::due;
    }
    return is_due(folded, words);
}

// The names and the terms inside a bracket.
Bracketed parts_of(const Traced& inside, const ReadingWords& words) {
    Bracketed found;
    int depth = 0;
    std::size_t start = 0, separator = 0;
    for (std::size_t i = 0; i <= inside.size(); ++i) {
        if (i < inside.size()) {
            const char32_t c = fold(inside.text[i]);
            depth += opens(c) ? 1 : closes(c) ? -1 : 0;
            if (depth > 0 || (c != U',' && c != U';' && c != U'、' && c != U'。'))
                continue;
        }
        const Traced part = trim(inside.part(start, i));
        if (is_term(part.text, words)) {
            const std::size_t colon = part.text.find_first_of(U":：");
            found.terms.push_back(colon == std::u32string::npos ? part : part.part(colon + 1));
        } else if (!part.empty()) {
            found.owners.append(inside.part(found.owners.empty() ? start : separator, i));
        }
        separator = i;
        start = i + 1;
    }
    return found;
}

}  // namespace

std::vector<Task> make_tasks(const std::vector<RawRow>& rows, Context& context) { return Maker(context).run(rows); }

std::optional<Bracketed> take_bracketed_units(Traced& paragraph, const ReadingWords& words) {
    Traced rest = paragraph;
    std::vector<Traced> terms;  // of brackets that hold nothing else
    // From the back: the last outermost bracket that names units. An unclosed one at the very end counts as closed.
    std::size_t end = rest.size();
    for (int tries = 0; tries < 4 && end > 0; ++tries) {
        const std::u32string& text = rest.text;
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
        Bracketed found = parts_of(rest.part(open + 1, close - 1), words);
        const UnitList list = found.owners.size() <= 600 ? read_units(found.owners.text, words) : UnitList{};
        const std::size_t named = list.units.size() + list.groups.size();
        const std::size_t known = named - std::min(named, list.doubtful.size());
        // Names of unusual form among known ones are kept, and doubted; a clause is no name.
        const bool names_only = std::all_of(list.doubtful.begin(), list.doubtful.end(),
                                            [](const auto& name) { return name.size() <= 14 && !contains(name, U"的"); });
        const bool shaped = known > 0 && names_only && (list.has_roles || list.doubtful.size() <= known);
        const bool at_end = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(close), text.end(),
                                        [](char32_t c) { return is_blank(c) || is_stop(c) || c == U',' || c == U'，'; });
        const bool only_terms = found.owners.empty() && !found.terms.empty() && at_end;
        const bool owners = shaped && (at_end || list.has_roles);
        if (owners || only_terms) {
            Traced without = rest.part(0, open);
            without.append(rest.part(close));
            rest = std::move(without);
            found.terms.insert(found.terms.end(), terms.begin(), terms.end());
            if (owners) {
                paragraph = std::move(rest);
                return found;
            }
            terms = std::move(found.terms);
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
