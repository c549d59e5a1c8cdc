// What this room hangs on the doors.
#pragma once
#include "doors/doors.h"

namespace gongkai::draws {

void hang_portal_pages(Doors& doors);
void hang_console_pages(Doors& doors);

}  // namespace gongkai::draws
