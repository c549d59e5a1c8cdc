#include "domain/intake/checks/mask.h"

#include <algorithm>
#include <array>

#include "base/core/text.h"
#include "domain/intake/checks.h"
#include "domain/intake/checks/passage.h"

namespace gongkai::intake {
namespace {

constexpr std::array<std::string_view, 12> of_people{"id_number",     "mobile", "landline",  "bank_card",
                                                     "address",       "minor",  "health",    "passport",
                                                     "licence_plate", "email",  "messenger", "officer_card"};
constexpr std::size_t area_of_id = 6;

using Signs = std::vector<std::u32string>;

// The places of its digits, and of an X that ends an identity number.
std::vector<std::size_t> digits_in(std::u32string_view printed) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < printed.size(); ++i) {
        const auto folded = folded_sign(printed[i]);
        if (is_digit(folded) || chinese_digit(printed[i]) || (i + 1 == printed.size() && (folded == U'x' || folded == U'×')))
            places.push_back(i);
    }
    return places;
}

void keep_ends(Signs& signs, const std::vector<std::size_t>& places, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i + last < places.size(); ++i)
        signs[places[i]] = U"*";
}

// A number that has no form of its own, a column's odd value, keeps two digits.
void number(Signs& signs, std::string_view kind, const std::vector<std::size_t>& places) {
    const auto count = places.size();
    if (kind == "bank_card")
        keep_ends(signs, places, 0, 4);
    else if (kind == "landline")
        keep_ends(signs, places, count > 4 ? count - 4 : 0, 0);
    else if (kind == "mobile" && count >= 11)
        keep_ends(signs, places, count - 8, 4);
    else if (count == 18)
        keep_ends(signs, places, area_of_id, 4);
    else if (count == 15)
        keep_ends(signs, places, area_of_id, 3);
    else if (count >= 14)  // its end is masked already
        keep_ends(signs, places, area_of_id, 0);
    else
        keep_ends(signs, places, 2, 0);
}

void name(Signs& signs, std::u32string_view printed) {
    const auto& surnames = check_words().surnames;
    const auto surname = std::ranges::find_if(surnames, [&](const auto& word) { return printed.starts_with(word); });
    for (std::size_t i = surname == surnames.end() ? 1 : surname->size(); i < printed.size(); ++i)
        if (printed[i] != U' ')
            signs[i] = U"某";
}

bool is_person(std::u32string_view printed) {
    return printed.size() >= 2 && printed.size() <= 5 &&
           std::ranges::all_of(printed, [](char32_t c) { return is_han(c) || c == U' ' || c == U'　'; }) &&
           begins_with_any(printed, check_words().surnames);
}

}  // namespace

bool is_maskable(std::string_view kind) { return std::ranges::find(of_people, kind) != of_people.end(); }

std::vector<Finding> maskable(std::vector<Finding> findings) {
    std::erase_if(findings, [](const Finding& finding) { return !is_maskable(finding.kind); });
    return findings;
}

std::vector<std::u32string> masked_signs(std::string_view kind, std::u32string_view printed) {
    Signs signs;
    for (const char32_t c : printed)
        signs.emplace_back(1, c);
    const auto places = digits_in(printed);
    if (kind == "licence_plate") {
        for (std::size_t i = 2; i + 2 < signs.size(); ++i)
            if (is_digit(folded_sign(printed[i])) || is_letter(folded_sign(printed[i])))
                signs[i] = U"*";
    } else if (kind == "messenger") {
        for (std::size_t i = 2; i < signs.size(); ++i)
            signs[i] = U"*";
    } else if (kind == "email") {
        for (std::size_t i = 1; i < printed.size() && folded_sign(printed[i]) != U'@'; ++i)
            signs[i] = i < 4 ? U"*" : U"";
        if (printed.size() > 1 && folded_sign(printed[1]) == U'@')
            signs[0] = U"*";
    } else if (kind == "passport") {
        keep_ends(signs, places, 1, 2);
    } else if (kind == "address" || (kind == "health" && !is_person(printed))) {
        std::ranges::fill(signs, std::u32string());
    } else if (kind == "health" || (kind == "minor" && is_person(printed))) {
        name(signs, printed);
    } else {
        number(signs, kind, places);
    }
    return signs;
}

std::string mask(std::string_view text, const std::vector<Finding>& findings) {
    const auto signs = to_code_points(text);
    std::vector<std::u32string> masked(signs.size());
    for (std::size_t i = 0; i < signs.size(); ++i)
        masked[i] = signs[i];
    for (const auto& finding : findings) {
        if (!is_maskable(finding.kind) || finding.end > signs.size() || finding.start >= finding.end)
            continue;
        const auto instead =
            masked_signs(finding.kind, std::u32string_view(signs).substr(finding.start, finding.end - finding.start));
        for (std::size_t i = 0; i < instead.size(); ++i)
            if (instead[i] != std::u32string_view(&signs[finding.start + i], 1))
                masked[finding.start + i] = instead[i];
    }
    std::u32string all;
    for (const auto& sign : masked)
        all += sign;
    return to_utf8(all);
}

}  // namespace gongkai::intake
