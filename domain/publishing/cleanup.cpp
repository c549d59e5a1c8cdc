#include "domain/publishing/cleanup.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/core/text.h"
#include "domain/journal/desk.h"
#include "domain/publishing/desk.h"
#include "domain/publishing/queries.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

constexpr std::array<std::pair<std::string_view, Verdict>, 5> verdict_words{{{"keep", Verdict::keep},
                                                                             {"amend", Verdict::amend},
                                                                             {"partly", Verdict::partly},
                                                                             {"repeal", Verdict::repeal},
                                                                             {"expired", Verdict::expired}}};

std::unexpected<Refusal> no(RefusalKind kind, std::string_view id) { return refuse(kind, std::string(id)); }

void note_deed(db::Connection& connection, std::string_view actor, std::string_view deed, CleanupId id,
               const json::object& detail) {
    journal::note(connection, {std::string(actor), "publishing." + std::string(deed), "cleanup/" + std::to_string(id),
                               json::serialize(detail)});
}

Cleanup cleanup_in(const db::Rows& rows) {
    Cleanup one;
    one.id = rows.get<CleanupId>(0);
    one.title = rows.get<std::string>(1);
    one.unit_id = rows.get<std::optional<people::UnitId>>(2);
    one.unit_name = rows.get<std::optional<std::string>>(3).value_or("");
    one.type = rows.get<std::string>(4);
    one.published_till = rows.get<Day>(5);
    one.due_on = rows.get<Day>(6);
    one.result_id = rows.get<std::optional<DocumentId>>(7);
    one.result_key = rows.get<std::optional<std::string>>(8).value_or("");
    one.result_title = rows.get<std::optional<std::string>>(9).value_or("");
    one.is_public = rows.get<bool>(10);
    one.documents = rows.get<int>(11);
    one.given = rows.get<int>(12);
    one.confirmed = rows.get<int>(13);
    one.withdrawn_at = rows.get<std::optional<Instant>>(14);
    one.withdrawn_because = rows.get<std::optional<std::string>>(15).value_or("");
    return one;
}

CleanupItem item_in(const db::Rows& rows) {
    CleanupItem item;
    item.document_id = rows.get<DocumentId>(0);
    item.key = rows.get<std::string>(1);
    item.title = rows.get<std::string>(2);
    item.number = rows.get<std::optional<std::string>>(3).value_or("");
    item.unit_id = rows.get<people::UnitId>(4);
    item.unit_name = rows.get<std::string>(5);
    item.verdict = verdict_from(rows.text(6));
    item.note = rows.get<std::string>(7);
    item.returned = rows.get<std::string>(8);
    item.is_confirmed = !rows.is_null(9);
    item.is_withdrawn = !rows.is_null(10);
    return item;
}

// One document of a clean-up that still runs, with who gave its verdict.
struct Standing {
    Cleanup cleanup;
    CleanupItem item;
    std::string given_by;
};
Result<Standing> standing(db::Connection& connection, CleanupId id, DocumentId document) {
    const auto cleanup = find_cleanup(connection, id);
    const auto item = cleanup ? find_item(connection, id, document) : std::nullopt;
    if (!item)
        return no(RefusalKind::missing, "publishing.refuse.no_cleanup");
    if (!cleanup->is_open())
        return no(RefusalKind::conflict, "publishing.refuse.cleanup_over");
    if (item->is_withdrawn)
        return no(RefusalKind::conflict, "publishing.refuse.item_withdrawn");
    return Standing{*cleanup, *item, std::get<0>(*connection.query(sql::verdict_given_by, id, document).first<std::string>())};
}

std::string plain(std::string_view text) { return replace_all(replace_all(std::string(text), "&", "&amp;"), "<", "&lt;"); }

}  // namespace

std::string_view word_of(Verdict verdict) {
    return std::ranges::find(verdict_words, verdict, &decltype(verdict_words)::value_type::second)->first;
}

std::optional<Verdict> verdict_from(std::string_view word) {
    const auto found = std::ranges::find(verdict_words, word, &decltype(verdict_words)::value_type::first);
    return found == verdict_words.end() ? std::nullopt : std::optional(found->second);
}

const std::vector<Verdict>& all_verdicts() {
    static const std::vector<Verdict> all{Verdict::keep, Verdict::amend, Verdict::partly, Verdict::repeal, Verdict::expired};
    return all;
}

std::optional<Relation> relation_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::keep:
            return std::nullopt;
        case Verdict::amend:
            return Relation::amends;
        case Verdict::partly:
            return Relation::partly_repeals;
        case Verdict::repeal:
            return Relation::repeals;
        case Verdict::expired:
            return Relation::ends;
    }
    return std::nullopt;
}

bool needs_note(Verdict verdict) { return verdict == Verdict::amend || verdict == Verdict::partly; }

std::vector<Cleanup> cleanups(db::Connection& connection, people::UnitId root) {
    std::vector<Cleanup> all;
    for (auto rows = connection.query(sql::cleanups, CleanupId{0}, root); rows.next();)
        all.push_back(cleanup_in(rows));
    return all;
}

std::optional<Cleanup> find_cleanup(db::Connection& connection, CleanupId id) {
    if (id <= 0)
        return std::nullopt;
    auto rows = connection.query(sql::cleanups, id, people::UnitId{0});
    return rows.next() ? std::optional(cleanup_in(rows)) : std::nullopt;
}

std::vector<CleanupItem> items_of(db::Connection& connection, CleanupId id, people::UnitId root) {
    std::vector<CleanupItem> all;
    for (auto rows = connection.query(sql::cleanup_items, id, root); rows.next();)
        all.push_back(item_in(rows));
    return all;
}

std::optional<CleanupItem> find_item(db::Connection& connection, CleanupId id, DocumentId document) {
    auto rows = connection.query(sql::cleanup_item, id, document);
    return rows.next() ? std::optional(item_in(rows)) : std::nullopt;
}

std::vector<CleanedUp> cleanups_of(db::Connection& connection, DocumentId id) {
    std::vector<CleanedUp> all;
    for (auto rows = connection.query(sql::cleanups_of, id); rows.next();)
        all.push_back({rows.get<CleanupId>(0), rows.get<std::string>(1), verdict_from(rows.text(2))});
    return all;
}

std::vector<CleanupWaiting> cleanups_waiting(db::Connection& connection, people::UnitId root) {
    std::vector<CleanupWaiting> all;
    for (auto rows = connection.query(sql::cleanups_waiting, root); rows.next();)
        all.push_back({rows.get<CleanupId>(0), rows.get<std::string>(1), rows.get<Day>(2), rows.get<int>(3), rows.get<int>(4),
                       rows.get<int>(5) == 0});
    return all;
}

Result<CleanupId> open_cleanup(db::Connection& connection, const Cleanup& wanted, std::string_view actor) {
    const auto title = trim(wanted.title);
    if (title.empty())
        return no(RefusalKind::invalid, "publishing.refuse.title");
    const auto* type = find_type(wanted.type);
    if (!type || !type->has_validity)
        return no(RefusalKind::invalid, "publishing.refuse.type");
    if (wanted.due_on < today())
        return no(RefusalKind::invalid, "publishing.refuse.due_in_past");
    const auto id = std::get<0>(
        *connection.query(sql::open_cleanup, title, wanted.unit_id, wanted.type, wanted.published_till, wanted.due_on, now())
             .first<CleanupId>());
    const auto before = Instant(wanted.published_till + std::chrono::days(1)) - std::chrono::hours(8);
    const auto taken = connection.run(sql::take_into_cleanup, id, wanted.unit_id.value_or(0), wanted.type, before, today());
    if (taken == 0)
        return no(RefusalKind::invalid, "publishing.refuse.cleanup_empty");
    if (taken > documents_a_cleanup)
        return no(RefusalKind::invalid, "publishing.refuse.cleanup_large");
    note_deed(connection, actor, "open_cleanup", id,
              {{"title", title},
               {"documents", taken},
               {"published_till", to_text(wanted.published_till)},
               {"due_on", to_text(wanted.due_on)}});
    return id;
}

Result<void> give_verdict(db::Connection& connection, CleanupId id, DocumentId document, Verdict verdict, std::string_view note,
                          std::string_view actor) {
    const auto found = standing(connection, id, document);
    if (!found)
        return std::unexpected(found.error());
    if (found->item.is_confirmed)
        return no(RefusalKind::conflict, "publishing.refuse.confirmed_already");
    if (needs_note(verdict) && trim(note).empty())
        return no(RefusalKind::invalid, "publishing.refuse.no_note");
    connection.run(sql::give_verdict, id, document, word_of(verdict), trim(note), actor, now());
    note_deed(connection, actor, "give_verdict", id, {{"document", document}, {"verdict", word_of(verdict)}});
    return {};
}

Result<void> confirm(db::Connection& connection, CleanupId id, DocumentId document, Verdict seen, std::string_view actor) {
    const auto found = standing(connection, id, document);
    if (!found)
        return std::unexpected(found.error());
    if (found->item.verdict != seen)
        return no(RefusalKind::conflict, "publishing.refuse.stale");
    if (found->given_by == actor)
        return no(RefusalKind::forbidden, "publishing.refuse.own_text");
    connection.run(sql::confirm_verdict, id, document, now());
    note_deed(connection, actor, "confirm_verdict", id, {{"document", document}, {"verdict", word_of(seen)}});
    return {};
}

Result<int> confirm_all(db::Connection& connection, CleanupId id, Instant seen_at, std::string_view actor) {
    const auto cleanup = find_cleanup(connection, id);
    if (!cleanup)
        return no(RefusalKind::missing, "publishing.refuse.no_cleanup");
    if (!cleanup->is_open())
        return no(RefusalKind::conflict, "publishing.refuse.cleanup_over");
    const auto confirmed = static_cast<int>(connection.run(sql::confirm_verdicts, id, now(), seen_at, actor));
    if (confirmed > 0)
        note_deed(connection, actor, "confirm_verdict", id, {{"documents", confirmed}});
    return confirmed;
}

Result<void> return_verdict(db::Connection& connection, CleanupId id, DocumentId document, std::string_view reason,
                            std::string_view actor) {
    if (trim(reason).empty())
        return no(RefusalKind::invalid, "publishing.refuse.no_reason");
    const auto found = standing(connection, id, document);
    if (!found)
        return std::unexpected(found.error());
    if (!found->item.verdict)
        return no(RefusalKind::conflict, "publishing.refuse.stale");
    connection.run(sql::return_verdict, id, document, trim(reason));
    note_deed(connection, actor, "return_verdict", id, {{"document", document}, {"reason", trim(reason)}});
    return {};
}

markup::Clean result_body(const Cleanup& cleanup, const std::vector<CleanupItem>& items) {
    const auto say = [](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(Language::zh, id, arguments);
    };
    std::string html =
        "<p>" + plain(say("publishing.cleanup.result.text", {to_chinese(cleanup.published_till), std::to_string(items.size())})) +
        "</p>";
    for (const auto verdict : all_verdicts()) {
        const auto count = std::ranges::count(items, verdict, &CleanupItem::verdict);
        if (count == 0)
            continue;
        html += "<h2>" + say("publishing.cleanup.result." + std::string(word_of(verdict)), {std::to_string(count)}) +
                "</h2><table><thead><tr>";
        for (const auto* head : {"number", "title", "document_number", "unit", "note"})
            html += "<th scope='col'>" + say(std::string("publishing.cleanup.head.") + head) + "</th>";
        html += "</tr></thead><tbody>";
        for (int number = 1; const auto& item : items)
            if (item.verdict == verdict)
                html += "<tr><td>" + std::to_string(number++) + "</td><td>" + plain(item.title) + "</td><td>" +
                        plain(item.number) + "</td><td>" + plain(item.unit_name) + "</td><td>" + plain(item.note) + "</td></tr>";
        html += "</tbody></table>";
    }
    return markup::clean(html).body;
}

Result<DocumentId> draw_up(db::Connection& connection, CleanupId id, people::UnitId unit, std::string_view actor) {
    const auto cleanup = find_cleanup(connection, id);
    if (!cleanup)
        return no(RefusalKind::missing, "publishing.refuse.no_cleanup");
    if (!cleanup->is_open())
        return no(RefusalKind::conflict, "publishing.refuse.cleanup_over");
    if (!cleanup->is_ready())
        return no(RefusalKind::conflict, "publishing.refuse.cleanup_unready");
    connection.run(sql::leave_out_withdrawn, id);
    auto items = items_of(connection, id, 0);
    std::erase_if(items, [](const CleanupItem& item) { return item.is_withdrawn; });
    const auto* type = find_type("official_paper");
    Text text;
    text.title = words(Language::zh, "publishing.cleanup.result", {cleanup->title});
    text.column = type->column;
    text.fields = {{"signed_on", to_text(today())}, {"disclosure", "public"}};
    text.body = result_body(*cleanup, items);
    for (const auto& item : items)
        if (const auto relation = item.verdict ? relation_of(*item.verdict) : std::nullopt)
            text.links.push_back({*relation, item.document_id});
    const auto document = begin(connection, unit, type->key, text, {std::string(actor), {.sees = true, .writes = true}});
    if (!document)
        return std::unexpected(document.error());
    connection.run(sql::note_result, id, *document);
    return *document;
}

}  // namespace gongkai::publishing
