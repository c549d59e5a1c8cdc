// The deeds on items of the catalogue. Each writes one line of the journal.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/catalogue/sheet.h"

namespace gongkai::catalogue {

// 条例20: the fifteen categories are items from the start, each with the term of 条例26. How many were added; what is there stays
// as it is. No deed of anybody, as install() in desk.h.
int install_items(db::Connection& connection);

struct Import {
    enum class Outcome { added, changed, unchanged };
    struct Row {
        RowRead read;
        Outcome outcome = Outcome::added;
        std::string key;
        std::vector<std::string> units;  // whom the subject names, by name
    };
    std::vector<Row> rows;
    std::vector<Refusal> remarks;
    std::vector<std::string> retired;  // names of items that the file has no longer, of the fields that it has
    int count(Outcome outcome) const;
};

// The fields of the file become what the file says: rows that were there keep their key, their column and their own limit. All of
// it or nothing: refuses catalogue.refuse.faults (argument: how many rows) where a row has a fault; the report is in `report`
// either way.
Result<void> take_in(db::Connection& connection, const SheetsRead& read, std::string_view actor, Import& report);
// What it would do; nothing is written. Refuses the same.
Result<void> preview(db::Connection& connection, const SheetsRead& read, Import& report);

// 条例26  法律、法规对政府信息公开的期限另有规定的，从其规定。 Empty words take it back. Refuses catalogue.refuse.unknown,
// .stale, .limit_unread and .no_reason.
Result<void> give_limit(db::Connection& connection, ItemId id, int version, std::string_view limit, std::string_view because,
                        std::string_view actor);

// Where its documents stand. Refuses catalogue.refuse.unknown, .stale and .no_column.
Result<void> put_into(db::Connection& connection, ItemId id, int version, std::string_view column_key, std::string_view actor);

// A file that waits to be looked at; `file` names it in base/files. Writes no line: nothing has happened yet.
std::int64_t hand_in(db::Connection& connection, std::string_view file, std::string_view file_name, std::string_view actor);
// It was taken in. Refuses catalogue.refuse.accepted_already.
Result<void> accept(db::Connection& connection, std::int64_t id);

}  // namespace gongkai::catalogue
