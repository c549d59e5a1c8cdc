// What this room hangs on the doors.
#pragma once

namespace gongkai {
struct Doors;
}

namespace gongkai::sections {

void hang_on(Doors& doors);

}  // namespace gongkai::sections
