#include "domain/records/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/core/text.h"
#include "domain/intake/checks/numbers.h"
#include "domain/records/area.h"

namespace gongkai::records {
namespace {

using RefusalKind = Refusal::Kind;

constexpr std::size_t remembered = 1000;  // answers of a column

std::unexpected<Refusal> wrong(std::string_view id, std::string_view typed, std::vector<std::string> more = {}) {
    std::u32string shown = to_code_points(typed);
    if (shown.size() > 40)
        shown = shown.substr(0, 40) + U"…";
    std::vector<std::string> arguments{to_utf8(shown)};
    for (auto& one : more)
        arguments.push_back(std::move(one));
    return refuse(RefusalKind::invalid, "records.refuse.value." + std::string(id), std::move(arguments));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string spoken_number(double value) {
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
}

// Whole numbers between whatever stands between them: 2026年3月1日, 2026/3/1, 2026-03-01 00:00:00.
std::vector<int> groups_of_digits(std::string_view text) {
    std::vector<int> groups;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < text.size() && is_digit(text[end]))
            ++end;
        int number = 0;
        if (end - at > 8 || std::from_chars(text.data() + at, text.data() + end, number).ec != std::errc())
            return {};
        groups.push_back(number);
        at = end;
    }
    return groups;
}

// Beside the digits of a day stand only its own words.
bool has_other_words(std::string_view text, std::string_view allowed) {
    for (const char32_t c : to_code_points(text))
        if (!(c >= '0' && c <= '9') && to_code_points(allowed).find(c) == std::u32string::npos)
            return true;
    return false;
}

std::optional<Day> real_day(int year, int month, int day) {
    if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    return date.ok() ? std::optional(Day(date)) : std::nullopt;
}

// A sheet counts days, and shows them so where nobody has told it that they are days: 46086 is 2026-03-05.
// The time of the day stands behind a point.
std::optional<Day> day_of_sheet(std::string_view text, CountedFrom from) {
    constexpr std::size_t digits = 5;
    constexpr std::int64_t first = 20'000, last = 80'000;  // 1954 to 2119
    constexpr std::int64_t between = 1462;                 // days from the one beginning to the other
    constexpr auto begins = std::chrono::sys_days(std::chrono::year(1899) / 12 / 30);
    const auto behind = text.size() > digits ? text.substr(digits) : std::string_view();
    const bool is_count =
        behind.empty() || (behind.size() > 1 && behind[0] == '.' && std::ranges::all_of(behind.substr(1), is_digit));
    auto number = is_count && text.size() >= digits ? whole_number(text.substr(0, digits)) : std::nullopt;
    if (number && from == CountedFrom::y1904)
        *number += between;
    return number && *number >= first && *number <= last ? std::optional(begins + std::chrono::days(*number)) : std::nullopt;
}

std::optional<Day> read_day(std::string_view typed, CountedFrom from) {
    if (const auto exact = parse_day(typed))
        return exact;
    const auto text = nfkc(typed);
    if (const auto counted = day_of_sheet(text, from))
        return counted;
    if (has_other_words(text, "年月日-/.号 :TtZz"))
        return std::nullopt;
    const auto groups = groups_of_digits(text);
    if (groups.size() == 1 && text.size() == 8)
        return real_day(groups[0] / 10000, groups[0] / 100 % 100, groups[0] % 100);
    if (groups.size() < 3 || std::ranges::any_of(groups.begin() + 3, groups.end(), [](int n) { return n != 0; }))
        return std::nullopt;
    return real_day(groups[0], groups[1], groups[2]);
}

std::optional<std::string> read_month(std::string_view typed, CountedFrom from) {
    const auto text = nfkc(typed);
    if (has_other_words(text, "年月份日-/. :"))
        return std::nullopt;
    if (const auto counted = day_of_sheet(text, from))
        return to_text(*counted).substr(0, 7);
    auto groups = groups_of_digits(text);
    if (groups.size() == 1 && text.size() == 6)
        groups = {groups[0] / 100, groups[0] % 100};
    if (groups.size() == 2)
        groups.push_back(1);
    if (groups.size() < 3)
        return std::nullopt;
    const auto day = real_day(groups[0], groups[1], groups[2]);
    return day ? std::optional(to_text(*day).substr(0, 7)) : std::nullopt;
}

std::optional<std::string> read_year(std::string_view typed) {
    auto text = nfkc(typed);
    for (const auto* ending : {"年度", "年"})
        if (text.ends_with(ending))
            text.erase(text.size() - std::string_view(ending).size());
    const auto year = whole_number(trim(text));
    return year && *year >= 1900 && *year <= 2199 ? std::optional(std::to_string(*year)) : std::nullopt;
}

// What a computer's arithmetic leaves behind the last decimal is no decimal: 12.340000000000002.
std::optional<std::string> to_decimals(std::string_view digits, int decimals) {
    const bool is_negative = digits.starts_with('-');
    if (is_negative || digits.starts_with('+'))
        digits.remove_prefix(1);
    const auto point = digits.find('.');
    std::string whole(digits.substr(0, point)), fraction(point == std::string_view::npos ? "" : digits.substr(point + 1));
    if (whole.empty() || !std::ranges::all_of(whole, is_digit) || !std::ranges::all_of(fraction, is_digit) || whole.size() > 15)
        return std::nullopt;
    const auto kept = static_cast<std::size_t>(decimals);
    auto number = scaled(whole + "." + fraction.substr(0, kept), decimals);
    if (!number)
        return std::nullopt;
    if (fraction.size() > kept) {
        const auto rest = fraction.substr(kept);
        if (rest.size() >= 8 && rest.starts_with("9999999"))
            ++*number;
        else if (rest.find_first_not_of('0') != std::string::npos && !(rest.size() >= 8 && rest.starts_with("0000000")))
            return std::nullopt;
    }
    return unscaled(is_negative ? -*number : *number, decimals);
}

Result<std::string> read_number(const Field& field, std::string_view typed) {
    auto text = nfkc(typed);
    std::erase_if(text, [](char c) { return c == ',' || c == ' '; });
    if (field.type == Type::percent && text.ends_with('%'))
        text.pop_back();
    if (!field.unit.empty() && text.ends_with(nfkc(field.unit)))
        text.erase(text.size() - nfkc(field.unit).size());
    if (text.starts_with("¥"))
        text.erase(0, std::string_view("¥").size());
    const auto number = to_decimals(text, field.decimals);
    if (!number) {
        const auto loose = to_decimals(text, 6);
        return loose ? wrong(field.decimals == 0 ? "whole" : "decimals", typed, {std::to_string(field.decimals)})
                     : wrong("number", typed);
    }
    const double value = *number_of(*number);
    if (field.least && value < *field.least)
        return wrong("least", typed, {spoken_number(*field.least)});
    if (field.most && value > *field.most)
        return wrong("most", typed, {spoken_number(*field.most)});
    return *number;
}

std::string all_choices(const Field& field) {
    std::vector<std::string> names;
    for (const auto& choice : field.choices)
        names.push_back(choice.names.zh);
    // A name may hold what would part them.
    return join(names, "；");
}

const Choice* choice_typed(const Field& field, std::string_view typed) {
    if (const auto* exact = field.find_choice(typed))
        return exact;
    const auto text = lower_ascii(nfkc(trim(typed)));
    for (const auto& choice : field.choices)
        if (lower_ascii(nfkc(choice.names.zh)) == text || lower_ascii(nfkc(choice.names.en)) == text || choice.key == text)
            return &choice;
    return nullptr;
}

// All that parts choices is one comma.
std::string with_commas(std::string text) {
    for (const auto* separator : {"、", "，"})
        text = replace_all(std::move(text), separator, ",");
    return text;
}

// A name may hold what parts names (没收违法所得、没收非法财物), so the longest name that fits is taken first.
Result<std::string> read_choices(const Field& field, std::string_view typed) {
    std::vector<bool> chosen(field.choices.size(), false);
    const auto take = [&](std::string_view name) {
        bool is_known = false;
        for (std::size_t i = 0; i < field.choices.size(); ++i) {
            const auto& choice = field.choices[i];
            const auto text = lower_ascii(with_commas(nfkc(trim(name))));
            if (choice.key == text || lower_ascii(with_commas(nfkc(choice.names.zh))) == text ||
                lower_ascii(with_commas(nfkc(choice.names.en))) == text)
                chosen[i] = is_known = true;
        }
        return is_known;
    };
    const auto all = replace_all(replace_all(std::string(typed), "；", ";"), "\n", ";");
    for (const auto group : split(all, ';')) {
        const auto commas = with_commas(std::string(group));
        const auto parts = split(commas, ',');
        for (std::size_t from = 0; from < parts.size();) {
            if (trim(parts[from]).empty()) {
                ++from;
                continue;
            }
            auto to = parts.size();
            const auto begin = static_cast<std::size_t>(parts[from].data() - commas.data());
            while (to > from &&
                   !take(std::string_view(commas).substr(
                       begin, static_cast<std::size_t>(parts[to - 1].data() - commas.data()) + parts[to - 1].size() - begin)))
                --to;
            if (to == from)
                return wrong("choice", trim(parts[from]), {all_choices(field)});
            from = to;
        }
    }
    std::string kept;
    for (std::size_t i = 0; i < chosen.size(); ++i)
        if (chosen[i])
            kept += (kept.empty() ? "" : ",") + field.choices[i].key;
    return kept;
}

bool is_phone(std::string_view text) {
    const auto digits = std::ranges::count_if(text, is_digit);
    return digits >= 3 && text.size() <= 80 && !has_other_words(text, "+-() 转、;；/,，");
}

std::optional<std::string> read_yes_no(std::string_view typed) {
    const auto text = lower_ascii(nfkc(typed));
    for (const auto* yes : {"yes", "true", "1", "是", "有", "√", "y"})
        if (text == yes)
            return "yes";
    for (const auto* no : {"no", "false", "0", "否", "无", "没有", "不是", "×", "n"})
        if (text == no)
            return "no";
    return std::nullopt;
}

}  // namespace

Result<std::string> ValueReader::read_unit(const Field& field, std::string_view typed) const {
    auto& known = field.type == Type::town ? known_towns_ : known_units_;
    if (const auto found = known.find(typed); found != known.end())
        return found->second;
    const auto* unit = units_.find(typed, as_of_);
    // A record of former years names a unit as it was called.
    if (!unit) {
        const people::Unit* only = nullptr;
        int count = 0;
        for (const auto& one : units_.units())
            if (one.name == typed || one.full_name == typed) {
                only = &one;
                ++count;
            }
        if (count == 1)
            unit = only;
    }
    auto answer = [&]() -> Result<std::string> {
        if (!unit)
            return wrong(field.type == Type::town ? "town" : "unit", typed);
        if (field.type == Type::town && unit->kind != people::Kind::town && unit->kind != people::Kind::subdistrict)
            return wrong("town", typed);
        return std::to_string(unit->id);
    }();
    if (known.size() < remembered)
        known.emplace(typed, answer);
    return answer;
}

Result<std::string> ValueReader::read_choice(const Field& field, std::string_view typed) const {
    auto& known = known_choices_[&field];
    if (const auto found = known.find(typed); found != known.end())
        return found->second;
    auto answer = [&]() -> Result<std::string> {
        if (field.type == Type::choices)
            return read_choices(field, typed);
        const auto* choice = choice_typed(field, typed);
        return choice ? Result<std::string>(choice->key) : wrong("choice", typed, {all_choices(field)});
    }();
    if (known.size() < remembered)
        known.emplace(typed, answer);
    return answer;
}

Result<std::string> ValueReader::read(const Field& field, std::string_view typed, CountedFrom from) const {
    typed = trim(typed);
    if (typed.empty())
        return std::string();
    const auto kept = [&](const std::optional<std::string>& value, std::string_view id) -> Result<std::string> {
        if (value)
            return *value;
        return wrong(id, typed);
    };
    switch (field.type) {
        case Type::line:
        case Type::document:
        case Type::power: {
            // A document is named by its title, which some write in the signs of a title.
            constexpr std::string_view open = "《", close = "》";
            if (field.type == Type::document && typed.starts_with(open) && typed.ends_with(close) &&
                typed.size() > open.size() + close.size() && typed.find(open, open.size()) == std::string_view::npos)
                typed = typed.substr(open.size(), typed.size() - open.size() - close.size());
            auto seen = without_unseen(typed);
            if (!seen)
                return wrong("turned", "");
            std::string line = *std::move(seen);
            for (auto& c : line)
                if (c == '\n' || c == '\r' || c == '\t')
                    c = ' ';
            if (line.size() > field.length_at_most && count_code_points(line) > field.length_at_most)
                return wrong("long", typed, {std::to_string(field.length_at_most)});
            return line;
        }
        case Type::text:
            if (typed.size() > field.length_at_most && count_code_points(typed) > field.length_at_most)
                return wrong("long", typed, {std::to_string(field.length_at_most)});
            if (auto seen = without_unseen(typed))
                return replace_all(*std::move(seen), "\r\n", "\n");
            return wrong("turned", "");
        case Type::integer:
        case Type::decimal:
        case Type::money:
        case Type::percent:
            return read_number(field, typed);
        case Type::day: {
            const auto day = read_day(typed, from);
            return day ? Result<std::string>(to_text(*day)) : wrong("day", typed);
        }
        case Type::month:
            return kept(read_month(typed, from), "month");
        case Type::year:
            return kept(read_year(typed), "year");
        case Type::yes_no:
            return kept(read_yes_no(typed), "yes_no");
        case Type::choice:
        case Type::choices:
            return read_choice(field, typed);
        case Type::unit:
        case Type::town:
            return read_unit(field, typed);
        case Type::link: {
            const bool is_address =
                typed.starts_with("https://") || typed.starts_with("http://") || (typed[0] == '/' && !typed.starts_with("//"));
            if (!is_address || !is_plain(typed) || typed.find_first_of(" \n\t<>\"'") != std::string_view::npos ||
                typed.size() > 2000)
                return wrong("link", typed);
            return std::string(typed);
        }
        case Type::hours:
            return kept(read_hours(typed), "hours");
        case Type::point:
            return kept(read_point(typed), "point");
        case Type::area: {
            auto area = read_area(typed);
            return area ? Result<std::string>(std::move(*area))
                        : wrong(area.error() == AreaFault::crosses ? "area_crosses" : "area", typed);
        }
        case Type::uscc: {
            std::string code;
            for (const char c : nfkc(typed))
                if (c != ' ' && c != '-')
                    code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            return intake::is_credit_code(code) ? Result<std::string>(code) : wrong("uscc", typed);
        }
        case Type::phone: {
            const auto text = nfkc(typed);
            // A masked one comes back as everybody sees it.
            const bool is_mask = field.privacy == Privacy::masked && text.find('*') != std::string::npos;
            return is_mask || is_phone(text) ? Result<std::string>(text) : wrong("phone", typed);
        }
    }
    return wrong("number", typed);
}

std::optional<std::int64_t> scaled(std::string_view canonical, int decimals) {
    const bool is_negative = canonical.starts_with('-');
    if (is_negative)
        canonical.remove_prefix(1);
    const auto point = canonical.find('.');
    std::string digits(canonical.substr(0, point));
    auto fraction = point == std::string_view::npos ? std::string_view() : canonical.substr(point + 1);
    digits += fraction.substr(0, static_cast<std::size_t>(decimals));
    for (auto missing = static_cast<std::size_t>(decimals) - std::min(fraction.size(), static_cast<std::size_t>(decimals));
         missing > 0; --missing)
        digits += '0';
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failed != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return is_negative ? -number : number;
}

std::string unscaled(std::int64_t number, int decimals) {
    const bool is_negative = number < 0;
    auto digits = std::to_string(is_negative ? -number : number);
    const auto kept = static_cast<std::size_t>(decimals);
    if (digits.size() <= kept)
        digits.insert(0, kept + 1 - digits.size(), '0');
    if (kept > 0)
        digits.insert(digits.size() - kept, ".");
    return (is_negative ? "-" : "") + digits;
}

std::optional<double> number_of(std::string_view canonical) {
    double value = 0;
    const auto [end, failed] = std::from_chars(canonical.data(), canonical.data() + canonical.size(), value);
    return failed == std::errc() && end == canonical.data() + canonical.size() && !canonical.empty() ? std::optional(value)
                                                                                                     : std::nullopt;
}

std::optional<Day> day_of(std::string_view canonical) {
    std::string text(canonical);
    if (text.size() == 4)
        text += "-01";
    if (text.size() == 7)
        text += "-01";
    return parse_day(text);
}

std::vector<std::string_view> keys_of(std::string_view canonical) {
    return canonical.empty() ? std::vector<std::string_view>() : split(canonical, ',');
}

namespace {

// 1234567.50 as 1,234,567.50; of more than two decimals those that say something.
std::string grouped(std::string_view canonical) {
    const auto decimals = canonical.size() - std::min(canonical.find('.') + 1, canonical.size());
    for (auto left = decimals; canonical.find('.') != std::string_view::npos && left > 2 && canonical.ends_with('0'); --left)
        canonical.remove_suffix(1);
    const auto point = std::min(canonical.find('.'), canonical.size());
    std::string out(canonical);
    const std::size_t first = canonical.starts_with('-') ? 1 : 0;
    for (auto at = point; at > first + 3; at -= 3)
        out.insert(at - 3, ",");
    return out;
}

std::string name_of_unit(std::string_view canonical, const people::Directory& units) {
    const auto id = whole_number(canonical);
    const auto* unit = id ? units.find(*id) : nullptr;
    return unit ? unit->name : std::string(canonical);
}

std::string spoken_keys(const Field& field, std::string_view canonical, Language language) {
    std::string all;
    for (const auto key : keys_of(canonical)) {
        const auto* choice = field.find_choice(key);
        all += (all.empty()                ? ""
                : language == Language::en ? ", "
                                           : "、") +
               (choice ? choice->names.in(language) : std::string(key));
    }
    return all;
}

}  // namespace

namespace {

// 0.200000 is said as 0.20: beyond two decimals zeros at the end say nothing.
std::string_view without_idle_zeros(std::string_view canonical, Type type) {
    if (type == Type::money && canonical.ends_with(".00"))
        return canonical.substr(0, canonical.size() - 3);
    constexpr std::size_t decimals_kept = 2;
    const auto point = canonical.find('.');
    while (point != std::string_view::npos && canonical.size() > point + 1 + decimals_kept && canonical.ends_with('0'))
        canonical.remove_suffix(1);
    return canonical;
}

}  // namespace

std::string spoken(const Field& field, std::string_view canonical, Language language, const people::Directory& units) {
    if (canonical.empty())
        return {};
    switch (field.type) {
        case Type::integer:
        case Type::decimal:
        case Type::money:
            return grouped(without_idle_zeros(canonical, field.type));
        case Type::percent:
            return std::string(canonical) + "%";
        case Type::month:
            return language == Language::en ? std::string(canonical)
                                            : std::string(canonical.substr(0, 4)) + "年" +
                                                  std::to_string(whole_number(canonical.substr(5)).value_or(0)) + "月";
        case Type::yes_no:
            return words(language, canonical == "yes" ? "records.yes" : "records.no");
        case Type::choice:
        case Type::choices:
            return spoken_keys(field, canonical, language);
        case Type::unit:
        case Type::town:
            return name_of_unit(canonical, units);
        case Type::hours:
            return spoken_hours(canonical, language);
        case Type::point: {
            const auto comma = canonical.find(',');
            const auto say = [&](std::string_view degrees, std::string_view above, std::string_view below) {
                const bool is_below = degrees.starts_with('-');
                degrees.remove_prefix(is_below ? 1 : 0);
                return words(language, is_below ? below : above, {std::string(without_idle_zeros(degrees, field.type))});
            };
            return say(canonical.substr(0, comma), "records.place.north", "records.place.south") +
                   words(language, "records.place.and") +
                   say(canonical.substr(comma + 1), "records.place.east", "records.place.west");
        }
        case Type::area: {
            const auto corners = corners_of(canonical);
            return words(language, "records.area",
                         {std::to_string(corners.size()), unscaled(std::llround(square_kilometres(corners) * 100), 2)});
        }
        default:
            return std::string(canonical);
    }
}

std::string written(const Field& field, std::string_view canonical, const people::Directory& units) {
    switch (field.type) {
        case Type::choice:
            return spoken_keys(field, canonical, Language::zh);
        case Type::choices: {
            std::vector<std::string> names;
            for (const auto key : keys_of(canonical))
                if (const auto* choice = field.find_choice(key))
                    names.push_back(choice->names.zh);
            return join(names, "；");
        }
        case Type::unit:
        case Type::town:
            return canonical.empty() ? std::string() : name_of_unit(canonical, units);
        case Type::yes_no:
            return canonical.empty() ? std::string() : words(Language::zh, canonical == "yes" ? "records.yes" : "records.no");
        default:
            return std::string(canonical);
    }
}

std::string sort_key(const Field& field, bool is_descending, std::string_view canonical, const people::Directory& units) {
    std::string key;
    if (is_number(field.type)) {
        // 18 digits above zero: every number that a field takes has fewer.
        constexpr std::int64_t middle = 4'000'000'000'000'000'000;
        const auto number =
            canonical.empty() ? -middle : std::clamp(scaled(canonical, field.decimals).value_or(0), -middle + 1, middle);
        key = std::to_string(middle + number);
        key.insert(0, 19 - key.size(), '0');
    } else if (field.type == Type::unit || field.type == Type::town) {
        key = canonical.empty() ? std::string() : name_of_unit(canonical, units);
    } else {
        key = std::string(canonical.substr(0, 120));
        while (!is_utf8(key))
            key.pop_back();
    }
    if (is_descending)
        for (auto& c : key)
            if (is_digit(c))
                c = static_cast<char>('0' + ('9' - c));
    return key;
}

}  // namespace gongkai::records
