// One deed's changes to the records of one kind: rows, the states before them, counts, figures, ranks and duties together.
#pragma once
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/public_log/entry.h"
#include "domain/records/record.h"
#include "domain/records/rules.h"
#include "domain/records/store.h"
#include "domain/search/desk.h"

namespace gongkai::records {

enum class Marking { real, demonstration };
enum class Outcome { added, changed, unchanged };

// What it has counted is written by finish(), once. It writes no line of the journal: whoever makes it knows what the deed is.
class Change {
  public:
    Change(db::Connection& connection, const Kind& kind, const people::Directory& units, std::string actor);

    // What a record becomes in the tables, as far as it follows from the record alone. No database is asked, so another thread
    // may do it ahead.
    struct Row {
        std::string identity, sort_key, body, inside, chain, belongs, day_key, place, figure_key;
        Values shown;
        std::array<std::string, filters_at_most> slots;
        std::optional<Day> shown_until;
        bool is_listed = true;
    };
    struct Prepared {
        people::UnitId unit_id = 0;
        Marking marking = Marking::real;
        Values values;
        Row row;
        std::array<char, 32> sha256{};       // of its body
        std::optional<search::Entry> entry;  // nothing: search does not find it, or is told at the end
        FieldSet left_out;                   // of these nothing was said
        std::vector<FieldFault> faults;      // that put() has found
    };
    Prepared prepared(people::UnitId unit, Values values, Marking marking, const FieldSet& left_out = {}) const;

    // A record that is known by its identity becomes what is said now. Refuses records.refuse.other_unit (it is of another unit)
    // and .was_withdrawn, and what complete() finds once all of the record is known (`faults` of what was prepared). What is only
    // demonstration gives way to what is real, and never replaces it.
    Result<Outcome> put(people::UnitId unit, Values values, Marking marking, std::string_view because);
    Result<Outcome> put(Prepared& prepared, std::string_view because);  // it is of no use afterwards

    // Looks at once for those that put() is given next, so that it asks for none of them by itself; at most wholes_at_once.
    void expect(const std::vector<std::string>& identities);

    // Becomes `values`. Refuses records.refuse.stale, .same and .taken (another record has this identity).
    Result<void> correct(const WholeRecord& record, int version, Values values, std::string_view because);
    Result<void> withdraw(const WholeRecord& record, int version, std::string_view because);
    void drop(const WholeRecord& record);     // demonstration only: as if it had never been
    void unlist(const WholeRecord& record);   // its time is over
    void lay_out(const WholeRecord& record);  // counted and placed anew, after all counts were forgotten

    // Ranks what the kind ranks, says what is said since the month or year before, writes counts and figures, proves and ends
    // duties. Refuses records.refuse.rank and .since where what was given is another than what follows.
    Result<void> finish();

    std::int64_t last_serial() const { return there_.last_serial; }
    std::vector<std::int64_t> serials() const { return touched_; }  // added and changed
    // By field, in how many records put() has changed it; empty where it has changed none.
    const std::vector<std::int64_t>& changed_in() const { return changed_in_; }

    // Enters what it has done in the public log: one leaf for all of it. Of one record the address is its own; of several, that
    // of the kind, and the digest is over their lines. What was touched is told by number only: a leaf stays when a name must go.
    void enter(public_log::Act act);

  private:
    Row row_of(const Values& values) const;
    void update(const WholeRecord& record, Prepared& prepared, std::string_view because);
    // A record that was not there before, of which not all was said; whether nothing is wrong with it.
    bool is_complete(Prepared& prepared);
    void keep_former(const WholeRecord& record, std::string_view because);
    // What follows for duties, comparison, search and the public log: of what is added and of what is changed.
    void note_touched(std::int64_t serial, Day published_on, Prepared& prepared);
    void lay_out_former(const WholeRecord& record);
    void count(const Values& values, int by);
    void count_alike();
    Result<void> rank(const Check& check);
    Result<void> hold_against_before(const Check& check);
    std::vector<Record> rows_within(FieldIndex field, const std::string& value);
    Result<void> write_computed(Record& row, FieldIndex field, const std::string& should, const char* refusal);
    void write_counts();
    bool is_compared();
    void gone(const WholeRecord& record);
    // The digest of what everybody may see of a record from now on: a million take 40 MB.
    struct Content {
        std::int64_t serial = 0;
        std::array<char, 32> sha256{};
    };

    db::Connection& connection_;
    const Kind& kind_;
    const people::Directory& units_;
    const std::string actor_;
    const Instant now_;
    const Day today_;
    KindThere there_;
    const bool is_first_;  // of this kind there was nothing before
    const bool is_ranked_;
    const FieldSet of_checks_;
    std::vector<std::int64_t> changed_in_;
    std::int64_t listed_by_ = 0;
    bool has_changed_ = false;
    // A record is counted in some thirty pairs of places; a place is a value of a filter, the first one all of the kind. Records
    // with the same values are counted together: a long table has thousands of each sort.
    using CountPlace = std::uint32_t;
    CountPlace place_of(int slot, std::string_view value);
    void count_in(CountPlace within, CountPlace place, std::int64_t by);
    std::unordered_map<std::string, std::int64_t> alike_;
    std::string alike_key_;
    const std::vector<FieldIndex> counted_;
    std::vector<std::pair<int, std::string>> count_places_{{0, ""}};
    std::unordered_map<std::string, CountPlace> known_places_;
    boost::unordered_flat_map<std::uint64_t, std::int64_t> counts_;  // by two places
    std::string place_key_;
    std::map<std::pair<std::string, std::string>, std::pair<std::int64_t, std::int64_t>> figures_;
    std::map<std::string, bool> ranked_within_;  // values of the field within which ranks were touched
    std::map<std::string, bool> told_since_;     // months or years of which a record has come, changed or gone
    std::map<std::pair<std::int64_t, FieldIndex>, std::string>
        given_;  // by serial: what follows from others and was given all the same
    std::map<std::pair<people::UnitId, std::string>, std::int64_t> periods_;  // unit and period: a serial that is of it
    std::vector<std::int64_t> touched_;
    std::deque<Content> content_;
    Brought day_;  // what this day brings
    std::map<std::string, std::optional<WholeRecord>, std::less<>> expected_;
    std::optional<bool> has_upper_;  // whether there is a list of the level above
    search::HandOver hand_over_;
    std::set<std::int64_t> handed_;  // serials that search is to look at again at the end
};

// By which filters, order, chart and display the rows of a kind are laid out.
std::string shape_of(const Kind& kind);

// Lays a kind out anew where its file has another shape than its rows; whether it had to.
bool lay_out_anew(db::Connection& connection, const Kind& kind);

}  // namespace gongkai::records
