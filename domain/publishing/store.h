// Documents, their editions and the steps of their review as rows. What is public of them stands on the shelf (shelf.h).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/connection.h"
#include "domain/publishing/document.h"
#include "domain/publishing/rules.h"

namespace gongkai::publishing {

inline constexpr people::UnitId every_unit = 0;  // in place of the root of a tree

std::optional<Document> find_document(db::Connection& connection, DocumentId id);
std::optional<Document> find_document(db::Connection& connection, std::string_view key);  // that is or was public

// Keys of those that were public and are withdrawn: their pages say so, and hardly anything links to them.
std::vector<std::string> withdrawn_keys(db::Connection& connection);

// Of a unit and what belongs to it, the newest first. Waiting: an edition is in hand; it was published by one act and not looked
// over; its interpretation is not public yet; or it expires from `today` until `warned_until`.
struct Waiting {
    Document document;
    std::optional<Day> expires_on;  // where that is why
    int dead_links = 0;
};
std::vector<Waiting> waiting_below(db::Connection& connection, people::UnitId root, Day today, Day warned_until, int at_most);
std::vector<Document> public_below(db::Connection& connection, people::UnitId root, DocumentId before, int at_most);

std::optional<Edition> find_edition(db::Connection& connection, EditionId id);  // with links and attachments
std::optional<Edition> find_text(db::Connection& connection, EditionId id);     // without them
// A text as a page shows it: a picture that belongs to it stands at `at` followed by its name.
markup::Clean with_pictures_at(const markup::Clean& body, std::string_view at);
// The same as a page shows it: a wide table scrolls by itself, and a keyboard comes to it.
markup::Clean as_shown(const markup::Clean& body, std::string_view pictures_at);
// A text whose links stand as link_mark() of their places (move_in.h), with the addresses of those places.
markup::Clean with_leads_at(const markup::Clean& body, const std::vector<std::string>& addresses);
std::vector<Edition> editions_of(db::Connection& connection, DocumentId id);  // without text, links and attachments; newest first
// One that everybody may read; nothing for one that was closed.
std::optional<EditionId> published_edition(db::Connection& connection, DocumentId id, std::int64_t number);
// An edition that was public and was closed.
struct Closed {
    Instant at, published_at;
    bool is_for_its_text = false;  // Edition::is_closed_for_its_text
};
std::optional<Closed> closed_edition(db::Connection& connection, DocumentId id, std::int64_t number);
// When and why it was withdrawn, the last time first, with the edition that was public till then.
struct Withdrawal {
    EditionId edition_id = 0;
    Instant at;
    std::string because;
};
std::vector<Withdrawal> withdrawals_of(db::Connection& connection, DocumentId id);
// What was public, with texts, files and the links to what is public now, the newest first, from before `before`.
std::vector<Edition> published_editions(db::Connection& connection, DocumentId id, std::int64_t before, int at_most);
// How these came to be public, the first step first, without what was returned and without persons.
std::vector<StepTaken> steps_of_published(db::Connection& connection, DocumentId id, const std::vector<Edition>& editions);
// A saved edition and the one before it.
struct Numbered {
    EditionId id = 0;
    std::optional<EditionId> before;
};
std::optional<Numbered> edition_numbered(db::Connection& connection, DocumentId id, std::int64_t number);
std::optional<Attachment> find_attachment(db::Connection& connection, EditionId id, std::string_view name);
std::vector<StepTaken> steps_of(db::Connection& connection, DocumentId id);  // newest first
Part part_of(db::Connection& connection, DocumentId id, EditionId text, std::string_view actor);

// The public document that is meant by an index number, a key, an address of this portal or a 文号; nothing where it is none or
// more than one. "#12" is a document of the console that may not be public yet.
std::optional<DocumentId> find_target(db::Connection& connection, std::string_view words);

// Interpretations of it, from draft to public.
struct Interpretation {
    DocumentId id = 0;
    std::string title;
    State state = State::draft;
};
std::vector<Interpretation> interpretations_of(db::Connection& connection, DocumentId id);
// Public ones that were first published in a year of China, by unit and form.
struct InterpretationCount {
    people::UnitId unit_id = 0;
    std::string unit_name, form;
    int all = 0, by_principal = 0;
};
std::vector<InterpretationCount> interpretations_in(db::Connection& connection, int year);
bool has_example_interpretations(db::Connection& connection, int year);             // 示例数据 among them
std::vector<std::pair<int, int>> interpretation_years(db::Connection& connection);  // with how many; the newest first
int interpretations_handed_in(db::Connection& connection, DocumentId id);

std::vector<DocumentId> due_to_publish(db::Connection& connection, Instant now);

bool is_within(db::Connection& connection, people::UnitId unit, people::UnitId root);

// Of every file that a row of this room names (base/files), each once.
std::vector<std::string> files_named(db::Connection& connection);

}  // namespace gongkai::publishing
