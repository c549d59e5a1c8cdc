// What this room hangs on the doors.
#pragma once
#include "base/db/database.h"
#include "doors/terminal/verbs.h"

namespace gongkai {
struct Doors;
}

namespace gongkai::records {

// A large file is read, or written, for seconds: in a pool of its own it holds up nobody who reads a page.
inline constexpr std::size_t slow_lane = 2;

void hang_on(terminal::Verbs& verbs);
void hang_on(Doors& doors);

// Takes all demonstration records out, a part at a time; how many there were.
std::int64_t drop_all_demonstration(db::Database& database, std::string_view actor);

// Takes out of lists what must no longer be shown, and opens the duties of periods that are over.
void watch(db::Database& database);

}  // namespace gongkai::records
