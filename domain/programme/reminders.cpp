#include "domain/programme/reminders.h"

#include <algorithm>

#include "domain/calendar/desk.h"
#include "domain/ledger/offers.h"
#include "domain/outbox/outbox.h"

namespace gongkai::programme {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr hours opens_at{8}, china{8};

bool is_working(const calendar::WorkingDays& office, Day day) { return office.is_working(day).value_or(!is_weekend(day)); }

}  // namespace

std::map<people::UnitId, Day> reminders(db::Connection& connection, int soon_days) {
    std::map<people::UnitId, Day> owing;
    const Day on = today();
    if (now() + china < on + opens_at)
        return owing;
    const auto office = calendar::working_days(connection);
    if (!is_working(office, on))
        return owing;
    Day last = on - days(1);
    while (!is_working(office, last))
        last -= days(1);

    for (const auto ahead : {days(soon_days), days(3), days(0), days(-1)})
        for (const auto& [unit, due_on] : ledger::owing_between(connection, last + ahead, on + ahead)) {
            const auto [known, is_new] = owing.emplace(unit, due_on);
            known->second = std::min(known->second, due_on);
        }
    return owing;
}

void remind(db::Connection& connection, const Settings& settings, const std::map<people::UnitId, Day>& reminders) {
    for (const auto& [unit, due_on] : reminders)
        outbox::tell(connection, settings, accounts::Role::information_officer, unit,
                     {outbox::Kind::comes_due, "/console", due_on, hours(20)});
}

}  // namespace gongkai::programme
