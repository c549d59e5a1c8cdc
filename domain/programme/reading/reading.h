// What a notice says, as values: its head, its tasks with their rows, the duties of its cover, and how sure we are of each.
// The accountable thing is the row. Every row keeps where it came from, in code points of the pages it was read from. What is
// unsure carries a confidence below 0.7 and a warning: it goes to a person, and nothing is ever invented.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/core/day.h"
#include "base/core/words.h"
#include "base/extract/document.h"

namespace gongkai::programme {

class ReadingWords;  // domain/programme/reading/reading_words.h

enum class Outcome { import, cover_only, refuse };

// The families of layout in which such notices come; README.md of this room describes them.
enum class Layout { flattened = 1, table, cell_a_line, prose, cover, indicators, empty_table };

enum class Period { week, month, quarter, half_year, year };
enum class DueUnit { working_day, day };
std::string_view word_of(Period period);  // as files and the JSON write it: half_year

// When something is owed. Which fields are filled is told by the kind; `text` is the phrase as printed.
struct Due {
    enum class Kind { by, every, at_least, within, ongoing };
    Kind kind = Kind::ongoing;
    std::optional<Day> on;         // by; nothing where the notice does not tell the year
    Period period = Period::year;  // every, at_least
    int count = 0;                 // at_least, within
    DueUnit unit = DueUnit::day;   // within
    std::string text;
    bool operator==(const Due&) const = default;
};

struct Row {
    std::optional<int> number;
    std::string requirement;
    std::vector<std::string> units;   // all that are named, in order, lead and support included
    std::vector<std::string> groups;  // 各镇街, 各部门: to be expanded by configuration, never by guess
    bool open_ended = false;          // …等责任部门
    std::vector<std::string> lead, support;
    std::vector<Due> due;
    std::vector<extract::Span> source;  // one for each piece that stands together
    double confidence = 1;
};

struct Task {
    std::optional<int> number;
    std::string title;
    std::optional<std::string> category;
    std::vector<Row> rows;
};

struct CoverDuty {
    std::string what, who;
    std::vector<Due> due;
    std::vector<extract::Span> source;
};

struct NoticeHead {
    std::string title, number, issuer;
    std::optional<Day> signed_on;
    std::vector<std::string> parents;  // numbers of the papers it carries out
};

// A sentence for the reader: an id of words/*.json and what fills its places.
struct Note {
    std::string id;
    std::vector<std::string> arguments;
};

struct Reading {
    NoticeHead document;
    Outcome outcome = Outcome::refuse;
    std::optional<Note> message;  // why not, where the outcome is not `import`
    Layout layout = Layout::cover;
    std::vector<Task> tasks;
    std::vector<CoverDuty> cover_duties;
    std::vector<Note> warnings;
};

// Never throws on account of what the document holds. Time grows with the length of the text, about a second a megabyte at most.
Reading read_notice(const extract::Document& document, const ReadingWords& words);

// The object that `gongkai programme read FILE --json` prints; pages are counted from 1.
std::string to_json(const Reading& reading, Language language = Language::zh);

// The same for the terminal: the head, a line a row, the duties of the cover, the warnings.
std::string to_terminal(const Reading& reading, Language language = Language::zh);

}  // namespace gongkai::programme
