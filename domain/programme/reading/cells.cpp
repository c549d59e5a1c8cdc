#include <algorithm>
#include <map>

#include "domain/programme/reading/mark.h"
#include "domain/programme/reading/plain.h"

namespace gongkai::programme {

namespace {

// A cell may end with the mark of its column: 具体要求|
Traced cell_of(const Traced& line) {
    std::size_t end = line.size();
    while (end > 0 && (line.text[end - 1] == U'|' || line.text[end - 1] == U'｜' || is_blank(line.text[end - 1])))
        --end;
    std::size_t start = 0;
    while (start < end && (line.text[start] == U'|' || line.text[start] == U'｜' || is_blank(line.text[start])))
        ++start;
    return line.part(start, end);
}

// A cell in which nothing stands: empty, a stroke, (空).
bool says_nothing(std::u32string_view text) {
    const std::u32string bare = fold(text);
    return bare.empty() || bare == U"/" || bare == U"-" || bare == U"—" || bare == U"——" || bare == U"无" || bare == U"(空)";
}

bool is_row_mark(std::u32string_view text) {
    const auto mark = read_mark(text);
    return mark && mark->kind >= Mark::Kind::number;
}

// A category or a title, not a sentence.
bool is_label(std::u32string_view text) {
    return !text.empty() && text.size() <= 40 && text.find(U'。') == std::u32string_view::npos && !is_stop(text.back());
}

struct Header {
    std::vector<Column> columns;
    std::size_t starts = 0, ends = 0;
};

std::optional<Header> find_header(const std::vector<Line>& lines, const ReadingWords& words) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Header header;
        header.starts = i;
        bool what = false, who = false;
        std::size_t j = i;
        for (; j < lines.size(); ++j) {
            const std::u32string text = mend(cell_of(lines[j].text).text);
            auto column = words.column_of(text);
            if (!column && header.columns.size() >= 2 && text.size() <= 8)
                column = words.column_near(text);  // among names of columns an unusual one
            if (!column || (std::find(header.columns.begin(), header.columns.end(), *column) != header.columns.end() &&
                            *column != Column::other && *column != Column::category))
                break;
            header.columns.push_back(*column);
            what |= *column == Column::title || *column == Column::requirement;
            who |= *column == Column::units || *column == Column::lead;
        }
        header.ends = j;
        if (header.columns.size() >= 2 && what && who)
            return header;
    }
    return std::nullopt;
}

class CellReader {
  public:
    CellReader(const Header& header, Context& context) : header_(header), context_(context) {
        has_title_ = has(Column::title);
        has_requirement_ = has(Column::requirement);
        owners_ = static_cast<std::size_t>(has(Column::units)) + static_cast<std::size_t>(has(Column::lead)) +
                  static_cast<std::size_t>(has(Column::support));
    }

    // The kind of number before titles, such as （一）: found where what follows is a requirement and its units, not another
    // title.
    void learn_titles(const std::vector<Line>& lines) {
        if (!has_title_ || !has_requirement_)
            return;
        std::map<Mark::Kind, std::pair<int, int>> kinds;  // how often before labels, and how often over one text only
        for (std::size_t i = header_.ends; i + 2 < lines.size(); ++i) {
            const std::u32string text = mend(cell_of(lines[i].text).text);
            const auto mark = read_mark(text);
            if (!mark || !is_label(text))
                continue;
            auto& [all, over_one] = kinds[mark->kind];
            ++all;
            over_one += owner_like(mend(cell_of(lines[i + 2].text).text)) && !owner_like(mend(cell_of(lines[i + 1].text).text));
        }
        int most = 1;
        for (const auto& [kind, times] : kinds) {
            if (times.second * 2 > times.first && times.second > most) {
                most = times.second;
                title_kind_ = kind;
            }
        }
    }

    void line(const Traced& printed) {
        const Traced cell = cell_of(printed);
        const std::u32string text = mend(cell.text);
        const bool expects_owner = !texts_.empty() && unit_cells_.size() < owners_;
        if (says_nothing(text)) {
            if (expects_owner)
                unit_cells_.emplace_back();
            return;
        }
        if (context_.words.column_of(text) && is_header_word(text))
            return;
        const auto mark = read_mark(text);
        if (mark && mark->kind == title_kind_ && is_label(text)) {
            if (texts_.size() == 1 && unit_cells_.empty() && is_label(texts_[0].text)) {
                category_ = texts_[0];
                texts_.clear();
            }
            flush();
            texts_.push_back(cell);
            return;
        }
        if (mark && mark->kind < Mark::Kind::number) {
            flush();
            heading(cell, *mark);
            return;
        }
        if (std::all_of(text.begin(), text.end(), is_digit) && text.size() <= 3) {
            flush();
            std::size_t length = 0;
            number_ = read_number(text, length);
            return;
        }
        const bool is_term = !texts_.empty() && (is_term_line(text, context_.words) || is_odd_term(mark.has_value()));
        if (is_term && !unit_cells_.empty()) {
            terms_.push_back(cell);
            return;
        }
        if (is_term && (has(Column::due) || has(Column::note)) && unit_cells_.empty()) {
            terms_.push_back(cell);
            return;
        }
        if (expects_owner && !mark && (owner_like(text) || is_odd_owner(text))) {
            unit_cells_.push_back(cell);
            return;
        }
        // A remark behind the units is no new requirement unless it could be one.
        if (!unit_cells_.empty() || !terms_.empty())
            flush();
        texts_.push_back(cell);
    }

    void finish() { flush(); }

    std::vector<RawRow> rows;
    std::size_t with_units = 0;

  private:
    bool has(Column column) const {
        return std::find(header_.columns.begin(), header_.columns.end(), column) != header_.columns.end();
    }

    bool is_header_word(const std::u32string& text) const { return text.size() >= 2 && text.size() <= 8 && texts_.empty(); }

    bool owner_like(const std::u32string& text) const {
        if (text.size() > 260 || contains(text, U"。"))
            return false;
        const UnitList list = read_units(text, context_.words);
        const std::size_t named = list.units.size() + list.groups.size();  // what is doubted among them
        return named > 0 && (list.doubtful.empty() || (list.has_roles && named > list.doubtful.size()));
    }

    // After a whole sentence comes its unit, even one of unusual form.
    bool is_odd_owner(const std::u32string& text) const {
        if (!unit_cells_.empty() || text.size() > 20 || contains(text, U"。") || !is_stop(texts_.back().text.back()))
            return false;
        const UnitList list = read_units(text, context_.words);
        return !(list.units.empty() && list.groups.empty());
    }

    // Between the units of a numbered row and the next number stands the cell of its term, whatever it says.
    bool is_odd_term(bool marked) const {
        const auto& columns = header_.columns;
        const auto due = std::find(columns.begin(), columns.end(), Column::due);
        const bool follows_units = due != columns.begin() && due != columns.end() &&
                                   (due[-1] == Column::units || due[-1] == Column::lead || due[-1] == Column::support);
        return follows_units && has_title_ != has_requirement_ && !has(Column::category) && !marked && terms_.empty() &&
               unit_cells_.size() == owners_ && is_row_mark(texts_.front().text);
    }

    void heading(const Traced& cell, const Mark& mark) {
        while (!headings_.empty() && headings_.back().first >= mark.kind)
            headings_.pop_back();
        headings_.emplace_back(mark.kind, cell.part(mark.length));
        title_ = {};
    }

    std::vector<Traced> category() const {
        std::vector<Traced> path;
        if (!category_.empty())
            path.push_back(category_);
        const std::size_t steps = headings_.size() - (!has_title_ && headings_.size() >= 2 ? 1 : 0);
        for (std::size_t i = 0; i < steps; ++i)
            path.push_back(headings_[i].second);
        return path;
    }

    void emit(const Traced& requirement, bool last) {
        std::optional<Mark> mark;
        const Traced bare = without_mark(requirement, mark);
        RawRow raw;
        bool starts = false;
        if (!title_.empty()) {
            starts = fresh_title_;
            fresh_title_ = false;
        } else if (!has_title_ && headings_.size() >= 2) {
            starts = !heading_used_;
            heading_used_ = true;
            raw.title = headings_.back().second;
        } else {
            starts = true;
        }
        raw.requirement = bare;
        raw.starts_task = starts;
        raw.category = category();
        std::optional<int> number = mark ? std::optional(mark->value) : number_;
        if (!title_.empty()) {
            std::optional<Mark> title_mark;
            raw.title = without_mark(title_, title_mark);
            if (title_mark) {
                raw.task_number = title_mark->value;
            } else if (starts && number_) {
                raw.task_number = number_;
                if (!mark)
                    number.reset();
            }
            raw.row_number = number;
        } else if (raw.title.empty()) {
            raw.title = leading_title(bare).value_or(bare);
            raw.task_number = number;
        } else {
            raw.row_number = number;
        }
        if (last && !unit_cells_.empty()) {
            owners_of_last_.clear();
            for (std::size_t u = 0; u < unit_cells_.size(); ++u) {
                if (!unit_cells_[u].empty())
                    owners_of_last_.emplace_back(unit_cells_[u], role(u));
            }
        } else {
            raw.confidence = 0.8;  // the unit cell is merged with the one above
        }
        raw.owners = owners_of_last_;
        if (last)
            raw.terms = terms_;
        with_units += !raw.owners.empty();
        rows.push_back(std::move(raw));
    }

    UnitRole role(std::size_t nth) const {
        std::size_t seen = 0;
        for (const Column column : header_.columns) {
            const bool owner = column == Column::units || column == Column::lead || column == Column::support;
            if (owner && seen++ == nth)
                return column == Column::lead ? UnitRole::lead : column == Column::support ? UnitRole::support : UnitRole::any;
        }
        return UnitRole::any;
    }

    void flush() {
        if (texts_.empty()) {
            unit_cells_.clear();
            terms_.clear();
            return;
        }
        const std::size_t first = take_labels();
        // Numbered paragraphs before one unit cell are rows; other paragraphs are one requirement.
        std::vector<Traced> requirements;
        for (std::size_t i = first; i < texts_.size(); ++i) {
            if (requirements.empty() || is_row_mark(texts_[i].text)) {
                requirements.push_back(texts_[i]);
            } else {
                requirements.back().push(U'\n', texts_[i].from[0]);
                requirements.back().append(texts_[i]);
            }
        }
        for (std::size_t i = 0; i < requirements.size(); ++i)
            emit(requirements[i], i + 1 == requirements.size());
        texts_.clear();
        unit_cells_.clear();
        terms_.clear();
        number_.reset();
    }

    // Of the lines before the units the category and the title, where they are printed; they are how many.
    std::size_t take_labels() {
        if (!has_title_ || !has_requirement_ || texts_.size() < 2)
            return 0;
        const auto mark_of = [&](std::size_t i) { return read_mark(texts_[i].text); };
        if (title_kind_ && mark_of(0) && mark_of(0)->kind == *title_kind_ && is_label(texts_[0].text)) {
            set_title(texts_[0]);
            return 1;
        }
        const auto label = [&](std::size_t i) {
            return is_label(texts_[i].text) && !(mark_of(i) && mark_of(i)->kind > Mark::Kind::number);
        };
        // 工作任务 may stand over two columns: a category without a number, then numbered titles.
        const bool two = has(Column::category) || (!is_row_mark(texts_[0].text) && is_row_mark(texts_[1].text));
        if (texts_.size() >= 3 && two && label(0) && label(1) && !is_row_mark(texts_[0].text)) {
            category_ = texts_[0];
            set_title(texts_[1]);
            return 2;
        }
        if (is_row_mark(texts_[0].text) ? label(0) && texts_[0].size() <= 24 : label(0) || !is_row_mark(texts_[1].text)) {
            set_title(texts_[0]);
            return 1;
        }
        return 0;
    }

    void set_title(const Traced& title) {
        title_ = title;
        fresh_title_ = true;
        owners_of_last_.clear();
    }

    const Header& header_;
    Context& context_;
    bool has_title_ = false, has_requirement_ = false, fresh_title_ = false, heading_used_ = false;
    std::size_t owners_ = 1;
    std::vector<Traced> texts_, unit_cells_, terms_;
    std::vector<std::pair<Traced, UnitRole>> owners_of_last_;
    std::vector<std::pair<Mark::Kind, Traced>> headings_;
    Traced category_, title_;
    std::optional<Mark::Kind> title_kind_;
    std::optional<int> number_;
};

}  // namespace

std::optional<PlainReading> read_cells(const std::vector<Line>& lines, Context& context) {
    const auto header = find_header(lines, context.words);
    if (!header)
        return std::nullopt;
    CellReader reader(*header, context);
    reader.learn_titles(lines);
    std::size_t blank = 0, seen = 0;
    for (std::size_t i = header->ends; i < lines.size(); ++i) {
        const std::u32string text = fold(mend(lines[i].text.text));
        if (starts_with(text, U"抄送") || starts_with(text, U"(此件"))
            break;
        ++seen;
        blank += says_nothing(cell_of(lines[i].text).text);
        reader.line(lines[i].text);
    }
    reader.finish();
    PlainReading reading;
    reading.rows = std::move(reader.rows);
    reading.starts = header->starts;
    reading.with_units = reader.with_units;
    reading.empty_table = seen - blank <= 2 || (seen > 0 && blank * 5 >= seen * 4);
    return reading;
}

}  // namespace gongkai::programme
