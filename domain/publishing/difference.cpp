#include "domain/publishing/difference.h"

#include <algorithm>
#include <cctype>
#include <dtl/dtl.hpp>
#include <iterator>
#include <numeric>

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

// Numbers and Latin words are read as wholes, all else character by character.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> all;
    bool goes_on = false;
    for (const char32_t c : to_code_points(text)) {
        const bool is_of_a_run = c < 0x80 && (std::isalnum(static_cast<unsigned char>(c)) || c == '.');
        if (is_of_a_run && goes_on)
            all.back() += to_utf8(std::u32string(1, c));
        else
            all.push_back(to_utf8(std::u32string(1, c)));
        goes_on = is_of_a_run;
    }
    return all;
}

// Of a clause that became another, what both begin and end with has stayed, if it is enough of them to tell by.
void add_changed(std::vector<Passage>& all, const std::string& gone, const std::string& came) {
    const auto one = words_of(gone), other = words_of(came);
    const auto begins = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    const auto ends = std::mismatch(one.rbegin(), std::make_reverse_iterator(begins.first), other.rbegin(),
                                    std::make_reverse_iterator(begins.second));
    const auto kept = (begins.first - one.begin()) + (ends.first - one.rbegin());
    if (kept * 3 < static_cast<std::ptrdiff_t>(std::min(one.size(), other.size()))) {
        add(all, Passage::Kind::gone, gone);
        add(all, Passage::Kind::came, came);
        return;
    }
    const auto add_words = [&](Passage::Kind kind, auto from, auto to) {
        if (from != to)
            add(all, kind, std::accumulate(from, to, std::string()));
    };
    add_words(Passage::Kind::same, one.begin(), begins.first);
    add_words(Passage::Kind::gone, begins.first, ends.first.base());
    add_words(Passage::Kind::came, begins.second, ends.second.base());
    add_words(Passage::Kind::same, ends.first.base(), one.end());
}

// Clauses side by side that went and came: line by line where they are as many, or what went and then what came.
std::vector<Passage> told_in_words(const std::vector<Passage>& clauses) {
    std::vector<Passage> all;
    for (std::size_t i = 0; i < clauses.size();) {
        if (clauses[i].kind == Passage::Kind::same) {
            add(all, Passage::Kind::same, clauses[i++].text);
            continue;
        }
        std::string gone, came;
        for (; i < clauses.size() && clauses[i].kind != Passage::Kind::same; ++i)
            (clauses[i].kind == Passage::Kind::gone ? gone : came) += clauses[i].text;
        const auto was = pieces_of(gone, U"\n"), is = pieces_of(came, U"\n");
        if (was.size() == is.size()) {
            for (std::size_t line = 0; line < was.size(); ++line)
                add_changed(all, was[line], is[line]);
            continue;
        }
        if (!gone.empty())
            add(all, Passage::Kind::gone, gone);
        if (!came.empty())
            add(all, Passage::Kind::came, came);
    }
    return all;
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
    return told_in_words(all);
}

}  // namespace gongkai::publishing
