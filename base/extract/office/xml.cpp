#include "base/extract/office/xml.h"

#include <charconv>
#include <new>

#include "base/extract/readers.h"

namespace gongkai::extract {
namespace {

std::string_view after_prefix(const char* qualified) {
    const std::string_view name(qualified);
    return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

pugi::xml_attribute find(const pugi::xml_node& node, std::string_view name) {
    for (const auto& attribute : node.attributes())
        if (after_prefix(attribute.name()) == name)
            return attribute;
    return {};
}

}  // namespace

Result<Xml> Xml::parse(std::string_view bytes) {
    Xml xml;
    const auto outcome = xml.document_.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (outcome.status == pugi::status_out_of_memory)
        throw std::bad_alloc();
    if (!outcome)
        return damaged(std::string("XML: ") + outcome.description());
    return xml;
}

std::string_view name_of(const pugi::xml_node& node) { return after_prefix(node.name()); }

bool is(const pugi::xml_node& node, std::string_view name) { return name_of(node) == name; }

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
    for (const auto& inner : node)
        if (is(inner, name))
            return inner;
    return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) { return find(node, name).value(); }
int number(std::string_view text, int otherwise) {
    int value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace gongkai::extract
