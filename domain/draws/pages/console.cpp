// Draws in the office: the two lists, a draw settled, the number entered, the names of those who check.
#include <deque>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/draws/desk.h"
#include "domain/draws/pages/pages.h"
#include "domain/people/desk.h"

namespace gongkai::draws {
namespace {

using web::Context;
using web::Form;
using web::FormView;
using web::Html;
using web::Request;
using web::Response;

constexpr const char *fill_form = "draws.fill", *settle_form = "draws.settle", *draw_form = "draws.draw",
                     *name_form = "draws.name";
constexpr std::size_t file_at_most = std::size_t{20} << 20;
constexpr int draws_shown = 50;

people::UnitId own_unit(const Context& context) { return accounts::officer(context).unit_id; }

bool is_his(const Doors& doors, const Context& context, const Draw& draw) {
    return doors.database.read([&](db::Connection& connection) {
        return accounts::may(accounts::officer(context), "records.write", draw.unit_id, people::directory(connection));
    });
}

Response draw_home(const Doors& doors, Request& request, Context& context, const Form* form, int status = 200) {
    const auto language = context.language;
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    console::Page page;
    page.title = say("draws.title");
    page.menu = "/console/draws";
    auto& html = page.content;
    html << "<p>" << say("draws.text") << "</p>";
    const bool is_of_library = form && form->was_sent("library");
    std::int64_t objects = 0, inspectors = 0;
    doors.database.read([&](db::Connection& connection) {
        objects = library_size(connection, own_unit(context), Library::objects);
        inspectors = library_size(connection, own_unit(context), Library::inspectors);
        const auto units = people::directory(connection);
        html << "<ul class='lines'>";
        for (const auto& draw : draws_before(connection, 0, draws_shown)) {
            if (!accounts::may(accounts::officer(context), "records.write", draw.unit_id, units))
                continue;
            html << "<li><div class='top'><a href='/console/draws/" << draw.id << "'>" << draw.title << "</a><span class='state "
                 << std::string_view(draw.is_drawn()           ? "done"
                                     : draw.draw_on <= today() ? "due_soon"
                                                               : "not_due")
                 << "'>"
                 << say(draw.is_drawn()           ? "draws.state.drawn"
                        : draw.draw_on <= today() ? "draws.state.now"
                                                  : "draws.state.settled")
                 << "</span></div></li>";
        }
        html << "</ul>";
    });
    html << "<h2>" << say("draws.new") << "</h2><p>" << say("draws.new.text") << "</p>";
    FormView view(html, language, is_of_library ? nullptr : form);
    view.begin("/console/draws", context.visitor.form_token(settle_form));
    view.field({.name = "title", .label = "draws.field.title", .hint = "draws.field.title.hint"});
    view.field({.name = "plan_no", .label = "draws.plan_no", .need = web::Need::optional});
    view.field({.name = "task_no", .label = "draws.task_no", .hint = "draws.task_no.hint"});
    view.field({.name = "drawn", .label = "draws.field.drawn"});
    view.field({.name = "each", .label = "draws.field.each", .value = "2"});
    view.field({.name = "number_rule", .label = "draws.number_rule", .hint = "draws.field.number_rule.hint"});
    view.field(
        {.name = "draw_on", .label = "draws.field.draw_on", .hint = "draws.field.draw_on.hint", .kind = web::Field::Kind::day});
    view.field({.name = "checks_until",
                .label = "draws.checks_until",
                .hint = "draws.checks_until.hint",
                .kind = web::Field::Kind::day});
    view.end("draws.settle.button");
    html << "<h2>" << say("draws.libraries") << "</h2><p>"
         << say("draws.libraries.text", {std::to_string(objects), std::to_string(inspectors)}) << "</p>";
    FormView lists(html, language, is_of_library ? form : nullptr);
    lists.under("library-");
    lists.begin("/console/draws/library", context.visitor.form_token(fill_form), true);
    lists.choices("library", "draws.library",
                  {{"objects", say("draws.objects"), true}, {"inspectors", say("draws.inspectors"), false}});
    lists.field({.name = "file", .label = "draws.library.file", .hint = "draws.library.hint", .kind = web::Field::Kind::file});
    lists.end("draws.library.button");
    return doors.console.show(request, context, std::move(page), status);
}

Response home(const Doors& doors, Request& request, Context& context) { return draw_home(doors, request, context, nullptr); }

Response fill_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto library = library_from(form.one_of("library", {"objects", "inspectors"}));
    const auto* file = form.file("file", file_at_most);
    if (library && file) {
        const auto entries = read_library(file->bytes);
        if (entries) {
            doors.database.write([&](db::Connection& connection) {
                fill_library(connection, own_unit(context), *library, *entries, accounts::actor(context));
            });
            return Response::redirect("/console/draws");
        }
        form.refuse("file", entries.error());
    }
    return draw_home(doors, request, context, &form, 422);
}

Response settle_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    constexpr std::size_t title_at_most = 100;
    constexpr std::int64_t many = 100'000, few = 20;
    Draw draw;
    draw.unit_id = own_unit(context);
    draw.title = form.text("title", {.at_most = title_at_most});
    draw.plan_no = form.text("plan_no", {.need = web::Need::optional, .at_most = title_at_most});
    draw.task_no = form.text("task_no", {.at_most = title_at_most});
    draw.drawn = form.whole_number("drawn", 1, many).value_or(0);
    draw.inspectors_each = form.whole_number("each", 2, few).value_or(0);
    draw.number_rule = form.text("number_rule", {.at_most = 500});
    draw.draw_on = form.day("draw_on").value_or(Day());
    draw.checks_until = form.day("checks_until");
    if (form.is_fine()) {
        const auto done = doors.database.write(
            [&](db::Connection& connection) { return settle(connection, draw, doors.vault, accounts::actor(context)); });
        if (done)
            return Response::redirect("/console/draws/" + std::to_string(*done));
        form.refuse(done.error().id.ends_with(".day")              ? "draw_on"
                    : done.error().id.ends_with("checks_until")    ? "checks_until"
                    : done.error().id.ends_with("too_few_objects") ? "drawn"
                                                                   : "",
                    done.error());
    }
    return draw_home(doors, request, context, &form, 422);
}

Response draw_one(const Doors& doors, Request& request, Context& context, const Draw& draw, const Form* form, int status = 200) {
    const auto language = context.language;
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    console::Page page;
    page.title = draw.title;
    page.menu = "/console/draws";
    page.trail = {{say("draws.title"), "/console/draws"}};
    auto& html = page.content;
    html << "<p><a class='way' href='/draws/" << draw.id << "'>" << say("draws.public_page") << "</a></p>";
    if (!draw.is_drawn()) {
        html << "<p>" << draw.number_rule << "</p><p class='muted'>"
             << say("draws.draw_on", {portal::spoken_in_full(language, draw.draw_on)}) << "</p>";
        if (draw.draw_on <= today()) {
            FormView view(html, language, form);
            view.begin("/console/draws/" + std::to_string(draw.id), context.visitor.form_token(draw_form));
            view.field({.name = "public_number", .label = "draws.public_number", .hint = "draws.public_number.hint"});
            view.end("draws.draw.button");
        }
        return doors.console.show(request, context, std::move(page), status);
    }
    doors.database.read([&](db::Connection& connection) {
        const auto objects = whole_entries(connection, draw.id, Library::objects),
                   inspectors = whole_entries(connection, draw.id, Library::inspectors);
        const std::string heads[]{say("draws.object"), say("draws.code"), say("draws.inspectors")};
        html << "<p>" << say("draws.inside.text") << "</p><table class='stack'><thead><tr>";
        for (const auto& head : heads)
            html << "<th scope='col'>" << head << "</th>";
        html << "</tr></thead><tbody>";
        for (const auto& pick : picks_of(draw, draw.secret, draw.public_number)) {
            const auto& object = objects.at(static_cast<std::size_t>(pick.object - 1));
            html << "<tr><td data-head='" << heads[0] << "'>" << object.name << "</td><td data-head='" << heads[1] << "'>"
                 << object.code << "</td><td data-head='" << heads[2] << "'><span>";
            for (const auto& inspector : pick.inspectors)
                html << web::when(&inspector != pick.inspectors.data(), "、")
                     << inspectors.at(static_cast<std::size_t>(inspector - 1)).name;
            html << "</span></td></tr>";
        }
        html << "</tbody></table>";
    });
    if (!draw.named_at) {
        html << "<h2>" << say("draws.name") << "</h2><p>" << say("draws.name.text") << "</p>";
        FormView view(html, language, form);
        view.begin("/console/draws/" + std::to_string(draw.id) + "/name", context.visitor.form_token(name_form));
        view.end("draws.name.button");
    }
    return doors.console.show(request, context, std::move(page), status);
}

// Nothing where there is none, or it is another unit's.
std::optional<Draw> look_at(const Doors& doors, const Context& context) {
    auto draw = doors.database.read([&](db::Connection& connection) { return find_draw(connection, context.id("id")); });
    return draw && is_his(doors, context, *draw) ? draw : std::nullopt;
}

Response one(const Doors& doors, Request& request, Context& context) {
    const auto draw = look_at(doors, context);
    return draw ? draw_one(doors, request, context, *draw, nullptr) : doors.site.trouble(404, request);
}

Response draw_act(const Doors& doors, Request& request, Context& context) {
    const auto draw = look_at(doors, context);
    if (!draw)
        return doors.site.trouble(404, request);
    Form form(context.form);
    const auto done = doors.database.write([&](db::Connection& connection) {
        return draw_now(connection, draw->id, form.typed("public_number"), doors.vault, accounts::actor(context));
    });
    if (done)
        return Response::redirect("/console/draws/" + std::to_string(draw->id));
    form.refuse("public_number", done.error());
    return draw_one(doors, request, context, *draw, &form, 422);
}

Response name_act(const Doors& doors, Request& request, Context& context) {
    const auto draw = look_at(doors, context);
    if (!draw)
        return doors.site.trouble(404, request);
    Form form(context.form);
    const auto done = doors.database.write(
        [&](db::Connection& connection) { return name_objects(connection, draw->id, accounts::actor(context)); });
    if (done)
        return Response::redirect("/console/draws/" + std::to_string(draw->id));
    form.refuse("", done.error());
    return draw_one(doors, request, context, *draw, &form, 422);
}

}  // namespace

void hang_console_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.console.add_menu_entry({"/console/draws", "draws.title", "records.write"});
    router.get("/console/draws", "draws.desk", with(doors, home)).needs("records.write").sql_at_most(9);
    router.post("/console/draws", "draws.settle", with(doors, settle_act)).needs("records.write").form(settle_form);
    router.post("/console/draws/library", "draws.fill", with(doors, fill_act))
        .needs("records.write")
        .form(fill_form)
        .body_at_most(file_at_most + (64 << 10));
    router.get("/console/draws/{id}", "draws.one_desk", with(doors, one)).needs("records.write").sql_at_most(9);
    router.post("/console/draws/{id}", "draws.draw", with(doors, draw_act)).needs("records.write").form(draw_form);
    router.post("/console/draws/{id}/name", "draws.name", with(doors, name_act)).needs("records.write").form(name_form);
}

}  // namespace gongkai::draws
