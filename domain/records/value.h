// One value of a field: from what people type into a canonical text that is kept and compared, and back into words for readers.
// The canonical text of a day is 2026-03-01, of a month 2026-03, of a year 2026, of a number its digits without separators and
// with the decimals of its field, of yes and no the words yes and no, of a choice its key, of several choices their keys in the
// order of the kind parted by ",", of a unit its number in the directory, of an area its corners. Empty: not given.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "base/core/refusal.h"
#include "domain/people/unit.h"
#include "domain/records/kind.h"

namespace gongkai::records {

using Values = std::vector<std::string>;  // canonical, one a field of the kind, in its order

// Where a bare count of days begins: in most sheets at the turn of 1900, in some at that of 1904.
enum class CountedFrom { y1900, y1904 };

// Reads values for one directory; many of them, so names are looked up once.
class ValueReader {
  public:
    explicit ValueReader(const people::Directory& units, Day as_of) : units_(units), as_of_(as_of) {}

    // Refuses records.refuse.value.* (arguments: what was typed, then what the field allows).
    Result<std::string> read(const Field& field, std::string_view typed, CountedFrom from = CountedFrom::y1900) const;

  private:
    Result<std::string> read_unit(const Field& field, std::string_view typed) const;
    // A column of choices says the same few words again and again.
    Result<std::string> read_choice(const Field& field, std::string_view typed) const;

    const people::Directory& units_;
    Day as_of_;
    mutable std::map<std::string, Result<std::string>, std::less<>> known_units_, known_towns_;
    mutable std::map<const Field*, std::map<std::string, Result<std::string>, std::less<>>> known_choices_;
};

// In words of the language; the unit of a number is not said. Of a unit that is gone its number.
std::string spoken(const Field& field, std::string_view canonical, Language language, const people::Directory& units);
// As a sheet or a file for programs has it: Chinese names of choices and units, numbers and days as they are kept.
std::string written(const Field& field, std::string_view canonical, const people::Directory& units);

// A number in units of its last decimal: 12.5 with two decimals is 1250. Nothing where it is none or too large.
std::optional<std::int64_t> scaled(std::string_view canonical, int decimals);
std::string unscaled(std::int64_t number, int decimals);
std::optional<double> number_of(std::string_view canonical);

std::optional<Day> day_of(std::string_view canonical);              // of a day; the first of a month or a year
std::vector<std::string_view> keys_of(std::string_view canonical);  // of several choices

// By which lists are ordered, so that rising bytes are the order of the list: also of what is newest or greatest first.
std::string sort_key(const Field& field, bool is_descending, std::string_view canonical, const people::Directory& units);

// Without signs that nobody sees; nothing where one of them turns the direction of what follows.
std::optional<std::string> without_unseen(std::string_view text);

// Opening hours: "Mo-Fr 09:00-17:00; Sa 09:00-12:00; PH off". As they are kept, or nothing where they cannot be read.
std::optional<std::string> read_hours(std::string_view typed);
std::string spoken_hours(std::string_view canonical, Language language);

}  // namespace gongkai::records
