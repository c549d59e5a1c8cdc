#include "doors/exchange/atom.h"

#include <pugixml.hpp>
#include <sstream>

namespace gongkai::exchange {
namespace {

void add_text(pugi::xml_node& parent, const char* name, const std::string& text) {
    parent.append_child(name).text().set(text.c_str());
}

void add_link(pugi::xml_node& parent, const char* relation, const std::string& address) {
    auto link = parent.append_child("link");
    link.append_attribute("rel") = relation;
    link.append_attribute("href") = address.c_str();
}

}  // namespace

Instant beginning_of(Day day) { return Instant(day) - std::chrono::hours(8); }

std::string write_atom(const Feed& feed) {
    pugi::xml_document document;
    auto root = document.append_child("feed");
    root.append_attribute("xmlns") = "http://www.w3.org/2005/Atom";
    add_text(root, "id", feed.id);
    add_text(root, "title", feed.title);
    add_link(root, "alternate", feed.address);
    add_link(root, "self", feed.own_address);
    auto author = root.append_child("author");
    add_text(author, "name", feed.author);
    Instant newest = beginning_of(make_day(2000, 1, 1));
    for (const auto& entry : feed.entries)
        newest = std::max(newest, entry.updated_at);
    add_text(root, "updated", to_text(newest));
    for (const auto& entry : feed.entries) {
        auto node = root.append_child("entry");
        add_text(node, "id", entry.id);
        add_text(node, "title", entry.title);
        add_link(node, "alternate", entry.address);
        add_text(node, "updated", to_text(entry.updated_at));
        add_text(node, "summary", entry.summary);
    }
    std::ostringstream out;
    document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
    return out.str();
}

}  // namespace gongkai::exchange
