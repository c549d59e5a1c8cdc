// Records as rows: lists by filters, one at its address, counts that the deeds keep. What is read here for everybody never
// touches what is internal; that is read by whole_…() only.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/connection.h"
#include "domain/records/record.h"

namespace gongkai::records {

// What a list is asked for: a value for each filter of the kind; empty: not asked. A unit by its number, a day by its year.
// Beside them, of a kind that says so (`query`): a piece of its place, and from which day to which.
struct Asked {
    std::array<std::string, filters_at_most> filters;
    std::string place;
    std::optional<Day> from, to;
    bool has_days() const { return from || to; }
    bool operator==(const Asked&) const = default;
    int chosen() const;
};

// Where a list goes on: the place of the last row that was looked at.
struct Place {
    std::string sort_key;
    RecordId id = 0;
    auto operator<=>(const Place&) const = default;
};
std::string written(const Place& place);  // "79733003~42"
std::optional<Place> place_from(std::string_view text);

inline constexpr int rows_a_page = 20;
// Rows of the index that one page looks at: where a rare combination finds less, it is gone on from there.
inline constexpr int looked_at_most = 2000;

struct ListPage {
    std::vector<Record> rows;
    std::optional<Place> next;  // there is more, or was not looked at yet
};

// How many there are for each value of each filter under what else is asked. They are kept for one filter and for two together;
// where more is asked (`is_exact` false) a number says how many there are at most.
struct Counts {
    bool is_exact = true;
    std::int64_t total = 0, all = 0;                                                   // all: of the kind
    std::array<std::map<std::string, std::int64_t>, filters_at_most> alone, by_value;  // alone: whatever else is asked
};

// At most two statements.
Counts counts_for(db::Connection& connection, const Kind& kind, const Asked& asked);
ListPage list_of(db::Connection& connection, const Kind& kind, const Asked& asked, const Counts& counts, const Place& after,
                 Day as_of, int at_most = rows_a_page, int look_at_most = looked_at_most);
// By which columns a list of any length is sorted, as there is an index to walk along: that of its own order, either way; a
// filter of which each record has one value, value by value; the figure of its kind, those that have none last.
enum class SortedBy { nothing, order, filter, figure };
SortedBy sorted_by(const Kind& kind, FieldIndex column);
struct Sort {
    FieldIndex field = 0;
    bool is_descending = false;
};
// As list_of(), sorted by such a column; not where it is asked for by days. At most five statements.
ListPage sorted_list_of(db::Connection& connection, const Kind& kind, const Asked& asked, const Counts& counts, const Sort& sort,
                        const Place& after, const people::Directory& units, Day as_of, int at_most = rows_a_page,
                        int look_at_most = looked_at_most);

// Everything that a list would show, piece by piece: `for (const auto& record : walk_list(connection, kind, asked))`.
class ListWalk {
  public:
    ListWalk(db::Connection& connection, const Kind& kind, Asked asked, Place after = {});
    const Record* next();  // nothing at the end

    class Iterator {
      public:
        explicit Iterator(ListWalk* walk) : walk_(walk) { ++*this; }
        const Record& operator*() const { return *at_; }
        Iterator& operator++() { return at_ = walk_->next(), *this; }
        bool operator!=(std::nullptr_t) const { return at_ != nullptr; }

      private:
        ListWalk* walk_;
        const Record* at_ = nullptr;
    };
    Iterator begin() { return Iterator(this); }
    std::nullptr_t end() const { return nullptr; }

  private:
    db::Connection& connection_;
    const Kind& kind_;
    Asked asked_;
    Counts counts_;
    ListPage page_;
    std::size_t at_ = 0;
    std::optional<Place> next_;
};
inline ListWalk walk_list(db::Connection& connection, const Kind& kind, Asked asked) {
    return {connection, kind, std::move(asked)};
}

// Rows of the index that a list of all of it would look at.
std::int64_t rows_to_look_at(const Kind& kind, const Asked& asked, const Counts& counts);

// Whether any of the kind is but an example.
bool has_demonstration(db::Connection& connection, const Kind& kind);

std::vector<Record> newest(db::Connection& connection, const Kind& kind, Day as_of, int at_most);
// Of one chain, in the order of the list.
inline constexpr int of_a_chain_at_most = 200;
std::vector<Record> of_chain(db::Connection& connection, const Kind& kind, std::string_view chain, Day as_of,
                             int at_most = of_a_chain_at_most);
// Those that belong to what `whose` names, in the order of the list; with them, where all_of_its_chains is asked, the others of
// each chain that one of them is in.
enum class Belonging { alone, all_of_its_chains };
std::vector<Record> belonging(db::Connection& connection, const Kind& kind, std::string_view whose, Belonging reach, Day as_of,
                              int at_most = of_a_chain_at_most);
std::optional<Record> find_record(db::Connection& connection, const Kind& kind, std::int64_t serial);
// Of these, those that stand in lists, in their order; at most serials_at_once of them.
inline constexpr std::size_t serials_at_once = 100;
std::vector<Record> listed(db::Connection& connection, const Kind& kind, const std::vector<std::int64_t>& serials, Day as_of);
// In lists, by serial, those that are over and not yet taken out among them.
std::vector<Record> listed_after(db::Connection& connection, const Kind& kind, std::int64_t serial, int at_most);
std::vector<Former> former(db::Connection& connection, const Kind& kind, RecordId id);  // newest first
bool has_former(db::Connection& connection, RecordId id);                               // that is not taken out

std::optional<WholeRecord> find_whole(db::Connection& connection, const Kind& kind, std::int64_t serial);
std::optional<WholeRecord> find_whole(db::Connection& connection, const Kind& kind, std::string_view identity);
// Of these identities, those that there are; at most wholes_at_once of them.
inline constexpr std::size_t wholes_at_once = 100;
std::map<std::string, WholeRecord, std::less<>> find_wholes(db::Connection& connection, const Kind& kind,
                                                            const std::vector<std::string>& identities);
// Newest first, before a serial (0: from the newest on); of one unit or, with 0, of all.
std::vector<WholeRecord> whole_newest(db::Connection& connection, const Kind& kind, people::UnitId unit, std::int64_t before,
                                      int at_most);
std::vector<WholeRecord> whole_after(db::Connection& connection, const Kind& kind, std::int64_t serial, int at_most);
// In lists, along their order: from a place on to the end of a sort key.
std::vector<WholeRecord> whole_in_order(db::Connection& connection, const Kind& kind, const Place& after, std::string_view until,
                                        int at_most);

struct KindThere {
    std::string kind;
    std::int64_t last_serial = 0, records = 0;  // in lists
    std::optional<Instant> changed_at;
    std::string shape;
};
std::map<std::string, KindThere, std::less<>> kinds_there(db::Connection& connection);
KindThere kind_there(db::Connection& connection, const Kind& kind);

struct Figure {
    std::string x, series;
    std::int64_t total = 0, records = 0;
};
std::vector<Figure> figures(db::Connection& connection, const Kind& kind, int at_most);  // newest x first
// Of all kinds, from an x on: what small pictures beside their names are drawn from.
struct NewestFigures {
    std::map<std::string, std::vector<Figure>, std::less<>> by_kind;  // rising by x
    bool has_demonstration = false;                                   // among all records
};
NewestFigures newest_figures(db::Connection& connection, std::string_view from);

// How many records there are under two filters together, as the deeds have counted them.
struct Pair {
    std::string within, value;
    std::int64_t records = 0;
};
std::vector<Pair> pairs_of(db::Connection& connection, const Kind& kind, FieldIndex within, FieldIndex of);

// What the records of a year come to, of a kind that has a report on the year (`yearly`).
struct YearFigures {
    using Counts = std::map<FieldIndex, std::map<std::string, std::int64_t>>;  // of each field: how many have which value
    struct Group {
        std::string choice;
        std::int64_t records = 0;
        Counts counts;
    };
    std::map<std::string, std::int64_t> years;  // how many records of each
    std::string year;                           // of these; empty where there is none
    std::int64_t records = 0;
    Counts counts;
    std::vector<Group> groups;  // of each choice of `by`, in the order of the kind
};
// Of the newest year where there are none of this one. Two statements, and one a choice.
YearFigures figures_of_year(db::Connection& connection, const Kind& kind, std::string_view year);
// Within a year and a choice of `by`, among the counts; a slot that no filter has.
inline constexpr int slot_of_a_year_and_choice = 100;
std::string year_and_choice(std::string_view year, std::string_view choice);

// What days brought to a kind.
struct Brought {
    std::string kind;
    std::int64_t added = 0, changed = 0, ended = 0;
};
std::vector<Brought> brought_between(db::Connection& connection, Day from, Day before);
// Whether samples are among what these days have brought.
bool brought_demonstration(db::Connection& connection, Day from, Day before);
struct OfKind {
    const Kind* kind;
    Record record;
};
std::vector<OfKind> changed_between(db::Connection& connection, Day from, Day before, Day as_of, int at_most);

std::string body_of(const Kind& kind, const Values& values);
Values values_in(const Kind& kind, std::string_view body);
std::string filter_value(const Field& field, std::string_view canonical);  // as its slot has it
std::string day_key(Day day);                                              // rises from the newest to the oldest
std::string figure_key(const Kind& kind, const Values& values);            // rises with the figure of the kind

std::vector<std::string> files_named(db::Connection& connection);

}  // namespace gongkai::records
