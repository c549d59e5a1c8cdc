#include "domain/records/pages/pages.h"
namespace gongkai::records {
void hang_portal_pages(Doors&) {}
}  // namespace gongkai::records
