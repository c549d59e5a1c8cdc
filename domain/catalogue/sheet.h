// A catalogue as a file: sheets in the national layout, one or more for a field, or a CSV table. Reading says of every row what
// it found; whether anything is taken in is asked later (items.h), and then all of it or nothing.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/extract/document.h"
#include "domain/catalogue/item.h"
#include "domain/intake/checks.h"

namespace gongkai::catalogue {

// A merged cell's text stands in each of its places.
struct Sheet {
    std::vector<std::vector<std::string>> rows;
};

struct RowRead {
    int sheet = 0, row = 0;         // as people count them, from 1; rows without any text are not counted
    std::string field, field_name;  // see Item
    ItemText text;
    std::vector<Refusal> faults;  // with one of these nothing of the file is taken in
    std::vector<Refusal> doubts;  // 时限 that nobody can read, a subject that is no unit: taken as printed
};

struct SheetsRead {
    std::vector<RowRead> rows;
    std::vector<Refusal> remarks;  // sheets that hold no catalogue, columns that are not taken
    bool is_fine() const;
};

// Everybody reads a row once it is taken in: what may not be public in one (domain/intake/public_words.h) is a fault of it.
void ask_rows(SheetsRead& read, const intake::Checking& checking);

std::vector<Sheet> sheets_of(const extract::Document& document);
Result<std::vector<Sheet>> sheets_of_csv(std::string_view csv);

// A file that was handed in: XLSX, DOCX, HTML or PDF with tables, and CSV, which its name tells. Refuses what extract() and
// read_csv() refuse, and what read_sheets() does.
Result<SheetsRead> read_catalogue(const std::filesystem::path& file, std::string_view name);

// Refuses catalogue.refuse.no_table where no sheet has the head of a catalogue, .too_long beyond 20,000 rows.
Result<SheetsRead> read_sheets(const std::vector<Sheet>& sheets);

// How columns are called in sheets and CSV that the program writes, in their order; the first one in CSV only.
inline constexpr std::string_view field_column = "领域";
extern const std::vector<std::string_view> columns_written;

}  // namespace gongkai::catalogue
