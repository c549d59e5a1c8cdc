#include "domain/draws/results.h"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

#include "domain/calendar/desk.h"
#include "domain/draws/desk.h"
#include "domain/draws/queries.h"
#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/rules.h"
#include "domain/ledger/store.h"
#include "domain/records/rules.h"
#include "domain/records/store.h"

namespace gongkai::draws {
namespace {

namespace json = boost::json;

const records::Kind& result_kind() {
    static const records::Kind* const kind = records::kinds().find("inspection_result");
    if (!kind)
        throw std::logic_error("there is no kind inspection_result");
    return *kind;
}

struct Found {
    DrawId id = 0;
    std::int64_t results = 0;
    std::optional<Day> all_on;
};

// Each object that was drawn has a result of its own. What is withdrawn counts no more; what was public for a time and is over
// does.
Found results_of(db::Connection& connection, const Draw& draw) {
    const auto& kind = result_kind();
    const auto task = kind.find_field("task_no").value(), code = kind.find_field("uscc").value();
    const auto objects = whole_entries(connection, draw.id, Library::objects);
    std::vector<std::string> identities;
    Found found{draw.id, 0, std::nullopt};
    std::optional<Day> last;
    const auto look = [&] {
        for (const auto& [identity, record] : records::find_wholes(connection, kind, identities))
            if (!record.withdrawn_at && !record.is_demonstration) {
                ++found.results;
                last = std::max(last.value_or(record.published_on), record.published_on);
            }
        identities.clear();
    };
    for (const auto& pick : picks_of(draw, draw.secret, draw.public_number)) {
        records::Values values(kind.fields.size());
        values[task] = draw.task_no;
        values[code] = objects.at(static_cast<std::size_t>(pick.object - 1)).code;
        identities.push_back(records::identity_of(kind, values));
        if (identities.size() == records::wholes_at_once)
            look();
    }
    if (!identities.empty())
        look();
    if (found.results == draw.drawn)
        found.all_on = last;
    return found;
}

std::vector<Found> changed(db::Connection& connection) {
    std::vector<DrawId> owing;
    for (auto rows = connection.query(sql::owing); rows.next();)
        owing.push_back(rows.get<DrawId>(0));
    std::vector<Found> all;
    for (const auto id : owing) {
        const auto draw = find_draw(connection, id).value();
        if (auto found = results_of(connection, draw); found.results != draw.results || found.all_on)
            all.push_back(std::move(found));
    }
    return all;
}

void prove(db::Connection& connection, const Draw& draw, Day on, std::string_view actor) {
    const auto duty = ledger::find_duty(connection, *draw.duty_id);
    for (const auto& occurrence : duty ? duty->occurrences : std::vector<ledger::Occurrence>()) {
        if (occurrence.done_on)
            continue;
        const ledger::Proof proof{0,
                                  occurrence.id,
                                  on,
                                  words(Language::zh, "draws.duty_done", {std::to_string(draw.drawn)}),
                                  std::string(address_before) + std::to_string(draw.id),
                                  false};
        if (const auto proved = ledger::prove(connection, occurrence, proof, actor); !proved)
            throw std::logic_error("what is public cannot be a proof: " + proved.error().id);
    }
    journal::note(connection, {std::string(actor), "draws.results", "draw/" + std::to_string(draw.id),
                               json::serialize(json::object{{"results", draw.drawn}, {"on", to_text(on)}})});
}

}  // namespace

void open_duty(db::Connection& connection, const Draw& draw) {
    if (draw.is_demonstration || draw.task_no.empty() || !draw.checks_until)
        return;
    const auto& clock = result_kind().clock;
    ledger::Term term;
    term.kind = ledger::Term::Kind::within;
    term.count = clock.amount;
    term.in_working_days = clock.in_working_days;
    term.words = words(Language::zh, "draws.duty", {draw.title, clock.says.zh});
    const auto duty = ledger::begin(connection, {std::string(duties_origin), draw.id, draw.unit_id, "",
                                                 ledger::occurrences_of(term, *draw.checks_until, year_of(*draw.checks_until),
                                                                        calendar::working_days(connection))});
    connection.run(sql::owes, draw.id, duty);
}

int follow(db::Connection& connection, std::string_view actor) {
    const auto all = changed(connection);
    for (const auto& found : all) {
        if (found.all_on)
            prove(connection, find_draw(connection, found.id).value(), *found.all_on, actor);
        connection.run(sql::results, found.id, found.results, found.all_on);
    }
    return static_cast<int>(all.size());
}

void follow(db::Database& database) {
    if (database.read([](db::Connection& connection) { return !changed(connection).empty(); }))
        database.write([](db::Connection& connection) { follow(connection, "portal"); });
}

}  // namespace gongkai::draws
