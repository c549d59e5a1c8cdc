#include "domain/intake/checks/office_text.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "base/core/text.h"

namespace gongkai::intake {
namespace {

constexpr int deepest = 1000;
constexpr std::size_t most_columns = 16'384;

std::string_view local(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_named(const pugi::xml_node& parent, std::string_view name) {
    return parent.find_child([&](const pugi::xml_node& node) { return local(node) == name; });
}

bool holds_text(std::string_view path) {
    for (const std::string_view folder : {"word/theme/", "xl/theme/", "ppt/theme/", "xl/styles", "word/styles", "word/fontTable"})
        if (path.starts_with(folder))
            return false;
    return path != "[Content_Types].xml" && (path.ends_with(".xml") || path.ends_with(".vml") || path.ends_with(".rels"));
}

// Values shorter than any number of a person, or in which no sign of one stands, are not looked at.
bool may_hold_a_number(std::string_view value) {
    return value.size() >= 7 && value.size() < 4096 && value.find_first_of("0123456789@") != std::string_view::npos;
}

// "AB12" is column 27.
std::size_t column_of(std::string_view reference) {
    std::size_t column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z' || column > most_columns)
            break;
        column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
    }
    return column == 0 ? 0 : column - 1;
}

// A number as a sheet keeps it is a value; masked it is text.
void make_inline(pugi::xml_node cell, const std::string& text) {
    const std::string prefix = std::string(cell.name()).find(':') == std::string::npos
                                   ? ""
                                   : std::string(cell.name()).substr(0, std::string(cell.name()).find(':') + 1);
    cell.remove_children();
    cell.remove_attribute("t");
    cell.append_attribute("t") = "inlineStr";
    cell.append_child((prefix + "is").c_str()).append_child((prefix + "t").c_str()).text().set(text.c_str());
}

void put_tag(OfficeText::Text& into, char c) {
    into.text += c;
    into.sources.emplace_back();
}

void end_line(OfficeText::Text& into) {
    if (!into.text.empty() && into.text.back() != '\n' && into.text.back() != '\t')
        put_tag(into, '\n');
}

bool is_in_cell(pugi::xml_node node) {
    for (; node; node = node.parent())
        if (local(node) == "tc")
            return true;
    return false;
}

}  // namespace

OfficeText::OfficeText(std::string_view bytes) : parts_(strip::read_archive(bytes)) {
    std::vector<pugi::xml_node> shared, sheets;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const auto& part = parts_[i];
        if (!holds_text(part.path))
            continue;
        auto xml = std::make_unique<Xml>();
        xml->part = i;
        if (const auto parsed = xml->document.load_buffer(
                part.bytes.data(), part.bytes.size(),
                pugi::parse_default | pugi::parse_declaration | pugi::parse_ws_pcdata | pugi::parse_comments);
            !parsed)
            throw std::runtime_error(std::string("xml: ") + parsed.description());
        const auto root = xml->document.document_element();
        xmls_.push_back(std::move(xml));
        if (local(root) == "worksheet") {
            sheets.push_back(root);
        } else {
            if (local(root) == "sst")
                for (const auto& item : root.children())
                    if (local(item) == "si")
                        shared.push_back(item);
            Text text;
            read_flow(root, text, 0);
            if (!text.text.empty())
                texts_.push_back(std::move(text));
        }
        read_rest(root, 0);
    }
    for (const auto& sheet : sheets)
        read_sheet(sheet, shared);
}

void OfficeText::add(Text& into, const pugi::xml_node& node, const pugi::xml_attribute& attribute) {
    std::string text = attribute ? attribute.value() : node.text().get();
    std::ranges::replace(text, '\t', ' ');
    std::ranges::replace(text, '\n', ' ');
    into.text += text;
    const auto count = count_code_points(text);
    for (std::size_t i = 0; i < count; ++i)
        into.sources.push_back({attribute ? pugi::xml_node() : node, attribute, i});
}

// What is no line of a paragraph and no cell: attributes, formulas, values of charts, custom XML.
void OfficeText::read_rest(const pugi::xml_node& parent, int depth) {
    if (depth > deepest)
        throw std::runtime_error("a part that is nested deeper than is read");
    for (const auto& attribute : parent.attributes())
        if (const std::string_view name = attribute.name(); may_hold_a_number(attribute.value()) && !name.starts_with("xmlns")) {
            texts_.emplace_back();
            add(texts_.back(), {}, attribute);
        }
    const auto name = local(parent);
    const bool was_read =
        name == "t" || name == "delText" || name == "instrText" || (name == "v" && local(parent.parent()) == "c");
    if (!was_read && may_hold_a_number(parent.text().get())) {
        texts_.emplace_back();
        add(texts_.back(), parent);
    }
    for (const auto& node : parent.children())
        if (node.type() == pugi::node_element)
            read_rest(node, depth + 1);
}

// Word, slides, drawings, notes of a sheet: t holds text, p is a paragraph, tc a cell, tr a row.
void OfficeText::read_flow(pugi::xml_node parent, Text& into, int depth) {
    if (depth > deepest)
        throw std::runtime_error("a part that is nested deeper than is read");
    for (const auto& node : parent.children()) {
        const auto name = local(node);
        if (name == "t" || name == "delText" || name == "instrText") {
            add(into, node);
            continue;
        }
        if (name == "tab" && local(parent) == "r")
            put_tag(into, ' ');
        if (name == "br" || name == "cr")
            put_tag(into, is_in_cell(node) ? ' ' : '\n');
        read_flow(node, into, depth + 1);
        if (name == "tc")
            put_tag(into, '\t');
        else if (name == "tr")
            put_tag(into, '\n');
        else if (name == "p" || name == "si" || name == "comment")
            is_in_cell(node) ? put_tag(into, ' ') : end_line(into);
    }
}

void OfficeText::read_sheet(const pugi::xml_node& sheet, const std::vector<pugi::xml_node>& shared) {
    Text text;
    for (const auto& row : child_named(sheet, "sheetData").children()) {
        std::size_t column = 0;
        for (const auto& cell : row.children()) {
            const auto reference = cell.attribute("r");
            const auto wanted = reference ? std::min(column_of(reference.value()), most_columns) : column;
            for (; column < wanted; ++column)
                put_tag(text, '\t');
            const std::string_view type = cell.attribute("t").value();
            const auto value = child_named(cell, "v");
            if (type == "s") {
                const auto index = whole_number(value.text().get());
                if (index && *index >= 0 && static_cast<std::size_t>(*index) < shared.size())
                    read_flow(shared[static_cast<std::size_t>(*index)], text, 0);
            } else if (type == "inlineStr") {
                read_flow(child_named(cell, "is"), text, 0);
            } else if (value) {
                add(text, value);
            }
        }
        put_tag(text, '\n');
    }
    texts_.push_back(std::move(text));
}

void OfficeText::put(const Text& text, std::size_t code_point, std::u32string with) {
    const auto& source = text.sources[code_point];
    if (!source.node && !source.attribute)
        return;
    const bool is_attribute = static_cast<bool>(source.attribute);
    auto& changed = changes_[{is_attribute, is_attribute ? source.attribute.hash_value() : source.node.hash_value()}];
    changed.source = source;
    changed.with.emplace(source.at, std::move(with));
}

std::string OfficeText::written() {
    for (auto& [key, changed] : changes_) {
        auto& [node, attribute, at] = changed.source;
        const auto signs = to_code_points(attribute ? attribute.value() : node.text().get());
        std::u32string masked;
        for (std::size_t i = 0; i < signs.size(); ++i)
            if (const auto change = changed.with.find(i); change != changed.with.end())
                masked += change->second;
            else
                masked += signs[i];
        if (attribute)
            attribute.set_value(to_utf8(masked).c_str());
        else if (local(node) == "v" && local(node.parent()) == "c")
            make_inline(node.parent(), to_utf8(masked));
        else
            node.text().set(to_utf8(masked).c_str());
    }
    for (const auto& xml : xmls_) {
        std::ostringstream out;
        const bool is_declared = xml->document.first_child().type() == pugi::node_declaration;
        xml->document.save(out, "", pugi::format_raw | (is_declared ? 0 : pugi::format_no_declaration));
        parts_[xml->part].bytes = std::move(out).str();
    }
    return strip::write_archive(parts_);
}

}  // namespace gongkai::intake
