// Records as files for people and programs: CSV line by line, XLSX with its dictionary. Both have the same columns, and what was
// written can be read in again.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/records/record.h"

namespace gongkai::records {

// Of a list as a file: the public fields, and at the end what every record has - its number, the unit, the day - but for what a
// field of the kind is called itself. Where examples are among them a column says of which rows; an import passes it and those
// rows over. Made once for many rows.
enum class Examples { none, some };
class Columns {
  public:
    explicit Columns(const Kind& kind, Examples examples = Examples::none);
    std::vector<std::string> heads() const;
    std::vector<std::string> cells(const Record& record, const people::Directory& units) const;
    std::vector<std::string> safe_cells(const Record& record, const people::Directory& units) const;  // of a CSV

  private:
    const Kind* kind_;
    std::vector<std::size_t> extras_;  // which of what every record has
};

// A list as XLSX, drawn while it is handed out: rows go in, bytes come out, and no more is kept than what the packing holds back.
// Its frame - heads, widths, the dictionary - is a small workbook of libxlsxwriter; the rows are put into that.
class Workbook {
  public:
    static constexpr std::int64_t rows_at_most = 1'048'575;  // that a sheet has beside its head

    Workbook(const Kind& kind, const people::Directory& units, Examples examples = Examples::none);
    ~Workbook();
    Workbook(Workbook&&) noexcept;
    Workbook& operator=(Workbook&&) noexcept;
    void add(const Record& record);
    bool is_full() const;  // of rows, or nearly of what an entry of a ZIP may hold: another workbook has the rest
    void finish();
    std::string take();  // what is ready since the last time

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace gongkai::records
