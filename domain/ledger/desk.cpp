#include "domain/ledger/desk.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/words.h"
#include "domain/journal/desk.h"
#include "domain/ledger/queries.h"
#include "domain/ledger/rules.h"

namespace gongkai::ledger {
namespace {

void plan(db::Connection& connection, DutyId id, const std::vector<Planned>& occurrences, int after_number) {
    int number = after_number;
    for (const auto& one : occurrences)
        connection.run(sql::add_occurrence, id, ++number, word_of(one.kind), one.words, one.due_on,
                       one.count ? std::optional(one.count->after) : std::nullopt,
                       one.count ? std::optional(one.count->working_days) : std::nullopt);
}

bool is_same_term(const Planned& one, const Occurrence& other) {
    return one.due_on == other.due_on && one.kind == other.kind && one.words == other.words;
}

// Not done, with an offer, those whose term was lost before too; first those whose offer waits.
std::vector<Occurrence> offered_occurrences(db::Connection& connection, DutyId id) {
    std::vector<Occurrence> all;
    for (auto rows = connection.query(sql::offered_occurrences, id); rows.next();)
        all.push_back({rows.get<OccurrenceId>(0),
                       rows.get<int>(1),
                       kind_from(rows.text(2)).value_or(Term::Kind::unstated),
                       rows.get<std::string>(3),
                       rows.get<Day>(4),
                       {}});
    return all;
}

// Each of `offered` takes the first of `open` that fits; both leave their lists.
template <class Fits>
void pair_where(db::Connection& connection, std::vector<Occurrence>& offered, std::vector<Planned>& open, Fits fits) {
    std::erase_if(offered, [&](const Occurrence& one) {
        const auto found = std::ranges::find_if(open, [&](const Planned& planned) { return fits(planned, one); });
        if (found == open.end())
            return false;
        connection.run(sql::replan_occurrence, one.id, word_of(found->kind), found->words, found->due_on,
                       found->count ? std::optional(found->count->after) : std::nullopt,
                       found->count ? std::optional(found->count->working_days) : std::nullopt);
        open.erase(found);
        return true;
    });
}

struct OfPage {
    std::int64_t proof_id;
    OccurrenceId occurrence_id;
    DutyId duty_id;
    bool has_ended;
    std::string address;
};

std::vector<OfPage> of_page(db::Rows rows) {
    std::vector<OfPage> all;
    while (rows.next())
        all.push_back({rows.get<std::int64_t>(0), rows.get<OccurrenceId>(1), rows.get<DutyId>(2), rows.get<bool>(3),
                       rows.get<std::string>(4)});
    return all;
}

void settle(db::Connection& connection, const std::vector<OfPage>& all) {
    for (const auto& one : all)
        if (!one.has_ended)
            connection.run(sql::settle_occurrence, one.occurrence_id);
}

}  // namespace

DutyId begin(db::Connection& connection, const NewDuty& duty) {
    const auto id =
        std::get<0>(*connection.query(sql::add_duty, duty.origin, duty.part, duty.unit_id, duty.group_name).first<DutyId>());
    plan(connection, id, duty.occurrences, 0);
    return id;
}

void end(db::Connection& connection, DutyId id, Day on) { connection.run(sql::end_duty, id, on); }

void replan(db::Connection& connection, const Duty& duty, const std::vector<Planned>& occurrences) {
    connection.run(sql::drop_open_occurrences, duty.id);
    auto open = occurrences;
    int last_number = 0;
    for (const auto& done : duty.occurrences) {
        if (!done.done_on)
            continue;
        last_number = std::max(last_number, done.number);
        if (const auto same = std::ranges::find_if(open, [&](const Planned& one) { return is_same_term(one, done); });
            same != open.end())
            open.erase(same);
    }
    auto offered = offered_occurrences(connection, duty.id);
    for (const auto& one : offered)
        last_number = std::max(last_number, one.number);
    pair_where(connection, offered, open, is_same_term);
    pair_where(connection, offered, open, [](const Planned& a, const Occurrence& b) { return a.due_on == b.due_on; });
    pair_where(connection, offered, open, [](const Planned& a, const Occurrence& b) { return a.kind == b.kind; });
    pair_where(connection, offered, open, [](const Planned&, const Occurrence&) { return true; });
    for (const auto& left : offered)
        connection.run(sql::drop_occurrence, left.id, today());
    plan(connection, duty.id, open, last_number);
}

Result<std::int64_t> prove(db::Connection& connection, const Occurrence& occurrence, const Proof& proof, std::string_view actor) {
    if (proof.done_on > today())
        return refuse(Refusal::Kind::invalid, "ledger.refuse.done_in_future", {to_text(proof.done_on)});
    if (connection.run(sql::mark_done, occurrence.id, proof.done_on) == 0)
        return refuse(Refusal::Kind::conflict, "ledger.refuse.done_already", {std::to_string(occurrence.number)});
    return std::get<0>(*connection
                            .query(sql::add_proof, occurrence.id, proof.done_on, proof.words, proof.address,
                                   proof.is_demonstration, actor, now())
                            .first<std::int64_t>());
}

bool lies_at(std::string_view page, std::string_view address) {
    return address.starts_with(page) && (address.size() == page.size() || std::string_view("/?#").contains(address[page.size()]));
}

std::string end_of_addresses(std::string_view page) { return std::string(page) + '\x7F'; }

Lapsed lapse(db::Connection& connection, std::string_view page, Day on, std::string_view because, std::string_view actor) {
    auto all = of_page(connection.query(sql::proofs_of_page, page, end_of_addresses(page)));
    std::erase_if(all, [&](const OfPage& one) { return !lies_at(page, one.address); });
    Lapsed lapsed;
    for (const auto& one : all) {
        connection.run(sql::add_lapse, one.proof_id, page, on, because);
        lapsed.proofs.push_back(one.proof_id);
        if (!one.has_ended && std::ranges::find(lapsed.duties, one.duty_id) == lapsed.duties.end())
            lapsed.duties.push_back(one.duty_id);
    }
    settle(connection, all);
    for (auto rows = connection.query(sql::offers_of_page, page, end_of_addresses(page)); rows.next();)
        if (lies_at(page, rows.text(1)))
            lapsed.offers.push_back(rows.get<std::int64_t>(0));
    for (const auto offer : lapsed.offers)
        connection.run(sql::answer_offer, offer, "returned",
                       words(Language::zh, "ledger.offer.page_withdrawn", {to_chinese(on), std::string(because)}), actor, now());
    return lapsed;
}

void reword_lapses(db::Connection& connection, std::string_view page, std::string_view because) {
    connection.run(sql::reword_lapses, page, because);
}

int restore(db::Connection& connection, std::string_view page, Day on) {
    const auto all = of_page(connection.query(sql::lapsed_with_page, page));
    connection.run(sql::end_lapses, page, on);
    settle(connection, all);
    return static_cast<int>(all.size());
}

int recount(db::Connection& connection, const calendar::WorkingDays& now, const std::vector<Day>& changed,
            std::string_view actor) {
    boost::json::array moves;
    struct Move {
        OccurrenceId id;
        Day to;
    };
    std::vector<Move> moved;
    for (auto rows = connection.query(sql::counted_occurrences, changed.back()); rows.next();) {
        const auto id = rows.get<OccurrenceId>(0);
        const auto was = rows.get<Day>(1);
        const auto is = now.after(rows.get<Day>(2), rows.get<int>(3));
        if (!is || *is == was)
            continue;
        moved.push_back({id, *is});
        moves.push_back({{"occurrence", id}, {"was", to_text(was)}, {"is", to_text(*is)}});
    }
    for (const auto& move : moved)
        connection.run(sql::move_due_day, move.id, move.to);
    if (!moved.empty())
        journal::note(connection, {std::string(actor), "ledger.recount", "occurrences",
                                   boost::json::serialize(boost::json::object{{"moved", moves}})});
    return static_cast<int>(moved.size());
}

std::int64_t drop_demonstration(db::Connection& connection) {
    connection.run(sql::reopen_demonstration);
    connection.run(sql::drop_demonstration_lapses);
    return connection.run(sql::drop_demonstration);
}

}  // namespace gongkai::ledger
