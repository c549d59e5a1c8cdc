// Lines: pieces of text of one look each.
#include <algorithm>

#include "base/markup/tree.h"

namespace gongkai::markup {
namespace {

constexpr std::string_view wide_blank = "\u3000";

// ASCII blanks and the ideographic one at an end.
bool cut_front(std::string& text) {
    const auto before = text.size();
    for (;;) {
        if (text.starts_with(' '))
            text.erase(0, 1);
        else if (text.starts_with(wide_blank))
            text.erase(0, wide_blank.size());
        else
            return text.size() != before;
    }
}

void cut_back(std::string& text) {
    for (;;) {
        if (text.ends_with(' '))
            text.pop_back();
        else if (text.ends_with(wide_blank))
            text.resize(text.size() - wide_blank.size());
        else
            return;
    }
}

bool is_all_blank(const std::string& text) {
    auto copy = text;
    cut_front(copy);
    return copy.empty();
}

bool is_text(const Piece& piece) { return piece.kind == Piece::Kind::text; }

}  // namespace

std::string plain(const Line& line) {
    std::string out;
    for (const auto& piece : line)
        if (is_text(piece))
            out += piece.text;
        else if (piece.kind == Piece::Kind::line_break)
            out += '\n';
    return out;
}

bool is_blank(const Line& line) {
    return std::ranges::all_of(line, [](const Piece& piece) {
        return piece.kind != Piece::Kind::picture && (!is_text(piece) || is_all_blank(piece.text));
    });
}

void tidy(Line& line) {
    Line out;
    for (auto& piece : line) {
        if (piece.kind == Piece::Kind::line_break) {
            while (!out.empty() && is_text(out.back())) {
                cut_back(out.back().text);
                if (!out.back().text.empty())
                    break;
                out.pop_back();
            }
            if (!out.empty() && out.back().kind != Piece::Kind::line_break)
                out.push_back({Piece::Kind::line_break, {}, 0, {}, {}});
            continue;
        }
        if (piece.kind == Piece::Kind::picture) {
            piece.marks = 0;
            out.push_back(std::move(piece));
            continue;
        }
        if (out.empty() || out.back().kind == Piece::Kind::line_break)
            cut_front(piece.text);
        else if (is_text(out.back()) && out.back().text.ends_with(' ') && piece.text.starts_with(' '))
            piece.text.erase(0, 1);
        if (piece.text.empty())
            continue;
        if (!out.empty() && out.back().kind != Piece::Kind::line_break && is_all_blank(piece.text)) {
            piece.marks = out.back().marks;
            piece.link = out.back().link;
        }
        if (!out.empty() && is_text(out.back()) && out.back().marks == piece.marks && out.back().link == piece.link)
            out.back().text += piece.text;
        else
            out.push_back(std::move(piece));
    }
    while (!out.empty() && out.back().kind != Piece::Kind::picture) {
        if (is_text(out.back()))
            cut_back(out.back().text);
        if (is_text(out.back()) && !out.back().text.empty())
            break;
        out.pop_back();
    }
    line = std::move(out);
}

}  // namespace gongkai::markup
