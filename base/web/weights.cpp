#include "base/web/weights.h"

#include <algorithm>
#include <charconv>

#include "base/core/text.h"

namespace gongkai::web {

std::vector<Wish> wishes_in(std::string_view header) {
    std::vector<Wish> wishes;
    for (const auto part : split(header, ',')) {
        const auto mark = std::min(part.find(';'), part.size());
        Wish wish{trim(part.substr(0, mark))};
        if (wish.name.empty())
            continue;
        auto parameter = trim(part.substr(std::min(mark + 1, part.size())));
        if (parameter.starts_with("q=") || parameter.starts_with("Q=")) {
            parameter.remove_prefix(2);
            std::from_chars(parameter.data(), parameter.data() + parameter.size(), wish.weight);
        }
        wishes.push_back(wish);
    }
    std::ranges::stable_sort(wishes, std::ranges::greater(), &Wish::weight);
    return wishes;
}

}  // namespace gongkai::web
