// Mail that something waits. A message is written in the transaction of the deed that it speaks of, and sent afterwards by the
// postman (postman.h). It holds no text: what is said is that something waits, where, and how many days are left on the day that
// it is sent. Nothing is written while no server is set. Letters to people without an account are written by other rooms
// (Writer).
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/settings.h"
#include "base/core/vault.h"
#include "base/db/connection.h"
#include "base/mail/mail.h"
#include "domain/accounts/account.h"

namespace gongkai::outbox {

enum class Kind {
    urge,
    rectification,
    answer_returned,
    answer_waits,
    proof_returned,
    proof_waits,
    section_task,
    section_report,
    section_returned,
    comes_due,
    document_waits,
    document_returned,
    document_signed
};
std::string_view word_of(Kind kind);
std::optional<Kind> kind_from(std::string_view word);

struct Message {
    Kind kind = Kind::urge;
    std::string path;  // in the console
    std::optional<Day> due_on = {};
    std::chrono::hours once_within{4};  // the same to the same reader is said once
};

// The account that an actor of the journal names ("account/7"); nobody where it names none.
void tell(db::Connection& connection, const Settings& settings, std::string_view actor, const Message& message);

// Everybody with a role, in one unit or (unit 0) in all of them.
void tell(db::Connection& connection, const Settings& settings, accounts::Role role, people::UnitId unit, const Message& message);

struct Waiting {
    std::int64_t id = 0;
    accounts::AccountId account_id = 0;
    Message message;
    int tries = 0;  // this one counted
};

// Those that are due, each moved on by `lease`: whoever has taken them is alone with them for so long.
bool any_due(db::Connection& connection);
std::vector<Waiting> take_due(db::Connection& connection, std::chrono::seconds lease, int at_most);
void note_sent(db::Connection& connection, std::int64_t id);
void note_given_up(db::Connection& connection, std::int64_t id);
void try_again(db::Connection& connection, std::int64_t id, std::chrono::seconds pause);

// The pause after the `tries`-th try: the first one, then each four times as long, a day at most.
std::chrono::seconds pause_after(int tries, std::chrono::seconds first);

// A letter to somebody who has no account. The room that owns the matter knows him, and writes the letter when it is sent.
struct LetterWaiting {
    std::int64_t id = 0, matter = 0;
    std::string writer;
    int tries = 0;  // this one counted
};
// Listed in app/rooms.cpp. `write` answers nothing where there is nobody to write to any more, or nothing to say.
struct Writer {
    std::string name;  // "search.alert_news"
    std::function<std::optional<mail::Letter>(db::Connection& connection, const Vault& vault, const LetterWaiting& letter)> write;
};
using Writers = std::vector<Writer>;

std::int64_t send_letter(db::Connection& connection, std::string_view writer, std::int64_t matter);  // its id
bool has_letter_waiting(db::Connection& connection, std::string_view writer, std::int64_t matter);
void drop_letters(db::Connection& connection, std::string_view writer, std::int64_t matter);  // sent or not
std::vector<LetterWaiting> take_due_letters(db::Connection& connection, std::chrono::seconds lease, int at_most);
void note_letter_sent(db::Connection& connection, std::int64_t id);
void note_letter_given_up(db::Connection& connection, std::int64_t id);
void try_letter_again(db::Connection& connection, std::int64_t id, std::chrono::seconds pause);

struct Count {
    int waiting = 0, sent = 0, given_up = 0;
};
Count count(db::Connection& connection);
std::int64_t clear_old(db::Connection& connection);  // what was settled half a year ago

}  // namespace gongkai::outbox
