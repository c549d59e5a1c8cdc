// A record as it is kept.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/core/day.h"
#include "domain/people/unit.h"
#include "domain/records/value.h"

namespace gongkai::records {

using RecordId = std::int64_t;

// What everybody may see of it. `values` are public ones: internal fields are empty, masked ones are masked.
struct Record {
    RecordId id = 0;
    std::int64_t serial = 0;  // within its kind; what its address says
    people::UnitId unit_id = 0;
    int version = 1;
    bool is_demonstration = false;
    Values values;
    std::optional<Day> shown_until;
    Day published_on;
    Instant changed_at;
    std::string sort_key;
    bool is_listed = true;
    std::optional<Instant> withdrawn_at;
    std::string withdrawn_because;

    bool is_over(Day as_of) const { return shown_until && *shown_until < as_of; }
};

// As its unit sees it: `whole` has every field as it was given.
struct WholeRecord : Record {
    Values whole;
};

// A state that a later one has replaced.
struct Former {
    int version = 0;
    Values values;  // public
    Instant replaced_at;
    std::string because;
    std::optional<Instant> taken_out_at = {};  // then it has no values
    std::string taken_out_because = {};
};

}  // namespace gongkai::records
