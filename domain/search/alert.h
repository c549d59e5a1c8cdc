// An alert: who has asked a question, or chosen a column, is told by mail of what is new. Nothing is sent to an address whose
// owner has not said yes from it; every letter says how to end it; what is kept of him is the address, sealed, for as long as he
// wants it.
//
// No law of disclosure asks for this; task 29 (搜索即服务) does. How long a confirmation waits and how much one address may ask
// for are settings.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/core/settings.h"
#include "base/core/vault.h"
#include "base/core/words.h"
#include "base/db/database.h"
#include "base/fulltext/index.h"
#include "domain/outbox/outbox.h"
#include "domain/search/query.h"

namespace gongkai::search {

using AlertId = std::int64_t;

// Whether letters can be sent at all: a mail server is set and `search.alerts` is not off.
bool has_alerts(const Settings& settings);

// The question without page and order, as it is kept; and back.
std::string written(const Asked& asked);
Asked asked_from(std::string_view written);

struct Alert {
    AlertId id = 0;
    Asked asked;
    Instant asked_at;
    std::optional<Instant> confirmed_at;
};

// What a reader has asked for. The answer is the same whether or not the address is known already, or has asked for too much:
// only the letter says. Refuses search.refuse.mail_address and search.refuse.alerts_busy (too many in an hour from all together).
Result<void> ask_for_alert(db::Connection& connection, const Vault& vault, const Settings& settings, const Asked& asked,
                           std::string_view address, Language language);

// By the secret of a letter's link; nothing where there is none, or its time is over.
std::optional<Alert> alert_to_confirm(db::Connection& connection, const Settings& settings, std::string_view token);
std::optional<Alert> alert_to_end(db::Connection& connection, std::string_view token);
bool confirm_alert(db::Connection& connection, const Settings& settings, std::string_view token);
bool end_alert(db::Connection& connection, std::string_view token);

// Those that nobody has confirmed in time, with all that is known of them; how many.
int forget_unconfirmed(db::Connection& connection, const Settings& settings);

struct AlertCount {
    int confirmed = 0, waiting = 0;
};
AlertCount count_alerts(db::Connection& connection);

// Questions that could not be asked to their end, for the office: how many readers wait for it, and since when.
struct CutShort {
    Asked asked;
    int alerts = 0;
    Day since;
};
std::vector<CutShort> alerts_cut_short(db::Connection& connection);

// Asks the index once for each question that somebody has on his list, for what came since he was told; then writes the letters
// that are due. Three statements while nothing has changed. A question that could not be asked to its end in two seconds tells
// what was found of it, waits while others go on, and is tried again behind all others on another day.
void tell_alerts(db::Database& database, const fulltext::Index& index, const Settings& settings);

// The letters, for the postman: search.alert_confirm and search.alert_news.
outbox::Writers alert_writers(const Settings& settings);

}  // namespace gongkai::search
