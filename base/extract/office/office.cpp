#include "base/extract/office/office.h"

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

std::map<std::string, Relation> Package::relations_of(const std::string& part) {
    std::map<std::string, Relation> out;
    const auto folder = folder_of(part);
    const auto path = folder + "_rels/" + part.substr(folder.size()) + ".rels";
    if (!zip_.has(path))
        return out;
    const auto parsed = xml(path);
    if (!parsed)
        return out;
    for (const auto& node : parsed->root()) {
        if (!is(node, "Relationship") || attribute(node, "TargetMode") == "External")
            continue;
        const auto type = attribute(node, "Type");
        out[std::string(attribute(node, "Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                   resolve(folder, attribute(node, "Target"))};
    }
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
    }
    for (const auto* usual : {"word/document.xml", "xl/workbook.xml"})  // where the relations are lost
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

}  // namespace gongkai::extract
