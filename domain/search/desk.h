// How other rooms hand over what can be found. A room calls these inside its own deed, so a thing and its entry change together
// or not at all; they write no line of the journal, for the deed has its own. What is said again unchanged changes nothing.
//
// Two ways. What there is much of (documents, records) is handed over by the deed that changes it. What there is little of
// (units, tasks, columns, life events) is compared: compare() is given all of a source and hands over what differs.
#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/db/connection.h"
#include "domain/search/entry.h"
#include "domain/search/library.h"
#include "domain/search/store.h"

namespace gongkai::search {

struct LabelIds {
    LabelId kind = 0, unit = 0, theme = 0, column = 0;
};

void hand_over(db::Connection& connection, const Entry& entry);

// The same for many in one deed that were not there before: labels are asked for once, what is counted is written by finish(),
// and no answer of a server is waited for.
class HandOver {
  public:
    explicit HandOver(db::Connection& connection) : connection_(connection) {}
    void operator()(const Entry& entry);
    void finish();

  private:
    db::Connection& connection_;
    using Labels = std::array<Label, 4>;
    std::map<std::vector<std::string>, LabelIds> labels_;  // by the codes and names of all four
    std::pair<Labels, LabelIds> last_;                     // which the next one mostly has too
    HeldChanges held_;
};
void take_away(db::Connection& connection, std::string_view source, std::string_view key);

// How many differed.
int compare(db::Connection& connection, std::string_view source, const std::vector<Entry>& all);
// Whether compare() would change anything.
bool differs(db::Connection& connection, std::string_view source, const std::vector<Entry>& all);

// Validity follows from days: what turns on or before `today` is reckoned anew, some at a time. How many.
int turn(db::Connection& connection, Day today);
bool is_due(db::Connection& connection, Day today);

// The text of a file that an entry has: the entry is read anew.
void keep_text(db::Connection& connection, const Unread& unread, std::string_view text);
// Its text has to be recognised, or another program has to open it: that is done once nothing quicker waits.
void leave_for_later(db::Connection& connection, std::string_view file);

void set_state(db::Connection& connection, std::string_view name, std::string_view value);

}  // namespace gongkai::search
