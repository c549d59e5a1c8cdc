// Other systems deliver records instead of people typing them. A token says which: made by the office for one unit and some
// kinds, shown once, kept as its hash. A delivery is an import: proved row by row, then written whole or not at all; under the
// same key it is answered the same again.
#pragma once
#include <boost/json/fwd.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/database.h"
#include "domain/records/import.h"

namespace gongkai::records {

struct Token {
    std::int64_t id = 0;
    std::string name;  // of the system that delivers
    people::UnitId unit_id = 0;
    std::vector<std::string> kinds;
    std::string made_by;
    Instant made_at;
    Day good_until;
    std::optional<Instant> closed_at;

    bool is_good(Day as_of) const { return !closed_at && as_of <= good_until; }
    bool may_deliver(std::string_view kind) const;
    std::string actor() const { return "token/" + std::to_string(id); }
};

struct NewToken {
    std::string name;
    people::UnitId unit_id = 0;
    std::vector<std::string> kinds;
    Day good_until;
};
struct MadeToken {
    std::int64_t id = 0;
    std::string secret;  // "gk_…": shown once, kept nowhere
};
// Refuses records.refuse.token_kinds (none, or one that there is not) and .token_days (a last day that is past).
Result<MadeToken> make_token(db::Connection& connection, const NewToken& token, std::string_view actor);
Result<void> close_token(db::Connection& connection, std::int64_t id, std::string_view actor);  // refuses .no_token

std::vector<Token> tokens(db::Connection& connection, int at_most);  // newest first
std::optional<Token> find_token(db::Connection& connection, std::string_view secret);

// What tells a record that is to be withdrawn from others, as somebody would type it, and why.
struct ToWithdraw {
    std::int64_t row = 0;  // as in a table, the first record is 2
    std::map<std::string, std::string, std::less<>> typed;
    std::string because;
};
struct Delivered {
    std::string table;  // with the keys as its heads; empty where nothing is put in
    std::vector<ToWithdraw> to_withdraw;
};

// {"records":[{"month":"2026-10",…},{"month":"2026-09","withdrawn":true,"reason":"…"},…]}. Values are what the API gives out:
// text, numbers, true and false, lists of keys, {"id","name"} of units. Refuses records.refuse.delivery_json, .delivery_empty and
// .delivery_rows (more than deliver_at_most).
inline constexpr std::size_t deliver_at_most = 10'000;
Result<Delivered> read_delivery(std::string_view body);

// A value of JSON as somebody would type it into a sheet; nothing where a table has no place for it.
std::optional<std::string> typed_of(const boost::json::value& value);

enum class Writing { dry, real };
// Withdraws them, each with its own line in the journal, as the console does; where it is dry, says only what it would do. What
// cannot be is a fault in the report: records.refuse.needed (no reason, or a field of the identity is not given), .no_record,
// .other_unit. What is withdrawn already stays as it is.
void withdraw_delivered(db::Connection& connection, const Kind& kind, const Token& token, const std::vector<ToWithdraw>& all,
                        Writing writing, Report& report);

struct Delivery {
    const Kind& kind;
    const Token& token;
    std::string key;  // Idempotency-Key
    std::string content_hash;
};
// What was answered, or is.
struct Answered {
    int status = 200;
    std::string body;
    bool is_replayed = false;
};
// Refuses records.refuse.key_taken: the key was used for something else.
// A delivery as a whole. Its rows and what it withdraws are read and proved before the writer is asked, so others wait for it
// only as long as it is written. Where anything in it has a fault nothing is written: records.refuse.faulty, the faults stand in
// `report`, and its key stays free for what is sent when they are mended. What was answered under the same key is answered again;
// else `tell` says what is answered, and that is kept. `sheet`: none where nothing is put in.
Result<Answered> take_in_delivery(db::Database& database, const Delivery& delivery, const ImportOrder& order, const Sheet* sheet,
                                  const std::vector<ToWithdraw>& to_withdraw, Report& report,
                                  const std::function<std::string(const Report&)>& tell);

Result<std::optional<Answered>> find_answer(db::Connection& connection, const Delivery& delivery);
void keep_answer(db::Connection& connection, const Delivery& delivery, const Answered& answer);
int clear_deliveries(db::Connection& connection, Instant before);

}  // namespace gongkai::records
