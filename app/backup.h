// `gongkai backup DIR` while the server runs, and `gongkai restore DIR` into an empty place.
#pragma once
#include "doors/terminal/verbs.h"

namespace gongkai {

void hang_backup_on(terminal::Verbs& verbs);

}  // namespace gongkai
