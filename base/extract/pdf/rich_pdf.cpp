// PDF as blocks: the same words and tables as pdf.cpp, their lines put together to paragraphs, with the types and colours of
// pdftohtml.
#include <map>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/office/rest.h"
#include "base/extract/office/xml.h"
#include "base/extract/pdf/drawing.h"
#include "base/extract/pdf/inside.h"
#include "base/extract/pdf/looks.h"
#include "base/extract/pdf/page_reader.h"
#include "base/extract/pdf/printed.h"
#include "base/extract/pdf/program.h"
#include "base/extract/rich_readers.h"
#include "base/extract/told.h"

namespace gongkai::extract {
namespace {

constexpr std::size_t most_looks = std::size_t{48} << 20;

// The names by which checks know what pdfinfo prints.
constexpr std::pair<std::string_view, std::string_view> property_names[] = {
    {"Title:", "title"},   {"Subject:", "subject"}, {"Keywords:", "keywords"},
    {"Author:", "author"}, {"Creator:", "creator"}, {"Producer:", "producer"},
};

// XMP is XML; what is said in it stands in texts and attributes.
void gather(const pugi::xml_node& parent, std::string& into, int depth) {
    constexpr int deepest = 60;
    if (depth > deepest)
        return;
    for (const auto& node : parent) {
        if (!trim(node.value()).empty())
            into += trim(node.value()), into += '\n';
        for (const auto& attribute : node.attributes())
            if (!std::string_view(attribute.name()).starts_with("xmlns"))
                into += attribute.value(), into += '\n';
        gather(node, into, depth + 1);
    }
}

void tell_inside(const InsideOfPdf& inside, Rich& rich) {
    using Kind = InsideOfPdf::Piece::Kind;
    const auto tell = [&](Hidden::Kind kind, Spot spot, std::string_view text) {
        if (const auto told = clean(text); count_code_points(trim(told)) > 1)
            rich.hidden.push_back({kind, std::move(spot), std::string(trim(told))});
    };
    for (const auto& [kind, page, text] : inside.pieces) {
        switch (kind) {
            case Kind::note:
                tell(Hidden::Kind::comment, {"extract.place.page_note", {std::to_string(page)}}, text);
                break;
            case Kind::field:
                tell(Hidden::Kind::beside, {"extract.place.form_field", {}}, text);
                break;
            case Kind::link:
                tell(Hidden::Kind::beside, {"extract.place.link", {}}, text);
                break;
            case Kind::script:
                tell(Hidden::Kind::beside, {"extract.place.field", {}}, text);
                break;
            case Kind::bookmark:
                tell(Hidden::Kind::beside, {"extract.place.bookmark", {}}, text);
                break;
            case Kind::alternative:
                tell(Hidden::Kind::beside, {"extract.place.alternative", {}}, text);
                break;
            case Kind::layer:
                tell(Hidden::Kind::hidden_text, {"extract.place.layer", {}}, text);
                break;
            case Kind::unseen_text:
                // Also where letters were drawn as lines, and the text lies under them to be found.
                tell(Hidden::Kind::hidden_text, {std::string(unseen_page), {std::to_string(page)}}, text);
                break;
            case Kind::properties: {
                const auto xml = Xml::parse(text);
                std::string said;
                if (xml)
                    gather(xml->root(), said, 0);
                tell(Hidden::Kind::beside, {"extract.place.properties", {}},
                     xml ? std::string_view(said) : std::string_view(text));
                break;
            }
        }
    }
    for (const auto& file : inside.files)
        tell_embedded(file.bytes, file.name.empty() ? "file" : file.name, rich, 0);
}

}  // namespace

Result<PdfSays> ask_poppler(std::string_view pdf) {
    auto output = run_poppler(pdf);
    if (!output)
        return std::unexpected(output.error());
    std::vector<Program> programs(2);
    programs[0].arguments = {"/usr/bin/pdftohtml", "-xml", "-stdout", "-i", "-hidden", "-nodrm", "-", "out"};
    programs[0].most_output = most_looks;
    programs[1].arguments = {"/usr/bin/pdfinfo", "-"};
    programs[1].most_output = std::size_t{1} << 20;
    run_together(programs, pdf);
    return PdfSays{std::move(*output), programs[0].exit_code == 0 ? std::move(programs[0].output) : std::string(),
                   programs[1].exit_code == 0 ? std::move(programs[1].output) : std::string()};
}

Result<Rich> read_rich_pdf(PdfSays says, std::string_view pdf) {
    const auto words = Xml::parse(says.output.words);
    if (!words)
        return std::unexpected(words.error());
    says.output.words = {};
    const auto looks = read_looks(says.looks);
    says.looks = {};
    bool is_drawn = true;
    const auto drawings = read_drawings(says.output.drawings, is_drawn);

    Rich rich;
    rich.format = RichFormat::pdf;
    rich.title = trim(clean(child(child(words->root(), "head"), "title").child_value()));
    std::vector<PrintedPage> pages;
    for (const auto& node : child(child(words->root(), "body"), "doc"))
        if (is(node, "page"))
            pages.push_back(read_printed_page(node));
    PageReader reader(looks, rich);
    reader.leave_out(running_lines(pages));
    bool is_all_text = true;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        is_all_text &= !pages[i].words.empty();
        const auto drawing = drawings.find(static_cast<int>(i));
        reader.read(std::move(pages[i]), drawing == drawings.end() ? Drawing() : drawing->second, static_cast<int>(i) + 1);
    }
    for (const auto& [page, text] : looks.white)
        rich.hidden.push_back({Hidden::Kind::white_text, {"extract.place.page", {std::to_string(page)}}, text});
    tell_inside(read_inside_of_pdf(pdf), rich);
    const auto properties = clean(says.properties);
    for (const auto line : split(properties, '\n'))
        for (const auto& [printed, name] : property_names)
            if (line.starts_with(printed))
                if (const auto value = trim(line.substr(printed.size())); !value.empty())
                    rich.hidden.push_back({Hidden::Kind::metadata,
                                           {"extract.place.properties", {}},
                                           std::string(name) + ": " + std::string(value)});
    if (!is_all_text)
        rich.warnings.emplace_back("extract.warn.pages_without_text");
    if (!is_drawn)
        rich.warnings.emplace_back("extract.warn.pages_without_lines");
    return rich;
}

}  // namespace gongkai::extract
