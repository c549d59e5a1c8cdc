// How characters are read, without tones, and which are typed for each other by mistake: because they are read alike, or because
// they look alike.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::search {

// "chongqing" and "cq". Characters that are read in more than one way are read as data/search/readings.csv has the word that they
// stand in. What is no Han character stays as it is, in small letters.
struct Reading {
    std::string full, initials;
};
Reading reading_of(std::string_view text);

struct Syllable {
    std::string said;
    char32_t character = 0;  // that it is read from
};
std::vector<Syllable> syllables(std::u32string_view folded);

// Characters of GB 2312, for one that is folded. `surely`: read alike, or looking alike (data/search/look_alikes.csv); `perhaps`:
// read nearly alike, as many speak: zh as z, ing as in, n as l.
struct Confused {
    std::u32string surely, perhaps;
};
Confused confused_with(char32_t c);

}  // namespace gongkai::search
