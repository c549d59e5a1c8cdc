#include "base/extract/office/office.h"

#include <array>
#include <vector>

#include "base/core/text.h"
#include "base/extract/flow.h"

namespace gongkai::extract {
namespace {

std::string folder_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

// "../media/a.png" seen from word/ is media/a.png; a leading slash is the root of the archive.
std::string resolve(const std::string& folder, std::string_view target) {
    const std::string whole = target.starts_with('/') ? std::string(target.substr(1)) : folder + std::string(target);
    std::vector<std::string> parts;
    for (const auto part : split(whole, '/')) {
        if (part == ".." && !parts.empty())
            parts.pop_back();
        else if (!part.empty() && part != "." && part != "..")
            parts.emplace_back(part);
    }
    return join(parts, "/");
}

}  // namespace

std::optional<Xml> Package::relations_xml(const std::string& part) {
    const auto folder = folder_of(part);
    const auto path = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    if (!zip_.has(path))
        return std::nullopt;
    auto parsed = xml(path);
    return parsed ? std::optional(std::move(*parsed)) : std::nullopt;
}

std::map<std::string, Relation> Package::relations_of(const std::string& part) {
    std::map<std::string, Relation> out;
    const auto parsed = relations_xml(part);
    if (!parsed)
        return out;
    for (const auto& node : parsed->root()) {
        if (!is(node, "Relationship") || attribute(node, "TargetMode") == "External")
            continue;
        const auto type = attribute(node, "Type");
        out[std::string(attribute(node, "Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                   resolve(folder_of(part), attribute(node, "Target"))};
    }
    return out;
}

std::map<std::string, std::string> Package::links_of(const std::string& part) {
    std::map<std::string, std::string> out;
    if (const auto parsed = relations_xml(part))
        for (const auto& node : parsed->root())
            if (is(node, "Relationship") && attribute(node, "TargetMode") == "External" &&
                attribute(node, "Type").ends_with("/hyperlink"))
                out[std::string(attribute(node, "Id"))] = attribute(node, "Target");
    return out;
}

Result<Package> Package::open(std::string_view bytes) {
    auto zip = Zip::open(bytes);
    if (!zip)
        return std::unexpected(zip.error());
    Package package(std::move(*zip));
    for (const auto& [id, relation] : package.relations_of("")) {
        if (relation.type == "officeDocument")
            package.main_ = relation.target;
        else if (relation.type == "core-properties")
            package.core_ = relation.target;
        else if (relation.type == "extended-properties" || relation.type == "custom-properties")
            package.other_properties_.push_back(relation.target);
    }
    for (const auto* usual : {"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"})  // where the relations are lost
        if ((package.main_.empty() || !package.zip_.has(package.main_)) && package.zip_.has(usual))
            package.main_ = usual;
    package.relations_ = package.relations_of(package.main_);
    return package;
}

std::string Package::related(std::string_view type) const {
    for (const auto& [id, relation] : relations_)
        if (relation.type == type)
            return relation.target;
    return {};
}

Result<Xml> Package::xml(const std::string& path) {
    auto bytes = zip_.read(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    return Xml::parse(*bytes);
}

std::string Package::title() {
    if (core_.empty() || !zip_.has(core_))
        return {};
    const auto core = xml(core_);
    return core ? std::string(trim(clean(child(core->root(), "title").child_value()))) : std::string();
}

std::vector<std::pair<std::string, std::string>> Package::properties() {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> names{{{"creator", "author"},
                                                                                          {"lastModifiedBy", "last_modified_by"},
                                                                                          {"title", "title"},
                                                                                          {"subject", "subject"},
                                                                                          {"keywords", "keywords"},
                                                                                          {"description", "description"},
                                                                                          {"category", "category"},
                                                                                          {"contentStatus", "status"},
                                                                                          {"Company", "company"},
                                                                                          {"Manager", "manager"},
                                                                                          {"HyperlinkBase", "link_base"},
                                                                                          {"Template", "template"}}};
    std::vector<std::pair<std::string, std::string>> out;
    auto parts = other_properties_;
    parts.insert(parts.begin(), core_);
    for (const auto& part : parts) {
        if (part.empty() || !zip_.has(part))
            continue;
        const auto parsed = xml(part);
        if (!parsed)
            continue;
        for (const auto& node : parsed->root()) {
            std::string name;
            if (is(node, "property"))
                name = attribute(node, "name");
            for (const auto& [stated, known] : names)
                if (is(node, stated))
                    name = known;
            const auto value = clean(is(node, "property") ? node.first_child().child_value() : node.child_value());
            const bool is_usual = name == "template" && value.starts_with("Normal");
            if (!name.empty() && !trim(value).empty() && !is_usual)
                out.emplace_back(clean(name), trim(value));
        }
    }
    return out;
}

}  // namespace gongkai::extract
