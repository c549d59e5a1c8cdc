// With it and std::equal_to<>, a hash map of texts is asked by a view, and no text is made to look for one.
#pragma once
#include <functional>
#include <string_view>

namespace gongkai {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

}  // namespace gongkai
