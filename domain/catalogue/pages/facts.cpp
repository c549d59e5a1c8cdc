// What an organ says of itself, as residents read it: the guide, profiles of units, leading groups; and the log of training.
#include <algorithm>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "domain/catalogue/pages/pages.h"
#include "domain/catalogue/statements.h"
#include "domain/people/desk.h"
#include "doors/exchange/api.h"
#include "doors/portal/changes.h"

namespace gongkai::catalogue {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

void write_since(Html& html, Language language, const Facts& facts) {
    html << "<p class='small muted'>"
         << words(language, "catalogue.facts.since", {portal::spoken_in_full(language, facts.since_on)}) << "</p>";
}

// What changed when, newest first; the first statement changed nothing.
void write_changes(Html& html, Language language, const FactKind& kind, const History& history) {
    if (history.size() < 2)
        return;
    html << "<h2>" << words(language, "catalogue.facts.changes") << "</h2><ul class='lines'>";
    for (auto i = history.size() - 1; i > 0; --i) {
        const auto keys = differences(kind, history[i - 1].values, history[i].values);
        html << "<li><strong class='number'>" << portal::spoken_in_full(language, history[i].since_on) << "</strong>";
        if (history[i].is_ended)
            html << " " << words(language, "catalogue.facts.ended");
        for (const auto& field : kind.fields) {
            if (std::ranges::find(keys, field.key) == keys.end())
                continue;
            const std::string was(history[i - 1].at(field.key)), is(history[i].at(field.key));
            html << "<br>" << field.name(language) << "：";
            portal::write_gone(html, language, replace_all(was, "\n", "、"));
            portal::write_came(html << " ", language, replace_all(is, "\n", "、"));
        }
        html << "</li>";
    }
    html << "</ul>";
}

Response guide(const Doors& doors, Request& request, Context& context) {
    const auto& kind = *find_fact_kind(guide_kind);
    portal::Page page;
    page.title = kind.name(context.language);
    page.menu = "/documents";
    page.trail = {{words(context.language, "catalogue.title"), "/catalogue"}};
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1>";
    doors.database.read([&](db::Connection& connection) {
        const auto history = history_of(connection, guide_kind, 0);
        if (history.empty()) {
            html << "<p class='empty'>" << words(context.language, "catalogue.guide.none") << "</p>";
        } else {
            page.is_example = history.back().is_demonstration;
            write_since(html, context.language, history.back());
            write_facts_of(html, context.language, kind, history.back().values);
        }
        const auto profiles = histories_of(connection, profile_kind);
        if (!profiles.empty()) {
            const auto units = people::directory(connection);
            html << "<h2>" << words(context.language, "catalogue.profiles") << "</h2><ul class='lines many'>";
            for (const auto& one : profiles)
                if (const auto* unit = units.find(one.back().subject))
                    html << "<li><a href='/units/" << unit->id << "/profile'" << chinese(context.language) << ">" << unit->name
                         << "</a></li>";
            html << "</ul>";
        }
        html << "<p class='downloads'><a href='/leading-groups'>" << words(context.language, "catalogue.groups")
             << "</a><a href='/training'>" << words(context.language, "catalogue.training")
             << "</a><a href='/api/v1/facts/guide'>" << words(context.language, "catalogue.as_json") << "</a></p>";
    });
    return doors.portal.show(request, std::move(page));
}

Response profile(const Doors& doors, Request& request, Context& context) {
    const auto& kind = *find_fact_kind(profile_kind);
    portal::Page page;
    const bool is_there = doors.database.read([&](db::Connection& connection) {
        const auto id = context.id("id");
        const auto units = people::directory(connection);
        const auto history = history_of(connection, profile_kind, id);
        const auto* unit = units.find(id);
        if (!unit || history.empty())
            return false;
        page.title = unit->name + " " + kind.name(context.language);
        page.is_example = history.back().is_demonstration;
        page.menu = "/units";
        page.trail = {{unit->name, "/units/" + std::to_string(id)}};
        auto& html = page.content;
        html << "<h1>" << page.title << "</h1>";
        write_since(html, context.language, history.back());
        write_facts_of(html, context.language, kind, history.back().values);
        write_changes(html, context.language, kind, history);
        return true;
    });
    return is_there ? doors.portal.show(request, std::move(page)) : doors.site.trouble(404, request);
}

Response groups(const Doors& doors, Request& request, Context& context) {
    const auto& kind = *find_fact_kind(leading_group_kind);
    portal::Page page;
    page.title = words(context.language, "catalogue.groups");
    page.menu = "/documents";
    page.trail = {{find_fact_kind(guide_kind)->name(context.language), "/guide"}};
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1>";
    const auto all = doors.database.read([](db::Connection& connection) { return histories_of(connection, leading_group_kind); });
    if (all.empty())
        html << "<p class='empty'>" << words(context.language, "catalogue.groups.none") << "</p>";
    for (const auto& history : all) {
        const auto& now = history.back();
        page.is_example = page.is_example || now.is_demonstration;
        html << "<section id='group-" << now.subject << "'><h2" << chinese(context.language) << ">" << std::string(now.at("name"))
             << "</h2>";
        if (now.is_ended)
            html << "<p class='told'>"
                 << words(context.language, "catalogue.groups.ended", {portal::spoken_in_full(context.language, now.since_on)})
                 << "</p>";
        else
            write_since(html, context.language, now);
        write_facts_of(html, context.language, kind, now.values);
        if (history.size() > 1) {
            html << "<details><summary>" << words(context.language, "catalogue.facts.changes") << "</summary>";
            Html changes;
            write_changes(changes, context.language, kind, history);
            html << changes << "</details>";
        }
        html << "</section>";
    }
    return doors.portal.show(request, std::move(page));
}

Response training(const Doors& doors, Request& request, Context& context) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    portal::Page page;
    page.title = say("catalogue.training");
    page.menu = "/documents";
    page.trail = {{find_fact_kind(guide_kind)->name(context.language), "/guide"}};
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1>";
    doors.database.read([&](db::Connection& connection) {
        const auto all = trainings(connection);
        if (all.empty()) {
            html << "<p class='empty'>" << say("catalogue.training.none") << "</p>";
            return;
        }
        page.is_example = std::ranges::any_of(all, &Training::is_demonstration);
        html << "<p><a class='way' href='/training.csv'>" << say("catalogue.training.csv") << "</a></p>";
        write_trainings(html, context.language, all, people::directory(connection));
    });
    return doors.portal.show(request, std::move(page));
}

Response training_csv(const Doors& doors, Request&, Context&) {
    return doors.database.read([](db::Connection& connection) {
        const auto units = people::directory(connection);
        std::string csv = "\xEF\xBB\xBF" + csv_line({"held_on", "unit", "theme", "people", "hours"});
        for (const auto& one : trainings(connection)) {
            const auto* unit = units.find(one.unit_id);
            csv += csv_line({to_text(one.held_on), unit ? unit->name : "",
                             (one.is_demonstration ? words(Language::zh, "catalogue.example.title") : "") + one.theme,
                             std::to_string(one.people), hours_of(one)});
        }
        return Response::download(std::move(csv), "text/csv; charset=utf-8", "training.csv");
    });
}

}  // namespace

void write_facts_of(Html& html, Language language, const FactKind& kind, const Values& values) {
    html << "<dl class='facts'>";
    for (const auto& field : kind.fields) {
        const auto found = values.find(field.key);
        if (found == values.end() || found->second.empty())
            continue;
        html << "<dt>" << field.name(language) << "</dt><dd" << chinese(language) << ">";
        for (bool is_first = true; const auto line : split(found->second, '\n')) {
            html << web::when(!is_first, "<br>") << line;
            is_first = false;
        }
        html << "</dd>";
    }
    html << "</dl>";
}

std::string hours_of(const Training& training) {
    const auto halves = training.minutes * 10 / 60;
    return std::to_string(halves / 10) + (halves % 10 == 0 ? "" : "." + std::to_string(halves % 10));
}

void write_trainings(Html& html, Language language, const std::vector<Training>& all, const people::Directory& units) {
    const auto day = words(language, "catalogue.training.day"), unit_head = words(language, "catalogue.training.unit"),
               theme = words(language, "catalogue.training.theme"), people_head = words(language, "catalogue.training.people"),
               hours = words(language, "catalogue.training.hours");
    html << "<table class='stack'><thead><tr>";
    for (const auto* head : {&day, &unit_head, &theme, &people_head, &hours})
        html << "<th scope='col'>" << *head << "</th>";
    html << "</tr></thead><tbody>";
    for (const auto& one : all) {
        const auto* unit = units.find(one.unit_id);
        html << "<tr><td class='number' data-head='" << day << "'>" << portal::spoken_in_full(language, one.held_on)
             << "</td><td data-head='" << unit_head << "'" << chinese(language) << ">" << (unit ? unit->name : "")
             << "</td><td data-head='" << theme << "'" << chinese(language) << ">" << one.theme
             << "</td><td class='number' data-head='" << people_head << "'>" << one.people
             << "</td><td class='number' data-head='" << hours << "'>" << hours_of(one) << "</td></tr>";
    }
    html << "</tbody></table>";
}

void hang_fact_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/guide", "catalogue.guide", with(doors, guide)).cached({public_data}).sql_at_most(6);
    router.get("/units/{id}/profile", "catalogue.profile", with(doors, profile)).cached({public_data}).sql_at_most(5);
    router.get("/leading-groups", "catalogue.groups", with(doors, groups)).cached({public_data}).sql_at_most(2);
    router.get("/training", "catalogue.training", with(doors, training)).cached({public_data}).sql_at_most(5);
    router.get("/training.csv", "catalogue.training_csv", with(doors, training_csv)).cached({public_data}).sql_at_most(5);
    doors.api.add_file({"/training.csv", "catalogue.training.csv"});
}

}  // namespace gongkai::catalogue
