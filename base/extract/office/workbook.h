// A workbook: its sheets with their states, the texts of its cells as Excel shows them, and how they look.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/extract/office/number_format.h"
#include "base/extract/office/office.h"

namespace gongkai::extract {

struct Place {
    int row = 0, column = 0;
    auto operator<=>(const Place&) const = default;
};

// "B12" is row 11, column 1; absolute signs ($B$12) are passed over.
std::optional<Place> read_place(std::string_view text);
std::string name_of(Place place);  // "B12"

// First place to last place of each merged cell.
std::map<Place, Place> read_merges(const pugi::xml_node& sheet);

// <t> and the <t> of runs; phonetic guides (rPh) are not read.
std::string rich_text(const pugi::xml_node& node);

constexpr std::size_t most_sheets = 256;

struct Sheet {
    std::string name, path;
    bool is_hidden = false;
};

class Workbook {
  public:
    static Result<Workbook> open(std::string_view bytes);

    const std::vector<Sheet>& sheets() const { return sheets_; }
    Result<Xml> sheet(const Sheet& sheet) { return package_.xml(sheet.path); }
    std::string text_of(const pugi::xml_node& cell) const;
    bool is_white(const pugi::xml_node& cell) const;       // letters on no ground
    bool shows_nothing(const pugi::xml_node& cell) const;  // by a format like ;;;
    bool is_bold(const pugi::xml_node& cell) const;
    Epoch epoch() const { return epoch_; }
    Package& package() { return package_; }

  private:
    struct Look {
        std::string format;
        bool is_white = false, is_bold = false;
    };
    explicit Workbook(Package package) : package_(std::move(package)) {}
    std::optional<Refusal> read_strings();
    void read_styles();
    const Look* look_of(const pugi::xml_node& cell) const;

    Package package_;
    std::vector<Sheet> sheets_;
    std::vector<std::string> strings_;
    std::vector<Look> looks_;  // by style
    Epoch epoch_ = Epoch::y1900;
};

}  // namespace gongkai::extract
