// What DOCX and XLSX share: the package of parts that name each other by relations (ISO/IEC 29500-2).
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/extract/office/xml.h"
#include "base/extract/office/zip.h"

namespace gongkai::extract {

struct Relation {
    std::string type;    // the last part of its address: "officeDocument", "numbering", "sharedStrings", "worksheet"
    std::string target;  // path in the archive
};

class Package {
  public:
    static Result<Package> open(std::string_view bytes);

    const std::string& main_part() const { return main_; }
    // Of the main part, by id.
    const std::map<std::string, Relation>& relations() const { return relations_; }
    // The path of the main part's first relation of that type; empty where there is none.
    std::string related(std::string_view type) const;
    Result<Xml> xml(const std::string& path);
    bool has(const std::string& path) const { return zip_.has(path); }
    std::vector<std::string> names() const { return zip_.names(); }  // of all parts
    Result<std::string> bytes(const std::string& path) { return zip_.read(path); }
    std::map<std::string, Relation> relations_of(const std::string& part);
    // Addresses outside the file that a part names, by id.
    std::map<std::string, std::string> links_of(const std::string& part);
    // From the core properties; empty where there is none or they are damaged.
    std::string title();
    // Of all property parts, in the order of the file: {"author", "王某"}. Dates and counts are left out.
    std::vector<std::pair<std::string, std::string>> properties();

  private:
    explicit Package(Zip zip) : zip_(std::move(zip)) {}
    std::optional<Xml> relations_xml(const std::string& part);

    Zip zip_;
    std::string main_, core_;
    std::vector<std::string> other_properties_;  // parts: extended and custom ones
    std::map<std::string, Relation> relations_;
};

}  // namespace gongkai::extract
