// PPTX as blocks: the paragraphs and tables of each slide, in order. Notes of the speaker, slides that are passed over and
// comments are told apart.
#include <algorithm>
#include <map>
#include <stdexcept>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/office/office.h"
#include "base/extract/office/rest.h"
#include "base/extract/rich_readers.h"

namespace gongkai::extract {
namespace {

constexpr int deepest = 200;
constexpr std::size_t most_slides = 2000;

class Slides {
  public:
    explicit Slides(Package package) : package_(std::move(package)) {}

    Result<Rich> read(int depth) {
        const auto main = package_.xml(package_.main_part());
        if (!main)
            return std::unexpected(main.error());
        rich_.format = RichFormat::pptx;
        rich_.title = package_.title();
        for (const auto& node : child(main->root(), "sldIdLst")) {
            // Both "id" and "r:id": the one that names a relation.
            for (const auto& attribute : node.attributes())
                if (const auto found = package_.relations().find(attribute.value());
                    found != package_.relations().end() && found->second.type == "slide")
                    slide(found->second.target);
        }
        read_rest(package_, rich_, depth);
        for (const auto& [name, value] : package_.properties())
            rich_.hidden.push_back({Hidden::Kind::metadata, {"extract.place.properties", {}}, name + ": " + value});
        return std::move(rich_);
    }

  private:
    void slide(const std::string& path) {
        if (++count_ > most_slides)
            throw std::length_error("more slides than are read");
        spot_ = {"extract.place.slide", {std::to_string(count_)}};
        const auto xml = package_.xml(path);
        if (!xml)
            return;
        const auto shown = attribute(xml->root(), "show");
        Rich aside;
        const bool is_passed_over = shown == "0" || shown == "false";
        blocks(xml->root(), is_passed_over ? aside.blocks : rich_.blocks, 0);
        if (is_passed_over)
            hide(Hidden::Kind::hidden_text, plain_text(aside));
        for (const auto& [id, relation] : package_.relations_of(path))
            if (relation.type == "notesSlide" || relation.type == "comments")
                told_apart(relation.target, Hidden::Kind::comment);
    }

    void told_apart(const std::string& path, Hidden::Kind kind) {
        const auto xml = package_.xml(path);
        if (!xml)
            return;
        Rich aside;
        blocks(xml->root(), aside.blocks, 0);
        std::string text = plain_text(aside);
        comments(xml->root(), text, 0);
        hide(kind, text);
    }

    // <p:cm><p:text>…
    static void comments(const pugi::xml_node& parent, std::string& into, int depth) {
        if (depth > deepest)
            throw std::length_error("nested deeper than is read");
        for (const auto& node : parent)
            if (is(node, "text"))
                into += std::string(node.text().get()) + '\n';
            else
                comments(node, into, depth + 1);
    }

    void hide(Hidden::Kind kind, std::string_view text) {
        const auto told = std::string(trim(clean(text)));
        // The number of the slide stands in its notes.
        if (told.find_first_not_of("0123456789 \n") != std::string::npos)
            rich_.hidden.push_back({kind, spot_, told});
    }

    void blocks(const pugi::xml_node& parent, std::vector<RichBlock>& into, int depth) {
        if (depth > deepest)
            throw std::length_error("nested deeper than is read");
        for (const auto& node : parent) {
            if (is(node, "p"))
                paragraph(node, into);
            else if (is(node, "tbl"))
                table(node, into, depth);
            else
                blocks(node, into, depth + 1);
        }
    }

    void paragraph(const pugi::xml_node& node, std::vector<RichBlock>& into) {
        RichBlock block;
        block.spot = spot_;
        Run run;
        for (const auto& piece : node)
            if (is(piece, "r") || is(piece, "fld"))
                run.text += clean(child(piece, "t").text().get());
            else if (is(piece, "br"))
                run.text += '\n';
        if (trim(run.text).empty())
            return;
        block.runs.push_back(std::move(run));
        into.push_back(std::move(block));
    }

    void table(const pugi::xml_node& node, std::vector<RichBlock>& into, int depth) {
        RichTable table;
        for (const auto& row : node) {
            if (!is(row, "tr"))
                continue;
            int column = 0;
            for (const auto& cell : row) {
                if (!is(cell, "tc"))
                    continue;
                RichCell one{table.rows, column++, 1, 1, false, {}, spot_};
                blocks(cell, one.blocks, depth + 1);
                table.cells.push_back(std::move(one));
                if (table.cells.size() > static_cast<std::size_t>(most_places) || column > most_columns)
                    throw std::length_error("a table with more cells than are read");
            }
            table.columns = std::max(table.columns, column);
            ++table.rows;
        }
        if (table.cells.empty())
            return;
        RichBlock block;
        block.kind = RichBlock::Kind::table;
        block.spot = spot_;
        block.table.push_back(std::move(table));
        into.push_back(std::move(block));
    }

    Package package_;
    Rich rich_;
    Spot spot_;
    std::size_t count_ = 0;
};

}  // namespace

bool is_pptx(std::string_view bytes) {
    if (!bytes.starts_with("PK"))
        return false;
    const auto zip = Zip::open(bytes);
    return zip && zip->has("ppt/presentation.xml");
}

Result<Rich> read_rich_pptx(std::string_view bytes, int depth) {
    auto package = Package::open(bytes);
    if (!package)
        return std::unexpected(package.error());
    return Slides(std::move(*package)).read(depth);
}

}  // namespace gongkai::extract
