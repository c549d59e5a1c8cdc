// Demonstration documents (示例数据): written for this program, one file each, and published by the deeds that an office uses, on
// the days that their heads say. They are marked wherever they are shown, enter neither the public log nor the sitemap, prove
// duties as demonstration proofs only, and go as a whole (docs/decisions/0150).
//
// A file is lines `key: value`, an empty line, and the text as an officer would type it. Keys: type, unit, title, published
// (2025-03-12 09:30), and where wanted column, theme, category, summary, every field of the type, the relations (other files by
// their names, without ending), proves (18.1 or 18.1/2: task, row, which time), files (of the folder files/, what is offered or
// stands in the text), from (a file of it that intake makes the text of), withdrawn and withdrawn_because; and edition_of with
// change_note in a file that corrects another.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"

namespace gongkai {
class Files;
}

namespace gongkai::publishing {

struct Told {
    std::string name;  // of the file, without ending
    std::map<std::string, std::string, std::less<>> head;
    std::string text;
    std::string_view at(std::string_view key) const;
};

// In the order of their publication. Refuses publishing.refuse.told (arguments: the file, what is wrong with it).
Result<std::vector<Told>> read_told(const std::filesystem::path& folder);

// From documents/ of the folder; how many. Refuses publishing.refuse.told_already, what read_told() refuses, and what a deed
// refuses, with the file's name.
Result<std::int64_t> demonstrate(db::Connection& connection, const Files& files, const std::filesystem::path& folder,
                                 std::string_view actor);

// From shelf, counts, relations and tables; real documents lose what they said of demonstration ones.
std::int64_t drop_demonstration(db::Connection& connection, std::string_view actor);

}  // namespace gongkai::publishing
