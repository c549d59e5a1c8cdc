#include "domain/intake/compose.h"

#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "domain/intake/head.h"
#include "domain/intake/official.h"

namespace gongkai::intake {
namespace {

using extract::Align;
using extract::RichBlock;
using extract::RichCell;
using extract::RichPicture;
using extract::RichTable;
using extract::Run;

constexpr std::size_t longest_caption = 60;

void escape(std::string& out, std::string_view text) {
    for (const char c : text)
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            case '\n':
                out += "<br>";
                break;
            default:
                out += c;
        }
}

bool is_picture_only(const RichBlock& block) {
    bool has_picture = false;
    for (const auto& run : block.runs) {
        has_picture |= run.picture >= 0;
        if (run.picture < 0 && !trim(run.text).empty())
            return false;
    }
    return has_picture;
}

// "表1 任务分工", "图 2　流程": a short line that names what stands beside it.
bool names(std::string_view sign, const RichBlock& block) {
    if (block.kind != RichBlock::Kind::caption && block.kind != RichBlock::Kind::paragraph)
        return false;
    const auto text = without_blanks(text_of(block));
    if (text.empty() || count_code_points(text) > longest_caption || is_picture_only(block))
        return false;
    if (block.kind == RichBlock::Kind::caption)
        return sign == "图" ? !text.starts_with("表") : !text.starts_with("图");
    const auto rest = std::string_view(text).substr(std::min(sign.size(), text.size()));
    return text.starts_with(sign) && !rest.empty() && rest.front() >= '0' && rest.front() <= '9' && !text.ends_with("。");
}

class Composer {
  public:
    Composer(const std::vector<RichPicture>& files, std::vector<Picture>& pictures) : files_(files), pictures_(pictures) {}

    void all(const std::vector<RichBlock>& blocks) {
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const auto& here = blocks[i];
            const auto* next = i + 1 < blocks.size() ? &blocks[i + 1] : nullptr;
            if (here.kind != RichBlock::Kind::item)
                end_items(0);
            if (next && next->kind == RichBlock::Kind::table && next->table.front().caption.empty() && names("表", here)) {
                table(next->table.front(), &here);
                ++i;
            } else if (next && is_picture_only(here) && names("图", *next)) {
                out_ += "<figure>";
                runs(here);
                out_ += "<figcaption>";
                runs(*next);
                out_ += "</figcaption></figure>";
                ++i;
            } else {
                block(here);
            }
        }
        end_items(0);
    }

    std::string take() { return std::move(out_); }

  private:
    void block(const RichBlock& block) {
        switch (block.kind) {
            case RichBlock::Kind::heading: {
                const auto tag = "h" + std::to_string(std::clamp(block.level, 1, 6));
                out_ += "<" + tag + ">";
                runs(block);
                out_ += "</" + tag + ">";
                break;
            }
            case RichBlock::Kind::item:
                item(block);
                break;
            case RichBlock::Kind::table:
                table(block.table.front(), nullptr);
                break;
            case RichBlock::Kind::page_break:
                break;
            case RichBlock::Kind::paragraph:
            case RichBlock::Kind::caption:
                out_ += block.align == Align::start    ? "<p>"
                        : block.align == Align::centre ? "<p class=centre>"
                                                       : "<p class=right>";
                runs(block);
                out_ += "</p>";
                break;
        }
    }

    // Items follow each other as lines with a depth; lists are opened and closed between them.
    void item(const RichBlock& block) {
        const auto depth = static_cast<std::size_t>(std::clamp(block.level, 0, 8)) + 1;
        if (depth > lists_) {
            for (; lists_ < depth; ++lists_)
                out_ += "<ul><li>";
        } else {
            end_items(depth);
            out_ += "</li><li>";
        }
        runs(block);
    }

    void end_items(std::size_t depth) {
        for (; lists_ > depth; --lists_)
            out_ += "</li></ul>";
    }

    void table(const RichTable& table, const RichBlock* caption) {
        out_ += "<table>";
        if (caption || !table.caption.empty()) {
            out_ += "<caption>";
            if (caption)
                runs(*caption);
            else
                escape(out_, table.caption);
            out_ += "</caption>";
        }
        // Rows of heads at the top are a head; heads further down stand for their rows.
        int heads = 0;
        for (const auto& cell : table.cells)
            if (cell.is_head && cell.row <= heads)
                heads = std::max(heads, cell.row + cell.row_span);
        for (const auto& cell : table.cells)
            if (!cell.is_head)
                heads = std::min(heads, cell.row);
        const auto covered = covered_places(table);
        auto cell = table.cells.begin();
        for (int row = 0; row < table.rows; ++row) {
            if (row == 0)
                out_ += heads > 0 ? "<thead>" : "<tbody>";
            else if (row == heads)
                out_ += "</thead><tbody>";
            out_ += "<tr>";
            int column = 0;
            for (; cell != table.cells.end() && cell->row == row; ++cell) {
                fill(table, covered, row, column, cell->column);
                this->cell(*cell);
                column = cell->column + cell->column_span;
            }
            fill(table, covered, row, column, table.columns);
            out_ += "</tr>";
        }
        out_ += "</tbody></table>";
    }

    // Places of a row that no cell covers, not even one from above.
    void fill(const RichTable& table, const std::vector<bool>& covered, int row, int from, int to) {
        for (int column = from; column < to; ++column)
            if (!covered[place(table, row, column)])
                out_ += "<td></td>";
    }

    static std::size_t place(const RichTable& table, int row, int column) {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(table.columns) + static_cast<std::size_t>(column);
    }

    static std::vector<bool> covered_places(const RichTable& table) {
        std::vector<bool> covered(place(table, table.rows, 0));
        for (const auto& cell : table.cells)
            for (int row = cell.row; row < cell.row + cell.row_span; ++row)
                for (int column = cell.column; column < cell.column + cell.column_span; ++column)
                    covered[place(table, row, column)] = true;
        return covered;
    }

    void cell(const RichCell& cell) {
        out_ += cell.is_head ? "<th" : "<td";
        if (cell.row_span > 1)
            out_ += " rowspan=" + std::to_string(cell.row_span);
        if (cell.column_span > 1)
            out_ += " colspan=" + std::to_string(cell.column_span);
        out_ += '>';
        for (const auto& inner : cell.blocks)
            block_in_cell(inner);
        end_items(0);
        out_ += cell.is_head ? "</th>" : "</td>";
    }

    // How lines stand in a cell is a matter of looks.
    void block_in_cell(const RichBlock& inner) {
        if (inner.kind == RichBlock::Kind::item || inner.kind == RichBlock::Kind::table)
            return block(inner);
        end_items(0);
        out_ += "<p>";
        runs(inner);
        out_ += "</p>";
    }

    void runs(const RichBlock& block) {
        escape(out_, block.label);
        for (const auto& run : block.runs)
            this->run(run);
    }

    void run(const Run& run) {
        if (!run.link.empty()) {
            out_ += "<a href=\"";
            escape(out_, run.link);
            out_ += "\">";
        }
        if (run.picture >= 0) {
            picture(static_cast<std::size_t>(run.picture));
        } else {
            const std::pair<bool, std::string_view> looks[] = {
                {run.is_bold, "b"},   {run.is_italic, "i"},    {run.is_underlined && run.link.empty(), "u"},
                {run.is_struck, "s"}, {run.is_lowered, "sub"}, {run.is_raised, "sup"}};
            for (const auto& [is_so, tag] : looks)
                if (is_so)
                    (out_ += '<').append(tag) += '>';
            escape(out_, run.text);
            for (auto look = std::rbegin(looks); look != std::rend(looks); ++look)
                if (look->first)
                    (out_ += "</").append(look->second) += '>';
        }
        if (!run.link.empty())
            out_ += "</a>";
    }

    void picture(std::size_t index) {
        if (index >= files_.size())
            return;
        const auto& file = files_[index];
        auto [known, is_new] = names_.try_emplace(index);
        if (is_new) {
            const auto ending = file.type == "image/jpeg" ? std::string("jpg") : file.type.substr(file.type.find('/') + 1);
            known->second = std::to_string(pictures_.size() + 1) + "." + ending;
            pictures_.push_back({known->second, file.type, file.bytes});
        }
        out_ += "<img src=\"picture:" + known->second + '"';
        if (!file.alternative.empty()) {
            out_ += " alt=\"";
            escape(out_, replace_all(file.alternative, "\n", " "));
            out_ += '"';
        }
        out_ += '>';
    }

    const std::vector<RichPicture>& files_;
    std::vector<Picture>& pictures_;
    std::map<std::size_t, std::string> names_;
    std::string out_;
    std::size_t lists_ = 0;  // open ones, inside one another
};

// 第一章, 第一节, 一、, （一）, 1., （1）, from the highest; 0 where a line has no number.
int rank_of(std::string_view text) {
    const int level = numbering_level(text);
    return level == 0 || trim(text).starts_with("第") ? level : level + 2;
}

// The first of its kind: what came before belongs to something else.
bool begins_anew(std::string_view text) {
    text = trim(text);
    for (const std::string_view first :
         {"第一章", "第一节", "一、", "一．", "（一）", "(一)", "1.", "1．", "1、", "（1）", "(1)"})
        if (text.starts_with(first))
            return true;
    return false;
}

// A heading has something of its own below it: a line of a lower rank, a table; one of the lower ranks a paragraph.
bool has_something_below(std::string_view text, const RichBlock* next) {
    if (!next || next->align == Align::end)  // who signs
        return false;
    if (next->kind != RichBlock::Kind::paragraph)
        return true;
    const auto below = text_of(*next);
    const int rank = rank_of(text), rank_below = rank_of(below);
    if (numbering_level(text) <= 2)
        return rank_below == 0 || rank_below > rank;
    return rank_below == 0 && (below.size() > 120 || below.ends_with("。"));
}

// Lines numbered on from each other, 一、 to 五、, are of one kind: all that are short are headings, or all are items of a list.
// What stands below the last may belong to what goes on after it, so it says something only where it is the only one.
struct Siblings {
    int level = 0;
    std::vector<std::size_t> lines;  // that are short enough
    std::size_t with_own = 0, sentences = 0;
    bool last_line_has_own = false;

    bool are_headings() const {
        if (lines.empty() || with_own == 0)
            return false;
        // 五、本通知自印发之日起施行。 stands among headings; （二）…。 or 2.…。 stands among its like.
        if ((level == 2 && sentences > lines.size()) || (level > 2 && sentences > 0))
            return false;
        if (lines.size() + sentences == 1)
            return true;
        const auto others = lines.size() - (sentences == 0 ? 1 : 0);
        const auto others_with_own = with_own - (sentences == 0 && last_line_has_own ? 1 : 0);
        return others_with_own > 0 && others_with_own * 2 >= others;
    }
};

}  // namespace

void find_headings(std::vector<RichBlock>& blocks) {
    const bool has_own = std::ranges::any_of(blocks, [](const RichBlock& block) {
        return block.kind == RichBlock::Kind::heading && numbering_level(text_of(block)) > 0;
    });
    if (has_own)
        return;
    const auto make_heading = [&](std::size_t i, int level) {
        auto& block = blocks[i];
        block.kind = RichBlock::Kind::heading;
        block.level = level;
        block.align = Align::start;
        for (auto& run : block.runs)
            run.is_bold = false;
    };
    std::map<int, Siblings> open;  // by rank
    const auto close = [&](int from) {
        for (auto rank = open.lower_bound(from); rank != open.end(); rank = open.erase(rank))
            if (rank->second.are_headings())
                for (const auto i : rank->second.lines)
                    make_heading(i, rank->second.level + 1);
    };
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto& block = blocks[i];
        if (block.kind == RichBlock::Kind::heading)
            close(1);
        if ((block.kind != RichBlock::Kind::paragraph && block.kind != RichBlock::Kind::heading) || block.align == Align::end)
            continue;
        const auto text = text_of(block);
        const int rank = rank_of(text);
        auto after = i + 1;
        while (after < blocks.size() && blocks[after].kind == RichBlock::Kind::page_break)
            ++after;
        const auto* next = after < blocks.size() ? &blocks[after] : nullptr;
        if (rank == 0) {
            if (next && may_be_heading(text)) {
                close(1);
                make_heading(i, 2);
            }
            continue;
        }
        close(begins_anew(text) ? rank : rank + 1);
        auto& siblings = open[rank];
        siblings.level = numbering_level(text);
        if (!may_be_heading(text)) {
            ++siblings.sentences;
            siblings.last_line_has_own = false;
            continue;
        }
        siblings.lines.push_back(i);
        siblings.last_line_has_own = has_something_below(text, next);
        siblings.with_own += siblings.last_line_has_own;
    }
    close(1);
}

std::string compose(const std::vector<RichBlock>& blocks, const std::vector<RichPicture>& files, std::vector<Picture>& pictures) {
    Composer composer(files, pictures);
    composer.all(blocks);
    return composer.take();
}

}  // namespace gongkai::intake
