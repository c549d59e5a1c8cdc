#include "domain/catalogue/item.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/core/embed.h"
#include "base/core/text.h"

namespace gongkai::catalogue {
namespace {

namespace json = boost::json;

template <class Named>
std::vector<Named> named_in(std::string_view path, std::string_view key) {
    const auto text = embedded_or_die(path);
    const auto parsed = json::parse(json::string_view(text.data(), text.size()));
    std::vector<Named> all;
    for (const auto& one : parsed.as_array()) {
        const auto at = [&](std::string_view name) {
            return std::string(one.at(json::string_view(name.data(), name.size())).as_string());
        };
        all.push_back({at(key), at("zh"), at("en"), json::value_to<std::vector<std::string>>(one.at("aliases"))});
    }
    return all;
}

constexpr std::array<std::string_view, 3> level_words{"county", "town", "village"};

}  // namespace

const std::vector<Field>& fields() {
    static const auto all = named_in<Field>("data/catalogue/fields.json", "code");
    return all;
}

const Field* find_field(std::string_view code) {
    const auto found = std::ranges::find(fields(), code, &Field::code);
    return found == fields().end() ? nullptr : &*found;
}

const Field* field_in(std::string_view title) {
    const Field* best = nullptr;
    std::size_t longest = 0;
    const auto consider = [&](const Field& field, const std::string& name) {
        if (name.size() > longest && title.find(name) != std::string_view::npos) {
            best = &field;
            longest = name.size();
        }
    };
    for (const auto& field : fields()) {
        consider(field, field.zh);
        for (const auto& alias : field.aliases)
            consider(field, alias);
    }
    return best;
}

const std::vector<Channel>& channels() {
    static const auto all = named_in<Channel>("data/catalogue/channels.json", "key");
    return all;
}

const Channel* find_channel(std::string_view key) {
    const auto found = std::ranges::find(channels(), key, &Channel::key);
    return found == channels().end() ? nullptr : &*found;
}

std::string_view word_of(Level level) { return level_words[static_cast<std::size_t>(level)]; }

std::optional<Level> level_from(std::string_view word) {
    const auto found = std::ranges::find(level_words, word);
    return found == level_words.end() ? std::nullopt : std::optional(static_cast<Level>(found - level_words.begin()));
}

bool is_of(const ItemText& text, Level level) {
    switch (level) {
        case Level::county:
            return text.of_county;
        case Level::town:
            return text.of_town;
        case Level::village:
            return text.of_village;
    }
    return false;
}

std::string name_of_field(Language language, std::string_view code, std::string_view printed) {
    if (const auto* field = find_field(code))
        return field->name(language);
    return code == statutory_field ? words(language, "catalogue.statutory") : std::string(printed);
}

}  // namespace gongkai::catalogue
