#include "domain/programme/reading/mark.h"

#include "domain/programme/reading/due.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {

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
    if (text[i] >= U'①' && text[i] <= U'⑳') {
        const int value = static_cast<int>(text[i] - U'①') + 1;
        ++i;
        return end_with(Mark::Kind::circled, value);
    }
    if (text[i] == U'(' || text[i] == U'〔' || text[i] == U'㈠') {
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
    // 1.5亿元 is no mark; 1.2019年 is one.
    if (sign == U'.' && i < text.size() && is_digit(text[i])) {
        std::size_t run = i;
        while (run < text.size() && is_digit(text[run]))
            ++run;
        if (run - i != 4)
            return std::nullopt;
    }
    return end_with(Mark::Kind::number, *value);
}

Traced without_mark(const Traced& text, std::optional<Mark>& mark) {
    mark = read_mark(text.text);
    return mark ? text.part(mark->length) : text;
}

}  // namespace gongkai::programme
