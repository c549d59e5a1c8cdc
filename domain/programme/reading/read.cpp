#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/core/text.h"
#include "domain/programme/reading/cover.h"
#include "domain/programme/reading/flat_unwrap.h"
#include "domain/programme/reading/flattened.h"
#include "domain/programme/reading/grid.h"
#include "domain/programme/reading/lines.h"
#include "domain/programme/reading/mark.h"
#include "domain/programme/reading/plain.h"
#include "domain/programme/reading/reading.h"

namespace gongkai::programme {

namespace {

// A document of this kind is some hundred kilobytes; what is read beyond this is told, not guessed.
constexpr std::size_t most_characters = std::size_t{6} << 20;

Pages pages_of(const extract::Document& document) {
    Pages pages;
    std::size_t room = most_characters;
    for (const extract::Page& page : document.pages) {
        std::u32string text = to_code_points(page.text);
        if (text.size() > room)
            text.resize(room);
        room -= text.size();
        pages.push_back(std::move(text));
    }
    return pages;
}

// Saved as one stream, with blanks where lines and cells ended.
bool is_stream(const std::vector<Line>& lines) {
    std::size_t total = 0, in_long = 0;
    for (const Line& line : lines) {
        total += line.text.size();
        if (line.text.size() > 600 && std::count_if(line.text.text.begin(), line.text.text.end(), is_blank) > 15)
            in_long += line.text.size();
    }
    return in_long * 2 > total;
}

// The line on which a place lies, or behind it.
std::size_t line_at(const std::vector<Line>& lines, Place place) {
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return line.text.from.back() >= place; });
    return static_cast<std::size_t>(found - lines.begin());
}

class NoticeReader {
  public:
    NoticeReader(const extract::Document& document, const ReadingWords& words)
        : document_(document), words_(words), pages_(pages_of(document)) {}

    Reading run() {
        lines_ = lines_of(pages_);
        if (lines_.empty())
            return refuse("programme.refuse.empty_file");
        if (is_other_paper())
            return refuse("programme.refuse.no_notice");
        if (is_stream(lines_))
            lines_ = pieces_of_stream(lines_);
        else if (auto unwrapped = unwrap_stream(lines_, much_faith, words_)) {
            const std::vector<Line> printed = std::exchange(lines_, std::move(*unwrapped));
            if (const auto other = unwrap_stream(printed, little_faith, words_); flattened(Torn::perhaps, &*other))
                return std::move(reading_);
            lines_ = printed;
        }
        if (table(sheets_of(document_, pages_)) || table(sheets_in_text(pages_)) || table(sheets_laid_out(pages_, words_)))
            return std::move(reading_);
        if (flattened(Torn::surely) || cell_a_line() || flattened(Torn::perhaps))
            return std::move(reading_);
        return without_table();
    }

  private:
    Reading refuse(std::string id) {
        reading_.outcome = Outcome::refuse;
        reading_.message = Note{std::move(id), {}};
        return std::move(reading_);
    }

    Context context(const Cover& cover) { return {pages_, words_, cover.due, reading_.warnings}; }

    bool table(const std::vector<Sheet>& sheets) {
        if (sheets.empty())
            return false;
        DueContext none;
        Context trial{pages_, words_, none, reading_.warnings};
        const GridReading grid = read_grid(sheets, trial);
        if (!grid.has_table || (grid.rows.empty() && !grid.empty_table))
            return false;
        // A workbook may keep its letter on a sheet of its own, also behind that of the table.
        const bool workbook = document_.format == extract::Format::xlsx;
        const auto letter_ends = std::stable_partition(lines_.begin(), lines_.end(), [&](const Line& line) {
            const Place place = line.text.from.back();
            return (grid.starts && place < *grid.starts) || (workbook && !grid.pages.contains(place.page));
        });
        const auto end = static_cast<std::size_t>(letter_ends - lines_.begin());
        std::vector<Note> notes;
        const Cover cover = read_cover(lines_, end, document_, notes);
        if (!speaks_of_openness(cover))
            return false;
        reading_.warnings.insert(reading_.warnings.end(), notes.begin(), notes.end());
        reading_.document = cover.head;
        if (grid.empty_table) {
            reading_.layout = Layout::empty_table;
            reading_ = refuse("programme.refuse.empty_table");
            return true;
        }
        Context real = context(cover);
        finish(grid.indicators ? Layout::indicators : Layout::table, cover, real, grid.rows, lines_, end);
        if (document_.format != extract::Format::xlsx)
            tell_what_is_beside(grid);
        return true;
    }

    // Lines behind the beginning of the table and in none of its sheets that name units: a part of it that was not seen as a
    // table.
    void tell_what_is_beside(const GridReading& grid) {
        const auto is_inside = [&](Place place) {
            return std::any_of(grid.read.begin(), grid.read.end(),
                               [&](const auto& ends) { return ends.first <= place && place <= ends.second; });
        };
        std::map<std::uint32_t, std::pair<std::size_t, const Line*>> beside;  // by page: how many, and the first
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const Line& line = lines_[i];
            const Place place = line.text.from[0];
            if (place < *grid.starts || is_inside(place) || is_inside(line.text.from.back()) || line.text.size() > 120)
                continue;
            const std::u32string bare = fold(mend(line.text.text));
            std::size_t length = 0;
            const bool signature = i + 1 < lines_.size() && read_full_day(fold(mend(lines_[i + 1].text.text)), length);
            if (signature || starts_with(bare, U"抄送") || starts_with(bare, U"主送") || contains(bare, U"印发"))
                continue;
            for (const Line& piece : pieces_of({line})) {
                if (piece.text.size() < 3 || !is_unit_list(piece.text.text, words_) || is_common_word(piece.text.text))
                    continue;
                auto& [times, first] = beside[place.page];
                first = first ? first : &line;
                ++times;
                break;
            }
        }
        for (const auto& [page, found] : beside) {
            if (found.first < 2)
                continue;
            std::u32string text = mend(found.second->text.text);
            text.resize(std::min<std::size_t>(text.size(), 40));
            reading_.warnings.push_back({"programme.warn.beside_table", {std::to_string(page + 1), to_utf8(text)}});
            doubt_before(found.second->text.from[0]);
        }
    }

    // The rows of the task above a place may have lost a part.
    void doubt_before(Place place) {
        Task* last = nullptr;
        for (Task& task : reading_.tasks) {
            const auto& source = task.rows.back().source;
            if (source.empty() ||
                Place{static_cast<std::uint32_t>(source[0].page), static_cast<std::uint32_t>(source[0].start)} < place)
                last = &task;
        }
        if (last)
            last->rows.back().confidence = std::min(last->rows.back().confidence, unsure);
    }

    // What every way of reading does once it has its rows: the letter above them, then the tasks.
    void finish(Layout layout, const Cover& cover, Context& context, const std::vector<RawRow>& rows,
                const std::vector<Line>& letter, std::size_t end) {
        reading_.document = cover.head;
        reading_.layout = layout;
        reading_.tasks = make_tasks(rows, context);
        reading_.cover_duties = read_cover_duties(letter, end, cover, context);
        reading_.outcome = Outcome::import;
    }

    // A short table shows no common width; it is taken if its rows turn out to have units.
    enum class Torn { surely, perhaps };

    // `other` are the same lines put together with less faith.
    bool flattened(Torn torn, const std::vector<Line>* other = nullptr) {
        const std::vector<Line> pieces = pieces_of(lines_);
        const auto flat = flat_pieces(pieces, words_);
        if (!flat)
            return false;
        std::size_t letters = 0;
        for (const Region& region : flat->regions) {
            for (const Piece& piece : region.pieces)
                letters += piece.bare.size();
        }
        nothing_below_ = letters < 20;
        if (nothing_below_ || (torn == Torn::surely && !flat->torn))
            return false;
        const std::size_t end = line_at(lines_, pieces[flat->starts].text.from[0]);
        std::vector<Note> notes;
        const Cover cover = read_cover(lines_, end, document_, notes);
        if (!speaks_of_openness(cover))
            return false;
        unread_from_ = end;
        const std::vector<FlatColumns> columns = flat_columns(*flat, words_);
        reading_.warnings.insert(reading_.warnings.end(), notes.begin(), notes.end());
        Context real = context(cover);
        std::vector<RawRow> rows = flat_rows(*flat, columns, real);
        const auto owned = std::count_if(rows.begin(), rows.end(), [&](const RawRow& row) {
            return std::any_of(row.owners.begin(), row.owners.end(),
                               [&](const auto& owner) { return is_unit_list(mend(owner.first.text), words_); });
        });
        if (rows.empty() || (torn == Torn::perhaps && static_cast<std::size_t>(owned) * 2 <= rows.size()))
            return false;
        doubt_odd_tasks(rows);
        // The file states a table whose columns nobody could name: what its text alone tells is for a person.
        if (states_wide_table()) {
            for (RawRow& row : rows)
                row.confidence = std::min(row.confidence, unsure);
        }
        for (const Leaning lean : {Leaning{0.5, 1.2, 12}, Leaning{1.5, 0.7, 12}})
            doubt_where_other(rows, flat_rows(*flat, flat_columns(*flat, words_, lean), real));
        if (other)
            doubt_where_put_together(rows, *other, real);
        finish(Layout::flattened, cover, real, rows, lines_, end);
        return true;
    }

    bool states_wide_table() const {
        return std::ranges::any_of(document_.pages, [](const extract::Page& page) {
            return std::ranges::any_of(page.tables, [](const extract::Table& one) {
                return one.grid == extract::Grid::stated && one.rows >= 3 && one.columns >= 3;
            });
        });
    }

    // Where the ends of lines were guessed no row is sure, and one that comes out otherwise with another guess is doubted.
    void doubt_where_put_together(std::vector<RawRow>& rows, const std::vector<Line>& other, Context& real) {
        for (RawRow& row : rows)
            row.confidence = std::min(row.confidence, not_quite_sure);
        const auto flat = flat_pieces(pieces_of(other), words_);
        doubt_where_other(rows, flat ? flat_rows(*flat, flat_columns(*flat, words_), real) : std::vector<RawRow>());
    }

    bool cell_a_line() {
        const DueContext none;
        Context trial{pages_, words_, none, reading_.warnings};
        const auto cells = read_cells(lines_, trial);
        if (!cells)
            return false;
        const Cover cover = read_cover(lines_, cells->starts, document_, reading_.warnings);
        if (cells->empty_table || cells->rows.empty()) {
            reading_.document = cover.head;
            reading_.layout = Layout::empty_table;
            reading_ = refuse("programme.refuse.empty_table");
            return true;
        }
        Context real = context(cover);
        finish(Layout::cell_a_line, cover, real, cells->rows, lines_, cells->starts);
        return true;
    }

    Reading without_table() {
        std::vector<Note> notes;
        const Cover cover = read_cover(lines_, lines_.size(), document_, notes);
        const std::size_t body = cover.annex_line                                           ? *cover.annex_line + 1
                                 : cover.signature_line && has_marks(*cover.signature_line) ? *cover.signature_line + 1
                                                                                            : 0;
        Context real = context(cover);
        const bool letter_only = cover.names_attachment && !cover.annex_line && body == 0;
        if (const auto prose = read_prose(lines_, body, real)) {
            const bool owned = prose->with_units >= 2 && prose->with_units * 10 >= prose->rows.size() * 3;
            const bool titled = cover.speaks_of_openness && cover.title_is_of_tasks && !letter_only && prose->rows.size() >= 3;
            if (speaks_of_openness(cover) && !prose->rows.empty() && (owned || titled)) {
                std::vector<Line> letter(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(body));
                letter.insert(letter.end(), prose->other_lines.begin(), prose->other_lines.end());
                reading_.warnings = notes;
                Cover head = cover;
                head.annex_line.reset();
                finish(Layout::prose, head, real, prose->rows, letter, letter.size());
                return std::move(reading_);
            }
        }
        reading_.warnings = std::move(notes);
        reading_.document = cover.head;
        if (nothing_below_) {
            reading_.layout = Layout::empty_table;
            return refuse("programme.refuse.empty_table");
        }
        if (const auto unread = tasks_in_text(lines_, words_); unread && cover.speaks_of_openness)
            return letter_above(*unread);
        const bool letter =
            cover.has_signature || !cover.head.number.empty() || contains(to_code_points(cover.head.title), U"关于");
        if (letter && cover.speaks_of_openness && (cover.names_attachment || cover.title_is_of_tasks) &&
            !cover.head.title.empty()) {
            reading_.outcome = Outcome::cover_only;
            reading_.message = Note{unread_from_ ? "programme.read.cover_unread" : "programme.read.cover_only", {}};
            const std::vector<Line> sentences = outside_tables(cover.annex_line.value_or(lines_.size()));
            Cover letter_alone = cover;
            letter_alone.annex_line.reset();
            reading_.cover_duties = read_cover_duties(sentences, sentences.size(), letter_alone, real);
            return std::move(reading_);
        }
        return refuse("programme.refuse.no_notice");
    }

    // The tasks are there and could not be parted: only the letter above them is read, and said so.
    Reading letter_above(const TasksInText& tasks) {
        std::vector<Line> letter(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(tasks.line));
        if (tasks.at > 0) {
            letter.push_back(lines_[tasks.line]);
            letter.back().text = letter.back().text.part(0, tasks.at);
        }
        reading_.warnings.clear();
        const Cover cover = read_cover(letter, letter.size(), document_, reading_.warnings);
        Context real = context(cover);
        reading_.document = cover.head;
        reading_.outcome = Outcome::cover_only;
        reading_.message = Note{"programme.read.tasks_unread", {}};
        reading_.warnings.push_back({"programme.warn.tasks_in_text", {std::to_string(tasks.last)}});
        reading_.cover_duties = read_cover_duties(letter, letter.size(), cover, real);
        return std::move(reading_);
    }

    // The lines of the letter. What stands in the cells of some table is no sentence of it, unless the table holds the page
    // itself.
    std::vector<Line> outside_tables(std::size_t end) const {
        constexpr std::size_t longest_cell = 200;
        std::vector<std::pair<Place, Place>> cells;
        for (const std::vector<Sheet>& sheets : {sheets_of(document_, pages_), sheets_in_text(pages_)}) {
            for (const Sheet& sheet : sheets) {
                for (const std::vector<Field>& row : sheet.rows) {
                    const auto filled = std::ranges::count_if(row, [](const Field& field) { return !field.text.empty(); });
                    for (const Field& field : row) {
                        if (filled >= 2 && !field.text.empty() && field.text.size() <= longest_cell)
                            cells.emplace_back(field.text.from.front(), field.text.from.back());
                    }
                }
            }
        }
        std::ranges::sort(cells);
        std::vector<Line> letter;
        end = std::min({end, unread_from_.value_or(end), lines_.size()});
        for (std::size_t i = 0; i < end; ++i) {
            const Place first = lines_[i].text.from.front(), last = lines_[i].text.from.back();
            // The last cell that begins on the line or before it.
            const auto after = std::ranges::upper_bound(cells, last, {}, &std::pair<Place, Place>::first);
            if (after == cells.begin() || std::prev(after)->second < first)
                letter.push_back(lines_[i]);
        }
        return letter;
    }

    bool has_marks(std::size_t from) const {
        std::size_t marks = 0;
        for (std::size_t i = from + 1; i < lines_.size() && marks < 3; ++i)
            marks += read_mark(lines_[i].text.text).has_value();
        return marks >= 3;
    }

    // A list of names, a report, minutes: what the heading calls it is no notice.
    bool is_other_paper() const {
        for (std::size_t i = 0; i < std::min<std::size_t>(lines_.size(), 6); ++i) {
            std::u32string heading = mend(lines_[i].text.text);
            if (contains(heading, U"通知") || contains(heading, U"关于") || contains(heading, U"任务") ||
                contains(heading, U"要点"))
                return false;
            if (heading.size() > 40 || read_mark(heading))
                continue;
            while (!heading.empty() && (heading.back() == U')' || heading.back() == U'）')) {
                const std::size_t open = heading.find_last_of(U"(（");
                heading.resize(open == std::u32string::npos ? 0 : open);
            }
            const bool named = std::any_of(words_.other_papers.begin(), words_.other_papers.end(), [&](const auto& word) {
                return heading.size() > word.size() + 2 && ends_with(heading, word);
            });
            if (named)
                return true;
        }
        return false;
    }

    // Tasks of some other field are no openness programme. Its title says it, or its text does more than once.
    bool speaks_of_openness(const Cover& cover) const {
        std::size_t times = cover.speaks_of_openness ? 2 : 0;
        for (const std::u32string& page : pages_) {
            for (std::size_t at = page.find(U"公开"); at != std::u32string::npos && times < 2; at = page.find(U"公开", at + 2))
                ++times;
        }
        return times >= 2;
    }

    const extract::Document& document_;
    const ReadingWords& words_;
    Pages pages_;
    std::vector<Line> lines_;
    Reading reading_;
    bool nothing_below_ = false;              // names of columns end the text
    std::optional<std::size_t> unread_from_;  // the line on which a table begins that was not understood
};

}  // namespace

Reading read_notice(const extract::Document& document, const ReadingWords& words) { return NoticeReader(document, words).run(); }

}  // namespace gongkai::programme
