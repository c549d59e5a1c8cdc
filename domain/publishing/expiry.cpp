#include "domain/publishing/expiry.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/store.h"
#include "domain/publishing/queries.h"
#include "domain/publishing/validity.h"

namespace gongkai::publishing {

namespace json = boost::json;

int open_expiry_duties(db::Connection& connection, Day today) {
    struct Expiring {
        DocumentId id = 0;
        std::string title;
        people::UnitId unit_id = 0;
        Day expires_on;
    };
    std::vector<Expiring> all;
    for (auto rows = connection.query(sql::expiring, today, today + warned_before_expiry); rows.next();)
        all.push_back({rows.get<DocumentId>(0), rows.get<std::string>(1), rows.get<people::UnitId>(2), rows.get<Day>(3)});
    json::array opened;
    for (const auto& one : all) {
        const auto duty = ledger::begin(
            connection, {std::string(expiry_origin),
                         one.id,
                         one.unit_id,
                         "",
                         {{one.expires_on, ledger::Term::Kind::by,
                           words(Language::zh, "publishing.expiry.duty", {one.title, to_text(one.expires_on)}), std::nullopt}}});
        connection.run(sql::note_expiry_duty, one.id, one.expires_on, duty);
        opened.push_back(json::object{{"document", one.id}, {"duty", duty}});
    }
    if (!opened.empty())
        journal::note(connection,
                      {"portal", "publishing.term_ends", "documents", json::serialize(json::object{{"opened", opened}})});
    return static_cast<int>(all.size());
}

void settle_expiry(db::Connection& connection, const std::vector<DocumentId>& touched, std::string_view address,
                   std::string_view actor) {
    for (const auto id : touched) {
        const auto settled = connection.query(sql::settled_expiry, id, today()).first<ledger::DutyId>();
        if (!settled)
            continue;
        const auto duty = ledger::find_duty(connection, std::get<0>(*settled));
        for (const auto& occurrence : duty ? duty->occurrences : std::vector<ledger::Occurrence>()) {
            if (occurrence.done_on)
                continue;
            const ledger::Proof proof{
                0, occurrence.id, today(), words(Language::zh, "publishing.expiry.done"), std::string(address), false};
            if (const auto proved = ledger::prove(connection, occurrence, proof, actor); !proved)
                throw std::logic_error("what was just published cannot be a proof: " + proved.error().id);
        }
        ledger::end(connection, std::get<0>(*settled), today());
        connection.run(sql::forget_expiry_duty, id);
    }
}

}  // namespace gongkai::publishing
