// A file of records taken in: proved row by row first, then written in one deed, all of it or nothing.
#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "base/db/database.h"
#include "domain/records/change.h"
#include "domain/records/sheet.h"

namespace gongkai::records {

struct Report {
    std::int64_t rows = 0, added = 0, changed = 0, unchanged = 0;
    std::int64_t withdrawn = 0;                                       // by a delivery; a file withdraws nothing
    std::vector<std::pair<FieldIndex, std::int64_t>> changed_fields;  // in how many records each changes
    std::int64_t faulty_rows = 0;
    std::vector<RowFault> faults;           // the first thousand
    std::vector<std::string> unknown;       // columns that are not taken
    std::vector<std::int64_t> passed_over;  // rows that are no records, the first thousand
    std::int64_t passed_over_count = 0;
    std::string sheet;  // of a workbook of several: which was taken, and which were not
    std::vector<std::string> other_sheets;
    bool is_fine() const { return faulty_rows == 0; }
};
inline constexpr std::size_t faults_kept = 1000;

struct ImportOrder {
    const Kind& kind;
    people::UnitId unit_id = 0;
    Marking marking = Marking::real;
    std::string file_name, because, actor;
    std::function<void(std::int64_t rows)> progress = {};
};

// What it would do; nothing is written. Refuses what Sheet refuses.
Result<Report> preview(db::Connection& connection, const Sheet& sheet, const ImportOrder& order);

// Refuses records.refuse.faulty (argument: how many rows have faults; they stand in `report`) and writes nothing then. It is
// proved before the writer is asked, so a file with faults holds up nobody, and one without them for as long as it is written.
// What is done in the same deed before and after that may refuse it as well: then it is not taken in.
using Done = std::function<Result<void>(db::Connection& connection)>;
struct SameDeed {
    Done before = {}, after = {};
};
Result<void> take_in(db::Database& database, const Sheet& sheet, const ImportOrder& order, Report& report,
                     const SameDeed& beside = {});
// The same inside a deed of the caller.
Result<void> take_in(db::Connection& connection, const Sheet& sheet, const ImportOrder& order, Report& report);

// What was not taken of the file, in sentences: columns, rows, sheets.
std::vector<std::string> left_aside(const Report& report, Language language);

// Which fields change in how many records, in a sentence; empty where none does.
std::string said_of_changes(const Report& report, const Kind& kind, Language language);

// The faults as a table to work through: row, column, what stands there, what is wrong and what to do.
std::string faults_csv(const Report& report, Language language);

// The examples of every kind, or of some, marked as demonstration; how many records there are now. Kinds whose units the
// directory does not know are passed over.
struct Demonstrated {
    std::int64_t kinds = 0, records = 0;
    std::vector<Refusal> faults;
};
Demonstrated demonstrate(db::Connection& connection, std::string_view actor, const std::vector<std::string>& only = {});

// What is wrong with the examples of a kind: records.fault.example (arguments: the kind, the number of the example, the fault).
std::vector<Refusal> faults_of_examples(const Kind& kind, const people::Directory& units);

// The unit in whose name a kind is put in where nobody says: the first of the notice's that the directory knows.
std::optional<people::UnitId> usual_unit(const Kind& kind, const people::Directory& units);

}  // namespace gongkai::records
