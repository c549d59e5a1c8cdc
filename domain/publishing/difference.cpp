#include "domain/publishing/difference.h"

#include <algorithm>
#include <cctype>
#include <dtl/dtl.hpp>
#include <iterator>
#include <numeric>
#include <optional>

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

using Words = std::vector<std::string>;

void add_words(std::vector<Passage>& all, Passage::Kind kind, Words::const_iterator from, Words::const_iterator to) {
    if (from != to)
        add(all, kind, std::accumulate(from, to, std::string()));
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
    add_words(all, Passage::Kind::same, one.begin(), begins.first);
    add_words(all, Passage::Kind::gone, begins.first, ends.first.base());
    add_words(all, Passage::Kind::came, begins.second, ends.second.base());
    add_words(all, Passage::Kind::same, ends.first.base(), one.end());
}

// Line by line where they are as many, or what went and then what came.
std::vector<Passage> by_lines(const std::string& gone, const std::string& came) {
    std::vector<Passage> all;
    const auto was = pieces_of(gone, U"\n"), is = pieces_of(came, U"\n");
    if (was.size() == is.size()) {
        for (std::size_t line = 0; line < was.size(); ++line)
            add_changed(all, was[line], is[line]);
        return all;
    }
    if (!gone.empty())
        add(all, Passage::Kind::gone, gone);
    if (!came.empty())
        add(all, Passage::Kind::came, came);
    return all;
}

// Texts that differ in their line breaks alone; nothing where they differ in more.
std::optional<std::vector<Passage>> by_breaks(std::string_view before, std::string_view after) {
    std::vector<Passage> all;
    std::size_t i = 0, j = 0;
    while (i < before.size() || j < after.size()) {
        const bool has_gone = i < before.size() && before[i] == '\n', has_come = j < after.size() && after[j] == '\n';
        if (has_gone != has_come)
            has_gone ? ++i : ++j;
        else if (i == before.size() || j == after.size() || before[i] != after[j])
            return std::nullopt;
        else
            ++i, ++j;
        const auto kind = has_gone == has_come ? Passage::Kind::same : has_gone ? Passage::Kind::gone : Passage::Kind::came;
        add(all, kind, has_gone || has_come ? "\n" : std::string(1, before[i - 1]));
    }
    return all;
}

// What went and came between two stretches that stayed.
struct Change {
    std::string kept_before, gone, came;
    std::size_t kept_words = 0;
};

// Word by word, as far as that can be read: a few words that two texts have in common by chance have not stayed.
std::optional<std::vector<Passage>> by_words(const std::string& gone, const std::string& came) {
    constexpr std::size_t work_at_most = 1'000'000, least_words = 3;
    const auto one = words_of(gone), other = words_of(came);
    if (one.size() * other.size() > work_at_most)
        return std::nullopt;
    dtl::Diff<std::string> diff(one, other);
    diff.compose();
    std::vector<Change> changes;
    bool is_kept = false;
    for (const auto& [word, info] : diff.getSes().getSequence()) {
        const bool stays = info.type == dtl::SES_COMMON;
        if (changes.empty() || (stays && !is_kept))
            changes.emplace_back();
        auto& change = changes.back();
        (stays ? change.kept_before : info.type == dtl::SES_DELETE ? change.gone : change.came) += word;
        change.kept_words += stays ? 1 : 0;
        is_kept = stays;
    }
    const auto is_break = [](const Change& change) {
        return (change.gone + change.came).find_first_not_of("\n ") == std::string::npos;
    };
    std::vector<Change> told;
    for (auto& change : changes) {
        const bool is_last = change.gone.empty() && change.came.empty();
        const bool is_by_chance = change.kept_words < least_words && !change.kept_before.contains('\n');
        if (!told.empty() && !is_last && is_by_chance && !is_break(change) && !is_break(told.back())) {
            told.back().gone += change.kept_before + change.gone;
            told.back().came += change.kept_before + change.came;
        } else {
            told.push_back(std::move(change));
        }
    }
    std::vector<Passage> all;
    for (const auto& change : told)
        for (const auto& [kind, text] : {std::pair(Passage::Kind::same, &change.kept_before),
                                         {Passage::Kind::gone, &change.gone},
                                         {Passage::Kind::came, &change.came}})
            if (!text->empty())
                add(all, kind, *text);
    return all;
}

std::size_t marked(const std::vector<Passage>& all) {
    std::size_t octets = 0;
    for (const auto& passage : all)
        octets += passage.kind == Passage::Kind::same ? 0 : passage.text.size();
    return octets;
}

// Clauses side by side that went and came. Lines are told one beside the other, unless they were parted or joined: then far less
// has changed than stands in them.
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
        auto told = by_lines(gone, came);
        if (!gone.empty() && !came.empty())
            if (auto words = by_words(gone, came); words && marked(*words) * 2 <= marked(told))
                told = std::move(*words);
        for (const auto& passage : told)
            add(all, passage.kind, passage.text);
    }
    return all;
}

}  // namespace

std::vector<Passage> difference(std::string_view before, std::string_view after) {
    if (auto breaks = by_breaks(before, after))
        return *breaks;
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
