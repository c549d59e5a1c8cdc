#include "base/core/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <boost/json.hpp>

#include "base/core/day.h"
#include "base/core/text.h"

namespace gongkai {
namespace {

std::shared_ptr<spdlog::logger>& logger() {
    static auto it = [] {
        auto made = std::make_shared<spdlog::logger>("gongkai", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%v");
        return made;
    }();
    return it;
}

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

std::string_view name_of(Level level) {
    switch (level) {
        case Level::debug:
            return "debug";
        case Level::info:
            return "info";
        case Level::warning:
            return "warning";
        case Level::error:
            return "error";
    }
    return "info";
}

}  // namespace

void log(Level level, std::string_view what, std::initializer_list<LogField> fields) {
    if (!logger()->should_log(to_spdlog(level)))
        return;
    boost::json::object line{{"at", to_text(now())}, {"level", name_of(level)}, {"what", what}};
    for (const auto& [key, value] : fields)
        line[key] = mend_utf8(value);
    logger()->log(to_spdlog(level), "{}", boost::json::serialize(line));
    if (level >= Level::warning)
        logger()->flush();
}

void log_lines(std::string_view lines) {
    if (lines.ends_with('\n'))
        lines.remove_suffix(1);
    logger()->log(spdlog::level::critical, "{}", lines);
    logger()->flush();
}

void log_at_least(Level level) { logger()->set_level(to_spdlog(level)); }

void log_to(const std::filesystem::path& file) {
    auto made = std::make_shared<spdlog::logger>("gongkai", std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string()));
    made->set_pattern("%v");
    made->set_level(logger()->level());
    logger() = std::move(made);
}

}  // namespace gongkai
