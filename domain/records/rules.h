// What follows from a kind and the values of a record: what must agree, what is computed, when it is due, how long it is shown,
// and what of it everybody may see. Pure functions; cases/*.csv has them as tables.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/calendar.h"
#include "domain/records/kind.h"
#include "domain/records/value.h"

namespace gongkai::records {

struct FieldFault {
    FieldIndex field = 0;
    Refusal refusal;
};

// Fills what was left out and can be computed from the record alone, and tells what is missing or does not agree:
// records.refuse.needed, .needed_where, .left_out_where, .sum, .composite, .percent, .order; and what nobody may publish
// (条例15): records.refuse.personal.id_number, .mobile, .bank_card (argument: the number, masked), .name (of somebody whom a
// masked field hides). A rank is the matter of many records (ranks()), and what is said since the year before of two
// (said_since()). Of fields that were left out nothing was said, so what follows from them is neither computed nor asked for:
// either the record is there already (keep_unsaid()), or it is completed once more without them.
std::vector<FieldFault> complete(const Kind& kind, Values& values, const FieldSet& left_out = {});
// Where one of these is left out, complete() has not said all.
FieldSet fields_of_checks(const Kind& kind);

// Of a record that is there already not everything is said anew: a field that was left out stays as it is, and what everybody
// sees of a masked field means what is behind the mask. `values` become all of the record, with what follows from it.
struct Kept {
    bool is_more = false;  // than was said
    std::vector<FieldFault> faults;
};
Kept keep_unsaid(const Kind& kind, const Values& known, const FieldSet& left_out, Values& values);

// The rank of each number, from 1; the same number has the same rank, and the next one counts those before it (1, 2, 2, 4).
// What has no number has no rank (0).
std::vector<int> ranks(const std::vector<std::optional<double>>& numbers, bool greatest_is_first);

// The month or year so many months later, or before; nothing where a year is to be moved by months, or it is neither.
std::string period_moved(std::string_view period, int by_months);

// What a check says of a figure and of that before; nothing where one of them is not given, or was 0 and would be divided by.
std::optional<std::string> said_since(const Check& check, const Field& target, const std::string& now, const std::string& before);

// What tells this record from others of the kind. It says nothing of what stands in the fields.
std::string identity_of(const Kind& kind, const Values& values);

// For everybody: internal values are gone, masked ones are masked.
Values public_values(const Kind& kind, const Values& values);

// As public notices print it: of a number of an identity card its first six and last four, of a mobile number its first three and
// last four, of another telephone all but the last four, of an account the last four, of a plate its place, of an address what
// comes before the house, of a person the first character. What is an organisation by its last word is none of these.
std::string masked(std::string_view text);
// What masked() leaves whole for the name that it is; what is masked already is none.
bool names_organisation(std::string_view text);

// Whether a search may find a record by what its page shows in this field. Of persons not even the mask is found: an index of
// first characters and last digits would be one of persons.
bool is_found_by(const Field& field, std::string_view shown);

std::string title_of(const Kind& kind, const Values& public_values, Language language, const people::Directory& units);

// The day under which a record stands among others: the one that readers ask its list for, else the one from which its
// publication is due, else the one by which its list is ordered; of a month and of a year its last day, or the day on which the
// record came where that was before; of a year its own `published_on` where it has one. Nothing where it has none.
std::optional<Day> own_day(const Kind& kind, const Values& public_values, Day came_on);

// The last day on which it is shown; nothing: for good.
std::optional<Day> shown_until(const Kind& kind, const Values& values);

// Nothing where the kind has no clock or the day is not given. Refuses what the calendar refuses.
Result<std::optional<Day>> due_on(const Kind& kind, const Values& values, const calendar::WorkingDays& calendar);

// A stretch of time that a periodic clock speaks of: "2026-03", "2026Q1", "2026".
std::string period_of(const Kind& kind, const Values& values);
struct Period {
    std::string name;
    Day due_on;
};
// The last stretch that was over on `as_of`; nothing where the clock is not periodic.
std::optional<Period> last_period(const Clock& clock, Day as_of);

// The day by which it is asked for: the first that is given. Nothing where the kind is not asked for by days.
std::optional<Day> day_asked_for(const Kind& kind, const Values& values);

// How the places of a kind are called together: 村（社区）、批次.
std::string name_of_places(const Kind& kind, Language language);

// Fields in which two states of a record differ.
std::vector<FieldIndex> changed_fields(const Values& before, const Values& now);

}  // namespace gongkai::records
