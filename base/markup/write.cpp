// Each tree is written in one way only, so that reading and writing it again changes nothing.
#include <array>
#include <set>
#include <span>

#include "base/markup/address.h"
#include "base/markup/tree.h"
#include "base/web/html.h"

namespace gongkai::markup {
namespace {

struct Tag {
    Mark mark;
    std::string_view begin, end;
};
// From the outside in.
constexpr std::array<Tag, 7> tags{{{strong, "<strong>", "</strong>"},
                                   {emphasis, "<em>", "</em>"},
                                   {underlined, "<u>", "</u>"},
                                   {struck, "<s>", "</s>"},
                                   {lowered, "<sub>", "</sub>"},
                                   {raised, "<sup>", "</sup>"},
                                   {code, "<code>", "</code>"}}};

class Writer {
  public:
    void blocks(std::span<const Block> all) {
        for (const auto& one : all)
            block(one);
    }
    std::string take() { return std::move(out_); }

  private:
    void block(const Block& block) {
        switch (block.kind) {
            case Block::Kind::paragraph:
                out_ += block.align == Align::start    ? "<p>"
                        : block.align == Align::centre ? "<p class='centre'>"
                                                       : "<p class='right'>";
                line(block.line);
                out_ += "</p>\n";
                break;
            case Block::Kind::heading:
                out_ += "<h" + std::to_string(block.level) + " id='s" + std::to_string(++headings_) + "'>";
                line(block.line);
                out_ += "</h" + std::to_string(block.level) + ">\n";
                break;
            case Block::Kind::list:
                if (!block.is_ordered)
                    out_ += "<ul>\n";
                else if (block.first == 1)
                    out_ += "<ol>\n";
                else
                    out_ += "<ol start='" + std::to_string(block.first) + "'>\n";
                for (const auto& item : block.items) {
                    out_ += "<li>";
                    tight(item.blocks);
                    out_ += "</li>\n";
                }
                out_ += block.is_ordered ? "</ol>\n" : "</ul>\n";
                break;
            case Block::Kind::terms:
                out_ += "<dl>\n";
                for (const auto& item : block.items) {
                    out_ += item.is_term ? "<dt>" : "<dd>";
                    tight(item.blocks);
                    out_ += item.is_term ? "</dt>\n" : "</dd>\n";
                }
                out_ += "</dl>\n";
                break;
            case Block::Kind::table:
                table(block.table.front());
                break;
            case Block::Kind::quote:
                out_ += "<blockquote>\n";
                blocks(block.inner);
                out_ += "</blockquote>\n";
                break;
            case Block::Kind::preformatted:
                out_ += "<pre>";
                out_ += web::escaped(plain(block.line));
                out_ += "</pre>\n";
                break;
            case Block::Kind::rule:
                out_ += "<hr>\n";
                break;
            case Block::Kind::figure:
                out_ += "<figure>";
                tight(block.inner);
                if (!block.line.empty()) {
                    out_ += "<figcaption>";
                    line(block.line);
                    out_ += "</figcaption>";
                }
                out_ += "</figure>\n";
                break;
        }
    }

    // A single paragraph, perhaps with lists and the like after it, needs no tags of its own inside an item or a cell.
    void tight(const Blocks& all) {
        std::size_t paragraphs = 0;
        for (const auto& one : all)
            paragraphs += one.kind == Block::Kind::paragraph;
        if (paragraphs != 1 || all.front().kind != Block::Kind::paragraph || all.front().align != Align::start) {
            if (!all.empty())
                out_ += '\n';
            return blocks(all);
        }
        line(all.front().line);
        if (all.size() > 1)
            out_ += '\n';
        blocks(std::span(all).subspan(1));
    }

    void table(const Table& table) {
        out_ += "<table>\n";
        if (!table.caption.empty()) {
            out_ += "<caption>";
            line(table.caption);
            out_ += "</caption>\n";
        }
        auto cell = table.cells.begin();
        for (int row = 0; row < table.rows; ++row) {
            if (row == 0)
                out_ += table.head_rows > 0 ? "<thead>\n" : "<tbody>\n";
            else if (row == table.head_rows)
                out_ += "</thead>\n<tbody>\n";
            out_ += "<tr>";
            for (; cell != table.cells.end() && cell->row == row; ++cell)
                this->cell(*cell, row < table.head_rows);
            out_ += "</tr>\n";
        }
        out_ += "</tbody>\n</table>\n";
    }

    void cell(const TableCell& cell, bool is_column) {
        out_ += !cell.is_head ? "<td" : is_column ? "<th scope='col'" : "<th scope='row'";
        if (cell.column_span > 1)
            out_ += " colspan='" + std::to_string(cell.column_span) + "'";
        if (cell.row_span > 1)
            out_ += " rowspan='" + std::to_string(cell.row_span) + "'";
        out_ += '>';
        tight(cell.blocks);
        out_ += cell.is_head ? "</th>" : "</td>";
    }

    void line(const Line& line) {
        std::string link;
        unsigned open = 0;  // marks; their tags are nested in the order of `tags`
        const auto close_from = [&](std::size_t place) {
            for (std::size_t i = tags.size(); i-- > place;)
                if (open & tags[i].mark) {
                    out_ += tags[i].end;
                    open &= ~static_cast<unsigned>(tags[i].mark);
                }
        };
        for (const auto& piece : line) {
            if (piece.kind == Piece::Kind::line_break) {
                close_from(0);
                if (!link.empty())
                    out_ += "</a>";
                link.clear();
                out_ += "<br>\n";
                continue;
            }
            std::size_t same = 0;
            while (same < tags.size() && (open & tags[same].mark) == (piece.marks & tags[same].mark))
                ++same;
            if (piece.link != link) {
                close_from(0);
                if (!link.empty())
                    out_ += "</a>";
                link = piece.link;
                if (!link.empty())
                    out_ += "<a href='" + web::escaped(link) + "'" + anchor(link) + ">";
                same = 0;
            }
            close_from(same);
            for (std::size_t i = same; i < tags.size(); ++i)
                if (piece.marks & tags[i].mark) {
                    out_ += tags[i].begin;
                    open |= tags[i].mark;
                }
            if (piece.kind == Piece::Kind::picture)
                out_ += "<img src='" + web::escaped(piece.source) + "' alt='" + web::escaped(piece.text) +
                        (piece.is_undescribed ? "' class='undescribed'>" : "'>");
            else
                out_ += web::escaped(piece.text);
        }
        close_from(0);
        if (!link.empty())
            out_ += "</a>";
    }

    // What leads to a note is where the note leads back to, and the other way round: the first of each has the name.
    std::string anchor(std::string_view link) {
        const auto name = anchor_of_note(link);
        return name.empty() || !anchors_.insert(name).second ? std::string() : " id='" + name + "'";
    }

    std::string out_;
    int headings_ = 0;
    std::set<std::string> anchors_;
};

}  // namespace

std::string write(const Blocks& blocks) {
    Writer writer;
    writer.blocks(blocks);
    return writer.take();
}

}  // namespace gongkai::markup
