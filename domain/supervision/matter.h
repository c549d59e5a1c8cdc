// A matter: what the government office raises with one unit about duties that it owes - an urge (催办), a rectification notice
// with a term and an answer (整改通知), a talk that was held (约谈). A circular (通报) names many units at once.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "domain/ledger/duty.h"
#include "domain/people/unit.h"

namespace gongkai::supervision {

using MatterId = std::int64_t;
using AnswerId = std::int64_t;
using CircularId = std::int64_t;

enum class Kind { urge, rectification, talk };
std::string_view word_of(Kind kind);
std::optional<Kind> kind_from(std::string_view word);

struct Matter {
    MatterId id = 0;
    Kind kind = Kind::urge;
    people::UnitId unit_id = 0;
    int year = 0, number = 0;         // 〔2026〕3号, counted for each kind
    Day issued_on;                    // talk: the day it was held
    std::string words;                // what is asked, what is to be put right, what was agreed
    std::optional<int> working_days;  // rectification: the term
    std::optional<Day> due_on;        // its last day; talk: until when what was agreed is to be done, where a day was agreed
    std::string present;              // talk: who met, sealed
    std::string given_by;
    Instant given_at;
    std::optional<Day> done_on;  // rectification: the day of the answer that was accepted
    std::optional<Day> withdrawn_on;
    std::string withdrawn_because;

    int duties = 0, open = 0;           // how many it is about, and how many of them are still owed
    std::optional<Day> oldest_due_on;   // of those
    std::optional<AnswerId> answer_id;  // that waits for the office
    std::optional<Day> answered_on;     // when that one was given
    int returned = 0;                   // answers that were
};

// One duty's occurrence that a matter is about, as it stands now.
struct About {
    ledger::DutyId duty_id = 0;
    std::string origin;
    std::int64_t part = 0;
    int number = 0;
    Day due_on;                  // as it stood when the matter was raised
    bool is_owed = false;        // still on the notice, and its duty running
    std::optional<Day> done_on;  // of a proof that was accepted
};

struct Answer {
    enum class Outcome { accepted, returned };
    AnswerId id = 0;
    MatterId matter_id = 0;
    std::string words, file_name, file;  // `file` names it in base/files; empty where there is none
    Day given_on;
    std::string given_by;
    Instant given_at;
    std::optional<Outcome> outcome;  // nothing: it waits
    std::string reason;              // returned
    std::optional<Instant> judged_at;
};

// Which units owe what as of a day.
struct Circular {
    CircularId id = 0;
    std::string title, words;
    Day as_of;
    bool is_public = false;
    std::string made_by;
    Instant made_at;
    int version = 0;
    std::optional<int> year, number;  // once issued
    std::optional<Day> issued_on;
};

struct CircularItem {
    std::string title;  // as the duty was called then
    ledger::DutyId duty_id = 0;
    int number = 0;
    Day due_on;
};

struct CircularLine {
    people::UnitId unit_id = 0;
    std::string unit_name;
    int owed = 0;  // due until that day
    int late = 0;  // and not done by it; a proof of then that waits for the office's answer makes nobody late
    Day oldest_due_on;
    std::vector<CircularItem> items;
};

}  // namespace gongkai::supervision
