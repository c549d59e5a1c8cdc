// For the tests: a term as the tables of cases write it (cases/due.csv, tests/samples/notices/other).
#pragma once
#include <string>

#include "domain/programme/reading/reading.h"

namespace gongkai::programme {

inline std::string written(const Due& due) {
    const std::string period(word_of(due.period));
    switch (due.kind) {
        case Due::Kind::by:
            return "by " + (due.on ? to_text(*due.on) : "?");
        case Due::Kind::every:
            return "every " + period;
        case Due::Kind::at_least:
            return "at_least " + std::to_string(due.count) + " " + period;
        case Due::Kind::within:
            return "within " + std::to_string(due.count) + (due.unit == DueUnit::day ? " day" : " working_day");
        case Due::Kind::ongoing:
            return "ongoing";
    }
    return "";
}

}  // namespace gongkai::programme
