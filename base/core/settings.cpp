#include "base/core/settings.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <toml++/toml.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <set>
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

bool is_machine(std::string_view text) {
    in6_addr place{};
    const std::string word(text);
    return inet_pton(AF_INET, word.c_str(), &place) == 1 || inet_pton(AF_INET6, word.c_str(), &place) == 1;
}

// `where` it was set: the file or the variable.
Result<void> check_value(const SettingKind& kind, const std::string& value, const std::string& where) {
    const auto wrong = [&] { return refuse(Refusal::Kind::invalid, "core.refuse.setting_wrong", {kind.key, where}); };
    if (kind.type == "number") {
        if (!is_number(value))
            return wrong();
        if (const auto number = std::stoll(value); number < kind.least || number > kind.most)
            return refuse(Refusal::Kind::invalid, "core.refuse.setting_range",
                          {kind.key, where, value, std::to_string(kind.least), std::to_string(kind.most)});
    } else if (kind.type == "flag") {
        if (value != "true" && value != "false")
            return wrong();
    } else if (kind.type == "addresses") {
        for (const auto address : split(value, ' '))
            if (!trim(address).empty() && !is_machine(trim(address)))
                return refuse(Refusal::Kind::invalid, "core.refuse.setting_address",
                              {kind.key, where, std::string(trim(address))});
    } else if (kind.type == "colour") {
        const auto colour = parse_colour(value);
        if (!colour)
            return value.empty() ? Result<void>() : wrong();
        if (worst_contrast(*colour) < contrast_of_text)
            return refuse(Refusal::Kind::invalid, "core.refuse.colour_contrast",
                          {kind.key, where, fmt::format("{:.1f}", std::floor(worst_contrast(*colour) * 10) / 10)});
    } else if (!kind.allowed.empty() && std::ranges::find(kind.allowed, value) == kind.allowed.end()) {
        return refuse(Refusal::Kind::invalid, "core.refuse.setting_word", {kind.key, where, value, join(kind.allowed, " ")});
    }
    return {};
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
            SettingKind kind{as_text(object.at("key")),
                             as_text(object.at("type")),
                             as_text(object.at("default")),
                             as_text(object.at("zh")),
                             as_text(object.at("en")),
                             0,
                             0,
                             {},
                             object.contains("secret")};
            if (kind.type == "number") {
                kind.least = object.at("least").as_int64();
                kind.most = object.at("most").as_int64();
            }
            if (const auto* allowed = object.if_contains("words"))
                for (const auto& word : allowed->as_array())
                    kind.allowed.push_back(as_text(word));
            all.push_back(std::move(kind));
        }
        return all;
    }();
    return kinds;
}

std::vector<std::string> Settings::unknown_variables() {
    std::set<std::string, std::less<>> known, groups;
    for (const auto& kind : table()) {
        known.insert(variable_of(kind.key));
        groups.insert(variable_of(kind.key.substr(0, kind.key.find('.') + 1)));
    }
    std::vector<std::string> unknown;
    for (char** one = environ; one && *one; ++one) {
        const std::string_view variable(*one);
        const std::string name(variable.substr(0, variable.find('=')));
        const bool of_group = std::ranges::any_of(groups, [&](const std::string& group) { return name.starts_with(group); });
        if (of_group && !known.contains(name))
            unknown.push_back(name);
    }
    return unknown;
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
        settings.set_in_[key] = path.string();
    }
    for (const auto& kind : table()) {
        if (const char* value = std::getenv(variable_of(kind.key).c_str())) {
            settings.values_[kind.key] = value;
            settings.set_in_[kind.key] = variable_of(kind.key);
        }
        if (const auto fine = check_value(kind, settings.values_[kind.key], settings.set_in_[kind.key]); !fine)
            return std::unexpected(fine.error());
    }
    return settings;
}

void Settings::set(std::string_view key, std::string value) {
    const auto found = values_.find(key);
    if (found == values_.end())
        throw std::logic_error("no such setting: " + std::string(key));
    found->second = std::move(value);
}

const std::string& Settings::text(std::string_view key) const {
    const auto found = values_.find(key);
    if (found == values_.end())
        throw std::logic_error("no such setting: " + std::string(key));
    return found->second;
}

const std::string& Settings::set_in(std::string_view key) const {
    static const std::string nowhere;
    const auto found = set_in_.find(key);
    return found == set_in_.end() ? nowhere : found->second;
}

std::int64_t Settings::number(std::string_view key) const { return std::stoll(text(key)); }
bool Settings::flag(std::string_view key) const { return text(key) == "true"; }

}  // namespace gongkai
