#include "domain/sections/room.h"

#include "domain/sections/pages/pages.h"

namespace gongkai::sections {

void hang_on(Doors& doors) {
    hang_console_pages(doors);
    hang_breakdown_pages(doors);
}

}  // namespace gongkai::sections
