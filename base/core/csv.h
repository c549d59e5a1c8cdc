// CSV by RFC 4180, read and written by libcsv. Fields are UTF-8; a BOM at the start is passed over.
#pragma once
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"

namespace gongkai {

using CsvRow = std::vector<std::string>;

// All records of `text`. Refuses `core.refuse.csv` (argument: the line) where a quoted field never closes.
Result<std::vector<CsvRow>> read_csv(std::string_view text, char separator = ',');

// A line of nothing is no record. Who counts lines as a spreadsheet does is given it as a record without fields.
enum class BlankLines { passed_over, told };

// The same record by record, for texts that are long: `take` may move the fields out, and says whether it wants more. What was
// taken before a refusal was whole.
Result<void> each_csv_row(std::string_view text, const std::function<bool(CsvRow&)>& take, char separator = ',',
                          BlankLines blank = BlankLines::passed_over);

// One record with its line end (\n): fields are quoted where they must be.
std::string csv_line(const CsvRow& row);

// A table: the first record names the columns, which may stand in any order, with others between them.
struct CsvTable {
    CsvRow header;
    std::vector<CsvRow> rows;

    std::optional<std::size_t> column(std::string_view name) const;
    // Without the blanks around it; empty where the record is too short or no column has this name.
    std::string_view at(std::size_t row, std::string_view name) const;
};

// Refuses as above, and `core.refuse.csv_column` (argument: the name) where one of `columns` is missing.
Result<CsvTable> read_csv_table(std::string_view text, std::initializer_list<std::string_view> columns, char separator = ',');

}  // namespace gongkai
