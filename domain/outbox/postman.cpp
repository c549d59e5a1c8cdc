#include "domain/outbox/postman.h"

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <mutex>

#include "base/core/file.h"
#include "base/core/log.h"
#include "base/core/text.h"
#include "base/core/words.h"
#include "base/db/database.h"
#include "base/mail/mail.h"
#include "domain/accounts/store.h"
#include "domain/outbox/outbox.h"

namespace gongkai::outbox {
namespace {

using std::chrono::seconds;

constexpr seconds look_every{2};
constexpr int letters_a_round = 10;

struct Round {
    db::Database& database;
    const Vault& vault;
    mail::Server server;
    Language language = Language::zh;
    std::string name, site;  // of the portal
    seconds first_pause{60};
    int tries_at_most = 8;
    Writers writers;
};

std::string days_left(Language language, const Message& message) {
    if (!message.due_on)
        return {};
    const auto days = (*message.due_on - today()).count();
    return words(
        language, days < 0 ? "outbox.days_late" : "outbox.days_left",
        {std::to_string(std::abs(days)), language == Language::zh ? to_chinese(*message.due_on) : to_text(*message.due_on)});
}

mail::Letter letter_of(const Round& round, const std::string& to, const Message& message) {
    const auto what = words(round.language, "outbox.what." + std::string(word_of(message.kind)));
    return {
        to, words(round.language, "outbox.subject", {round.name, what}),
        words(round.language, "outbox.body", {what, days_left(round.language, message), round.site + message.path, round.name})};
}

// What came of a try, written down by the deeds of its table and said where it is an end.
struct Ends {
    std::string_view name;
    void (*sent)(db::Connection&, std::int64_t);
    void (*given_up)(db::Connection&, std::int64_t);
    void (*again)(db::Connection&, std::int64_t, seconds);
};
constexpr Ends of_mail{"mail", note_sent, note_given_up, try_again};
constexpr Ends of_letters{"letter", note_letter_sent, note_letter_given_up, try_letter_again};

void end_one(const Round& round, const Ends& ends, std::int64_t id, int tries, const mail::Outcome& outcome,
             std::pair<std::string_view, std::string> whose) {
    const bool is_over = outcome.kind == mail::Outcome::Kind::never ||
                         (outcome.kind == mail::Outcome::Kind::later && tries >= round.tries_at_most);
    round.database.write([&](db::Connection& connection) {
        if (outcome.kind == mail::Outcome::Kind::taken)
            ends.sent(connection, id);
        else if (is_over)
            ends.given_up(connection, id);
        else
            ends.again(connection, id, pause_after(tries, round.first_pause));
    });
    if (outcome.kind == mail::Outcome::Kind::taken)
        return;
    log(is_over ? Level::error : Level::warning, is_over ? "mail given up" : "mail not taken yet",
        {{ends.name, std::to_string(id)},
         {whose.first, whose.second},
         {"tries", std::to_string(tries)},
         {"why", outcome.detail}});
}

void send_one(const Round& round, const Waiting& one, const std::stop_token& stop) {
    const auto account = round.database.read(
        [&](db::Connection& connection) { return accounts::find_account(connection, round.vault, one.account_id); });
    if (!account || account->closed_at || account->mail.empty()) {  // nobody to write to
        round.database.write([&](db::Connection& connection) { note_given_up(connection, one.id); });
        return;
    }
    const auto outcome = mail::send(round.server, letter_of(round, account->mail, one.message), stop);
    if (stop.stop_requested() && outcome.kind == mail::Outcome::Kind::later)
        return;  // his lease ends and it is sent then
    end_one(round, of_mail, one.id, one.tries, outcome, {"account", std::to_string(one.account_id)});
}

void send_one(const Round& round, const LetterWaiting& one, const std::stop_token& stop) {
    const auto writer = std::ranges::find(round.writers, one.writer, &Writer::name);
    const auto letter = writer == round.writers.end() ? std::nullopt : round.database.read([&](db::Connection& connection) {
        return writer->write(connection, round.vault, one);
    });
    if (!letter) {
        round.database.write([&](db::Connection& connection) { note_letter_given_up(connection, one.id); });
        return;
    }
    const auto outcome = mail::send(round.server, *letter, stop);
    if (stop.stop_requested() && outcome.kind == mail::Outcome::Kind::later)
        return;
    end_one(round, of_letters, one.id, one.tries, outcome, {"writer", one.writer});
}

void go_round(const Round& round, const std::stop_token& stop) {
    if (!round.database.read([](db::Connection& connection) { return any_due(connection); }))
        return;
    // Long enough for all of them to run into their time limit.
    const auto lease = round.server.within * (letters_a_round + 1);
    const auto send_all = [&](const auto& all) {
        for (const auto& one : all)
            if (!stop.stop_requested())
                send_one(round, one, stop);
    };
    send_all(round.database.write([&](db::Connection& connection) { return take_due(connection, lease, letters_a_round); }));
    send_all(
        round.database.write([&](db::Connection& connection) { return take_due_letters(connection, lease, letters_a_round); }));
}

Result<std::string> password_of(const Settings& settings) {
    if (const char* given = std::getenv("GONGKAI_MAIL_PASSWORD"))
        return std::string(given);
    const auto& path = settings.text("mail.password_file");
    if (path.empty())
        return std::string();
    const auto contents = read_file(path);
    if (!contents)
        return refuse(Refusal::Kind::invalid, "outbox.refuse.password_file", {path});
    return std::string(trim(std::string_view(*contents).substr(0, contents->find('\n'))));
}

}  // namespace

Result<std::unique_ptr<Postman>> Postman::hire(db::Database& database, const Settings& settings, const Vault& vault,
                                               Writers writers) {
    if (settings.text("mail.server").empty())
        return nullptr;
    if (!mail::is_address(settings.text("mail.from")))
        return refuse(Refusal::Kind::invalid, "outbox.refuse.from");
    if (settings.text("site.address").empty())
        return refuse(Refusal::Kind::invalid, "outbox.refuse.address");
    const auto& tls = settings.text("mail.tls");
    if (tls != "none" && tls != "starttls" && tls != "tls")
        return refuse(Refusal::Kind::invalid, "outbox.refuse.tls", {tls});
    auto password = password_of(settings);
    if (!password)
        return std::unexpected(password.error());

    Round round{.database = database, .vault = vault, .server = {}, .name = {}, .site = {}, .writers = std::move(writers)};
    round.server = {settings.text("mail.server"),
                    tls == "none"  ? mail::Server::Tls::none
                    : tls == "tls" ? mail::Server::Tls::tls
                                   : mail::Server::Tls::starttls,
                    settings.text("mail.from"),
                    settings.text("mail.user"),
                    *std::move(password),
                    settings.text("mail.ca_file")};
    round.language = language_from(settings.text("site.language"));
    round.name = settings.text("site.name");
    round.site = settings.text("site.address");
    round.first_pause = seconds(std::max<std::int64_t>(1, settings.number("mail.pause_seconds")));
    round.tries_at_most = static_cast<int>(std::max<std::int64_t>(1, settings.number("mail.tries")));

    auto postman = std::make_unique<Postman>();
    postman->round_ = std::jthread([round = std::move(round)](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any woken;
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            try {
                go_round(round, stop);
            } catch (const std::exception& fault) {  // the database is away: what waits there waits on
                log(Level::error, "mail", {{"why", fault.what()}});
            }
            woken.wait_for(lock, stop, look_every, [] { return false; });
        }
    });
    return postman;
}

}  // namespace gongkai::outbox
