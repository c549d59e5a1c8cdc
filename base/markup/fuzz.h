// What the fuzz target does with arbitrary bytes; clean_test.cpp drives it without a fuzzer.
#pragma once
#include <stdexcept>

#include "base/markup/testing.h"

namespace gongkai::markup::testing {

inline void fuzz_clean(std::string_view bytes) {
    const auto once = clean(bytes);
    if (const auto says = Judge::of(once.body.html()); !says.empty())
        throw std::logic_error("not clean: " + says + " in " + once.body.html());
    if (const auto twice = clean(once.body.html()); !(twice.body == once.body) || !twice.removed.empty())
        throw std::logic_error("not stable: " + once.body.html() + "\nbecame " + twice.body.html());
    for (const auto& heading : headings(once.body))
        if (heading.level < 2 || heading.level > 6 || heading.text.empty() || heading.anchor.empty())
            throw std::logic_error("a heading without text or anchor");
    if (!is_utf8(text_of(once.body)))
        throw std::logic_error("text that is not UTF-8");
}

}  // namespace gongkai::markup::testing
