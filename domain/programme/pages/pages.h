// What the handlers of this room share: which notice, which filter, which day.
#pragma once
#include <optional>

#include "domain/ledger/duty.h"
#include "domain/programme/pages/board.h"
#include "doors/doors.h"

namespace gongkai::programme {

// All notices, newest first, and the one a request asks for: ?notice=2019-33, else the newest. It ends with `all`.
struct AskedNotice {
    std::vector<Notice> all;
    const Notice* notice = nullptr;
};
AskedNotice asked_notice(db::Connection& connection, const web::Request& request);

// A duty of a notice, also one that a correction took back.
struct PublicDuty {
    ledger::Duty duty;
    std::string key;  // of its notice
};
std::optional<PublicDuty> find_public_duty(db::Connection& connection, ledger::DutyId id);

// What of a query about the board cannot be understood, in sentences: a day, a state, a kind of unit.
std::vector<std::string> mistakes_in(const web::Request& request, Language language);
Filter filter_of(const web::Request& request);
int soon_days(const Doors& doors);

// "还有 5 天", "已逾期 12 天", with the colour of the state.
void write_time_left(web::Html& html, Language language, Day due_on, int soon_days);

// A file that was handed in (its name in base/files), as a notice. Refuses what extract() refuses.
Result<Reading> read_file_of_notice(const Doors& doors, std::string_view file, extract::Document& document);

void hang_portal_pages(Doors& doors);
void hang_plan_pages(Doors& doors);
void hang_exchange_pages(Doors& doors);
void hang_console_pages(Doors& doors);
void hang_review_pages(Doors& doors);
void hang_group_pages(Doors& doors);

}  // namespace gongkai::programme
