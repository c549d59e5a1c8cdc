// Proofs in bulk, for demonstration and for offices that keep them in a table already.
#include <algorithm>
#include <boost/json.hpp>

#include "base/core/csv.h"
#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/extract/decode.h"
#include "domain/journal/desk.h"
#include "domain/ledger/desk.h"
#include "domain/ledger/rules.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"
#include "domain/programme/desk.h"
#include "domain/programme/store.h"

namespace gongkai::programme {
namespace {

constexpr std::size_t columns = 8;

// A path of this portal, a page elsewhere, or none.
bool is_web_address(std::string_view address) {
    if (std::ranges::any_of(address, [](char c) { return static_cast<unsigned char>(c) <= 0x20; }))
        return false;
    return address.empty() || (address.starts_with('/') && !address.starts_with("//")) || address.starts_with("https://") ||
           address.starts_with("http://");
}

// One notice with its duties by row, read once for all lines that speak of it.
struct Target {
    Programme programme;
    std::map<RowId, std::vector<ledger::Duty>> duties;
};

Target load_target(db::Connection& connection, const Notice& notice) {
    Target target{load(connection, notice), {}};
    for (auto& duty : ledger::duties_of(connection, notice.origin()))
        target.duties[duty.part].push_back(std::move(duty));
    return target;
}

// By the label of the task; 0 is the cover.
const StoredRow* find_row(const Programme& programme, std::string_view label, std::int64_t row_position) {
    for (const auto& task : programme.tasks) {
        if (task.label() == label && row_position >= 1 && row_position <= static_cast<std::int64_t>(task.rows.size()))
            return &task.rows[static_cast<std::size_t>(row_position - 1)];
    }
    return nullptr;
}

}  // namespace

Result<int> take_proofs(db::Connection& connection, std::string_view csv, Marking marking, std::string_view actor) {
    const auto table = read_csv(extract::decode(csv).text);
    if (!table)
        return std::unexpected(table.error());
    static const CsvRow head{"notice", "task", "row", "unit", "occurrence", "done_on", "words", "address"};
    if (table->empty() || table->front() != head)
        return refuse(Refusal::Kind::invalid, "programme.refuse.proof_head");
    if (table->size() == 1)
        return refuse(Refusal::Kind::invalid, "programme.refuse.proof_none");
    const auto units = people::directory(connection);
    std::map<std::string, Target> targets;
    for (std::size_t i = 1; i < table->size(); ++i) {
        const auto& line = (*table)[i];
        const auto wrong = [&](std::string_view id, const std::string& value) {
            return refuse(Refusal::Kind::invalid, "programme.refuse.proof." + std::string(id), {std::to_string(i + 1), value});
        };
        if (line.size() != columns)
            return wrong("columns", std::to_string(line.size()));
        const auto row_position = whole_number(line[2]), occurrence = whole_number(line[4]);
        const auto done_on = parse_day(line[5]);
        for (const auto& [number, text] : {std::pair{row_position, line[2]}, {occurrence, line[4]}})
            if (!number)
                return wrong("number", text);
        if (!done_on)
            return wrong("day", line[5]);
        if (!targets.contains(line[0])) {
            const auto notice = find_notice(connection, line[0]);
            if (!notice)
                return wrong("notice", line[0]);
            targets.emplace(line[0], load_target(connection, *notice));
        }
        auto& target = targets.at(line[0]);
        const auto* row = find_row(target.programme, line[1], *row_position);
        if (!row)
            return wrong("row", line[1] + '.' + line[2]);
        const auto* unit = units.find(line[3], target.programme.notice.head.signed_on.value_or(*done_on));
        const auto owes = [&](const ledger::Duty& duty) {
            return unit ? duty.unit_id == unit->id : !duty.unit_id && duty.group_name == line[3];
        };
        const auto& duties = target.duties[row->id];
        const auto duty = std::ranges::find_if(duties, owes);
        if (duty == duties.end())
            return wrong(unit ? "owner" : "unit", line[3]);
        const auto found = std::ranges::find(duty->occurrences, *occurrence, &ledger::Occurrence::number);
        if (found == duty->occurrences.end())
            return wrong("occurrence", line[4]);
        if (*done_on < ledger::done_on_at_earliest(*duty))
            return wrong("early", line[5]);
        if (!is_web_address(line[7]))
            return wrong("address", line[7]);
        const auto proved = ledger::prove(connection, *found,
                                          {0, found->id, *done_on, line[6], line[7], marking == Marking::demonstration}, actor);
        if (!proved)
            return refuse(proved.error().kind,
                          proved.error().id == "ledger.refuse.done_already" ? "programme.refuse.proof_again"
                                                                            : "programme.refuse.proof_future",
                          {std::to_string(i + 1), line[3], line[1] + '.' + line[2], line[4], line[5]});
    }
    const int count = static_cast<int>(table->size()) - 1;
    journal::note(connection,
                  {std::string(actor), "programme.take_proofs", "proofs",
                   boost::json::serialize(boost::json::object{
                       {"count", count}, {"sha256", sha256_hex(csv)}, {"is_demonstration", marking == Marking::demonstration}})});
    return count;
}

}  // namespace gongkai::programme
