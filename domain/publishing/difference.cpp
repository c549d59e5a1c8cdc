#include "domain/publishing/difference.h"

#include <dtl/dtl.hpp>

#include "base/core/text.h"

namespace gongkai::publishing {
namespace {

constexpr std::size_t pieces_at_most = 3000;  // of each text: the time grows with what differs

// Clauses end with the marks that part them, so that joined they are the text again.
std::vector<std::string> pieces_of(std::string_view text, std::u32string_view ends) {
    std::vector<std::string> all;
    std::u32string piece;
    for (const char32_t c : to_code_points(text)) {
        piece += c;
        if (ends.contains(c)) {
            all.push_back(to_utf8(piece));
            piece.clear();
        }
    }
    if (!piece.empty())
        all.push_back(to_utf8(piece));
    return all;
}

void add(std::vector<Passage>& all, Passage::Kind kind, const std::string& text) {
    if (all.empty() || all.back().kind != kind)
        all.push_back({kind, text});
    else
        all.back().text += text;
}

}  // namespace

std::vector<Passage> difference(std::string_view before, std::string_view after) {
    constexpr std::u32string_view clauses = U"\n。；，：、,;", paragraphs = U"\n";
    auto was = pieces_of(before, clauses), is = pieces_of(after, clauses);
    if (was.size() > pieces_at_most || is.size() > pieces_at_most) {
        was = pieces_of(before, paragraphs);
        is = pieces_of(after, paragraphs);
    }
    std::vector<Passage> all;
    if (was.size() > pieces_at_most || is.size() > pieces_at_most) {
        if (before == after)
            return {{Passage::Kind::same, std::string(before)}};
        return {{Passage::Kind::gone, std::string(before)}, {Passage::Kind::came, std::string(after)}};
    }
    dtl::Diff<std::string> diff(was, is);
    diff.compose();
    for (const auto& [piece, info] : diff.getSes().getSequence())
        add(all,
            info.type == dtl::SES_DELETE ? Passage::Kind::gone
            : info.type == dtl::SES_ADD  ? Passage::Kind::came
                                         : Passage::Kind::same,
            piece);
    return all;
}

}  // namespace gongkai::publishing
