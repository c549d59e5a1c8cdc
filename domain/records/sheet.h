// A file of records, row by row: a workbook, or a text whose columns are parted by commas, semicolons or tabs. The heads of its
// columns are matched by the names of the kind's fields, their codes and the other heads that the kind knows; every row becomes
// values or faults.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "domain/records/kind.h"
#include "domain/records/value.h"

namespace gongkai::extract {
struct Document;
}

namespace gongkai::records {

// What is wrong in a row: `column` is the head as it stands in the file, empty where the row as a whole is meant.
struct RowFault {
    std::int64_t row = 0;  // as people count them in the file, from 1, the head included
    std::string column, typed;
    Refusal refusal;
};

struct Row {
    std::int64_t number = 0;
    Values values;  // complete() has been over them
    FieldSet left_out = {};
};

// In a table that a program has written (of_csv()): of this field nothing is said in this row, as where there is no column.
inline constexpr std::string_view not_said = "\x1A";

// What a file says: it can be walked more than once. A CSV in UTF-8 stays on disk and is read piece by piece.
class Sheet {
  public:
    // What it is is told by its bytes; a text is a table where its name says so or nothing else can be made of it. Rows of it
    // that are no records - sums, who filled it in, its head once more on the next sheet of paper, examples that were handed out
    // - are passed over. Refuses what extract() and read_csv() refuse, records.refuse.no_head (no row names the fields;
    // arguments: those that are needed), .head_twice, .head_unit (a sum in 元 where the kind has 万元) and .unit_above (the same,
    // said in a line above the head).
    static Result<Sheet> open(const std::filesystem::path& file, std::string_view name, const Kind& kind);
    // What a program has written: each row is a record.
    static Result<Sheet> of_csv(std::string csv, const Kind& kind);

    // `take` gets each row that is not empty, with what is wrong in it, and says whether it wants more; `passed_over` the number
    // of each row that is no record. Refuses a CSV that breaks off in the middle.
    using Take = std::function<bool(Row&&, std::vector<RowFault>&&)>;
    using PassedOver = std::function<void(std::int64_t row)>;
    Result<void> each_row(const ValueReader& reader, const Take& take, const PassedOver& passed_over = {}) const;

    const std::vector<std::string>& unknown() const { return unknown_; }  // heads of columns that are not taken
    const std::string& name() const { return name_; }                     // of a workbook: the sheet that is taken
    const std::vector<std::string>& others() const { return others_; }  // and those that are not, though something stands in them

  private:
    using Cells = std::vector<std::string>;
    struct Read {
        Row row;
        std::vector<RowFault> faults;
        Cells cells;
    };
    explicit Sheet(const Kind& kind) : kind_(&kind) {}
    static Result<Sheet> of_text(const std::filesystem::path& file, const Kind& kind);
    static Result<Sheet> of_workbook(const extract::Document& document, const Kind& kind);
    Result<void> walk(const std::function<bool(std::int64_t, Cells&)>& take) const;
    bool is_no_record(const Cells& cells) const;
    // The cells of one row as values, or what is wrong with them.
    void read_row(const ValueReader& reader, const std::vector<std::string>& head_of, Read& read) const;
    Result<void> find_head();
    Result<long> look_for_head(Cells& head, std::int64_t& number) const;  // how many fields it knows
    Result<void> take_head(const Cells& cells, std::int64_t number);

    const Kind* kind_;
    // One of these: a CSV on disk, one in memory, a workbook.
    std::filesystem::path file_;
    std::optional<std::string> csv_;
    std::vector<Cells> rows_;
    CountedFrom counted_from_ = CountedFrom::y1900;
    std::vector<int> row_numbers_;  // of these, where rows without text were left out
    char separator_ = ',';
    bool is_by_people_ = false;  // it may hold rows that are no records
    std::string name_;
    std::vector<std::string> others_;
    std::int64_t head_row_ = 0;
    std::vector<std::string> heads_;
    std::vector<std::optional<FieldIndex>> columns_;
    FieldSet left_out_;  // fields without a column
    std::vector<std::string> unknown_;
    std::optional<std::size_t> examples_;  // the column that says which rows are examples
};

// A cell as a CSV has it. A spreadsheet takes what begins with = + - @ for a formula and computes it; behind an apostrophe it is
// a text, and Sheet reads it without. What is a number stays one.
std::string safe_in_csv(std::string cell);

// Of that column, in files that are handed out: what is an example there becomes nobody's record.
inline constexpr std::string_view example_head = "示例数据", is_example = "是";

// "PM2.5 *" and "ｐｍ 2.5" are one head.
std::string head_key(std::string_view head);

// An empty sheet to fill in: heads with their units, choices to pick from, examples and the dictionary on sheets of their own.
std::string template_xlsx(const Kind& kind, const people::Directory& units);

}  // namespace gongkai::records
