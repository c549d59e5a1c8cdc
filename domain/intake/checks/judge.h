// From what the detectors saw to findings: levels of the office's rules, places in words, the sentence that says why.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "domain/intake/checks.h"
#include "domain/intake/checks/hit.h"

namespace gongkai::intake {

// Where something stands, in words, by its place in the passage.
using PlaceOf = std::function<std::string(const Stretch&)>;

PlaceOf places_in(const Passage& passage, Language language);  // 正文第3段, 表1第2行第3列

// Lists are read by the name of their file too.
Checking with_name(const Checking& checking, std::string_view name);

std::vector<Finding> judge(const Passage& passage, const Checking& checking, const PlaceOf& place_of);

// A finding of a kind that is switched off is none.
void add_finding(std::vector<Finding>& findings, const Checking& checking, std::string_view kind, Sureness sureness,
                 std::string place, std::string text, std::string reason);

}  // namespace gongkai::intake
