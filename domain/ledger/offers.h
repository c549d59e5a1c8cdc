// Proofs on their way: an officer offers one, somebody else accepts it or returns it with a reason. Until then the occurrence is
// not done; once accepted it was done on the day that the officer named.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/ledger/duty.h"

namespace gongkai::ledger {

using OfferId = std::int64_t;

struct Offer {
    enum class Kind { page, link, file };  // of this portal; elsewhere, with a copy of what it said; a file
    enum class Answer { accepted, returned };

    OfferId id = 0;
    DutyId duty_id = 0;
    OccurrenceId occurrence_id = 0;
    Day done_on;
    std::string words;
    Kind kind = Kind::page;
    std::string address;          // page, link
    std::string file_name, file;  // file: the file; link: the copy. `file` names it in base/files
    std::string given_by;         // actor
    Instant given_at;
    std::optional<Answer> answer;  // nothing: it waits
    std::string reason;            // returned
    std::string answered_by;
    std::optional<Instant> answered_at;
    bool has_lost_its_term = false;  // a corrected notice no longer asks for what it proves
    Day due_on;                      // of its occurrence; the last one where the term is lost
    std::string term;                // as printed
};

std::string_view word_of(Offer::Kind kind);
std::optional<Offer::Kind> offer_kind_from(std::string_view word);

// An open occurrence with what it belongs to.
struct Open {
    DutyId duty_id = 0;
    std::string origin;
    std::int64_t part = 0;
    std::optional<std::int64_t> unit_id;
    std::string group_name;
    OccurrenceId id = 0;
    int number = 0;
    Day due_on;
    std::string words;
    std::optional<OfferId> offer_id;  // that waits
};

std::vector<Open> open_below(db::Connection& connection, std::int64_t unit_id,
                             int at_most);                                  // of the unit and its tree, by due day
std::vector<Open> offers_waiting(db::Connection& connection, int at_most);  // oldest first
std::optional<Offer> find_offer(db::Connection& connection, OfferId id);
std::vector<Offer> offers_of(db::Connection& connection, DutyId id);

// Who owes what since when: all that is late on `today` or due within `soon_days`.
struct Debt {
    std::optional<std::int64_t> unit_id;
    std::string group_name;
    int late = 0, soon = 0;
    Day oldest_due_on;
};
std::vector<Debt> debts(db::Connection& connection, Day today, int soon_days);  // most late first

// Units that owe what is due after `after`, up to and including `until`, and have offered no proof; with the first such day.
std::vector<std::pair<std::int64_t, Day>> owing_between(db::Connection& connection, Day after, Day until);

// Is it a day on which something of this duty can have been done? Refuses ledger.refuse.done_in_future, .done_too_early.
Result<void> check_done_on(const Duty& duty, Day done_on);

// Refuses what check_done_on() refuses, ledger.refuse.done_already, .term_lost and .offered_already (one waits).
Result<OfferId> offer(db::Connection& connection, const Offer& offer);

// Refuses ledger.refuse.own_proof (nobody accepts his own), ledger.refuse.answered_already, ledger.refuse.term_lost and what
// prove() refuses.
Result<void> accept(db::Connection& connection, OfferId id, std::string_view actor);

// Refuses ledger.refuse.no_reason and ledger.refuse.answered_already.
Result<void> give_back(db::Connection& connection, OfferId id, std::string_view reason, std::string_view actor);

// Of every file that a row of this room names (base/files), each once.
std::vector<std::string> files_named(db::Connection& connection);

}  // namespace gongkai::ledger
