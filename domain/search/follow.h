// The index follows the table of entries: what it is made of, how it catches up, how it is made anew. The server does it in
// keeper.h; the command line does it by itself only where no server has the folder.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/core/refusal.h"
#include "base/db/database.h"
#include "base/fulltext/index.h"
#include "domain/search/source.h"
#include "domain/search/store.h"

namespace gongkai::search {

// Columns of facets in the index.
enum class Facet : std::size_t { kind, unit, theme, column, year, validity };
inline constexpr std::size_t facet_columns = 6;
// A column behind them, which is no facet: the day on which it came, whatever the day is under which it stands.
inline constexpr std::size_t came_column = facet_columns;
std::uint32_t came_value(Day published_on);
std::vector<std::uint32_t> facets_of(const Kept& kept);  // a value a column

fulltext::Settings index_settings();

// Where text ends and what is only found begins: number, unit, day, other names.
inline constexpr char end_of_text = '\x1e';

using Progress = std::function<void(std::size_t done, std::size_t total)>;

// Whoever holds it writes the index of this folder; nobody else does. Nothing where another process has it.
class FolderLock {
  public:
    static std::optional<FolderLock> take(const std::filesystem::path& folder);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~FolderLock();

  private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

std::filesystem::path folder_in(const std::filesystem::path& data_folder);

// Everything that the sources have is handed over where that was never done, and what is compared is compared. Writes.
void gather(db::Database& database, const Sources& sources, const Progress& progress = {});
// Compares and reckons validity anew where something differs; true where anything was written.
bool look_again(db::Database& database, const Sources& sources);

// The index of `folder`; made anew where it is missing, damaged, of another database, or made by other rules. For the holder of
// the lock.
std::unique_ptr<fulltext::Index> open_or_make(db::Database& database, const std::filesystem::path& folder, const Sources& sources,
                                              const Progress& progress = {});
void make_anew(db::Database& database, fulltext::Index& index, const std::filesystem::path& folder, const Sources& sources,
               const Progress& progress = {});
void throw_away(const std::filesystem::path& folder);  // for the holder of the lock
bool is_to_be_made_anew(db::Database& database, const std::filesystem::path& folder);
void ask_to_make_anew(db::Database& database);

// One piece of what is above the index's sequence; how many entries. 0: it has caught up.
std::size_t feed(db::Database& database, fulltext::Index& index, const Sources& sources);

bool has_index_of(db::Database& database, const std::filesystem::path& folder);

// A copy that may be read while a server writes the folder: segments are linked, the log is copied. It goes away with the object.
class ReadingCopy {
  public:
    // Nothing where there is no index, or where it is changed too fast to be copied.
    static std::optional<ReadingCopy> of(const std::filesystem::path& folder);
    ReadingCopy(ReadingCopy&& other) noexcept : place_(std::exchange(other.place_, {})), index_(std::move(other.index_)) {}
    ReadingCopy& operator=(ReadingCopy&& other) noexcept {
        std::swap(place_, other.place_);
        std::swap(index_, other.index_);
        return *this;
    }
    ~ReadingCopy();
    fulltext::Index& index() { return *index_; }

  private:
    ReadingCopy() = default;
    std::filesystem::path place_;
    std::unique_ptr<fulltext::Index> index_;
};

// Every entry of the database against the index, on one snapshot. The index is asked for once it stands where the database does,
// for ten seconds at most. Nothing where there is none.
struct Agreement {
    fulltext::Verification found;
    std::uint64_t behind = 0;  // changes that the index has not followed yet
};
std::optional<Agreement> verify(db::Database& database, const std::filesystem::path& folder, const Sources& sources);

}  // namespace gongkai::search
