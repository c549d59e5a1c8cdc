// HTML by gumbo, which mends what strangers write the way browsers do.
#include <gumbo.h>

#include <array>
#include <charconv>
#include <memory>
#include <stdexcept>

#include "base/core/text.h"
#include "base/extract/decode.h"
#include "base/extract/flow.h"
#include "base/extract/readers.h"

namespace gongkai::extract {
namespace {

// Structure below this depth is not followed, only its text: browsers stop at 512 too.
constexpr int deepest = 400;

std::string_view attribute(const GumboNode* node, const char* name) {
    const auto* found = gumbo_get_attribute(&node->v.element.attributes, name);
    return found ? std::string_view(found->value) : std::string_view();
}

int number(std::string_view text, int otherwise) {
    text = trim(text);
    int value = otherwise;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc::result_out_of_range ? most_places : value;
}

bool is_tag(const GumboNode* node, GumboTag tag) {
    return (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) && node->v.element.tag == tag;
}

bool is_text(const GumboNode* node) {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA;
}

const GumboVector& children(const GumboNode* node) {
    static constexpr GumboVector none{nullptr, 0, 0};
    if (node->type == GUMBO_NODE_DOCUMENT)
        return node->v.document.children;
    return node->type == GUMBO_NODE_ELEMENT ? node->v.element.children : none;
}

const GumboNode* child(const GumboNode* node, unsigned index) {
    return static_cast<const GumboNode*>(children(node).data[index]);
}

bool is_no_content(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_SCRIPT:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_NOSCRIPT:
        case GUMBO_TAG_TEMPLATE:
        case GUMBO_TAG_HEAD:
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_SVG:
            return true;
        default:
            return false;
    }
}

bool is_inline(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_A:
        case GUMBO_TAG_ABBR:
        case GUMBO_TAG_ACRONYM:
        case GUMBO_TAG_B:
        case GUMBO_TAG_BASEFONT:
        case GUMBO_TAG_BDI:
        case GUMBO_TAG_BDO:
        case GUMBO_TAG_BIG:
        case GUMBO_TAG_BUTTON:
        case GUMBO_TAG_CITE:
        case GUMBO_TAG_CODE:
        case GUMBO_TAG_DATA:
        case GUMBO_TAG_DEL:
        case GUMBO_TAG_DFN:
        case GUMBO_TAG_EM:
        case GUMBO_TAG_FONT:
        case GUMBO_TAG_I:
        case GUMBO_TAG_IMG:
        case GUMBO_TAG_INPUT:
        case GUMBO_TAG_INS:
        case GUMBO_TAG_KBD:
        case GUMBO_TAG_LABEL:
        case GUMBO_TAG_MARK:
        case GUMBO_TAG_NOBR:
        case GUMBO_TAG_Q:
        case GUMBO_TAG_RUBY:
        case GUMBO_TAG_S:
        case GUMBO_TAG_SAMP:
        case GUMBO_TAG_SMALL:
        case GUMBO_TAG_SPAN:
        case GUMBO_TAG_STRIKE:
        case GUMBO_TAG_STRONG:
        case GUMBO_TAG_SUB:
        case GUMBO_TAG_SUP:
        case GUMBO_TAG_TIME:
        case GUMBO_TAG_TT:
        case GUMBO_TAG_U:
        case GUMBO_TAG_VAR:
        case GUMBO_TAG_WBR:
        case GUMBO_TAG_UNKNOWN:  // o:p and its like in pages saved by Word
            return true;
        default:
            return false;
    }
}

// Walks elements into a flow. Blank runs become one space, as a browser draws them.
class Walker {
  public:
    explicit Walker(int depth) : depth_(depth) {}

    void walk_children(const GumboNode* node) {
        for (unsigned i = 0; i < children(node).length; ++i)
            walk(child(node, i));
    }

    Flow finish() {
        end_line();
        return std::move(flow_);
    }

  private:
    void walk(const GumboNode* node) {
        if (is_text(node))
            return text(node->v.text.text);
        if (node->type != GUMBO_NODE_ELEMENT || is_no_content(node->v.element.tag))
            return;
        if (++depth_ > deepest)
            all_text(node);
        else
            element(node, node->v.element.tag);
        --depth_;
    }

    void element(const GumboNode* node, GumboTag tag) {
        if (tag == GUMBO_TAG_BR)
            return end_line();
        if (is_inline(tag))
            return walk_children(node);
        end_line();
        if (tag == GUMBO_TAG_TABLE) {
            table(node);
        } else if (tag == GUMBO_TAG_OL) {
            ordered(node);
        } else {
            const bool outer = preformatted_;
            preformatted_ = outer || tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_TEXTAREA;
            walk_children(node);
            preformatted_ = outer;
        }
        end_line();
    }

    void text(std::string_view text) {
        for (const char c : text) {
            const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
            if (preformatted_ && (c == '\n' || c == '\r'))
                end_line();
            else if (!blank)
                line_ += c;
            else if (preformatted_ || (!line_.empty() && line_.back() != ' '))
                line_ += ' ';
        }
    }

    // Without recursion, for any depth.
    void all_text(const GumboNode* top) {
        const GumboNode* node = top;
        for (;;) {
            if (is_text(node))
                text(node->v.text.text);
            if (children(node).length > 0 && !(node->type == GUMBO_NODE_ELEMENT && is_no_content(node->v.element.tag))) {
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

    void end_line() {
        if (!line_.empty())
            flow_.push_back(line_block(std::move(line_)));
        line_.clear();
    }

    // Browsers print the numbers of an ordered list, so they belong to the text, unless the item brings its own.
    void ordered(const GumboNode* list) {
        const auto type = attribute(list, "type");
        int value = number(attribute(list, "start"), 1);
        for (unsigned i = 0; i < children(list).length; ++i) {
            const auto* item = child(list, i);
            if (!is_tag(item, GUMBO_TAG_LI)) {
                walk(item);
                continue;
            }
            value = number(attribute(item, "value"), value);
            Walker inner(depth_ + 1);
            inner.walk_children(item);
            auto blocks = inner.finish();
            if ((type.empty() || type == "1") && !blocks.empty() && !blocks[0].table && !has_number(blocks[0].line))
                blocks[0].line = std::to_string(value) + ". " + std::string(trim(blocks[0].line));
            if (value < most_places)
                ++value;
            std::move(blocks.begin(), blocks.end(), std::back_inserter(flow_));
        }
    }

    static bool has_number(std::string_view line) {
        line = trim(line);
        for (const std::string_view mark : {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "（", "(", "第"})
            if (line.starts_with(mark))
                return true;
        return !line.empty() && line[0] >= '0' && line[0] <= '9';
    }

    void table(const GumboNode* node) {
        RowPlacer rows;
        for (unsigned i = 0; i < children(node).length; ++i) {
            const auto* part = child(node, i);
            if (is_tag(part, GUMBO_TAG_CAPTION)) {
                walk_children(part);
                end_line();
            } else if (is_tag(part, GUMBO_TAG_TBODY) || is_tag(part, GUMBO_TAG_THEAD) || is_tag(part, GUMBO_TAG_TFOOT)) {
                for (unsigned j = 0; j < children(part).length; ++j)
                    if (is_tag(child(part, j), GUMBO_TAG_TR))
                        row(rows, child(part, j));
                rows.end_group();
            }
        }
        flow_.push_back(table_block(rows.finish()));
    }

    void row(RowPlacer& rows, const GumboNode* node) {
        rows.next_row();
        for (unsigned i = 0; i < children(node).length; ++i) {
            const auto* cell = child(node, i);
            if (!is_tag(cell, GUMBO_TAG_TD) && !is_tag(cell, GUMBO_TAG_TH))
                continue;
            Walker inner(depth_ + 3);
            if (depth_ + 3 > deepest)
                inner.all_text(cell);
            else
                inner.walk_children(cell);
            const int row_span = number(attribute(cell, "rowspan"), 1);
            rows.place(row_span == 0 ? most_places : row_span, number(attribute(cell, "colspan"), 1), inner.finish());
        }
    }

    int depth_;
    bool preformatted_ = false;
    std::string line_;
    Flow flow_;
};

std::string title_of(const GumboNode* root) {
    for (unsigned i = 0; i < children(root).length; ++i) {
        const auto* head = child(root, i);
        if (!is_tag(head, GUMBO_TAG_HEAD))
            continue;
        for (unsigned j = 0; j < children(head).length; ++j)
            if (const auto* title = child(head, j); is_tag(title, GUMBO_TAG_TITLE) && children(title).length > 0)
                return std::string(trim(clean(child(title, 0)->v.text.text)));
    }
    return {};
}

}  // namespace

Result<Document> read_html(std::string_view bytes) {
    if (bytes.size() > 2 * most_text)
        return refuse(Refusal::Kind::too_large, "extract.refuse.too_large");
    const auto decoded = decode_html(bytes);
    if (decoded.text.size() > most_text)
        return refuse(Refusal::Kind::too_large, "extract.refuse.too_large");
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    const std::unique_ptr<GumboOutput, void (*)(GumboOutput*)> output(
        gumbo_parse_with_options(&options, decoded.text.data(), decoded.text.size()),
        [](GumboOutput* tree) { gumbo_destroy_output(&kGumboDefaultOptions, tree); });
    Walker walker(0);
    walker.walk_children(output->document);
    Document document{Format::html, title_of(output->root), {lay_out(walker.finish())}, {}};
    if (decoded.wrong > 0)
        document.warnings.emplace_back("extract.warn.wrong_bytes");
    return document;
}

}  // namespace gongkai::extract
