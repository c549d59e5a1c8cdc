// The office at work on duties: what waits for me, a duty with its proofs, a proof to accept or to return.
#include <algorithm>
#include <limits>

#include "base/core/text.h"
#include "base/files/files.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/pages/guard.h"
#include "domain/accounts/rules.h"
#include "domain/intake/pages/public_words.h"
#include "domain/ledger/offers.h"
#include "domain/ledger/store.h"
#include "domain/outbox/outbox.h"
#include "domain/people/desk.h"
#include "domain/programme/pages/evidence.h"
#include "domain/programme/pages/pages.h"
#include "domain/programme/pages/views.h"
#include "domain/programme/room.h"
#include "domain/programme/rules.h"
#include "domain/programme/titles.h"
#include "doors/doors.h"

namespace gongkai::programme {
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

constexpr const char* offer_form = "programme.offer";
constexpr const char* accept_form = "programme.accept";
constexpr const char* return_form = "programme.give_back";
constexpr int inbox_at_most = 100;

bool may_touch(const accounts::Account& account, std::string_view ability, const ledger::Duty& duty,
               const people::Directory& units) {
    return accounts::may(account, ability, duty.unit_id.value_or(0), units);
}

void write_open(Html& html, const Doors& doors, const Context& context, const people::Directory& units, Titles& titles,
                const std::vector<ledger::Open>& opens, bool says_owner, bool leads_to_offer) {
    html << "<ul class='lines'>";
    for (const auto& open : opens) {
        html << "<li><div class='top'>";
        if (leads_to_offer && open.offer_id)
            html << "<a href='/console/proofs/" << *open.offer_id << "'>";
        else
            html << "<a href='/console/duties/" << open.duty_id << "?occurrence=" << open.number << "'>";
        if (says_owner)
            html << owner_name(units, open.unit_id, open.group_name) << "：";
        const auto title = titles.of(open.origin, open.part);
        html << title << "</a>";
        if (open.offer_id && !leads_to_offer)
            html << "<span class='state'>" << words(context.language, "board.desk.waits") << "</span>";
        else
            write_time_left(html, context.language, open.due_on, soon_days(doors));
        html << "</div><span class='small muted'>" << portal::spoken_in_full(context.language, open.due_on);
        if (title != open.words)
            html << "　" << open.words;
        html << "</span></li>";
    }
    html << "</ul>";
}

Response inbox(const Doors& doors, Request& request, Context& context) {
    console::Page page;
    page.title = words(context.language, "board.desk.inbox");
    page.menu = "/console";
    doors.console.write_waiting(page.content, context);
    doors.database.read([&](db::Connection& connection) {
        const auto& account = accounts::officer(context);
        // Only whoever accepts proofs is told whose they are.
        const auto units = context.may("proofs.review") ? people::directory(connection) : people::Directory({});
        Titles titles(connection);
        bool is_empty = page.content.view().empty();
        const auto section = [&](const std::vector<ledger::Open>& opens, const char* id, bool says_owner, bool leads_to_offer) {
            if (opens.empty())
                return;
            is_empty = false;
            page.content << "<h2>" << words(context.language, id, {std::to_string(opens.size())}) << "</h2>";
            write_open(page.content, doors, context, units, titles, opens, says_owner, leads_to_offer);
        };
        if (context.may("proofs.review"))
            section(ledger::offers_waiting(connection, inbox_at_most), "board.desk.to_accept", true, true);
        if (context.may("duties.see"))
            section(ledger::open_below(connection, account.unit_id, inbox_at_most), "board.desk.mine", false, false);
        if (is_empty)
            page.content << "<p class='empty'>" << words(context.language, "board.desk.nothing") << "</p>";
    });
    return doors.console.show(request, context, std::move(page));
}

struct Shown {
    accounts::Account account;
    ledger::Duty duty;
    people::Directory units{{}};
    std::string title, owner, requirement;
    bool is_plan = false;
    std::vector<ledger::Offer> offers;
    std::vector<ledger::Proof> proofs;
};

// Nothing where there is no such duty or it is not his to see.
enum class Offers { read, left };
std::optional<Shown> look_at(const Doors& doors, const Context& context, ledger::DutyId id, Offers offers) {
    return doors.database.read([&](db::Connection& connection) -> std::optional<Shown> {
        const auto duty = ledger::find_duty(connection, id);
        if (!duty)
            return std::nullopt;
        Shown shown{accounts::officer(context), *duty, people::directory(connection), {}, {}, {}, false, {}, {}};
        if (!may_touch(shown.account, "duties.see", *duty, shown.units))
            return std::nullopt;
        Titles titles(connection);
        shown.owner = owner_name(shown.units, duty->unit_id, duty->group_name);
        if (const auto* programme = titles.programme_of(duty->origin))
            if (const StoredTask* task = nullptr; const auto* row = programme->find_row(duty->part, &task)) {
                shown.requirement = row->row.requirement;
                shown.is_plan = asks_for_plan(*task, row->row);
            }
        shown.title = titles.of(duty->origin, duty->part);
        shown.proofs = ledger::proofs_of(connection, id);
        if (offers == Offers::read)
            shown.offers = ledger::offers_of(connection, id);
        return shown;
    });
}

// The first occurrence that is open and has no offer waiting, or the one asked for where it is such a one.
const ledger::Occurrence* to_prove(const Shown& shown, int asked) {
    const ledger::Occurrence* first = nullptr;
    for (const auto& occurrence : shown.duty.occurrences) {
        const bool waits = std::ranges::any_of(
            shown.offers, [&](const ledger::Offer& offer) { return offer.occurrence_id == occurrence.id && !offer.answer; });
        if (occurrence.done_on || waits)
            continue;
        if (occurrence.number == asked)
            return &occurrence;
        if (!first)
            first = &occurrence;
    }
    return first;
}

void write_offer(Html& html, const Context& context, const ledger::Offer& offer) {
    html << "<a href='/console/proofs/" << offer.id << "'>" << offer.words << "</a> <span class='small muted'>"
         << words(context.language, !offer.answer                                      ? "board.desk.waits"
                                    : *offer.answer == ledger::Offer::Answer::accepted ? "board.desk.accepted"
                                                                                       : "board.desk.returned")
         << "</span>";
    if (!offer.reason.empty())
        html << "<br><span class='small'>" << words(context.language, "board.desk.reason", {offer.reason}) << "</span>";
}

void write_offers(Html& html, const Context& context, const Shown& shown, const ledger::Occurrence& occurrence) {
    for (const auto& offer : shown.offers)
        if (offer.occurrence_id == occurrence.id) {
            html << "<br>";
            write_offer(html, context, offer);
        }
}

std::string lost_term(const Context& context, const ledger::Offer& offer) {
    return words(context.language, "board.desk.term_lost", {portal::spoken_in_full(context.language, offer.due_on)});
}

// Proofs whose term a corrected notice took back.
void write_lost_offers(Html& html, const Context& context, const Shown& shown) {
    for (const auto& offer : shown.offers)
        if (offer.has_lost_its_term) {
            html << "<div class='told mind'><p>" << lost_term(context, offer) << "</p><p>";
            write_offer(html, context, offer);
            html << "</p></div>";
        }
}

void write_offer_form(Html& html, Context& context, const Shown& shown, const ledger::Occurrence& occurrence,
                      std::string_view address, const Form* form) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    html << "<h2 id='offer'>"
         << say("board.desk.offer",
                {std::to_string(occurrence.number), portal::spoken_in_full(context.language, occurrence.due_on)})
         << "</h2>";
    if (shown.is_plan)
        html << "<p class='told'>" << say("board.desk.plan") << "</p>";
    FormView view(html, context.language, form);
    view.begin("/console/duties/" + std::to_string(shown.duty.id) + "/proofs", context.visitor.form_token(offer_form), true);
    view.hidden("occurrence", std::to_string(occurrence.number));
    write_evidence_fields(view, context.language, address);
    view.end("board.desk.offer.button");
}

Response draw_duty(const Doors& doors, const Request& request, Context& context, const Shown& shown, int asked, const Form* form,
                   int status = 200) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    console::Page page;
    page.title = shown.owner + "：" + shown.title;
    page.menu = "/console";
    auto& html = page.content;
    html << "<p class='requirement'>" << shown.requirement << "</p><p><a class='way' href='/duties/" << shown.duty.id << "'>"
         << say("board.desk.public") << "</a></p><div class='scroll' tabindex='0' role='region' aria-label='"
         << say("board.duty.occurrences") << "'><table class='sheet-table'><thead><tr><th scope='col'>"
         << say("board.duty.number") << "</th><th scope='col'>" << say("board.duty.due") << "</th><th scope='col'>"
         << say("board.duty.state") << "</th></tr></thead><tbody>";
    for (const auto& occurrence : shown.duty.occurrences) {
        html << "<tr><td class='number'>" << occurrence.number << "</td><td class='number'>"
             << portal::spoken_in_full(context.language, occurrence.due_on) << "</td><td>";
        if (occurrence.done_on)
            html << say("board.done_on", {portal::spoken_in_full(context.language, *occurrence.done_on)});
        else
            write_time_left(html, context.language, occurrence.due_on, soon_days(doors));
        write_offers(html, context, shown, occurrence);
        for (const auto& proof : shown.proofs)
            if (proof.occurrence_id == occurrence.id)
                write_lapses(html, context.language, proof);
        html << "</td></tr>";
    }
    html << "</tbody></table></div>";
    write_lost_offers(html, context, shown);
    const auto* occurrence = to_prove(shown, asked);
    if (occurrence && !shown.duty.ended_on && may_touch(shown.account, "duties.prove", shown.duty, shown.units))
        write_offer_form(html, context, shown, *occurrence, request.query.first("address").value_or(""), form);
    return doors.console.show(request, context, std::move(page), status);
}

Response duty(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context, context.id("id"), Offers::read);
    if (!shown)
        return doors.site.trouble(404, request);
    const auto asked = static_cast<int>(whole_number(request.query.first("occurrence").value_or("0")).value_or(0));
    return draw_duty(doors, request, context, *shown, asked, nullptr);
}

Response offer_act(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at(doors, context, context.id("id"), Offers::read);
    if (!shown || !may_touch(shown->account, "duties.prove", shown->duty, shown->units))
        return doors.site.trouble(shown ? 403 : 404, request);
    Form form(context.form);
    const auto number = static_cast<int>(form.whole_number("occurrence", 1, 10'000).value_or(0));
    const auto occurrence = std::ranges::find(shown->duty.occurrences, number, &ledger::Occurrence::number);
    if (occurrence == shown->duty.occurrences.end())
        return doors.site.trouble(404, request);
    ledger::Offer offer;
    offer.occurrence_id = occurrence->id;
    offer.words = form.text("words", {.at_most = 200});
    const auto done_on = form.day("done_on");
    intake::ask_public_words(doors.database, context.language, form, {"words"});
    if (form.is_fine())
        take_evidence(doors, accounts::actor(context), form, offer);
    if (form.is_fine()) {
        offer.done_on = *done_on;
        offer.given_by = accounts::actor(context);
        const auto given = doors.database.write([&](db::Connection& connection) {
            outbox::tell(connection, doors.settings, accounts::Role::supervisor, 0, {outbox::Kind::proof_waits, "/console"});
            return ledger::offer(connection, offer);
        });
        if (given)
            return Response::redirect("/console/proofs/" + std::to_string(*given));
        const auto& why = given.error();
        form.refuse(why.id == "ledger.refuse.done_in_future" || why.id == "ledger.refuse.done_too_early" ? "done_on" : "", why);
    }
    return draw_duty(doors, request, context, *shown, number, &form, 422);
}

struct ShownOffer {
    ledger::Offer offer;
    Shown of;
};

std::optional<ShownOffer> look_at_offer(const Doors& doors, const Context& context) {
    const auto id = context.id("id");
    const auto offer = doors.database.read([&](db::Connection& connection) { return ledger::find_offer(connection, id); });
    auto shown = offer ? look_at(doors, context, offer->duty_id, Offers::left) : std::nullopt;
    if (!shown)
        return std::nullopt;
    return ShownOffer{*offer, std::move(*shown)};
}

Response draw_offer(const Doors& doors, const Request& request, Context& context, const ShownOffer& shown, const Form* form,
                    int status = 200) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    const auto& offer = shown.offer;
    console::Page page;
    page.title = say("board.desk.proof", {shown.of.owner});
    page.menu = "/console";
    page.trail = {{shown.of.title, "/console/duties/" + std::to_string(shown.of.duty.id)}};
    auto& html = page.content;
    html << "<p class='requirement'>" << shown.of.requirement << "</p><dl class='facts'><dt>" << say("board.desk.done_on")
         << "</dt><dd>" << portal::spoken_in_full(context.language, offer.done_on) << "</dd><dt>" << say("board.desk.words")
         << "</dt><dd>" << offer.words << "</dd><dt>" << say("board.desk.kind") << "</dt><dd>"
         << say("ledger.offer." + std::string(ledger::word_of(offer.kind))) << "</dd>";
    if (!offer.address.empty())
        html << "<dt>" << say("board.desk.address") << "</dt><dd><a href='" << web::url(offer.address) << "'>" << offer.address
             << "</a></dd>";
    if (!offer.file.empty())
        html << "<dt>" << say(offer.kind == ledger::Offer::Kind::link ? "board.desk.copy" : "board.desk.file")
             << "</dt><dd><a href='/console/proofs/" << offer.id << "/file'>" << offer.file_name
             << "</a> <code class='small muted'>SHA-256 " << offer.file.substr(0, 16) << "…</code></dd>";
    html << "<dt>" << say("board.desk.given_at") << "</dt><dd class='number'>" << portal::spoken_moment(offer.given_at)
         << "</dd></dl>";
    if (offer.has_lost_its_term)
        html << "<p class='told mind'>" << lost_term(context, offer) << "</p>";
    if (offer.answer) {
        const bool is_accepted = *offer.answer == ledger::Offer::Answer::accepted;
        html << "<p class='told'>" << say(is_accepted ? "board.desk.accepted" : "board.desk.returned") << "　"
             << portal::spoken_moment(*offer.answered_at);
        if (!offer.reason.empty())
            html << "<br>" << say("board.desk.reason", {offer.reason});
        for (const auto& proof : shown.of.proofs)
            if (is_accepted && proof.occurrence_id == offer.occurrence_id && proof.address == offer.address)
                write_lapses(html, context.language, proof);
        html << "</p>";
    } else if (context.may("proofs.review") && offer.given_by != accounts::actor(context)) {
        const auto at = "/console/proofs/" + std::to_string(offer.id);
        if (shown.of.is_plan)
            html << "<p class='told'>" << say("board.desk.plan") << "</p>";
        html << "<h2>" << say("board.desk.answer") << "</h2>";
        if (!offer.has_lost_its_term)
            html << "<form method='post' action='" << web::url(at + "/accept")
                 << "'><input type='hidden' name='form_token' value='" << context.visitor.form_token(accept_form) << "'><button>"
                 << say("board.desk.accept") << "</button></form>";
        html << "<h3>" << say("board.desk.give_back") << "</h3>";
        FormView view(html, context.language, form);
        view.begin(at + "/return", context.visitor.form_token(return_form));
        view.field({.name = "reason", .label = "board.desk.why", .kind = Field::Kind::many_lines});
        view.end("board.desk.give_back");
    } else {
        html << "<p class='told'>" << say("board.desk.waits") << "</p>";
    }
    return doors.console.show(request, context, std::move(page), status);
}

Response proof(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at_offer(doors, context);
    return shown ? draw_offer(doors, request, context, *shown, nullptr) : doors.site.trouble(404, request);
}

Response proof_file(const Doors& doors, Request& request, Context& context) {
    const auto shown = look_at_offer(doors, context);
    if (!shown || shown->offer.file.empty())
        return doors.site.trouble(404, request);
    auto bytes = doors.files.read(shown->offer.file);
    if (!bytes)
        throw std::runtime_error("the file of a proof is missing or altered: " + shown->offer.file);
    return Response::download(std::move(*bytes), "application/octet-stream", shown->offer.file_name);
}

Response answer(const Doors& doors, Request& request, Context& context, bool accepts) {
    const auto shown = look_at_offer(doors, context);
    if (!shown)
        return doors.site.trouble(404, request);
    Form form(context.form);
    const auto done = doors.database.write([&](db::Connection& connection) {
        const auto actor = accounts::actor(context);
        if (!accepts)
            outbox::tell(connection, doors.settings, shown->offer.given_by,
                         {outbox::Kind::proof_returned, "/console/proofs/" + std::to_string(shown->offer.id)});
        return accepts ? ledger::accept(connection, shown->offer.id, actor)
                       : ledger::give_back(connection, shown->offer.id, form.typed("reason"), actor);
    });
    if (done)
        return Response::redirect("/console");
    form.refuse(accepts ? "" : "reason", done.error());
    return draw_offer(doors, request, context, *shown, &form, 422);
}

}  // namespace

void hang_console_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.console.add_menu_entry({"/console", "board.desk.inbox", "account.own"});
    router.get("/console", "programme.inbox", with(doors, inbox)).needs("account.own").sql_at_most(11);
    router.get("/console/duties/{id}", "programme.desk_duty", with(doors, duty))
        .needs("duties.see")
        .reads({"occurrence", "address"})
        .sql_at_most(11);
    router.post("/console/duties/{id}/proofs", "programme.offer", with(doors, offer_act))
        .needs("duties.prove")
        .form(offer_form)
        .body_at_most(evidence_at_most + (64 << 10))
        .in_lane(slow_lane);
    router.get("/console/proofs/{id}", "programme.proof", with(doors, proof)).needs("duties.see").sql_at_most(11);
    router.get("/console/proofs/{id}/file", "programme.proof_file", with(doors, proof_file)).needs("duties.see").sql_at_most(11);
    router
        .post("/console/proofs/{id}/accept", "programme.accept",
              [doors](Request& request, Context& context) { return answer(doors, request, context, true); })
        .needs("proofs.review")
        .form(accept_form);
    router
        .post("/console/proofs/{id}/return", "programme.give_back",
              [doors](Request& request, Context& context) { return answer(doors, request, context, false); })
        .needs("proofs.review")
        .form(return_form);
}

}  // namespace gongkai::programme
