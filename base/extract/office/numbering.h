// The automatic numbers of a Word document ("1." "（一）" "一、" "第三条"): they stand in no text of the file, yet a notice is
// read by them. Counts as Word does: lists that share an abstract definition share their counters, a deeper level starts anew
// below each higher one, and an override of the start begins again at its first use.
#pragma once
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/extract/office/xml.h"

namespace gongkai::extract {

class Numbering {
  public:
    // Roots of word/numbering.xml and word/styles.xml; either may be empty.
    Numbering(pugi::xml_node numbering, pugi::xml_node styles);

    // The number that stands before this paragraph, with what parts it from the text; moves the counters. Empty for none.
    std::string label(const pugi::xml_node& paragraph) { return next(paragraph).text; }

    struct Label {
        std::string text;
        int level = 0;
        bool is_bullet = false;  // which has no text
    };
    // The same, told more of.
    Label next(const pugi::xml_node& paragraph);

  private:
    static constexpr int levels = 9;
    struct Level {
        int start = 1;
        std::string format = "decimal";  // ST_NumberFormat
        std::string text;                // "%1.%2"
        bool has_gap = true;
        bool is_legal = false;   // all numbers as decimals
        int restart_after = -1;  // lvlRestart: 0 never, n after level n; -1 after any higher one
    };
    using Levels = std::array<Level, levels>;
    struct List {
        std::string abstract;
        std::map<int, Level> levels;  // overridden
        std::map<int, int> starts;    // overridden
    };
    struct Place {
        std::string list;
        int level = 0;
    };

    static Level read_level(const pugi::xml_node& node);
    Place place_of(const pugi::xml_node& paragraph) const;
    const Level& level(const List& list, int index) const;

    std::map<std::string, Levels, std::less<>> abstracts_;
    std::map<std::string, List, std::less<>> lists_;
    std::map<std::string, Place, std::less<>> styles_;
    std::map<std::string, std::array<int, levels>, std::less<>> counters_;  // by abstract
    std::set<std::pair<std::string, int>> begun_;                           // starts that were applied
    std::string default_style_;
};

// A number by ST_NumberFormat: decimal, chineseCounting, upperRoman …; unknown ones as decimal, bullets and none as nothing.
std::string format_number(int value, std::string_view format);

}  // namespace gongkai::extract
