#include "domain/ledger/offers.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/core/text.h"
#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/queries.h"
#include "domain/ledger/rules.h"
#include "domain/ledger/store.h"

namespace gongkai::ledger {
namespace {

constexpr std::array<std::pair<std::string_view, Offer::Kind>, 3> kinds{
    {{"page", Offer::Kind::page}, {"link", Offer::Kind::link}, {"file", Offer::Kind::file}}};

std::string optional_text(const db::Rows& rows, int column) {
    return rows.is_null(column) ? std::string() : rows.get<std::string>(column);
}

Offer offer_of(const db::Rows& rows) {
    Offer offer;
    offer.id = rows.get<OfferId>(0);
    offer.duty_id = rows.get<DutyId>(1);
    offer.occurrence_id = rows.get<OccurrenceId>(2);
    offer.done_on = rows.get<Day>(3);
    offer.words = rows.get<std::string>(4);
    offer.kind = offer_kind_from(rows.text(5)).value_or(Offer::Kind::page);
    offer.address = rows.get<std::string>(6);
    offer.file_name = rows.get<std::string>(7);
    offer.file = rows.get<std::string>(8);
    offer.given_by = rows.get<std::string>(9);
    offer.given_at = rows.get<Instant>(10);
    if (!rows.is_null(11))
        offer.answer = rows.text(11) == "accepted" ? Offer::Answer::accepted : Offer::Answer::returned;
    offer.reason = optional_text(rows, 12);
    offer.answered_by = optional_text(rows, 13);
    offer.answered_at = rows.get<std::optional<Instant>>(14);
    offer.has_lost_its_term = rows.get<bool>(15);
    offer.due_on = rows.get<Day>(16);
    offer.term = rows.get<std::string>(17);
    return offer;
}

std::vector<Open> opens_in(db::Rows rows) {
    std::vector<Open> all;
    while (rows.next())
        all.push_back({rows.get<DutyId>(0), rows.get<std::string>(1), rows.get<std::int64_t>(2),
                       rows.get<std::optional<std::int64_t>>(3), rows.get<std::string>(4), rows.get<OccurrenceId>(5),
                       rows.get<int>(6), rows.get<Day>(7), rows.get<std::string>(8), rows.get<std::optional<OfferId>>(9)});
    return all;
}

void note(db::Connection& connection, std::string_view actor, std::string deed, OfferId id, boost::json::object detail) {
    journal::note(connection,
                  {std::string(actor), std::move(deed), "proof_offer/" + std::to_string(id), boost::json::serialize(detail)});
}

std::optional<DutyId> duty_of(db::Connection& connection, OccurrenceId id) {
    const auto found = connection.query(sql::duty_of_occurrence, id).first<DutyId>();
    return found ? std::optional(std::get<0>(*found)) : std::nullopt;
}

}  // namespace

std::string_view word_of(Offer::Kind kind) { return std::ranges::find(kinds, kind, &decltype(kinds)::value_type::second)->first; }

std::optional<Offer::Kind> offer_kind_from(std::string_view word) {
    const auto found = std::ranges::find(kinds, word, &decltype(kinds)::value_type::first);
    return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Open> open_below(db::Connection& connection, std::int64_t unit_id, int at_most) {
    return opens_in(connection.query(sql::open_below, unit_id, at_most));
}

std::vector<Open> offers_waiting(db::Connection& connection, int at_most) {
    return opens_in(connection.query(sql::offers_waiting, at_most));
}

std::optional<Offer> find_offer(db::Connection& connection, OfferId id) {
    auto rows = connection.query(sql::offer_by_id, id);
    if (!rows.next())
        return std::nullopt;
    return offer_of(rows);
}

std::vector<Offer> offers_of(db::Connection& connection, DutyId id) {
    std::vector<Offer> all;
    for (auto rows = connection.query(sql::offers_of_duty, id); rows.next();)
        all.push_back(offer_of(rows));
    return all;
}

std::vector<Debt> debts(db::Connection& connection, Day today, int soon_days) {
    std::vector<Debt> all;
    const Day until = today + std::chrono::days(soon_days + 1);
    for (auto rows = connection.query(sql::debts, today, until); rows.next();) {
        const int late = rows.get<int>(4);
        all.push_back({rows.get<std::optional<std::int64_t>>(0), rows.get<std::string>(1), late, rows.get<int>(2) - late,
                       rows.get<Day>(3)});
    }
    return all;
}

std::vector<std::pair<std::int64_t, Day>> owing_between(db::Connection& connection, Day after, Day until) {
    std::vector<std::pair<std::int64_t, Day>> all;
    for (auto rows = connection.query(sql::owing_between, after, until); rows.next();)
        all.emplace_back(rows.get<std::int64_t>(0), rows.get<Day>(1));
    return all;
}

Result<void> check_done_on(const Duty& duty, Day done_on) {
    if (done_on > today())
        return refuse(Refusal::Kind::invalid, "ledger.refuse.done_in_future", {to_text(done_on)});
    if (const Day earliest = done_on_at_earliest(duty); done_on < earliest)
        return refuse(Refusal::Kind::invalid, "ledger.refuse.done_too_early", {to_text(done_on), to_text(earliest)});
    return {};
}

Result<OfferId> offer(db::Connection& connection, const Offer& wanted) {
    const auto duty_id = duty_of(connection, wanted.occurrence_id);
    const auto duty = duty_id ? find_duty(connection, *duty_id) : std::nullopt;
    if (!duty)
        return refuse(Refusal::Kind::missing, "ledger.refuse.unknown");
    if (const auto fine = check_done_on(*duty, wanted.done_on); !fine)
        return std::unexpected(fine.error());
    const auto occurrence = std::ranges::find(duty->occurrences, wanted.occurrence_id, &Occurrence::id);
    if (occurrence == duty->occurrences.end())
        return refuse(Refusal::Kind::conflict, "ledger.refuse.term_lost");
    if (occurrence->done_on)
        return refuse(Refusal::Kind::conflict, "ledger.refuse.done_already", {std::to_string(occurrence->number)});
    const auto id = connection
                        .query(sql::add_offer, wanted.occurrence_id, wanted.done_on, wanted.words, word_of(wanted.kind),
                               wanted.address, wanted.file_name, wanted.file, wanted.given_by, now())
                        .first<OfferId>();
    if (!id)
        return refuse(Refusal::Kind::conflict, "ledger.refuse.offered_already", {std::to_string(occurrence->number)});
    note(connection, wanted.given_by, "ledger.offer", std::get<0>(*id),
         {{"occurrence", wanted.occurrence_id},
          {"done_on", to_text(wanted.done_on)},
          {"kind", word_of(wanted.kind)},
          {"address", wanted.address},
          {"file", wanted.file}});
    return std::get<0>(*id);
}

Result<void> accept(db::Connection& connection, OfferId id, std::string_view actor) {
    const auto offer = find_offer(connection, id);
    if (!offer)
        return refuse(Refusal::Kind::missing, "ledger.refuse.unknown");
    if (offer->given_by == actor)
        return refuse(Refusal::Kind::forbidden, "ledger.refuse.own_proof");
    if (offer->has_lost_its_term)
        return refuse(Refusal::Kind::conflict, "ledger.refuse.term_lost");
    if (connection.run(sql::answer_offer, id, "accepted", "", actor, now()) == 0)
        return refuse(Refusal::Kind::conflict, "ledger.refuse.answered_already");
    const auto duty = find_duty(connection, offer->duty_id);
    const auto occurrence = std::ranges::find(duty->occurrences, offer->occurrence_id, &Occurrence::id);
    const Proof proof{0, offer->occurrence_id, offer->done_on, offer->words, offer->address, false};
    if (const auto proved = prove(connection, *occurrence, proof, offer->given_by); !proved)
        return std::unexpected(proved.error());
    note(connection, actor, "ledger.accept", id, {{"occurrence", offer->occurrence_id}, {"done_on", to_text(offer->done_on)}});
    return {};
}

Result<void> give_back(db::Connection& connection, OfferId id, std::string_view reason, std::string_view actor) {
    if (trim(reason).empty())
        return refuse(Refusal::Kind::invalid, "ledger.refuse.no_reason");
    if (connection.run(sql::answer_offer, id, "returned", trim(reason), actor, now()) == 0)
        return refuse(Refusal::Kind::conflict, "ledger.refuse.answered_already");
    note(connection, actor, "ledger.give_back", id, {{"reason", trim(reason)}});
    return {};
}

std::vector<std::string> files_named(db::Connection& connection) {
    std::vector<std::string> all;
    for (auto rows = connection.query(sql::files_named); rows.next();)
        all.push_back(rows.get<std::string>(0));
    return all;
}

}  // namespace gongkai::ledger
