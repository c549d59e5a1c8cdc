#include <algorithm>

#include "base/core/text.h"
#include "domain/programme/reading/cover.h"
#include "domain/programme/reading/flattened.h"
#include "domain/programme/reading/grid.h"
#include "domain/programme/reading/lines.h"
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
        if (is_stream(lines_))
            lines_ = pieces_of(lines_);
        if (table(sheets_of(document_, pages_)) || table(sheets_in_text(pages_)))
            return std::move(reading_);
        if (flattened())
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
        const std::size_t end = grid.starts ? line_at(lines_, *grid.starts) : 0;
        const Cover cover = read_cover(lines_, end, document_, reading_.warnings);
        reading_.document = cover.head;
        if (grid.empty_table) {
            reading_.layout = Layout::empty_table;
            reading_ = refuse("programme.refuse.empty_table");
            return true;
        }
        Context real = context(cover);
        reading_.layout = grid.indicators ? Layout::indicators : Layout::table;
        reading_.tasks = make_tasks(grid.rows, real);
        reading_.cover_duties = read_cover_duties(lines_, end, cover, real);
        reading_.outcome = Outcome::import;
        return true;
    }

    bool flattened() {
        const std::vector<Line> pieces = pieces_of(lines_);
        const auto flat = flat_pieces(pieces, words_);
        if (!flat || !flat->torn)
            return false;
        const std::vector<FlatColumns> columns = flat_columns(*flat, Neighbours(pieces), words_);
        const std::size_t end = line_at(lines_, pieces[flat->starts].text.from[0]);
        const Cover cover = read_cover(lines_, end, document_, reading_.warnings);
        reading_.document = cover.head;
        Context real = context(cover);
        reading_.layout = Layout::flattened;
        reading_.tasks = make_tasks(flat_rows(*flat, columns, real), real);
        reading_.cover_duties = read_cover_duties(lines_, end, cover, real);
        reading_.outcome = Outcome::import;
        return true;
    }

    Reading without_table() {
        const Cover cover = read_cover(lines_, lines_.size(), document_, reading_.warnings);
        reading_.document = cover.head;
        return refuse("programme.refuse.no_notice");
    }

    const extract::Document& document_;
    const ReadingWords& words_;
    Pages pages_;
    std::vector<Line> lines_;
    Reading reading_;
};

}  // namespace

Reading read_notice(const extract::Document& document, const ReadingWords& words) { return NoticeReader(document, words).run(); }

}  // namespace gongkai::programme
