#include "domain/search/described.h"

#include <algorithm>
#include <vector>

#include "base/core/text.h"
#include "base/web/target.h"

namespace gongkai::search {

std::string address_of(const Asked& asked, std::string_view path) {
    std::string address(path);
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            address.append(address.size() == path.size() ? "?" : "&").append(name).append("=").append(web::encode(value));
    };
    add("q", asked.text);
    add("kind", asked.kind);
    add("unit", asked.unit);
    add("theme", asked.theme);
    add("column", asked.column);
    add("year", asked.year == 0 ? "" : std::to_string(asked.year));
    add("validity", word_of(asked.validity));
    add("from", asked.from ? to_text(*asked.from) : "");
    add("to", asked.to ? to_text(*asked.to) : "");
    add("order", word_of(asked.order));
    add("as", asked.is_as_typed ? "typed" : "");
    add("page", asked.page > 1 ? std::to_string(asked.page) : "");
    return address;
}

Result<void> know_filters(const Asked& asked, const std::map<LabelId, KeptLabel>& labels) {
    for (const auto& [facet, code] : {std::pair<std::string, const std::string&>{"kind", asked.kind},
                                      {"unit", asked.unit},
                                      {"theme", asked.theme},
                                      {"column", asked.column}})
        if (!code.empty() && std::ranges::none_of(labels, [&](const auto& known) {
                return known.second.facet == facet && known.second.label.code == code;
            }))
            return refuse(Refusal::Kind::invalid, "search.refuse." + facet, {code});
    return {};
}

std::string described(const Asked& asked, const std::map<LabelId, KeptLabel>& labels, Language language) {
    std::vector<std::string> filters;
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty())
            filters.push_back(words(language, "search.described.filter", {words(language, name), value}));
    };
    const auto label = [&](std::string_view facet, const std::string& code) {
        const auto found = std::ranges::find_if(
            labels, [&](const auto& known) { return known.second.facet == facet && known.second.label.code == code; });
        return found == labels.end() ? code : found->second.label.name(language);
    };
    add("search.facet.column", label("column", asked.column));
    add("search.facet.kind", label("kind", asked.kind));
    add("search.facet.unit", label("unit", asked.unit));
    add("search.facet.theme", label("theme", asked.theme));
    add("search.facet.year", asked.year == 0 ? std::string() : std::to_string(asked.year));
    if (asked.validity != Validity::none)
        add("search.facet.validity", words(language, "search.validity." + std::string(word_of(asked.validity))));
    if (asked.from || asked.to)
        add("search.described.days", (asked.from ? to_text(*asked.from) : "") + " – " + (asked.to ? to_text(*asked.to) : ""));
    const auto all = join(filters, words(language, "search.described.and"));
    if (trim(asked.text).empty())
        return all;
    const auto quoted = words(language, "search.quoted", {std::string(trim(asked.text))});
    return filters.empty() ? quoted : words(language, "search.described", {quoted, all});
}

}  // namespace gongkai::search
