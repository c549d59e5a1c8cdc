// 清理: the government office goes through normative documents. It opens a clean-up over a scope, each document in it gets a
// verdict of its own unit, the office confirms or returns it, and when all are confirmed one document is drawn up that says the
// result. That document takes the way of every other; when it is published its relations repeal, end and amend in the same deed.
//
// How often and within how many days is the office's to say: the notice of 2019 (task 6) asks for it 定期 and names no day.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/publishing/document.h"
#include "domain/publishing/validity.h"

namespace gongkai::publishing {

using CleanupId = std::int64_t;

// 保留 修改 部分废止 废止 宣布失效
enum class Verdict { keep, amend, partly, repeal, expired };
std::string_view word_of(Verdict verdict);
std::optional<Verdict> verdict_from(std::string_view word);
const std::vector<Verdict>& all_verdicts();
// What the result does to the document; nothing where it is kept.
std::optional<Relation> relation_of(Verdict verdict);
bool needs_note(Verdict verdict);  // what is amended, which part is repealed

struct Cleanup {
    CleanupId id = 0;
    std::string title;
    std::optional<people::UnitId> unit_id;  // with what belongs to it; nothing: every unit
    std::string unit_name;
    std::string type = "normative_document";
    Day published_till, due_on;
    std::optional<DocumentId> result_id;  // drawn up and not dropped
    std::string result_key, result_title;
    bool is_public = false;               // its result is
    std::optional<Instant> withdrawn_at;  // its result was public
    std::string withdrawn_because;
    int documents = 0, given = 0, confirmed = 0;  // what was withdrawn before the result was drawn up does not count

    bool is_open() const { return !result_id; }
    bool is_ready() const { return is_open() && documents > 0 && confirmed == documents; }
};

struct CleanupItem {
    DocumentId document_id = 0;
    std::string key, title, number;
    people::UnitId unit_id = 0;
    std::string unit_name;
    std::optional<Verdict> verdict;
    std::string note, returned;  // what its unit adds; why the office returned it
    bool is_confirmed = false;
    bool is_withdrawn = false;  // the document: nothing is said of it any more
};

inline constexpr int documents_a_cleanup = 3000;

// The newest first; `root` 0: all, else those in which a document of that unit, or of what belongs to it, stands.
std::vector<Cleanup> cleanups(db::Connection& connection, people::UnitId root);
std::optional<Cleanup> find_cleanup(db::Connection& connection, CleanupId id);
// `root` 0: of all units, else of one and what belongs to it. By unit and number.
std::vector<CleanupItem> items_of(db::Connection& connection, CleanupId id, people::UnitId root);
std::optional<CleanupItem> find_item(db::Connection& connection, CleanupId id, DocumentId document);

// Public clean-ups in which a document stands, or whose result it is; the newest first.
struct CleanedUp {
    CleanupId id = 0;
    std::string title;
    std::optional<Verdict> verdict;  // nothing: it is the result
};
std::vector<CleanedUp> cleanups_of(db::Connection& connection, DocumentId id);

// Open ones in which something waits for a unit: for its verdict, and where `office` for the word of the office.
struct CleanupWaiting {
    CleanupId id = 0;
    std::string title;
    Day due_on;
    int to_give = 0, to_confirm = 0;
    bool is_ready = false;
};
std::vector<CleanupWaiting> cleanups_waiting(db::Connection& connection, people::UnitId root);

// The deeds; each writes one line of the journal. They refuse publishing.refuse.no_cleanup (no such one, or no such document in
// it), .cleanup_over (its result has been drawn up), .item_withdrawn (the document is not public any more).

// Takes in what is public, of that type and unit, published by that day and neither repealed nor ended. Refuses .title, .type,
// .due_in_past, .cleanup_empty, .cleanup_large.
Result<CleanupId> open_cleanup(db::Connection& connection, const Cleanup& wanted, std::string_view actor);

// Of its unit. Refuses .no_note, .confirmed_already.
Result<void> give_verdict(db::Connection& connection, CleanupId id, DocumentId document, Verdict verdict, std::string_view note,
                          std::string_view actor);
// Of the office, which has seen this verdict: refuses .stale where it is another by now, .own_text to whoever gave it.
Result<void> confirm(db::Connection& connection, CleanupId id, DocumentId document, Verdict seen, std::string_view actor);
// Every verdict that was given by then and is not his own; how many.
Result<int> confirm_all(db::Connection& connection, CleanupId id, Instant seen_at, std::string_view actor);
// Refuses .no_reason, .stale where there is no verdict.
Result<void> return_verdict(db::Connection& connection, CleanupId id, DocumentId document, std::string_view reason,
                            std::string_view actor);

// A draft of `unit` with a list for each verdict, related to what it repeals, ends and amends; without what was withdrawn, whose
// verdict is void. Refuses .cleanup_unready.
Result<DocumentId> draw_up(db::Connection& connection, CleanupId id, people::UnitId unit, std::string_view actor);

// The body of the result, by verdict.
markup::Clean result_body(const Cleanup& cleanup, const std::vector<CleanupItem>& items);

}  // namespace gongkai::publishing
