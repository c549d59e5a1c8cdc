// What the system administrator looks at: settings and the state of this server.
#pragma once

namespace gongkai {

struct Doors;

void hang_operation_pages_on(Doors& doors);

}  // namespace gongkai
