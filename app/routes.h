// `gongkai routes`: the table of all addresses, for people who look for a page and for tests that hold every page to the same
// laws.
#pragma once
#include "doors/terminal/verbs.h"

namespace gongkai {

void hang_routes_on(terminal::Verbs& verbs);

}  // namespace gongkai
