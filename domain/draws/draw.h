// 双随机: whom to check and who checks, both drawn at random. A draw is settled in public before anybody can know its outcome:
// the two lists as roots over salted leaves, the office's secret as its hash, and a number that somebody else makes known on a
// later day. Secret and number together are the seed; from it the numbers drawn follow, and everybody can compute them again.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "domain/people/unit.h"

namespace gongkai::draws {

using DrawId = std::int64_t;

// 检查对象名录库, 执法检查人员名录库: internal, both.
enum class Library { objects, inspectors };
std::string_view word_of(Library library);
std::optional<Library> library_from(std::string_view word);

// An object by its code (统一社会信用代码), an inspector by the number of the certificate.
struct Entry {
    std::string code, name;
    std::string salt;  // 64 digits: who does not have it cannot guess from a leaf who it is of
    bool operator==(const Entry&) const = default;
};

struct Pool {
    std::int64_t size = 0;
    std::string root;  // 64 digits
};

struct Draw {
    DrawId id = 0;
    people::UnitId unit_id = 0;
    std::string plan_no, title;
    std::string task_no;              // under which the results are published; empty, as the day, in what was settled before
    std::optional<Day> checks_until;  // the last day of the checks
    Pool objects, inspectors;
    std::int64_t drawn = 0;            // objects
    std::int64_t inspectors_each = 2;  // 每户不少于2人
    std::string secret_hash;           // 64 digits
    std::string number_rule;           // which number decides, in words that leave no choice
    Day draw_on;                       // from this day on it is known
    Instant settled_at;
    std::string public_number, secret;  // secret as 64 digits; both empty until it is drawn
    std::optional<Instant> drawn_at, named_at;
    bool is_demonstration = false;
    std::optional<std::int64_t> duty_id;  // that the results are public in time
    std::int64_t results = 0;             // that are public
    std::optional<Day> results_on;        // when all of them were

    bool is_drawn() const { return drawn_at.has_value(); }
};

// One object with those who check it; numbers from 1, in the order of the lists.
struct Pick {
    std::int64_t object = 0;
    std::vector<std::int64_t> inspectors;
    bool operator==(const Pick&) const = default;
};

}  // namespace gongkai::draws
