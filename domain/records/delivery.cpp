#include "domain/records/delivery.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <set>

#include "base/core/csv.h"
#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/intake/check_lists.h"
#include "domain/intake/public_words.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"
#include "domain/records/desk.h"
#include "domain/records/queries.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

Token token_in(const db::Rows& rows) {
    Token token{
        rows.get<std::int64_t>(0), rows.get<std::string>(1), rows.get<people::UnitId>(2),        {}, rows.get<std::string>(4),
        rows.get<Instant>(5),      rows.get<Day>(6),         rows.get<std::optional<Instant>>(7)};
    const auto kinds = rows.get<std::string>(3);
    for (const auto key : split(kinds, ' '))
        if (!key.empty())
            token.kinds.emplace_back(key);
    return token;
}

}  // namespace

std::optional<std::string> typed_of(const json::value& value) {
    if (value.is_null())
        return std::string();
    if (value.is_string())
        return std::string(value.as_string());
    if (value.is_bool())
        return std::string(value.as_bool() ? "yes" : "no");
    if (value.is_double()) {
        std::array<char, 64> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value.as_double(), std::chars_format::fixed);
        return end.ec == std::errc() ? std::optional(std::string(digits.data(), end.ptr)) : std::nullopt;
    }
    if (value.is_number())
        return json::serialize(value);
    if (value.is_array()) {
        std::vector<std::string> all;
        for (const auto& one : value.as_array()) {
            if (!one.is_string())
                return std::nullopt;
            all.emplace_back(one.as_string());
        }
        return join(all, ",");
    }
    const auto* name = value.as_object().if_contains("name");
    return name && name->is_string() ? std::optional(std::string(name->as_string())) : std::nullopt;
}

bool Token::may_deliver(std::string_view kind) const { return std::ranges::find(kinds, kind) != kinds.end(); }

Result<MadeToken> make_token(db::Connection& connection, const NewToken& token, std::string_view actor) {
    if (token.kinds.empty() || std::ranges::any_of(token.kinds, [](const auto& key) { return !records::kinds().find(key); }))
        return refuse(RefusalKind::invalid, "records.refuse.token_kinds");
    if (token.good_until < today())
        return refuse(RefusalKind::invalid, "records.refuse.token_days");
    MadeToken made{0, "gk_" + random_token()};
    made.id = std::get<0>(*connection
                               .query(sql::add_token, sha256_hex(made.secret), token.name, token.unit_id,
                                      " " + join(token.kinds, " ") + " ", actor, now(), token.good_until)
                               .first<std::int64_t>());
    journal::note(connection, {std::string(actor), "records.make_token", "records/token/" + std::to_string(made.id),
                               json::serialize(json::object{{"name", token.name},
                                                            {"unit", token.unit_id},
                                                            {"kinds", json::value_from(token.kinds)},
                                                            {"good_until", to_text(token.good_until)}})});
    return made;
}

Result<void> close_token(db::Connection& connection, std::int64_t id, std::string_view actor) {
    if (connection.run(sql::close_token, id, now()) == 0)
        return refuse(RefusalKind::missing, "records.refuse.no_token");
    journal::note(connection, {std::string(actor), "records.close_token", "records/token/" + std::to_string(id), "{}"});
    return {};
}

std::vector<Token> tokens(db::Connection& connection, int at_most) {
    std::vector<Token> all;
    for (auto rows = connection.query(sql::tokens, at_most); rows.next();)
        all.push_back(token_in(rows));
    return all;
}

std::optional<Token> find_token(db::Connection& connection, std::string_view secret) {
    auto rows = connection.query(sql::token_by_hash, sha256_hex(secret));
    return rows.next() ? std::optional(token_in(rows)) : std::nullopt;
}

namespace {

// Of a record as the portal gives it away: what its fields say.
const json::object& said_in(const json::object& row) {
    const auto* values = row.if_contains("values");
    return values && values->is_object() ? values->as_object() : row;
}

}  // namespace

Result<Delivered> read_delivery(std::string_view body) {
    const auto unreadable = [](std::string what) {
        return refuse(RefusalKind::invalid, "records.refuse.delivery_json", {std::move(what)});
    };
    boost::system::error_code failed;
    const auto value = json::parse(json::string_view(body.data(), body.size()), failed);
    // A file of the portal's is a list without a name.
    const auto* list = failed              ? nullptr
                       : value.is_array()  ? &value
                       : value.is_object() ? value.as_object().if_contains("records")
                                           : nullptr;
    if (!list || !list->is_array())
        return unreadable(failed ? failed.message() : "records");
    const auto& rows = list->as_array();
    if (rows.empty())
        return refuse(RefusalKind::invalid, "records.refuse.delivery_empty");
    if (rows.size() > deliver_at_most)
        return refuse(RefusalKind::too_large, "records.refuse.delivery_rows", {std::to_string(deliver_at_most)});
    Delivered delivered;
    const auto at = [&](const json::value& row) { return "records[" + std::to_string(&row - rows.data()) + "]"; };
    std::vector<std::string> heads;
    for (const auto& row : rows) {
        if (!row.is_object())
            return unreadable(at(row));
        if (const auto* withdrawn = row.as_object().if_contains("withdrawn")) {
            if (!withdrawn->is_bool() || !withdrawn->as_bool())
                return unreadable(at(row) + ".withdrawn");
            auto& one = delivered.to_withdraw.emplace_back(ToWithdraw{&row - rows.data() + 2, {}, {}});
            for (const auto& [key, said] : row.as_object())
                if (key != "withdrawn") {
                    auto text = typed_of(said);
                    if (!text)
                        return unreadable(at(row) + "." + std::string(key));
                    (key == "reason" ? one.because : one.typed[std::string(key)]) = std::move(*text);
                }
            continue;
        }
        for (const auto& [key, one] : said_in(row.as_object()))
            if (std::ranges::find(heads, std::string_view(key)) == heads.end())
                heads.emplace_back(key);
    }
    if (heads.empty())
        return delivered;
    // A head without a name: a row of empty cells keeps the place of what is withdrawn.
    if (!delivered.to_withdraw.empty())
        heads.emplace_back();
    delivered.table = csv_line(heads);
    for (const auto& row : rows) {
        std::vector<std::string> cells;
        // What says nothing at all, as a record of ours that is shown no more, is passed over.
        if (row.as_object().contains("withdrawn") || said_in(row.as_object()).empty()) {
            delivered.table += csv_line(std::vector<std::string>(heads.size()));
            continue;
        }
        for (const auto& head : heads) {
            const auto* one = said_in(row.as_object()).if_contains(head);
            auto cell = one ? typed_of(*one) : std::string(not_said);
            if (!cell)
                return unreadable(at(row) + "." + head);
            cells.push_back(safe_in_csv(std::move(*cell)));
        }
        delivered.table += csv_line(cells);
    }
    return delivered;
}

namespace {

struct Withdrawal {
    std::int64_t row = 0;
    std::string identity, because;
};

void note_fault(Report& report, std::int64_t row, std::string column, std::string given, Refusal refusal) {
    if (report.faults.size() < faults_kept)
        report.faults.push_back({row, std::move(column), std::move(given), std::move(refusal)});
}

// Which record each means, as far as that follows from what was sent.
std::vector<Withdrawal> prove_withdrawals(db::Connection& connection, const Kind& kind, const people::Directory& units,
                                          const std::vector<ToWithdraw>& all, Report& report) {
    if (all.empty())
        return {};
    const ValueReader reader(units, today());
    const auto checking = intake::office_checking(connection, Language::zh);
    std::vector<Withdrawal> proved;
    for (const auto& one : all) {
        ++report.rows;
        bool is_faulty = false;
        const auto fault = [&](std::string column, std::string given, Refusal refusal) {
            is_faulty = true;
            note_fault(report, one.row, std::move(column), std::move(given), std::move(refusal));
        };
        if (trim(one.because).empty())
            fault("reason", "", {RefusalKind::invalid, "records.refuse.needed", {}, {}});
        else if (auto asked = intake::may_be_public(one.because, checking); !asked)
            fault("reason", one.because, std::move(asked.error()));
        Values values(kind.fields.size());
        for (const auto field : kind.identity) {
            const auto& key = kind.fields[field].key;
            const auto said = one.typed.find(key);
            auto value = reader.read(kind.fields[field], said == one.typed.end() ? std::string_view() : said->second);
            if (!value)
                fault(key, said->second, std::move(value.error()));
            else if (value->empty())
                fault(key, "", {RefusalKind::invalid, "records.refuse.needed", {}, {}});
            else
                values[field] = std::move(*value);
        }
        if (is_faulty)
            ++report.faulty_rows;
        else
            proved.push_back({one.row, identity_of(kind, values), one.because});
    }
    return proved;
}

void withdraw_proved(db::Connection& connection, const Kind& kind, const Token& token, const people::Directory& units,
                     const std::vector<Withdrawal>& all, Writing writing, Report& report) {
    std::map<std::string, WholeRecord, std::less<>> known;
    std::set<std::string_view> gone;  // by this delivery
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i % wholes_at_once == 0) {
            std::vector<std::string> identities;
            for (auto j = i; j < std::min(i + wholes_at_once, all.size()); ++j)
                identities.push_back(all[j].identity);
            known = find_wholes(connection, kind, identities);
        }
        const auto& one = all[i];
        const auto fault = [&](Refusal refusal) {
            ++report.faulty_rows;
            note_fault(report, one.row, "", "", std::move(refusal));
        };
        const auto found = known.find(one.identity);
        if (found == known.end() || found->second.is_demonstration) {
            fault({RefusalKind::missing, "records.refuse.no_record", {}, {}});
            continue;
        }
        const auto& record = found->second;
        if (record.unit_id != token.unit_id) {
            const auto* other = units.find(record.unit_id);
            fault({RefusalKind::conflict, "records.refuse.other_unit", {other ? other->name : std::string()}, {}});
        } else if (record.withdrawn_at || !gone.insert(one.identity).second) {
            ++report.unchanged;
        } else if (writing == Writing::dry) {
            ++report.withdrawn;
        } else if (auto done = withdraw(connection, kind, units, record, record.version, one.because, token.actor()); !done) {
            fault(std::move(done.error()));
        } else {
            ++report.withdrawn;
        }
    }
}

Result<void> faulty(const Report& report) {
    return refuse(RefusalKind::invalid, "records.refuse.faulty", {std::to_string(report.faulty_rows)});
}

void add_to(Report& report, const Report& other) {
    report.rows += other.rows;
    report.faulty_rows += other.faulty_rows;
    for (const auto& fault : other.faults)
        note_fault(report, fault.row, fault.column, fault.typed, fault.refusal);
}

}  // namespace

void withdraw_delivered(db::Connection& connection, const Kind& kind, const Token& token, const std::vector<ToWithdraw>& all,
                        Writing writing, Report& report) {
    const auto units = people::directory(connection);
    withdraw_proved(connection, kind, token, units, prove_withdrawals(connection, kind, units, all, report), writing, report);
}

Result<Answered> take_in_delivery(db::Database& database, const Delivery& delivery, const ImportOrder& order, const Sheet* sheet,
                                  const std::vector<ToWithdraw>& to_withdraw, Report& report,
                                  const std::function<std::string(const Report&)>& tell) {
    const auto& [kind, token, key, content_hash] = delivery;
    report = {};
    // It is asked here, so that what was taken in is not proved again, and again where nobody comes between.
    std::optional<Answered> before;
    const auto ask = [&](db::Connection& connection) -> Result<void> {
        auto known = find_answer(connection, delivery);
        if (!known)
            return std::unexpected(std::move(known.error()));
        before = std::move(*known);
        return before ? refuse(RefusalKind::conflict, "records.refuse.key_taken", {delivery.key}) : Result<void>();
    };
    auto asked = database.read(ask);
    if (before)
        return *std::move(before);
    if (!asked)
        return std::unexpected(std::move(asked.error()));
    const auto units = database.read([](db::Connection& connection) { return people::directory(connection); });
    Report of_withdrawals;
    const auto withdrawals = database.read(
        [&](db::Connection& connection) { return prove_withdrawals(connection, kind, units, to_withdraw, of_withdrawals); });
    // What is wrong with the table is told beside it.
    if (!of_withdrawals.is_fine()) {
        if (sheet) {
            auto of_table = database.read([&](db::Connection& connection) { return preview(connection, *sheet, order); });
            if (!of_table)
                return std::unexpected(std::move(of_table.error()));
            report = std::move(*of_table);
        }
        add_to(report, of_withdrawals);
        return std::unexpected(faulty(report).error());
    }
    Answered answer;
    const auto finish = [&](db::Connection& connection) -> Result<void> {
        add_to(report, of_withdrawals);
        withdraw_proved(connection, kind, token, units, withdrawals, Writing::real, report);
        if (!report.is_fine())
            return faulty(report);
        answer.body = tell(report);
        keep_answer(connection, delivery, answer);
        return {};
    };
    auto done = sheet ? take_in(database, *sheet, order, report, {ask, finish})
                      : database.write([&](db::Connection& connection) -> Result<void> {
                            if (auto is_new = ask(connection); !is_new)
                                return is_new;
                            return finish(connection);
                        });
    if (before)
        return *std::move(before);
    if (!done)
        return std::unexpected(std::move(done.error()));
    return answer;
}

Result<std::optional<Answered>> find_answer(db::Connection& connection, const Delivery& delivery) {
    const auto found = connection.query(sql::delivery, delivery.token.id, delivery.key).first<std::string, int, std::string>();
    if (!found)
        return std::optional<Answered>();
    if (std::get<0>(*found) != delivery.content_hash)
        return refuse(RefusalKind::invalid, "records.refuse.key_taken", {delivery.key});
    return std::optional(Answered{std::get<1>(*found), std::get<2>(*found), true});
}

void keep_answer(db::Connection& connection, const Delivery& delivery, const Answered& answer) {
    connection.run(sql::add_delivery, delivery.token.id, delivery.key, delivery.content_hash, answer.status, answer.body, now());
}

int clear_deliveries(db::Connection& connection, Instant before) {
    return static_cast<int>(connection.run(sql::drop_deliveries, before));
}

}  // namespace gongkai::records
