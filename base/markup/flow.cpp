#include "base/markup/flow.h"

#include <utility>

#include "base/core/text.h"

namespace gongkai::markup {
namespace {

// Blanks, a wide one counted twice, that begin a paragraph where paragraphs are only lines.
constexpr int indentation = 3;

// What shows nothing and only serves to deceive or to break: controls, zero widths, marks of direction.
bool is_unseen(char32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || (c >= 0x7F && c < 0xA0) || c == 0xAD ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000);
}

bool is_blank(char32_t c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0xA0; }

bool is_plain_ascii(std::string_view text) {
    for (const char c : text)
        if (c < 0x21 || c == 0x7F)
            return false;
    return true;
}

}  // namespace

bool Flow::ends_with_break() const { return !line_.empty() && line_.back().kind == Piece::Kind::line_break; }

void Flow::text(std::string_view raw, unsigned marks, const std::string& link) {
    std::string out;
    if (is_plain_ascii(raw)) {
        out = raw;
    } else {
        out.reserve(raw.size());
        for (const char32_t c : to_code_points(raw)) {
            if (is_unseen(c))
                continue;
            if ((c == 0x3000 || c == 0xA0) && ends_with_break() && (out.empty() || out == " ")) {
                blanks_ += c == 0x3000 ? 2 : 1;
                if (blanks_ >= indentation)  // the break before was the end of a paragraph
                    end_line();
                continue;
            }
            if (is_blank(c)) {
                if (out.empty() || out.back() != ' ')
                    out += ' ';
            } else {
                out += to_utf8({&c, 1});
            }
        }
    }
    if (out.empty())
        return;
    if (out != " ")
        blanks_ = 0;
    line_.push_back({Piece::Kind::text, std::move(out), marks, link, {}});
}

// Two breaks in a row are the end of a paragraph.
void Flow::line_break() {
    while (!line_.empty() && line_.back().kind == Piece::Kind::text && trim(line_.back().text).empty())
        line_.pop_back();
    blanks_ = 0;
    if (ends_with_break())
        return end_line();
    if (!line_.empty())
        line_.push_back({Piece::Kind::line_break, {}, 0, {}, {}});
}

void Flow::picture(Piece piece) { line_.push_back(std::move(piece)); }

void Flow::end_line() {
    auto line = std::exchange(line_, {});
    blanks_ = 0;
    tidy(line);
    if (is_blank(line))
        return;
    Block block;
    block.align = align_;
    block.level = item_level_;
    block.line = std::move(line);
    blocks_.push_back(std::move(block));
}

void Flow::add(Block block) {
    end_line();
    blocks_.push_back(std::move(block));
}

void Flow::add(Blocks blocks) {
    end_line();
    std::move(blocks.begin(), blocks.end(), std::back_inserter(blocks_));
}

Blocks Flow::take() {
    end_line();
    gather_items(blocks_);
    return std::move(blocks_);
}

}  // namespace gongkai::markup
