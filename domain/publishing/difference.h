// What differs between two texts: clauses that went and came, and in a clause that became another only the words that changed.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::publishing {

struct Passage {
    enum class Kind { same, gone, came } kind = Kind::same;
    std::string text;
    bool operator==(const Passage&) const = default;
};

// Paragraphs keep their line ends. Two texts of thousands of paragraphs that have nothing in common are told as one that went and
// one that came: to find more would take long and say nothing.
std::vector<Passage> difference(std::string_view before, std::string_view after);

}  // namespace gongkai::publishing
