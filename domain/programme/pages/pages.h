// What the handlers of this room share: which notice, which filter, which day.
#pragma once
#include <optional>

#include "domain/programme/pages/board.h"
#include "doors/doors.h"

namespace gongkai::programme {

std::optional<Notice> asked_notice(db::Connection& connection, const web::Request& request);  // ?notice=2019-33, else the newest
Filter filter_of(const web::Request& request);
int soon_days(const Doors& doors);

void hang_portal_pages(Doors& doors);
void hang_exchange_pages(Doors& doors);
void hang_console_pages(Doors& doors);
void hang_review_pages(Doors& doors);

}  // namespace gongkai::programme
