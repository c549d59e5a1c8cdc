// The log: one JSON object a line on standard error, or into a file that `log_to` names. For the operator, in English.
#pragma once
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace gongkai {

enum class Level { debug, info, warning, error };

using LogField = std::pair<std::string_view, std::string>;

// {"at":"2019-06-25T08:00:00.000Z","level":"info","what":"request","path":"/",…}
void log(Level level, std::string_view what, std::initializer_list<LogField> fields = {});

// Lines that are JSON objects already, each ended by \n; written in one piece whatever the level.
void log_lines(std::string_view lines);

void log_at_least(Level level);
void log_to(const std::filesystem::path& file);

}  // namespace gongkai
