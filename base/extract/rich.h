// A stranger's file as blocks: headings, paragraphs, lists, tables, pictures - and what it holds besides what its reader sees.
// document.h is for reading data out of a notice, this is for making a page of it and for checking it before it is published.
// Read in the same kind of child as extract().
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"

namespace gongkai::extract {

enum class RichFormat { txt, html, docx, xlsx, pdf, scan, ofd, pptx };  // DOC, WPS and RTF are read as the DOCX they become

// A piece of a line of one look. Its text may hold '\n', a line break.
struct Run {
    std::string text;
    bool is_bold = false, is_italic = false, is_underlined = false, is_struck = false, is_lowered = false, is_raised = false;
    std::string link;  // an address as the file states it, unchecked
    int picture = -1;  // index in Rich::pictures; the run has no text then
    bool operator==(const Run&) const = default;
};

enum class Align { start, centre, end };

// Where something stands, as a text of the words catalogue: {"extract.place.cell", {"名单", "B7"}} is 工作表“名单” B7.
struct Spot {
    std::string id;
    std::vector<std::string> arguments;
    bool operator==(const Spot&) const = default;
};

struct RichTable;

struct RichBlock {
    enum class Kind { paragraph, heading, item, table, page_break, caption };  // a caption: of what stands beside it
    Kind kind = Kind::paragraph;
    int level = 0;            // heading: 1 is a title, outline level 1 is 2 and so on; item: 0 and deeper
    bool is_ordered = false;  // item: counted by the format
    std::string label;        // the number the format prints before the text ("一、", "（二）", "3."), with its gap; no bullets
    Align align = Align::start;
    double size = 0;      // of its type in points; 0 where it is not known
    bool is_red = false;  // as the name of the issuer is printed on top of a notice
    std::vector<Run> runs;
    std::vector<RichTable> table;  // of one, where the kind is table
    Spot spot;
};

struct RichCell {
    int row = 0, column = 0, row_span = 1, column_span = 1;
    bool is_head = false;
    std::vector<RichBlock> blocks;
    Spot spot;
};

// Cells by row, then column; no two overlap, and none leaves the table. Places without a cell are empty.
struct RichTable {
    int rows = 0, columns = 0;
    std::string caption;
    std::vector<RichCell> cells;
};

struct RichPicture {
    std::string type;  // "image/png", "image/jpeg", "image/gif", told by its bytes; others are left out with a warning
    std::string bytes;
    std::string alternative;  // what the file says of it; may be empty
    bool is_decoration = false;
};

// What the file holds and its reader does not see, or may not think of.
struct Hidden {
    enum class Kind {
        comment,
        tracked_change,  // deleted text that is still there, or text inserted and not yet accepted
        hidden_text,
        white_text,
        hidden_row,
        hidden_column,
        hidden_sheet,
        header,
        footer,
        beside,  // what few look at: alternative texts, addresses of links, custom XML, names of ranges; seen or not, it goes out
        metadata  // text is "author: 王某"; the names are those of the format: author, last_modified_by, company, producer …
    };
    Kind kind = Kind::hidden_text;
    Spot spot;
    std::string text;
    bool operator==(const Hidden&) const = default;
};
std::string_view word_of(Hidden::Kind kind);  // "tracked_change"

struct Rich {
    RichFormat format = RichFormat::txt;
    std::string title;  // from the metadata, may be empty or wrong
    std::vector<RichBlock> blocks;
    std::vector<RichPicture> pictures;
    std::vector<Hidden> hidden;
    std::vector<std::string> warnings;  // ids of words
    std::string html;                   // HTML only: the source in UTF-8; its blocks are lines and tables
};

// All text as lines, for checks: as printed, with labels; rows of tables as lines, cells parted by tabs.
std::string plain_text(const Rich& document);

// `name` is for refusals only: the format is told by the bytes. Refusals as extract() has them, besides .no_office, .no_ocr and
// .old_sheet. Blocks its own thread only: a Word file for milliseconds, a long scan for a minute, an old Word file for seconds,
// and all for as long again where many wait.
Result<Rich> read_rich(std::string_view bytes, std::string_view name);

}  // namespace gongkai::extract
