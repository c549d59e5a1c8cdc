// What the handlers of this room share.
#pragma once
#include "doors/doors.h"

namespace gongkai::records {

void hang_portal_pages(Doors& doors);

}  // namespace gongkai::records
