#include "base/extract/office/rest.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/office/chunk.h"
#include "base/extract/office/workbook.h"
#include "base/extract/pdf/paragraphs.h"
#include "base/extract/readers.h"
#include "base/extract/rich_readers.h"
#include "base/extract/told.h"

namespace gongkai::extract {
namespace {

using namespace std::string_view_literals;

constexpr int deepest = 200;  // elements
constexpr std::size_t most_told = 20'000, longest_told = 400'000, most_pictures = 60, most_searches = 20'000;
constexpr std::size_t shortest_string = 4;  // signs of a string in a file of another format

// Without blanks: what is broken over lines in one place and not in another is the same.
std::string squeezed(std::string_view text) {
    std::string out;
    for (const auto c : to_code_points(clean(text)))
        if (c > ' ' && c != 0x3000 && c != 0xA0 && c != 0x200B)
            out += to_utf8({&c, 1});
    return out;
}

// "tel:%2B86…" as it is dialled.
std::string decoded(std::string_view address) {
    const auto value = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < address.size(); ++i) {
        const bool is_coded =
            address[i] == '%' && i + 2 < address.size() && value(address[i + 1]) >= 0 && value(address[i + 2]) >= 0;
        out += is_coded ? static_cast<char>(value(address[i + 1]) * 16 + value(address[i + 2])) : address[i];
        i += is_coded ? 2 : 0;
    }
    return out;
}

// The texts that the reader has told, to be asked for quickly.
class Told {
  public:
    explicit Told(const Rich& rich) {
        add(plain_text(rich));
        add(rich.blocks);
        for (const auto& hidden : rich.hidden)
            add(hidden.text);
    }

    bool holds(const std::string& text) {
        return text.empty() || pieces_.contains(text) || (++searches_ <= most_searches && whole_.find(text) != std::string::npos);
    }

  private:
    void add(std::string_view text) {
        for (const auto line : split(text, '\n'))
            for (const auto piece : split(line, '\t'))
                if (auto one = squeezed(piece); !one.empty()) {
                    whole_ += one;
                    pieces_.insert(std::move(one));
                }
    }

    void add(const std::vector<RichBlock>& blocks) {
        for (const auto& block : blocks) {
            for (const auto& run : block.runs)
                pieces_.insert(squeezed(run.text));
            for (const auto& table : block.table)
                for (const auto& cell : table.cells)
                    add(cell.blocks);
        }
    }

    std::set<std::string, std::less<>> pieces_;
    std::string whole_;
    std::size_t searches_ = 0;
};

bool is_any(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

bool begins_with_any(std::string_view path, std::initializer_list<std::string_view> beginnings) {
    return std::ranges::any_of(beginnings, [&](std::string_view each) { return path.starts_with(each); });
}

// Values that are words for people, wherever they stand.
bool is_for_people(std::string_view attribute) {
    return is_any(attribute,
                  {"descr",       "title",   "alt",     "helpContext", "string",  "tooltip",     "screenTip",   "displayName",
                   "displayText", "userId",  "author",  "connection",  "command", "prompt",      "promptTitle", "error",
                   "errorTitle",  "caption", "oldName", "sourceName",  "alias",   "placeholder", "href",        "instr"});
}

void tell_in(Rich& rich, Hidden::Kind kind, Spot spot, std::string_view text) {
    auto told = std::string(trim(clean(text.substr(0, longest_told))));
    if (!told.empty() && rich.hidden.size() < most_told)
        rich.hidden.push_back({kind, std::move(spot), std::move(told)});
}

// Of sheets, margins and what is no longer shown: their text is recognised like that of the others.
void take_picture(const std::string& bytes, Rich& rich) {
    const bool is_known = std::ranges::any_of(rich.pictures, [&](const RichPicture& one) { return one.bytes == bytes; });
    if (!is_known && rich.pictures.size() < most_pictures)
        rich.pictures.push_back({std::string(picture_type(bytes)), bytes, {}, true});
}

// Runs of signs in a file whose format is not read: UTF-16 as the old Office keeps it, and ASCII.
std::string strings_in(std::string_view bytes) {
    std::string out;
    const auto is_shown = [](char16_t c) {
        return (c >= 0x20 && c < 0x7F) || (c >= 0x4E00 && c < 0xA000) || (c >= 0xFF00 && c < 0xFF5F);
    };
    for (const std::size_t first : {0, 1}) {
        std::u32string run;
        const auto end_run = [&] {
            if (run.size() >= shortest_string)
                out += to_utf8(run) + '\n';
            run.clear();
        };
        for (auto i = first; i + 1 < bytes.size() && out.size() < longest_told; i += 2) {
            const auto low = static_cast<unsigned char>(bytes[i]), high = static_cast<unsigned char>(bytes[i + 1]);
            const auto c = static_cast<char16_t>(low | high << 8);
            if (is_shown(c))
                run += c;
            else
                end_run();
        }
        end_run();
    }
    std::string run;
    const auto end_run = [&] {
        if (run.size() >= 2 * shortest_string)
            out += run + '\n';
        run.clear();
    };
    for (const char c : bytes) {
        if (out.size() > 2 * longest_told)
            break;
        if (c >= 0x20 && c < 0x7F)
            run += c;
        else
            end_run();
    }
    end_run();
    return out;
}

bool tell_package(std::string_view bytes, const Spot& spot, Hidden::Kind kind, Rich& rich, int depth) {
    if (depth + 1 > deepest_file)
        return false;
    const bool is_of_slides = is_pptx(bytes);
    const auto format = is_of_slides ? Result<Format>(Format::docx) : tell_format(bytes);
    if (!format || (*format != Format::docx && *format != Format::xlsx))
        return false;
    auto inner = is_of_slides              ? read_rich_pptx(bytes, depth + 1)
                 : *format == Format::docx ? read_rich_docx(bytes, depth + 1)
                                           : read_rich_xlsx(bytes, depth + 1);
    if (!inner)
        return false;
    tell_in(rich, kind, spot, plain_text(*inner));
    for (auto& hidden : inner->hidden)
        if (hidden.kind != Hidden::Kind::metadata && rich.hidden.size() < most_told)
            rich.hidden.push_back({hidden.kind, spot, std::move(hidden.text)});
    for (const auto& one : inner->pictures)
        take_picture(one.bytes, rich);
    return true;
}

void tell_file(std::string_view bytes, const std::string& path, Hidden::Kind kind, Rich& rich, int depth) {
    const Spot spot{"extract.place.embedded_in", {clean(path)}};
    if (bytes.starts_with("PK\x03\x04"sv)) {
        if (!tell_package(bytes, spot, kind, rich, depth))
            tell_in(rich, Hidden::Kind::hidden_text, spot, path);
        return;
    }
    const bool is_container = bytes.starts_with("\xD0\xCF\x11\xE0"sv);
    if (!is_container && !bytes.starts_with("%PDF"sv) && !bytes.starts_with("{\\rtf"sv))
        return;
    tell_in(rich, kind, spot, path);
    if (const auto zip = bytes.find("PK\x03\x04"sv); is_container && zip != std::string_view::npos)
        tell_package(bytes.substr(zip), spot, kind, rich, depth);
    tell_in(rich, Hidden::Kind::beside, spot, strings_in(bytes));
}

class Rest {
  public:
    Rest(Package& package, Rich& rich, int depth, std::set<std::string> shown)
        : package_(package), rich_(rich), told_(rich), depth_(depth), shown_(std::move(shown)) {}

    void read() {
        for (const auto& [id, sheet] : package_.relations())
            if (sheet.type == "worksheet")
                sheets_.insert(sheet.target);
        for (const auto& path : package_.names())
            part(path);
        for (const auto& [id, file] : package_.relations())
            if ((file.type == "package" || file.type == "oleObject") && !package_.has(file.target))
                tell(Hidden::Kind::hidden_text, {"extract.place.embedded_in", {clean(file.target)}}, file.target);
    }

  private:
    void tell(Hidden::Kind kind, Spot spot, std::string_view text) { tell_in(rich_, kind, std::move(spot), text); }

    static Spot spot_of(const std::string& path) { return {"extract.place.part", {clean(path)}}; }

    // Damage to a part that nobody sees costs what it holds, and nothing else.
    void part(const std::string& path) {
        if (path.ends_with('/') || path == "[Content_Types].xml" || shown_.contains(path) ||
            begins_with_any(
                path, {"docProps/", "word/theme/", "xl/theme/", "ppt/theme/", "word/fontTable", "word/webSettings", "word/styles",
                       "word/stylesWith", "word/numbering", "xl/styles", "xl/calcChain", "xl/metadata"}))
            return;
        const auto bytes = package_.bytes(path);
        if (!bytes)
            return;
        if (!picture_type(*bytes).empty()) {
            take_picture(*bytes, rich_);
        } else if (path.ends_with(".rels")) {
            if (const auto xml = Xml::parse(*bytes))
                links(xml->root());
        } else if (path.ends_with(".xml") || path.ends_with(".vml")) {
            if (const auto xml = Xml::parse(*bytes))
                xml_part(path, xml->root());
        } else if (const auto font = path.find("/fonts/"); font == std::string::npos) {
            embedded(path, *bytes);
        }
    }

    void links(const pugi::xml_node& root) {
        for (const auto& node : root)
            if (is(node, "Relationship") && attribute(node, "TargetMode") == "External") {
                const auto target = decoded(attribute(node, "Target"));
                if (links_.insert(target).second)
                    tell(Hidden::Kind::beside, {"extract.place.link", {}}, target);
            }
    }

    void xml_part(const std::string& path, const pugi::xml_node& root) {
        const bool is_word = path.starts_with("word/") && is_any(name_of(root), {"document", "hdr", "ftr", "footnotes",
                                                                                 "endnotes", "comments", "glossaryDocument"});
        if (is_word)
            return word_part(path, root);
        if (name_of(root) == "sst")
            return strings(root);
        std::string text, untold;
        gather(root, text, sheets_.contains(path), 0);
        for (const auto line : split(text, '\n'))
            if (const auto key = squeezed(line); count_code_points(key) > 1 && !told_.holds(key))
                untold += line, untold += '\n';
        tell(Hidden::Kind::beside, spot_of(path), untold);
    }

    // Strings of a workbook that no cell shows: what was in a cell before, or in a part that is gone.
    void strings(const pugi::xml_node& root) {
        std::string text;
        for (const auto& node : root) {
            const auto one = rich_text(node);
            if (const auto key = squeezed(one); text.size() < longest_told && count_code_points(key) > 1 && !told_.holds(key))
                text += trim(one), text += '\n';
        }
        tell(Hidden::Kind::hidden_text, {"extract.place.left_over", {}}, text);
    }

    // Everything a person could have written. Of the cells of a sheet, which were read, only the words in formulas.
    void gather(const pugi::xml_node& parent, std::string& into, bool is_sheet, int depth) {
        if (depth > deepest)
            throw std::length_error("nested deeper than is read");
        const bool is_kept_copy = name_of(parent) == "sharedItems" || name_of(parent) == "r";
        for (const auto& node : parent) {
            if (into.size() > longest_told)
                return;
            if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
                if (!trim(node.value()).empty())
                    into += trim(node.value()), into += '\n';
                continue;
            }
            for (const auto& attribute : node.attributes()) {
                const std::string_view name = attribute.name();
                // What a sheet was last filtered by is kept in it.
                const bool is_criterion = name == "val" && is_any(name_of(node), {"filter", "customFilter", "top10"});
                if ((is_for_people(name.substr(name.find(':') + 1)) || (is_kept_copy && name == "v") || is_criterion) &&
                    *attribute.value() != '\0')
                    into += attribute.value(), into += '\n';
            }
            if (is_sheet && is(node, "sheetData"))
                formulas(node, into);
            else if (!is_any(name_of(node), {"headerFooter"}))
                gather(node, into, is_sheet, depth + 1);
        }
    }

    static void formulas(const pugi::xml_node& data, std::string& into) {
        for (const auto& row : data)
            for (const auto& cell : row) {
                const std::string_view formula = child(cell, "f").text().get();
                for (auto at = formula.find('"'); at != formula.npos && into.size() < longest_told;) {
                    const auto end = formula.find('"', at + 1);
                    if (end == formula.npos)
                        break;
                    into += formula.substr(at + 1, end - at - 1), into += '\n';
                    at = formula.find('"', end + 1);
                }
            }
    }

    // --- of Word ---

    void word_part(const std::string& path, const pugi::xml_node& root) {
        const bool is_of_notes = is_any(name_of(root), {"footnotes", "endnotes"});
        for (const auto& node : root) {
            // Separators have a type; a note that was told is told.
            unseen_ = is_of_notes ? Hidden::Kind::hidden_text : Hidden::Kind::beside;
            spot_ = is_of_notes ? Spot{"extract.place.lost_note", {}} : spot_of(path);
            word(node, 0);
            end_of_paragraph();
        }
        fields_.insert(fields_.end(), instruction_.empty() ? 0 : 1, instruction_);
        for (const auto& field : fields_)
            tell(Hidden::Kind::beside, {"extract.place.field", {}}, field);
        fields_.clear();
        instruction_.clear();
    }

    void end_of_paragraph() {
        auto text = std::exchange(line_, {});
        const auto key = squeezed(text);
        if (count_code_points(key) > 1 && !is_page_number(trim(text)) && !told_.holds(key))
            tell(unseen_, spot_, text);
    }

    void word(const pugi::xml_node& node, int depth) {
        if (depth > deepest)
            throw std::length_error("nested deeper than is read");
        const auto name = name_of(node);
        if (is_any(name, {"t", "delText"})) {
            line_ += node.text().get();
            return;
        }
        if (name == "instrText" || name == "delInstrText") {
            instruction_ += node.text().get();
            return;
        }
        words_beside(node, name);
        // Between these the reader writes a number, a tab, the end of a line, or nothing at all.
        const bool parts = is_any(name, {"p",
                                         "tab",
                                         "ptab",
                                         "br",
                                         "cr",
                                         "sym",
                                         "rt",
                                         "footnoteReference",
                                         "endnoteReference",
                                         "footnoteRef",
                                         "endnoteRef",
                                         "noBreakHyphen",
                                         "fldChar",
                                         "del",
                                         "ins",
                                         "moveFrom",
                                         "moveTo",
                                         "tc",
                                         "txbxContent",
                                         "drawing",
                                         "pict",
                                         "object",
                                         "oMath",
                                         "num",
                                         "den",
                                         "e",
                                         "sub",
                                         "sup",
                                         "deg",
                                         "lim",
                                         "fName"});
        const auto outer_kind = unseen_;
        const auto outer_spot = spot_;
        if (parts)
            end_of_paragraph();
        if (name == "fldChar" && !instruction_.empty() && attribute(node, "fldCharType") != "begin")
            fields_.push_back(decoded(std::exchange(instruction_, {})));
        if (name == "Fallback") {  // drawn by older programs only
            unseen_ = Hidden::Kind::hidden_text;
            spot_ = {"extract.place.fallback", {}};
        }
        for (const auto& inner : node)
            word(inner, depth + 1);
        if (parts || name == "Fallback")
            end_of_paragraph();
        unseen_ = outer_kind;
        spot_ = outer_spot;
    }

    void words_beside(const pugi::xml_node& node, std::string_view name) {
        if (name == "fldSimple")
            fields_.push_back(decoded(attribute(node, "instr")));
        if (is_any(name, {"docPr", "cNvPr", "shape", "rect", "textbox", "textpath", "image", "hyperlink"}))
            for (const auto* each : {"descr", "title", "alt", "string", "tooltip"})
                tell(Hidden::Kind::beside, {"extract.place.alternative", {}}, attribute(node, each));
        if (is_any(name, {"tblCaption", "tblDescription", "alias", "tag", "docVar"}))
            tell(Hidden::Kind::beside, spot_, attribute(node, "val"));
        if (name == "listItem") {
            tell(Hidden::Kind::beside, spot_, attribute(node, "displayText"));
            tell(Hidden::Kind::beside, spot_, attribute(node, "value"));
        }
    }

    // --- files in the file ---

    void embedded(const std::string& path, const std::string& bytes) {
        const auto before = rich_.hidden.size();
        tell_file(bytes, path, is_of_a_chart(path) ? Hidden::Kind::beside : Hidden::Kind::hidden_text, rich_, depth_);
        if (rich_.hidden.size() == before)
            text_part(bytes, path);
    }

    // A page or a text that nothing shows, under any name.
    void text_part(const std::string& bytes, const std::string& path) {
        auto inner = read_chunk(bytes, path, depth_);
        if (!inner)
            return;
        const Spot spot{"extract.place.embedded_in", {clean(path)}};
        std::string untold;
        const auto text = plain_text(*inner);
        for (const auto line : split(text, '\n'))
            if (const auto key = squeezed(line); count_code_points(key) > 1 && !told_.holds(key))
                untold += line, untold += '\n';
        tell(Hidden::Kind::hidden_text, spot, untold);
        for (auto& hidden : inner->hidden)
            tell(hidden.kind, spot, hidden.text);
    }

    // A chart always brings the sheet that it was drawn from.
    bool is_of_a_chart(const std::string& path) {
        for (const auto& chart : package_.names())
            if (chart.find("/charts/") != std::string::npos && chart.ends_with(".xml") &&
                chart.find("_rels/") == std::string::npos)
                for (const auto& [id, relation] : package_.relations_of(chart))
                    if (relation.target == path)
                        return true;
        return false;
    }

    Package& package_;
    Rich& rich_;
    Told told_;
    int depth_;
    std::set<std::string> shown_;
    std::set<std::string> sheets_, links_;
    // Of the part of Word that is read.
    std::string line_, instruction_;
    std::vector<std::string> fields_;
    Hidden::Kind unseen_ = Hidden::Kind::beside;
    Spot spot_;
};

}  // namespace

void read_rest(Package& package, Rich& rich, int depth, std::set<std::string> shown) {
    Rest(package, rich, depth, std::move(shown)).read();
}

void tell_embedded(std::string_view bytes, std::string_view name, Rich& rich, int depth) {
    const std::string path(name);
    const auto before = rich.hidden.size();
    tell_file(bytes, path, Hidden::Kind::hidden_text, rich, depth);
    if (rich.hidden.size() == before) {  // text, a picture, anything
        const Spot spot{"extract.place.embedded_in", {clean(path)}};
        tell_in(rich, Hidden::Kind::hidden_text, spot, path);
        if (is_utf8(bytes))
            tell_in(rich, Hidden::Kind::beside, spot, bytes);
        else if (!picture_type(bytes).empty())
            take_picture(std::string(bytes), rich);
    }
}

}  // namespace gongkai::extract
