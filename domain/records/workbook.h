// Records as files for people and programs: CSV line by line, XLSX with its dictionary. Both have the same columns, and what was
// written can be read in again.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/records/record.h"

namespace gongkai::records {

// Heads of the public fields, and at the end of what every record has: its number, the unit, the day.
std::vector<std::string> heads_written(const Kind& kind);
std::vector<std::string> cells_written(const Kind& kind, const Record& record, const people::Directory& units);

// Written row by row with constant memory.
class Workbook {
  public:
    Workbook(const std::filesystem::path& file, const Kind& kind, const people::Directory& units);
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    void add(const Record& record);
    void finish();  // throws std::runtime_error where the file cannot be written

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace gongkai::records
