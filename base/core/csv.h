// CSV by RFC 4180, read and written by libcsv. Fields are UTF-8; a BOM at the start is passed over.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"

namespace gongkai {

using CsvRow = std::vector<std::string>;

// All records of `text`. Refuses `core.refuse.csv` (argument: the line) where a quoted field never closes.
Result<std::vector<CsvRow>> read_csv(std::string_view text, char separator = ',');

// One record with its line end (\n): fields are quoted where they must be.
std::string csv_line(const CsvRow& row);

}  // namespace gongkai
