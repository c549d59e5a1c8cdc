// Along the life of a firm and of a person: all events, and one event as its steps.
#include <map>
#include <memory>

#include "base/core/telephone.h"
#include "domain/catalogue/statements.h"
#include "domain/people/desk.h"
#include "domain/publishing/life.h"
#include "domain/publishing/pages/pages.h"

namespace gongkai::publishing {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

constexpr int shown_of_step = 3;

std::string address_of(const LifeEvent& event) { return "/life/" + event.key; }

// What the program carries was written for demonstration: without one there is nothing of it.
bool is_shown(const Doors& doors, const LifeBook& book) {
    return !book.is_example ||
           doors.database.read([&](db::Connection& connection) { return publishing::is_shown(connection, book); });
}

Response all_events(const Doors& doors, const LifeBook& book, Request& request, Context& context) {
    portal::Page page;
    page.title = words(context.language, "publishing.life");
    page.description = words(context.language, "publishing.life.text");
    page.menu = "/documents";
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p>" << page.description << "</p>";
    const bool shows = is_shown(doors, book);
    page.is_example = book.is_example && shows;
    if (!shows)
        html << "<p class='empty'>" << words(context.language, "publishing.life.none") << "</p>";
    for (const auto& cycle : shows ? book.cycles : std::vector<LifeCycle>()) {
        html << "<h2 id='" << cycle.key << "'>" << cycle.name(context.language) << "</h2><ul class='lines many'>";
        for (const auto& event : cycle.events)
            html << "<li><div class='top'><a href='" << web::url(address_of(event)) << "'>" << event.name(context.language)
                 << "</a><span class='small muted number'>"
                 << words(context.language, "publishing.life.steps", {std::to_string(event.steps.size())})
                 << "</span></div><span class='small'>" << event.about(context.language) << "</span></li>";
        html << "</ul>";
    }
    return doors.portal.show(request, std::move(page));
}

void write_unit(Html& html, Language language, const people::Unit& unit, const catalogue::Facts* profile) {
    const auto number = std::to_string(unit.id);
    html << "<p class='ask'><span class='muted'>" << words(language, "publishing.life.unit") << "</span> <a href='"
         << web::url("/units/" + number + (profile ? "/profile" : "")) << "'"
         << web::when(language == Language::en, " lang='zh-CN'") << ">" << unit.name << "</a>";
    if (profile) {
        const std::string phone(profile->at("phone")), hours(profile->at("hours"));
        if (const auto dial = telephone_address(phone); !dial.empty())
            html << " <a class='number' href='" << web::url(dial) << "' aria-label='"
                 << words(language, "publishing.life.dial", {unit.name + phone}) << "'>" << phone << "</a>";
        if (!hours.empty())
            html << "<br><span class='small muted'>" << words(language, "publishing.life.hours", {hours}) << "</span>";
    }
    html << "</p>";
}

Response one_event(const Doors& doors, const LifeBook& book, Request& request, Context& context) {
    const LifeCycle* cycle = nullptr;
    const auto* event = book.find(context.parameter("key"), &cycle);
    if (!event || !is_shown(doors, book))
        return doors.site.trouble(404, request);
    const auto language = context.language;
    portal::Page page;
    page.title = event->name(language);
    page.description = event->about(language);
    page.menu = "/documents";
    page.trail = {{words(language, "publishing.life"), "/life"}};
    page.is_example = book.is_example;
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p>" << page.description << "</p><ol class='steps'>";
    doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        std::map<people::UnitId, catalogue::Facts> profiles;
        for (auto& history : catalogue::histories_of(connection, catalogue::profile_kind))
            profiles.emplace(history.back().subject, std::move(history.back()));
        for (const auto& step : event->steps) {
            html << "<li><h2>" << step.name(language) << "</h2><p>" << step.what(language) << "</p>";
            if (const auto* unit = units.find(step.unit, today())) {
                const auto profile = profiles.find(unit->id);
                write_unit(html, language, *unit, profile == profiles.end() ? nullptr : &profile->second);
                page.is_example = page.is_example || (profile != profiles.end() && profile->second.is_demonstration);
            }
            const auto documents = newest_of(connection, step.documents, shown_of_step);
            if (!documents.empty()) {
                html << "<details><summary>" << words(language, "publishing.life.documents") << "</summary>";
                write_rows(html, language, documents, today());
                html << "</details>";
            }
            for (const auto& one : documents)
                page.is_example = page.is_example || one.is_demonstration;
            html << "</li>";
        }
    });
    html << "</ol><nav aria-label='" << words(language, "publishing.life.other") << "'><h2>" << cycle->name(language)
         << "</h2><ul class='owners'>";
    for (const auto& other : cycle->events)
        if (&other != event)
            html << "<li><a class='button quiet' href='" << web::url(address_of(other)) << "'>" << other.name(language)
                 << "</a></li>";
    html << "</ul></nav>";
    return doors.portal.show(request, std::move(page));
}

// On the front page: a line a cycle.
void write_on_front(const Doors& doors, const LifeBook& book, Html& html, Language language) {
    if (!is_shown(doors, book))
        return;
    html << "<section><h2><a href='/life'>" << words(language, "publishing.life") << "</a></h2>";
    for (const auto& cycle : book.cycles) {
        html << "<div class='cycle'><h3>" << cycle.name(language) << "</h3><ul class='inline'>";
        for (const auto& event : cycle.events)
            html << "<li><a href='" << web::url(address_of(event)) << "'>" << event.name(language) << "</a></li>";
        html << "</ul></div>";
    }
    html << "</section>";
}

}  // namespace

void hang_life_pages(Doors& doors) {
    const auto book = the_life_book(doors.settings);
    doors.portal.add_front_block(portal::Portal::Place::ways,
                                 [doors, book](Html& html, Language language) { write_on_front(doors, *book, html, language); });
    auto& router = doors.site.router();
    router
        .get("/life", "publishing.life",
             [doors, book](Request& request, Context& context) { return all_events(doors, *book, request, context); })
        .cached({public_data})
        .sql_at_most(2);
    router
        .get("/life/{key}", "publishing.life_event",
             [doors, book](Request& request, Context& context) { return one_event(doors, *book, request, context); })
        .cached({public_data})
        .sql_at_most(11);
}

}  // namespace gongkai::publishing
