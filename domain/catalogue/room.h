// What this room hangs on the doors.
#pragma once
#include "doors/terminal/verbs.h"

namespace gongkai {
struct Doors;
}

namespace gongkai::catalogue {

void hang_on(terminal::Verbs& verbs);
void hang_on(Doors& doors);  // and puts into the database what an installation begins with

}  // namespace gongkai::catalogue
