// What this room hangs on the doors.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "doors/terminal/verbs.h"

namespace gongkai {
struct Doors;
class Files;
}  // namespace gongkai

namespace gongkai::db {
class Connection;
}

namespace gongkai::programme {

// Who gives a link as a proof, or a notice, waits for another server or another process, for seconds: in a pool of his own he
// holds up nobody who reads.
inline constexpr std::size_t slow_lane = 2, slow_workers = 4;

// What a room above keeps for demonstration (示例数据): taken in from a folder, and taken out again as a whole; how many things.
struct Demonstration {
    std::function<Result<std::int64_t>(db::Connection& connection, const Files& files, const std::filesystem::path& folder,
                                       std::string_view actor)>
        take_in;
    std::function<std::int64_t(db::Connection& connection, std::string_view actor)> drop;
};

// The program lists the demonstrations of the rooms above, in the order in which they are taken in: this room knows none of them.
void hang_on(terminal::Verbs& verbs, std::vector<Demonstration> demonstrations = {});
void hang_on(Doors& doors);

}  // namespace gongkai::programme
