// What search finds of this room: records by what everybody may see of them, and the kinds themselves.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/db/connection.h"
#include "domain/records/record.h"
#include "domain/search/desk.h"
#include "domain/search/source.h"

namespace gongkai::people {
class Directory;
}

namespace gongkai::records {

inline constexpr std::string_view kinds_in_search = "kind_of_record";  // the key is the kind's

// What is found of a record, without what its serial and the day of its publication say; `body` is that of its public values. Its
// text stays here: the index asks for it.
search::Entry entry_of(const Kind& kind, const Record& record, std::string_view body, const people::Directory& units);

// For the deeds: as they have just written the record; nothing where it stands in lists no more.
void hand_to_search(db::Connection& connection, search::HandOver& hand_over, const Kind& kind, std::int64_t serial,
                    Day published_on, std::optional<search::Entry>& entry);
// The same of a record as it is kept.
void hand_to_search(db::Connection& connection, search::HandOver& hand_over, const Kind& kind, std::int64_t serial,
                    const people::Directory& units);

search::Source found_records();
search::Source found_kinds();

}  // namespace gongkai::records
