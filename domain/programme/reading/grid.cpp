#include "domain/programme/reading/grid.h"

#include <algorithm>

#include "base/core/text.h"
#include "domain/programme/reading/grid_header.h"
#include "domain/programme/reading/mark.h"

namespace gongkai::programme {

namespace {

class GridReader {
  public:
    GridReader(Context& context) : context_(context), words_(context.words) {}

    // The columns that a sheet without a header takes where none before it has one: those of the first header below it.
    void set_below(Kinds kinds) { below_ = std::move(kinds); }

    void sheet(const Sheet& sheet) {
        std::size_t first = 0, header_row = 0;
        const auto found = find_grid_header(sheet, words_);
        borrowed_ = false;
        if (!found) {
            // The same table goes on over the page without its header, or begins before the first header that can be read.
            borrowed_ =
                kinds_.empty() && below_ && !sheet.stated && !sheet.rows.empty() && sheet.rows[0].size() == below_->size();
            if (borrowed_)
                set_columns(*below_);
            if (kinds_.empty() || sheet.rows.empty() || sheet.rows[0].size() != kinds_.size() || !goes_on(sheet)) {
                if (borrowed_)
                    kinds_.clear();
                return;
            }
            fresh_page_ = !borrowed_;
            if (borrowed_) {
                first = first_with_owner(sheet);
                reading_.has_table = true;
                context_.warnings.push_back({"programme.warn.header_unread", {}});
            }
        } else {
            first = found->rows > 1 ? found->row + found->rows : begin(sheet, found->row, found->kinds);
            if (found->rows > 1)
                set_columns(found->kinds);
            header_row = found->row;
            reading_.has_table = true;
            fresh_page_ = !reading_.rows.empty();
        }
        if (!reading_.starts && reading_.has_table)
            reading_.starts = place_of(sheet, header_row);
        reading_.read.push_back(ends_of(sheet));
        reading_.pages.insert(place_of(sheet, header_row).page);
        number_titles_ = titles_are_numbered(sheet, first);
        for (std::size_t r = first; r < sheet.rows.size();) {
            // The header may be printed again on every page.
            const auto again = header_of(sheet.rows[r], words_);
            if (again && again->size() == kinds_.size()) {
                r = begin(sheet, r, *again);
            } else {
                if (!again)
                    row(sheet, r);
                ++r;
            }
        }
    }

    GridReading finish() {
        settle_numbers();
        reading_.empty_table =
            reading_.has_table && (body_cells_ == 0 || (filled_cells_ * 5 <= body_cells_ && !any_requirement()));
        return std::move(reading_);
    }

  private:
    static Place place_of(const Sheet& sheet, std::size_t row) {
        for (const Field& field : sheet.rows[row]) {
            if (has_text(field))
                return field.text.from[0];
        }
        return sheet.starts;
    }

    static std::pair<Place, Place> ends_of(const Sheet& sheet) {
        std::pair<Place, Place> ends{place_of(sheet, 0), {}};
        for (const auto& row : sheet.rows) {
            for (const Field& field : row) {
                if (has_text(field))
                    ends.second = std::max(ends.second, field.text.from.back());
            }
        }
        return ends;
    }

    bool names_owner(const std::vector<Field>& row) const {
        for (std::size_t c = 0; c < row.size() && c < kinds_.size(); ++c) {
            if (is_owner(kinds_[c]) && has_text(row[c]) && is_unit_list(mend(row[c].text.text), words_))
                return true;
        }
        return false;
    }

    // What stands above the first row with a unit may be a header that could not be read.
    std::size_t first_with_owner(const Sheet& sheet) const {
        const auto found = std::find_if(sheet.rows.begin(), sheet.rows.end(), [&](const auto& row) { return names_owner(row); });
        return static_cast<std::size_t>(found - sheet.rows.begin());
    }

    bool any_requirement() const {
        std::size_t real = 0;
        for (const RawRow& row : reading_.rows)
            real += !row.owners.empty() && !row.owners[0].first.empty();
        return real >= 2;
    }

    // Takes the header in row r; the row behind it.
    std::size_t begin(const Sheet& sheet, std::size_t r, const Kinds& kinds) {
        if (r + 1 < sheet.rows.size()) {
            if (const auto both = finer(kinds, sheet.rows[r], sheet.rows[r + 1], words_)) {
                set_columns(*both);
                return r + 2;
            }
        }
        set_columns(kinds);
        return r + 1;
    }

    void set_columns(Kinds kinds) {
        const bool same = kinds == header_;
        header_ = kinds;
        std::size_t indicators = 0;
        const std::size_t titles = count_of(kinds, Column::title);
        const std::size_t requirements = count_of(kinds, Column::requirement);
        const std::size_t categories = count_of(kinds, Column::category);
        // An un-headed first column before the title holds the category.
        if (!kinds.empty() && !kinds[0] && titles + requirements > 0)
            kinds[0] = categories == 0 ? Column::category : Column::other;
        if (titles >= 2) {
            for (std::size_t c = 0, seen = 0; c < kinds.size(); ++c) {
                if (kinds[c] == Column::title && ++seen < titles)
                    kinds[c] = requirements > 0 || seen + 1 < titles ? Column::category : kinds[c];
            }
            if (requirements == 0) {
                for (std::size_t c = kinds.size(); c-- > 0;) {
                    if (kinds[c] == Column::title) {
                        kinds[c] = Column::requirement;
                        break;
                    }
                }
            }
        }
        if (titles == 0 && categories >= 1) {
            // The leaf of the tree is the task.
            indicators = categories;
            for (std::size_t c = kinds.size(); c-- > 0;) {
                if (kinds[c] == Column::category &&
                    (categories >= 2 || requirements == 0 || count_of(kinds, Column::requirement) > 0)) {
                    kinds[c] = Column::title;
                    break;
                }
            }
        }
        reading_.indicators |= indicators >= 2;
        kinds_ = kinds;
        has_title_ = count_of(kinds, Column::title) > 0;
        has_requirement_ = count_of(kinds, Column::requirement) > 0;
        if (!same)
            path_.clear();
        path_.resize(std::max(path_.size(), count_of(kinds, Column::category)));
    }

    bool goes_on(const Sheet& sheet) const {
        // Some row must have what the owner column asks for.
        const auto owners =
            std::count_if(sheet.rows.begin(), sheet.rows.end(), [&](const auto& row) { return names_owner(row); });
        return owners > 0 || (sheet.rows.size() <= 2 && !borrowed_);
    }

    bool titles_are_numbered(const Sheet& sheet, std::size_t first) const {
        std::size_t numbered = 0;
        for (std::size_t r = first; r < sheet.rows.size(); ++r) {
            for (std::size_t c = 0; c < sheet.rows[r].size() && c < kinds_.size(); ++c) {
                if (kinds_[c] == Column::title && has_text(sheet.rows[r][c])) {
                    const auto mark = read_mark(sheet.rows[r][c].text.text);
                    numbered += mark && mark->kind == Mark::Kind::number;
                }
            }
        }
        return numbered >= 2;
    }

    void row(const Sheet& sheet, std::size_t r) {
        const std::vector<Field>& fields = sheet.rows[r];
        std::size_t filled = 0, own = 0, only = 0;
        for (std::size_t c = 0; c < fields.size(); ++c) {
            if (!has_text(fields[c]))
                continue;
            ++filled;
            if (!fields[c].merged) {
                ++own;
                only = c;
            }
        }
        if (own == 0 && filled > 0)
            return;
        const bool heading = own == 1 && fields.size() >= 2 && is_heading(sheet, r, fields, only, filled);
        if (!heading) {
            for (std::size_t c = 0; c < fields.size(); ++c) {
                const bool counts = kinds_[c] != Column::number && kinds_[c] != Column::status && kinds_[c] != Column::note;
                body_cells_ += counts;
                filled_cells_ += counts && has_text(fields[c]);
            }
        }
        if (own == 0)
            return;
        if (heading) {
            take_heading(fields[only].text);
            return;
        }
        body(sheet, fields);
    }

    bool is_heading(const Sheet& sheet, std::size_t r, const std::vector<Field>& fields, std::size_t only,
                    std::size_t filled) const {
        const auto mark = read_mark(fields[only].text.text);
        const bool upper = mark && mark->kind < Mark::Kind::number;
        if (sheet.wide_heading(r))
            return true;
        if (filled > 1)  // merged cells from above fill the rest: one more row of the same task
            return false;
        if (kinds_[only] == Column::number)
            return upper;
        if (mark && !upper)
            return false;
        if (upper)
            return true;
        const auto kind = kinds_[only];
        if (is_owner(kind) || kind == Column::due || kind == Column::note)
            return false;
        if (kind == Column::requirement && has_title_)
            return false;
        if (kind == Column::title && !number_titles_ && !sheet.stated && fields[only].text.size() > 30)
            return false;
        return true;
    }

    void take_heading(const Traced& text) {
        std::optional<Mark> mark;
        const Traced bare = without_mark(text, mark);
        if (starts_with(bare.text, U"注：") || starts_with(bare.text, U"注:") || starts_with(bare.text, U"备注") ||
            starts_with(bare.text, U"说明"))
            return;
        if (bare.empty() || bare.size() > 120)
            return;
        const Mark::Kind kind = mark ? mark->kind : Mark::Kind::han;
        while (!headings_.empty() && headings_.back().first >= kind)
            headings_.pop_back();
        headings_.emplace_back(kind, bare);
        for (Traced& step : path_)
            step = {};
        current_ = {};
        inherited_.clear();
    }

    std::vector<Traced> category() const {
        std::vector<Traced> path;
        const std::size_t steps = headings_.size() - (heading_is_task() ? 1 : 0);
        for (std::size_t i = 0; i < steps; ++i)
            path.push_back(headings_[i].second);
        path.insert(path.end(), path_.begin(), path_.end());
        return path;
    }

    // (一) over rows that have no title of their own is the task.
    bool heading_is_task() const { return !has_title_ && headings_.size() >= 2; }

    void body(const Sheet& sheet, const std::vector<Field>& fields) {
        RawRow raw;
        Traced title, requirement;
        bool title_here = false, owner_here = false, requirement_here = false;
        std::optional<int> number;
        std::size_t level = 0;
        std::vector<std::pair<std::size_t, Traced>> inherited;
        // A row that names a unit of its own takes none from above.
        bool own_owners = false;
        for (std::size_t c = 0; c < fields.size(); ++c)
            own_owners |= is_owner(kinds_[c]) && has_text(fields[c]);
        guessed_ = !sheet.stated;
        category_inherited_ = false;
        for (std::size_t c = 0; c < fields.size(); ++c) {
            const Field& field = fields[c];
            if (!kinds_[c])
                continue;
            switch (*kinds_[c]) {
                case Column::category:
                    category_inherited_ |= field.merged || !has_text(field);
                    if (has_text(field) && (!field.merged) && level < path_.size()) {
                        path_[level] = field.text;
                        for (std::size_t deeper = level + 1; deeper < path_.size(); ++deeper)
                            path_[deeper] = {};
                        path_changed_ = true;
                        last_level_ = level;
                    }
                    ++level;
                    break;
                case Column::title:
                    if (has_text(field) && !field.merged) {
                        title = field.text;
                        title_here = true;
                    }
                    break;
                case Column::requirement:
                    if (has_text(field)) {
                        if (!requirement.empty())
                            requirement.push(U'\n', field.text.from[0]);
                        requirement.append(field.text);
                        requirement_here |= !field.merged;
                    }
                    break;
                case Column::units:
                case Column::lead:
                case Column::support: {
                    const UnitRole role = kinds_[c] == Column::lead      ? UnitRole::lead
                                          : kinds_[c] == Column::support ? UnitRole::support
                                                                         : UnitRole::any;
                    Traced text = field.text;
                    owner_here |= has_text(field) && !field.merged;
                    if (text.empty() && !own_owners && inherits(c))
                        text = *inherits(c);
                    inherited.emplace_back(c, text);
                    if (!text.empty())
                        raw.owners.emplace_back(text, role);
                    break;
                }
                case Column::due:
                case Column::note: {
                    Traced text = field.text;
                    if (text.empty() && kinds_[c] == Column::due && !sheet.stated && inherits(c))
                        text = *inherits(c);
                    inherited.emplace_back(c, text);
                    if (!text.empty() && (kinds_[c] == Column::due || is_due(mend(text.text), words_)))
                        raw.terms.push_back(text);
                    else if (!text.empty())
                        raw.remarks.push_back(text);
                    break;
                }
                case Column::number: {
                    // Of two such columns the first counts the tasks.
                    const bool second = std::find(kinds_.begin(), kinds_.end(), kinds_[c]) - kinds_.begin() < static_cast<int>(c);
                    if (has_text(field) && !field.merged)
                        (second ? raw.row_number : number) = read_ordinal(field.text.text);
                    break;
                }
                case Column::status:
                case Column::other:
                    break;
            }
        }
        if (torn(sheet, title_here, owner_here, title, requirement, inherited))
            return;
        fresh_page_ = false;
        make(raw, title, title_here, requirement, requirement_here, number, inherited);
    }

    const Traced* inherits(std::size_t c) const {
        for (const auto& [column, text] : inherited_) {
            if (column == c && !text.empty())
                return &text;
        }
        return nullptr;
    }

    // The first row after a page break may be the rest of the last row before it.
    bool torn(const Sheet& sheet, bool title_here, bool owner_here, const Traced& title, const Traced& requirement,
              const std::vector<std::pair<std::size_t, Traced>>& cells) {
        const bool first = fresh_page_;
        if (reading_.rows.empty() || (!first && sheet.stated))
            return false;
        RawRow& last = reading_.rows.back();
        const auto open = [](const Traced& text) { return !text.empty() && !is_stop(fold(text.text.back())); };
        if (!first || path_changed_)
            return false;
        if (read_mark(requirement.text) || (title_here && read_mark(title.text)))
            return false;
        const bool rest_of_requirement = !requirement.empty() && open(last.requirement);
        const bool rest_of_title = title_here && rest_of_requirement && owner_here == false;
        if (title_here && !rest_of_title)
            return false;
        if (!rest_of_requirement && !requirement.empty())
            return false;
        // A row of its own would name units that are whole, after a list that was whole.
        bool owners_join = true;
        for (const auto& [c, text] : cells) {
            const bool owner = is_owner(kinds_[c]);
            if (owner && !text.empty() && owner_here && !last.owners.empty()) {
                const UnitList before = read_units(last.owners.back().first.text, words_);
                const std::u32string tail = mend(last.owners.back().first.text);
                const bool cut =
                    !before.doubtful.empty() || (!tail.empty() && (tail.back() == U'、' || fold(tail.back()) == U','));
                owners_join &= cut;
            }
        }
        if (!owners_join)
            return false;
        if (rest_of_title)
            last.title.append(title);
        last.requirement.append(requirement);
        if (owner_here) {
            for (const auto& [c, text] : cells) {
                const bool owner = is_owner(kinds_[c]);
                if (owner && !text.empty()) {
                    if (last.owners.empty())
                        last.owners.emplace_back(text, UnitRole::any);
                    else
                        last.owners.back().first.append(text);
                }
            }
        }
        fresh_page_ = false;
        return true;
    }

    void make(RawRow raw, const Traced& title, bool title_here, Traced requirement, bool requirement_here,
              std::optional<int> number, const std::vector<std::pair<std::size_t, Traced>>& inherited) {
        std::optional<Mark> title_mark, requirement_mark;
        Traced bare_title = without_mark(title, title_mark);
        Traced bare_requirement = without_mark(requirement, requirement_mark);
        bool starts = false;
        if (has_title_) {
            // An inner step of the tree without a leaf is itself the task.
            if (!title_here && path_changed_ && reading_.indicators && !path_.empty()) {
                bare_title = path_[last_level_];
                path_[last_level_] = {};
                title_here = true;
            }
            const bool repeated =
                title_here && !current_.empty() && mend(title.text) == mend(current_.text) && !path_changed_ && has_requirement_;
            starts = title_here && !repeated;
            if (!title_here && current_.empty())
                starts = true;
            if (title_here)
                current_ = title;
            if (!has_requirement_ || bare_requirement.empty())
                bare_requirement = bare_title.empty() ? bare_requirement : bare_title;
            if (starts && bare_title.empty())
                bare_title = leading_title(bare_requirement).value_or(bare_requirement);
        } else if (heading_is_task()) {
            const Traced& heading = headings_.back().second;
            starts = current_.empty();
            bare_title = heading;
            current_ = heading;
        } else {
            // Each requirement is a task of its own.
            starts = requirement_here || !current_.empty() || reading_.rows.empty();
            title_mark = requirement_mark;
            requirement_mark.reset();
            bare_title = leading_title(bare_requirement).value_or(bare_requirement);
        }
        if (bare_requirement.empty() && raw.owners.empty())
            return;
        raw.starts_task = starts;
        raw.title = bare_title;
        raw.requirement = bare_requirement;
        raw.category = category();
        if (title_mark && starts)
            raw.task_number = title_mark->value;
        if (requirement_mark && requirement_mark->kind >= Mark::Kind::number)
            raw.row_number = requirement_mark->value;
        if (borrowed_)
            raw.confidence = 0.66;
        // Where no line is drawn, how far a category reaches is told by its height alone.
        else if (guessed_ && category_inherited_ && !raw.category.empty())
            raw.confidence = 0.85;
        numbers_.push_back(number);
        inherited_ = inherited;
        path_changed_ = false;
        reading_.rows.push_back(std::move(raw));
    }

    // 序号 counts tasks where each task has one, and rows where some task has several.
    void settle_numbers() {
        bool of_rows = false;
        for (std::size_t i = 0; i < reading_.rows.size(); ++i)
            of_rows |= numbers_[i] && !reading_.rows[i].starts_task;
        for (std::size_t i = 0; i < reading_.rows.size(); ++i) {
            if (!numbers_[i])
                continue;
            RawRow& row = reading_.rows[i];
            if (of_rows && !row.row_number)
                row.row_number = numbers_[i];
            else if (!of_rows && !row.task_number)
                row.task_number = numbers_[i];
        }
    }

    Context& context_;
    const ReadingWords& words_;
    GridReading reading_;
    Kinds kinds_, header_;
    std::optional<Kinds> below_;
    bool guessed_ = false, category_inherited_ = false;  // of the row being read
    bool borrowed_ = false;                              // the sheet is read under the header of one below it
    bool has_title_ = false, has_requirement_ = false, number_titles_ = false, fresh_page_ = false, path_changed_ = false;
    std::size_t last_level_ = 0;
    std::vector<Traced> path_;                               // cells of category columns
    std::vector<std::pair<Mark::Kind, Traced>> headings_;    // rows that are headings
    std::vector<std::pair<std::size_t, Traced>> inherited_;  // what a blank cell of the next row takes
    std::vector<std::optional<int>> numbers_;                // of the number column, beside the rows
    Traced current_;                                         // title of the task being read
    std::size_t body_cells_ = 0, filled_cells_ = 0;
};

}  // namespace

GridReading read_grid(const std::vector<Sheet>& sheets, Context& context) {
    GridReader reader(context);
    for (const Sheet& sheet : sheets) {
        if (auto header = find_grid_header(sheet, context.words)) {
            reader.set_below(std::move(header->kinds));
            break;
        }
    }
    for (const Sheet& sheet : sheets)
        reader.sheet(sheet);
    return reader.finish();
}

}  // namespace gongkai::programme
