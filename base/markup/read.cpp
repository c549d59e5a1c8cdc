#include "base/markup/read.h"

#include <algorithm>

#include "base/core/text.h"
#include "base/markup/address.h"
#include "base/markup/elements.h"
#include "base/markup/flow.h"
#include "base/markup/style.h"

namespace gongkai::markup {
namespace {

constexpr int most_span = 1000;

// Structure below this depth is not followed, only its text: browsers stop at 512 too.
constexpr int deepest = 300;

int number(std::string_view text, int otherwise) {
    const auto found = whole_number(trim(text));
    return found ? static_cast<int>(std::clamp<std::int64_t>(*found, -1, most_span)) : otherwise;
}

struct Look {
    unsigned marks = 0;
    std::string link;
    bool is_list_label = false;  // Word's number or bullet, which was read already
};

class Reader {
  public:
    Reader(const Wishes& wishes, const LeavesOut& leaves_out) : wishes_(wishes), leaves_out_(leaves_out) {}

    Blocks read(const GumboNode* top) {
        Flow flow(true);
        all(top, flow, {});
        return flow.take();
    }
    std::set<std::string> removed;

  private:
    void all(const GumboNode* node, Flow& flow, const Look& look) {
        for (unsigned i = 0; i < children(node).length; ++i)
            one(child(node, i), flow, look);
    }

    Blocks inside(const GumboNode* node, const Look& look) {
        Flow flow(false);
        all(node, flow, look);
        return flow.take();
    }

    // The lines of it as one line; what is no line goes to `rest`.
    Line line_inside(const GumboNode* node, const Look& look, Blocks& rest) {
        Line line;
        for (auto& block : inside(node, look)) {
            if (block.kind != Block::Kind::paragraph) {
                rest.push_back(std::move(block));
                continue;
            }
            if (!line.empty())
                line.push_back({Piece::Kind::text, " ", 0, {}, {}});
            std::move(block.line.begin(), block.line.end(), std::back_inserter(line));
        }
        return line;
    }

    void note_events(const GumboNode* node) {
        const auto& attributes = node->v.element.attributes;
        for (unsigned i = 0; i < attributes.length; ++i)
            if (std::string_view(static_cast<const GumboAttribute*>(attributes.data[i])->name).starts_with("on"))
                removed.insert("markup.removed.script");
    }

    void one(const GumboNode* node, Flow& flow, const Look& look) {
        if (is_text(node))
            return look.is_list_label ? void() : flow.text(node->v.text.text, look.marks, look.link);
        if (!is_element(node))
            return;
        if (leaves_out_ && leaves_out_(node))
            return;
        if (const char* why = removal_of(node)) {
            removed.insert(why);
            return;
        }
        if (shows_nothing(node))
            return;
        note_events(node);
        const auto style = read_style(attribute(node, "style"));
        if (style.is_hidden || gumbo_get_attribute(&node->v.element.attributes, "hidden")) {
            removed.insert("markup.removed.hidden");
            return;
        }
        Look inner = look;
        inner.marks = ((look.marks | marks_of(node->v.element.tag)) & ~style.off) | style.on;
        inner.is_list_label = look.is_list_label || style.is_list_label;
        if (++depth_ > deepest)
            all_text(node, flow, inner);
        else
            element(node, node->v.element.tag, flow, inner, style);
        --depth_;
    }

    // Every node below `top` that stays, in order; without recursion, for any depth.
    template <class Visit>
    static void visit_all(const GumboNode* top, Visit visit) {
        const GumboNode* node = top;
        for (;;) {
            visit(node);
            const bool is_followed = !is_element(node) || (!removal_of(node) && !shows_nothing(node));
            if (is_followed && children(node).length > 0) {
                node = child(node, 0);
                continue;
            }
            while (node != top && node->index_within_parent + 1 >= children(node->parent).length)
                node = node->parent;
            if (node == top)
                return;
            node = child(node->parent, static_cast<unsigned>(node->index_within_parent) + 1);
        }
    }

    static void all_text(const GumboNode* top, Flow& flow, const Look& look) {
        visit_all(top, [&](const GumboNode* node) {
            if (is_text(node))
                flow.text(node->v.text.text, look.marks, look.link);
        });
    }

    void element(const GumboNode* node, GumboTag tag, Flow& flow, Look& look, const Style& style) {
        if (tag == GUMBO_TAG_BR)
            return flow.line_break();
        if (tag == GUMBO_TAG_IMG || tag == GUMBO_TAG_IMAGE)
            return picture(node, flow, look);
        if (is_inline(tag)) {
            if (tag == GUMBO_TAG_A)
                link(node, look);
            return all(node, flow, look);
        }
        flow.end_line();
        if (const int level = heading_level(tag))
            heading(node, level, flow, look);
        else
            block(node, tag, flow, look, style);
        flow.end_line();
    }

    void link(const GumboNode* node, Look& look) {
        const auto stated = attribute(node, "href");
        if (trim(stated).empty())
            return;
        const auto of_note = link_of_note(trim(stated));
        look.link = !of_note.empty() ? of_note : wishes_.link ? safe_link(wishes_.link(stated)) : safe_link(stated);
        if (look.link.empty() && !stated.starts_with('#'))
            removed.insert("markup.removed.link");
    }

    void picture(const GumboNode* node, Flow& flow, const Look& look) {
        const auto stated = attribute(node, "src");
        auto source = wishes_.is_from_elsewhere ? std::string() : safe_picture(stated);
        if (source.empty() && wishes_.picture)
            if (const auto name = wishes_.picture(stated); is_picture_name(name))
                source = "picture:" + name;
        Flow alternative(false);  // cleans the text as any other
        alternative.text(attribute(node, "alt"), 0, {});
        auto lines = alternative.take();
        const auto text = lines.empty() ? std::string() : plain(lines.front().line);
        // alt='' is how a page says that a picture only decorates; no alt says nothing, and clean HTML says that it says nothing.
        const bool is_undescribed = text.empty() && (!gumbo_get_attribute(&node->v.element.attributes, "alt") ||
                                                     attribute(node, "class") == "undescribed");
        if (!source.empty())
            return flow.picture({Piece::Kind::picture, text, 0, look.link, source, is_undescribed});
        removed.insert("markup.removed.picture");
        flow.text(text, look.marks, look.link);
    }

    void heading(const GumboNode* node, int level, Flow& flow, Look look) {
        look.marks &= ~static_cast<unsigned>(strong);
        Block block;
        Blocks rest;
        block.line = line_inside(node, look, rest);
        for (auto& piece : block.line) {
            piece.marks &= flow.may_hold_headings() ? ~static_cast<unsigned>(strong) : ~0U;
            if (piece.kind == Piece::Kind::line_break)
                piece = {Piece::Kind::text, " ", 0, {}, {}};
            if (!flow.may_hold_headings())
                piece.marks |= strong;
        }
        tidy(block.line);
        const bool has_text = std::ranges::any_of(block.line, [](const Piece& piece) { return piece.kind == Piece::Kind::text; });
        if (has_text && flow.may_hold_headings()) {
            block.kind = Block::Kind::heading;
            block.level = level;
        }
        if (!is_blank(block.line))
            flow.add(std::move(block));
        flow.add(std::move(rest));
    }

    void block(const GumboNode* node, GumboTag tag, Flow& flow, const Look& look, const Style& style) {
        switch (tag) {
            case GUMBO_TAG_TABLE:
                return table(node, flow, look);
            case GUMBO_TAG_UL:
            case GUMBO_TAG_OL:
            case GUMBO_TAG_MENU:
            case GUMBO_TAG_DIR:
                return list(node, tag == GUMBO_TAG_OL, flow, look);
            case GUMBO_TAG_DL:
                return terms(node, flow, look);
            case GUMBO_TAG_HR: {
                Block rule;
                rule.kind = Block::Kind::rule;
                return flow.add(std::move(rule));
            }
            case GUMBO_TAG_PRE:
            case GUMBO_TAG_LISTING:
            case GUMBO_TAG_XMP:
            case GUMBO_TAG_PLAINTEXT:
                return preformatted(node, flow);
            case GUMBO_TAG_BLOCKQUOTE:
                return quote(node, flow, look);
            case GUMBO_TAG_FIGURE:
                return figure(node, flow, look);
            default:
                return lines(node, tag, flow, look, style);
        }
    }

    void lines(const GumboNode* node, GumboTag tag, Flow& flow, const Look& look, const Style& style) {
        const auto outer = flow.align();
        flow.set_align(align_of(node, tag, style, outer));
        const auto label = style.list_level > 0 ? label_of(node) : std::string();
        if (!label.empty()) {
            const auto sign = to_code_points(label).front();
            const bool is_number = (sign >= '0' && sign <= '9') || (sign >= 'A' && sign <= 'Z') ||
                                   (sign >= 'a' && sign <= 'z' && sign != 'o' && label.size() > 1) || is_han(sign) ||
                                   sign == U'（' || sign == '(' || (sign >= 0x2460 && sign <= 0x24FF);
            if (is_number)
                flow.text(label + (static_cast<unsigned char>(label.back()) < 0x80 ? " " : ""), look.marks, {});
            else
                flow.set_item_level(style.list_level);
        }
        all(node, flow, look);
        flow.end_line();
        flow.set_item_level(0);
        flow.set_align(outer);
    }

    static Align align_of(const GumboNode* node, GumboTag tag, const Style& style, Align outer) {
        if (style.has_align)
            return style.align;
        if (tag == GUMBO_TAG_CENTER)
            return Align::centre;
        const auto stated = lower_ascii(attribute(node, "align")), own = std::string(attribute(node, "class"));
        if (stated == "center" || own == "centre")
            return Align::centre;
        if (stated == "right" || own == "right")
            return Align::end;
        return stated == "left" ? Align::start : outer;
    }

    // The text of the span that Word puts before an item for browsers without lists.
    static std::string label_of(const GumboNode* node, bool is_inside = false, int depth = 0) {
        std::string out;
        for (unsigned i = 0; i < children(node).length; ++i) {
            const auto* inner = child(node, i);
            if (is_text(inner) && is_inside)
                out += inner->v.text.text;
            else if (is_element(inner) && depth < 20)
                out += label_of(inner, is_inside || read_style(attribute(inner, "style")).is_list_label, depth + 1);
        }
        return is_inside ? out : std::string(trim(replace_all(out.substr(0, 200), "\u00A0", " ")));
    }

    void list(const GumboNode* node, bool is_ordered, Flow& flow, const Look& look) {
        Block list;
        list.kind = Block::Kind::list;
        list.is_ordered = is_ordered;
        list.first = is_ordered ? std::clamp(number(attribute(node, "start"), 1), 0, most_span) : 1;
        for (unsigned i = 0; i < children(node).length; ++i) {
            const auto* inner = child(node, i);
            const bool is_item = is_tag(inner, GUMBO_TAG_LI);
            if (is_item)
                note_events(inner);
            Flow item(false);
            if (is_item)
                all(inner, item, look);
            else
                one(inner, item, look);
            auto blocks = item.take();
            if (blocks.empty())
                continue;
            // A list directly in a list belongs to the item before it.
            if (!is_item && !list.items.empty() && blocks.front().kind == Block::Kind::list)
                std::move(blocks.begin(), blocks.end(), std::back_inserter(list.items.back().blocks));
            else
                list.items.push_back({false, std::move(blocks)});
        }
        if (!list.items.empty())
            flow.add(std::move(list));
    }

    void collect_terms(const GumboNode* node, std::vector<Item>& items, Blocks& before, const Look& look) {
        for (unsigned i = 0; i < children(node).length; ++i) {
            const auto* inner = child(node, i);
            if (is_tag(inner, GUMBO_TAG_DT)) {
                Item item{true, {}};
                Blocks rest;
                Block term;
                term.line = line_inside(inner, look, rest);
                tidy(term.line);
                if (!is_blank(term.line)) {
                    item.blocks.push_back(std::move(term));
                    items.push_back(std::move(item));
                }
                if (!rest.empty() && items.empty())
                    std::move(rest.begin(), rest.end(), std::back_inserter(before));
                else if (!rest.empty())
                    items.push_back({false, std::move(rest)});
            } else if (is_tag(inner, GUMBO_TAG_DIV)) {
                collect_terms(inner, items, before, look);
            } else {
                Flow flow(false);
                if (is_tag(inner, GUMBO_TAG_DD))
                    all(inner, flow, look);
                else
                    one(inner, flow, look);
                if (auto blocks = flow.take(); !blocks.empty()) {
                    if (items.empty())
                        std::move(blocks.begin(), blocks.end(), std::back_inserter(before));
                    else
                        items.push_back({false, std::move(blocks)});
                }
            }
        }
    }

    // Each group of terms must have what it means; a list that does not is lines.
    void terms(const GumboNode* node, Flow& flow, const Look& look) {
        Block list;
        list.kind = Block::Kind::terms;
        Blocks before;
        collect_terms(node, list.items, before, look);
        flow.add(std::move(before));
        Blocks after;
        while (!list.items.empty() && list.items.back().is_term) {
            after.insert(after.begin(), std::move(list.items.back().blocks.front()));
            list.items.pop_back();
        }
        if (!list.items.empty())
            flow.add(std::move(list));
        flow.add(std::move(after));
    }

    void preformatted(const GumboNode* node, Flow& flow) {
        std::string text, kept;
        visit_all(node, [&](const GumboNode* inner) {
            if (is_text(inner))
                text += inner->v.text.text;
            else if (is_tag(inner, GUMBO_TAG_BR))
                text += '\n';
        });
        for (const char32_t c : to_code_points(replace_all(std::move(text), "\r", "")))
            if (c == '\n' || c == '\t' ||
                (c >= 0x20 && (c < 0x7F || c >= 0xA0) && (c & 0xFFFE) != 0xFFFE && !(c >= 0x200B && c <= 0x200F) &&
                 !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2060 && c <= 0x206F) && !(c >= 0xFDD0 && c <= 0xFDEF) && c != 0xFEFF))
                kept += to_utf8({&c, 1});
        const auto first = kept.find_first_not_of('\n');
        if (first == std::string::npos || trim(kept).empty())
            return;
        Block block;
        block.kind = Block::Kind::preformatted;
        block.line.push_back({Piece::Kind::text, kept.substr(first, kept.find_last_not_of(" \t\n") + 1 - first), 0, {}, {}});
        flow.add(std::move(block));
    }

    void quote(const GumboNode* node, Flow& flow, const Look& look) {
        Block quote;
        quote.kind = Block::Kind::quote;
        quote.inner = inside(node, look);
        if (!quote.inner.empty())
            flow.add(std::move(quote));
    }

    void figure(const GumboNode* node, Flow& flow, const Look& look) {
        Block figure;
        figure.kind = Block::Kind::figure;
        Flow content(false);
        Blocks rest;
        for (unsigned i = 0; i < children(node).length; ++i) {
            const auto* inner = child(node, i);
            if (is_tag(inner, GUMBO_TAG_FIGCAPTION) && figure.line.empty())
                figure.line = line_inside(inner, look, rest);
            else
                one(inner, content, look);
        }
        tidy(figure.line);
        figure.inner = content.take();
        std::move(rest.begin(), rest.end(), std::back_inserter(figure.inner));
        if (figure.inner.empty()) {
            figure.kind = Block::Kind::paragraph;
            if (!is_blank(figure.line))
                flow.add(std::move(figure));
            return;
        }
        flow.add(std::move(figure));
    }

    void table(const GumboNode* node, Flow& flow, const Look& look) {
        Table table;
        Blocks rest;
        std::vector<int> free_from;  // by column: the first row that is free again
        int row = -1;
        const auto rows = [&](const GumboNode* part, bool is_head) {
            const auto group_begins = table.cells.size();
            for (unsigned i = 0; i < children(part).length; ++i) {
                const auto* line = child(part, i);
                if (!is_tag(line, GUMBO_TAG_TR))
                    continue;
                note_events(line);
                ++row;
                std::size_t column = 0;
                for (unsigned j = 0; j < children(line).length; ++j) {
                    const auto* cell = child(line, j);
                    if (is_tag(cell, GUMBO_TAG_TD) || is_tag(cell, GUMBO_TAG_TH))
                        place(cell, row, column, table, free_from, look);
                }
            }
            // No cell reaches over the end of its group.
            for (auto i = group_begins; i < table.cells.size(); ++i)
                table.cells[i].row_span = std::min(table.cells[i].row_span, row + 1 - table.cells[i].row);
            for (int& free : free_from)
                free = std::min(free, row + 1);
            if (is_head)
                table.head_rows = row + 1;
        };
        bool has_body = false;
        for (unsigned i = 0; i < children(node).length; ++i) {
            const auto* part = child(node, i);
            if (is_tag(part, GUMBO_TAG_CAPTION) && table.caption.empty())
                table.caption = line_inside(part, look, rest);
            else if (is_tag(part, GUMBO_TAG_THEAD))
                rows(part, !has_body);
            else if (is_tag(part, GUMBO_TAG_TBODY)) {
                rows(part, false);
                has_body = true;
            }
        }
        for (unsigned i = 0; i < children(node).length; ++i)
            if (is_tag(child(node, i), GUMBO_TAG_TFOOT))
                rows(child(node, i), false);
        tidy(table.caption);
        flow.add(std::move(rest));
        flow.add(mend_table(std::move(table)));
    }

    void place(const GumboNode* node, int row, std::size_t& column, Table& table, std::vector<int>& free_from, const Look& look) {
        note_events(node);
        const int across = std::clamp(number(attribute(node, "colspan"), 1), 1, most_span);
        int down = number(attribute(node, "rowspan"), 1);
        down = down == 0 ? most_span * most_span : std::max(down, 1);
        while (column < free_from.size() && free_from[column] > row)
            ++column;
        TableCell cell{row, static_cast<int>(column), down, across, is_tag(node, GUMBO_TAG_TH), inside(node, look)};
        const auto end = column + static_cast<std::size_t>(across);
        if (free_from.size() < end)
            free_from.resize(end, 0);
        for (auto i = column; i < end; ++i)
            free_from[i] = std::max(free_from[i], row + down);
        column = end;
        table.cells.push_back(std::move(cell));
    }

    const Wishes& wishes_;
    const LeavesOut& leaves_out_;
    int depth_ = 0;
};

}  // namespace

Reading read(const GumboNode* top, const Wishes& wishes, const LeavesOut& leaves_out) {
    Reader reader(wishes, leaves_out);
    Reading reading;
    reading.blocks = reader.read(top);
    reading.removed = std::move(reader.removed);
    return reading;
}

Blocks paragraphs_of(std::string_view text) {
    Flow flow(true);
    for (const auto line : split(text, '\n')) {
        flow.text(line, 0, {});
        flow.end_line();
    }
    return flow.take();
}

}  // namespace gongkai::markup
