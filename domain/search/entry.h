// What can be found: one entry a thing of another room - a document, a record, a task, a unit, a column, a life event. An entry
// is all that a hit shows and all that it is found by; the room that owns the thing hands it over (desk.h).
//
// Nothing personal is in an entry: rooms hand over what their public pages show, and nothing else.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/core/day.h"
#include "base/core/words.h"

namespace gongkai::search {

using EntryId = std::int64_t;

// A value that entries are sorted under, with its names: the facets of a list are made of these.
struct Label {
    std::string code, zh, en;
    const std::string& name(Language language) const { return language == Language::en && !en.empty() ? en : zh; }
    bool operator==(const Label&) const = default;
};

enum class Validity { none, in_force, amended, partly_repealed, not_yet, expired, repealed };
std::string_view word_of(Validity validity);  // "" for none
Validity validity_from(std::string_view word);
const std::vector<Validity>& all_validities();  // without none
bool holds(Validity validity);

// Validity is arithmetic of days: what holds from which day on, ascending. Empty: it is nothing that may be in force or not.
using Turns = std::vector<std::pair<Day, Validity>>;
Validity validity_on(Day as_of, const Turns& turns);
std::optional<Day> next_turn(Day as_of, const Turns& turns);

// Of a kind with this code the validity is that of the paper which it explains, and is told as such.
inline constexpr std::string_view explains_another = "interpretation";

// What a reader may do with it at once.
enum class Act { none, download, apply, ask };
std::string_view word_of(Act act);
Act act_from(std::string_view word);

// Of what has no day of its own: it stands behind everything that has one.
inline const Day undated = make_day(1900, 1, 1);

// A file that a reader may take home. Its address is a page that everybody may ask for.
struct Holding {
    enum class Kind {
        copy,      // to be read anywhere: one file, accessible, without the site
        original,  // as it was handed in
        data
    } kind = Kind::original;
    std::string name;    // under which it is saved
    std::string format;  // "pdf"
    std::string address;
    std::string pages;       // where it is looked at without being saved; may be empty
    std::int64_t bytes = 0;  // of a copy about so many; 0: it is made when it is asked for
    bool operator==(const Holding&) const = default;
};
std::string_view word_of(Holding::Kind kind);

struct Entry {
    std::string source, key;  // "document", "42": whose it is, and which of his
    std::string title, title_en, number, summary;
    std::string body;      // found, and shown as a passage; of a source with texts of its own it stays there
    std::string known_as;  // found, never shown: other names
    Label kind, unit, theme, column;
    Day published_on = undated;   // on which it came: what follows a question goes by it
    std::optional<Day> dated_on;  // of a record its own day, as its kind calls it: the day of the decision
    Turns turns;
    std::optional<Day> shown_until;  // what may be public for a time only
    std::string address;
    std::vector<std::string> formats;  // "html", "pdf": the smallest first
    std::vector<std::string> files;    // of base/files, found by their text once that has been read; not kept in the row
    std::vector<Holding> holdings;     // it stands in the library with them (library.h); not kept in the row
    std::string text_version;          // which text of the owner it stands for; not kept in the row
    Act act = Act::none;
    std::string act_address, telephone;
    bool is_demonstration = false;
    bool operator==(const Entry&) const = default;

    Day day() const { return dated_on.value_or(published_on); }  // under which it stands
};

}  // namespace gongkai::search
