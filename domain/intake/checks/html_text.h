// The text of a clean body as the checks read it, each sign knowing the bytes of HTML that it came from: what is masked in the
// text is masked there. What only some readers meet - alternative texts, titles, addresses of links - follows on lines of its
// own.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::intake {

struct HtmlText {
    struct Source {
        std::size_t start = 0, end = 0;  // bytes; both 0 for a line end or tab that stands for a tag
    };
    std::string text;             // UTF-8
    std::vector<Source> sources;  // by code point of `text`
    std::size_t asides_at = 0;    // the code point where those lines begin
};

HtmlText text_with_sources(std::string_view html);

}  // namespace gongkai::intake
