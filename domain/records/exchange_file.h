// What another system takes: a file in the columns that it names. It is handed on by the office and may hold what is internal, so
// no public page makes one.
#pragma once
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/db/connection.h"
#include "domain/calendar/calendar.h"
#include "domain/records/store.h"

namespace gongkai::records {

enum class DayForm { dashes, slashes };  // 2026-10-12, 2026/10/12: what the system of the province asks for

std::vector<std::string> heads_exchanged(const ExchangeFile& file);
std::vector<std::string> cells_exchanged(const Kind& kind, const ExchangeFile& file, const WholeRecord& record,
                                         const people::Directory& units, DayForm days);

// Which records: of one unit or, with 0, of all; made on these days, both included.
struct ExchangeAsked {
    people::UnitId unit_id = 0;
    Day from, to;
};

// What the kind's clock says of them: how many came in time, how many late.
struct ExchangeCount {
    std::int64_t records = 0, in_time = 0, late = 0;
};

// Each record that is in lists, the newest first, without demonstration: `at_most` of them, of the first `look_at_most` of the
// days.
ExchangeCount each_exchanged(db::Connection& connection, const Kind& kind, const ExchangeAsked& asked,
                             const calendar::WorkingDays& calendar, std::int64_t at_most,
                             const std::function<void(const WholeRecord&)>& take,
                             std::int64_t look_at_most = std::numeric_limits<std::int64_t>::max());

// Written as CSV or, by its name, as XLSX with every cell as text: numbers of papers keep their zeros.
class ExchangeWriter {
  public:
    ExchangeWriter(const std::filesystem::path& path, const std::vector<std::string>& heads);
    ~ExchangeWriter();
    ExchangeWriter(const ExchangeWriter&) = delete;
    ExchangeWriter& operator=(const ExchangeWriter&) = delete;
    void add(const std::vector<std::string>& cells);
    void finish();  // throws std::runtime_error where the file cannot be written

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace gongkai::records
