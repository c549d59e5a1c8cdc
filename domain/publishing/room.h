// Hangs this room on the doors; what its timer does.
#pragma once
#include "base/core/settings.h"
#include "base/db/database.h"
#include "doors/doors.h"
#include "doors/terminal/verbs.h"

namespace gongkai::search {
class Tally;
}

namespace gongkai::publishing {

void hang_on(terminal::Verbs& verbs);
void hang_on(Doors& doors, search::Tally& tally);

// Publishes what was scheduled for a moment that has come; how many. Each is a deed of its own, so that one that cannot go out
// holds up no other.
int publish_due(db::Database& database);

// Tries some of the links that lead elsewhere (links.h), for eight seconds at most; how many.
int try_links_elsewhere(db::Database& database, const Settings& settings);

}  // namespace gongkai::publishing
