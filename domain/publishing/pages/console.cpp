// The officers' side: what waits and what there is, one document with all that may be done with it now, and its deeds.
#include <algorithm>

#include "base/core/text.h"
#include "base/files/files.h"
#include "base/web/form_view.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/intake/pages/public_words.h"
#include "domain/outbox/outbox.h"
#include "domain/programme/room.h"
#include "domain/publishing/difference.h"
#include "domain/publishing/file_findings.h"
#include "domain/publishing/pages/checking.h"
#include "domain/publishing/pages/desk_pages.h"
#include "domain/publishing/pages/document_view.h"

namespace gongkai::publishing {
namespace {

using web::Context;
using web::Field;
using web::Form;
using web::FormView;
using web::Html;
using web::Need;
using web::Request;
using web::Response;

constexpr int waiting_at_most = 200, public_a_page = 50;

people::UnitId root_of(const Context& context) {
    const auto& account = accounts::officer(context);
    return accounts::reach_of(account.roles, "documents.see") == accounts::Reach::all ? every_unit : account.unit_id;
}

// Why a document is in somebody's list, the most pressing first.
enum class Why { to_look_over, to_pass, returned, to_publish, to_interpret, expires, dead_links, draft, elsewhere };

Why why_waiting(const Waiting& waiting, const Context& context, const House& house) {
    const auto& document = waiting.document;
    const auto actor = accounts::actor(context);
    const auto has = [&](Step step) { return context.may("documents." + std::string(word_of(step))); };
    const bool judges = has(Step::review) || has(Step::sign) || has(Step::release);
    const bool is_mine = document.made_by == actor;
    if (document.look_due_at && judges && !is_mine)
        return Why::to_look_over;
    switch (document.state) {
        case State::in_review:
            return document.step < static_cast<int>(house.steps.size()) &&
                           has(house.steps[static_cast<std::size_t>(document.step)]) && !is_mine
                       ? Why::to_pass
                       : Why::elsewhere;
        case State::returned:
            return context.may("documents.write") ? Why::returned : Why::elsewhere;
        case State::signed_off:
            return context.may("documents.write") ? Why::to_publish : Why::elsewhere;
        case State::draft:
            return is_mine ? Why::draft : Why::elsewhere;
        case State::scheduled:
        case State::published:
        case State::withdrawn:
            break;
    }
    if (!context.may("documents.write"))
        return Why::elsewhere;
    return document.interpret_by    ? Why::to_interpret
           : waiting.expires_on     ? Why::expires
           : waiting.dead_links > 0 ? Why::dead_links
                                    : Why::elsewhere;
}

void write_line(Html& html, Language language, const Document& document, const std::optional<Day>& expires_on = {},
                int dead_links = 0) {
    html << "<li><div class='top'><a href='" << web::url(console_address_of(document.id)) << "'>" << document.title
         << "</a><span class='state'>" << name_of(language, document.state) << "</span></div><span class='small muted'>"
         << document.unit_name << "　" << name_of(language, document.type);
    if (document.publish_at)
        html << "　" << words(language, "publishing.desk.publish_at", {portal::spoken_moment(*document.publish_at)});
    if (document.look_due_at)
        html << "　"
             << words(language, *document.look_due_at < now() ? "publishing.desk.look_late" : "publishing.desk.look_by",
                      {portal::spoken_moment(*document.look_due_at)});
    if (document.interpret_by)
        html << "　"
             << words(language,
                      *document.interpret_by < today() ? "publishing.desk.interpret_late" : "publishing.desk.interpret_by",
                      {portal::spoken_in_full(language, *document.interpret_by)});
    if (expires_on)
        html << "　" << words(language, "publishing.desk.expires_on", {portal::spoken_in_full(language, *expires_on)});
    if (dead_links > 0)
        html << "　" << words(language, "publishing.desk.dead_links.line", {std::to_string(dead_links)});
    html << "</span></li>";
}

bool write_group(Html& html, Language language, const std::vector<Waiting>& all, std::string_view title) {
    if (all.empty())
        return false;
    html << "<h2>" << words(language, title, {std::to_string(all.size())}) << "</h2><ul class='lines'>";
    for (const auto& [document, expires_on, dead_links] : all)
        write_line(html, language, document, expires_on, dead_links);
    html << "</ul>";
    return true;
}

std::vector<std::pair<Why, std::vector<Waiting>>> grouped(std::vector<Waiting> all, const Context& context, const House& house) {
    std::vector<std::pair<Why, std::vector<Waiting>>> groups;
    for (const auto why : {Why::to_look_over, Why::to_pass, Why::returned, Why::to_publish, Why::to_interpret, Why::expires,
                           Why::dead_links, Why::draft, Why::elsewhere})
        groups.emplace_back(why, std::vector<Waiting>());
    for (auto& one : all) {
        const auto why = why_waiting(one, context, house);
        std::ranges::find(groups, why, &decltype(groups)::value_type::first)->second.push_back(std::move(one));
    }
    return groups;
}

std::string_view title_of(Why why) {
    switch (why) {
        case Why::to_look_over:
            return "publishing.desk.to_look_over";
        case Why::to_pass:
            return "publishing.desk.to_pass";
        case Why::returned:
            return "publishing.desk.returned";
        case Why::to_publish:
            return "publishing.desk.to_publish";
        case Why::to_interpret:
            return "publishing.desk.to_interpret";
        case Why::expires:
            return "publishing.desk.expiring";
        case Why::dead_links:
            return "publishing.desk.dead_links";
        case Why::draft:
            return "publishing.desk.drafts";
        case Why::elsewhere:
            return "publishing.desk.elsewhere";
    }
    return "";
}

std::vector<Waiting> waiting_for(db::Connection& connection, people::UnitId root) {
    return waiting_below(connection, root, today(), today() + warned_before_expiry, waiting_at_most);
}

// In the inbox: what waits for him, and papers of his unit whose term ends soon.
void write_waiting(const Doors& doors, Html& html, const Context& context) {
    if (!context.may("documents.see"))
        return;
    const auto house = house_from(doors.settings);
    doors.database.read([&](db::Connection& connection) {
        const auto root = root_of(context);
        for (const auto& [why, documents] : grouped(waiting_for(connection, root), context, house))
            if (why != Why::draft && why != Why::elsewhere)
                write_group(html, context.language, documents, title_of(why));
    });
}

Response list(const Doors& doors, Request& request, Context& context) {
    const auto before = whole_number(request.query.first("before").value_or("")).value_or(Place().id);
    console::Page page;
    page.title = words(context.language, "publishing.desk");
    page.menu = "/console/documents";
    auto& html = page.content;
    if (context.may("documents.write")) {
        html << "<nav class='begin' aria-labelledby='begin'><h2 id='begin'>" << words(context.language, "publishing.desk.write")
             << "</h2><ul>";
        for (const auto& type : document_types())
            html << "<li><a class='button quiet' href='/console/documents/new?type=" << web::url(type.key)
                 << "'><span aria-hidden='true'>＋</span> " << type.name(context.language) << "</a></li>";
        html << "</ul></nav>";
    }
    html << "<p><a class='way' href='/interpretations'>" << words(context.language, "publishing.desk.counts") << "</a></p>";
    doors.database.read([&](db::Connection& connection) {
        const auto root = root_of(context);
        bool is_empty = true;
        for (const auto& [why, documents] : grouped(waiting_for(connection, root), context, house_from(doors.settings)))
            is_empty = !write_group(html, context.language, documents, title_of(why)) && is_empty;
        auto all = public_below(connection, root, before, public_a_page + 1);
        if (is_empty && all.empty()) {
            html << "<p class='empty'>" << words(context.language, "publishing.desk.nothing") << "</p>";
            return;
        }
        const bool goes_on = all.size() > public_a_page;
        if (goes_on)
            all.pop_back();
        if (!all.empty()) {
            html << "<h2>" << words(context.language, "publishing.desk.public") << "</h2><ul class='lines'>";
            for (const auto& document : all)
                write_line(html, context.language, document);
            html << "</ul>";
        }
        if (goes_on)
            html << "<p><a class='way' href='/console/documents?before=" << all.back().id << "'>"
                 << words(context.language, "publishing.desk.older") << "</a></p>";
    });
    return doors.console.show(request, context, std::move(page));
}

Response document(const Doors& doors, Request& request, Context& context) {
    const auto looked = doors.database.read([&](db::Connection& connection) { return look_at(connection, context); });
    return looked ? draw_document(doors, request, context, *looked, nullptr) : doors.site.trouble(404, request);
}

// A saved edition and what it changed.
Response edition(const Doors& doors, Request& request, Context& context) {
    struct Pair {
        Document document;
        Edition one;
        std::optional<Edition> before;
    };
    const auto pair = doors.database.read([&](db::Connection& connection) -> std::optional<Pair> {
        const auto document = find_document(connection, context.id("id"));
        if (!document || !powers_for(connection, context, document->unit_id).sees)
            return std::nullopt;
        const auto numbered = edition_numbered(connection, document->id, context.id("number"));
        if (!numbered)
            return std::nullopt;
        Pair found{*document, find_edition(connection, numbered->id).value(), {}};
        if (numbered->before)
            found.before = find_text(connection, *numbered->before);
        return found;
    });
    if (!pair)
        return doors.site.trouble(404, request);
    const auto& [document, one, before] = *pair;
    console::Page page;
    page.title = words(context.language, "publishing.edition.title", {one.text.title, std::to_string(one.number)});
    page.menu = "/console/documents";
    page.trail = {{words(context.language, "publishing.desk"), "/console/documents"},
                  {document.title, console_address_of(document.id)}};
    auto& html = page.content;
    html << "<p class='muted'>" << portal::spoken_moment(one.saved_at) << "</p>";
    if (before) {
        html << "<h2>" << words(context.language, "publishing.difference") << "</h2>";
        write_difference(html, context.language, before->text.title + '\n' + markup::text_of(before->text.body),
                         one.text.title + '\n' + markup::text_of(one.text.body));
    }
    html << "<h2>" << words(context.language, "publishing.preview") << "</h2>";
    html << "<dl class='facts'>";
    write_fields(html, context.language, document.kind(), one.text);
    html << "</dl>";
    write_paper(html, context.language, document.kind(), document.organ, one.text, console_address_of(document.id),
                Title::of_part);
    return doors.console.show(request, context, std::move(page));
}

Response file(const Doors& doors, Request& request, Context& context) {
    const auto found = doors.database.read([&](db::Connection& connection) -> std::optional<Attachment> {
        const auto looked = look_at(connection, context);
        return looked ? find_attachment(connection, looked->document.work_id, context.parameter("file")) : std::nullopt;
    });
    return found ? give(doors, request, *found) : doors.site.trouble(404, request);
}

using Act = std::function<Result<void>(db::Connection&, Form&, const Document&, int version, const By&, const House&)>;

accounts::Role role_of(Step step) {
    switch (step) {
        case Step::review:
            return accounts::Role::reviewer;
        case Step::sign:
            return accounts::Role::signer;
        case Step::release:
            return accounts::Role::supervisor;
    }
    return accounts::Role::supervisor;
}

// Whoever has the next step hears of it by mail.
void tell_next(db::Connection& connection, const Settings& settings, const Document& before, const House& house) {
    const auto now = find_document(connection, before.id);
    if (!now || (now->state == before.state && now->step == before.step))
        return;
    const auto path = console_address_of(now->id);
    const auto number = static_cast<std::size_t>(now->step);
    if (now->state == State::in_review && number < house.steps.size()) {
        const auto step = house.steps[number];
        const auto unit = step == Step::release ? 0 : now->unit_id;
        outbox::tell(connection, settings, role_of(step), unit, {outbox::Kind::document_waits, path});
    } else if (now->state == State::returned || now->state == State::signed_off) {
        const auto writer = find_edition(connection, now->work_id)->saved_by;
        outbox::tell(connection, settings, writer,
                     {now->state == State::returned ? outbox::Kind::document_returned : outbox::Kind::document_signed, path});
    }
}

// A deed on the document as he looked at it: what it refuses is said above the page it was done from, or beside `field`.
enum class ReadBy { officers, everybody };  // who reads what is typed there
web::Act deed(const Doors& doors, std::string field, Act act, ReadBy reader = ReadBy::officers) {
    return [doors, field = std::move(field), act = std::move(act), reader](Request& request, Context& context) {
        Form form(context.form);
        const auto version = static_cast<int>(form.whole_number("version", 0, 1'000'000'000).value_or(0));
        std::optional<Looked> looked;
        const auto done = doors.database.write([&](db::Connection& connection) -> Result<void> {
            looked = look_at(connection, context);
            if (!looked)
                return refuse(Refusal::Kind::missing, "publishing.refuse.unknown");
            if (reader == ReadBy::everybody)
                intake::ask_public_words(connection, context.language, form, {field});
            if (form.error_of(field))
                return {};
            const auto house = house_from(doors.settings);
            auto outcome = act(connection, form, looked->document, version,
                               {accounts::actor(context), looked->powers, accounts::officer(context).unit_id}, house);
            if (outcome)
                tell_next(connection, doors.settings, looked->document, house);
            return outcome;
        });
        if (!looked)
            return doors.site.trouble(404, request);
        if (!done && done.error().id == "publishing.refuse.not_yours")
            return doors.site.trouble(403, request);
        if (done && !form.error_of(field))
            return Response::redirect(context.route.name == "publishing.drop" && !looked->document.live_id
                                          ? std::string("/console/documents")
                                          : console_address_of(looked->document.id));
        if (!done)
            form.refuse(done.error().id == "publishing.refuse.no_own_reason" ? std::string(own_reason)
                        : done.error().kind == Refusal::Kind::invalid        ? field
                                                                             : std::string(),
                        done.error());
        return draw_document(doors, request, context, *looked, &form, 422);
    };
}

Act plain(Result<void> (*verb)(db::Connection&, DocumentId, int, const By&, const House&)) {
    return [verb](db::Connection& connection, Form&, const Document& of, int version, const By& by, const House& house) {
        return verb(connection, of.id, version, by, house);
    };
}

// Everything in text and files is looked through before the deed is done; `held` says why it goes no further. A text that has
// been changed meanwhile is refused by the deed itself.
using Held = std::function<std::optional<std::string>(const Found&, const Form&)>;

web::Act looked_through(const Doors& doors, web::Act go, Held held) {
    return [doors, go = std::move(go), held = std::move(held)](Request& request, Context& context) {
        const auto looked = doors.database.read([&](db::Connection& connection) { return look_at(connection, context); });
        if (!looked)
            return doors.site.trouble(404, request);
        Form form(context.form);
        if (form.whole_number("version", 0, 1'000'000'000).value_or(0) == looked->document.version) {
            const auto found =
                look_through(doors, context.language, looked->document, looked->work.text, for_as_long_as_it_takes);
            if (auto why = held(found, form)) {
                form.refuse("", {Refusal::Kind::conflict, *std::move(why), {}, {}});
                return draw_document(doors, request, context, *looked, &form, 422, &found);
            }
        }
        return go(request, context);
    };
}

// What the checks of intake block goes no further; the office may still force it, and says why in public.
web::Act checked(const Doors& doors, Result<void> (*verb)(db::Connection&, DocumentId, int, const By&, const House&)) {
    return looked_through(doors, deed(doors, "", plain(verb)), [](const Found& found, const Form&) {
        return intake::blocks(found.all) ? std::optional<std::string>("publishing.refuse.findings") : std::nullopt;
    });
}

// Nobody forces blindly: he has seen everything that was found, and where nothing was found the steps are there for it.
web::Act forced(const Doors& doors, const web::Act& go) {
    auto asked = looked_through(doors, go, [doors](const Found& found, const Form& form) -> std::optional<std::string> {
        if (found.all.empty())
            return house_from(doors.settings).force_needs_finding ? std::optional<std::string>("publishing.refuse.nothing_found")
                                                                  : std::nullopt;
        return form.typed("findings_seen") == digest_of(found.all)
                   ? std::nullopt
                   : std::optional<std::string>("publishing.refuse.findings_unseen");
    });
    return [doors, go, asked = std::move(asked)](Request& request, Context& context) {
        // Who may not force it, or not now, hears that first and reads no findings.
        const bool may_now = doors.database.read([&](db::Connection& connection) {
            const auto looked = look_at(connection, context);
            return looked && may(Verb::force, looked->document, looked->powers,
                                 part_of(connection, looked->document.id, looked->document.work_id, accounts::actor(context)),
                                 house_from(doors.settings));
        });
        return may_now ? asked(request, context) : go(request, context);
    };
}

// Opens the attachments that nobody has looked into yet.
Response look_through_act(const Doors& doors, Request& request, Context& context) {
    const auto looked = doors.database.read([&](db::Connection& connection) { return look_at(connection, context); });
    if (!looked)
        return doors.site.trouble(404, request);
    look_through(doors, context.language, looked->document, looked->work.text, for_as_long_as_it_takes);
    return Response::redirect(console_address_of(looked->document.id));
}

// Another edition, in which what was found is masked.
Response mask_act(const Doors& doors, Request& request, Context& context) {
    const auto looked = doors.database.read([&](db::Connection& connection) { return look_at(connection, context); });
    if (!looked)
        return doors.site.trouble(404, request);
    Form form(context.form);
    const auto version = static_cast<int>(form.whole_number("version", 0, 1'000'000'000).value_or(0));
    auto text = masked(doors, context.language, looked->work.text);
    if (text && *text == looked->work.text)
        text = refuse(Refusal::Kind::conflict, "publishing.refuse.nothing_masked");
    const auto done = !text ? Result<void>(std::unexpected(text.error())) : doors.database.write([&](db::Connection& connection) {
        return change(connection, looked->document.id, version, *text,
                      {accounts::actor(context), looked->powers, accounts::officer(context).unit_id}, house_from(doors.settings));
    });
    if (done)
        return Response::redirect(console_address_of(looked->document.id));
    form.refuse("", done.error());
    return draw_document(doors, request, context, *looked, &form, 422);
}

Act with_reason(Result<void> (*verb)(db::Connection&, DocumentId, int, std::string_view, const By&, const House&),
                const char* field) {
    return [verb, field](db::Connection& connection, Form& form, const Document& of, int version, const By& by,
                         const House& house) { return verb(connection, of.id, version, form.typed(field), by, house); };
}

Result<void> schedule_act(db::Connection& connection, Form& form, const Document& of, int version, const By& by,
                          const House& house) {
    const auto at = moment_in_china(form.typed("publish_on"), form.typed("publish_time"));
    if (!at)
        return refuse(Refusal::Kind::invalid, "publishing.refuse.moment");
    return schedule(connection, of.id, version, *at, by, house);
}

Result<void> mend_reason_act(db::Connection& connection, Form& form, const Document& of, int version, const By& by,
                             const House& house) {
    return mend_reason(connection, of.id, version, form.typed("withdrawn_because"), form.typed(own_reason), by, house);
}

}  // namespace

Powers powers_for(db::Connection& connection, const Context& context, people::UnitId unit) {
    const auto& account = accounts::officer(context);
    std::optional<bool> is_mine;
    const auto has = [&](std::string_view ability) {
        const auto reach = accounts::reach_of(account.roles, ability);
        if (!reach || *reach == accounts::Reach::all)
            return reach.has_value();
        if (!is_mine)
            is_mine = unit == account.unit_id || is_within(connection, unit, account.unit_id);
        return *is_mine;
    };
    return {has("documents.see"),  has("documents.write"),   has("documents.review"),
            has("documents.sign"), has("documents.release"), has("documents.force")};
}

std::optional<Looked> look_at(db::Connection& connection, const Context& context) {
    const auto document = find_document(connection, context.id("id"));
    if (!document)
        return std::nullopt;
    const auto powers = powers_for(connection, context, document->unit_id);
    if (!powers.sees)
        return std::nullopt;
    return Looked{*document, powers, find_edition(connection, document->work_id).value()};
}

void hang_console_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.console.add_menu_entry({"/console/documents", "publishing.desk", "documents.see"});
    doors.console.add_waiting([doors](Html& html, const Context& context) { write_waiting(doors, html, context); });
    router.get("/console/documents", "publishing.desk", with(doors, list))
        .needs("documents.see")
        .reads({"before"})
        .sql_at_most(5);
    router.get("/console/documents/{id}", "publishing.look", with(doors, document)).needs("documents.see").sql_at_most(11);
    router.get("/console/documents/{id}/editions/{number}", "publishing.saved", with(doors, edition))
        .needs("documents.see")
        .sql_at_most(11);
    router.get("/console/documents/{id}/files/{file}", "publishing.desk_file", with(doors, file))
        .needs("documents.see")
        .sql_at_most(8);
    const auto hang_slow = [&](const std::string& verb, web::Act act, const char* ability = "documents.write") {
        router.post("/console/documents/{id}/" + verb, "publishing." + verb, std::move(act))
            .needs(ability)
            .form("publishing." + verb)
            .in_lane(programme::slow_lane);
    };
    hang_slow("submit", checked(doors, submit));
    hang_slow("publish_urgently", checked(doors, publish_urgently));
    hang_slow("mask", with(doors, mask_act));
    hang_slow("look_through", with(doors, look_through_act), "documents.see");
    hang_slow("force", forced(doors, deed(doors, "forced_because", with_reason(force, "forced_because"), ReadBy::everybody)),
              "documents.force");
    const auto hang = [&](const std::string& verb, const char* ability, const std::string& field, Act act,
                          ReadBy reader = ReadBy::officers) {
        router.post("/console/documents/{id}/" + verb, "publishing." + verb, deed(doors, field, std::move(act), reader))
            .needs(ability)
            .form("publishing." + verb);
    };
    hang("take_back", "documents.write", "", plain(take_back));
    hang("review", "documents.review", "", plain(pass));
    hang("sign", "documents.sign", "", plain(pass));
    hang("release", "documents.release", "", plain(pass));
    hang("give_back", "documents.see", "reason", with_reason(give_back, "reason"));
    hang("publish", "documents.see", "", plain(publish));
    hang("schedule", "documents.see", "publish_on", schedule_act);
    hang("look_over", "documents.see", "", plain(look_over));
    hang("revise", "documents.write", "", plain(revise));
    hang("withdraw", "documents.see", "withdrawn_because", with_reason(withdraw, "withdrawn_because"), ReadBy::everybody);
    hang("mend_reason", "documents.see", "withdrawn_because", mend_reason_act, ReadBy::everybody);
    hang("drop", "documents.write", "", plain(drop));
}

}  // namespace gongkai::publishing
