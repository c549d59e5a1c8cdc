#include "domain/publishing/desk.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/calendar/desk.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/store.h"
#include "domain/catalogue/watch.h"
#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/public_log/desk.h"
#include "domain/publishing/expiry.h"
#include "domain/publishing/found.h"
#include "domain/publishing/links.h"
#include "domain/publishing/makers.h"
#include "domain/publishing/move_in.h"
#include "domain/publishing/proves.h"
#include "domain/publishing/queries.h"
#include "domain/publishing/shelf.h"
#include "domain/publishing/store.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;
using Outcome = StepTaken::Outcome;

constexpr std::string_view portal = "portal";  // what it does by itself

void note(db::Connection& connection, std::string_view actor, std::string_view deed, DocumentId id, const json::object& detail) {
    journal::note(connection, {std::string(actor), "publishing." + std::string(deed), "document/" + std::to_string(id),
                               json::serialize(detail)});
}

std::unexpected<Refusal> unknown() { return refuse(RefusalKind::missing, "publishing.refuse.unknown"); }
std::unexpected<Refusal> stale() { return refuse(RefusalKind::conflict, "publishing.refuse.stale"); }
std::unexpected<Refusal> no_reason() { return refuse(RefusalKind::invalid, "publishing.refuse.no_reason"); }

// The document as it was looked at, if he may do this with it now.
Result<Document> ready_for(Verb verb, db::Connection& connection, DocumentId id, int version, const By& by, const House& house) {
    const auto document = find_document(connection, id);
    if (!document || !by.powers.sees)
        return unknown();
    if (document->version != version)
        return stale();
    const auto text = verb == Verb::look_over && document->live_id ? *document->live_id : document->work_id;
    if (const auto allowed = may(verb, *document, by.powers, part_of(connection, id, text, by.actor), house); !allowed)
        return std::unexpected(allowed.error());
    return *document;
}

Result<void> move(db::Connection& connection, const Document& document, State to, int step = 0,
                  std::optional<Instant> publish_at = {}) {
    if (connection.run(sql::move, document.id, document.version, word_of(to), step, publish_at) == 0)
        return stale();
    return {};
}

EditionId add_edition(db::Connection& connection, DocumentId id, const Text& text, const By& by) {
    json::object fields;
    for (const auto& [key, value] : text.fields)
        fields[key] = value;
    const auto edition = std::get<0>(*connection
                                          .query(sql::add_edition, id, text.title, text.column, text.summary, text.theme,
                                                 text.category, json::serialize(fields), text.body.html(), text.change_note,
                                                 by.actor, by.at(), text.closes_earlier)
                                          .first<EditionId>());
    for (int position = 1; const auto& link : text.links)
        connection.run(sql::add_link, edition, position++, word_of(link.kind), link.target_id);
    for (int position = 1; const auto& file : text.attachments)
        connection.run(sql::add_file, edition, position++, file.name, file.type, file.bytes, file.file, file.words_digest);
    connection.run(sql::take_in_hand, id, edition, text.title);
    note_links(connection, id, text.body);
    return edition;
}

// `word` says which step it was in words that stay when the steps of the house change.
void add_step(db::Connection& connection, const Document& document, EditionId edition, StepTaken::Outcome outcome,
              std::string_view word, std::string_view reason, const By& by) {
    const auto unit = by.unit_id || !document.is_demonstration ? by.unit_id : std::optional(document.unit_id);
    connection.run(sql::add_step, edition, document.step, word_of(outcome), reason, by.actor, by.at(), word, unit);
}

Result<Text> complete_text(db::Connection& connection, const Document& document) {
    const auto edition = find_edition(connection, document.work_id);
    if (!edition)
        throw std::runtime_error("document " + std::to_string(document.id) + " has no edition in hand");
    if (const auto all = wanting(document.kind(), edition->text); !all.empty())
        return std::unexpected(all.front().refusal);
    return edition->text;
}

Result<IndexNumber> next_index_number(db::Connection& connection, const Document& document, Day on) {
    const auto kept = connection.query(sql::code_of_unit, document.unit_id).first<std::string>();
    IndexNumber number{document.is_demonstration ? demonstration_code(document.unit_id)
                       : kept                    ? std::get<0>(*kept)
                                                 : stand_in_code(document.unit_id),
                       year_of(on), 0};
    number.number = std::get<0>(*connection.query(sql::next_in_series, number.code, number.year).first<int>());
    if (number.number > index_numbers_a_year)
        return refuse(RefusalKind::conflict, "publishing.refuse.numbers_used_up");
    return number;
}

// What this edition does to others takes the place of what the one before it did; the shelf learns the days on both ends. All
// whose days it may have changed.
std::vector<DocumentId> take_effect(db::Connection& connection, DocumentId id, const std::vector<Link>& links, Day from,
                                    const catalogue::Columns& columns) {
    std::vector<DocumentId> touched{id};
    for (auto rows = connection.query(sql::effects_of, id); rows.next();)
        touched.push_back(rows.get<DocumentId>(0));
    connection.run(sql::forget_effects, id);
    for (const auto& link : links) {
        connection.run(sql::add_effect, id, link.target_id, word_of(link.kind), from);
        touched.push_back(link.target_id);
    }
    std::ranges::sort(touched);
    touched.erase(std::ranges::unique(touched).begin(), touched.end());
    for (const auto one : touched)
        connection.run(sql::mark_effects, one);
    for (const auto one : touched)
        hand_to_search(connection, one, columns);
    return touched;
}

// 三同步: without an interpretation that is public already, one is to follow within three working days. Where the calendar does
// not know the days nobody is held to a term.
std::optional<Day> interpretation_due(db::Connection& connection, const Document& document, Day on) {
    if (!document.kind().needs_interpretation ||
        std::get<0>(*connection.query(sql::interpretations_live, document.id).first<int>()) > 0)
        return std::nullopt;
    const auto due = calendar::working_days(connection).after(on, interpreted_within);
    return due ? std::optional(*due) : std::nullopt;
}

// Where a policy is public, or will be at its moment, its interpretation may not be set for later than three working days after
// it.
Result<void> in_time_for_policies(db::Connection& connection, const Document& interpretation, Instant at) {
    struct Policy {
        DocumentId id = 0;
        std::string type;
        State state = State::draft;
        std::optional<Instant> publish_at;
        std::optional<Day> interpret_by;
    };
    std::vector<Policy> policies;
    for (auto rows = connection.query(sql::policies_waiting_for, interpretation.work_id); rows.next();)
        policies.push_back({rows.get<DocumentId>(0), rows.get<std::string>(2), state_from(rows.text(3)).value(),
                            rows.get<std::optional<Instant>>(4), rows.get<std::optional<Day>>(5)});
    for (const auto& policy : policies) {
        auto due = policy.interpret_by;
        if (const auto* type = find_type(policy.type);
            !due && policy.state == State::scheduled && type && type->needs_interpretation &&
            std::get<0>(*connection.query(sql::interpretations_live, policy.id).first<int>()) == 0)
            if (const auto days = calendar::working_days(connection).after(day_in_china(*policy.publish_at), interpreted_within))
                due = *days;
        if (due && day_in_china(at) > *due)
            return refuse(RefusalKind::conflict, "publishing.refuse.interpretation_late", {to_chinese(*due)});
    }
    return {};
}

// The same from the other end: a policy that is to be public on a day, while its interpretation is set for too long after.
Result<void> interpretation_in_time(db::Connection& connection, const Document& policy, Day on) {
    const auto due = interpretation_due(connection, policy, on);
    if (!due)
        return {};
    // The day after, as it begins in China.
    const Instant too_late = Instant(*due + std::chrono::days(1)) - std::chrono::hours(8);
    auto rows = connection.query(sql::interpretations_scheduled_after, policy.id, too_late);
    if (!rows.next())
        return {};
    return refuse(RefusalKind::conflict, "publishing.refuse.interpretation_scheduled_late",
                  {rows.get<std::string>(0), to_chinese(day_in_china(rows.get<Instant>(1))), to_chinese(*due)});
}

public_log::LeafId enter(db::Connection& connection, public_log::Act act, const Document& document, const Text& text,
                         Instant at) {
    return public_log::append(connection,
                              {act, "/documents/" + document.key, text.title, sha256_hex(content_of(document, text)), at});
}

// A duty is not fulfilled by a page that nobody can read. What the office has to know of it stands in the same line of the
// journal.
void take_proofs_back(db::Connection& connection, const Document& gone, std::string_view actor, json::object& detail) {
    json::array proofs, duties, offers;
    for (const auto& page : pages_of(gone.key)) {
        const auto lapsed = ledger::lapse(connection, page, day_in_china(*gone.withdrawn_at), gone.withdrawn_because, actor);
        proofs.insert(proofs.end(), lapsed.proofs.begin(), lapsed.proofs.end());
        duties.insert(duties.end(), lapsed.duties.begin(), lapsed.duties.end());
        offers.insert(offers.end(), lapsed.offers.begin(), lapsed.offers.end());
    }
    for (auto& [name, all] : {std::pair("proofs", &proofs), {"duties", &duties}, {"offers", &offers}})
        if (!all->empty())
            detail[name] = std::move(*all);
}

// A column is kept up by what is public: where a document left it, the newest that still stands there counts.
void note_left(db::Connection& connection, const catalogue::Columns& columns, std::string_view column_key) {
    for (const auto* column : columns.path(column_key))
        catalogue::note_newest(connection, column->key, newest_in_column(connection, column->key));
}

struct Going {
    std::string_view deed = "publish";
    std::string forced_because = {};
    std::optional<Instant> look_due_at = {};
};

// All that publishing is, in one deed. `document` stands as it did before.
Result<void> go_live(db::Connection& connection, const Document& before, const By& by, const Going& going) {
    const auto text = complete_text(connection, before);
    if (!text)
        return std::unexpected(text.error());
    if (const auto moved = move(connection, before, State::published); !moved)
        return moved;
    Document document = before;
    const auto at = by.at();
    const auto on = day_in_china(at);
    if (document.key.empty())
        if (const auto moved = moved_in(connection, document.id)) {  // it was public elsewhere, and others may lead to it already
            document.index_number = moved->index_number;
            document.key = replace_all(moved->index_number, "/", "-");
            document.first_published_at = moved->published_at;
        }
    if (document.key.empty()) {
        const auto number = next_index_number(connection, document, on);
        if (!number)
            return std::unexpected(number.error());
        document.key = key_of(*number);
        document.index_number = written(*number);
    }
    connection.run(sql::make_live, document.id, document.key, document.index_number, at, going.look_due_at,
                   interpretation_due(connection, document, on), document.first_published_at);
    connection.run(sql::mark_published, document.work_id, at, going.forced_because);
    // What was withdrawn for its text does not come back with a better one.
    const bool closes = text->closes_earlier || before.withdrawn_at;
    if (closes)
        connection.run(sql::close_earlier, document.id, document.work_id, at);
    add_step(connection, before, before.work_id, Outcome::published, going.deed, {}, by);
    const auto columns = catalogue::columns(connection);
    const auto stood_in = take_off_shelf(connection, document.id, columns);
    put_on_shelf(connection, document, *text, at, columns);
    settle_expiry(connection,
                  take_effect(connection, document.id, text->links, holds_from(text->day("effective_on"), on), columns),
                  "/documents/" + document.key, by.actor);
    connection.run(sql::interpreted, document.id);
    document.withdrawn_at.reset();
    const auto act = before.is_live() ? public_log::Act::changed : public_log::Act::published;
    json::object detail{{"key", document.key}, {"edition", document.work_id}, {"title", text->title}};
    if (!document.is_demonstration) {
        if (stood_in != text->column)
            note_left(connection, columns, stood_in);
        catalogue::note_publication(connection, columns, text->column, on, "/documents/" + document.key, by.actor);
        detail["leaf"] = enter(connection, act, document, *text, at);
    }
    if (!going.forced_because.empty())
        detail["reason"] = going.forced_because;
    if (closes)
        detail["closes_earlier"] = true;
    if (before.withdrawn_at) {
        int proofs = 0;
        for (const auto& page : pages_of(document.key))
            proofs += ledger::restore(connection, page, on);
        if (proofs > 0)
            detail["proofs"] = proofs;
    }
    note(connection, by.actor, going.deed, document.id, detail);
    return {};
}

}  // namespace

House house_from(const Settings& settings) {
    const auto& makers = settings.text("publishing.makers");
    return {steps_from(settings.text("publishing.steps")), settings.flag("publishing.one_step_each"),
            std::chrono::hours(settings.number("publishing.look_within_hours")),
            makers == "block"  ? House::Strict::block
            : makers == "warn" ? House::Strict::warn
                               : House::Strict::off,
            settings.flag("publishing.force_needs_finding")};
}

std::optional<Wanting> check(db::Connection& connection, const DocumentType& type, const Text& text) {
    return check(connection, catalogue::columns(connection), type, text);
}

std::optional<Wanting> check(db::Connection& connection, const catalogue::Columns& columns, const DocumentType& type,
                             const Text& text) {
    const auto wrong = [](std::string_view field, std::string id) {
        return std::optional(Wanting{std::string(field), {RefusalKind::invalid, std::move(id), {}, {}}});
    };
    if (text.title.empty())
        return wrong("title", "publishing.refuse.title");
    if (!text.column.empty())
        if (const auto* column = columns.find(text.column); !column || !column->is_open)
            return wrong("column", "publishing.refuse.column");
    if (!text.theme.empty() && !catalogue::find_theme(text.theme))
        return wrong("theme", "publishing.refuse.theme");
    if (!text.category.empty() && !catalogue::find_category(text.category))
        return wrong("category", "publishing.refuse.category");
    if (const auto number = mended_number(text.number()); !number || *number != text.number())
        return wrong("number", "publishing.refuse.number");
    for (auto at = text.attachments.begin(); at != text.attachments.end(); ++at)
        if (std::ranges::find(text.attachments.begin(), at, at->name, &Attachment::name) != at)
            return wrong("file", "publishing.refuse.file_twice");
    for (const auto& [key, value] : text.fields) {
        const auto* field = type.field(key);
        if (!field || value.empty())
            return wrong(key, "publishing.refuse.choice");
        if (key == "catalogue_item")
            if (const auto item = catalogue::find_item(connection, value); !item || item->retired_on)
                return wrong(key, "publishing.refuse.item");
        if (field->kind == FieldKind::Kind::day && !parse_day(value))
            return wrong(key, "publishing.refuse.day");
        if (field->kind == FieldKind::Kind::choice && std::ranges::find(field->choices, value) == field->choices.end())
            return wrong(key, "publishing.refuse.choice");
    }
    return std::nullopt;
}

Result<DocumentId> begin(db::Connection& connection, people::UnitId unit, std::string_view type, const Text& text, const By& by,
                         Marking marking) {
    const auto* kind = find_type(type);
    if (!kind)
        return refuse(RefusalKind::invalid, "publishing.refuse.type");
    if (!by.powers.writes)
        return refuse(RefusalKind::forbidden, "publishing.refuse.not_yours");
    if (const auto wrong = check(connection, *kind, text))
        return std::unexpected(wrong->refusal);
    const auto id =
        std::get<0>(*connection.query(sql::add_document, unit, type, by.actor, by.at(), marking == Marking::demonstration)
                         .first<DocumentId>());
    const auto edition = add_edition(connection, id, text, by);
    json::object detail{{"unit", unit}, {"type", type}, {"edition", edition}, {"title", text.title}};
    if (marking == Marking::demonstration)
        detail["is_demonstration"] = true;
    note(connection, by.actor, "begin", id, detail);
    return id;
}

Result<void> change(db::Connection& connection, DocumentId id, int version, const Text& text, const By& by, const House& house) {
    const auto document = ready_for(Verb::change, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    if (const auto wrong = check(connection, document->kind(), text))
        return std::unexpected(wrong->refusal);
    if (std::ranges::find(text.links, id, &Link::target_id) != text.links.end())
        return refuse(RefusalKind::invalid, "publishing.refuse.link_to_itself");
    const auto edition = add_edition(connection, id, text, by);
    note(connection, by.actor, "change", id, {{"edition", edition}, {"title", text.title}});
    return {};
}

Result<void> submit(db::Connection& connection, DocumentId id, int version, const By& by, const House& house) {
    const auto document = ready_for(Verb::submit, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    const auto text = complete_text(connection, *document);
    if (!text)
        return std::unexpected(text.error());
    if (document->is_live() && trim(text->change_note).empty())
        return refuse(RefusalKind::invalid, "publishing.refuse.no_change_note");
    if (house.makers == House::Strict::block && document->kind().needs_maker && !may_make(connection, document->unit_id, today()))
        return refuse(RefusalKind::conflict, "publishing.refuse.no_maker");
    add_step(connection, *document, document->work_id, Outcome::submitted, "submit", {}, by);
    note(connection, by.actor, "submit", id, {{"edition", document->work_id}});
    return move(connection, *document, house.steps.empty() ? State::signed_off : State::in_review);
}

Result<void> take_back(db::Connection& connection, DocumentId id, int version, const By& by, const House& house) {
    const auto document = ready_for(Verb::take_back, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    note(connection, by.actor, "take_back", id, {{"edition", document->work_id}});
    return move(connection, *document, State::draft);
}

Result<void> pass(db::Connection& connection, DocumentId id, int version, const By& by, const House& house) {
    const auto document = ready_for(Verb::pass, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    const auto step = static_cast<std::size_t>(document->step);
    const bool is_last = step + 1 == house.steps.size();
    if (is_last || house.steps[step] == Step::sign) {
        const auto edition = find_edition(connection, document->work_id);
        if (const auto open = interpretation_gate(document->kind(), edition->text, interpretations_handed_in(connection, id));
            !open)
            return open;
    }
    add_step(connection, *document, document->work_id, Outcome::passed, word_of(house.steps[step]), {}, by);
    note(connection, by.actor, "pass", id, {{"edition", document->work_id}, {"step", word_of(house.steps[step])}});
    return move(connection, *document, is_last ? State::signed_off : State::in_review, document->step + 1);
}

Result<void> give_back(db::Connection& connection, DocumentId id, int version, std::string_view reason, const By& by,
                       const House& house) {
    if (trim(reason).empty())
        return no_reason();
    const auto document = ready_for(Verb::give_back, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    const auto at_step = static_cast<std::size_t>(document->step);
    add_step(connection, *document, document->work_id, Outcome::returned,
             at_step < house.steps.size() ? word_of(house.steps[at_step]) : std::string_view(), trim(reason), by);
    note(connection, by.actor, "give_back", id, {{"edition", document->work_id}, {"reason", trim(reason)}});
    return move(connection, *document, State::returned);
}

Result<void> publish(db::Connection& connection, DocumentId id, int version, const By& by, const House& house) {
    const auto document = ready_for(Verb::publish, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    if (const auto timely = interpretation_in_time(connection, *document, day_in_china(by.at())); !timely)
        return timely;
    return go_live(connection, *document, by, {});
}

Result<void> schedule(db::Connection& connection, DocumentId id, int version, Instant at, const By& by, const House& house) {
    if (at <= now())
        return refuse(RefusalKind::invalid, "publishing.refuse.in_the_past");
    const auto document = ready_for(Verb::schedule, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    if (const auto timely = in_time_for_policies(connection, *document, at); !timely)
        return timely;
    if (const auto timely = interpretation_in_time(connection, *document, day_in_china(at)); !timely)
        return timely;
    note(connection, by.actor, "schedule", id, {{"edition", document->work_id}, {"at", to_text(at)}});
    return move(connection, *document, State::scheduled, document->step, at);
}

Result<bool> publish_scheduled(db::Connection& connection, DocumentId id) {
    const auto document = find_document(connection, id);
    if (!document || document->state != State::scheduled || *document->publish_at > now())
        return false;
    if (const auto done = go_live(connection, *document, {std::string(portal), {}}, {}); !done)
        return std::unexpected(done.error());
    return true;
}

Result<void> publish_urgently(db::Connection& connection, DocumentId id, int version, const By& by, const House& house) {
    const auto document = ready_for(Verb::publish_urgently, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    return go_live(connection, *document, by, {"publish_urgently", {}, by.at() + house.look_within});
}

Result<void> look_over(db::Connection& connection, DocumentId id, int version, const By& by, const House& house) {
    const auto document = ready_for(Verb::look_over, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    add_step(connection, *document, *document->live_id, Outcome::looked_over, "look_over", {}, by);
    connection.run(sql::looked_over, id);
    note(connection, by.actor, "look_over", id, {{"edition", *document->live_id}});
    return {};
}

Result<void> force(db::Connection& connection, DocumentId id, int version, std::string_view reason, const By& by,
                   const House& house) {
    if (trim(reason).empty())
        return no_reason();
    const auto document = ready_for(Verb::force, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    return go_live(connection, *document, by, {"force", std::string(trim(reason)), {}});
}

Result<void> revise(db::Connection& connection, DocumentId id, int version, const By& by, const House& house) {
    const auto document = ready_for(Verb::revise, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    auto last = find_edition(connection, document->work_id);
    last->text.change_note.clear();
    last->text.closes_earlier = false;
    if (const auto moved = move(connection, *document, State::draft); !moved)
        return moved;
    const auto edition = add_edition(connection, id, last->text, by);
    note(connection, by.actor, "revise", id, {{"edition", edition}});
    return {};
}

Result<void> withdraw(db::Connection& connection, DocumentId id, int version, std::string_view reason, const By& by,
                      const House& house) {
    if (trim(reason).empty())
        return no_reason();
    const auto document = ready_for(Verb::withdraw, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    const auto columns = catalogue::columns(connection);
    const auto stood_in = take_off_shelf(connection, id, columns);
    if (!document->is_demonstration)
        note_left(connection, columns, stood_in);
    auto gone = *document;
    gone.withdrawn_at = by.at();
    settle_expiry(connection, take_effect(connection, id, {}, day_in_china(*gone.withdrawn_at), columns),
                  "/documents/" + document->key, by.actor);
    gone.withdrawn_because = trim(reason);
    connection.run(sql::take_off, id, gone.withdrawn_at, gone.withdrawn_because);
    connection.run(sql::note_withdrawal, id, gone.live_id, gone.withdrawn_at, gone.withdrawn_because);
    add_step(connection, *document, *document->live_id, Outcome::withdrawn, "withdraw", gone.withdrawn_because, by);
    json::object detail{{"key", document->key}, {"reason", trim(reason)}};
    if (!document->is_demonstration) {
        const auto live = find_text(connection, *document->live_id);
        detail["leaf"] = enter(connection, public_log::Act::withdrawn, gone, live->text, *gone.withdrawn_at);
    }
    take_proofs_back(connection, gone, by.actor, detail);
    note(connection, by.actor, "withdraw", id, detail);
    return move(connection, *document, State::withdrawn);
}

Result<void> mend_reason(db::Connection& connection, DocumentId id, int version, std::string_view reason,
                         std::string_view because, const By& by, const House& house) {
    if (trim(reason).empty())
        return no_reason();
    if (trim(because).empty())
        return refuse(RefusalKind::invalid, "publishing.refuse.no_own_reason");
    auto document = ready_for(Verb::mend_reason, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    document->withdrawn_because = trim(reason);
    connection.run(sql::mend_reason, id, document->withdrawn_because);
    connection.run(sql::mend_withdrawal, id, document->withdrawn_because);
    for (const auto& page : pages_of(document->key))
        ledger::reword_lapses(connection, page, document->withdrawn_because);
    json::object detail{{"key", document->key}, {"reason", trim(reason)}, {"because", trim(because)}};
    if (!document->is_demonstration) {
        const auto live = find_text(connection, *document->live_id);
        detail["leaf"] = enter(connection, public_log::Act::withdrawn, *document, live->text, by.at());
    }
    note(connection, by.actor, "mend_reason", id, detail);
    return move(connection, *document, document->state, document->step, document->publish_at);
}

Result<void> drop(db::Connection& connection, DocumentId id, int version, const By& by, const House& house) {
    const auto document = ready_for(Verb::drop, connection, id, version, by, house);
    if (!document)
        return std::unexpected(document.error());
    note(connection, by.actor, "drop", id, {{"edition", document->work_id}});
    const auto back_to = document->withdrawn_at ? State::withdrawn : document->live_id ? State::published : State::draft;
    if (const auto moved = move(connection, *document, back_to); !moved)
        return moved;
    if (document->live_id)
        connection.run(sql::lay_aside, id);
    else
        connection.run(sql::drop_document, id, by.at());
    return {};
}

Result<void> set_code(db::Connection& connection, people::UnitId unit, std::string_view code, std::string_view actor) {
    const auto read = organisation_code(code);
    if (!read)
        return refuse(RefusalKind::invalid, "publishing.refuse.code", {std::string(trim(code))});
    connection.run(sql::set_code, unit, *read);
    journal::note(connection, {std::string(actor), "publishing.set_code", "unit/" + std::to_string(unit),
                               json::serialize(json::object{{"code", *read}})});
    return {};
}

}  // namespace gongkai::publishing
