// What this room hangs on the doors.
#pragma once
#include "doors/terminal/verbs.h"

namespace gongkai::imports {

// documents import
void hang_on(terminal::Verbs& verbs);

}  // namespace gongkai::imports
