#include "domain/catalogue/found.h"

#include <map>

#include "base/core/telephone.h"
#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/meant.h"
#include "domain/catalogue/statements.h"
#include "domain/catalogue/store.h"
#include "domain/people/desk.h"
#include "domain/people/names.h"

namespace gongkai::catalogue {
namespace {

search::Label label(std::string code, std::string_view id) {
    return {std::move(code), words(Language::zh, id), words(Language::en, id)};
}

// What holds today of a history.
const Facts* now_of(const History& history) {
    const Facts* now = nullptr;
    for (const auto& facts : history)
        if (facts.since_on <= today())
            now = &facts;
    return now && !now->is_ended ? now : nullptr;
}

std::vector<search::Entry> all_units(db::Connection& connection) {
    std::map<std::int64_t, Facts> profiles;
    for (const auto& history : histories_of(connection, profile_kind))
        if (const auto* now = now_of(history))
            profiles.emplace(now->subject, *now);
    std::vector<search::Entry> all;
    const auto units = people::directory(connection);
    for (const auto& unit : units.units()) {
        if (!is_found(unit, today()))
            continue;
        search::Entry entry;
        entry.source = "unit";
        entry.key = std::to_string(unit.id);
        entry.title = unit.name;
        entry.known_as = unit.full_name + '\n' + join(unit.aliases, "\n");
        entry.summary = unit.full_name == unit.name ? "" : unit.full_name;
        entry.kind = label("unit", "catalogue.found.unit");
        entry.unit = {entry.key, unit.name, ""};
        entry.address = "/units/" + entry.key;
        entry.formats.emplace_back("html");
        if (const auto profile = profiles.find(unit.id); profile != profiles.end()) {
            const auto& facts = profile->second;
            for (const std::string_view field : {"address", "hours", "phone", "duties"})
                if (!facts.at(field).empty())
                    entry.body.append(words(Language::zh, "catalogue.fact.profile." + std::string(field)))
                        .append("：")
                        .append(facts.at(field))
                        .append("\n");
            entry.telephone = facts.at("phone");
            entry.act = search::Act::ask;
            entry.act_address = entry.address + "/profile";
            entry.published_on = facts.since_on;
            entry.is_demonstration = facts.is_demonstration;
        }
        all.push_back(std::move(entry));
    }
    return all;
}

// A map of somebody else's, where the settings name one.
std::string map_of(const std::string& map_address, std::string_view place) {
    return map_address.empty() || place.empty() ? std::string() : replace_all(map_address, "{0}", web::encode(place));
}

// 教育局: its telephone, hours and address, and where it says the rest of itself.
std::optional<search::Answer> unit_asked_for(db::Connection& connection, const search::Inquiry& question, Language language,
                                             const std::string& map_address) {
    if (!may_name_unit(question.typed))
        return std::nullopt;
    const auto units = people::names(connection);
    const auto* unit = unit_meant(units, question.typed, today());
    const auto former = unit ? FormerName{} : unit_called(units, question.typed, today());
    if (former.unit)
        unit = former.unit;
    if (!unit)
        return std::nullopt;
    search::Answer::Thing thing;
    thing.title = unit->name;
    thing.address = "/units/" + std::to_string(unit->id);
    if (former.unit)
        thing.facts.push_back(
            {words(language, "catalogue.answer.former"),
             former.note.empty() ? former.typed : words(language, "catalogue.answer.former.note", {former.typed, former.note}),
             "", "", false});
    const auto history = history_of(connection, profile_kind, unit->id);
    if (const auto* profile = now_of(history)) {
        for (const std::string_view field : {"phone", "hours", "address"})
            if (const std::string value(profile->at(field)); !value.empty())
                thing.facts.push_back({words(language, "catalogue.fact.profile." + std::string(field)), value,
                                       field == "phone" ? telephone_address(value) : std::string(), "", false});
        if (const auto map = map_of(map_address, profile->at("address")); !map.empty())
            thing.ways.push_back({words(language, "catalogue.answer.map"), map});
        thing.ways.push_back({words(language, "catalogue.answer.profile"), thing.address + "/profile"});
        thing.said_on = profile->since_on;
        thing.is_demonstration = profile->is_demonstration;
    }
    if (unit->full_name != unit->name)
        thing.facts.push_back({words(language, "catalogue.answer.full_name"), unit->full_name, "", "", false});
    thing.ways.push_back({words(language, "catalogue.answer.guide"), "/guide"});
    return search::Answer{"unit", {std::move(thing)}};
}

std::map<std::string, search::Contact> contacts_of(db::Connection& connection, const std::vector<std::string>& units,
                                                   const std::string& map_address) {
    std::vector<std::int64_t> subjects;
    for (const auto& unit : units)
        subjects.push_back(whole_number(unit).value_or(-1));
    std::map<std::string, search::Contact> all;
    for (const auto& history : histories_of(connection, profile_kind, subjects))
        if (const auto* now = now_of(history))
            all[std::to_string(now->subject)] = {std::string(now->at("phone")), std::string(now->at("hours")),
                                                 std::string(now->at("address")), map_of(map_address, now->at("address"))};
    return all;
}

std::vector<search::Entry> all_columns(db::Connection& connection) {
    std::vector<search::Entry> all;
    const auto there = columns(connection);
    for (const auto& column : there.all()) {
        search::Entry entry;
        entry.source = "column";
        entry.key = column.key;
        entry.title = column.zh;
        entry.title_en = column.en;
        entry.summary = column.about_zh;
        entry.body = column.about_zh;
        entry.kind = label("column", "catalogue.found.column");
        entry.column = {column.key, column.zh, column.en};
        entry.address = "/columns/" + column.key;
        entry.formats = {"html", "atom"};
        all.push_back(std::move(entry));
    }
    return all;
}

std::vector<search::Entry> all_of_catalogue(db::Connection& connection) {
    std::vector<search::Entry> all;
    for (const auto& item : items(connection)) {
        search::Entry entry;
        entry.source = "catalogue_item";
        entry.key = item.key;
        entry.title = item.name();
        entry.body = item.text.first_level + '\n' + join(item.text.elements, "\n") + '\n' + join(item.text.basis, "\n") + '\n' +
                     item.limit() + '\n' + item.text.subject;
        entry.known_as = name_of_field(Language::zh, item.field, item.field_name);
        entry.kind = label("catalogue_item", "catalogue.found.item");
        entry.address = "/catalogue/" + item.key;
        entry.formats.emplace_back("html");
        // What is not there yet can be asked for.
        entry.act = search::Act::apply;
        entry.act_address = "/guide";
        entry.is_demonstration = item.is_demonstration;
        all.push_back(std::move(entry));
    }
    return all;
}

std::vector<search::Entry> all_facts(db::Connection& connection) {
    std::vector<search::Entry> all;
    const auto add = [&](std::string_view kind, std::string_view address, const Facts& facts, std::string title) {
        search::Entry entry;
        entry.source = "fact";
        entry.key = std::string(kind) + '/' + std::to_string(facts.subject);
        entry.title = std::move(title);
        // Names of persons are read where they stand and not found.
        for (const auto& field : find_fact_kind(kind)->fields)
            if (!facts.at(field.key).empty() && field.key != "posts" && field.key != "leaders")
                entry.body.append(field.name(Language::zh)).append("：").append(facts.at(field.key)).append("\n");
        entry.telephone = facts.at("phone");
        entry.kind = label(std::string(kind), find_fact_kind(kind)->label);
        entry.published_on = facts.since_on;
        entry.address = address;
        entry.formats.emplace_back("html");
        entry.is_demonstration = facts.is_demonstration;
        all.push_back(std::move(entry));
    };
    for (const auto& history : histories_of(connection, guide_kind))
        if (const auto* now = now_of(history))
            add(guide_kind, "/guide", *now, find_fact_kind(guide_kind)->name(Language::zh));
    for (const auto& history : histories_of(connection, leading_group_kind))
        if (const auto* now = now_of(history))
            add(leading_group_kind, "/leading-groups#group-" + std::to_string(now->subject), *now, std::string(now->at("name")));
    return all;
}

}  // namespace

search::Source found_units(const Settings& settings) {
    const auto map_address = settings.text("search.map_address");
    return {"unit",
            all_units,
            nullptr,
            nullptr,
            [map_address](db::Connection& connection, const search::Inquiry& question, Language language) {
                return unit_asked_for(connection, question, language, map_address);
            },
            [map_address](db::Connection& connection, const std::vector<std::string>& units) {
                return contacts_of(connection, units, map_address);
            }};
}
search::Source found_columns() { return {"column", all_columns, nullptr, nullptr}; }
search::Source found_items() { return {"catalogue_item", all_of_catalogue, nullptr, nullptr}; }
search::Source found_facts() { return {"fact", all_facts, nullptr, nullptr}; }

}  // namespace gongkai::catalogue
