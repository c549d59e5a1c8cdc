// The library (文库): of all that can be found, what can be taken home - each thing with its files - by kind, unit and year, with
// exact counts. It is written by hand_over() and take_away() in the deeds of other rooms, and read by its pages. Nothing here
// takes longer because there is more: a page is a piece of an index, and what is counted is counted when it is put there.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/db/connection.h"
#include "domain/search/store.h"

namespace gongkai::search {

// Which part of it; 0: any.
struct Part {
    LabelId kind = 0, unit = 0;
    int year = 0;  // that of `undated`: what has no day
};

struct Held {
    EntryId id = 0;
    std::string source, key, title, title_en, number, summary, address;
    LabelId kind = 0, unit = 0;
    Day published_on;
    Validity validity = Validity::none;
    bool is_demonstration = false;
    std::vector<Holding> holdings;
};

// Where a list goes on, newest first: the last one that was seen.
struct HeldPlace {
    Day published_on = make_day(9999, 12, 31);
    EntryId id = 0;
};
std::string written(const HeldPlace& place);  // "2026-07-01-42"
std::optional<HeldPlace> held_place_from(std::string_view text);

std::vector<Held> held(db::Connection& connection, const Part& part, const HeldPlace& after, int at_most);

inline constexpr std::size_t held_at_once = 20;
// Of at most so many, in the order in which they are asked for; what is not there is left out.
std::vector<Held> held_of(db::Connection& connection, const std::vector<EntryId>& ids);

// By their titles as a Chinese dictionary has them. Only asked where the part is small enough to be sorted at once.
inline constexpr int sorted_at_most = 1000;
std::vector<EntryId> held_by_title(db::Connection& connection, const Part& part);

// The most downloaded, as need.h counts them.
struct Taken {
    EntryId id = 0;
    std::int64_t times = 0;
};
inline constexpr int most_taken_at_most = 200;
std::vector<Taken> held_most_taken(db::Connection& connection, const Part& part, int at_most = most_taken_at_most);

// Each value of a facet with how many there are of it under what the other two say.
struct HeldCounts {
    std::int64_t total = 0;
    std::map<LabelId, std::int64_t> kinds, units;
    std::map<int, std::int64_t, std::greater<>> years;
};
HeldCounts held_counts(db::Connection& connection, const Part& part);

// For desk.h alone.
using HeldChanges = std::map<std::tuple<LabelId, LabelId, int>, int>;  // by kind, unit and year: how many more
void put_in_library(db::Connection& connection, const Entry& entry, LabelId kind, LabelId unit);
// What was not there before: nothing is asked, and counts are gathered for write_held_counts().
void put_new_in_library(db::Connection& connection, const Entry& entry, LabelId kind, LabelId unit, HeldChanges& changes);
void write_held_counts(db::Connection& connection, const HeldChanges& changes);
void take_from_library(db::Connection& connection, std::string_view source, std::string_view key);

}  // namespace gongkai::search
