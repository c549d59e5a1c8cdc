// The text of an office file with the places in its XML that it came from, so that what is masked in the text is masked in the
// file. One text for each part, laid out as a passage reads it: paragraphs on lines, cells of a row parted by a tab.
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

    struct Text {
        std::string text;  // UTF-8
        // By code point: the node that holds it and which of its code points it is; null for what stands for a tag.
        std::vector<std::pair<pugi::xml_node, std::size_t>> sources;
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
    void add(Text& into, const pugi::xml_node& node);

    std::vector<strip::ArchivePart> parts_;
    std::vector<std::unique_ptr<Xml>> xmls_;
    std::vector<Text> texts_;
    std::map<std::size_t, std::map<std::size_t, std::u32string>> changes_;  // by node (its hash), by code point
    std::map<std::size_t, pugi::xml_node> nodes_;
};

}  // namespace gongkai::intake
