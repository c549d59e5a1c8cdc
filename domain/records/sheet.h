// A file of records: XLSX, or CSV, which its name tells, row by row. The heads of its columns are matched by the names of the
// kind's fields, their codes and the other heads that the kind knows; every row becomes values or faults.
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
};

// What a file says: it can be walked more than once. A CSV in UTF-8 stays on disk and is read piece by piece.
class Sheet {
  public:
    // Refuses what extract() and read_csv() refuse, records.refuse.no_head (no row names the fields; arguments: those that are
    // needed), .head_twice and .head_unit (a sum in 元 where the kind has 万元).
    static Result<Sheet> open(const std::filesystem::path& file, std::string_view name, const Kind& kind);
    static Result<Sheet> of_csv(std::string csv, const Kind& kind);

    // `take` gets each row that is not empty, with what is wrong in it, and says whether it wants more. Refuses a CSV that breaks
    // off in the middle.
    Result<void> each_row(const ValueReader& reader, const std::function<bool(Row&&, std::vector<RowFault>&&)>& take) const;

    const std::vector<std::string>& unknown() const { return unknown_; }  // heads of columns that are not taken

  private:
    using Cells = std::vector<std::string>;
    struct Read {
        Row row;
        std::vector<RowFault> faults;
        Cells cells;
    };
    explicit Sheet(const Kind& kind) : kind_(&kind) {}
    Result<void> walk(const std::function<bool(std::int64_t, Cells&)>& take) const;
    // The cells of one row as values, or what is wrong with them.
    void read_row(const ValueReader& reader, const std::vector<std::string>& head_of, Read& read) const;
    Result<void> find_head();
    Result<void> take_head(const Cells& cells, std::int64_t number);

    const Kind* kind_;
    // One of these: a CSV on disk, one in memory, a workbook.
    std::filesystem::path file_;
    std::optional<std::string> csv_;
    std::vector<Cells> rows_;
    std::int64_t head_row_ = 0;
    std::vector<std::string> heads_;
    std::vector<std::optional<FieldIndex>> columns_;
    std::vector<std::string> unknown_;
};

// "PM2.5 *" and "ｐｍ 2.5" are one head.
std::string head_key(std::string_view head);

// An empty sheet to fill in: heads with their units, choices to pick from, examples and the dictionary on sheets of their own.
std::string template_xlsx(const Kind& kind, const people::Directory& units);

}  // namespace gongkai::records
