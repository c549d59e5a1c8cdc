// The plans of the units (实施方案): the cover asks each of them for one, to be made public here. Who has one, and the page of
// each.
#include <algorithm>

#include "base/files/files.h"
#include "domain/ledger/offers.h"
#include "domain/ledger/rules.h"
#include "domain/programme/pages/pages.h"
#include "domain/programme/pages/views.h"
#include "domain/programme/rules.h"
#include "doors/doors.h"

namespace gongkai::programme {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

// The plans that a notice asks for, as they stand today; no column where it asks for none.
struct Plans {
    std::unique_ptr<Board> board;
    const BoardColumn* column = nullptr;
    std::vector<std::pair<const BoardLine*, const ledger::Cell*>> owed;
    ledger::Tally tally;
};

Plans load_plans(db::Connection& connection, const Notice& notice, int soon_days) {
    Plans plans;
    plans.board = load_board(connection, notice, today(), soon_days);
    const auto& columns = plans.board->columns();
    const auto column =
        std::ranges::find_if(columns, [](const BoardColumn& one) { return asks_for_plan(*one.task, one.row->row); });
    if (column == columns.end())
        return plans;
    plans.column = &*column;
    const auto place = static_cast<std::size_t>(column - columns.begin());
    for (const auto& line : plans.board->lines())
        if (const auto* cell = line.cells[place]) {
            plans.owed.emplace_back(&line, cell);
            plans.tally.count(cell->tally.worst());
        }
    return plans;
}

void write_when(Html& html, const View& view, const ledger::Cell& cell) {
    if (cell.next_due_on)
        html << view.say("board.due_by", {view.full_day(*cell.next_due_on)});
    else if (cell.done_on)
        html << view.say("board.done_on", {view.full_day(*cell.done_on)});
}

portal::Page page_of(const View& view) {
    const auto& notice = view.board.programme().notice;
    portal::Page page;
    page.menu = "/units";
    page.organ = notice.head.issuer;
    if (notice.is_demonstration)
        page.demonstration_of = place_of(notice.head);
    page.trail = {{view.say("board.units.title"), view.in("/units")}};
    return page;
}

Response plans(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto asked = asked_notice(connection, request);
        if (!asked.notice)
            return doors.site.trouble(404, request);
        const auto all = load_plans(connection, *asked.notice, soon_days(doors));
        const View view{*all.board, context.language, {}, asked.all};
        auto page = page_of(view);
        page.title = view.say("board.plans.title");
        auto& html = page.content;
        html << "<h1>" << page.title << "</h1>";
        if (!all.column) {
            html << "<p class='empty'>" << view.say("board.plans.none") << "</p>";
            return doors.portal.show(request, std::move(page));
        }
        html << "<blockquote class='requirement'" << view.chinese() << ">" << all.column->row->row.requirement
             << "</blockquote><p>"
             << view.say("board.plans.count", {std::to_string(all.tally.done + all.tally.done_late),
                                               std::to_string(all.tally.all()), view.full_day(today())})
             << "</p>";
        write_bar(html, all.tally);
        html << "<div class='scroll' tabindex='0' role='region' aria-label='" << page.title
             << "'><table class='stack'><thead><tr><th scope='col'>" << view.say("board.unit") << "</th><th scope='col'>"
             << view.say("board.duty.state") << "</th><th scope='col'>" << view.say("board.unit.when")
             << "</th></tr></thead><tbody>";
        for (const auto& [line, cell] : all.owed) {
            html << "<tr><th scope='row' data-head='" << view.say("board.unit") << "'>";
            if (line->unit)
                html << "<a href='" << web::url(view.in("/units/" + std::to_string(line->unit->id) + "/plan")) << "'"
                     << view.chinese() << ">" << line->name << "</a>";
            else
                html << line->name;
            html << "</th><td data-head='" << view.say("board.duty.state") << "'>";
            write_state(html, view, cell->tally.worst());
            html << "</td><td class='number' data-head='" << view.say("board.unit.when") << "'>";
            write_when(html, view, *cell);
            html << "</td></tr>";
        }
        html << "</tbody></table></div>";
        return doors.portal.show(request, std::move(page));
    });
}

// The plan that a unit owes under the notice that was asked for, and what it has shown.
struct Plan {
    AskedNotice asked;
    Plans plans;
    const people::Unit* unit = nullptr;
    const ledger::Cell* cell = nullptr;
    std::vector<ledger::Proof> proofs;
    std::optional<ledger::Offer> accepted;  // the newest
};

std::optional<Plan> find_plan(const Doors& doors, db::Connection& connection, const Request& request, const Context& context) {
    Plan plan;
    plan.asked = asked_notice(connection, request);
    if (!plan.asked.notice)
        return std::nullopt;
    plan.plans = load_plans(connection, *plan.asked.notice, soon_days(doors));
    const auto unit = context.id("id");
    const auto found =
        std::ranges::find_if(plan.plans.owed, [&](const auto& one) { return one.first->unit && one.first->unit->id == unit; });
    if (found == plan.plans.owed.end())
        return std::nullopt;
    plan.unit = found->first->unit;
    plan.cell = found->second;
    plan.proofs = ledger::proofs_of(connection, plan.cell->duty_id);
    for (const auto& offer : ledger::offers_of(connection, plan.cell->duty_id))
        if (offer.answer == ledger::Offer::Answer::accepted)
            plan.accepted = offer;
    return plan;
}

bool has_file(const Plan& plan) { return plan.accepted && plan.accepted->kind == ledger::Offer::Kind::file; }

Response plan(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto found = find_plan(doors, connection, request, context);
        if (!found)
            return doors.site.trouble(404, request);
        const View view{*found->plans.board, context.language, {}, found->asked.all};
        const auto here = "/units/" + std::to_string(found->unit->id);
        auto page = page_of(view);
        page.title = view.say("board.plan.title", {found->unit->name});
        page.trail.push_back({view.say("board.plans.title"), view.in("/plans")});
        auto& html = page.content;
        html << "<h1" << view.chinese() << ">" << page.title << "</h1><p>";
        write_state(html, view, found->cell->tally.worst());
        html << "</p><dl class='facts'><dt>" << view.say("board.unit") << "</dt><dd><a href='" << web::url(view.in(here)) << "'"
             << view.chinese() << ">" << found->unit->name << "</a></dd><dt>" << view.say("board.unit.when") << "</dt><dd>";
        write_when(html, view, *found->cell);
        html << "</dd><dt>" << view.say("board.plan.asked") << "</dt><dd" << view.chinese() << "><a href='/duties/"
             << found->cell->duty_id << "'>" << found->plans.column->row->row.requirement << "</a></dd></dl><h2>"
             << view.say("board.plan.what") << "</h2>";
        if (std::ranges::none_of(found->proofs, &ledger::Proof::stands))
            html << "<p class='empty'>" << view.say("board.plan.not_yet") << "</p>";
        if (!found->proofs.empty())
            html << "<ul class='lines'>";
        for (const auto& proof : found->proofs) {
            html << "<li><div class='top'><span" << view.chinese() << ">" << proof.words << "</span><span class='number'>"
                 << view.full_day(proof.done_on) << "</span></div>";
            if (!proof.address.empty())
                html << "<a href='" << web::url(proof.address) << "'>" << proof.address << "</a>";
            write_lapses(html, view.language, proof);
            html << "</li>";
        }
        if (!found->proofs.empty())
            html << "</ul>";
        if (has_file(*found))
            html << "<p><a class='way' href='" << web::url(view.in(here + "/plan/file")) << "'>"
                 << view.say("board.plan.file", {found->accepted->file_name}) << "</a> <code class='small muted'>SHA-256 "
                 << found->accepted->file.substr(0, 16) << "…</code></p>";
        return doors.portal.show(request, std::move(page));
    });
}

Response plan_file(const Doors& doors, Request& request, Context& context) {
    const auto accepted = doors.database.read([&](db::Connection& connection) -> std::optional<ledger::Offer> {
        const auto found = find_plan(doors, connection, request, context);
        return found && has_file(*found) ? found->accepted : std::nullopt;
    });
    if (!accepted)
        return doors.site.trouble(404, request);
    auto bytes = doors.files.read(accepted->file);
    if (!bytes)
        throw std::runtime_error("the file of a plan is missing or altered: " + accepted->file);
    return Response::download(std::move(*bytes), "application/octet-stream", accepted->file_name);
}

}  // namespace

void hang_plan_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/plans", "programme.plans", with(doors, plans)).cached({public_data}).reads({"notice"}).sql_at_most(8);
    router.get("/units/{id}/plan", "programme.plan", with(doors, plan)).cached({public_data}).reads({"notice"}).sql_at_most(10);
    router.get("/units/{id}/plan/file", "programme.plan_file", with(doors, plan_file)).reads({"notice"}).sql_at_most(10);
}

}  // namespace gongkai::programme
