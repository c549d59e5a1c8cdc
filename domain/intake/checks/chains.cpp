#include "domain/intake/checks/chains.h"

#include <algorithm>
#include <array>

namespace gongkai::intake {
namespace {

constexpr std::size_t longest_joint = 3, shortest_in_words = 11, longest_between_words = 7;

// 一三八〇〇一三八〇〇〇, or 一3八〇〇138〇〇〇, but no 一百三十, and no digits that are a number without the sign before them.
// The end of it, or `at`.
std::size_t end_in_words(const Passage& passage, std::size_t at) {
    std::size_t end = at, words = 0, plain = 0, longest_plain = 0;
    for (; end < passage.text().size(); ++end) {
        const bool is_plain = is_digit(passage.at(end));
        if (!is_plain && !chinese_digit(passage.at(end)))
            break;
        words += !is_plain;
        plain = is_plain ? plain + 1 : 0;
        longest_plain = std::max(longest_plain, plain);
    }
    const bool is_number = end - at >= shortest_in_words && words >= 2 && longest_plain < longest_between_words;
    return is_number ? end : at;
}

bool is_joint(char32_t c) {
    return c == U' ' || c == U'-' || c == U'.' || c == U'_' || c == U'(' || c == U')' || c == U'/' || c == U'\n';
}

std::size_t over_blanks(const Passage& passage, std::size_t at) {
    while (passage.at(at) == U' ')
        ++at;
    return at;
}

// Where the next cell says something, from the end of what this one says; `at` where no cell follows.
std::size_t next_cell(const Passage& passage, std::size_t at) {
    const auto tab = over_blanks(passage, at);
    return passage.at(tab) == U'\t' ? over_blanks(passage, tab + 1) : at;
}

// Of a cell that says digits and nothing else from `start` on, an X at the end perhaps, how many; else 0.
std::size_t digits_of_cell(const Passage& passage, std::size_t start) {
    const auto is_edge = [&](char32_t c) { return c == U'\t' || c == U'\n'; };
    auto before = start;
    while (before > 0 && passage.before(before) == U' ')
        --before;
    auto end = start;
    while (is_digit(passage.at(end)))
        ++end;
    if (passage.at(end) == U'x')
        ++end;
    return is_edge(passage.before(before)) && is_edge(passage.at(over_blanks(passage, end))) ? end - start : 0;
}

// Does the cell that begins at `at`, behind a tab, go on with the number that stands in the cells of `chain`?
bool goes_on_in_cell(const Passage& passage, const Chain& chain, std::size_t at) {
    const auto size = digits_of_cell(passage, at);
    if (size == 0 || digits_of_cell(passage, chain.back().stretch.start) == 0)
        return false;
    std::vector<std::size_t> form;
    for (const auto& group : chain)
        form.push_back(group.digits.size());
    if (size == 1 && form.back() == 1)
        return true;
    form.push_back(size);
    constexpr std::array<std::array<std::size_t, 4>, 5> forms{{{6, 8, 4}, {6, 4, 4, 4}, {6, 12}, {14, 4}, {10, 8}}};
    const auto begins = [&](const auto& parts) {
        auto next = next_cell(passage, at + size);
        for (std::size_t i = 0; i < parts.size() && parts[i] > 0; ++i) {
            if (i < form.size() ? form[i] != parts[i] : digits_of_cell(passage, next) != parts[i])
                return false;
            if (i >= form.size())
                next = next_cell(passage, next + parts[i]);
        }
        return true;
    };
    return std::ranges::any_of(forms, begins);
}

// The same of a mobile that is parted into cells, 138 | 1234 | 5678; its label may stand in the first.
bool goes_on_as_mobile(const Passage& passage, const Chain& chain, std::size_t at) {
    const auto& first = chain.front().digits;
    if (chain.size() > 2 || first.size() != 3 || first[0] != '1' || first[1] < '3' || digits_of_cell(passage, at) != 4)
        return false;
    return chain.size() == 2 ? chain[1].joint == U'\t' && chain[1].digits.size() == 4
                             : digits_of_cell(passage, next_cell(passage, at + 4)) == 4;
}

// The sign that joins, where what stands from `at` on is a joint before a digit; its end.
std::pair<char32_t, std::size_t> joint_at(const Passage& passage, std::size_t at) {
    char32_t joint = U' ';
    std::size_t end = at;
    for (; end < passage.text().size() && end - at < longest_joint && is_joint(passage.at(end)); ++end)
        if (passage.at(end) != U' ') {
            if (joint != U' ')
                return {0, at};
            joint = passage.at(end);
        }
    return end > at && is_digit(passage.at(end)) ? std::pair(joint, end) : std::pair(char32_t{0}, at);
}

// X ends an identity number of 18 and nothing else; more of them are a mask. Digits behind it are of a certificate.
bool is_last_x(const Passage& passage, std::size_t at, std::size_t digits_before) {
    const auto is_cross = [&](std::size_t place) { return passage.at(place) == U'x' || passage.at(place) == U'×'; };
    return is_cross(at) && !is_cross(at + 1) && (digits_before == 17 || !is_digit(passage.at(at + 1))) &&
           passage.at(at + 1) != U'*';
}

std::size_t digits_in(const Chain& chain) {
    std::size_t count = 0;
    for (const auto& group : chain)
        count += group.digits.size();
    return count;
}

}  // namespace

std::vector<Chain> chains_in(const Passage& passage) {
    std::vector<Chain> chains;
    const auto size = passage.text().size();
    for (std::size_t at = 0; at < size;) {
        if (const auto end = end_in_words(passage, at); end > at) {
            Group group{{at, end}, {}, 0};
            for (; at < end; ++at)
                group.digits += chinese_digit(passage.at(at)).value_or(static_cast<char>(passage.at(at)));
            chains.push_back({std::move(group)});
            continue;
        }
        if (!is_digit(passage.at(at))) {
            ++at;
            continue;
        }
        Chain chain;
        char32_t joint = 0;
        for (;;) {
            Group group{{at, at}, {}, joint};
            for (; at < size && is_digit(passage.at(at)); ++at)
                group.digits += static_cast<char>(passage.at(at));
            group.stretch.end = at;
            chain.push_back(std::move(group));
            // The X stands after the digits, or in a box of its own.
            std::size_t x = at;
            while (x < size && x - at < longest_joint && (passage.at(x) == U' ' || passage.at(x) == U'-'))
                ++x;
            const auto cell = next_cell(passage, at);
            const bool goes_on = cell > at && (goes_on_in_cell(passage, chain, cell) || goes_on_as_mobile(passage, chain, cell));
            if (goes_on)
                x = cell;
            if (is_last_x(passage, x, digits_in(chain)) && (x == at || digits_in(chain) >= 17)) {
                if (x == at) {
                    chain.back().digits += 'X';
                    chain.back().stretch.end = x + 1;
                } else {
                    chain.push_back({{x, x + 1}, "X", passage.at(at)});
                }
                at = x + 1;
            }
            const auto [next_joint, next] =
                goes_on && is_digit(passage.at(cell)) ? std::pair(char32_t{U'\t'}, cell) : joint_at(passage, at);
            if (next_joint == 0)
                break;
            joint = next_joint;
            at = next;
        }
        chains.push_back(std::move(chain));
    }
    return chains;
}

}  // namespace gongkai::intake
