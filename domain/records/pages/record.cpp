// One record with all that everybody may see of it, and the dictionary of a kind.
#include <algorithm>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/calendar/desk.h"
#include "domain/people/desk.h"
#include "domain/public_log/desk.h"
#include "domain/records/pages/relations.h"
#include "domain/records/rules.h"
#include "domain/search/spelling.h"
#include "domain/search/store.h"

namespace gongkai::records {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

// Where a document that is named by its title stands; of one that is not here, what a search for it finds. At most two
// statements.
std::string address_of_document(db::Connection& connection, const std::string& named) {
    if (const auto ids = search::with_title(connection, search::bare(named)); !ids.empty())
        for (const auto& [id, kept] : search::entries(connection, ids))
            if (kept.entry.address.starts_with("/documents/"))
                return kept.entry.address;
    web::Fields query;
    query.add("q", named);
    return web::write_target("/search", query);
}

// The map of its kind, of its own town where the map is asked by towns.
std::string address_of_map(const Kind& kind, const Record& record) {
    Asked asked;
    for (std::size_t slot = 0; slot < kind.filters.size(); ++slot)
        if (kind.fields[kind.filters[slot]].type == Type::town)
            asked.filters[slot] = record.values[kind.filters[slot]];
    return address_of(kind, "/map", asked);
}

void write_fields(Html& html, Language language, db::Connection& connection, const Kind& kind, const Record& record,
                  const people::Directory& units) {
    html << "<dl class='facts'>";
    bool has_document = false;
    for (FieldIndex i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        if (record.values[i].empty())
            continue;
        html << "<dt>" << field.names.in(language) << "</dt><dd>";
        // The first of them is what the others follow from.
        if (field.type == Type::document && !std::exchange(has_document, true)) {
            html << "<a href='" << web::url(address_of_document(connection, record.values[i])) << "'>";
            write_said(html, language, record.values[i]);
            html << "</a>";
        } else {
            write_value(html, language, field, record.values[i], units);
        }
        if (kind.map == i)
            html << " <a href='" << web::url(address_of_map(kind, record)) << "'>" << words(language, "records.map.here")
                 << "</a>";
        html << "<br><span class='small muted'>" << field.meaning.in(language) << "</span></dd>";
    }
    html << "</dl>";
}

void write_time(Html& html, Language language, const Kind& kind, const Record& record, const people::Directory& units,
                const Result<std::optional<Day>>& due) {
    const auto* unit = units.find(record.unit_id);
    html << "<h2>" << words(language, "records.published") << "</h2><dl class='facts'><dt>" << words(language, "records.unit")
         << "</dt><dd>";
    if (unit)
        html << "<a href='/units/" << unit->id << "'" << chinese(language, unit->name) << ">" << unit->name << "</a>";
    html << "</dd><dt>" << words(language, "records.published_on") << "</dt><dd>"
         << portal::spoken_in_full(language, record.published_on) << "</dd>";
    if (due && *due) {
        html << "<dt>" << words(language, "records.due_on") << "</dt><dd>" << portal::spoken_in_full(language, **due);
        // What is invented was never due.
        if (!record.is_demonstration)
            html << " <span class='state " << (record.published_on <= **due ? "done" : "done_late") << "'>"
                 << words(language, record.published_on <= **due ? "records.in_time" : "records.too_late") << "</span>";
        html << "<br><span class='small muted'>" << kind.clock.says.in(language) << "</span></dd>";
    }
    if (kind.clock.unless && record.values[*kind.clock.unless] == "yes")
        html << "<dt>" << kind.fields[*kind.clock.unless].names.in(language) << "</dt><dd>"
             << words(language, "records.backfilled") << "</dd>";
    if (record.shown_until)
        html << "<dt>" << words(language, "records.shown_until") << "</dt><dd>"
             << portal::spoken_in_full(language, *record.shown_until) << "</dd>";
    html << "</dl>";
}

void write_history(Html& html, Language language, const Kind& kind, const Record& record, const std::vector<Former>& before,
                   const people::Directory& units) {
    if (before.empty())
        return;
    html << "<h2>" << words(language, "records.history") << "</h2><ol class='lines'>";
    const auto* now = &record.values;
    for (const auto& former : before) {
        html << "<li><div class='top'><span>"
             << words(language, "records.changed_at", {portal::spoken_moment(former.replaced_at)}) << "</span></div>";
        if (!former.because.empty())
            html << "<p" << chinese(language, former.because) << ">" << words(language, "records.because") << former.because
                 << "</p>";
        // What is left of it would be told as a change of every field.
        if (former.taken_out_at) {
            html << "<p class='muted'" << chinese(language, former.taken_out_because) << ">"
                 << words(language, "records.former.taken_out",
                          {portal::spoken_moment(*former.taken_out_at), former.taken_out_because})
                 << "</p></li>";
            now = &former.values;
            continue;
        }
        html << "<ul>";
        for (const auto field : changed_fields(former.values, *now)) {
            const auto say = [&](const std::string& value) {
                return value.empty() ? words(language, "records.nothing") : spoken(kind.fields[field], value, language, units);
            };
            html << "<li>" << kind.fields[field].names.in(language) << words(language, "records.colon") << "<del"
                 << chinese(language, say(former.values[field])) << ">" << say(former.values[field]) << "</del> → <ins"
                 << chinese(language, say((*now)[field])) << ">" << say((*now)[field]) << "</ins></li>";
        }
        html << "</ul></li>";
        now = &former.values;
    }
    html << "</ol>";
}

// 信用修复: it went before its time, which its page says; of what it said nothing.
bool is_ended_early(const Kind& kind, const Record& record) {
    return kind.display->ends_with && day_of(record.values[*kind.display->ends_with]) == record.shown_until;
}

Response one(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind)
        return doors.site.trouble(404, request);
    const auto language = context.language;
    return doors.database.read([&](db::Connection& connection) {
        // A record has one address: "010" is not that of the tenth.
        const auto serial = context.id("serial");
        const auto record =
            context.parameter("serial") == std::to_string(serial) ? find_record(connection, *kind, serial) : std::nullopt;
        if (!record)
            return doors.site.trouble(404, request);
        const auto units = people::directory(connection);
        const bool is_gone = record->withdrawn_at || record->is_over(today());
        portal::Page page;
        page.menu = "/data";
        page.trail = {{words(language, "records.title"), "/data"}, {kind->names.in(language), address_of(*kind)}};
        // What is gone names nobody any more, not in its title either.
        page.title = is_gone ? words(language, "records.number", {kind->names.in(language), std::to_string(record->serial)})
                             : title_of(*kind, record->values, language, units);
        auto& html = page.content;
        html << "<h1" << chinese(language, page.title) << ">" << page.title << "</h1>";
        page.is_example = record->is_demonstration;
        if (record->withdrawn_at) {
            html << "<div class='banner gone'><strong>" << words(language, "records.withdrawn") << "</strong><p>"
                 << words(language, "records.withdrawn.text",
                          {portal::spoken_moment(*record->withdrawn_at), record->withdrawn_because})
                 << "</p></div>";
        } else if (is_gone) {
            html << "<div class='banner ended'><strong>" << words(language, "records.over") << "</strong><p>"
                 << words(language, is_ended_early(*kind, *record) ? "records.over.repaired" : "records.over.text",
                          {portal::spoken_in_full(language, *record->shown_until)})
                 << "</p></div>";
        } else {
            const auto beside = related_to(connection, *kind, *record);
            write_stages(html, language, connection, *kind, *record, beside, units);
            write_chain(html, language, connection, *kind, *record, units);
            write_related(html, language, *record, beside, units);
            write_trend(html, language, connection, *kind, *record, units);
            if (kind->area)
                write_map(html, language, *kind, {*record}, units);
            html << "<h2>" << words(language, "records.content") << "</h2>";
            write_fields(html, language, connection, *kind, *record, units);
            const auto due = kind->clock.kind == Clock::Kind::none
                                 ? Result<std::optional<Day>>(std::nullopt)
                                 : due_on(*kind, record->values, calendar::working_days(connection));
            write_time(html, language, *kind, *record, units, due);
            write_history(html, language, *kind, *record, former(connection, *kind, record->id), units);
        }
        if (!record->is_demonstration)
            if (const auto leaves = public_log::entries_of(connection, address_of(*kind, record->serial), 1); !leaves.empty())
                html << "<p><a class='way' href='/log/entries/" << leaves.front().number << "'>" << words(language, "records.log")
                     << "</a></p>";
        html << "<p class='downloads'><a href='"
             << web::url("/api/v1/records/" + kind->key + "/" + std::to_string(record->serial)) << "'>"
             << words(language, "records.as_json") << "</a></p>";
        return doors.portal.show(request, std::move(page));
    });
}

Response dictionary(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind)
        return doors.site.trouble(404, request);
    const auto language = context.language;
    const auto say = [&](std::string_view id) { return words(language, id); };
    portal::Page page;
    page.menu = "/data";
    page.title = words(language, "records.dictionary_of", {kind->names.in(language)});
    page.trail = {{say("records.title"), "/data"}, {kind->names.in(language), address_of(*kind)}};
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p>" << kind->about.in(language) << "</p><table class='stack'><thead><tr>";
    const std::string heads[]{say("records.field"),  say("records.key"),     say("records.type"),
                              say("records.needed"), say("records.privacy"), say("records.meaning")};
    for (const auto& head : heads)
        html << "<th scope='col'>" << head << "</th>";
    html << "</tr></thead><tbody>";
    for (const auto& field : kind->fields) {
        if (field.privacy == Privacy::internal)
            continue;
        html << "<tr><td data-head='" << heads[0] << "'>" << named_with_unit(field, language) << "</td><td data-head='"
             << heads[1] << "'><span><code>" << field.key << "</code>";
        if (!field.code.empty())
            html << "<br><code>" << field.code << "</code>";
        html << "</span></td><td data-head='" << heads[2] << "'>" << say("records.type." + std::string(word_of(field.type)))
             << "</td><td data-head='" << heads[3] << "'>" << say(field.is_required ? "records.yes" : "records.no")
             << "</td><td data-head='" << heads[4] << "'>" << say("records.privacy." + std::string(word_of(field.privacy)))
             << "</td><td data-head='" << heads[5] << "'><span>" << field.meaning.in(language);
        if (!field.choices.empty()) {
            html << "<br><span class='small muted'>";
            for (const auto& choice : field.choices)
                html << web::when(&choice != field.choices.data(), "；") << choice.names.in(language) << " <code>" << choice.key
                     << "</code>";
            html << "</span>";
        }
        html << "</span></td></tr>";
    }
    html << "</tbody></table>";
    if (std::ranges::any_of(kind->fields, [](const Field& field) { return field.privacy != Privacy::open; }))
        html << "<p>" << say("records.privacy.text") << "</p>";
    write_basis(html, language, *kind, doors.portal);
    html << "<p class='downloads'><a href='" << web::url(address_of(*kind)) << "'>" << say("records.to_list") << "</a></p>";
    return doors.portal.show(request, std::move(page));
}

}  // namespace

void hang_record_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/records/{kind}/dictionary", "records.dictionary", with(doors, dictionary)).cached({public_data}).sql_at_most(0);
    router.get("/records/{kind}/{serial}", "records.record", with(doors, one)).cached({public_data}).sql_at_most(11);
}

}  // namespace gongkai::records
