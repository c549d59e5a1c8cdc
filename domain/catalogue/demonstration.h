// What this room shows for demonstration (示例数据): a catalogue in the national layout, what units say of themselves, training.
// It is taken in by the deeds an office uses, marked in its rows, and goes as a whole; what an office says later stays.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/core/refusal.h"
#include "base/db/connection.h"

namespace gongkai {
class Files;
}

namespace gongkai::catalogue {

// From catalogue.csv and facts.json of the folder; how many rows and statements. Refuses catalogue.refuse.demonstration where the
// office keeps a catalogue, a guide or profiles already, .demonstration_file (argument: the file), and what the deeds refuse.
Result<std::int64_t> demonstrate(db::Connection& connection, const Files& files, const std::filesystem::path& folder,
                                 std::string_view actor);
std::int64_t drop_demonstration(db::Connection& connection, std::string_view actor);

}  // namespace gongkai::catalogue
