// The number before a heading or a paragraph: 一、 (一) 1. (1) ① 第一章.
#pragma once
#include <optional>
#include <string_view>

#include "domain/programme/reading/traced.h"

namespace gongkai::programme {

struct Mark {
    enum class Kind { chapter, han, han_bracket, number, number_bracket, circled };  // from the highest level to the lowest
    Kind kind = Kind::number;
    int value = 0;
    std::size_t length = 0;  // code points it takes, blanks after it included
};

std::optional<Mark> read_mark(std::u32string_view text);

// Without the mark; what it was in `mark`.
Traced without_mark(const Traced& text, std::optional<Mark>& mark);

}  // namespace gongkai::programme
