#include "domain/supervision/room.h"

#include "domain/supervision/pages/pages.h"

namespace gongkai::supervision {

void hang_on(Doors& doors) {
    hang_dispatch_pages(doors);
    hang_matter_pages(doors);
    hang_circular_pages(doors);
    hang_exchange_pages(doors);
}

}  // namespace gongkai::supervision
