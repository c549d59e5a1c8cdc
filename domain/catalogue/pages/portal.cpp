// The catalogue as residents read it: by field, by what the law names, by unit and level; and each item with where its documents
// are.
#include <algorithm>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/pages/pages.h"
#include "domain/people/desk.h"

namespace gongkai::catalogue {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

constexpr int items_a_page = 50;

struct AskedPage {
    Asked asked;
    int number = 1;
    bool is_asked() const { return !asked.field.empty() || asked.unit != 0 || asked.level; }
};

AskedPage asked_page(const Request& request) {
    const auto first = [&](std::string_view name) { return request.query.first(name).value_or(""); };
    AskedPage page;
    page.asked.field = first("field");
    page.asked.unit = whole_number(first("unit")).value_or(0);
    page.asked.level = level_from(first("level"));
    page.number = static_cast<int>(std::clamp<std::int64_t>(whole_number(first("page")).value_or(1), 1, 10'000));
    page.asked.at_most = items_a_page;
    page.asked.after = (page.number - 1) * items_a_page;
    return page;
}

std::string address_of(const Asked& asked, int number = 1) {
    web::Fields query;
    if (!asked.field.empty())
        query.add("field", asked.field);
    if (asked.unit != 0)
        query.add("unit", std::to_string(asked.unit));
    if (asked.level)
        query.add("level", std::string(word_of(*asked.level)));
    if (number > 1)
        query.add("page", std::to_string(number));
    return web::write_target("/catalogue", query);
}

struct Choice {
    std::string text;
    Asked leads_to;
    bool is_chosen = false, is_chinese = false;
};

void write_choices(Html& html, Language language, std::string_view title, const Asked& all, const std::vector<Choice>& choices) {
    const bool has_choice = std::ranges::any_of(choices, &Choice::is_chosen);
    html << "<details" << web::when(has_choice, " open") << "><summary>" << words(language, title) << "</summary><ul>";
    if (has_choice)
        html << "<li><a href='" << web::url(address_of(all)) << "'>" << words(language, "catalogue.all") << "</a></li>";
    for (const auto& one : choices)
        html << "<li><a href='" << web::url(address_of(one.leads_to)) << "'" << web::when(one.is_chosen, " aria-current='true'")
             << (one.is_chinese ? chinese(language) : web::Raw("")) << ">" << one.text << "</a></li>";
    html << "</ul></details>";
}

void write_filters(Html& html, Language language, const Asked& asked, const std::vector<FieldCount>& by_field,
                   const std::vector<people::UnitId>& named, const people::Directory& units) {
    const auto with = [&](auto Asked::* part, auto value) {
        Asked other{asked.field, asked.unit, asked.level};
        other.*part = value;
        return other;
    };
    std::vector<Choice> choices;
    html << "<nav class='facets' id='narrow' aria-label='" << words(language, "catalogue.filters") << "'>";
    const auto add_field = [&](std::string_view code, const std::string& printed) {
        choices.push_back({name_of_field(language, code, printed), with(&Asked::field, std::string(code)), asked.field == code});
    };
    for (const auto& field : by_field)
        if (field.field != other_field)
            add_field(field.field, "");
    if (std::ranges::find(by_field, other_field, &FieldCount::field) != by_field.end())
        add_field(other_field, words(language, "catalogue.other_fields"));
    write_choices(html, language, "catalogue.field", with(&Asked::field, std::string()), choices);
    choices.clear();
    for (const auto level : {Level::county, Level::town, Level::village})
        choices.push_back({words(language, "catalogue.level." + std::string(word_of(level))),
                           with(&Asked::level, std::optional(level)), asked.level == level});
    write_choices(html, language, "catalogue.level", with(&Asked::level, std::optional<Level>()), choices);
    choices.clear();
    for (const auto id : named)
        if (const auto* unit = units.find(id))
            choices.push_back({unit->name, with(&Asked::unit, id), asked.unit == id, true});
    if (!choices.empty())
        write_choices(html, language, "catalogue.subject", with(&Asked::unit, people::UnitId{0}), choices);
    html << "</nav>";
}

void write_downloads(Html& html, Language language) {
    html << "<p class='downloads'><a href='/catalogue.xlsx'>" << words(language, "catalogue.xlsx")
         << "</a><a href='/catalogue.csv'>" << words(language, "catalogue.csv") << "</a></p>";
}

void write_overview(Html& html, Language language, const std::vector<Item>& statutory, const std::vector<FieldCount>& by_field) {
    html << "<h2>" << words(language, "catalogue.statutory") << "</h2><p>" << words(language, "catalogue.statutory.text")
         << "</p><ol class='lines many'>";
    for (const auto& item : statutory) {
        html << "<li><div class='top'><a href='" << web::url(catalogue::address_of(item)) << "'>" << name_of(language, item)
             << "</a><span class='small muted'>";
        for (const auto& limit : read_limits(item.limit()))
            html << spoken(language, limit) << " ";
        html << "</span></div></li>";
    }
    html << "</ol><h2>" << words(language, "catalogue.fields") << "</h2><ul class='lines many'>";
    const auto line = [&](std::string_view code, const std::string& printed, int count) {
        Asked asked;
        asked.field = code;
        html << "<li><div class='top'><a href='" << web::url(address_of(asked)) << "'>" << name_of_field(language, code, printed)
             << "</a><span class='small muted number'>" << words(language, "catalogue.count", {std::to_string(count)})
             << "</span></div></li>";
    };
    for (const auto& field : fields())
        if (const auto found = std::ranges::find(by_field, field.code, &FieldCount::field); found != by_field.end())
            line(field.code, "", found->items);
    int others = 0;
    for (const auto& one : by_field)
        others += one.field == other_field ? one.items : 0;
    if (others > 0)
        line(other_field, words(language, "catalogue.other_fields"), others);
    html << "</ul>";
    if (by_field.size() <= 1)
        html << "<p class='empty'>" << words(language, "catalogue.fields.none") << "</p>";
}

Response list(const Doors& doors, Request& request, Context& context) {
    const auto asked = asked_page(request);
    const auto language = context.language;
    portal::Page page;
    page.title = words(language, "catalogue.title");
    page.description = words(language, "catalogue.text");
    page.menu = "/documents";
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p>" << page.description << "</p>";
    doors.database.read([&](db::Connection& connection) {
        const auto by_field = items_by_field(connection);
        page.is_example = std::ranges::any_of(by_field, &FieldCount::is_demonstration);
        if (!asked.is_asked()) {
            write_downloads(html, language);
            write_overview(html, language, items(connection, {std::string(statutory_field), 0, {}}), by_field);
            if (by_field.size() <= 1)
                return;
            html << "<h2>" << words(language, "catalogue.filters") << "</h2>";
        }
        html << "<p class='to-facets'><a class='way' href='#narrow'>" << words(language, "catalogue.filters")
             << "</a></p><div class='beside'>";
        write_filters(html, language, asked.asked, by_field, units_named(connection), people::directory(connection));
        html << "<div>";
        if (asked.is_asked()) {
            const int count = count_items(connection, asked.asked);
            html << "<p class='muted'>" << words(language, "catalogue.count", {std::to_string(count)}) << "</p>";
            const auto found = items(connection, asked.asked);
            page.is_example = std::ranges::any_of(found, &Item::is_demonstration);
            if (found.empty())
                html << "<p class='empty'>" << words(language, "catalogue.none") << "</p>";
            else
                write_items(html, language, found, "/catalogue/", asked.asked.field.empty());
            html << "<nav class='neighbours' aria-label='" << words(language, "catalogue.pages") << "'>";
            if (asked.number > 1)
                html << "<a href='" << web::url(address_of(asked.asked, asked.number - 1)) << "' rel='prev'>"
                     << words(language, "catalogue.page_before") << "</a>";
            if (asked.number * items_a_page < count)
                html << "<a href='" << web::url(address_of(asked.asked, asked.number + 1)) << "' rel='next'>"
                     << words(language, "catalogue.page_next") << "</a>";
            html << "</nav>";
        }
        html << "</div></div>";
    });
    return doors.portal.show(request, std::move(page));
}

Response one(const Doors& doors, Request& request, Context& context) {
    portal::Page page;
    Html of_rooms;
    doors.portal.write_blocks_on("catalogue.item", of_rooms, context.language, context.parameter("key"));
    const auto found = doors.database.read([&](db::Connection& connection) {
        const auto item = find_item(connection, context.parameter("key"));
        if (!item)
            return false;
        page.title = name_of(context.language, *item) + " " + item->key;
        page.menu = "/documents";
        page.is_example = item->is_demonstration;
        page.trail = {{words(context.language, "catalogue.title"), "/catalogue"}};
        auto& html = page.content;
        html << "<h1" << (find_category(item->category) ? web::Raw("") : chinese(context.language)) << ">"
             << name_of(context.language, *item) << "</h1>";
        if (item->retired_on)
            html << "<p class='told'>"
                 << words(context.language, "catalogue.retired", {portal::spoken_in_full(context.language, *item->retired_on)})
                 << "</p>";
        write_facts(html, context.language, *item, people::directory(connection));
        html << of_rooms << "<p><a class='way' href='" << web::url("/api/v1/catalogue/" + item->key) << "'>"
             << words(context.language, "catalogue.as_json") << "</a></p>";
        const auto places = columns(connection);
        if (const auto* column = places.find(item->column_key))
            html << "<p><a class='way' href='" << web::url("/columns/" + column->key) << "'>"
                 << words(context.language, "catalogue.see_documents", {column->name(context.language)}) << "</a></p>";
        return true;
    });
    return found ? doors.portal.show(request, std::move(page)) : doors.site.trouble(404, request);
}

// On the page of a unit: where it says what it is, what it has to make public, and the columns it sees to.
void write_about_unit(const Doors& doors, Html& html, Language language, people::UnitId unit) {
    const auto about = doors.database.read([&](db::Connection& connection) { return about_unit(connection, unit); });
    if (!about.has_profile && about.items == 0 && about.columns.empty())
        return;
    const auto number = std::to_string(unit);
    html << "<p class='downloads'>";
    if (about.has_profile)
        html << "<a href='" << web::url("/units/" + number + "/profile") << "'>" << find_fact_kind(profile_kind)->name(language)
             << "</a>";
    if (about.items > 0)
        html << "<a href='" << web::url("/catalogue?unit=" + number) << "'>"
             << words(language, "catalogue.of_unit.items", {std::to_string(about.items)}) << "</a>";
    html << "</p>";
    if (about.columns.empty())
        return;
    html << "<p><span class='muted'>" << words(language, "catalogue.of_unit.columns") << "</span>";
    for (const auto& column : about.columns)
        html << " <a href='" << web::url("/columns/" + column.key) << "'>" << column.name(language) << "</a>";
    html << "</p>";
}

}  // namespace

void hang_portal_pages(Doors& doors) {
    doors.portal.add_foot_entry({"/guide", "catalogue.fact.guide"});
    doors.portal.add_foot_entry({"/catalogue", "catalogue.title"});
    auto& router = doors.site.router();
    router.get("/catalogue", "catalogue.list", with(doors, list))
        .cached({public_data})
        .reads({"field", "unit", "level", "page"})
        .sql_at_most(10);
    router.get("/catalogue/{key}", "catalogue.item", with(doors, one)).cached({public_data}).sql_at_most(10);
    doors.portal.add_block_on("unit", [doors](Html& html, Language language, std::string_view key) {
        write_about_unit(doors, html, language, whole_number(key).value_or(0));
    });
}

}  // namespace gongkai::catalogue
