// The run: items are read in batches on all processors while the batch before is written. What came in before is not taken in
// again, so a run that was killed is simply begun anew.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/core/words.h"
#include "base/db/database.h"
#include "base/files/files.h"
#include "domain/imports/item.h"
#include "domain/imports/known.h"
#include "domain/imports/source.h"
#include "domain/publishing/desk.h"

namespace gongkai::imports {

struct Orders {
    Wanted wanted;
    bool makes_missing = false;                               // units and columns
    bool only_looks = false;                                  // nothing is written
    publishing::Marking marking = publishing::Marking::real;  // 示例数据
    Language language = Language::zh;
    Day today;
};

// What was handed over, opened: a table alone, or a folder or a ZIP, perhaps with a documents.csv in it.
struct Handed {
    std::unique_ptr<Source> source;  // null for a table that names no file
    Table table;
    std::string table_name;       // empty: there is none
    bool is_whole_folder = true;  // what no table names is taken in too
};
// Refuses core.refuse.file_…, imports.refuse.not_known (neither folder, CSV nor ZIP) and what the readers refuse.
Result<Handed> open_handed(const std::filesystem::path& path);

using Tell = std::function<void(const Outcome&)>;
using Progress = std::function<void(std::size_t done, std::size_t all)>;

struct Counted {
    std::map<Outcome::Kind, std::size_t> outcomes;
    std::vector<std::string> made_units, made_columns;
    std::size_t of(Outcome::Kind kind) const {
        const auto found = outcomes.find(kind);
        return found == outcomes.end() ? 0 : found->second;
    }
};

inline constexpr std::string_view importer = "import";  // the actor of these deeds

// `tell` is called once an item, in their order, and for each entry that is not looked at; nothing is told before it is
// committed. Refuses imports.refuse.unit, .column, .type where the whole run names one that is not there.
Result<Counted> import(db::Database& database, const Files& files, Handed& handed, const Orders& run, const Tell& tell,
                       const Progress& progress);

}  // namespace gongkai::imports
