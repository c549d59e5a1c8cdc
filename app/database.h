// The verb `database copy`: an installation moves to another database.
#pragma once
#include "doors/terminal/verbs.h"

namespace gongkai {

void hang_database_on(terminal::Verbs& verbs);

}  // namespace gongkai
