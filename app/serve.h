// `gongkai serve`: the whole site over one database until it is told to stop.
#pragma once
#include "doors/terminal/verbs.h"

namespace gongkai {

void hang_serve_on(terminal::Verbs& verbs);

}  // namespace gongkai
