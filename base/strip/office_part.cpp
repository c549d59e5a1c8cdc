// The parts of an office file that speak of people, by their path. Elements are known by the name after their prefix.
#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <set>
#include <sstream>
#include <vector>

#include "base/strip/formats.h"

namespace gongkai::strip {
namespace {

constexpr int deepest = 1000;

std::string_view local(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

// Who, where and with what; what the document is (title, subject, language) may stay.
constexpr std::array properties_of_people{std::string_view("creator"),          std::string_view("lastModifiedBy"),
                                          std::string_view("lastPrinted"),      std::string_view("created"),
                                          std::string_view("modified"),         std::string_view("revision"),
                                          std::string_view("Company"),          std::string_view("Manager"),
                                          std::string_view("HyperlinkBase"),    std::string_view("Template"),
                                          std::string_view("TotalTime"),        std::string_view("Application"),
                                          std::string_view("AppVersion"),       std::string_view("property"),
                                          std::string_view("comment"),          std::string_view("author"),
                                          std::string_view("person"),           std::string_view("threadedComment"),
                                          std::string_view("cmAuthor"),         std::string_view("cm"),
                                          std::string_view("commentEx"),        std::string_view("commentId"),
                                          std::string_view("commentExtensible")};

// Of a document's body: marks of comments, of the trail of changes and of editing sessions.
const std::set<std::string_view>& unwanted_marks() {
    static const std::set<std::string_view> names{"commentRangeStart",
                                                  "commentRangeEnd",
                                                  "commentReference",
                                                  "del",
                                                  "moveFrom",
                                                  "rPrChange",
                                                  "pPrChange",
                                                  "sectPrChange",
                                                  "tblPrChange",
                                                  "tcPrChange",
                                                  "trPrChange",
                                                  "tblGridChange",
                                                  "tblPrExChange",
                                                  "numberingChange",
                                                  "moveFromRangeStart",
                                                  "moveFromRangeEnd",
                                                  "moveToRangeStart",
                                                  "moveToRangeEnd",
                                                  "cellIns",
                                                  "cellDel",
                                                  "cellMerge",
                                                  "delInstrText",
                                                  "rsids",
                                                  "rsid",
                                                  "docVars",
                                                  "attachedTemplate",
                                                  "fileSharing",
                                                  "absPath",
                                                  "proofErr",
                                                  "customXmlDelRangeStart",
                                                  "customXmlDelRangeEnd",
                                                  "customXmlInsRangeStart",
                                                  "customXmlInsRangeEnd",
                                                  "trackRevisions"};
    return names;
}

bool is_kept_when_accepted(std::string_view name) { return name == "ins" || name == "moveTo"; }

class Part {
  public:
    explicit Part(const std::string& bytes) {
        const auto parsed =
            document_.load_buffer(bytes.data(), bytes.size(),
                                  pugi::parse_default | pugi::parse_declaration | pugi::parse_ws_pcdata | pugi::parse_comments);
        if (!parsed)
            throw std::runtime_error(std::string("xml: ") + parsed.description());
    }

    void drop_people() {
        drop(document_.document_element(),
             [](std::string_view name) { return std::ranges::find(properties_of_people, name) != properties_of_people.end(); });
    }

    // As it would be printed: what was deleted is gone, what was inserted is there.
    void accept_changes() { accept_changes(document_, 0); }

    void drop_relations_to_thumbnails() {
        auto root = document_.document_element();
        for (auto node = root.first_child(); node;) {
            const auto next = node.next_sibling();
            if (std::string_view(node.attribute("Type").value()).ends_with("/thumbnail"))
                root.remove_child(node);
            node = next;
        }
    }

    std::string written() const {
        std::ostringstream out;
        document_.save(
            out, "",
            pugi::format_raw | (document_.first_child().type() == pugi::node_declaration ? 0 : pugi::format_no_declaration));
        return std::move(out).str();
    }

  private:
    static void accept_changes(pugi::xml_node parent, int depth) {
        refuse_depth(depth);
        for (auto node = parent.first_child(); node;) {
            const auto next = node.next_sibling();
            const std::string_view whole = node.name(), name = local(whole);
            const bool is_of_a_document = prefix(whole) != "m" && prefix(whole) != "a";
            const bool is_gone = unwanted_marks().contains(name) || (name == "tr" && is_deleted_row(node));
            if (is_of_a_document && is_gone) {
                parent.remove_child(node);
            } else if (is_of_a_document && is_kept_when_accepted(name)) {
                accept_changes(node, depth + 1);
                while (const auto inner = node.first_child())
                    parent.insert_move_before(inner, node);
                parent.remove_child(node);
            } else {
                drop_session_marks(node);
                accept_changes(node, depth + 1);
            }
            node = next;
        }
    }

    // Real files nest some dozens of elements; the stack ends before a file that was made to be deep does.
    static void refuse_depth(int depth) {
        if (depth > deepest)
            throw TooLarge("a part that is nested deeper than is read");
    }

    template <class F>
    static void drop(pugi::xml_node parent, const F& is_unwanted, int depth = 0) {
        refuse_depth(depth);
        for (auto node = parent.first_child(); node;) {
            const auto next = node.next_sibling();
            if (is_unwanted(local(node.name())))
                parent.remove_child(node);
            else
                drop(node, is_unwanted, depth + 1);
            node = next;
        }
    }

    static bool is_deleted_row(const pugi::xml_node& row) {
        for (const auto& properties : row.children())
            if (local(properties.name()) == "trPr")
                for (const auto& mark : properties.children())
                    if (local(mark.name()) == "del")
                        return true;
        return false;
    }

    static void drop_session_marks(pugi::xml_node node) {
        for (auto attribute = node.first_attribute(); attribute;) {
            const auto next = attribute.next_attribute();
            const auto name = local(attribute.name());
            if (name.starts_with("rsid") || name == "paraId" || name == "textId")
                node.remove_attribute(attribute);
            attribute = next;
        }
    }

    pugi::xml_document document_;
};

bool begins_with_any(const std::string& path, std::initializer_list<std::string_view> beginnings) {
    return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return path.starts_with(beginning); });
}

}  // namespace

std::string strip_part(const std::string& path, const std::string& bytes) {
    if (is_picture(bytes)) {
        try {
            return strip_picture(bytes);
        } catch (const std::runtime_error&) {
            return bytes;  // a picture that only its reader understands; the file around it is sound
        }
    }
    if (!path.ends_with(".xml") && !path.ends_with(".rels"))
        return bytes;
    if (begins_with_any(path, {"docProps/", "word/comments", "word/people", "xl/comments", "xl/threadedComments", "xl/persons",
                               "ppt/comments", "ppt/commentAuthors", "ppt/authors"})) {
        Part part(bytes);
        part.drop_people();
        return part.written();
    }
    if (path == "_rels/.rels") {
        Part part(bytes);
        part.drop_relations_to_thumbnails();
        return part.written();
    }
    if (begins_with_any(path, {"word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes", "word/settings",
                               "word/styles", "word/numbering", "word/glossary/", "xl/workbook"}) &&
        path.ends_with(".xml")) {
        Part part(bytes);
        part.accept_changes();
        return part.written();
    }
    return bytes;
}

}  // namespace gongkai::strip
