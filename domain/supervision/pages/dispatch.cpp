// Who owes what since when, and from there: an urge, a rectification notice or a talk about what is ticked.
#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/pages/guard.h"
#include "domain/calendar/desk.h"
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

constexpr const char* raise_form = "supervision.raise";
constexpr int listed_at_most = 200;
constexpr int usual_term = 10;                // working days
const Day last_day = make_day(2199, 12, 31);  // that a table can hold

void write_kinds(Html& html, Language language) {
    html << "<p class='rows-of-deeds'>";
    for (const Kind kind : {Kind::urge, Kind::rectification, Kind::talk})
        html << "<button name='kind' value='" << word_of(kind) << "'" << web::when(kind != Kind::urge, " class='quiet'") << ">"
             << words(language, "supervision.raise." + std::string(word_of(kind))) << "</button>";
    html << "</p>";
}

void write_tick(Html& html, std::string_view name, std::int64_t value, std::string_view what, bool is_ticked) {
    html << "<td class='tick'><input type='checkbox' name='" << name << "' value='" << value << "' aria-label='" << what << "'"
         << web::when(is_ticked, " checked") << "></td>";
}

Response debts(const Doors& doors, Request& request, Context& context) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    console::Page page;
    page.title = say("supervision.debts");
    page.menu = "/console/debts";
    const bool all_ticked = request.query.first("all") == "yes";
    doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        const auto raised = raised_by_unit(connection);
        const auto all = ledger::debts(connection, today(), programme::soon_days(doors));
        auto& html = page.content;
        if (all.empty()) {
            html << "<p class='empty'>" << say("supervision.debts.none") << "</p>";
            return;
        }
        const int most = std::max(1, std::ranges::max(all, {}, &ledger::Debt::late).late);
        html << "<p>" << say("supervision.debts.text", {std::to_string(all.size())})
             << "</p><form action='/console/matters/new'>";
        write_kinds(html, context.language);
        html << "<p class='small'><a class='way' href='/console/debts" << web::when(!all_ticked, "?all=yes") << "'>"
             << say(all_ticked ? "supervision.tick_none" : "supervision.tick_all")
             << "</a></p><div class='scroll' tabindex='0' role='region' aria-label='" << page.title
             << "'><table class='sheet-table'><thead><tr><td></td><th scope='col'>" << say("supervision.unit")
             << "</th><th scope='col'>" << say("ledger.state.late") << "</th><th scope='col'>" << say("ledger.state.due_soon")
             << "</th><th scope='col'>" << say("supervision.since") << "</th><th scope='col'>" << say("supervision.raised")
             << "</th><th scope='col'><span class='hidden'>" << say("supervision.share") << "</span></th></tr></thead><tbody>";
        for (const auto& debt : all) {
            const auto name = programme::owner_name(units, debt.unit_id, debt.group_name);
            html << "<tr>";
            if (debt.unit_id) {
                write_tick(html, "unit", *debt.unit_id, name, all_ticked);
                html << "<th scope='row'><a href='/console/debts/" << *debt.unit_id << "'>" << name << "</a></th>";
            } else {
                html << "<td></td><th scope='row'>" << name << "</th>";
            }
            html << "<td class='number'>" << debt.late << "</td><td class='number'>" << debt.soon << "</td><td class='number'>"
                 << portal::spoken_in_full(context.language, debt.oldest_due_on) << "</td><td class='number'>";
            if (const auto found = raised.find(debt.unit_id.value_or(0)); found != raised.end())
                html << say("supervision.raised.often",
                            {std::to_string(found->second.count),
                             portal::spoken(context.language, found->second.last_on, year_of(today()))});
            html << "</td><td><svg class='bar' viewBox='0 0 1000 12' preserveAspectRatio='none' aria-hidden='true'><rect "
                    "class='late' x='0' width='"
                 << debt.late * 1000 / most << "' height='12'/></svg></td></tr>";
        }
        html << "</tbody></table></div></form>";
    });
    return doors.console.show(request, context, std::move(page));
}

Response debts_of(const Doors& doors, Request& request, Context& context) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    console::Page page;
    page.menu = "/console/debts";
    page.trail = {{say("supervision.debts"), "/console/debts"}};
    const bool all_ticked = request.query.first("all") == "yes";
    const bool is_known = doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        const auto* unit = units.find(context.id("id"));
        if (!unit)
            return false;
        page.title = unit->name;
        auto& html = page.content;
        const auto opens = ledger::open_below(connection, unit->id, listed_at_most);
        if (opens.empty()) {
            html << "<p class='empty'>" << say("supervision.debts.none") << "</p>";
            return true;
        }
        const auto raised = raised_below(connection, unit->id);
        programme::Titles titles(connection);
        html << "<form action='/console/matters/new'>";
        write_kinds(html, context.language);
        html << "<p class='small'><a class='way' href='/console/debts/" << unit->id << web::when(!all_ticked, "?all=yes") << "'>"
             << say(all_ticked ? "supervision.tick_none" : "supervision.tick_all")
             << "</a></p><div class='scroll' tabindex='0' role='region' aria-label='" << page.title
             << "'><table class='sheet-table'><thead><tr><td></td><th scope='col'>" << say("supervision.duty")
             << "</th><th scope='col'>" << say("supervision.due") << "</th><th scope='col'>" << say("supervision.state")
             << "</th><th scope='col'>" << say("supervision.raised") << "</th></tr></thead><tbody>";
        for (const auto& open : opens) {
            const auto title = titles.of(open.origin, open.part);
            html << "<tr>";
            write_tick(html, "occurrence", open.id, title + ' ' + to_text(open.due_on), all_ticked && !open.offer_id);
            html << "<td><a href='/console/duties/" << open.duty_id << "?occurrence=" << open.number << "'>" << title << "</a>";
            if (open.unit_id != unit->id)
                html << "<br><span class='small muted'>" << programme::owner_name(units, open.unit_id, open.group_name)
                     << "</span>";
            html << "</td><td class='number'>" << portal::spoken_in_full(context.language, open.due_on) << "</td><td>";
            programme::write_time_left(html, context.language, open.due_on, programme::soon_days(doors));
            if (open.offer_id)
                html << "<br><a class='small' href='/console/proofs/" << *open.offer_id << "'>" << say("supervision.offered")
                     << "</a>";
            html << "</td><td class='number'>";
            if (const auto found = raised.find({open.duty_id, open.number}); found != raised.end())
                html << say("supervision.raised.often",
                            {std::to_string(found->second.count),
                             portal::spoken(context.language, found->second.last_on, year_of(today()))});
            html << "</td></tr>";
        }
        html << "</tbody></table></div></form>";
        return true;
    });
    return is_known ? doors.console.show(request, context, std::move(page)) : doors.site.trouble(404, request);
}

std::set<std::int64_t> numbers_in(const web::Fields& fields, std::string_view name) {
    std::set<std::int64_t> all;
    for (const auto value : fields.all(name))
        if (const auto number = whole_number(value))
            all.insert(*number);
    return all;
}

// What was ticked one list back: duties, or units, which stand for all that they have late.
struct Asked {
    Kind kind = Kind::urge;
    std::set<std::int64_t> units, occurrences;

    bool lists(const ledger::Open& open) const { return units.contains(*open.unit_id) || occurrences.contains(open.id); }
    // What waits for the office's own answer is not pressed, unless somebody has ticked it himself.
    bool ticks(const ledger::Open& open) const {
        return occurrences.empty() ? open.due_on < today() && !open.offer_id : occurrences.contains(open.id);
    }
};

std::optional<Asked> asked_in(const web::Fields& fields) {
    const auto kind = kind_from(fields.first("kind").value_or(""));
    if (!kind)
        return std::nullopt;
    return Asked{*kind, numbers_in(fields, "unit"), numbers_in(fields, "occurrence")};
}

void write_listed(Html& html, Language language, const people::Directory& units, programme::Titles& titles,
                  const std::vector<ledger::Open>& listed, const Asked& asked, int soon_days) {
    const bool is_short = listed.size() <= 20;
    for (auto from = listed.begin(); from != listed.end();) {
        const auto to = std::find_if(from, listed.end(), [&](const auto& open) { return open.unit_id != from->unit_id; });
        const auto ticked = std::count_if(from, to, [&](const auto& open) { return asked.ticks(open); });
        html << "<details" << web::when(is_short, " open") << "><summary>"
             << words(language, "supervision.new.unit",
                      {programme::owner_name(units, from->unit_id, ""), std::to_string(to - from), std::to_string(ticked)})
             << "</summary><fieldset class='field'><legend class='hidden'>" << programme::owner_name(units, from->unit_id, "")
             << "</legend>";
        for (; from != to; ++from) {
            html << "<label class='tick'><input type='checkbox' name='occurrence' value='" << from->id << "'"
                 << web::when(asked.ticks(*from), " checked") << "> <span>" << titles.of(from->origin, from->part)
                 << "<br><span class='small muted'>" << portal::spoken_in_full(language, from->due_on) << "</span> ";
            programme::write_time_left(html, language, from->due_on, soon_days);
            if (from->offer_id)
                html << " <span class='small muted'>" << words(language, "supervision.offered") << "</span>";
            html << "</span></label>";
        }
        html << "</fieldset></details>";
    }
}

void write_fields(FormView& view, Kind kind, const std::string& usual_words) {
    if (kind == Kind::talk) {
        const auto day = to_text(today());
        view.field({.name = "held_on", .label = "supervision.held_on", .kind = Field::Kind::day, .value = day});
        view.field({.name = "present", .label = "supervision.present", .hint = "supervision.present.hint"});
    }
    view.field({.name = "words",
                .label = kind == Kind::urge            ? "supervision.words.urge"
                         : kind == Kind::rectification ? "supervision.words.rectification"
                                                       : "supervision.words.talk",
                .hint = kind == Kind::talk ? "supervision.words.talk.hint" : "supervision.words.hint",
                .kind = Field::Kind::many_lines,
                .value = usual_words});
    if (kind == Kind::rectification) {
        const auto term = std::to_string(usual_term);
        view.field({.name = "working_days",
                    .label = "supervision.working_days",
                    .hint = "supervision.working_days.hint",
                    .value = term});
    }
    if (kind == Kind::talk)
        view.field({.name = "due_on", .label = "supervision.agreed_until", .kind = Field::Kind::day, .need = Need::optional});
}

Response draw_new(const Doors& doors, const Request& request, Context& context, const Asked& asked, const Form* form,
                  int status = 200) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    const auto word = std::string(word_of(asked.kind));
    console::Page page;
    page.title = say("supervision.raise." + word);
    page.menu = "/console/debts";
    page.trail = {{say("supervision.debts"), "/console/debts"}};
    auto& html = page.content;
    doors.database.read([&](db::Connection& connection) {
        const auto soon = programme::soon_days(doors);
        // Duties that were ticked one by one may be due on any day.
        auto listed = owed_until(connection, asked.units.empty() ? last_day : today() + std::chrono::days(soon + 1));
        std::erase_if(listed, [&](const ledger::Open& open) { return !asked.lists(open); });
        if (listed.empty()) {
            html << "<p class='empty'>" << say("supervision.new.none") << "</p><p><a class='way' href='/console/debts'>"
                 << say("supervision.debts") << "</a></p>";
            return;
        }
        const auto units = people::directory(connection);
        programme::Titles titles(connection);
        html << "<p>" << say("supervision.new.text." + word) << "</p>";
        if (asked.kind == Kind::rectification) {
            const auto last = term_ends_on(today(), usual_term, calendar::working_days(connection));
            html << "<p class='muted'>"
                 << (last ? say("supervision.new.ends",
                                {std::to_string(usual_term), portal::spoken_in_full(context.language, *last)})
                          : words(context.language, last.error()))
                 << "</p>";
        }
        FormView view(html, context.language, form);
        view.begin("/console/matters", context.visitor.form_token(raise_form));
        view.hidden("kind", word);
        for (const auto unit : asked.units)
            view.hidden("unit", std::to_string(unit));
        html << "<h2>" << say("supervision.about") << "</h2>";
        write_listed(html, context.language, units, titles, listed, asked, soon);
        write_fields(view, asked.kind,
                     asked.kind == Kind::talk ? std::string() : words(Language::zh, "supervision.usual." + word));
        view.end(asked.kind == Kind::talk ? "supervision.new.keep" : "supervision.new.send");
    });
    return doors.console.show(request, context, std::move(page), status);
}

Response new_matter(const Doors& doors, Request& request, Context& context) {
    return draw_new(doors, request, context, asked_in(request.query).value_or(Asked{}), nullptr);
}

void tell_unit(db::Connection& connection, const Settings& settings, const Matter& matter) {
    outbox::tell(
        connection, settings, accounts::Role::information_officer, matter.unit_id,
        {matter.kind == Kind::urge ? outbox::Kind::urge : outbox::Kind::rectification, address_of(matter), pressing_on(matter)});
}

Response raise_act(const Doors& doors, Request& request, Context& context) {
    auto asked = asked_in(context.form.fields);
    if (!asked)
        return doors.site.trouble(404, request);
    Form form(context.form);
    NewMatter matter{asked->kind, form.text("words", {.at_most = 1000, .lines = Form::TextRule::Lines::many}), 0, {}, {}};
    if (asked->kind == Kind::rectification)
        matter.working_days = static_cast<int>(form.whole_number("working_days", 1, term_at_most).value_or(0));
    if (asked->kind == Kind::talk) {
        matter.held_on = form.day("held_on").value_or(Day{});
        matter.present = doors.vault.seal(form.text("present", {.at_most = 200}), "present");
        matter.due_on = form.day("due_on", Need::optional);
    }
    if (form.is_fine()) {
        const std::vector<ledger::OccurrenceId> about(asked->occurrences.begin(), asked->occurrences.end());
        const auto made = doors.database.write([&](db::Connection& connection) {
            auto raised = raise(connection, matter, about, accounts::actor(context));
            if (raised && matter.kind != Kind::talk)
                for (const auto id : *raised)
                    tell_unit(connection, doors.settings, *find_matter(connection, id));
            return raised;
        });
        if (made)
            return Response::redirect(made->size() == 1 ? "/console/matters/" + std::to_string(made->front())
                                                        : "/console/matters?kind=" + std::string(word_of(asked->kind)));
        form.refuse(made.error().id == "supervision.refuse.held_in_future"       ? "held_on"
                    : made.error().id == "supervision.refuse.agreed_before_held" ? "due_on"
                                                                                 : "",
                    made.error());
    }
    asked->occurrences.insert(0);  // which no occurrence is: what was not ticked stays so
    return draw_new(doors, request, context, *asked, &form, 422);
}

}  // namespace

void hang_dispatch_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.console.add_menu_entry({"/console/debts", "supervision.debts", "supervision.act"});
    router.get("/console/debts", "supervision.debts", with(doors, debts)).needs("supervision.act").reads({"all"}).sql_at_most(8);
    router.get("/console/debts/{id}", "supervision.debts_of", with(doors, debts_of))
        .needs("supervision.act")
        .reads({"all"})
        .sql_at_most(11);
    router.get("/console/matters/new", "supervision.new", with(doors, new_matter))
        .needs("supervision.act")
        .reads({"kind", "unit", "occurrence"})
        .sql_at_most(11);
    router.post("/console/matters", "supervision.raise", with(doors, raise_act))
        .needs("supervision.act")
        .form(raise_form)
        .body_at_most(1 << 20);
}

}  // namespace gongkai::supervision
