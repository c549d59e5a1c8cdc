#include "domain/imports/mapping.h"

#include <fnmatch.h>
#include <toml++/toml.h>

#include <algorithm>

#include "base/core/text.h"

namespace gongkai::imports {
namespace {

std::unexpected<Refusal> wrong_key(std::string_view key) {
    return refuse(Refusal::Kind::invalid, "imports.refuse.mapping_key", {std::string(key)});
}

// "http://www.example.gov.cn/" and "www.example.gov.cn" alike.
std::string host_of(std::string_view address) {
    if (const auto scheme = address.find("://"); scheme != std::string_view::npos)
        address.remove_prefix(scheme + 3);
    return lower_ascii(address.substr(0, address.find_first_of("/:")));
}

Result<void> read_text(const toml::node& node, std::string_view key, std::string& into) {
    const auto text = node.value<std::string>();
    if (!text)
        return wrong_key(key);
    into = *text;
    return {};
}

Result<void> read_flag(const toml::node& node, std::string_view key, bool& into) {
    const auto flag = node.value<bool>();
    if (!flag || !node.is_boolean())
        return wrong_key(key);
    into = *flag;
    return {};
}

Result<std::vector<std::string>> read_texts(const toml::node& node, std::string_view key) {
    std::vector<std::string> all;
    if (const auto one = node.value<std::string>())
        return std::vector{*one};
    const auto* list = node.as_array();
    if (!list)
        return wrong_key(key);
    for (const auto& one : *list) {
        const auto text = one.value<std::string>();
        if (!text)
            return wrong_key(key);
        all.push_back(*text);
    }
    return all;
}

// True where the key is one of the places.
Result<bool> read_place(const toml::node& node, std::string_view key, intake::Places& places) {
    if (key == "leave_out") {
        const auto all = read_texts(node, key);
        if (!all)
            return std::unexpected(all.error());
        for (const auto& one : *all) {
            auto selector = intake::read_selector(one);
            if (!selector)
                return std::unexpected(selector.error());
            places.leave_out.push_back(*std::move(selector));
        }
        return true;
    }
    std::optional<intake::Selector>* place = key == "title"    ? &places.title
                                             : key == "date"   ? &places.date
                                             : key == "source" ? &places.source
                                             : key == "body"   ? &places.body
                                                               : nullptr;
    if (!place)
        return false;
    std::string text;
    if (const auto read = read_text(node, key, text); !read)
        return std::unexpected(read.error());
    auto selector = intake::read_selector(text);
    if (!selector)
        return std::unexpected(selector.error());
    *place = *std::move(selector);
    return true;
}

Result<Rule> read_rule(const toml::table& table) {
    Rule rule;
    for (const auto& [toml_key, node] : table) {
        const std::string_view key = toml_key.str();
        const auto is_place = read_place(node, key, rule.places);
        if (!is_place)
            return std::unexpected(is_place.error());
        if (*is_place)
            continue;
        const auto read = key == "path"          ? read_text(node, key, rule.path)
                          : key == "column"      ? read_text(node, key, rule.column)
                          : key == "type"        ? read_text(node, key, rule.type)
                          : key == "unit"        ? read_text(node, key, rule.unit)
                          : key == "is_list"     ? read_flag(node, key, rule.is_list)
                          : key == "is_left_out" ? read_flag(node, key, rule.is_left_out)
                                                 : Result<void>(wrong_key("rule." + std::string(key)));
        if (!read)
            return std::unexpected(read.error());
    }
    if (rule.path.empty())
        return wrong_key("rule.path");
    return rule;
}

}  // namespace

const Rule* Mapping::rule_for(std::string_view path) const {
    const auto found = std::ranges::find_if(
        rules, [&](const Rule& rule) { return ::fnmatch(rule.path.c_str(), std::string(path).c_str(), 0) == 0; });
    return found == rules.end() ? nullptr : &*found;
}

Result<Mapping> read_mapping(std::string_view toml) {
    Mapping mapping;
    toml::table file;
    try {
        file = toml::parse(toml);
    } catch (const toml::parse_error& error) {
        return refuse(Refusal::Kind::invalid, "imports.refuse.mapping",
                      {std::to_string(error.source().begin.line), std::string(error.description())});
    }
    for (const auto& [toml_key, node] : file) {
        const std::string_view key = toml_key.str();
        if (key == "rule") {
            const auto* list = node.as_array();
            if (!list || !list->is_homogeneous(toml::node_type::table))
                return wrong_key(key);
            for (const auto& one : *list) {
                auto rule = read_rule(*one.as_table());
                if (!rule)
                    return std::unexpected(rule.error());
                mapping.rules.push_back(*std::move(rule));
            }
            continue;
        }
        if (key == "site") {
            const auto sites = read_texts(node, key);
            if (!sites)
                return std::unexpected(sites.error());
            for (const auto& site : *sites)
                mapping.sites.push_back(host_of(site));
            continue;
        }
        const auto is_place = read_place(node, key, mapping.places);
        if (!is_place)
            return std::unexpected(is_place.error());
        if (*is_place)
            continue;
        const auto read = key == "root"     ? read_text(node, key, mapping.root)
                          : key == "unit"   ? read_text(node, key, mapping.unit)
                          : key == "column" ? read_text(node, key, mapping.column)
                          : key == "type"   ? read_text(node, key, mapping.type)
                                            : Result<void>(wrong_key(key));
        if (!read)
            return std::unexpected(read.error());
    }
    while (mapping.root.ends_with('/'))
        mapping.root.pop_back();
    // What a rule does not name is where it is for the whole site.
    for (auto& rule : mapping.rules) {
        const auto fill = [](auto& own, const auto& of_all) { own = own ? own : of_all; };
        fill(rule.places.title, mapping.places.title);
        fill(rule.places.date, mapping.places.date);
        fill(rule.places.source, mapping.places.source);
        fill(rule.places.body, mapping.places.body);
        rule.places.leave_out.insert(rule.places.leave_out.end(), mapping.places.leave_out.begin(),
                                     mapping.places.leave_out.end());
    }
    return mapping;
}

}  // namespace gongkai::imports
