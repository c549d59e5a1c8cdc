// What another system answers, as a table that an import reads: CSV as it is, or JSON with its records in a list. A mapping says
// what of theirs is what of ours; what it does not name is matched by its head, as in any table.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "domain/records/kind.h"

namespace gongkai::records {

// A line each:
//   xmdm = project_code          what they call xmdm is our field; ours by its key, name or another head; theirs in JSON with
//   dots
//                                where it lies within another value: owner.name
//   step: A01 = announced        in this field of ours, their word A01 is our choice
//   unit: = 市发改局              what this field is where they say nothing of it
// Empty lines and what begins with # are passed over.
struct Mapping {
    std::map<std::string, FieldIndex, std::less<>> fields;  // by what they call it
    std::map<FieldIndex, std::map<std::string, std::string, std::less<>>> values;
    std::map<FieldIndex, std::string> otherwise;
};
// Refuses records.refuse.mapping (the number of the line, what stands there) and .mapping_field (the number, our field that there
// is not).
Result<Mapping> read_mapping(const Kind& kind, std::string_view text);

// Rows under our keys where the mapping knows them, under their own heads else.
// "data.rows": where the list lies in a JSON answer; empty: the answer is the list, or it is the only list in it.
// Refuses records.refuse.fetched_json (what the parser says), .fetched_list (where it was looked for), .fetched_rows (more than
// fetched_at_most), .fetched_columns, .fetched_cells (the number of a row of CSV with more cells than heads), core.refuse.csv.
inline constexpr std::size_t fetched_at_most = 100'000;
class FetchedTable {
  public:
    FetchedTable(const Kind& kind, const Mapping& mapping);  // which outlive it
    // Adds the rows of an answer, or of one page of it; how many they were.
    Result<std::size_t> take(std::string_view answer, std::string_view list_at);
    // CSV with a head; empty where there is no row.
    std::string written();

  private:
    using Cells = std::vector<std::pair<std::string, std::string>>;  // a record of theirs, by what they call its values
    void add(const Cells& cells);
    Result<void> take_json(std::string_view text, std::string_view list_at);
    Result<void> take_csv(std::string_view text);
    std::size_t place_of(const std::string& head);
    std::size_t place_of_field(FieldIndex field);

    const Kind& kind_;
    const Mapping& mapping_;
    std::vector<std::string> heads_;
    std::map<std::string, std::size_t> places_;
    std::map<FieldIndex, std::size_t> of_field_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace gongkai::records
