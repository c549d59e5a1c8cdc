// Matters: the list, the page of each, what a unit answers and what the office says to that; and what of them waits for somebody.
#include "base/core/text.h"
#include "base/files/files.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/ledger/rules.h"
#include "domain/outbox/outbox.h"
#include "domain/people/desk.h"
#include "domain/programme/pages/pages.h"
#include "domain/programme/titles.h"
#include "domain/supervision/desk.h"
#include "domain/supervision/pages/pages.h"
#include "domain/supervision/store.h"

namespace gongkai::supervision {
namespace {

using web::Context;
using web::Field;
using web::Form;
using web::FormView;
using web::Html;
using web::Need;
using web::Request;
using web::Response;

constexpr const char* answer_form = "supervision.answer";
constexpr const char* accept_form = "supervision.accept";
constexpr const char* return_form = "supervision.give_back";
constexpr const char* withdraw_form = "supervision.withdraw";
constexpr std::size_t file_at_most = std::size_t{20} << 20;
constexpr int matters_a_page = 50;

people::UnitId root_of(const Context& context) {
    const auto& account = accounts::officer(context);
    return accounts::reach_of(account.roles, "supervision.see") == accounts::Reach::all ? every_unit : account.unit_id;
}

void write_filters(Html& html, Language language, std::optional<Kind> chosen) {
    html << "<nav class='kinds' aria-label='" << words(language, "supervision.kinds") << "'><ul>";
    html << "<li><a href='/console/matters'" << web::when(!chosen, " aria-current='true'") << ">"
         << words(language, "supervision.kind.all") << "</a></li>";
    for (const Kind kind : {Kind::urge, Kind::rectification, Kind::talk})
        html << "<li><a href='" << web::url("/console/matters?kind=" + std::string(word_of(kind))) << "'"
             << web::when(chosen == kind, " aria-current='true'") << ">" << name_of(language, kind) << "</a></li>";
    html << "</ul></nav>";
}

Response list(const Doors& doors, Request& request, Context& context) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    const auto kind = kind_from(request.query.first("kind").value_or(""));
    const auto number = std::max<std::int64_t>(1, whole_number(request.query.first("page").value_or("1")).value_or(1));
    const int after = static_cast<int>(std::min<std::int64_t>(number - 1, 100'000)) * matters_a_page;
    console::Page page;
    page.title = say("supervision.matters");
    page.menu = "/console/matters";
    auto& html = page.content;
    write_filters(html, context.language, kind);
    doors.database.read([&](db::Connection& connection) {
        const auto root = root_of(context);
        auto matters = matters_below(connection, root, kind, matters_a_page + 1, after);
        const auto units = people::directory(connection);
        if (root != every_unit)
            if (const auto named = circulars_naming(connection, root); !named.empty()) {
                html << "<h2>" << say("supervision.circulars") << "</h2><ul class='lines'>";
                for (const auto& one : named)
                    html << "<li><div class='top'><a href='/console/circulars/" << one.id << "'>" << one.title
                         << "</a><span class='small muted'>" << name_of(context.language, one) << "</span></div></li>";
                html << "</ul><h2>" << say("supervision.matters") << "</h2>";
            }
        if (matters.empty()) {
            html << "<p class='empty'>" << say(root == every_unit ? "supervision.matters.none" : "supervision.matters.none_mine")
                 << "</p>";
            return;
        }
        const bool goes_on = matters.size() > matters_a_page;
        if (goes_on)
            matters.pop_back();
        html << "<div class='scroll' tabindex='0' role='region' aria-label='" << page.title
             << "'><table class='sheet-table'><thead><tr><th scope='col'>" << say("supervision.number") << "</th><th scope='col'>"
             << say("supervision.unit") << "</th><th scope='col'>" << say("supervision.issued_on") << "</th><th scope='col'>"
             << say("supervision.about") << "</th><th scope='col'>" << say("supervision.state") << "</th></tr></thead><tbody>";
        for (const auto& matter : matters) {
            html << "<tr><th scope='row'><a href='" << web::url(address_of(matter)) << "'>" << name_of(context.language, matter)
                 << "</a></th><td>" << programme::owner_name(units, matter.unit_id, "") << "</td><td class='number'>"
                 << portal::spoken_in_full(context.language, matter.issued_on) << "</td><td class='number'>"
                 << say("supervision.about.count", {std::to_string(matter.duties), std::to_string(matter.open)}) << "</td><td>";
            write_state(html, context.language, matter, programme::soon_days(doors));
            html << "</td></tr>";
        }
        html << "</tbody></table></div>";
        const auto page_link = [&](std::int64_t to, std::string_view id) {
            const auto address =
                "/console/matters?page=" + std::to_string(to) + (kind ? "&kind=" + std::string(word_of(*kind)) : "");
            html << "<a class='way' href='" << web::url(address) << "'>" << say(id) << "</a> ";
        };
        html << "<p>";
        if (number > 1)
            page_link(number - 1, "supervision.newer");
        if (goes_on)
            page_link(number + 1, "supervision.older");
        html << "</p>";
    });
    return doors.console.show(request, context, std::move(page));
}

struct Shown {
    Matter matter;
    people::Directory units{{}};
    std::vector<About> about;
    std::vector<std::string> titles;
    std::vector<Answer> answers;
};

// Nothing where there is no such matter or it is not his to see.
std::optional<Shown> look_at(const Doors& doors, const Context& context, MatterId id) {
    return doors.database.read([&](db::Connection& connection) -> std::optional<Shown> {
        const auto matter = find_matter(connection, id);
        if (!matter)
            return std::nullopt;
        Shown shown{*matter, people::directory(connection), {}, {}, {}};
        if (!accounts::may(accounts::officer(context), "supervision.see", matter->unit_id, shown.units))
            return std::nullopt;
        shown.about = duties_of(connection, id);
        shown.answers = answers_of(connection, id);
        programme::Titles titles(connection);
        for (const auto& one : shown.about)
            shown.titles.push_back(titles.of(one.origin, one.part));
        return shown;
    });
}

void write_facts(Html& html, const Doors& doors, Language language, const Shown& shown) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    const auto& matter = shown.matter;
    const bool is_talk = matter.kind == Kind::talk;
    html << "<dl class='facts'><dt>" << say("supervision.state") << "</dt><dd>";
    write_state(html, language, matter, programme::soon_days(doors));
    html << "</dd><dt>" << say("supervision.unit") << "</dt><dd>" << programme::owner_name(shown.units, matter.unit_id, "")
         << "</dd><dt>" << say(is_talk ? "supervision.held_on" : "supervision.issued_on") << "</dt><dd class='number'>"
         << portal::spoken_in_full(language, matter.issued_on) << "</dd>";
    if (matter.due_on)
        html << "<dt>" << say(is_talk ? "supervision.agreed_until" : "supervision.term") << "</dt><dd>"
             << (matter.working_days ? say("supervision.term.days", {std::to_string(*matter.working_days),
                                                                     portal::spoken_in_full(language, *matter.due_on)})
                                     : portal::spoken_in_full(language, *matter.due_on))
             << "</dd>";
    if (is_talk)
        html << "<dt>" << say("supervision.present") << "</dt><dd>" << doors.vault.unseal(matter.present, "present").value_or("")
             << "</dd>";
    html << "</dl>";
}

void write_about(Html& html, const Doors& doors, Language language, const Shown& shown) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    html << "<h2>" << say("supervision.about") << "</h2><ul class='lines'>";
    for (std::size_t i = 0; i < shown.about.size(); ++i) {
        const auto& one = shown.about[i];
        html << "<li><div class='top'><a href='/console/duties/" << one.duty_id << "?occurrence=" << one.number << "'>"
             << shown.titles[i] << "</a>";
        if (one.done_on)
            html << "<span class='state "
                 << ledger::word_of(ledger::state_on(today(), one.due_on, one.done_on, programme::soon_days(doors))) << "'>"
                 << say("supervision.done_on", {portal::spoken_in_full(language, *one.done_on)}) << "</span>";
        else if (one.is_owed)
            programme::write_time_left(html, language, one.due_on, programme::soon_days(doors));
        else
            html << "<span class='state'>" << say("supervision.not_owed") << "</span>";
        html << "</div><span class='small muted'>" << portal::spoken_in_full(language, one.due_on) << "</span></li>";
    }
    html << "</ul>";
}

void write_answers(Html& html, Language language, const Shown& shown) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    if (shown.answers.empty())
        return;
    html << "<h2>" << say("supervision.answers") << "</h2><ol class='lines'>";
    for (const auto& answer : shown.answers) {
        html << "<li><div class='top'><strong class='number'>" << portal::spoken_moment(answer.given_at)
             << "</strong><span class='state'>"
             << say(!answer.outcome                                ? "supervision.answer.waits"
                    : *answer.outcome == Answer::Outcome::accepted ? "supervision.answer.accepted"
                                                                   : "supervision.answer.returned")
             << "</span></div><p class='said'>" << answer.words << "</p>";
        if (!answer.file.empty())
            html << "<p><a href='/console/answers/" << answer.id << "/file'>" << answer.file_name
                 << "</a> <code class='small muted'>SHA-256 " << answer.file.substr(0, 16) << "…</code></p>";
        if (!answer.reason.empty())
            html << "<p>" << say("supervision.reason", {answer.reason}) << "</p>";
        html << "</li>";
    }
    html << "</ol>";
}

// What he may do now, and where he may not, why.
void write_deeds(Html& html, Context& context, const Shown& shown, const Form* form) {
    const auto& matter = shown.matter;
    const auto at = address_of(matter);
    const auto say = [&](std::string_view id) { return words(context.language, id); };
    const auto state = state_on(today(), matter);
    FormView view(html, context.language, form);
    const bool answers = accounts::may(accounts::officer(context), "rectifications.answer", matter.unit_id, shown.units);
    if (matter.kind == Kind::rectification && answers && !is_settled(state)) {
        if (matter.answer_id) {
            html << "<p class='told'>" << say("supervision.answer.waits_long") << "</p>";
        } else {
            html << "<h2 id='answer'>" << say("supervision.answer.title") << "</h2>";
            view.begin(at + "/answers", context.visitor.form_token(answer_form), true);
            view.field({.name = "words",
                        .label = "supervision.answer.words",
                        .hint = "supervision.answer.words.hint",
                        .kind = Field::Kind::many_lines});
            view.field({.name = "file",
                        .label = "supervision.answer.file",
                        .hint = "supervision.answer.file.hint",
                        .kind = Field::Kind::file,
                        .need = Need::optional});
            view.end("supervision.answer.send");
        }
    } else if (matter.kind == Kind::urge && answers && !is_settled(state)) {
        html << "<p class='told'>" << say("supervision.urge.how") << "</p>";
    }
    if (!context.may("supervision.act") || is_settled(state))
        return;
    if (matter.answer_id) {
        html << "<h2>" << say("supervision.judge") << "</h2><form method='post' action='" << web::url(at + "/accept")
             << "'><input type='hidden' name='form_token' value='" << context.visitor.form_token(accept_form)
             << "'><input type='hidden' name='answer' value='" << *matter.answer_id << "'><button>" << say("supervision.accept")
             << "</button></form><h3>" << say("supervision.give_back") << "</h3>";
        view.begin(at + "/return", context.visitor.form_token(return_form));
        view.hidden("answer", std::to_string(*matter.answer_id));
        view.field({.name = "reason", .label = "supervision.why_returned", .kind = Field::Kind::many_lines});
        view.end("supervision.give_back");
    }
    html << "<details class='put-right'" << web::when(form && form->was_sent("because"), " open") << "><summary>"
         << say("supervision.withdraw") << "</summary><p>" << say("supervision.withdraw.text") << "</p>";
    view.begin(at + "/withdraw", context.visitor.form_token(withdraw_form));
    view.field({.name = "because", .label = "supervision.why_withdrawn"});
    view.end("supervision.withdraw.button");
    html << "</details>";
}

Response draw(const Doors& doors, const Request& request, Context& context, const Shown& shown, const Form* form,
              int status = 200) {
    const auto& matter = shown.matter;
    console::Page page;
    page.title = name_of(context.language, matter);
    page.menu = "/console/matters";
    page.trail = {{words(context.language, "supervision.matters"), "/console/matters"}};
    auto& html = page.content;
    if (form && is_settled(state_on(today(), matter)))  // no form is left to say it
        for (const auto& error : form->errors())
            html << "<p class='errors' role='alert'>" << words(context.language, error.refusal) << "</p>";
    write_facts(html, doors, context.language, shown);
    if (matter.withdrawn_on)
        html << "<p class='errors'>"
             << words(context.language, "supervision.withdrawn_because",
                      {portal::spoken_in_full(context.language, *matter.withdrawn_on), matter.withdrawn_because})
             << "</p>";
    html << "<h2>"
         << words(context.language, matter.kind == Kind::urge            ? "supervision.words.urge"
                                    : matter.kind == Kind::rectification ? "supervision.words.rectification"
                                                                         : "supervision.words.talk")
         << "</h2><p class='said'>" << matter.words << "</p>";
    write_about(html, doors, context.language, shown);
    write_answers(html, context.language, shown);
    write_deeds(html, context, shown, form);
    return doors.console.show(request, context, std::move(page), status);
}

Response matter(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context, context.id("id"));
    return shown ? draw(doors, request, context, *shown, nullptr) : doors.site.trouble(404, request);
}

Response answer_act(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context, context.id("id"));
    if (!shown || shown->matter.kind != Kind::rectification)
        return doors.site.trouble(404, request);
    if (!accounts::may(accounts::officer(context), "rectifications.answer", shown->matter.unit_id, shown->units))
        return doors.site.trouble(403, request);
    Form form(context.form);
    Answer given;
    given.matter_id = shown->matter.id;
    given.given_by = accounts::actor(context);
    given.words = form.text("words", {.at_most = 2000, .lines = Form::TextRule::Lines::many});
    if (const auto* file = form.file("file", file_at_most, Need::optional); form.is_fine() && file) {
        given.file_name = file->name;
        given.file = doors.files.keep(file->bytes);
    }
    if (form.is_fine()) {
        const auto done = doors.database.write([&](db::Connection& connection) {
            outbox::tell(connection, doors.settings, accounts::Role::supervisor, 0, {outbox::Kind::answer_waits, "/console"});
            return answer(connection, given);
        });
        if (done)
            return Response::redirect(address_of(shown->matter));
        form.refuse("", done.error());
    }
    return draw(doors, request, context, *shown, &form, 422);
}

// A deed of the office on one matter: what it refuses is said above the page it was done from.
template <class Deed>
web::Act deed(const Doors& doors, std::string field, Deed act) {
    return [doors, field = std::move(field), act](Request& request, Context& context) {
        const auto shown = look_at(doors, context, context.id("id"));
        if (!shown)
            return doors.site.trouble(404, request);
        Form form(context.form);
        const auto done = doors.database.write(
            [&](db::Connection& connection) { return act(connection, form, shown->matter, accounts::actor(context)); });
        if (done)
            return Response::redirect(address_of(shown->matter));
        form.refuse(done.error().id == "supervision.refuse.no_reason" ? field : "", done.error());
        const auto now = look_at(doors, context, shown->matter.id);
        return draw(doors, request, context, now ? *now : *shown, &form, 422);
    };
}

// The answer that he looked at, if it is one of this matter.
AnswerId answer_in(db::Connection& connection, const Form& form, const Matter& matter) {
    const auto id = whole_number(form.typed("answer")).value_or(0);
    const auto found = find_answer(connection, id);
    return found && found->matter_id == matter.id ? id : 0;
}

Response answer_file(const Doors& doors, Request& request, Context& context) {
    const auto found = doors.database.read([&](db::Connection& connection) -> std::optional<Answer> {
        auto answer = find_answer(connection, context.id("id"));
        const auto of = answer ? find_matter(connection, answer->matter_id) : std::nullopt;
        if (!of || !accounts::may(accounts::officer(context), "supervision.see", of->unit_id, people::directory(connection)))
            return std::nullopt;
        return answer;
    });
    if (!found || found->file.empty())
        return doors.site.trouble(404, request);
    auto bytes = doors.files.read(found->file);
    if (!bytes)
        throw std::runtime_error("the file of an answer is missing or altered: " + found->file);
    return Response::download(std::move(*bytes), "application/octet-stream", found->file_name);
}

// What waits for a unit, or for the office what units have answered, the day that presses most first.
void write_waiting(const Doors& doors, Html& html, const Context& context) {
    if (!context.may("supervision.see"))
        return;
    const bool is_office = context.may("supervision.act");
    const auto& account = accounts::officer(context);
    const auto running = doors.database.read([&](db::Connection& connection) {
        return running_below(connection, is_office ? every_unit : account.unit_id,
                             is_office ? Waits::for_the_office : Waits::for_the_unit);
    });
    if (running.empty())
        return;
    html << "<h2>"
         << words(context.language, is_office ? "supervision.inbox.answers" : "supervision.inbox.mine",
                  {std::to_string(running.size())})
         << "</h2><ul class='lines'>";
    for (const auto& [matter, unit] : running) {
        html << "<li><div class='top'><a href='" << web::url(address_of(matter)) << "'>";
        if (is_office)
            html << unit << "：";
        html << name_of(context.language, matter) << "</a>";
        write_state(html, context.language, matter, programme::soon_days(doors));
        html << "</div><span class='small muted'>"
             << words(context.language, "supervision.about.count", {std::to_string(matter.duties), std::to_string(matter.open)})
             << "</span></li>";
    }
    html << "</ul>";
}

}  // namespace

void hang_matter_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.console.add_menu_entry({"/console/matters", "supervision.matters", "supervision.see"});
    doors.console.add_waiting([doors](Html& html, const Context& context) { write_waiting(doors, html, context); });
    router.get("/console/matters", "supervision.matters", with(doors, list))
        .needs("supervision.see")
        .reads({"kind", "page"})
        .sql_at_most(8);
    router.get("/console/matters/{id}", "supervision.matter", with(doors, matter)).needs("supervision.see").sql_at_most(11);
    router.post("/console/matters/{id}/answers", "supervision.answer", with(doors, answer_act))
        .needs("rectifications.answer")
        .form(answer_form)
        .body_at_most(file_at_most + (64 << 10));
    router
        .post("/console/matters/{id}/accept", "supervision.accept",
              deed(doors, "",
                   [](db::Connection& connection, const Form& form, const Matter& of, const std::string& actor) {
                       return accept(connection, answer_in(connection, form, of), actor);
                   }))
        .needs("supervision.act")
        .form(accept_form);
    router
        .post("/console/matters/{id}/return", "supervision.give_back",
              deed(doors, "reason",
                   [&settings = doors.settings](db::Connection& connection, const Form& form, const Matter& of,
                                                const std::string& actor) {
                       const auto id = answer_in(connection, form, of);
                       if (const auto returned = find_answer(connection, id))
                           outbox::tell(connection, settings, returned->given_by,
                                        {outbox::Kind::answer_returned, address_of(of), of.due_on});
                       return give_back(connection, id, form.typed("reason"), actor);
                   }))
        .needs("supervision.act")
        .form(return_form);
    router
        .post("/console/matters/{id}/withdraw", "supervision.withdraw",
              deed(doors, "because",
                   [](db::Connection& connection, const Form& form, const Matter& of, const std::string& actor) {
                       return withdraw(connection, of.id, form.typed("because"), actor);
                   }))
        .needs("supervision.act")
        .form(withdraw_form);
    router.get("/console/answers/{id}/file", "supervision.answer_file", with(doors, answer_file))
        .needs("supervision.see")
        .sql_at_most(11);
}

}  // namespace gongkai::supervision
