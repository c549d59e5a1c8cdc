// What this room hangs on the doors.
#pragma once
#include "domain/search/source.h"
#include "doors/terminal/verbs.h"

namespace gongkai {
struct Doors;
}

namespace gongkai::search {

class Keeper;
class Tally;

// Questions have workers of their own: whoever reads a page never waits for somebody who searches.
inline constexpr std::size_t lane = 3, workers = 2;

void hang_on(terminal::Verbs& verbs, SourcesOf sources);
void hang_on(Doors& doors, Keeper& keeper, Tally& tally);
void hang_library_on(Doors& doors, Tally& tally);  // its entry of the menu stands where this is called

}  // namespace gongkai::search
