// DOCX as blocks: what Word prints, in its order, and what the file holds besides.
#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/lines.h"
#include "base/extract/office/chunk.h"
#include "base/extract/office/numbering.h"
#include "base/extract/office/office.h"
#include "base/extract/office/rest.h"
#include "base/extract/office/word_runs.h"
#include "base/extract/office/word_styles.h"
#include "base/extract/pdf/paragraphs.h"
#include "base/extract/rich_readers.h"

namespace gongkai::extract {
namespace {

constexpr std::size_t most_blocks = 200'000;
constexpr int most_tables_deep = 20;

using Blocks = std::vector<RichBlock>;

class Reader {
  public:
    Reader(Package& package, const WordStyles& styles, Numbering numbering, const std::string& part, Rich& rich,
           int file_depth = deepest_file)
        : package_(package),
          relations_(package.relations_of(part)),
          styles_(styles),
          numbering_(std::move(numbering)),
          runs_(package, styles, part, rich),
          rich_(rich),
          file_depth_(file_depth) {}

    void blocks(const pugi::xml_node& parent, Blocks& into) {
        const Deeper guard(depth_);
        for (const auto& node : parent)
            block(node, into);
    }

    const std::vector<std::pair<std::string, std::string>>& notes() const { return runs_.notes(); }
    const std::set<std::string>& chunks() const { return chunks_; }

  private:
    void block(const pugi::xml_node& node, Blocks& into) {
        const auto name = name_of(node);
        if (name == "p")
            paragraph(node, into);
        else if (name == "tbl")
            table(node, into);
        else if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "moveTo" || name == "customXml" ||
                 name == "smartTag")
            blocks(node, into);
        else if (name == "del" || name == "moveFrom")
            deleted(node);
        else if (name == "AlternateContent")
            blocks(chosen(node), into);
        else if (name == "altChunk")
            chunk(std::string(attribute(node, "id")), into);
        if (++count_ > most_blocks)
            throw std::length_error("more paragraphs than are read");
    }

    // Word shows such a part as if it were written here, so it belongs to the text; what cannot be read here is told.
    void chunk(const std::string& id, Blocks& into) {
        const auto found = relations_.find(id);
        const auto bytes = found == relations_.end() ? Result<std::string>(std::string()) : package_.bytes(found->second.target);
        auto inner = bytes && !bytes->empty() ? read_chunk(*bytes, found->second.target, file_depth_) : std::nullopt;
        if (!inner)
            return warn("extract.warn.chunk_left_out");
        const Spot place{"extract.place.embedded_in", {clean(found->second.target)}};
        shift(inner->blocks, static_cast<int>(rich_.pictures.size()), place);
        std::ranges::move(inner->blocks, std::back_inserter(into));
        std::ranges::move(inner->pictures, std::back_inserter(rich_.pictures));
        for (auto& hidden : inner->hidden)
            if (hidden.kind != Hidden::Kind::metadata)
                rich_.hidden.push_back({hidden.kind, place, std::move(hidden.text)});
        for (const auto& warning : inner->warnings)
            warn(warning);
        chunks_.insert(found->second.target);
    }

    static void shift(Blocks& blocks, int pictures, const Spot& place) {
        for (auto& block : blocks) {
            block.spot = place;
            for (auto& run : block.runs) {
                run.picture += run.picture >= 0 ? pictures : 0;
                if (run.link.starts_with('#'))  // its notes are not counted with those of the whole
                    run.link.clear();
            }
            for (auto& table : block.table)
                for (auto& cell : table.cells) {
                    cell.spot = place;
                    shift(cell.blocks, pictures, place);
                }
        }
    }

    void warn(const std::string& id) {
        if (std::ranges::find(rich_.warnings, id) == rich_.warnings.end())
            rich_.warnings.push_back(id);
    }

    void deleted(const pugi::xml_node& node) {
        Rich aside;
        const int before = paragraphs_;
        blocks(node, aside.blocks);
        paragraphs_ = before;
        std::vector<Hidden> found;
        found.push_back({Hidden::Kind::tracked_change, {}, plain_text(aside)});
        hide(std::move(found));
    }

    Spot spot() const {
        if (!cell_.id.empty())
            return cell_;
        return {"extract.place.paragraph", {std::to_string(paragraphs_ + 1)}};
    }

    void hide(std::vector<Hidden>&& found) {
        for (auto& one : found) {
            if (trim(one.text).empty())
                continue;
            one.spot = spot();
            one.text = std::string(trim(clean(one.text)));
            rich_.hidden.push_back(std::move(one));
        }
    }

    void paragraph(const pugi::xml_node& node, Blocks& into) {
        auto lines = styles_.of_paragraph(node);
        if (!lines.letters.ground)
            lines.letters.ground = ground_;
        auto gathered = runs_.paragraph(node, lines.letters, is_shaded_);
        const bool has_hidden = !gathered.hidden.empty();
        hide(std::move(gathered.hidden));
        const auto label = numbering_.next(node);
        std::move(gathered.runs.begin(), gathered.runs.end(), std::back_inserter(carried_));
        // A deleted paragraph mark joins this paragraph with the next one, whose number they have.
        if (child(child(child(node, "pPr"), "rPr"), "del"))
            return;
        auto runs = std::exchange(carried_, {});
        const bool is_empty =
            std::ranges::all_of(runs, [](const Run& run) { return run.picture < 0 && trim(clean(run.text)).empty(); });
        if (!lines.is_contents && !is_empty)
            into.push_back(block_of(lines, label, gathered, std::move(runs)));
        if ((!is_empty || has_hidden) && cell_.id.empty())
            ++paragraphs_;
        if (gathered.breaks_page && cell_.id.empty()) {
            into.emplace_back();
            into.back().kind = RichBlock::Kind::page_break;
        }
        for (const auto& box : gathered.boxes) {
            auto outer = std::exchange(carried_, {});
            blocks(box, into);
            carried_ = std::move(outer);
        }
    }

    RichBlock block_of(const Lines& lines, const Numbering::Label& label, const Gathered& gathered, std::vector<Run> runs) const {
        RichBlock block;
        using Kind = RichBlock::Kind;
        block.kind = lines.heading > 0  ? Kind::heading
                     : label.is_bullet  ? Kind::item
                     : lines.is_caption ? Kind::caption
                                        : Kind::paragraph;
        block.level = lines.heading > 0 ? lines.heading : label.is_bullet ? label.level : 0;
        block.label = label.text;
        block.align = lines.align.value_or(Align::start);
        block.size = gathered.size;
        block.is_red = gathered.letters > 0 && gathered.red * 2 > gathered.letters;
        block.runs = std::move(runs);
        if (lines.heading > 0)
            for (auto& run : block.runs)
                run.is_bold = false;
        block.spot = spot();
        return block;
    }

    struct Growing {
        RichTable table;
        int row = 0, column = 0;
        std::map<int, std::size_t> open, still_open;  // by column: the cell that a vMerge goes on with, above and here
    };

    void table(const pugi::xml_node& node, Blocks& into) {
        if (++tables_deep_ > most_tables_deep)
            throw std::length_error("tables nested deeper than is read");
        const bool is_outer = cell_.id.empty();
        if (is_outer)
            ++tables_;
        Growing growing;
        const auto properties = child(node, "tblPr");
        growing.table.caption = clean(attribute(child(properties, "tblCaption"), "val"));
        const bool was_shaded = std::exchange(is_shaded_, is_shaded_ || is_ground(child(properties, "shd")));
        const auto outer_ground = ground_;
        if (auto ground = ground_of(properties))
            ground_ = std::move(ground);
        rows(node, growing);
        is_shaded_ = was_shaded;
        ground_ = outer_ground;
        auto& table = growing.table;
        table.rows = growing.row;
        for (const auto& cell : table.cells)
            table.columns = std::max(table.columns, cell.column + cell.column_span);
        if (!table.cells.empty()) {
            keep_apart(table);
            RichBlock block;
            block.kind = RichBlock::Kind::table;
            block.table.push_back(std::move(table));
            into.push_back(std::move(block));
        }
        --tables_deep_;
        if (is_outer)
            cell_ = {};
    }

    void rows(const pugi::xml_node& parent, Growing& into) {
        const Deeper guard(depth_);
        for (const auto& node : parent) {
            const auto name = name_of(node);
            if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "customXml") {
                rows(node, into);
            } else if (name == "tr") {
                row(node, into);
            }
        }
    }

    void row(const pugi::xml_node& node, Growing& into) {
        const auto properties = child(node, "trPr");
        const bool is_deleted = static_cast<bool>(child(properties, "del"));
        if (is_deleted || toggle(properties, "hidden").value_or(false)) {
            Growing aside;
            aside.row = into.row;
            cells(node, aside, false);
            std::string text;
            for (const auto& cell : aside.table.cells) {
                Rich part;
                part.blocks = cell.blocks;
                text += (text.empty() ? "" : " ") + std::string(trim(plain_text(part)));
            }
            if (!trim(text).empty())
                rich_.hidden.push_back({is_deleted ? Hidden::Kind::tracked_change : Hidden::Kind::hidden_row,
                                        {"extract.place.table_row", {std::to_string(tables_), std::to_string(into.row + 1)}},
                                        clean(text)});
            return;
        }
        into.column = std::clamp(number(attribute(child(properties, "gridBefore"), "val"), 0), 0, most_columns);
        into.still_open.clear();
        cells(node, into, toggle(properties, "tblHeader").value_or(false));
        into.open = std::move(into.still_open);
        ++into.row;
    }

    void cells(const pugi::xml_node& parent, Growing& into, bool is_head) {
        const Deeper guard(depth_);
        for (const auto& node : parent) {
            const auto name = name_of(node);
            if (name == "sdt" || name == "sdtContent" || name == "customXml")
                cells(node, into, is_head);
            else if (name == "tc" && !child(child(node, "tcPr"), "cellDel"))
                cell(node, into, is_head);
        }
    }

    void cell(const pugi::xml_node& node, Growing& into, bool is_head) {
        const auto properties = child(node, "tcPr");
        const int width = std::clamp(number(attribute(child(properties, "gridSpan"), "val"), 1), 1, most_columns);
        auto outer = std::exchange(carried_, {});
        const bool was_shaded = std::exchange(is_shaded_, is_shaded_ || is_ground(child(properties, "shd")));
        const auto outer_ground = ground_;
        if (auto ground = ground_of(properties))
            ground_ = std::move(ground);
        const auto outer_cell = cell_;
        if (tables_deep_ == 1)
            cell_ = {"extract.place.table_cell",
                     {std::to_string(tables_), std::to_string(into.row + 1), std::to_string(into.column + 1)}};
        Blocks content;
        blocks(node, content);
        const auto here = std::exchange(cell_, tables_deep_ == 1 ? Spot() : outer_cell);
        is_shaded_ = was_shaded;
        ground_ = outer_ground;
        carried_ = std::move(outer);

        auto& cells = into.table.cells;
        const auto append = [&](RichCell& to) { std::move(content.begin(), content.end(), std::back_inserter(to.blocks)); };
        const auto down = child(properties, "vMerge"), across = child(properties, "hMerge");
        const auto above = into.open.find(into.column);
        if (across && attribute(across, "val") != "restart" && !cells.empty() && cells.back().row == into.row) {
            cells.back().column_span += width;
            append(cells.back());
        } else if (down && attribute(down, "val") != "restart" && above != into.open.end()) {
            auto& merged = cells[above->second];
            merged.row_span = into.row - merged.row + 1;
            append(merged);
            into.still_open.insert(*above);
        } else {
            if (down)
                into.still_open[into.column] = cells.size();
            cells.push_back({into.row, into.column, 1, width, is_head, std::move(content), here});
        }
        into.column += width;
        if (cells.size() > static_cast<std::size_t>(most_places) || into.column > 64 * most_columns)
            throw std::length_error("a table with more cells than are read");
    }

    Package& package_;
    std::map<std::string, Relation> relations_;
    std::set<std::string> chunks_;  // parts that stand in the text
    const WordStyles& styles_;
    Numbering numbering_;
    RunReader runs_;
    Rich& rich_;
    int file_depth_;
    std::vector<Run> carried_;  // of paragraphs whose marks were deleted
    Spot cell_;                 // of the outermost table
    bool is_shaded_ = false;
    std::optional<std::string> ground_;  // of the cell or the table
    int paragraphs_ = 0, tables_ = 0, tables_deep_ = 0, depth_ = 0;
    std::size_t count_ = 0;
};

class WordFile {
  public:
    explicit WordFile(Package package) : package_(std::move(package)) {}

    Result<Rich> read(int depth) {
        const auto main = package_.xml(package_.main_part());
        if (!main)
            return std::unexpected(main.error());
        rich_.format = RichFormat::docx;
        rich_.title = package_.title();
        const auto styles_xml = related("styles"), numbering_xml = related("numbering");
        const WordStyles styles(styles_xml ? styles_xml->root() : pugi::xml_node());
        Reader reader(package_, styles,
                      Numbering(numbering_xml ? numbering_xml->root() : pugi::xml_node(),
                                styles_xml ? styles_xml->root() : pugi::xml_node()),
                      package_.main_part(), rich_, depth);
        reader.blocks(child(main->root(), "body"), rich_.blocks);
        notes(reader.notes(), styles);
        comments();
        for (const auto& [id, relation] : package_.relations())
            if (relation.type == "header" || relation.type == "footer")
                margin(relation.target, relation.type == "header" ? Hidden::Kind::header : Hidden::Kind::footer);
        read_rest(package_, rich_, depth, reader.chunks());
        for (const auto& [name, value] : package_.properties())
            rich_.hidden.push_back({Hidden::Kind::metadata, {"extract.place.properties", {}}, name + ": " + value});
        return std::move(rich_);
    }

  private:
    // Damage there costs numbers and looks, not text.
    std::optional<Xml> related(std::string_view type) {
        const auto path = package_.related(type);
        if (path.empty())
            return std::nullopt;
        auto xml = package_.xml(path);
        return xml ? std::optional(std::move(*xml)) : std::nullopt;
    }

    // The paragraphs of one note, comment or margin as text.
    std::string text_in(const pugi::xml_node& node, const std::string& part, const WordStyles& styles) {
        Rich aside;
        Reader reader(package_, styles, Numbering({}, {}), part, aside);
        Blocks blocks;
        reader.blocks(node, blocks);
        aside.blocks = std::move(blocks);
        return std::string(trim(clean(plain_text(aside))));
    }

    void notes(const std::vector<std::pair<std::string, std::string>>& wanted, const WordStyles& styles) {
        const auto footnotes = related("footnotes"), endnotes = related("endnotes");
        for (std::size_t i = 0; i < wanted.size() && i < 5000; ++i) {
            const auto& part = wanted[i].first == "footnote" ? footnotes : endnotes;
            if (!part)
                continue;
            for (const auto& node : part->root())
                if (is(node, wanted[i].first) && attribute(node, "id") == wanted[i].second) {
                    RichBlock block;
                    const auto number = std::to_string(i + 1);
                    block.runs.resize(2);
                    block.runs[0].text = "[" + number + "]";
                    block.runs[0].link = "#ref" + number;
                    block.runs[1].text = " " + text_in(node, package_.related(wanted[i].first + "s"), styles);
                    block.spot = {"extract.place.note", {std::to_string(i + 1)}};
                    rich_.blocks.push_back(std::move(block));
                }
        }
    }

    void comments() {
        const auto part = related("comments");
        if (!part)
            return;
        const WordStyles none{pugi::xml_node()};
        for (const auto& node : part->root()) {
            if (!is(node, "comment"))
                continue;
            auto text = text_in(node, package_.related("comments"), none);
            if (!text.empty())
                rich_.hidden.push_back(
                    {Hidden::Kind::comment, {"extract.place.comment", {clean(attribute(node, "author"))}}, std::move(text)});
        }
    }

    // A number of the page is no content.
    void margin(const std::string& path, Hidden::Kind kind) {
        const auto part = package_.xml(path);
        if (!part)
            return;
        const WordStyles none{pugi::xml_node()};
        auto text = text_in(part->root(), path, none);
        if (text.empty() || is_page_number(text))
            return;
        const Hidden found{
            kind, {kind == Hidden::Kind::header ? "extract.place.header" : "extract.place.footer", {}}, std::move(text)};
        if (std::ranges::find(rich_.hidden, found) == rich_.hidden.end())
            rich_.hidden.push_back(found);
    }

    Package package_;
    Rich rich_;
};

}  // namespace

Result<Rich> read_rich_docx(std::string_view bytes, int depth) {
    auto package = Package::open(bytes);
    if (!package)
        return std::unexpected(package.error());
    return WordFile(std::move(*package)).read(depth);
}

}  // namespace gongkai::extract
