// A unit's own breakdown paper (科室分解): what its rows say, which duty of the unit each breaks down, and what would change if
// it were carried out. Pure: no clock, no database.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/refusal.h"
#include "domain/ledger/duty.h"
#include "domain/people/unit.h"
#include "domain/programme/programme.h"

namespace gongkai::sections {

struct PaperRow {
    std::string place;               // "3.1": the position of its task, and its own
    std::string title, requirement;  // as read
    std::string due;                 // as printed
    std::vector<std::string> named;  // sections as printed, in order
    std::vector<std::string> asked;  // of these, who may be meant to do it: one that leads or stands alone, else all
    std::vector<extract::Span> source;
    bool is_unsure = false;  // the reader says so
};

std::vector<PaperRow> rows_of(const programme::Reading& reading);

// What a section is told: the requirement, its term, and who else is named.
std::string words_for(const PaperRow& row);

// The notice that a paper breaks down, of those in which the unit owes something, newest first: the one whose number it names,
// else one of its year, else the newest. Null where there is none.
const programme::Notice* notice_of(const std::vector<programme::Notice>& notices, const programme::NoticeHead& paper, int year);

// The section that a name means. The unit's own name may stand before it, in full, in short, or as its last sign: 局办公室. Null
// where none or more than one is meant.
const people::Unit* section_named(const std::vector<const people::Unit*>& sections, const people::Unit& unit,
                                  std::string_view printed);
// As the unit itself calls it: without the unit's name.
std::string own_name(const people::Unit& section, const people::Unit& unit);

// A running duty of the unit, and in whose hands it is.
struct UnitDuty {
    ledger::DutyId id = 0;
    std::string label;               // "18.2 推进…": as lists call it
    std::string title, requirement;  // of its task, of its row
    std::optional<people::UnitId> section_id;
    std::string words;         // what that section was told
    bool is_reported = false;  // what it reported waits for the unit: the duty cannot go elsewhere before
};

enum class Surety { sure, unsure, none };
std::string_view word_of(Surety surety);  // "unsure"

struct Guess {
    ledger::DutyId duty_id = 0;
    int percent = 0;
};

struct Match {
    Surety surety = Surety::none;
    std::vector<Guess> guesses;  // most like first; empty where nothing is like it
    std::string rival;           // place of the row that is more like the same duty and names another section
};

// Which duty each row breaks down, by the likeness of requirement and title. What is not sure is asked, never taken.
std::vector<Match> match(const std::vector<PaperRow>& rows, const std::vector<UnitDuty>& duties);

// A duty is in the hands of one section. Of two rows that are sure of the same duty and go to different sections - `who`, by row
// - the less like one is asked.
void part_rivals(std::vector<Match>& matches, const std::vector<PaperRow>& rows, const std::vector<std::string>& who);

// What an officer has said of a row. 0: of no duty; to no section.
struct RowAnswer {
    ledger::DutyId duty_id = 0;
    people::UnitId section_id = 0;
};

struct Handing {
    ledger::DutyId duty_id = 0;
    people::UnitId section_id = 0;
    std::string words;
};

// One a duty, in the order of the paper; rows that go to the same section are put together. Refuses sections.refuse.two_sections
// (arguments: the places).
Result<std::vector<Handing>> handings(const std::vector<PaperRow>& rows, const std::vector<RowAnswer>& answers);

enum class Difference { fresh, moved, reworded, same };
std::string_view word_of(Difference difference);  // "moved"
Difference difference(const Handing& handing, const UnitDuty& duty);

}  // namespace gongkai::sections
