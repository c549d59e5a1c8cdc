// What the binary carries: words, settings, calendars, styles, scripts, schema. A file is asked for by its path in the
// repository. While developing, GONGKAI_SOURCE=<checkout> reads the same paths from disk instead, so a page can be changed
// without a build; below data/ it also finds files that the binary does not carry yet.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai {

// Whole contents; nothing where no such file is carried. The view lives as long as the program.
std::optional<std::string_view> embedded(std::string_view path);

// The same where the file must be there: a missing one is a fault of the build (throws std::logic_error).
std::string_view embedded_or_die(std::string_view path);

// Paths that begin with `prefix` and end with `suffix`, sorted.
std::vector<std::string_view> embedded_paths(std::string_view prefix, std::string_view suffix = "");

}  // namespace gongkai
