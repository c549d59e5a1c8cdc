// What search finds of this room: records by what everybody may see of them, and the kinds themselves.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/db/connection.h"
#include "domain/records/kind.h"
#include "domain/search/source.h"

namespace gongkai::people {
class Directory;
}

namespace gongkai::records {

inline constexpr std::string_view kinds_in_search = "kind_of_record";  // the key is the kind's

// For the deeds: as the record stands in lists, or that it stands there no more.
void hand_to_search(db::Connection& connection, const Kind& kind, std::int64_t serial, const people::Directory& units);

search::Source found_records();
search::Source found_kinds();

}  // namespace gongkai::records
