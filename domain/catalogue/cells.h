// What stands in single cells of a catalogue, read as people write it and written in one form. Reading what was written gives the
// same again.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::catalogue {

// ■ ▲ √ ✓ ● or the letter t of a Wingdings box: ticked; □ ☐ 〇 and 口, which is typed for a box, are not.
bool is_ticked(std::string_view cell);

// A list of what must be in it: by lines, 1. 2., ● or ；, else by 、 outside brackets. * and 〔〕, which mark what is only
// recommended, stay.
std::vector<std::string> read_elements(std::string_view cell);
// Titles of laws with their numbers: by lines, ；, or 《…》 that follow each other.
std::vector<std::string> read_basis(std::string_view cell);
std::string write_list(const std::vector<std::string>& list);

// Keys of channels(), others as printed. A list without any box names what is chosen.
std::vector<std::string> read_channels(std::string_view cell);
std::string write_channels(const std::vector<std::string>& chosen);  // all 13 boxes, then the others

std::vector<std::string> read_names(std::string_view cell);  // 甲局、乙局和丙镇

std::string one_line(std::string_view cell);  // blanks and line breaks of a printed cell taken out between Han characters

}  // namespace gongkai::catalogue
