// A list as a file, for those who load it down and for the terminal.
#pragma once
#include <boost/json/fwd.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "domain/records/workbook.h"

namespace gongkai::records {

// A record as the API gives it out.
boost::json::object json_of(const Kind& kind, const Record& record, const people::Directory& units);

enum class Format { csv, xlsx, json };
std::optional<Format> format_named(std::string_view file);  // by its ending

// What stands in the file, piece by piece. The kind and the units outlive it.
class ListWriter {
  public:
    ListWriter(const Kind& kind, const people::Directory& units, Format format, Examples examples = Examples::none);
    std::string begin();
    std::string add(const Record& record);  // nothing where it is full
    std::string end();
    bool is_full() const { return book_ && book_->is_full(); }

  private:
    const Kind* kind_;
    const people::Directory* units_;
    Format format_;
    Columns columns_;
    std::shared_ptr<Workbook> book_;  // shared, as a body that is drawn can be copied
    bool has_rows_ = false;
};

}  // namespace gongkai::records
