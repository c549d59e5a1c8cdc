#include "domain/records/kind.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/core/embed.h"
#include "base/core/log.h"
#include "base/core/text.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;

constexpr std::array<std::pair<std::string_view, Type>, 22> type_words{
    {{"line", Type::line},   {"text", Type::text},       {"integer", Type::integer}, {"decimal", Type::decimal},
     {"money", Type::money}, {"percent", Type::percent}, {"day", Type::day},         {"month", Type::month},
     {"year", Type::year},   {"yes_no", Type::yes_no},   {"choice", Type::choice},   {"choices", Type::choices},
     {"unit", Type::unit},   {"town", Type::town},       {"link", Type::link},       {"document", Type::document},
     {"power", Type::power}, {"hours", Type::hours},     {"point", Type::point},     {"area", Type::area},
     {"uscc", Type::uscc},   {"phone", Type::phone}}};

}  // namespace

std::optional<Type> type_from(std::string_view word) {
    const auto found = std::ranges::find(type_words, word, &std::pair<std::string_view, Type>::first);
    return found == type_words.end() ? std::nullopt : std::optional(found->second);
}

std::string_view word_of(Type type) {
    return std::ranges::find(type_words, type, &std::pair<std::string_view, Type>::second)->first;
}

bool is_number(Type type) {
    return type == Type::integer || type == Type::decimal || type == Type::money || type == Type::percent;
}

bool is_time(Type type) { return type == Type::day || type == Type::month || type == Type::year; }

std::string_view word_of(Privacy privacy) {
    switch (privacy) {
        case Privacy::open:
            return "public";
        case Privacy::masked:
            return "masked";
        case Privacy::internal:
            return "internal";
    }
    return "";
}

const Choice* Field::find_choice(std::string_view choice_key) const {
    const auto found = std::ranges::find(choices, choice_key, &Choice::key);
    return found == choices.end() ? nullptr : &*found;
}

std::optional<FieldIndex> Kind::find_field(std::string_view field_key) const {
    const auto found = std::ranges::find(fields, field_key, &Field::key);
    return found == fields.end() ? std::nullopt : std::optional(static_cast<FieldIndex>(found - fields.begin()));
}

std::optional<FieldIndex> Kind::period() const {
    for (const auto wanted : {clock.kind == Clock::Kind::yearly ? Type::year : Type::month, Type::month, Type::year, Type::day})
        for (const auto index : identity)
            if (fields[index].type == wanted)
                return index;
    return std::nullopt;
}

std::optional<std::size_t> Kind::slot_of(FieldIndex field) const {
    const auto found = std::ranges::find(filters, field);
    return found == filters.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - filters.begin()));
}

std::vector<FieldIndex> Kind::counted() const {
    auto all = filters;
    if (yearly) {
        const auto add = [&](FieldIndex field) {
            if (std::ranges::find(all, field) == all.end())
                all.push_back(field);
        };
        std::ranges::for_each(yearly->counts, add);
        if (yearly->by)
            add(*yearly->by);
    }
    return all;
}

bool Kind::is_computed(FieldIndex field) const {
    return std::ranges::any_of(checks, [&](const Check& check) { return check.computes() && check.target == field; });
}

bool Kind::is_asked_by_its_order() const {
    // A rank within the day stands behind it in the order.
    const bool is_ranked = std::ranges::any_of(
        checks, [&](const Check& check) { return check.kind == Check::Kind::rank && check.within == order.field; });
    return query && query->days.front() == order.field && order.is_descending && fields[order.field].is_required && !is_ranked;
}

const Kind* Kinds::find(std::string_view key) const {
    const auto found = std::ranges::find(all, key, &Kind::key);
    return found == all.end() ? nullptr : &*found;
}

namespace {

json::array listed(std::string_view path) {
    const auto text = embedded_or_die(path);
    return json::parse(json::string_view(text.data(), text.size())).as_array();
}

std::string text_of(const json::value& from, const char* key) { return std::string(from.at(key).as_string()); }

}  // namespace

const std::vector<Theme>& themes() {
    static const auto read = [] {
        std::vector<Theme> all;
        for (const auto& one : listed("data/kinds/themes.json"))
            all.push_back({text_of(one, "key"),
                           {text_of(one, "zh"), text_of(one, "en")},
                           {text_of(one.at("about"), "zh"), text_of(one.at("about"), "en")}});
        return all;
    }();
    return read;
}

namespace {

Kinds read_all() {
    Kinds all;
    all.themes = themes();
    for (const auto& one : listed("data/records_in_columns.json"))
        all.in_columns.push_back({text_of(one, "column"), text_of(one, "field"), text_of(one, "value")});
    for (const auto path : embedded_paths("data/kinds/", ".json")) {
        if (path == "data/kinds/themes.json")
            continue;
        auto kind = read_kind(embedded_or_die(path), path, all.themes);
        if (kind) {
            all.all.push_back(std::move(*kind));
            continue;
        }
        for (auto& fault : kind.error()) {
            log(Level::error, "kind_faulty", {{"why", words(Language::en, fault)}});
            all.faults.push_back(std::move(fault));
        }
    }
    const auto place = [&](const Kind& kind) {
        const auto theme = std::ranges::find(all.themes, kind.theme, &Theme::key) - all.themes.begin();
        return std::tuple(theme, kind.task, kind.row.value_or(0));
    };
    std::ranges::stable_sort(all.all, std::less<>(), place);
    return all;
}

}  // namespace

namespace {

Kinds& kinds_read() {
    static auto all = read_all();
    return all;
}

}  // namespace

const Kinds& kinds() { return kinds_read(); }

std::vector<std::string> settle_clocks(std::string_view settings) {
    std::vector<std::string> wrong;
    constexpr std::int64_t last_day = 31, days_at_most = 1000;
    for (const auto part : split(settings, ' ')) {
        if (part.empty())
            continue;
        const auto equals = part.find('=');
        const auto found = std::ranges::find(kinds_read().all, part.substr(0, equals), &Kind::key);
        const auto days = equals == std::string_view::npos ? 0 : whole_number(part.substr(equals + 1)).value_or(0);
        const bool is_known = found != kinds_read().all.end() && found->clock.kind != Clock::Kind::none;
        const bool is_within = is_known && found->clock.kind == Clock::Kind::within;
        if (!is_known || days < 1 || days > (is_within ? days_at_most : last_day)) {
            wrong.emplace_back(part);
            continue;
        }
        (is_within ? found->clock.amount : found->clock.day) = static_cast<int>(days);
        // The kind's sentence names its own days.
        const auto said = std::to_string(days);
        found->clock.says.zh +=
            words(Language::zh, is_within ? "records.clock.settled_days" : "records.clock.settled_day", {said});
        found->clock.says.en +=
            words(Language::en, is_within ? "records.clock.settled_days" : "records.clock.settled_day", {said});
    }
    return wrong;
}

}  // namespace gongkai::records
