// Draws for everybody: what was settled before, what was drawn, how to compute it again.
#include "domain/draws/desk.h"
#include "domain/draws/pages/pages.h"
#include "domain/ledger/rules.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"
#include "domain/public_log/desk.h"

namespace gongkai::draws {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

constexpr int draws_a_page = 20;
constexpr std::size_t picks_shown_at_most = 500;

std::string name_of(const people::Directory& units, people::UnitId id) {
    const auto* unit = units.find(id);
    return unit ? unit->name : std::string();
}

web::Raw in_chinese(Language language) { return web::when(language == Language::en, " lang='zh'"); }

void write_state(Html& html, Language language, const Draw& draw) {
    html << "<span class='state " << std::string_view(draw.is_drawn() ? "done" : "not_due") << "'>"
         << words(language, draw.is_drawn() ? "draws.state.drawn" : "draws.state.settled") << "</span>";
}

Response list(const Doors& doors, Request& request, Context& context) {
    const auto language = context.language;
    portal::Page page;
    page.title = words(language, "draws.title");
    page.description = words(language, "draws.text");
    page.menu = "/data";
    page.trail = {{words(language, "draws.data"), "/data"}};
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p class='lead'>" << page.description << "</p>";
    const auto before = request.query.first("before").value_or("");
    doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        const auto all = draws_before(connection, std::atoll(std::string(before).c_str()), draws_a_page);
        if (all.empty())
            html << "<p class='empty'>" << words(language, "draws.none") << "</p>";
        else
            html << "<ul class='lines'>";
        for (const auto& draw : all)
            html << "<li><div class='top'><a href='/draws/" << draw.id << "'" << in_chinese(language) << ">" << draw.title
                 << "</a><span>" << [&](Html& h) { write_state(h, language, draw); } << "</span></div><span class='small muted'>"
                 << name_of(units, draw.unit_id) << " · "
                 << words(language, "draws.of",
                          {std::to_string(draw.objects.size), std::to_string(draw.drawn), std::to_string(draw.inspectors_each)})
                 << "</span></li>";
        if (!all.empty())
            html << "</ul>";
        if (all.size() == draws_a_page)
            html << "<p><a class='way' href='/draws?before=" << all.back().id << "'>" << words(language, "draws.older")
                 << "</a></p>";
    });
    return doors.portal.show(request, std::move(page));
}

void write_settled(Html& html, Language language, const Draw& draw, const std::string& unit) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    html << "<h2>" << say("draws.settled") << "</h2><p>"
         << say(draw.is_demonstration ? "draws.settled.example" : "draws.settled.text") << "</p><dl class='facts'><dt>"
         << say("draws.unit") << "</dt><dd>" << unit << "</dd>";
    if (!draw.plan_no.empty())
        html << "<dt>" << say("draws.plan_no") << "</dt><dd>" << draw.plan_no << "</dd>";
    html << "<dt>" << say("draws.settled_at") << "</dt><dd>" << portal::spoken_moment(draw.settled_at) << "</dd><dt>"
         << say("draws.objects") << "</dt><dd>"
         << say("draws.objects.of", {std::to_string(draw.objects.size), std::to_string(draw.drawn)})
         << "<br><span class='small muted'>" << say("draws.root") << "</span> <code class='small'>" << draw.objects.root
         << "</code></dd><dt>" << say("draws.inspectors") << "</dt><dd>"
         << say("draws.inspectors.of", {std::to_string(draw.inspectors.size), std::to_string(draw.inspectors_each)})
         << "<br><span class='small muted'>" << say("draws.root") << "</span> <code class='small'>" << draw.inspectors.root
         << "</code></dd><dt>" << say("draws.secret_hash") << "</dt><dd><code class='small'>" << draw.secret_hash
         << "</code></dd><dt>" << say("draws.number_rule") << "</dt><dd>" << draw.number_rule << "<br><span class='small muted'>"
         << say("draws.draw_on", {portal::spoken_in_full(language, draw.draw_on)}) << "</span></dd></dl>";
}

void write_drawn(Html& html, Language language, const Draw& draw, const std::vector<NamedPick>& picks) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    html << "<h2>" << say("draws.drawn") << "</h2><dl class='facts'><dt>" << say("draws.drawn_at") << "</dt><dd>"
         << portal::spoken_moment(*draw.drawn_at) << "</dd><dt>" << say("draws.public_number") << "</dt><dd><strong>"
         << draw.public_number << "</strong></dd><dt>" << say("draws.secret") << "</dt><dd><code class='small'>" << draw.secret
         << "</code></dd></dl><p>" << say(draw.named_at ? "draws.named.text" : "draws.unnamed.text") << "</p>";
    const std::string heads[]{say("draws.pick"), say("draws.object"), say("draws.inspector_numbers")};
    // Three narrow columns: on a telephone a table still, a card for each would be five screens.
    html << "<table><thead><tr>";
    for (const auto& head : heads)
        html << "<th scope='col'>" << head << "</th>";
    html << "</tr></thead><tbody>";
    std::size_t number = 0;
    for (const auto& one : picks) {
        if (number == picks_shown_at_most)
            break;
        html << "<tr><td>" << ++number << "</td><td>" << say("draws.number", {std::to_string(one.pick.object)});
        if (one.object)
            html << "<br><span" << in_chinese(language) << ">" << one.object->name << "</span> <span class='small muted'>"
                 << one.object->code << "</span>";
        html << "</td><td>";
        for (const auto& inspector : one.pick.inspectors)
            html << web::when(&inspector != one.pick.inspectors.data(), "、") << inspector;
        html << "</td></tr>";
    }
    html << "</tbody></table>";
    if (picks.size() > picks_shown_at_most)
        html << "<p>" << say("draws.more", {std::to_string(picks.size() - picks_shown_at_most)}) << "</p>";
}

// Whether the results came, and by when they are owed.
void write_results(Html& html, Language language, const Draw& draw, const std::optional<ledger::Duty>& duty, int soon_days) {
    if (!duty || duty->occurrences.empty())
        return;
    const auto& owed = duty->occurrences.front();
    const auto state = ledger::state_on(today(), owed.due_on, owed.done_on, soon_days);
    html << "<h2>" << words(language, "draws.results.due") << "</h2><p><span class='state " << ledger::word_of(state) << "'>"
         << words(language, "ledger.state." + std::string(ledger::word_of(state))) << "</span> "
         << (draw.results_on ? words(language, "draws.results.done",
                                     {std::to_string(draw.results), portal::spoken_in_full(language, *draw.results_on)})
                             : words(language, "draws.results.so_far",
                                     {std::to_string(draw.results), std::to_string(draw.drawn),
                                      portal::spoken_in_full(language, owed.due_on)}))
         << "</p><p><a class='way' href='/duties/" << duty->id << "'>" << words(language, "draws.results.duty") << "</a></p>";
}

// What anybody can do with any program: the same lines as in rules.h.
void write_how(Html& html, Language language, const Draw& draw) {
    const auto say = [&](std::string_view id) { return words(language, id); };
    html << "<h2>" << say("draws.how") << "</h2><ol><li>" << say("draws.how.secret") << "</li><li>" << say("draws.how.seed")
         << " <code>seed = HMAC-SHA-256(secret, number)</code></li><li>" << say("draws.how.stream")
         << " <code>HMAC-SHA-256(seed, label + \":\" + i)</code></li><li>" << say("draws.how.below") << "</li><li>"
         << say("draws.how.swap") << "</li><li>" << say("draws.how.labels")
         << " <code>objects</code>, <code>inspectors/1</code>, <code>inspectors/2</code> …</li><li>" << say("draws.how.leaf")
         << " <code>leaf = number + \"\\n\" + code + \"\\n\" + name + \"\\n\" + salt + \"\\n\"</code> <code>SHA-256(0x00 + "
            "leaf)</code> "
            "<code>SHA-256(0x01 + left + right)</code></li></ol><p>"
         << say("draws.how.program") << " <code>gongkai draw verify draw.json</code></p><p class='downloads'><a href='/draws/"
         << draw.id << "/draw.json'>" << say("draws.file") << "</a></p>";
}

Response one(const Doors& doors, Request& request, Context& context) {
    const auto language = context.language;
    return doors.database.read([&](db::Connection& connection) {
        const auto draw = find_draw(connection, context.id("id"));
        if (!draw)
            return doors.site.trouble(404, request);
        const auto units = people::directory(connection);
        portal::Page page;
        page.title = draw->title;
        page.menu = "/data";
        page.trail = {{words(language, "draws.data"), "/data"}, {words(language, "draws.title"), "/draws"}};
        page.is_example = draw->is_demonstration;
        auto& html = page.content;
        html << "<h1" << in_chinese(language) << ">" << draw->title << "</h1>";
        html << "<p>" << [&](Html& h) { write_state(h, language, *draw); } << " "
             << words(language, draw->is_drawn() ? "draws.sentence.drawn" : "draws.sentence.settled",
                      {std::to_string(draw->objects.size), std::to_string(draw->drawn), std::to_string(draw->inspectors_each),
                       portal::spoken_in_full(language, draw->draw_on)})
             << "</p>";
        if (draw->duty_id)
            write_results(html, language, *draw, ledger::find_duty(connection, *draw->duty_id),
                          static_cast<int>(doors.settings.number("ledger.soon_days")));
        if (draw->is_drawn())
            write_drawn(html, language, *draw, picks_shown(connection, *draw));
        write_settled(html, language, *draw, name_of(units, draw->unit_id));
        write_how(html, language, *draw);
        const auto address = std::string(address_before) + std::to_string(draw->id);
        if (const auto leaves = public_log::entries_of(connection, address, 1); !leaves.empty())
            html << "<p><a class='way' href='/log/entries/" << leaves.front().number << "'>" << words(language, "draws.log")
                 << "</a></p>";
        html << "<p><a class='way' href='/records/inspection_result'>" << words(language, "draws.results") << "</a></p>";
        return doors.portal.show(request, std::move(page));
    });
}

Response file(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto draw = find_draw(connection, context.id("id"));
        if (!draw)
            return doors.site.trouble(404, request);
        return Response::json(
            write_file(*draw, name_of(people::directory(connection), draw->unit_id), picks_shown(connection, *draw)));
    });
}

}  // namespace

void hang_portal_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/draws", "draws.list", with(doors, list)).cached({public_data}).reads({"before"}).sql_at_most(4);
    router.get("/draws/{id}", "draws.one", with(doors, one)).cached({public_data}).sql_at_most(8);
    router.get("/draws/{id}/draw.json", "draws.file", with(doors, file)).cached({public_data}).sql_at_most(5);
    doors.api.add_file({"/draws/{id}/draw.json", "draws.api.file"});
}

}  // namespace gongkai::draws
