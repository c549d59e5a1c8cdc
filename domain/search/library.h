// The library (文库): of all that can be found, what can be taken home - each thing with its files - by kind, unit, theme, year
// and validity, with exact counts. It is written by hand_over() and take_away() in the deeds of other rooms, and read by its
// pages. Nothing here takes longer because there is more: a page is a piece of an index, and what is counted is counted when it
// is put there.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/db/connection.h"
#include "domain/search/store.h"

namespace gongkai::search {

// Which part of it; 0: any.
struct Part {
    LabelId kind = 0, unit = 0;
    int year = 0;  // that of `undated`: what has no day
    LabelId theme = 0;
    Validity validity = Validity::none;
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

// For desk.h alone. What a thing is sorted under, as long as it stands in the library.
struct HeldUnder {
    LabelId kind = 0, unit = 0, theme = 0;
    Validity validity = Validity::none;
    auto operator<=>(const HeldUnder&) const = default;
};
using HeldChanges = std::map<std::pair<HeldUnder, int>, int>;  // by that and the year: how many more
void put_in_library(db::Connection& connection, const Entry& entry, const HeldUnder& under);
// What was not there before: nothing is asked, and counts are gathered for write_held_counts().
void put_new_in_library(db::Connection& connection, const Entry& entry, const HeldUnder& under, HeldChanges& changes);
void write_held_counts(db::Connection& connection, const HeldChanges& changes);
void turn_in_library(db::Connection& connection, std::string_view source, std::string_view key, Validity validity);
void take_from_library(db::Connection& connection, std::string_view source, std::string_view key);

}  // namespace gongkai::search
