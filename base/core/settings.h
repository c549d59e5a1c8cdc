// One table of settings, data/settings.json, feeds the program, `gongkai settings` and the manual. A value comes from, in rising
// order: the table's default, the file gongkai.toml in the data folder (`[site] name = "…"`), the environment
// (GONGKAI_SITE_NAME).
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"

namespace gongkai {

struct SettingKind {
    std::string key;   // "site.name"
    std::string type;  // text, number, flag, colour, addresses (of single machines, parted by blanks)
    std::string default_value, zh, en;
    std::int64_t least = 0, most = 0;  // of a number
    std::vector<std::string> allowed;  // of a text; any where empty
    bool is_secret = false;            // says where a secret lies: a page tells only whether it is set
};

class Settings {
  public:
    // Refusals: core.refuse.settings_file (with the parser's words and line), core.refuse.setting_unknown,
    // core.refuse.setting_wrong, core.refuse.setting_range, core.refuse.setting_word, core.refuse.setting_address,
    // core.refuse.colour_contrast (a colour in which text could not be read).
    static Result<Settings> load(const std::filesystem::path& data_folder);
    static Settings defaults();
    static const std::vector<SettingKind>& table();
    // Variables that begin like those of a group of settings and name none: GONGKAI_SERVER_WORKRES would be silently not set.
    static std::vector<std::string> unknown_variables();

    // For a program that takes a value from elsewhere, which must be a fine one.
    void set(std::string_view key, std::string value);

    const std::string& text(std::string_view key) const;  // an unknown key is a fault of the program: throws std::logic_error
    std::int64_t number(std::string_view key) const;
    bool flag(std::string_view key) const;

    // Where its value was set: the file's path, the name of the variable, or "" where it is the default.
    const std::string& set_in(std::string_view key) const;

  private:
    std::map<std::string, std::string, std::less<>> values_, set_in_;
};

}  // namespace gongkai
