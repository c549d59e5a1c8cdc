#include "domain/outbox/postman.h"

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

void send_one(const Round& round, const Waiting& one, const std::stop_token& stop) {
    const auto account = round.database.read(
        [&](db::Connection& connection) { return accounts::find_account(connection, round.vault, one.account_id); });
    const auto id = std::to_string(one.id);
    if (!account || account->closed_at || account->mail.empty()) {  // nobody to write to
        round.database.write([&](db::Connection& connection) { note_given_up(connection, one.id); });
        return;
    }
    const auto outcome = mail::send(round.server, letter_of(round, account->mail, one.message), stop);
    if (stop.stop_requested() && outcome.kind == mail::Outcome::Kind::later)
        return;  // his lease ends and it is sent then
    round.database.write([&](db::Connection& connection) {
        if (outcome.kind == mail::Outcome::Kind::taken)
            note_sent(connection, one.id);
        else if (outcome.kind == mail::Outcome::Kind::never || one.tries >= round.tries_at_most)
            note_given_up(connection, one.id);
        else
            try_again(connection, one.id, pause_after(one.tries, round.first_pause));
    });
    if (outcome.kind == mail::Outcome::Kind::never ||
        (outcome.kind == mail::Outcome::Kind::later && one.tries >= round.tries_at_most))
        log(Level::error, "mail given up",
            {{"mail", id},
             {"account", std::to_string(one.account_id)},
             {"tries", std::to_string(one.tries)},
             {"why", outcome.detail}});
    else if (outcome.kind == mail::Outcome::Kind::later)
        log(Level::warning, "mail not taken yet", {{"mail", id}, {"tries", std::to_string(one.tries)}, {"why", outcome.detail}});
}

void go_round(const Round& round, const std::stop_token& stop) {
    if (!round.database.read([](db::Connection& connection) { return any_due(connection); }))
        return;
    // Long enough for all of them to run into their time limit.
    const auto lease = round.server.within * (letters_a_round + 1);
    for (const auto& one :
         round.database.write([&](db::Connection& connection) { return take_due(connection, lease, letters_a_round); })) {
        if (stop.stop_requested())
            return;
        send_one(round, one, stop);
    }
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

Result<std::unique_ptr<Postman>> Postman::hire(db::Database& database, const Settings& settings, const Vault& vault) {
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

    Round round{database, vault, {}, {}, {}, {}};
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
