#include "domain/outbox/outbox.h"

#include <algorithm>
#include <array>

#include "base/core/text.h"
#include "domain/outbox/queries.h"

namespace gongkai::outbox {
namespace {

constexpr std::chrono::hours kept_for{24 * 183};

constexpr std::array<std::pair<std::string_view, Kind>, 13> kind_words{{{"urge", Kind::urge},
                                                                        {"rectification", Kind::rectification},
                                                                        {"answer_returned", Kind::answer_returned},
                                                                        {"answer_waits", Kind::answer_waits},
                                                                        {"proof_returned", Kind::proof_returned},
                                                                        {"proof_waits", Kind::proof_waits},
                                                                        {"section_task", Kind::section_task},
                                                                        {"section_report", Kind::section_report},
                                                                        {"section_returned", Kind::section_returned},
                                                                        {"comes_due", Kind::comes_due},
                                                                        {"document_waits", Kind::document_waits},
                                                                        {"document_returned", Kind::document_returned},
                                                                        {"document_signed", Kind::document_signed}}};

bool is_on(const Settings& settings) { return !settings.text("mail.server").empty(); }

}  // namespace

std::string_view word_of(Kind kind) {
    return std::ranges::find(kind_words, kind, &decltype(kind_words)::value_type::second)->first;
}

std::optional<Kind> kind_from(std::string_view word) {
    const auto found = std::ranges::find(kind_words, word, &decltype(kind_words)::value_type::first);
    return found == kind_words.end() ? std::nullopt : std::optional(found->second);
}

void tell(db::Connection& connection, const Settings& settings, std::string_view actor, const Message& message) {
    constexpr std::string_view account = "account/";
    const auto id = actor.starts_with(account) ? whole_number(actor.substr(account.size())) : std::nullopt;
    if (id && is_on(settings))
        connection.run(sql::tell_account, *id, word_of(message.kind), message.path, message.due_on, now(),
                       now() - message.once_within);
}

void tell(db::Connection& connection, const Settings& settings, accounts::Role role, people::UnitId unit,
          const Message& message) {
    if (is_on(settings))
        connection.run(sql::tell_role, accounts::word_of(role), unit, word_of(message.kind), message.path, message.due_on, now(),
                       now() - message.once_within);
}

bool any_due(db::Connection& connection) { return connection.query(sql::any_due, now()).next(); }

std::vector<Waiting> take_due(db::Connection& connection, std::chrono::seconds lease, int at_most) {
    std::vector<Waiting> all;
    for (auto rows = connection.query(sql::claim, now(), now() + lease, at_most); rows.next();)
        all.push_back({rows.get<std::int64_t>(0),
                       rows.get<accounts::AccountId>(1),
                       {kind_from(rows.text(2)).value(), rows.get<std::string>(3), rows.get<std::optional<Day>>(4)},
                       rows.get<int>(5)});
    return all;
}

void note_sent(db::Connection& connection, std::int64_t id) { connection.run(sql::sent, id, now()); }

void note_given_up(db::Connection& connection, std::int64_t id) { connection.run(sql::give_up, id, now()); }

void try_again(db::Connection& connection, std::int64_t id, std::chrono::seconds pause) {
    connection.run(sql::try_again, id, now() + pause);
}

std::chrono::seconds pause_after(int tries, std::chrono::seconds first) {
    constexpr std::chrono::seconds longest = std::chrono::hours(24);
    auto pause = first;
    for (int i = 1; i < tries && pause < longest; ++i)
        pause *= 4;
    return std::min(pause, longest);
}

std::int64_t send_letter(db::Connection& connection, std::string_view writer, std::int64_t matter) {
    return std::get<0>(*connection.query(sql::add_letter, writer, matter, now()).first<std::int64_t>());
}

bool has_letter_waiting(db::Connection& connection, std::string_view writer, std::int64_t matter) {
    return connection.query(sql::letter_waits, matter, writer).next();
}

void drop_letters(db::Connection& connection, std::string_view writer, std::int64_t matter) {
    connection.run(sql::drop_letters, matter, writer);
}

std::vector<LetterWaiting> take_due_letters(db::Connection& connection, std::chrono::seconds lease, int at_most) {
    std::vector<LetterWaiting> all;
    for (auto rows = connection.query(sql::claim_letters, now(), now() + lease, at_most); rows.next();)
        all.push_back({rows.get<std::int64_t>(0), rows.get<std::int64_t>(2), rows.get<std::string>(1), rows.get<int>(3)});
    return all;
}

void note_letter_sent(db::Connection& connection, std::int64_t id) { connection.run(sql::letter_sent, id, now()); }

void note_letter_given_up(db::Connection& connection, std::int64_t id) { connection.run(sql::give_up_letter, id, now()); }

void try_letter_again(db::Connection& connection, std::int64_t id, std::chrono::seconds pause) {
    connection.run(sql::try_letter_again, id, now() + pause);
}

Count count(db::Connection& connection) {
    const auto [waiting, sent, given_up] = *connection.query(sql::count_mail).first<int, int, int>();
    return {waiting, sent, given_up};
}

std::int64_t clear_old(db::Connection& connection) {
    return connection.run(sql::drop_old, now() - kept_for) + connection.run(sql::drop_old_letters, now() - kept_for);
}

}  // namespace gongkai::outbox
