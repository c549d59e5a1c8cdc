// Files and tables that are too long to be held whole, piece by piece.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "base/core/csv.h"
#include "base/core/refusal.h"

namespace gongkai {

class FilePieces {
  public:
    // Refuses core.refuse.file_missing and .file_unreadable, as read_file() does.
    static Result<FilePieces> open(const std::filesystem::path& path);
    FilePieces(FilePieces&&) noexcept;
    ~FilePieces();
    Result<std::string_view> next();  // empty at the end; valid until it is asked for again

  private:
    struct Open;
    explicit FilePieces(std::unique_ptr<Open> open);
    std::unique_ptr<Open> open_;
};

// As each_csv_row() of a text; `next` gives nothing at the end. Refuses what `next` refuses.
Result<void> each_csv_row(const std::function<Result<std::string_view>()>& next, const std::function<bool(CsvRow&)>& take,
                          char separator = ',', BlankLines blank = BlankLines::passed_over);

}  // namespace gongkai
