#include "base/extract/office/number_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/core/day.h"
#include "base/core/text.h"
#include "base/extract/office/numbering.h"

namespace gongkai::extract {
namespace {

// One piece of a code: a run of one letter or digit sign ("yyyy", "0.00", "%"), or text to print as it is.
struct Piece {
    std::string text;
    bool is_literal = false;
};

struct Code {
    std::vector<Piece> pieces;
    bool is_date = false, is_percent = false, has_chinese_digits = false, is_elapsed = false, has_half_days = false;
};

// The first section, which is for positive numbers; formats that treat negative ones apart are for money.
Code parse(std::string_view code) {
    Code out;
    const auto literal = [&](std::string_view text) {
        if (out.pieces.empty() || !out.pieces.back().is_literal)
            out.pieces.push_back({{}, true});
        out.pieces.back().text += text;
    };
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == ';')
            break;
        constexpr std::array<std::string_view, 2> as_it_is{"general", "g/通用格式"};
        const auto* const named = std::ranges::find_if(
            as_it_is, [&](std::string_view name) { return lower_ascii(code.substr(i, name.size())) == name; });
        if (named != as_it_is.end()) {
            out.pieces.push_back({"General", false});
            i += named->size() - 1;
        } else if (c == '"') {
            const auto end = std::min(code.find('"', i + 1), code.size());
            literal(code.substr(i + 1, end - i - 1));
            i = end;
        } else if ((c == '\\' || c == '!') && i + 1 < code.size()) {
            std::size_t length = 1;
            while (i + 1 + length < code.size() && (static_cast<unsigned char>(code[i + 1 + length]) & 0xC0) == 0x80)
                ++length;
            literal(code.substr(i + 1, length));
            i += length;
        } else if (c == '[') {
            const auto end = std::min(code.find(']', i), code.size());
            const auto inside = lower_ascii(code.substr(i + 1, end - i - 1));
            out.has_chinese_digits |= inside == "dbnum1";
            if (inside == "$-f800")
                return parse("yyyy\"年\"m\"月\"d\"日\"");
            if (inside == "h" || inside == "hh" || inside == "m" || inside == "mm" || inside == "s" || inside == "ss") {
                out.is_date = out.is_elapsed = true;
                out.pieces.push_back({inside, false});
            } else if (inside.starts_with('<') || inside.starts_with('>') || inside.starts_with('=')) {
                return {};  // another section may be the one that is meant; the number itself is never wrong
            } else if (inside.starts_with('$') && !inside.starts_with("$-")) {  // [$￥-804]
                literal(code.substr(i + 2, std::min(code.find('-', i), end) - i - 2));
            }
            i = end;
        } else if (c == '_' || c == '*') {
            ++i;
        } else if (lower_ascii(code.substr(i, 5)) == "am/pm" || code.substr(i, 13) == "上午/下午") {
            out.has_half_days = true;
            out.pieces.push_back({"am", false});
            i += code[i] == 'a' || code[i] == 'A' ? 4 : 12;
        } else if (std::string_view("ymdhseYMDHSE").find(c) != std::string_view::npos) {
            const char letter = lower_ascii({&c, 1})[0];
            if (letter == 'e' && i + 1 < code.size() && (code[i + 1] == '+' || code[i + 1] == '-'))  // 0.00E+00
                return {};
            out.is_date = true;
            if (out.pieces.empty() || out.pieces.back().is_literal || out.pieces.back().text[0] != letter)
                out.pieces.push_back({{}, false});
            out.pieces.back().text += letter;
        } else if (c == '0' || c == '#' || c == '?' || c == '.' || c == ',') {
            if (out.is_date && (c == '.' || c == ','))
                literal({&c, 1});
            else if (out.pieces.empty() || out.pieces.back().is_literal ||
                     std::string_view("0#?.,").find(out.pieces.back().text[0]) == std::string_view::npos)
                out.pieces.push_back({{c}, false});
            else
                out.pieces.back().text += c;
        } else if (c != '@') {
            out.is_percent |= c == '%';
            literal({&c, 1});
        }
    }
    return out;
}

std::string general(double value) { return fmt::format("{:.15g}", value == 0 ? 0.0 : value); }

std::string with_thousands(std::string digits) {
    const auto point = std::min(digits.find('.'), digits.size());
    const std::size_t first = digits.starts_with('-');
    for (auto at = point; at > first + 3;)
        digits.insert(at -= 3, ",");
    return digits;
}

// Where a text stands among the digits - a telephone as 0000-0000000, thousands as 0!.0 - each digit has a place of its own.
std::string in_their_places(std::string_view digits, const Code& code) {
    const auto is_place = [](char c) { return c == '0' || c == '#' || c == '?'; };
    const bool is_negative = digits.starts_with('-');
    digits.remove_prefix(is_negative ? 1 : 0);
    std::ptrdiff_t places = 0;  // before the point
    for (const auto& piece : code.pieces) {
        if (piece.is_literal)
            continue;
        const auto point = piece.text.find('.');
        places += std::ranges::count_if(piece.text.substr(0, point), is_place);
        if (point != std::string::npos)
            break;
    }
    const auto whole = static_cast<std::ptrdiff_t>(std::min(digits.find('.'), digits.size()));
    std::string out(is_negative ? "-" : "");
    std::ptrdiff_t place = 0, printed = 0;
    const auto print_as_far_as = [&](std::ptrdiff_t end) {
        for (; printed < std::min(end, std::ssize(digits)); ++printed)
            out += digits[static_cast<std::size_t>(printed)];
    };
    bool is_before_point = true;
    for (const auto& piece : code.pieces) {
        if (piece.is_literal) {
            out += piece.text;
            continue;
        }
        for (const char c : piece.text) {
            is_before_point &= c != '.';
            // The last digit stands in the last place; what is more than the places stands in the first.
            if (is_before_point && is_place(c))
                print_as_far_as(whole - places + ++place);
            else if (!is_before_point && c != ',')
                print_as_far_as(c == '.' ? whole + 1 : printed + 1);
        }
    }
    return out;
}

std::string print_number(double value, const Code& code) {
    std::string signs;
    std::ptrdiff_t runs = 0;
    for (const auto& piece : code.pieces)
        if (!piece.is_literal) {
            signs += piece.text;
            // 1/2 is kept as the number that it is.
            const bool is_fraction = ++runs > 1 && (&piece)[-1].text == "/";
            if (is_fraction)
                return general(value);
        }
    if (runs == 0)
        return general(value);
    std::string digits;
    if (signs.starts_with('G')) {
        digits = general(value);
    } else {
        const auto point = std::min(signs.find('.'), signs.size());
        auto whole = signs.substr(0, point), fraction = signs.substr(point);
        // A comma behind the last digit leaves three digits out.
        for (auto* part : {&whole, &fraction})
            for (; part->ends_with(','); part->pop_back())
                value /= 1000;
        const auto decimals =
            std::min<std::ptrdiff_t>(std::ranges::count_if(fraction, [](char c) { return c != '.' && c != ','; }), 15);
        digits = fmt::format("{:.{}f}", code.is_percent ? value * 100 : value, decimals);
        for (auto left = std::ranges::count(fraction, '#'); left > 0 && digits.ends_with('0'); --left)
            digits.pop_back();
        if (digits.ends_with('.'))
            digits.pop_back();
        const auto least = static_cast<std::size_t>(std::ranges::count(whole, '0'));
        const std::size_t sign = digits.starts_with('-');
        while (std::min(digits.find('.'), digits.size()) - sign < least)
            digits.insert(sign, "0");
        if (runs > 1)
            return in_their_places(digits, code);
        if (whole.find(',') != std::string::npos)
            digits = with_thousands(digits);
    }
    std::string out;
    for (const auto& piece : code.pieces)
        out += piece.is_literal ? piece.text : digits;
    return out;
}

std::string print_date(double value, const Code& code, Epoch epoch) {
    const double last = epoch == Epoch::y1904 ? 2'957'004 : 2'958'466;  // the day after 9999-12-31
    if (!(value >= 0 && value < last))
        return general(value);
    const auto all_seconds = static_cast<std::int64_t>(std::llround(value * 86'400));
    const auto serial = static_cast<int>(all_seconds / 86'400);
    const int seconds = static_cast<int>(all_seconds % 86'400);
    // Excel believes in a 29 February 1900, so days before it are counted from one day later.
    const Day day =
        (epoch == Epoch::y1904 ? make_day(1904, 1, 1) : make_day(1899, 12, serial < 61 ? 31 : 30)) + std::chrono::days(serial);
    const int hour = seconds / 3600;

    const auto number = [&](int n, std::size_t width, bool is_year = false) {
        if (code.has_chinese_digits)
            return format_number(n, is_year ? "ideographDigital" : "chineseCounting");
        return fmt::format("{:0{}}", n, width);
    };
    std::string out;
    char before = ' ';  // the last letter printed: m after h is minutes
    for (std::size_t i = 0; i < code.pieces.size(); ++i) {
        const auto& piece = code.pieces[i];
        if (piece.is_literal) {
            out += piece.text;
            continue;
        }
        const auto width = std::min<std::size_t>(piece.text.size(), 4);
        char next = ' ';
        for (auto j = i + 1; j < code.pieces.size() && next == ' '; ++j)
            if (!code.pieces[j].is_literal)
                next = code.pieces[j].text[0];
        switch (piece.text[0]) {
            case 'y':
            case 'e':
                out += width <= 2 && piece.text[0] == 'y' ? number(year_of(day) % 100, 2, true) : number(year_of(day), 4, true);
                break;
            case 'm':
                if (before == 'h' || next == 's')
                    out +=
                        number(code.is_elapsed && before == ' ' ? static_cast<int>(all_seconds / 60) : seconds / 60 % 60, width);
                else
                    out += number(static_cast<int>(month_of(day)), width <= 2 ? width : 1);
                break;
            case 'd':
                out += width <= 2 ? number(static_cast<int>(day_of_month(day)), width) : weekday_chinese(day);
                break;
            case 'h':
                out += number(code.is_elapsed      ? static_cast<int>(all_seconds / 3600)
                              : code.has_half_days ? (hour + 11) % 12 + 1
                                                   : hour,
                              width);
                break;
            case 's':
                out += number(seconds % 60, width);
                break;
            case 'a':
                out += hour < 12 ? "上午" : "下午";
                break;
            default:
                break;
        }
        before = piece.text[0];
    }
    return out;
}

}  // namespace

std::string format_by_code(double value, std::string_view text, Epoch epoch) {
    if (!std::isfinite(value))
        return {};
    const auto code = parse(text);
    if (code.pieces.empty())
        return general(value);
    return code.is_date ? print_date(value, code, epoch) : print_number(value, code);
}

std::string_view builtin_code(int id) {
    switch (id) {
        case 1:
            return "0";
        case 2:
            return "0.00";
        case 3:
        case 37:
        case 38:
            return "#,##0";
        case 4:
        case 39:
        case 40:
            return "#,##0.00";
        case 9:
            return "0%";
        case 10:
            return "0.00%";
        case 14:
            return "yyyy/m/d";
        case 15:
        case 30:
            return "yyyy-m-d";
        case 16:
        case 28:
        case 29:
        case 51:
        case 53:
        case 54:
        case 58:
            return "m\"月\"d\"日\"";
        case 17:
        case 27:
        case 36:
        case 50:
        case 52:
        case 57:
            return "yyyy\"年\"m\"月\"";
        case 31:
            return "yyyy\"年\"m\"月\"d\"日\"";
        case 18:
        case 34:
        case 55:
            return "上午/下午h\"时\"mm\"分\"";
        case 19:
        case 35:
        case 56:
            return "上午/下午h\"时\"mm\"分\"ss\"秒\"";
        case 20:
            return "h:mm";
        case 21:
            return "h:mm:ss";
        case 22:
            return "yyyy/m/d h:mm";
        case 32:
            return "h\"时\"mm\"分\"";
        case 33:
            return "h\"时\"mm\"分\"ss\"秒\"";
        case 45:
            return "mm:ss";
        case 46:
            return "[h]:mm:ss";
        default:
            return {};
    }
}

}  // namespace gongkai::extract
