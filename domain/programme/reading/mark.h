// The number before a heading or a paragraph: 第一章 一、 (一) 1. 1.1 (1) ①, and the signs that hold one whole: ㈠ ⒈ ⑴.
#pragma once
#include <optional>
#include <string_view>

#include "domain/programme/reading/traced.h"

namespace gongkai::programme {

struct Mark {
    enum class Kind {
        chapter,
        han,
        han_bracket,
        number,
        dotted,
        number_bracket,
        circled
    };  // from the highest level to the lowest
    Kind kind = Kind::number;
    int value = 0;           // of 2.3 the last
    std::size_t length = 0;  // code points it takes, blanks after it included
};

std::optional<Mark> read_mark(std::u32string_view text);

// What a cell of a column of numbers holds: 3, 三, 1.2 (the last of them), (3), ③.
std::optional<int> read_ordinal(std::u32string_view cell);

// Without the mark; what it was in `mark`.
Traced without_mark(const Traced& text, std::optional<Mark>& mark);

}  // namespace gongkai::programme
