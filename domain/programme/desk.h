// Taking a notice in: its tasks and rows become the programme, its rows the duties of their owners.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/programme/programme.h"
#include "domain/programme/rules.h"

namespace gongkai::programme {

enum class Marking { real, demonstration };

struct Paper {
    const Reading& reading;
    const extract::Document& document;
    std::string file_name;
    std::string sha256;  // of the file's bytes
    Marking marking = Marking::real;
    NamedGroups groups = {};  // said at the review; added to those said before
};

// One thing that a corrected notice says otherwise.
struct Change {
    enum class Kind { added, removed, changed };
    Kind kind = Kind::changed;
    std::string where;  // "18.2": number or place of the task, row
    std::string field;  // task, number, place (in another task), requirement, units, due; empty where the whole row came or went
    std::string before, after;
};

// Whose duties begin or end with a corrected notice, row by row.
struct Shift {
    std::string where;                // as in Change
    std::vector<std::string> owners;  // by name
    bool operator==(const Shift&) const = default;
};

struct Import {
    enum class Kind { added, unchanged, corrected };
    Kind kind = Kind::added;
    std::string key;
    int tasks = 0, rows = 0, duties = 0;
    std::vector<Change> changes;              // where corrected
    std::vector<Shift> begun, ended;          // where corrected
    std::vector<std::string> unlisted_units;  // named by the notice, unknown to people
    std::vector<std::string> unnamed_groups;  // groups that owe as such until somebody names their members
};

std::string_view word_of(Import::Kind kind);  // "added"

// The same file twice changes nothing. A corrected notice (same number and issuer, other content) changes what differs: proofs
// stay, new owners get duties, owners no longer named see theirs ended. Refuses what the reading refuses (its own message).
Result<Import> take_in(db::Connection& connection, const Paper& paper, std::string_view actor);

// Phrases of a notice that owe as such, because nobody has named their members.
std::vector<std::string> owing_groups(db::Connection& connection, const Notice& notice);

// Says who is meant by such phrases: each member owes from now on, the phrase no more. How many duties began. Refuses
// programme.refuse.no_members (nobody, or somebody who is not listed) and programme.refuse.no_group (it does not owe).
Result<int> name_members(db::Connection& connection, const Notice& notice, const NamedGroups& groups, std::string_view actor);

// Proofs in bulk: CSV with the columns notice,task,row,unit,occurrence,done_on,words,address (task by its label: as the
// notice numbers it, where numbers begin anew as the board does; row and occurrence from 1; unit by any of its names, or the
// group that owes). All or nothing; a refusal names the line. How many.
Result<int> take_proofs(db::Connection& connection, std::string_view csv, Marking marking, std::string_view actor);

// Takes all demonstration proofs back; how many there were.
std::int64_t drop_demonstration(db::Connection& connection, std::string_view actor);

}  // namespace gongkai::programme
