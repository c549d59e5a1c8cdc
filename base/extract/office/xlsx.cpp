// XLSX: every visible sheet is a page with one table of the places in use. Rows and columns without any text are left out, so
// that a stray cell in XFD1048576 costs nothing.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <vector>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/office/number_format.h"
#include "base/extract/office/office.h"
#include "base/extract/readers.h"

namespace gongkai::extract {
namespace {

constexpr std::size_t most_sheets = 256;
constexpr int most_merges = 100'000;

struct Place {
    int row = 0, column = 0;
    auto operator<=>(const Place&) const = default;
};

// "B12" is row 11, column 1; absolute signs ($B$12) are passed over.
std::optional<Place> read_place(std::string_view text) {
    Place place;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z' && place.row == 0)
            place.column = place.column * 26 + (c - 'A' + 1);
        else if (c >= '0' && c <= '9' && place.column > 0)
            place.row = place.row * 10 + (c - '0');
        else if (c != '$')
            return std::nullopt;
        if (place.row > 1'048'576 || place.column > 16'384)
            return std::nullopt;
    }
    if (place.row < 1 || place.column < 1)
        return std::nullopt;
    return Place{place.row - 1, place.column - 1};
}

// _x000D_ stands for a character that XML cannot hold.
std::string unescape(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) == "_x" && i + 6 < text.size() && text[i + 6] == '_') {
            char32_t c = 0;
            bool is_hex = true;
            for (const char digit : lower_ascii(text.substr(i + 2, 4))) {
                is_hex &= (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
                c = c * 16 + static_cast<char32_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
            }
            if (is_hex) {
                out += to_utf8({&c, 1});
                i += 6;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

// <t> and the <t> of runs; phonetic guides (rPh) are not read.
std::string rich_text(const pugi::xml_node& node) {
    std::string out;
    for (const auto& inner : node) {
        if (is(inner, "t"))
            out += inner.text().get();
        else if (is(inner, "r"))
            out += child(inner, "t").text().get();
    }
    return unescape(out);
}

std::optional<double> real(std::string_view text) {
    if (text.empty())
        return std::nullopt;
    char* end = nullptr;
    const std::string copy(trim(text));
    const double value = std::strtod(copy.c_str(), &end);
    return end == copy.c_str() + copy.size() ? std::optional(value) : std::nullopt;
}

class Workbook {
  public:
    explicit Workbook(Package package) : package_(std::move(package)) {}

    Result<Document> read() {
        const auto workbook = package_.xml(package_.main_part());
        if (!workbook)
            return std::unexpected(workbook.error());
        const auto is_old = attribute(child(workbook->root(), "workbookPr"), "date1904");
        epoch_ = is_old == "1" || is_old == "true" ? Epoch::y1904 : Epoch::y1900;
        if (auto damage = read_strings())
            return std::unexpected(*damage);
        read_styles();

        Document document{Format::xlsx, package_.title(), {}, {}};
        for (const auto& node : child(workbook->root(), "sheets")) {
            const auto state = attribute(node, "state");
            if (!is(node, "sheet") || state == "hidden" || state == "veryHidden")
                continue;
            const auto relation = package_.relations().find(std::string(attribute(node, "id")));
            if (relation == package_.relations().end() || relation->second.type != "worksheet")
                continue;  // a sheet of charts or of macros
            if (document.pages.size() >= most_sheets)
                throw std::length_error("more sheets than are read");
            const auto sheet = package_.xml(relation->second.target);
            if (!sheet)
                return std::unexpected(sheet.error());
            document.pages.push_back(lay_out(flow_of(sheet->root()), static_cast<int>(document.pages.size())));
        }
        return document;
    }

  private:
    std::optional<Refusal> read_strings() {
        const auto path = package_.related("sharedStrings");
        if (path.empty())
            return std::nullopt;
        const auto xml = package_.xml(path);
        if (!xml)
            return xml.error();
        for (const auto& node : xml->root())
            if (is(node, "si"))
                strings_.push_back(rich_text(node));
        return std::nullopt;
    }

    // Damage here costs the look of numbers, not text.
    void read_styles() {
        const auto path = package_.related("styles");
        if (path.empty())
            return;
        const auto xml = package_.xml(path);
        if (!xml)
            return;
        std::map<int, std::string> own;
        for (const auto& node : child(xml->root(), "numFmts"))
            own[number(attribute(node, "numFmtId"), 0)] = attribute(node, "formatCode");
        for (const auto& node : child(xml->root(), "cellXfs")) {
            const int id = number(attribute(node, "numFmtId"), 0);
            const auto found = own.find(id);
            formats_.push_back(found == own.end() ? std::string(builtin_code(id)) : found->second);
        }
    }

    std::string text_of(const pugi::xml_node& cell) const {
        const auto type = attribute(cell, "t");
        if (type == "inlineStr")
            return rich_text(child(cell, "is"));
        const std::string_view value = child(cell, "v").text().get();
        if (type == "s") {
            const auto index = static_cast<std::size_t>(number(value, -1));
            return index < strings_.size() ? strings_[index] : std::string();
        }
        if (type == "str" || type == "e" || type == "d")
            return unescape(value);
        if (type == "b")
            return value == "1" ? "TRUE" : "FALSE";
        const auto style = static_cast<std::size_t>(number(attribute(cell, "s"), -1));
        const auto plain_value = real(value);
        if (!plain_value)
            return std::string(value);
        return format_by_code(*plain_value, style < formats_.size() ? std::string_view(formats_[style]) : std::string_view(),
                              epoch_);
    }

    Flow flow_of(const pugi::xml_node& root) const {
        std::map<Place, std::string> texts;
        Place here;
        for (const auto& row : child(root, "sheetData")) {
            if (!is(row, "row"))
                continue;
            here.row = std::clamp(number(attribute(row, "r"), here.row + 1), 1, 1'048'576) - 1;
            here.column = 0;
            for (const auto& cell : row) {
                if (!is(cell, "c"))
                    continue;
                const auto stated = read_place(attribute(cell, "r"));
                const auto place = stated.value_or(here);
                here.column = place.column + 1;
                auto text = text_of(cell);
                if (!trim(text).empty())
                    texts.insert_or_assign(place, std::move(text));
                if (texts.size() > static_cast<std::size_t>(most_places))
                    throw std::length_error("a sheet with more cells than are read");
            }
            ++here.row;
        }
        return flow_of(texts, read_merges(root));
    }

    static std::map<Place, Place> read_merges(const pugi::xml_node& root) {
        std::map<Place, Place> merges;  // first place → last place
        int count = 0;
        for (const auto& node : child(root, "mergeCells")) {
            const auto range = attribute(node, "ref");
            const auto colon = range.find(':');
            if (colon == std::string_view::npos)
                continue;
            const auto first = read_place(range.substr(0, colon)), last = read_place(range.substr(colon + 1));
            if (first && last && first->row <= last->row && first->column <= last->column)
                merges[*first] = *last;
            if (++count > most_merges)
                throw std::length_error("more merged cells than are read");
        }
        return merges;
    }

    static Flow flow_of(std::map<Place, std::string>& texts, const std::map<Place, Place>& merges) {
        std::set<int> row_set, column_set;
        for (const auto& [place, text] : texts) {
            row_set.insert(place.row);
            column_set.insert(place.column);
        }
        const std::vector<int> rows(row_set.begin(), row_set.end()), columns(column_set.begin(), column_set.end());
        const auto index = [](const std::vector<int>& used, int n) {
            return static_cast<int>(std::ranges::lower_bound(used, n) - used.begin());
        };

        FlowTable table;
        for (auto& [place, text] : texts) {
            FlowCell cell{index(rows, place.row), index(columns, place.column), 1, 1, {}};
            if (const auto merge = merges.find(place); merge != merges.end()) {
                cell.row_span = index(rows, merge->second.row + 1) - cell.row;
                cell.column_span = index(columns, merge->second.column + 1) - cell.column;
            }
            cell.content.push_back(line_block(std::move(text)));
            table.cells.push_back(std::move(cell));
        }
        // A merged place without text still covers what it covers.
        for (const auto& [first, last] : merges)
            if (!texts.contains(first) && row_set.contains(first.row) && column_set.contains(first.column))
                table.cells.push_back({index(rows, first.row),
                                       index(columns, first.column),
                                       index(rows, last.row + 1) - index(rows, first.row),
                                       index(columns, last.column + 1) - index(columns, first.column),
                                       {}});
        Flow flow;
        flow.push_back(table_block(std::move(table)));
        return flow;
    }

    Package package_;
    std::vector<std::string> strings_;
    std::vector<std::string> formats_;  // by style: the code
    Epoch epoch_ = Epoch::y1900;
};

}  // namespace

Result<Document> read_xlsx(std::string_view bytes) {
    auto package = Package::open(bytes);
    if (!package)
        return std::unexpected(package.error());
    return Workbook(std::move(*package)).read();
}

}  // namespace gongkai::extract
