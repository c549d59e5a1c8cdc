// Pages that belong to no room: the reader's choices, the accessibility statement, what machines find.
#pragma once

namespace gongkai {

struct Doors;
void hang_common_pages_on(Doors& doors);

}  // namespace gongkai
