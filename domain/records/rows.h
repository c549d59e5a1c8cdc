// Rows of the table of records as what everybody may see of them: id, serial, unit, version, demonstration, body, last day, day,
// instant and place, from a column on.
#pragma once
#include <vector>

#include "base/db/connection.h"
#include "domain/records/record.h"

namespace gongkai::records {

Record record_in(const Kind& kind, const db::Rows& rows, int from = 0);
std::vector<Record> records_in(const Kind& kind, db::Rows rows);

}  // namespace gongkai::records
