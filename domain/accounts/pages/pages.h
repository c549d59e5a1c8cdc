// What the handlers of this room share.
#pragma once
#include "doors/doors.h"

namespace gongkai::accounts {

void hang_door_pages(Doors& doors);    // signing in and out, links that work once
void hang_own_pages(Doors& doors);     // one's own account
void hang_keeper_pages(Doors& doors);  // those who keep accounts, and those who read the access log

}  // namespace gongkai::accounts
