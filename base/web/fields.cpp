#include "base/web/fields.h"

#include <strings.h>

#include <algorithm>

namespace gongkai::web {

std::optional<std::string_view> Fields::first(std::string_view name) const {
    const auto found = std::ranges::find(all_, name, [](const auto& field) -> std::string_view { return field.first; });
    if (found == all_.end())
        return std::nullopt;
    return found->second;
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [key, value] : all_)
        if (key == name)
            values.emplace_back(value);
    return values;
}

void Headers::add(std::string_view name, std::string_view value) {
    const auto at = static_cast<std::uint32_t>(bytes_.size());
    bytes_.append(name).append(value);
    lines_.push_back({at, at + static_cast<std::uint32_t>(name.size()), static_cast<std::uint32_t>(bytes_.size())});
}

void Headers::clear() {
    bytes_.clear();
    lines_.clear();
}

std::optional<std::string_view> Headers::first(std::string_view name) const {
    for (const auto& line : lines_)
        if (same_ignoring_case(name_of(line), name))
            return std::string_view(bytes_.data() + line.value, line.end - line.value);
    return std::nullopt;
}

std::size_t Headers::count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(lines_, [&](const Line& line) { return same_ignoring_case(name_of(line), name); }));
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
    return a.size() == b.size() && ::strncasecmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace gongkai::web
