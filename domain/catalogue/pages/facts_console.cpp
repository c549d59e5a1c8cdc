// The office keeps what it says of itself: the guide, profiles, leading groups, the log of training; and sees what is outdated.
#include <algorithm>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/catalogue/pages/pages.h"
#include "domain/catalogue/statements.h"
#include "domain/intake/pages/public_words.h"
#include "domain/people/desk.h"
#include "doors/deed.h"

namespace gongkai::catalogue {
namespace {

using web::Choice;
using web::Context;
using web::Field;
using web::Form;
using web::FormView;
using web::Html;
using web::Need;
using web::Request;
using web::Response;

constexpr const char* state_form = "catalogue.state";
constexpr const char* training_form = "catalogue.note_training";
constexpr const char* withdraw_form = "catalogue.withdraw_training";

bool keeps_all(const Context& context) { return context.may("catalogue.keep"); }

void write_outdated(Html& html, Language language, const Facts& guide, const std::vector<History>& profiles,
                    const people::Directory& units) {
    const auto found = outdated_by(guide, profiles);
    if (found.empty())
        return;
    const auto& kind = *find_fact_kind(profile_kind);
    html << "<div class='errors' role='status'><p>"
         << words(language, "catalogue.guide.outdated", {portal::spoken_in_full(language, guide.since_on)}) << "</p><ul>";
    for (const auto& one : found) {
        std::vector<std::string> names;
        for (const auto& field : kind.fields)
            if (std::ranges::find(one.fields, field.key) != one.fields.end())
                names.push_back(field.name(language));
        const auto* unit = units.find(one.unit_id);
        html << "<li>" << (unit ? unit->name : "") << "（" << portal::spoken_in_full(language, one.changed_on) << "）："
             << join(names, words(language, "catalogue.and")) << "</li>";
    }
    html << "</ul></div>";
}

void write_link(Html& html, const std::string& address, const std::string& name, std::string_view state) {
    html << "<li><div class='top'><a href='" << web::url(address) << "'>" << name << "</a><span class='small muted'>" << state
         << "</span></div></li>";
}

Response list(const Doors& doors, Request& request, Context& context) {
    const auto language = context.language;
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    console::Page page;
    page.title = say("catalogue.facts.title");
    page.menu = "/console/facts";
    auto& html = page.content;
    doors.database.read([&](db::Connection& connection) {
        const auto& account = accounts::officer(context);
        const auto units = people::directory(connection);
        const auto profiles = histories_of(connection, profile_kind);
        const auto since = [&](const History& history) {
            return history.empty() ? say("catalogue.facts.nothing")
                                   : say("catalogue.facts.since", {portal::spoken_in_full(language, history.back().since_on)});
        };
        if (keeps_all(context)) {
            const auto guide = history_of(connection, guide_kind, 0);
            if (!guide.empty())
                write_outdated(html, language, guide.back(), profiles, units);
            html << "<ul class='lines'>";
            write_link(html, "/console/facts/guide/0", find_fact_kind(guide_kind)->name(language), since(guide));
            write_link(html, "/console/training", say("catalogue.training"), "");
            html << "</ul><h2>" << say("catalogue.groups") << "</h2><ul class='lines'>";
            for (const auto& group : histories_of(connection, leading_group_kind))
                write_link(html, "/console/facts/leading_group/" + std::to_string(group.back().subject),
                           std::string(group.back().at("name")),
                           group.back().is_ended ? say("catalogue.facts.ended") : since(group));
            write_link(html, "/console/facts/leading_group/0", say("catalogue.groups.new"), "");
            html << "</ul>";
        }
        html << "<h2>" << say("catalogue.profiles") << "</h2><ul class='lines many'>";
        for (const auto& unit : units.units()) {
            if (!unit.is_listed || unit.kind == people::Kind::section ||
                !accounts::may(account, "profiles.keep", unit.id, units) || (unit.valid_until && *unit.valid_until < today()))
                continue;
            const auto found = std::ranges::find(profiles, unit.id, [](const History& one) { return one.back().subject; });
            write_link(html, "/console/facts/profile/" + std::to_string(unit.id), unit.name,
                       since(found == profiles.end() ? History() : *found));
        }
        html << "</ul>";
    });
    return doors.console.show(request, context, std::move(page));
}

struct Shown {
    const FactKind* kind = nullptr;
    std::int64_t subject = 0;
    std::string name;
    History history;
};

// Nothing where there is none, or it is not his to keep.
std::optional<Shown> look_at(const Doors& doors, const Context& context) {
    const auto* kind = find_fact_kind(context.parameter("kind"));
    const auto subject = whole_number(context.parameter("subject"));
    if (!kind || !subject || *subject < 0)
        return std::nullopt;
    return doors.database.read([&](db::Connection& connection) -> std::optional<Shown> {
        Shown shown{kind, *subject, kind->name(context.language), history_of(connection, kind->key, *subject)};
        if (kind->key == profile_kind) {
            const auto units = people::directory(connection);
            const auto* unit = units.find(*subject);
            if (!unit || !accounts::may(accounts::officer(context), "profiles.keep", *subject, units))
                return std::nullopt;
            shown.name = unit->name + " " + shown.name;
            return shown;
        }
        if (!keeps_all(context) || (kind->key == guide_kind && *subject != 0) ||
            (kind->key == leading_group_kind && *subject != 0 && shown.history.empty()))
            return std::nullopt;
        if (kind->key == leading_group_kind)
            shown.name = shown.history.empty() ? words(context.language, "catalogue.groups.new")
                                               : std::string(shown.history.back().at("name"));
        return shown;
    });
}

Response draw(const Doors& doors, Request& request, Context& context, const Shown& shown, const Form* form, int status = 200) {
    console::Page page;
    page.title = shown.name;
    page.menu = "/console/facts";
    page.trail = {{words(context.language, "catalogue.facts.title"), "/console/facts"}};
    auto& html = page.content;
    const Facts last = shown.history.empty() ? Facts() : shown.history.back();
    if (!shown.history.empty())
        html << "<p>"
             << words(context.language, "catalogue.facts.since", {portal::spoken_in_full(context.language, last.since_on)})
             << "</p>";
    html << "<p>" << words(context.language, "catalogue.facts.text") << "</p>";
    FormView view(html, context.language, form);
    view.begin("/console/facts/" + shown.kind->key + "/" + std::to_string(shown.subject), context.visitor.form_token(state_form));
    for (const auto& field : shown.kind->fields)
        view.field({.name = field.key,
                    .label = field.label,
                    .kind = field.has_lines ? Field::Kind::many_lines : Field::Kind::text,
                    .need = field.is_needed ? Need::required : Need::optional,
                    .value = last.at(field.key)});
    const auto day = to_text(today());
    view.field({.name = "since_on", .label = "catalogue.facts.since_on", .kind = Field::Kind::day, .value = day});
    if (shown.kind->key == leading_group_kind && !shown.history.empty()) {
        const auto ended = words(context.language, "catalogue.facts.ended");
        view.tick_boxes("ended", "catalogue.groups.end", {{"yes", ended, last.is_ended}});
    }
    view.end("catalogue.facts.button");
    return doors.console.show(request, context, std::move(page), status);
}

Response one(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context);
    return shown ? draw(doors, request, context, *shown, nullptr) : doors.site.trouble(404, request);
}

Response state_act(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context);
    if (!shown)
        return doors.site.trouble(404, request);
    Form form(context.form);
    Facts facts;
    facts.kind = shown->kind->key;
    facts.subject = shown->subject;
    for (const auto& field : shown->kind->fields)
        facts.values[field.key] =
            form.text(field.key, {.need = field.is_needed ? Need::required : Need::optional,
                                  .at_most = field.has_lines ? 4000u : 200u,
                                  .lines = field.has_lines ? Form::TextRule::Lines::many : Form::TextRule::Lines::one});
    for (const auto& field : shown->kind->fields)
        intake::ask_public_words(doors.database, context.language, form, {field.key});
    std::erase_if(facts.values, [](const auto& one) { return one.second.empty(); });
    facts.since_on = form.day("since_on").value_or(today());
    facts.is_ended = form.is_ticked("ended");
    return do_deed(
        doors, form, [&](db::Connection& connection) { return state(connection, facts, accounts::actor(context)); },
        "/console/facts", [&] { return draw(doors, request, context, *shown, &form, 422); },
        {{"catalogue.refuse.fact_future", "since_on"}, {"catalogue.refuse.fact_before", "since_on"}});
}

Response draw_training(const Doors& doors, Request& request, Context& context, const Form* form, int status = 200) {
    console::Page page;
    page.title = words(context.language, "catalogue.training");
    page.menu = "/console/facts";
    page.trail = {{words(context.language, "catalogue.facts.title"), "/console/facts"}};
    auto& html = page.content;
    FormView view(html, context.language, form);
    view.begin("/console/training", context.visitor.form_token(training_form));
    view.field({.name = "held_on", .label = "catalogue.training.day", .kind = Field::Kind::day});
    view.field({.name = "theme", .label = "catalogue.training.theme"});
    view.field({.name = "people", .label = "catalogue.training.people"});
    view.field({.name = "minutes", .label = "catalogue.training.minutes"});
    view.end("catalogue.training.button");
    doors.database.read([&](db::Connection& connection) {
        const auto all = trainings(connection);
        if (all.empty())
            return;
        html << "<h2>" << words(context.language, "catalogue.training.log") << "</h2>";
        write_trainings(html, context.language, all, people::directory(connection));
        html << "<details class='put-right'><summary>" << words(context.language, "catalogue.training.withdraw") << "</summary>";
        std::vector<std::string> texts, ids;
        std::vector<Choice> choices;
        texts.reserve(all.size());
        ids.reserve(all.size());
        for (const auto& training : all)
            choices.push_back({ids.emplace_back(std::to_string(training.id)),
                               texts.emplace_back(to_text(training.held_on) + " " + training.theme)});
        FormView withdraw(html, context.language, nullptr);
        withdraw.under("withdraw");
        withdraw.begin("/console/training/withdraw", context.visitor.form_token(withdraw_form));
        withdraw.choices("training", "catalogue.training.which", choices);
        withdraw.end("catalogue.training.withdraw");
        html << "</details>";
    });
    return doors.console.show(request, context, std::move(page), status);
}

Response training(const Doors& doors, Request& request, Context& context) {
    return draw_training(doors, request, context, nullptr);
}

Response note_training_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    Training held;
    held.theme = form.text("theme", {.at_most = 200});
    held.held_on = form.day("held_on").value_or(today());
    held.people = static_cast<int>(form.whole_number("people", 1, 100'000).value_or(0));
    held.minutes = static_cast<int>(form.whole_number("minutes", 1, 100'000).value_or(0));
    held.unit_id = accounts::officer(context).unit_id;
    intake::ask_public_words(doors.database, context.language, form, {"theme"});
    return do_deed(
        doors, form, [&](db::Connection& connection) { return note_training(connection, held, accounts::actor(context)); },
        "/console/training", [&] { return draw_training(doors, request, context, &form, 422); },
        {{"catalogue.refuse.training_future", "held_on"}});
}

Response withdraw_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto which = whole_number(form.typed("training")).value_or(0);
    return do_deed(
        doors, form, [&](db::Connection& connection) { return withdraw_training(connection, which, accounts::actor(context)); },
        "/console/training", [&] { return draw_training(doors, request, context, &form, 422); });
}

}  // namespace

void hang_fact_console_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.console.add_menu_entry({"/console/facts", "catalogue.facts.title", "profiles.keep"});
    router.get("/console/facts", "catalogue.facts", with(doors, list)).needs("profiles.keep").sql_at_most(8);
    router.get("/console/facts/{kind}/{subject}", "catalogue.fact", with(doors, one)).needs("profiles.keep").sql_at_most(6);
    router.post("/console/facts/{kind}/{subject}", "catalogue.state", with(doors, state_act))
        .needs("profiles.keep")
        .form(state_form);
    router.get("/console/training", "catalogue.training_desk", with(doors, training)).needs("catalogue.keep").sql_at_most(6);
    router.post("/console/training", "catalogue.note_training", with(doors, note_training_act))
        .needs("catalogue.keep")
        .form(training_form);
    router.post("/console/training/withdraw", "catalogue.withdraw_training", with(doors, withdraw_act))
        .needs("catalogue.keep")
        .form(withdraw_form);
}

}  // namespace gongkai::catalogue
