// What this room hangs on the doors.
#pragma once
#include "doors/terminal/verbs.h"

namespace gongkai {
struct Doors;
}

namespace gongkai::draws {

void hang_on(terminal::Verbs& verbs);
void hang_on(Doors& doors);

}  // namespace gongkai::draws
