// Where records are fetched from, in the office: the list, one source with how its fetches went, a try that writes nothing.
#include <algorithm>

#include "base/core/text.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/people/desk.h"
#include "domain/records/pages/console.h"
#include "domain/records/room.h"

namespace gongkai::records {
namespace {

using web::Context;
using web::Form;
using web::FormView;
using web::Html;
using web::Request;
using web::Response;

constexpr const char *add_form = "records.add_source", *change_form = "records.change_source", *try_form = "records.try_source",
                     *fetch_form = "records.fetch_source", *close_form = "records.close_source";
constexpr int sources_shown = 100, fetches_shown = 20;
constexpr std::size_t faults_shown = 50;

std::string address_of(const Source& source) { return "/console/records-sources/" + std::to_string(source.id); }

std::string_view state_of(FetchOutcome outcome) {
    switch (outcome) {
        case FetchOutcome::taken:
        case FetchOutcome::unchanged:
            return "done";
        case FetchOutcome::faulty:
        case FetchOutcome::refused:
            return "late";
    }
    return "";
}

void write_outcome(Html& html, Language language, const Fetch& fetch) {
    const auto& report = fetch.report;
    html << "<span class='state " << state_of(fetch.outcome) << "'>"
         << words(language, "records.fetch." + std::string(word_of(fetch.outcome))) << "</span> ";
    if (fetch.refusal)
        html << words(language, *fetch.refusal);
    else if (fetch.outcome == FetchOutcome::faulty)
        html << words(language, "records.refuse.faulty", {std::to_string(report.faulty_rows)});
    else if (fetch.outcome == FetchOutcome::taken)
        html << words(language, "records.fetch.numbers",
                      {std::to_string(report.rows), std::to_string(report.added), std::to_string(report.changed),
                       std::to_string(report.unchanged)});
}

void write_faults(Html& html, Language language, const Report& report) {
    if (!report.unknown.empty())
        html << "<p class='small'>" << words(language, "records.report.unknown", {join(report.unknown, "、")}) << "</p>";
    if (report.faults.empty())
        return;
    html << "<ul class='lines'>";
    for (std::size_t i = 0; i < report.faults.size() && i < faults_shown; ++i) {
        const auto& fault = report.faults[i];
        html << "<li>"
             << words(language, fault.column.empty() ? "records.report.line_whole" : "records.report.line",
                      {std::to_string(fault.row), fault.column, words(language, fault.refusal)})
             << "</li>";
    }
    html << "</ul>";
}

// Texts that a drawn form looks into until it is.
struct Kept {
    std::deque<std::string> texts;
    std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
};

void write_form(FormView& view, Language language, const people::Directory& units, const Source* source, Kept& kept) {
    const auto standing = [&](std::string Source::* text) {
        return source ? std::string_view(source->*text) : std::string_view();
    };
    view.field(
        {.name = "name", .label = "records.source.name", .hint = "records.source.name.hint", .value = standing(&Source::name)});
    std::vector<web::Choice> all_kinds, all_units, hours;
    for (const auto& kind : kinds().all)
        all_kinds.push_back({kind.key, kind.names.in(language), source && source->kind == kind.key});
    view.choices("kind", "records.source.kind", all_kinds);
    for (const auto& unit : units.units())
        if (unit.is_listed)
            all_units.push_back({kept.keep(std::to_string(unit.id)), unit.name, source && source->unit_id == unit.id});
    view.choices("unit", "records.token.unit", all_units);
    view.field({.name = "address",
                .label = "records.source.address",
                .hint = "records.source.address.hint",
                .value = standing(&Source::address)});
    view.field({.name = "list_at",
                .label = "records.source.list_at",
                .hint = "records.source.list_at.hint",
                .need = web::Need::optional,
                .value = standing(&Source::list_at)});
    view.field({.name = "mapping",
                .label = "records.source.mapping",
                .hint = "records.source.mapping.hint",
                .kind = web::Field::Kind::many_lines,
                .need = web::Need::optional,
                .value = standing(&Source::mapping)});
    view.field({.name = "header",
                .label = "records.source.header",
                .hint = "records.source.header.hint",
                .need = web::Need::optional,
                .value = source && !source->header.empty() ? std::string_view(source->header) : "Authorization"});
    view.field({.name = "secret",
                .label = "records.source.secret",
                .hint = source && !source->secret.empty() ? "records.source.secret.kept" : "records.source.secret.hint",
                .kind = web::Field::Kind::password,
                .need = web::Need::optional});
    for (const int every : {1, 6, 24, 168})
        hours.push_back({kept.keep(std::to_string(every)),
                         kept.keep(words(language, "records.source.every." + std::to_string(every))),
                         every == (source ? source->every_hours : 24)});
    view.choices("every_hours", "records.source.every", hours);
}

WantedSource wanted_in(Form& form, const people::Directory& units) {
    constexpr std::size_t name_at_most = 60, address_at_most = 1000, list_at_most = 200, mapping_at_most = 20'000;
    using Rule = Form::TextRule;
    WantedSource wanted;
    wanted.name = form.text("name", {.at_most = name_at_most});
    wanted.kind = form.typed("kind");
    wanted.unit_id = whole_number(form.typed("unit")).value_or(0);
    wanted.address = form.text("address", {.at_most = address_at_most});
    wanted.list_at = form.text("list_at", {.need = web::Need::optional, .at_most = list_at_most});
    wanted.mapping = form.text("mapping", {.need = web::Need::optional, .at_most = mapping_at_most, .lines = Rule::Lines::many});
    wanted.header = form.text("header", {.need = web::Need::optional, .at_most = name_at_most});
    wanted.secret = form.text("secret", {.need = web::Need::optional, .at_most = address_at_most});
    wanted.every_hours = static_cast<int>(whole_number(form.one_of("every_hours", {"1", "6", "24", "168"})).value_or(24));
    if (!units.find(wanted.unit_id))
        form.refuse("unit", {Refusal::Kind::invalid, "records.refuse.token_unit", {}, {}});
    const bool is_name = !wanted.header.empty() && std::ranges::all_of(wanted.header, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!wanted.header.empty() && !is_name)
        form.refuse("header", {Refusal::Kind::invalid, "records.refuse.source_header", {wanted.header}, {}});
    if (wanted.header.empty() && !wanted.secret.empty())
        form.refuse("header", {Refusal::Kind::invalid, "records.refuse.needed", {}, {}});
    return wanted;
}

void say_where(Form& form, const Refusal& refusal) {
    std::string_view field;
    if (refusal.id.ends_with("source_address"))
        field = "address";
    else if (refusal.id.ends_with("source_plain"))
        field = "secret";
    else if (refusal.id.find(".mapping") != std::string::npos)
        field = "mapping";
    else if (refusal.id.ends_with("no_kind"))
        field = "kind";
    form.refuse(field, refusal);
}

Response draw_list(const Doors& doors, Request& request, Context& context, const Form* form, int status = 200) {
    const auto language = context.language;
    console::Page page;
    page.title = words(language, "records.sources");
    page.menu = "/console/records";
    page.trail = {{words(language, "records.title"), "/console/records"}};
    auto& html = page.content;
    html << "<p>" << words(language, "records.sources.text") << "</p>";
    Kept kept;
    doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        const auto all = sources(connection, sources_shown);
        const auto last = last_fetches(connection);
        if (all.empty())
            html << "<p class='empty'>" << words(language, "records.sources.none") << "</p>";
        else
            html << "<ul class='lines'>";
        for (const auto& source : all) {
            const auto* kind = kinds().find(source.kind);
            const auto* unit = units.find(source.unit_id);
            html << "<li><div class='top'><a href='" << web::url(address_of(source)) << "'>" << source.name
                 << "</a><span class='small muted'>" << (kind ? kind->names.in(language) : source.kind) << " · "
                 << (unit ? unit->name : std::string()) << "</span></div>";
            const auto found = std::ranges::find(last, source.id, &std::pair<SourceId, Fetch>::first);
            if (source.closed_at) {
                html << "<span class='state ended'>" << words(language, "records.token.closed") << "</span>";
            } else if (found == last.end()) {
                html << "<span class='state not_due'>" << words(language, "records.source.never") << "</span>";
            } else {
                html << "<span class='small muted number'>" << portal::spoken_moment(found->second.at) << "</span> ";
                write_outcome(html, language, found->second);
            }
            html << "</li>";
        }
        if (!all.empty())
            html << "</ul>";
        html << "<h2>" << words(language, "records.source.new") << "</h2>";
        FormView view(html, language, form);
        view.begin("/console/records-sources", context.visitor.form_token(add_form));
        write_form(view, language, units, nullptr, kept);
        view.end("records.source.button");
    });
    return doors.console.show(request, context, std::move(page), status);
}

Response list_page(const Doors& doors, Request& request, Context& context) { return draw_list(doors, request, context, nullptr); }

people::Directory directory_of(const Doors& doors) {
    return doors.database.read([](db::Connection& connection) { return people::directory(connection); });
}

Response add_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto wanted = wanted_in(form, directory_of(doors));
    if (form.is_fine()) {
        const auto id = doors.database.write([&](db::Connection& connection) {
            return add_source(connection, doors.vault, doors.settings, wanted, accounts::actor(context));
        });
        if (id)
            return Response::redirect("/console/records-sources/" + std::to_string(*id));
        say_where(form, id.error());
    }
    return draw_list(doors, request, context, &form, 422);
}

// One of the small forms of a source, which ask nothing but the button.
void write_button(Html& html, Context& context, const std::string& address, const char* form, std::string_view prefix,
                  const char* button) {
    FormView view(html, context.language, nullptr);
    view.under(prefix);
    view.begin(address, context.visitor.form_token(form));
    view.end(button);
}

Response draw_source(const Doors& doors, Request& request, Context& context, const Source& source, const Form* form,
                     const Fetch* tried, int status = 200) {
    const auto language = context.language;
    const auto at = address_of(source);
    console::Page page;
    page.title = source.name;
    page.menu = "/console/records";
    page.trail = {{words(language, "records.title"), "/console/records"},
                  {words(language, "records.sources"), "/console/records-sources"}};
    auto& html = page.content;
    if (tried) {
        html << "<div class='" << std::string_view(tried->outcome == FetchOutcome::taken ? "told" : "errors")
             << "' role='status'><p><strong>" << words(language, "records.source.tried") << "</strong> ";
        write_outcome(html, language, *tried);
        html << "</p></div>";
        write_faults(html, language, tried->report);
    }
    Kept kept;
    doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        const auto all = fetches(connection, source.id, fetches_shown);
        if (source.closed_at) {
            html << "<p class='told'>" << words(language, "records.source.closed", {portal::spoken_moment(*source.closed_at)})
                 << "</p>";
        } else {
            html << "<p class='muted'>" << words(language, "records.source.next", {portal::spoken_moment(source.next_at)})
                 << "</p>";
            write_button(html, context, at + "/try", try_form, "try-", "records.source.try");
            html << "<p class='small muted'>" << words(language, "records.source.then") << "</p>";
            write_button(html, context, at + "/fetch", fetch_form, "fetch-", "records.source.fetch");
        }
        html << "<h2>" << words(language, "records.source.fetches") << "</h2>";
        if (all.empty())
            html << "<p class='empty'>" << words(language, "records.source.never") << "</p>";
        else
            html << "<ol class='lines'>";
        for (const auto& fetch : all) {
            html << "<li><span class='small muted number'>" << portal::spoken_moment(fetch.at) << "</span> ";
            write_outcome(html, language, fetch);
            if (!fetch.report.faults.empty() || !fetch.report.unknown.empty()) {
                html << "<details><summary>" << words(language, "records.source.report") << "</summary>";
                write_faults(html, language, fetch.report);
                html << "</details>";
            }
            html << "</li>";
        }
        if (!all.empty())
            html << "</ol>";
        if (source.closed_at)
            return;
        html << "<h2>" << words(language, "records.source.change") << "</h2>";
        FormView view(html, language, form);
        view.begin(at, context.visitor.form_token(change_form));
        const auto version = std::to_string(source.version);
        view.hidden("version", version);
        write_form(view, language, units, &source, kept);
        view.end("records.source.change.button");
        html << "<h2>" << words(language, "records.source.close") << "</h2><p>" << words(language, "records.source.close.text")
             << "</p>";
        write_button(html, context, at + "/close", close_form, "close-", "records.source.close.button");
    });
    return doors.console.show(request, context, std::move(page), status);
}

// Handlers of one source's pages.
template <class Handler>
web::Act of_source(const Doors& doors, Handler handler) {
    return [doors, handler](Request& request, Context& context) {
        const auto source =
            doors.database.read([&](db::Connection& connection) { return find_source(connection, context.id("id")); });
        return source ? handler(doors, request, context, *source) : doors.site.trouble(404, request);
    };
}

Response source_page(const Doors& doors, Request& request, Context& context, const Source& source) {
    return draw_source(doors, request, context, source, nullptr, nullptr);
}

Response change_act(const Doors& doors, Request& request, Context& context, const Source& source) {
    Form form(context.form);
    const auto wanted = wanted_in(form, directory_of(doors));
    const auto version = static_cast<int>(whole_number(form.typed("version")).value_or(0));
    if (form.is_fine()) {
        const auto done = doors.database.write([&](db::Connection& connection) {
            return change_source(connection, doors.vault, doors.settings, source.id, version, wanted, accounts::actor(context));
        });
        if (done)
            return Response::redirect(address_of(source));
        say_where(form, done.error());
    }
    return draw_source(doors, request, context, source, &form, nullptr, 422);
}

Response try_act(const Doors& doors, Request& request, Context& context, const Source& source) {
    const auto tried = try_source({doors.database, doors.vault, doors.settings, ask_other}, source);
    const bool is_fine = tried.outcome == FetchOutcome::taken;
    return draw_source(doors, request, context, source, nullptr, &tried, is_fine ? 200 : 422);
}

Response fetch_act(const Doors& doors, Request& request, Context&, const Source& source) {
    if (source.closed_at)
        return doors.site.trouble(404, request);
    fetch_source({doors.database, doors.vault, doors.settings, ask_other}, source);
    return Response::redirect(address_of(source));
}

Response close_act(const Doors& doors, Request& request, Context& context, const Source& source) {
    const auto done = doors.database.write(
        [&](db::Connection& connection) { return close_source(connection, source.id, accounts::actor(context)); });
    return done ? Response::redirect(address_of(source)) : doors.site.trouble(404, request);
}

}  // namespace

void hang_source_pages(Doors& doors) {
    auto& router = doors.site.router();
    const std::string all = "/console/records-sources", one = all + "/{id}";
    router.get(all, "records.sources", with(doors, list_page)).needs("records.keep").sql_at_most(8);
    router.post(all, "records.add_source", with(doors, add_act)).needs("records.keep").form(add_form);
    router.get(one, "records.source", of_source(doors, source_page)).needs("records.keep").sql_at_most(8);
    router.post(one, "records.change_source", of_source(doors, change_act)).needs("records.keep").form(change_form);
    // Another system is asked, which may take its time.
    router.post(one + "/try", "records.try_source", of_source(doors, try_act))
        .needs("records.keep")
        .form(try_form)
        .in_lane(slow_lane);
    router.post(one + "/fetch", "records.fetch_source", of_source(doors, fetch_act))
        .needs("records.keep")
        .form(fetch_form)
        .in_lane(slow_lane);
    router.post(one + "/close", "records.close_source", of_source(doors, close_act)).needs("records.keep").form(close_form);
}

}  // namespace gongkai::records
