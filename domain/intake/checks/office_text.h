// The text of an office file with the places in its XML that it came from, so that what is masked in the text is masked in the
// file. One text for each part, laid out as a passage reads it: paragraphs on lines, cells of a row parted by a tab; and one for
// each alternative text, address of a link, formula and custom value beside it.
#pragma once
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "base/strip/archive.h"

namespace gongkai::intake {

class OfficeText {
  public:
    // Throws as strip::read_archive does.
    explicit OfficeText(std::string_view bytes);

    // What holds a code point, an element's text or an attribute, and which of its code points it is; neither for what stands for
    // a tag.
    struct Source {
        pugi::xml_node node;
        pugi::xml_attribute attribute;
        std::size_t at = 0;
    };
    struct Text {
        std::string text;             // UTF-8
        std::vector<Source> sources;  // by code point
    };
    std::vector<Text>& texts() { return texts_; }

    // Puts `with` where a code point of a text stood. Applied by written().
    void put(const Text& text, std::size_t code_point, std::u32string with);
    std::string written();

  private:
    struct Xml {
        std::size_t part;
        pugi::xml_document document;
    };

    void read_flow(pugi::xml_node parent, Text& into, int depth);
    void read_sheet(const pugi::xml_node& sheet, const std::vector<pugi::xml_node>& shared);
    void read_rest(const pugi::xml_node& parent, int depth);
    static void add(Text& into, const pugi::xml_node& node, const pugi::xml_attribute& attribute = {});

    std::vector<strip::ArchivePart> parts_;
    std::vector<std::unique_ptr<Xml>> xmls_;
    std::vector<Text> texts_;
    struct Changed {
        Source source;
        std::map<std::size_t, std::u32string> with;  // by code point
    };
    std::map<std::pair<bool, std::size_t>, Changed> changes_;  // by what it is, an attribute or not, and its hash
};

}  // namespace gongkai::intake
