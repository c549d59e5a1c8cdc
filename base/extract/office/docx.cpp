// DOCX: what Word prints of the main part. Headers, footers, notes and comments are not read; tracked deletions neither.
#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/office/chunk.h"
#include "base/extract/office/formula.h"
#include "base/extract/office/numbering.h"
#include "base/extract/office/office.h"
#include "base/extract/readers.h"
#include "base/extract/symbols.h"

namespace gongkai::extract {
namespace {

constexpr int deepest = 200;

// <w:vanish/> and <w:b w:val="0"/>: an element without a value is on.
bool is_on(const pugi::xml_node& parent, std::string_view name) {
    const auto node = child(parent, name);
    if (!node)
        return false;
    const auto value = attribute(node, "val");
    return value != "0" && value != "false" && value != "off";
}

class Reader {
  public:
    Reader(Package& package, Numbering numbering) : package_(package), numbering_(std::move(numbering)) {}

    Flow blocks(const pugi::xml_node& parent) {
        const Deeper guard(depth_);
        Flow flow;
        for (const auto& node : parent)
            block(node, flow);
        return flow;
    }

  private:
    struct Deeper {
        explicit Deeper(int& depth) : depth_(depth) {
            if (++depth_ > deepest)
                throw std::length_error("nested deeper than is read");
        }
        ~Deeper() { --depth_; }
        int& depth_;
    };

    // What a paragraph gathers: its text, and text boxes that are anchored in it, which follow it.
    struct Paragraph {
        std::string text;
        Flow boxes;
    };

    void block(const pugi::xml_node& node, Flow& flow) {
        const auto name = name_of(node);
        if (name == "p") {
            paragraph(node, flow);
        } else if (name == "tbl") {
            flow.push_back(table_block(table(node)));
        } else if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "moveTo" || name == "customXml" ||
                   name == "smartTag") {
            append(flow, blocks(node));
        } else if (name == "AlternateContent") {
            append(flow, blocks(chosen(node)));
        } else if (name == "altChunk") {
            chunk(std::string(attribute(node, "id")), flow);
        }
    }

    // A file in the place of a paragraph, which Word shows.
    void chunk(const std::string& id, Flow& flow) {
        const auto relations = package_.relations_of(package_.main_part());
        const auto found = relations.find(id);
        const auto bytes = found == relations.end() ? Result<std::string>(std::string()) : package_.bytes(found->second.target);
        if (!bytes || bytes->empty())
            return;
        const auto inner = read_chunk(*bytes, found->second.target, 0);
        const auto text = inner ? plain_text(*inner) : std::string();
        for (const auto line : split(text, '\n'))
            flow.push_back(line_block(std::string(line)));
    }

    static void append(Flow& flow, Flow more) { std::move(more.begin(), more.end(), std::back_inserter(flow)); }

    // The same thing drawn in several ways: the first choice, which newer programs draw, or else the fallback.
    static pugi::xml_node chosen(const pugi::xml_node& node) {
        const auto choice = child(node, "Choice");
        return choice ? choice : child(node, "Fallback");
    }

    void paragraph(const pugi::xml_node& node, Flow& flow) {
        Paragraph paragraph;
        inlines(node, paragraph);
        carried_ += paragraph.text;
        // A deleted paragraph mark joins this paragraph with the next one, whose number they have.
        if (!child(child(child(node, "pPr"), "rPr"), "del"))
            flow.push_back(line_block(numbering_.label(node) + std::exchange(carried_, {})));
        append(flow, std::move(paragraph.boxes));
    }

    void inlines(const pugi::xml_node& parent, Paragraph& into) {
        const Deeper guard(depth_);
        for (const auto& node : parent) {
            const auto name = name_of(node);
            if (name == "r") {
                if (!is_on(child(node, "rPr"), "vanish"))
                    run(node, into);
            } else if (name == "ins" || name == "moveTo" || name == "hyperlink" || name == "fldSimple" || name == "smartTag" ||
                       name == "sdt" || name == "sdtContent" || name == "customXml" || name == "dir" || name == "bdo" ||
                       name == "ruby" || name == "rubyBase") {
                inlines(node, into);
            } else if (name == "AlternateContent") {
                inlines(chosen(node), into);
            } else if (name == "oMath" || name == "oMathPara") {
                into.text += formula_as_text(node);
            }
        }
    }

    void run(const pugi::xml_node& parent, Paragraph& into) {
        const Deeper guard(depth_);
        for (const auto& node : parent) {
            const auto name = name_of(node);
            if (name == "t") {
                into.text += node.text().get();
            } else if (name == "tab" || name == "ptab") {
                into.text += '\t';
            } else if (name == "br" || name == "cr") {
                into.text += '\n';
            } else if (name == "noBreakHyphen") {
                into.text += '-';
            } else if (name == "sym") {
                const std::string code(attribute(node, "char"));
                into.text += sign_of(attribute(node, "font"), static_cast<std::uint32_t>(std::strtoul(code.c_str(), nullptr, 16)))
                                 .value_or(unknown_sign);
            } else if (name == "AlternateContent") {
                run(chosen(node), into);
            } else if (name == "drawing" || name == "pict" || name == "object") {
                boxes(node, into.boxes);
            } else if (name == "ruby") {
                inlines(child(node, "rubyBase"), into);
            }
        }
    }

    void boxes(const pugi::xml_node& parent, Flow& into) {
        const Deeper guard(depth_);
        for (const auto& node : parent) {
            if (is(node, "txbxContent")) {
                auto outer = std::exchange(carried_, {});
                append(into, blocks(node));
                carried_ = std::move(outer);
            } else if (is(node, "AlternateContent")) {
                boxes(chosen(node), into);
            } else {
                boxes(node, into);
            }
        }
    }

    struct Growing {
        FlowTable table;
        int row = 0, column = 0;
        std::map<int, std::size_t> open, still_open;  // by column: the cell that a vMerge goes on with, above and here
    };

    FlowTable table(const pugi::xml_node& node) {
        Growing growing;
        rows(node, growing);
        return std::move(growing.table);
    }

    void rows(const pugi::xml_node& parent, Growing& into) {
        const Deeper guard(depth_);
        for (const auto& node : parent) {
            const auto name = name_of(node);
            if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "customXml") {
                rows(node, into);
            } else if (name == "tr" && !child(child(node, "trPr"), "del")) {
                into.column = std::clamp(number(attribute(child(child(node, "trPr"), "gridBefore"), "val"), 0), 0, most_columns);
                into.still_open.clear();
                cells(node, into);
                into.open = std::move(into.still_open);
                ++into.row;
            }
        }
    }

    void cells(const pugi::xml_node& parent, Growing& into) {
        const Deeper guard(depth_);
        for (const auto& node : parent) {
            const auto name = name_of(node);
            if (name == "sdt" || name == "sdtContent" || name == "customXml")
                cells(node, into);
            else if (name == "tc" && !child(child(node, "tcPr"), "cellDel"))
                cell(node, into);
        }
    }

    void cell(const pugi::xml_node& node, Growing& into) {
        const auto properties = child(node, "tcPr");
        const int width = std::clamp(number(attribute(child(properties, "gridSpan"), "val"), 1), 1, most_columns);
        auto outer = std::exchange(carried_, {});
        auto content = blocks(node);
        carried_ = std::move(outer);

        auto& cells = into.table.cells;
        const auto down = child(properties, "vMerge"), across = child(properties, "hMerge");
        const auto above = into.open.find(into.column);
        if (across && attribute(across, "val") != "restart" && !cells.empty() && cells.back().row == into.row) {
            cells.back().column_span += width;
            append(cells.back().content, std::move(content));
        } else if (down && attribute(down, "val") != "restart" && above != into.open.end()) {
            auto& merged = cells[above->second];
            merged.row_span = into.row - merged.row + 1;
            append(merged.content, std::move(content));
            into.still_open.insert(*above);
        } else {
            if (down)
                into.still_open[into.column] = cells.size();
            cells.push_back({into.row, into.column, 1, width, std::move(content)});
        }
        into.column += width;
        if (cells.size() > static_cast<std::size_t>(most_places) || into.column > 64 * most_columns)
            throw std::length_error("a table with more cells than are read");
    }

    Package& package_;
    Numbering numbering_;
    std::string carried_;  // text of paragraphs whose marks were deleted
    int depth_ = 0;
};

}  // namespace

Result<Document> read_docx(std::string_view bytes) {
    auto package = Package::open(bytes);
    if (!package)
        return std::unexpected(package.error());
    const auto main = package->xml(package->main_part());
    if (!main)
        return std::unexpected(main.error());

    // Damage here costs numbers, not text.
    const auto part = [&](std::string_view type) {
        const auto path = package->related(type);
        return path.empty() ? Result<Xml>() : package->xml(path);
    };
    const auto numbering = part("numbering"), styles = part("styles");
    Reader reader(*package,
                  Numbering(numbering ? numbering->root() : pugi::xml_node(), styles ? styles->root() : pugi::xml_node()));
    Document document{Format::docx, package->title(), {lay_out(reader.blocks(child(main->root(), "body")))}, {}};
    const bool is_blank = document.pages[0].text.find_first_not_of(" \t\n") == std::string::npos;
    const auto& relations = package->relations();
    if (is_blank && std::ranges::any_of(relations, [](const auto& entry) { return entry.second.type == "image"; }))
        return refuse(Refusal::Kind::invalid, "extract.refuse.no_text");
    return document;
}

}  // namespace gongkai::extract
