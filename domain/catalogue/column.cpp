#include "domain/catalogue/column.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/embed.h"
#include "base/core/text.h"

namespace gongkai::catalogue {
namespace {

namespace json = boost::json;

json::array array_in(std::string_view path) {
    const auto text = embedded_or_die(path);
    return json::parse(json::string_view(text.data(), text.size())).as_array();
}

std::string text_at(const json::value& object, std::string_view key) {
    return std::string(object.at(json::string_view(key.data(), key.size())).as_string());
}

template <class All>
auto find_by_code(const All& all, std::string_view code) {
    const auto found = std::ranges::find(all, code, &All::value_type::code);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace

const Column* Columns::find(std::string_view key) const {
    const auto found = std::ranges::find(all(), key, &Column::key);
    return found == all().end() ? nullptr : &*found;
}

std::vector<const Column*> Columns::below(std::string_view key) const {
    std::vector<const Column*> children;
    for (const auto& column : all())
        if (column.parent_key == key)
            children.push_back(&column);
    return children;
}

std::vector<const Column*> Columns::path(std::string_view key) const {
    std::vector<const Column*> steps;
    for (const auto* at = find(key); at && steps.size() < all().size(); at = find(at->parent_key))
        steps.insert(steps.begin(), at);
    return steps;
}

const std::vector<Category>& categories() {
    static const auto all = [] {
        std::vector<Category> read;
        for (const auto& one : array_in("data/catalogue/categories.json"))
            read.push_back({text_at(one, "code"), text_at(one, "zh"), text_at(one, "en"), text_at(one, "column")});
        return read;
    }();
    return all;
}

const Category* find_category(std::string_view code) { return find_by_code(categories(), code); }

const std::vector<Theme>& themes() {
    static const auto all = [] {
        std::vector<Theme> read;
        for (const auto& one : array_in("data/catalogue/themes.json"))
            read.push_back({text_at(one, "code"), text_at(one, "zh"), text_at(one, "en"),
                            json::value_to<std::vector<std::string>>(one.at("children"))});
        return read;
    }();
    return all;
}

const Theme* find_theme(std::string_view code) { return find_by_code(themes(), code); }

const Theme* read_theme(std::string_view printed) {
    printed = trim(printed);
    if (const auto* theme = find_theme(printed))
        return theme;
    const auto first = trim(printed.substr(0, printed.find_first_of("\\/-_")));
    for (const auto& theme : themes())
        if (theme.zh == first)
            return &theme;
    for (const auto& theme : themes())
        if (theme.zh != first && first != "其他" && std::ranges::find(theme.children, first) != theme.children.end())
            return &theme;
    return nullptr;
}

std::vector<Column> carried_columns() {
    std::vector<Column> all;
    for (const auto& one : array_in("data/columns.json")) {
        Column column{text_at(one, "key"),
                      text_at(one, "parent"),
                      text_at(one, "zh"),
                      text_at(one, "en"),
                      text_at(one, "about_zh"),
                      text_at(one, "about_en"),
                      text_at(one, "kind"),
                      std::nullopt,
                      true};
        if (const auto& days = one.at("upkeep_days"); !days.is_null())
            column.upkeep_days = static_cast<int>(days.as_int64());
        all.push_back(std::move(column));
    }
    return all;
}

}  // namespace gongkai::catalogue
