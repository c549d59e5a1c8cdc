#include "domain/programme/reading/mark.h"

#include <algorithm>

#include "domain/programme/reading/due.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {

namespace {

// One sign that is a whole mark.
std::optional<std::pair<Mark::Kind, int>> sign_mark(char32_t c) {
    struct Signs {
        char32_t first;
        int count;
        Mark::Kind kind;
    };
    static constexpr Signs all[] = {{U'①', 20, Mark::Kind::circled},
                                    {U'⑴', 20, Mark::Kind::number_bracket},
                                    {U'⒈', 20, Mark::Kind::number},
                                    {U'㈠', 10, Mark::Kind::han_bracket},
                                    {U'❶', 10, Mark::Kind::circled}};
    for (const Signs& signs : all) {
        if (c >= signs.first && c < signs.first + static_cast<char32_t>(signs.count))
            return std::pair(signs.kind, static_cast<int>(c - signs.first) + 1);
    }
    return std::nullopt;
}

// 1.5亿元, 6.30前: a quantity or a day, not the second paragraph of the first.
bool goes_on_as_quantity(std::u32string_view rest) {
    static constexpr std::u32string_view signs = U"亿万%‰倍米吨元日号前";
    static constexpr std::u32string_view words[] = {U"公里", U"公斤", U"公顷", U"小时", U"平方", U"个百分点", U"个月"};
    return rest.empty() || is_digit(rest[0]) || signs.find(rest[0]) != std::u32string_view::npos ||
           std::any_of(std::begin(words), std::end(words), [&](auto word) { return starts_with(rest, word); });
}

}  // namespace

std::optional<Mark> read_mark(std::u32string_view printed) {
    const std::u32string text = fold(printed.substr(0, 16));
    std::size_t i = 0;
    const auto skip_blanks = [&] {
        while (i < text.size() && is_blank(text[i]))
            ++i;
    };
    const auto end_with = [&](Mark::Kind kind, int value) -> std::optional<Mark> {
        skip_blanks();
        return Mark{kind, value, i};
    };
    skip_blanks();
    if (i >= text.size())
        return std::nullopt;
    std::size_t length = 0;
    if (const auto sign = sign_mark(text[i])) {
        ++i;
        return end_with(sign->first, sign->second);
    }
    if (text[i] == U'(' || text[i] == U'〔') {
        ++i;
        skip_blanks();
        const bool digits = i < text.size() && is_digit(text[i]);
        const auto value = read_number(std::u32string_view(text).substr(i), length);
        if (!value || *value > 199)
            return std::nullopt;
        i += length;
        skip_blanks();
        if (i >= text.size() || (text[i] != U')' && text[i] != U'〕'))
            return std::nullopt;
        ++i;
        return end_with(digits ? Mark::Kind::number_bracket : Mark::Kind::han_bracket, *value);
    }
    if (text[i] == U'第') {
        ++i;
        const auto value = read_number(std::u32string_view(text).substr(i), length);
        if (!value)
            return std::nullopt;
        i += length;
        if (i >= text.size() || (text[i] != U'章' && text[i] != U'部' && text[i] != U'条'))
            return std::nullopt;
        i += text[i] == U'部' ? 2 : 1;
        return end_with(Mark::Kind::chapter, *value);
    }
    const bool digits = is_digit(text[i]);
    const auto value = read_number(std::u32string_view(text).substr(i), length);
    if (!value || *value < 1 || *value > 199)
        return std::nullopt;
    i += length;
    skip_blanks();
    if (i >= text.size())
        return std::nullopt;
    const char32_t sign = text[i];
    if (!digits) {
        if (sign != U'、' && sign != U'.' && sign != U',')
            return std::nullopt;
        ++i;
        return end_with(Mark::Kind::han, *value);
    }
    if (sign != U'.' && sign != U'、' && sign != U'．' && sign != U')')
        return std::nullopt;
    ++i;
    if (sign == U'.' && i < text.size() && is_digit(text[i])) {
        const auto second = read_number(std::u32string_view(text).substr(i), length);
        // 1.2019年… begins with a year, 2.6月底前… with a month, 1.12345热线… with a name.
        const std::u32string_view behind = std::u32string_view(text).substr(std::min(i + length, text.size()));
        if (length == 4 || (length <= 2 && starts_with(behind, U"月")) ||
            (length > 2 && !behind.empty() && !goes_on_as_quantity(behind)))
            return end_with(Mark::Kind::number, *value);
        i += length;
        if (length > 2 || *second < 1 || goes_on_as_quantity(std::u32string_view(text).substr(i)))
            return std::nullopt;
        if (text[i] == U'.' || text[i] == U'、')
            ++i;
        return i < text.size() && is_digit(text[i]) ? std::nullopt : end_with(Mark::Kind::dotted, *second);
    }
    return end_with(Mark::Kind::number, *value);
}

std::optional<int> read_ordinal(std::u32string_view cell) {
    const std::u32string text = fold(mend(cell));
    if (const auto mark = read_mark(text))
        return mark->value;
    std::size_t length = 0;
    auto value = read_number(text, length);
    if (value && length + 1 < text.size() && (text[length] == U'.' || text[length] == U'-')) {
        const auto second = read_number(std::u32string_view(text).substr(length + 1), length);
        if (second && *second > 0)
            value = second;
    }
    return value;
}

Traced without_mark(const Traced& text, std::optional<Mark>& mark) {
    mark = read_mark(text.text);
    return mark ? text.part(mark->length) : text;
}

}  // namespace gongkai::programme
