#include "domain/search/borne.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/core/text.h"
#include "domain/search/readings.h"

namespace gongkai::search {
namespace {

constexpr std::string_view zi = "字";

// How well the organ that was typed is the one of a paper, the best last.
enum class Fit { none, one_character_differs, ends_otherwise, read_alike, without_zi, as_said };

std::string_view without(std::string_view organ, std::string_view ending) {
    if (organ.ends_with(ending) && organ.size() > 2 * ending.size())
        organ.remove_suffix(ending.size());
    return organ;
}

// 邹政办字, 邹政办发, 邹政办函: 邹政办.
std::string_view root_of(std::string_view organ) {
    for (const auto ending : {zi, std::string_view("发"), std::string_view("函")})
        if (const auto root = without(organ, ending); root != organ)
            return root;
    return organ;
}

bool is_but_for_one_character(std::string_view a, std::string_view b) {
    const auto of_a = to_code_points(a), of_b = to_code_points(b);
    if (of_a.size() != of_b.size() || of_a.size() < 3)
        return false;
    std::size_t others = 0;
    for (std::size_t i = 0; i < of_a.size(); ++i)
        others += of_a[i] != of_b[i] ? 1 : 0;
    return others == 1;
}

// 邹政半字, 邹政办子: 邹政办字.
bool are_read_alike(std::string_view a, std::string_view b) { return reading_of(a).full == reading_of(b).full; }

// zzbz and zouzhengban: 邹政办字, with its 字 or without.
bool is_read_so(const Number& typed, std::string_view organ) {
    return std::ranges::any_of(std::array{organ, without(organ, zi)}, [&](std::string_view one) {
        const auto reading = reading_of(one);
        return typed.organ == reading.initials || typed.organ == reading.full;
    });
}

Fit fit(const Number& typed, std::string_view organ) {
    if (is_in_letters(typed))
        return is_read_so(typed, organ) ? Fit::as_said : Fit::none;
    if (typed.organ.empty() || typed.organ.ends_with(organ) || organ.ends_with(typed.organ))
        return Fit::as_said;
    if (without(typed.organ, zi) == without(organ, zi))
        return Fit::without_zi;
    if (are_read_alike(typed.organ, organ))
        return Fit::read_alike;
    if (root_of(typed.organ) == root_of(organ))
        return Fit::ends_otherwise;
    // 邹建函9号 of no year may as well be mistyped as another organ's.
    if (typed.year != 0 && is_but_for_one_character(typed.organ, organ))
        return Fit::one_character_differs;
    return Fit::none;
}

}  // namespace

Bearers bearers_of(db::Connection& connection, const Number& typed) {
    std::vector<std::pair<EntryId, std::string>> papers;
    if (!typed.organ.empty() && typed.year == 0 && !is_in_letters(typed)) {
        const std::string stem(without(typed.organ, zi));
        papers = with_number(connection, stem, stem + std::string(zi), typed.serial);
    }
    if (papers.empty())
        papers = with_serial(connection, typed.serial, typed.year);
    Fit best = Fit::none;
    for (const auto& [id, organ] : papers)
        best = std::max(best, fit(typed, organ));
    Bearers found;
    found.is_borne = best >= Fit::without_zi;
    found.is_read_alike = best == Fit::read_alike;
    if (best > Fit::none)
        for (const auto& [id, organ] : papers)
            if (fit(typed, organ) == best)
                found.ids.push_back(id);
    if (found.ids.empty() && !typed.organ.empty() && !is_in_letters(typed))
        found.ids = with_serial_near(connection, typed.organ, typed.serial, typed.year);
    return found;
}

std::string written(const Number& number) {
    return number.organ + (number.year == 0 ? "" : "〔" + std::to_string(number.year) + "〕") + std::to_string(number.serial) +
           "号";
}

bool is_meant(const Number& typed, const Number& printed) {
    const bool is_organ =
        is_in_letters(typed) ? is_read_so(typed, printed.organ) : without(typed.organ, zi) == without(printed.organ, zi);
    return is_organ && typed.serial == printed.serial && (typed.year == 0 || typed.year == printed.year);
}

}  // namespace gongkai::search
