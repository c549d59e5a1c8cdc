#include "base/core/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <stdexcept>

#include "base/core/colour.h"
#include "base/core/embed.h"
#include "base/core/file.h"
#include "base/core/text.h"

namespace gongkai {
namespace {

constexpr std::string_view file_name = "gongkai.toml";

std::string as_text(const boost::json::value& value) {
    return value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
}

bool is_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size();
}

// A city's colours are text and buttons on these; `--paper` and `--surface` of the portal in daylight.
constexpr std::array<std::string_view, 2> grounds{"#ffffff", "#f6f5f2"};

// Of the colour with the ground it is told from worst.
double worst_contrast(Colour colour) {
    double worst = 21;
    for (const auto ground : grounds)
        worst = std::min(worst, contrast(colour, *parse_colour(ground)));
    return worst;
}

bool fits(const SettingKind& kind, std::string_view value) {
    if (kind.type == "number")
        return is_number(value);
    if (kind.type == "flag")
        return value == "true" || value == "false";
    return kind.type != "colour" || value.empty() || parse_colour(value);
}

std::string variable_of(std::string_view key) {
    std::string name = "GONGKAI_";
    for (const char c : key)
        name += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return name;
}

// `[site] name = "…"` as site.name. Nested deeper is nobody's setting.
Result<std::map<std::string, std::string>> read_toml(const std::filesystem::path& path) {
    std::map<std::string, std::string> values;
    if (!std::filesystem::exists(path))
        return values;
    const auto contents = read_file(path);
    if (!contents)
        return std::unexpected(contents.error());
    try {
        const toml::table file = toml::parse(*contents);
        for (const auto& [section, node] : file) {
            const auto* table = node.as_table();
            if (!table)
                return refuse(Refusal::Kind::invalid, "core.refuse.setting_unknown", {std::string(section.str()), path.string()});
            for (const auto& [name, value] : *table) {
                const std::string key = std::string(section.str()) + '.' + std::string(name.str());
                if (const auto text = value.value<std::string>())
                    values[key] = *text;
                else if (const auto flag = value.as_boolean())
                    values[key] = flag->get() ? "true" : "false";
                else if (const auto number = value.as_integer())
                    values[key] = std::to_string(number->get());
                else
                    return refuse(Refusal::Kind::invalid, "core.refuse.setting_wrong", {key, path.string()});
            }
        }
    } catch (const toml::parse_error& error) {
        return refuse(Refusal::Kind::invalid, "core.refuse.settings_file",
                      {path.string(), std::to_string(error.source().begin.line), std::string(error.description())});
    }
    return values;
}

}  // namespace

const std::vector<SettingKind>& Settings::table() {
    static const auto kinds = [] {
        std::vector<SettingKind> all;
        const auto parsed = boost::json::parse(embedded_or_die("data/settings.json"));
        for (const auto& entry : parsed.as_array()) {
            const auto& object = entry.as_object();
            all.push_back({as_text(object.at("key")), as_text(object.at("type")), as_text(object.at("default")),
                           as_text(object.at("zh")), as_text(object.at("en"))});
        }
        return all;
    }();
    return kinds;
}

Settings Settings::defaults() {
    Settings settings;
    for (const auto& kind : table())
        settings.values_[kind.key] = kind.default_value;
    return settings;
}

Result<Settings> Settings::load(const std::filesystem::path& data_folder) {
    Settings settings = defaults();
    const auto path = data_folder / file_name;
    const auto from_file = read_toml(path);
    if (!from_file)
        return std::unexpected(from_file.error());
    for (const auto& [key, value] : *from_file) {
        if (!settings.values_.contains(key))
            return refuse(Refusal::Kind::invalid, "core.refuse.setting_unknown", {key, path.string()});
        settings.values_[key] = value;
    }
    for (const auto& kind : table()) {
        std::string where = path.string();
        if (const char* value = std::getenv(variable_of(kind.key).c_str())) {
            settings.values_[kind.key] = value;
            where = variable_of(kind.key);
        }
        if (!fits(kind, settings.values_[kind.key]))
            return refuse(Refusal::Kind::invalid, "core.refuse.setting_wrong", {kind.key, where});
        const auto colour = kind.type == "colour" ? parse_colour(settings.values_[kind.key]) : std::nullopt;
        if (colour && worst_contrast(*colour) < contrast_of_text)
            return refuse(Refusal::Kind::invalid, "core.refuse.colour_contrast",
                          {kind.key, where, fmt::format("{:.1f}", std::floor(worst_contrast(*colour) * 10) / 10)});
    }
    return settings;
}

const std::string& Settings::text(std::string_view key) const {
    const auto found = values_.find(key);
    if (found == values_.end())
        throw std::logic_error("no such setting: " + std::string(key));
    return found->second;
}

std::int64_t Settings::number(std::string_view key) const { return std::stoll(text(key)); }
bool Settings::flag(std::string_view key) const { return text(key) == "true"; }

}  // namespace gongkai
