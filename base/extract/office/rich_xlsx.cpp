// XLSX as blocks: each visible sheet a table under its name. Hidden sheets, rows and columns, values that no one sees, comments
// and the margins of the printed page are told apart.
#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/lines.h"
#include "base/extract/office/rest.h"
#include "base/extract/office/workbook.h"
#include "base/extract/rich_readers.h"

namespace gongkai::extract {
namespace {

constexpr std::size_t most_hidden = 20'000;      // findings of one file
constexpr std::size_t longest_hidden = 200'000;  // bytes of a hidden sheet

struct Cell {
    std::string text, link;
    bool is_bold = false;
};

// "&L内部资料&R第 &P 页" → "内部资料 第  页".
std::string without_codes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '&' || i + 1 == text.size()) {
            out += text[i];
            continue;
        }
        const char code = text[++i];
        if (code == '&')
            out += '&';
        else if (code == 'L' || code == 'C' || code == 'R')
            out += ' ';
        else if (code == '"')
            i = std::min(text.find('"', i + 1), text.size() - 1);
        else
            while (code >= '0' && code <= '9' && i + 1 < text.size() && text[i + 1] >= '0' && text[i + 1] <= '9')
                ++i;
    }
    return std::string(trim(out));
}

bool is_flag(std::string_view value) { return value == "1" || value == "true"; }

// All values that a part keeps for itself, in the order of the part.
void gather_values(const pugi::xml_node& node, std::string& into) {
    for (const auto& inner : node) {
        if (into.size() > longest_hidden)
            return;
        const auto stated = attribute(inner, "v");
        const std::string_view text = is(inner, "v") ? std::string_view(inner.child_value()) : stated;
        if (!trim(text).empty())
            into += (into.empty() ? "" : "\n") + std::string(trim(text));
        gather_values(inner, into);
    }
}

// Pivot tables and links to other workbooks keep a copy of the data they were made of, whatever is shown.
void read_kept_copies(Workbook& book, Rich& rich) {
    for (const auto& [id, relation] : book.package().relations()) {
        if (relation.type != "pivotCacheDefinition" && relation.type != "externalLink")
            continue;
        std::string values;
        if (const auto xml = book.package().xml(relation.target))
            gather_values(xml->root(), values);
        for (const auto& [inner_id, records] : book.package().relations_of(relation.target))
            if (records.type == "pivotCacheRecords")
                if (const auto xml = book.package().xml(records.target))
                    gather_values(xml->root(), values);
        if (values = clean(values); !values.empty())
            rich.hidden.push_back({Hidden::Kind::hidden_text, {"extract.place.kept_copy", {}}, values});
    }
}

class SheetReader {
  public:
    SheetReader(Workbook& book, const Sheet& sheet, const pugi::xml_node& root, Rich& rich)
        : book_(book), sheet_(sheet), root_(root), rich_(rich) {}

    void read() {
        read_columns();
        read_links();
        read_cells();
        comments_and_drawings();
        margins();
        if (sheet_.is_hidden)
            hide(Hidden::Kind::hidden_sheet, {"extract.place.sheet", {sheet_.name}}, whole_text());
        else if (!cells_.empty())
            rich_.blocks.push_back(table());
    }

  private:
    void hide(Hidden::Kind kind, Spot spot, std::string text) {
        text = std::string(trim(clean(text)));
        if (!text.empty() && rich_.hidden.size() < most_hidden)
            rich_.hidden.push_back({kind, std::move(spot), std::move(text)});
    }

    Spot spot_of(Place place) const { return {"extract.place.cell", {sheet_.name, name_of(place)}}; }

    void read_columns() {
        for (const auto& node : child(root_, "cols")) {
            const auto width = attribute(node, "width");
            if (!is_flag(attribute(node, "hidden")) && !(width == "0" && is_flag(attribute(node, "customWidth"))))
                continue;
            const int first = std::clamp(number(attribute(node, "min"), 1), 1, 16'384);
            const int last = std::clamp(number(attribute(node, "max"), first), first, 16'384);
            hidden_columns_.emplace_back(first - 1, last - 1);
        }
    }

    bool is_hidden_column(int column) const {
        return std::ranges::any_of(hidden_columns_,
                                   [&](const auto& range) { return range.first <= column && column <= range.second; });
    }

    void read_links() {
        const auto targets = book_.package().links_of(sheet_.path);
        if (targets.empty())
            return;
        for (const auto& node : child(root_, "hyperlinks")) {
            const auto place = read_place(attribute(node, "ref"));
            const auto target = targets.find(std::string(attribute(node, "id")));
            if (place && target != targets.end())
                links_[*place] = target->second;
        }
    }

    void read_cells() {
        Place here;
        for (const auto& row : child(root_, "sheetData")) {
            if (!is(row, "row"))
                continue;
            here.row = std::clamp(number(attribute(row, "r"), here.row + 1), 1, 1'048'576) - 1;
            here.column = 0;
            const bool is_hidden = is_flag(attribute(row, "hidden")) || attribute(row, "ht") == "0";
            std::string hidden_row;
            for (const auto& node : row) {
                if (!is(node, "c"))
                    continue;
                const auto place = read_place(attribute(node, "r")).value_or(here);
                here.column = place.column + 1;
                auto text = std::string(trim(clean(book_.text_of(node))));
                if (text.empty())
                    continue;
                if (++count_ > static_cast<std::size_t>(most_places))
                    throw std::length_error("a sheet with more cells than are read");
                if (is_hidden && !sheet_.is_hidden)
                    hidden_row += (hidden_row.empty() ? "" : "\t") + text;
                else
                    take(node, place, std::move(text));
            }
            hide(Hidden::Kind::hidden_row, {"extract.place.row", {sheet_.name, std::to_string(here.row + 1)}}, hidden_row);
            ++here.row;
        }
        for (auto& [column, text] : column_texts_) {
            const auto name = name_of(Place{0, column});
            hide(Hidden::Kind::hidden_column, {"extract.place.column", {sheet_.name, name.substr(0, name.size() - 1)}},
                 std::move(text));
        }
    }

    void take(const pugi::xml_node& node, Place place, std::string text) {
        if (sheet_.is_hidden) {
            cells_[place] = {std::move(text), {}, false};
        } else if (is_hidden_column(place.column)) {
            auto& all = column_texts_[place.column];
            all += (all.empty() ? "" : "\n") + text;
        } else if (book_.shows_nothing(node)) {
            hide(Hidden::Kind::hidden_text, spot_of(place), std::move(text));
        } else if (book_.is_white(node)) {
            hide(Hidden::Kind::white_text, spot_of(place), std::move(text));
        } else {
            const auto link = links_.find(place);
            cells_[place] = {std::move(text), link == links_.end() ? std::string() : link->second, book_.is_bold(node)};
        }
    }

    std::string whole_text() const {
        std::string out;
        int row = -1;
        for (const auto& [place, cell] : cells_) {
            if (out.size() > longest_hidden)
                break;
            if (row >= 0)
                out += place.row == row ? '\t' : '\n';
            row = place.row;
            out += cell.text;
        }
        return out;
    }

    void comments_and_drawings() {
        for (const auto& [id, relation] : book_.package().relations_of(sheet_.path)) {
            if (relation.type == "drawing" && !sheet_.is_hidden &&
                std::ranges::find(rich_.warnings, "extract.warn.drawings_left_out") == rich_.warnings.end())
                rich_.warnings.emplace_back("extract.warn.drawings_left_out");
            const bool is_threaded = relation.type == "threadedComment";
            if (relation.type != "comments" && !is_threaded)
                continue;
            const auto xml = book_.package().xml(relation.target);
            if (!xml)
                continue;
            const auto list = is_threaded ? xml->root() : child(xml->root(), "commentList");
            for (const auto& node : list) {
                const auto place = read_place(attribute(node, "ref"));
                const auto text = child(node, "text");
                if (!place || !text)
                    continue;
                hide(Hidden::Kind::comment, {"extract.place.cell_comment", {sheet_.name, name_of(*place)}},
                     is_threaded ? std::string(text.child_value()) : rich_text(text));
            }
        }
    }

    void margins() {
        std::set<std::string> seen;
        for (const auto& node : child(root_, "headerFooter")) {
            const bool is_header = name_of(node).ends_with("Header");
            auto text = without_codes(node.child_value());
            if (text.find_first_not_of("0123456789-/ ") != std::string::npos && seen.insert(text).second)
                hide(is_header ? Hidden::Kind::header : Hidden::Kind::footer,
                     {is_header ? "extract.place.sheet_header" : "extract.place.sheet_footer", {sheet_.name}}, std::move(text));
        }
    }

    // Of the places in use; a first row of a single cell over all of them is the caption.
    RichBlock table() {
        std::set<int> row_set, column_set;
        for (const auto& [place, cell] : cells_) {
            row_set.insert(place.row);
            column_set.insert(place.column);
        }
        const std::vector<int> rows(row_set.begin(), row_set.end()), columns(column_set.begin(), column_set.end());
        const auto index = [](const std::vector<int>& used, int n) {
            return static_cast<int>(std::ranges::lower_bound(used, n) - used.begin());
        };
        const auto merges = read_merges(root_);
        RichTable table{static_cast<int>(rows.size()), static_cast<int>(columns.size()), {}, {}};
        const auto add = [&](Place place, const Cell* cell) {
            RichCell rich{index(rows, place.row), index(columns, place.column), 1, 1, false, {}, spot_of(place)};
            if (const auto merge = merges.find(place); merge != merges.end()) {
                rich.row_span = std::max(index(rows, merge->second.row + 1) - rich.row, 1);
                rich.column_span = std::max(index(columns, merge->second.column + 1) - rich.column, 1);
            }
            if (cell) {
                RichBlock block;
                Run run;
                run.text = cell->text;
                run.link = cell->link;
                run.is_bold = cell->is_bold;
                block.runs.push_back(std::move(run));
                block.spot = rich.spot;
                rich.blocks.push_back(std::move(block));
            }
            table.cells.push_back(std::move(rich));
        };
        for (const auto& [place, cell] : cells_)
            add(place, &cell);
        for (const auto& [first, last] : merges)
            if (!cells_.contains(first) && row_set.contains(first.row) && column_set.contains(first.column))
                add(first, nullptr);
        keep_apart(table);
        lift_caption(table);
        RichBlock block;
        block.kind = RichBlock::Kind::table;
        block.table.push_back(std::move(table));
        block.spot = {"extract.place.sheet", {sheet_.name}};
        return block;
    }

    static void lift_caption(RichTable& table) {
        if (table.rows < 3 || table.columns < 2 || table.cells.empty())
            return;
        const auto& first = table.cells.front();
        if (first.column_span != table.columns || first.row_span != 1 || first.blocks.empty())
            return;
        table.caption = replace_all(first.blocks.front().runs.front().text, "\n", " ");
        table.cells.erase(table.cells.begin());
        --table.rows;
        for (auto& cell : table.cells)
            --cell.row;
    }

    Workbook& book_;
    const Sheet& sheet_;
    pugi::xml_node root_;
    Rich& rich_;
    std::vector<std::pair<int, int>> hidden_columns_;
    std::map<Place, std::string> links_;
    std::map<Place, Cell> cells_;
    std::map<int, std::string> column_texts_;  // of hidden columns
    std::size_t count_ = 0;
};

}  // namespace

Result<Rich> read_rich_xlsx(std::string_view bytes, int depth) {
    auto book = Workbook::open(bytes);
    if (!book)
        return std::unexpected(book.error());
    Rich rich;
    rich.format = RichFormat::xlsx;
    rich.title = book->package().title();
    const auto visible = std::ranges::count(book->sheets(), false, &Sheet::is_hidden);
    std::vector<std::string> unread_names;
    for (const auto& sheet : book->sheets()) {
        const auto xml = book->sheet(sheet);
        if (!xml)
            return std::unexpected(xml.error());
        const auto before = rich.blocks.size();
        SheetReader(*book, sheet, xml->root(), rich).read();
        if (visible > 1 && rich.blocks.size() > before) {
            RichBlock heading;
            heading.kind = RichBlock::Kind::heading;
            heading.level = 2;
            heading.runs.emplace_back();
            heading.runs.back().text = sheet.name;
            heading.spot = {"extract.place.sheet", {sheet.name}};
            rich.blocks.insert(rich.blocks.begin() + static_cast<std::ptrdiff_t>(before), std::move(heading));
        } else {
            unread_names.push_back(sheet.name);
        }
    }
    // What stands on the tab of a sheet alone is no part of a page made of it, and is searched.
    if (!rich.blocks.empty() || !rich.hidden.empty())
        for (auto& name : unread_names)
            rich.hidden.push_back({Hidden::Kind::beside, {"extract.place.sheet_name", {}}, std::move(name)});
    read_kept_copies(*book, rich);
    read_rest(book->package(), rich, depth);
    for (const auto& [name, value] : book->package().properties())
        rich.hidden.push_back({Hidden::Kind::metadata, {"extract.place.properties", {}}, name + ": " + value});
    return rich;
}

}  // namespace gongkai::extract
