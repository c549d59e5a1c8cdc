// The members of a phrase of a notice, said after it was taken in.
#include <algorithm>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/pages/guard.h"
#include "domain/people/desk.h"
#include "domain/programme/desk.h"
#include "domain/programme/pages/groups_view.h"
#include "domain/programme/pages/pages.h"
#include "domain/programme/rules.h"
#include "domain/programme/store.h"
#include "doors/doors.h"

namespace gongkai::programme {
namespace {

using web::Context;
using web::Form;
using web::FormView;
using web::Request;
using web::Response;

constexpr const char* name_form = "programme.name_members";

// 有关镇街, 各乡镇: those that are looked for come first.
std::vector<const people::Unit*> candidates(const people::Directory& units, std::string_view group) {
    std::vector<const people::Unit*> all;
    for (const auto& unit : units.units())
        if (unit.is_listed && unit.kind != people::Kind::section)
            all.push_back(&unit);
    if (means_towns(group))
        std::ranges::stable_partition(all, [](const people::Unit* unit) {
            return unit->kind == people::Kind::town || unit->kind == people::Kind::subdistrict;
        });
    return all;
}

struct Shown {
    Notice notice;
    std::vector<std::string> groups;
    people::Directory units{{}};
};

std::optional<Shown> look_at(const Doors& doors, const Context& context) {
    return doors.database.read([&](db::Connection& connection) -> std::optional<Shown> {
        auto notice = find_notice(connection, context.parameter("key"));
        if (!notice)
            return std::nullopt;
        auto groups = owing_groups(connection, *notice);
        return Shown{*std::move(notice), std::move(groups), people::directory(connection)};
    });
}

Response draw(const Doors& doors, const Request& request, Context& context, const Shown& shown, const Form* form,
              int status = 200) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    console::Page page;
    page.title = say("board.groups.title", {shown.notice.head.title});
    page.menu = "/console/notices";
    page.trail = {{say("board.review.title"), "/console/notices"}};
    auto& html = page.content;
    if (shown.groups.empty()) {
        html << "<p class='empty'>" << say("board.groups.none") << "</p>";
        return doors.console.show(request, context, std::move(page), status);
    }
    html << "<p>" << say("board.groups.text") << "</p>";
    FormView view(html, context.language, form);
    view.begin("/console/groups/" + shown.notice.key, context.visitor.form_token(name_form));
    write_group_fields(html, view, context.language, shown.groups, shown.units, form, Later::left);
    view.end("board.groups.save");
    return doors.console.show(request, context, std::move(page), status);
}

Response groups(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context);
    return shown ? draw(doors, request, context, *shown, nullptr) : doors.site.trouble(404, request);
}

Response name_act(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context);
    if (!shown)
        return doors.site.trouble(404, request);
    Form form(context.form);
    const auto named = groups_in(context.form.fields, shown->units);
    const auto done = doors.database.write(
        [&](db::Connection& connection) { return name_members(connection, shown->notice, named, accounts::actor(context)); });
    if (done)
        return Response::redirect("/console/groups/" + shown->notice.key);
    form.refuse("", done.error());
    return draw(doors, request, context, *shown, &form, done.error().kind == Refusal::Kind::conflict ? 409 : 422);
}

}  // namespace

void write_group_fields(web::Html& html, FormView& view, Language language, const std::vector<std::string>& groups,
                        const people::Directory& units, const Form* form, Later later) {
    const auto later_text = words(language, "board.review.later");
    for (std::size_t number = 0; number < groups.size(); ++number) {
        const auto name = "group-" + std::to_string(number);
        const auto shown = candidates(units, groups[number]);
        std::vector<std::string> ids;
        for (const auto* unit : shown)
            ids.push_back(std::to_string(unit->id));
        std::vector<web::Choice> choices;
        for (std::size_t i = 0; i < shown.size(); ++i)
            choices.push_back({ids[i], shown[i]->name, form && form->is_among(name, ids[i])});
        view.hidden(name + "-name", groups[number]);
        html << "<p>" << words(language, "board.review.which", {groups[number]}) << "</p>";
        view.tick_boxes(name, "board.review.members", choices);
        if (later == Later::offered)
            view.tick_boxes(name + "-later", "board.review.or",
                            {{"yes", later_text, form && form->is_among(name + "-later", "yes")}});
    }
}

NamedGroups groups_in(const web::Fields& fields, const people::Directory& units) {
    NamedGroups groups;
    for (std::size_t number = 0;; ++number) {
        const auto name = "group-" + std::to_string(number);
        const auto group = fields.first(name + "-name");
        if (!group)
            return groups;
        for (const auto value : fields.all(name))
            if (const auto id = whole_number(value).value_or(0); units.find(id))
                groups[std::string(*group)].push_back(id);
    }
}

std::optional<std::string> unanswered_group(const web::Fields& fields, const std::vector<std::string>& groups,
                                            const NamedGroups& named) {
    for (const auto& group : groups) {
        bool is_put_off = false;
        for (std::size_t number = 0; number < groups.size(); ++number) {
            const auto name = "group-" + std::to_string(number);
            is_put_off = is_put_off || (fields.first(name + "-name") == group && fields.first(name + "-later") == "yes");
        }
        if (!named.contains(group) && !is_put_off)
            return group;
    }
    return std::nullopt;
}

void hang_group_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/console/groups/{key}", "programme.groups", with(doors, groups)).needs("notices.take_in").sql_at_most(11);
    router.post("/console/groups/{key}", "programme.name_members", with(doors, name_act))
        .needs("notices.take_in")
        .form(name_form);
}

}  // namespace gongkai::programme
