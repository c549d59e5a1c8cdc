// What the styles of a Word document say: of letters, of lines, and which of them are headings by their outline level or by name.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/extract/office/xml.h"
#include "base/extract/rich.h"

namespace gongkai::extract {

// <w:vanish/> and <w:b w:val="0"/>: an element without a value is on. Nothing where there is none.
std::optional<bool> toggle(const pugi::xml_node& parent, std::string_view name);

// How letters look; what is not said is taken from further up.
struct Letters {
    std::optional<bool> bold, italic, underlined, struck, hidden;
    std::optional<bool> raised, lowered;
    std::optional<double> size;         // points
    std::optional<std::string> colour;  // "FF0000", "auto"
    bool is_shaded = false;             // on a ground of a colour, so that white can be seen
    std::optional<std::string> ground;  // that colour where it is stated of the letters: "000000"
    void add(const Letters& nearer);
};
Letters read_letters(const pugi::xml_node& run_properties);

bool is_white(std::string_view colour);
// What is stated of the colour that letters, a paragraph or a cell stand on. A highlighter lies over the shade.
std::optional<std::string> ground_of(const pugi::xml_node& properties);
// So alike that letters of the one cannot be read on the other. Letters of no stated colour turn white on a dark shade,
// so that they are like none.
bool looks_like(std::string_view letters, std::string_view ground);
bool is_red(std::string_view colour);
// A fill that is neither none nor white.
bool is_ground(const pugi::xml_node& shading);

struct Lines {
    int heading = 0;  // 1 a title, 2 the first outline level …; 0 none
    bool is_contents = false, is_caption = false;
    std::optional<Align> align;
    Letters letters;
};

class WordStyles {
  public:
    explicit WordStyles(pugi::xml_node styles);

    Lines of_paragraph(const pugi::xml_node& paragraph) const;
    Letters of_run(std::string_view style) const;

  private:
    struct Style {
        std::string name, based_on;
        int outline = -1;
        std::optional<Align> align;
        Letters letters;
    };
    const Style* find(std::string_view id) const;

    std::map<std::string, Style, std::less<>> styles_;
    std::string default_;
    Letters letters_;
};

}  // namespace gongkai::extract
