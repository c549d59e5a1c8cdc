#include "domain/catalogue/facts.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/embed.h"

namespace gongkai::catalogue {

namespace json = boost::json;

const std::vector<FactKind>& fact_kinds() {
    static const auto all = [] {
        const auto text = embedded_or_die("data/catalogue/facts.json");
        const auto parsed = json::parse(json::string_view(text.data(), text.size()));
        std::vector<FactKind> kinds;
        for (const auto& one : parsed.as_array()) {
            const std::string key(one.at("key").as_string());
            FactKind kind{key, "catalogue.fact." + key, {}};
            for (const auto& field : one.at("fields").as_array()) {
                const std::string name(field.at("key").as_string());
                kind.fields.push_back({name, kind.label + '.' + name, field.at("lines").as_bool(), field.at("needed").as_bool()});
            }
            kinds.push_back(std::move(kind));
        }
        return kinds;
    }();
    return all;
}

const FactKind* find_fact_kind(std::string_view key) {
    const auto found = std::ranges::find(fact_kinds(), key, &FactKind::key);
    return found == fact_kinds().end() ? nullptr : &*found;
}

std::string_view Facts::at(std::string_view key) const {
    const auto found = values.find(key);
    return found == values.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<std::string> differences(const FactKind& kind, const Values& before, const Values& after) {
    const auto said = [](const Values& values, const std::string& key) {
        const auto found = values.find(key);
        return found == values.end() ? std::string() : found->second;
    };
    std::vector<std::string> keys;
    for (const auto& field : kind.fields)
        if (said(before, field.key) != said(after, field.key))
            keys.push_back(field.key);
    return keys;
}

std::vector<Outdated> outdated_by(const Facts& guide, const std::vector<std::vector<Facts>>& histories) {
    const auto& kind = *find_fact_kind(profile_kind);
    std::vector<Outdated> all;
    for (const auto& history : histories) {
        if (history.empty() || history.back().since_on <= guide.since_on)
            continue;
        const Facts* held = nullptr;  // on the guide's day
        for (const auto& one : history)
            if (one.since_on <= guide.since_on)
                held = &one;
        auto changed = differences(kind, held ? held->values : Values(), history.back().values);
        if (!changed.empty())
            all.push_back({history.back().subject, history.back().since_on, std::move(changed)});
    }
    return all;
}

}  // namespace gongkai::catalogue
