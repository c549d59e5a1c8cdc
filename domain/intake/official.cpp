#include "domain/intake/official.h"

#include <algorithm>

#include "base/core/text.h"

namespace gongkai::intake {
namespace {

constexpr std::u32string_view counting = U"一二三四五六七八九十百零〇";
constexpr std::size_t longest_heading = 40, longest_mark = 40;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_counting(char32_t c) { return counting.find(c) != std::u32string_view::npos; }
bool is_opening(char32_t c) { return std::u32string_view(U"〔[［(（【﹝{").find(c) != std::u32string_view::npos; }
bool is_closing(char32_t c) { return std::u32string_view(U"〕]］)）】﹞}").find(c) != std::u32string_view::npos; }

// Reads a line from its left.
struct Cursor {
    std::u32string_view rest;
    bool take(char32_t c) {
        if (rest.empty() || rest.front() != c)
            return false;
        rest.remove_prefix(1);
        return true;
    }
    template <class Is>
    std::u32string_view take_while(Is is) {
        const auto end = std::ranges::find_if_not(rest, is);
        const auto taken = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
        rest.remove_prefix(taken.size());
        return taken;
    }
};

std::optional<int> small_number(std::u32string_view digits) {
    if (digits.empty() || digits.size() > 5)
        return std::nullopt;
    int value = 0;
    for (const char32_t c : digits)
        value = value * 10 + static_cast<int>(c - U'0');
    return value;
}

// 二〇二六 digit by digit, 十二 and 三十一 by their place.
std::optional<int> chinese_number(std::u32string_view text) {
    static constexpr std::u32string_view digits = U"〇一二三四五六七八九";
    int value = 0;
    if (text.empty() || text.size() > 4)
        return std::nullopt;
    const auto ten = text.find(U'十');
    const auto digit = [&](char32_t c) { return c == U'零' ? std::size_t{0} : digits.find(c); };
    if (ten == std::u32string_view::npos) {
        for (const char32_t c : text) {
            if (digit(c) == std::u32string_view::npos)
                return std::nullopt;
            value = value * 10 + static_cast<int>(digit(c));
        }
        return value;
    }
    const auto tens = ten == 0 ? std::size_t{1} : digit(text[ten - 1]);
    const auto ones = ten + 1 < text.size() ? digit(text[ten + 1]) : std::size_t{0};
    if (ten > 1 || text.size() > ten + 2 || tens > 9 || ones > 9)
        return std::nullopt;
    return static_cast<int>(tens * 10 + ones);
}

std::optional<int> either_number(Cursor& cursor) {
    if (const auto digits = cursor.take_while(is_digit); !digits.empty())
        return small_number(digits);
    return chinese_number(cursor.take_while(is_counting));
}

}  // namespace

std::string without_blanks(std::string_view line) {
    std::u32string out;
    for (const char32_t c : to_code_points(line))
        if (c != U' ' && c != U'\u3000' && c != U'\u00A0' && c != U'\t' && c != U'\n')
            out += c;
    return to_utf8(out);
}

int numbering_level(std::string_view line) {
    const auto points = to_code_points(trim(line).substr(0, 60));
    Cursor cursor{points};
    if (cursor.take(U'第')) {
        if (cursor.take_while(is_counting).empty() || cursor.rest.empty())
            return 0;
        return cursor.rest.front() == U'章' ? 1 : cursor.rest.front() == U'节' ? 2 : 0;
    }
    if (!cursor.take_while(is_counting).empty())
        return cursor.take(U'、') || cursor.take(U'．') ? 1 : 0;
    if (!cursor.take_while(is_digit).empty()) {
        const bool is_parted = cursor.take(U'.') || cursor.take(U'．') || cursor.take(U'、');
        return is_parted && !cursor.rest.empty() && !is_digit(cursor.rest.front()) ? 3 : 0;
    }
    if (cursor.take(U'（') || cursor.take(U'(')) {
        const int level = !cursor.take_while(is_counting).empty() ? 2 : !cursor.take_while(is_digit).empty() ? 4 : 0;
        return cursor.take(U'）') || cursor.take(U')') ? level : 0;
    }
    return 0;
}

bool may_be_heading(std::string_view stated) {
    const auto line = trim(stated);
    if (numbering_level(line) == 0) {  // 附件 or 附件2 alone on its line
        Cursor cursor;
        const auto points = to_code_points(without_blanks(line));
        cursor.rest = points;
        return cursor.take(U'附') && cursor.take(U'件') && (cursor.take_while(is_digit), cursor.take(U'：'), cursor.rest.empty());
    }
    if (count_code_points(line) > longest_heading)
        return false;
    for (const std::string_view sign : {"。", "；", "，", "：", "、", ";", ",", ":", "？", "！"})
        if (line.ends_with(sign))
            return false;
    return line.find("。") == std::string_view::npos;
}

std::string document_number(std::string_view line) {
    const auto points = to_code_points(without_blanks(line));
    Cursor cursor{points};
    const auto name = cursor.take_while([](char32_t c) { return is_han(c); });
    if (name.empty() || name.size() > 16)
        return {};
    const bool has_bracket = !cursor.rest.empty() && is_opening(cursor.rest.front());
    cursor.rest.remove_prefix(has_bracket);
    const auto digits = cursor.take_while(is_digit);
    const auto year = digits.substr(0, 4);
    // 〔202113〕号: the bracket closed too late, or never.
    auto serial = has_bracket && digits.size() > 4 ? digits.substr(4) : std::u32string_view();
    if (!cursor.rest.empty() && is_closing(cursor.rest.front())) {
        cursor.rest.remove_prefix(1);
        cursor.take(U'第');
        if (digits.size() == 4)
            serial = cursor.take_while(is_digit);
    }
    if (!cursor.take(U'号') || year.size() != 4 || (!year.starts_with(U"19") && !year.starts_with(U"20")))
        return {};
    while (serial.starts_with(U'0'))
        serial.remove_prefix(1);
    if (serial.empty() || serial.size() > 5 || !(cursor.rest.empty() || cursor.rest.starts_with(U"签发人")))
        return {};
    return to_utf8(name) + "〔" + to_utf8(year) + "〕" + to_utf8(serial) + "号";
}

std::string issuer_of_mark(std::string_view line) {
    auto text = without_blanks(line);
    constexpr std::string_view mark = "文件";
    if (!text.ends_with(mark) || count_code_points(text) > longest_mark)
        return {};
    text.resize(text.size() - mark.size());
    const auto points = to_code_points(text);
    const bool is_name = points.size() >= 3 && std::ranges::all_of(points, is_han);
    return is_name && text.find("关于") == std::string::npos ? text : std::string();
}

std::optional<Day> printed_day(std::string_view line) {
    const auto points = to_code_points(without_blanks(line));
    Cursor cursor{points};
    const auto year = either_number(cursor);
    if (!year || !cursor.take(U'年'))
        return std::nullopt;
    const auto month = either_number(cursor);
    if (!month || !cursor.take(U'月'))
        return std::nullopt;
    const auto day = either_number(cursor);
    if (!day || !cursor.take(U'日') || !cursor.rest.empty() || *year < 1900 || *year > 2199)
        return std::nullopt;
    const auto date = std::chrono::year(*year) / *month / *day;
    return date.ok() ? std::optional<Day>(Day(date)) : std::nullopt;
}

std::string disclosure_note(std::string_view line) {
    const auto text = without_blanks(line);
    if (count_code_points(text) > 20 || text.find("公开") == std::string::npos ||
        (text.find("此件") == std::string::npos && text.find("公开属性") == std::string::npos &&
         text.find("公开方式") == std::string::npos))
        return {};
    for (const std::string_view word : {"依申请公开", "不予公开", "主动公开"})
        if (text.find(word) != std::string::npos)
            return std::string(word);
    if (text.find("不公开") != std::string::npos)
        return "不予公开";
    return text.find("公开发布") != std::string::npos ? "主动公开" : "";
}

bool ends_as_title(std::string_view line) {
    const auto text = without_blanks(line);
    for (const std::string_view word :
         {"通知", "意见", "公告", "通告", "通报", "办法", "方案", "决定",     "规定",     "细则",
          "规划", "计划", "要点", "报告", "函",   "批复", "请示", "纪要",     "决议",     "公报",
          "条例", "指南", "目录", "清单", "解读", "公示", "总结", "（试行）", "（暂行）", "（修订）"})
        if (text.ends_with(word))
            return true;
    return false;
}

}  // namespace gongkai::intake
