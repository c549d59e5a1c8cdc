// Office files name their elements by prefixes that are free to choose (w:p, ns0:p), so elements are known by the name after it.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/core/refusal.h"

namespace gongkai::extract {

// Entities of a DOCTYPE are never expanded, so they cannot multiply.
class Xml {
  public:
    static Result<Xml> parse(std::string_view bytes);
    pugi::xml_node root() const { return document_.document_element(); }

  private:
    pugi::xml_document document_;
};

std::string_view name_of(const pugi::xml_node& node);
bool is(const pugi::xml_node& node, std::string_view name);
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
// The value of an attribute by the name after its prefix; empty where there is none.
std::string_view attribute(const pugi::xml_node& node, std::string_view name);
int number(std::string_view text, int otherwise);

}  // namespace gongkai::extract
