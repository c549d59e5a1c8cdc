#include "domain/search/alert.h"

#include <boost/json.hpp>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/journal/desk.h"
#include "domain/search/alert_letters.h"
#include "domain/search/queries.h"
#include "domain/search/store.h"

namespace gongkai::search {
namespace {

namespace json = boost::json;

constexpr std::string_view reader = "public";  // of the journal: who asks for an alert is no account
constexpr std::chrono::hours a_day{24}, an_hour{1};

std::chrono::hours confirmed_within(const Settings& settings) {
    return a_day * static_cast<int>(settings.number("search.alert_confirm_days"));
}

// Letters before the @ may be told apart by their case, and hardly ever are.
std::string mark_of(const Vault& vault, std::string_view address) {
    return hex(hmac_sha256(vault.key_for("search.alert_mark"), lower_ascii(address)));
}

void note(db::Connection& connection, std::string_view deed, AlertId id) {
    journal::note(connection, {std::string(reader), "search." + std::string(deed), "alert/" + std::to_string(id), "{}"});
}

void drop(db::Connection& connection, AlertId id) {
    for (const auto writer : {confirm_writer, news_writer})
        outbox::drop_letters(connection, writer, id);
    connection.run(sql::drop_finds, id);
    connection.run(sql::drop_alert, id);
}

std::optional<Alert> alert_in(db::Rows rows) {
    if (!rows.next())
        return std::nullopt;
    return Alert{rows.get<AlertId>(0), asked_from(rows.text(1)), rows.get<Instant>(2), rows.get<std::optional<Instant>>(3)};
}

}  // namespace

bool has_alerts(const Settings& settings) {
    return !settings.text("mail.server").empty() && settings.text("search.alerts") != "off";
}

std::string written(const Asked& asked) {
    json::object out;
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty())
            out[name] = value;
    };
    add("q", std::string(trim(asked.text)));
    add("kind", asked.kind);
    add("unit", asked.unit);
    add("theme", asked.theme);
    add("column", asked.column);
    add("year", asked.year == 0 ? std::string() : std::to_string(asked.year));
    add("validity", std::string(word_of(asked.validity)));
    add("from", asked.from ? to_text(*asked.from) : std::string());
    add("to", asked.to ? to_text(*asked.to) : std::string());
    return json::serialize(out);
}

Asked asked_from(std::string_view text) {
    const auto whole = json::parse(json::string_view(text.data(), text.size()));
    const auto value = [&](std::string_view name) {
        const auto* found = whole.as_object().if_contains(name);
        return found ? std::string(found->as_string()) : std::string();
    };
    Asked asked{value("q")};
    asked.kind = value("kind");
    asked.unit = value("unit");
    asked.theme = value("theme");
    asked.column = value("column");
    asked.year = static_cast<int>(whole_number(value("year")).value_or(0));
    asked.validity = validity_from(value("validity"));
    asked.from = parse_day(value("from"));
    asked.to = parse_day(value("to"));
    return asked;
}

Result<void> ask_for_alert(db::Connection& connection, const Vault& vault, const Settings& settings, const Asked& asked,
                           std::string_view address, Language language) {
    if (!mail::is_address(address) || !is_utf8(address) || address.substr(address.find('@')).find('.') == std::string_view::npos)
        return refuse(Refusal::Kind::invalid, "search.refuse.mail_address");
    const auto question = written(asked);
    const auto mark = mark_of(vault, address);
    if (const auto there = connection.query(sql::alert_of, mark, question).first<AlertId, Instant, std::optional<Instant>>()) {
        const auto& [id, asked_at, confirmed_at] = *there;
        // The letter may have been lost; who has confirmed needs none.
        if (!confirmed_at && asked_at < now() - a_day) {
            connection.run(sql::ask_alert_again, id, now());
            outbox::send_letter(connection, confirm_writer, id);
            note(connection, "ask_for_alert", id);
        }
        return {};
    }
    const auto [busy] = *connection.query(sql::alerts_asked_since, now() - an_hour).first<std::int64_t>();
    if (busy >= settings.number("search.alerts_an_hour"))
        return refuse(Refusal::Kind::unavailable, "search.refuse.alerts_busy");
    const auto [all, unconfirmed] =
        *connection.query(sql::alerts_of_address, mark, now() - a_day).first<std::int64_t, std::int64_t>();
    // Said to nobody: whoever asks may be a stranger to the address.
    if (all >= settings.number("search.alerts_of_address") || unconfirmed >= settings.number("search.alert_letters_a_day"))
        return {};
    const auto secret = random_token();
    const auto [id] =
        *connection
             .query(sql::add_alert, question, tag_of(language), db::Parameter::keep(vault.seal(address, address_purpose)), mark,
                    db::Parameter::keep(vault.seal(secret, secret_purpose)),
                    db::Parameter::keep(sha256_hex(confirm_token(secret))), db::Parameter::keep(sha256_hex(end_token(secret))),
                    now())
             .first<AlertId>();
    outbox::send_letter(connection, confirm_writer, id);
    note(connection, "ask_for_alert", id);
    return {};
}

std::optional<Alert> alert_to_confirm(db::Connection& connection, const Settings& settings, std::string_view token) {
    auto alert = alert_in(connection.query(sql::alert_to_confirm, db::Parameter::keep(sha256_hex(token))));
    if (alert && !alert->confirmed_at && alert->asked_at < now() - confirmed_within(settings))
        return std::nullopt;
    return alert;
}

std::optional<Alert> alert_to_end(db::Connection& connection, std::string_view token) {
    return alert_in(connection.query(sql::alert_to_end, db::Parameter::keep(sha256_hex(token))));
}

bool confirm_alert(db::Connection& connection, const Settings& settings, std::string_view token) {
    const auto alert = alert_to_confirm(connection, settings, token);
    if (!alert)
        return false;
    // What is there already is not news.
    if (!alert->confirmed_at) {
        connection.run(sql::confirm_alert, alert->id, now(), last_sequence(connection));
        note(connection, "confirm_alert", alert->id);
    }
    return true;
}

bool end_alert(db::Connection& connection, std::string_view token) {
    const auto alert = alert_to_end(connection, token);
    if (!alert)
        return false;
    drop(connection, alert->id);
    note(connection, "end_alert", alert->id);
    return true;
}

int forget_unconfirmed(db::Connection& connection, const Settings& settings) {
    std::vector<AlertId> all;
    for (auto rows = connection.query(sql::forgotten_alerts, now() - confirmed_within(settings)); rows.next();)
        all.push_back(rows.get<AlertId>(0));
    for (const auto id : all)
        drop(connection, id);
    if (!all.empty())
        journal::note(connection, {"portal", "search.forget_alerts", "alerts",
                                   json::serialize(json::object{{"alerts", static_cast<std::int64_t>(all.size())}})});
    return static_cast<int>(all.size());
}

AlertCount count_alerts(db::Connection& connection) {
    const auto [confirmed, waiting] = *connection.query(sql::count_alerts).first<int, int>();
    return {confirmed, waiting};
}

std::vector<CutShort> alerts_cut_short(db::Connection& connection) {
    std::vector<CutShort> all;
    for (auto rows = connection.query(sql::alerts_cut_short); rows.next();)
        all.push_back({asked_from(rows.text(0)), rows.get<int>(1), rows.get<Day>(2)});
    return all;
}

}  // namespace gongkai::search
