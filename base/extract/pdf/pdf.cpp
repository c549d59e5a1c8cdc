// PDF: the words that pdftotext finds, in the tables that the lines of pdftocairo draw or the gaps between the words suggest.
#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/office/xml.h"
#include "base/extract/pdf/drawing.h"
#include "base/extract/pdf/guessed.h"
#include "base/extract/pdf/poppler.h"
#include "base/extract/pdf/printed.h"
#include "base/extract/pdf/ruled.h"
#include "base/extract/readers.h"

namespace gongkai::extract {
std::map<int, Drawing> read_drawings(std::vector<DrawnPages>& runs, bool& is_complete) {
    std::map<int, Drawing> drawings;
    for (auto& run : runs) {
        const auto svg = Xml::parse(run.svg);
        run.svg = {};
        if (!svg) {
            is_complete = false;
            continue;
        }
        const auto pages = child(svg->root(), "pageSet");
        int index = run.first;
        for (const auto& page : pages)
            if (is(page, "page"))
                drawings[index++] = read_drawing(page);
        if (!pages)  // a single page stands by itself
            drawings[index] = read_drawing(svg->root());
    }
    return drawings;
}

namespace {

void append(Flow& flow, Flow more) { std::move(more.begin(), more.end(), std::back_inserter(flow)); }

Flow flow_of(PrintedPage page, const Drawing& drawing, PageColumns& above) {
    auto tables = take_ruled_tables(drawing, page.words);
    const auto lines = lines_of(std::move(page.words));
    Flow flow;
    std::size_t done = 0;
    const auto lines_above = [&](double y) {
        const auto from = done;
        while (done < lines.size() && lines[done].middle < y)
            ++done;
        append(flow,
               guess_flow({lines.begin() + static_cast<std::ptrdiff_t>(from), lines.begin() + static_cast<std::ptrdiff_t>(done)},
                          &above));
    };
    for (auto& table : tables) {
        lines_above(table.top);
        flow.push_back(table_block(std::move(table.table)));
    }
    lines_above(1e9);
    return flow;
}

}  // namespace

Result<Document> read_pdf(PopplerOutput output) {
    const auto words = Xml::parse(output.words);
    if (!words)
        return std::unexpected(words.error());
    output.words = {};
    bool is_drawn = true;
    const auto drawings = read_drawings(output.drawings, is_drawn);

    Document document{Format::pdf, std::string(trim(clean(child(child(words->root(), "head"), "title").child_value()))), {}, {}};
    bool is_all_text = true;
    PageColumns open;  // of a table that may go on over the page
    for (const auto& node : child(child(words->root(), "body"), "doc")) {
        if (!is(node, "page"))
            continue;
        const auto number = static_cast<int>(document.pages.size());
        const auto drawing = drawings.find(number);
        auto page = read_printed_page(node);
        is_all_text &= !page.words.empty();
        document.pages.push_back(
            lay_out(flow_of(std::move(page), drawing == drawings.end() ? Drawing() : drawing->second, open), number));
    }
    if (!is_all_text)
        document.warnings.emplace_back("extract.warn.pages_without_text");
    if (!is_drawn)
        document.warnings.emplace_back("extract.warn.pages_without_lines");
    return document;
}

}  // namespace gongkai::extract
