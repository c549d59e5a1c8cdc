// What this room hangs on the doors.
#pragma once
#include <cstddef>

#include "doors/terminal/verbs.h"

namespace gongkai {
struct Doors;
}

namespace gongkai::programme {

// Who gives a link as a proof, or a notice, waits for another server or another process, for seconds: in a pool of his own he
// holds up nobody who reads.
inline constexpr std::size_t slow_lane = 2, slow_workers = 4;

void hang_on(terminal::Verbs& verbs);
void hang_on(Doors& doors);

}  // namespace gongkai::programme
