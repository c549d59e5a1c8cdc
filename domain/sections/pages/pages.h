// What this room hangs on the doors.
#pragma once
#include "doors/doors.h"

namespace gongkai::sections {

void hang_console_pages(Doors& doors);
void hang_breakdown_pages(Doors& doors);

}  // namespace gongkai::sections
