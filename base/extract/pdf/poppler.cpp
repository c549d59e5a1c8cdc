#include "base/extract/pdf/poppler.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "base/extract/pdf/program.h"
#include "base/extract/readers.h"

namespace gongkai::extract {
namespace {

constexpr std::size_t most_pages = 1000;
constexpr std::size_t most_words = std::size_t{64} << 20;     // bytes of XHTML
constexpr std::size_t most_drawing = std::size_t{48} << 20;   // bytes of SVG of one run
constexpr unsigned most_drawing_seconds = 5;                  // of processor time of one run
constexpr auto most_drawing_time = std::chrono::seconds(12);  // of all runs; later pages are read without their lines
constexpr std::size_t at_once = 2;

struct PageSize {
    double width = 0, height = 0;
    bool has_words = false;
};

// The text of words is escaped, so tags are found by their first signs.
std::vector<PageSize> page_sizes(const std::string& words) {
    constexpr std::string_view tag = "<page width=\"";
    std::vector<PageSize> pages;
    for (auto at = words.find(tag); at != std::string::npos;) {
        const auto next = words.find(tag, at + tag.size());
        const auto page = std::string_view(words).substr(at, next - at);
        const auto height = page.find("height=\"");
        pages.push_back({std::strtod(page.data() + tag.size(), nullptr),
                         height == std::string_view::npos ? 0 : std::strtod(page.data() + height + 8, nullptr),
                         page.find("<word ") != std::string_view::npos});
        at = next;
    }
    return pages;
}

// Runs of pages with words; scans between them would only be slow to draw.
std::vector<DrawnPages> runs_of_pages(const std::vector<PageSize>& pages) {
    const int longest = static_cast<int>(std::clamp<std::size_t>((pages.size() + at_once - 1) / at_once, 4, 32));
    std::vector<DrawnPages> runs;
    for (int i = 0; i < static_cast<int>(pages.size()); ++i) {
        if (!pages[static_cast<std::size_t>(i)].has_words)
            continue;
        if (!runs.empty() && runs.back().first + runs.back().count == i && runs.back().count < longest)
            ++runs.back().count;
        else
            runs.push_back({i, 1, {}});
    }
    return runs;
}

std::string whole(double points) { return std::to_string(static_cast<int>(std::ceil(std::clamp(points, 1.0, 20'000.0)))); }

void draw(std::vector<DrawnPages>& runs, const std::vector<PageSize>& pages, std::string_view pdf) {
    // One paper for all, with each page in its top left corner: the paper of the first page would cut off the larger ones. It is
    // a square, because pdftocairo turns a paper that is wider than high, and then cuts off the right side of pages that lie.
    double side = 0;
    for (const auto& page : pages)
        side = std::max({side, page.width, page.height});
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < runs.size() && std::chrono::steady_clock::now() - begin < most_drawing_time; i += at_once) {
        const auto count = std::min(at_once, runs.size() - i);
        std::vector<Program> programs(count);
        for (std::size_t j = 0; j < count; ++j) {
            const auto& run = runs[i + j];
            programs[j].most_output = most_drawing;
            programs[j].most_seconds = most_drawing_seconds;
            programs[j].arguments = {"/usr/bin/pdftocairo",
                                     "-svg",
                                     "-q",
                                     "-nocenter",
                                     "-noshrink",
                                     "-paperw",
                                     whole(side),
                                     "-paperh",
                                     whole(side),
                                     "-f",
                                     std::to_string(run.first + 1),
                                     "-l",
                                     std::to_string(run.first + run.count),
                                     "-",
                                     "-"};
        }
        run_together(programs, pdf);
        for (std::size_t j = 0; j < count; ++j)
            if (programs[j].exit_code == 0 && !programs[j].is_too_much)
                runs[i + j].svg = std::move(programs[j].output);
    }
}

}  // namespace

Result<PopplerOutput> run_poppler(std::string_view pdf) {
    std::vector<Program> reading(1);
    auto& reader = reading[0];
    reader.most_output = most_words;
    reader.arguments = {"/usr/bin/pdftotext", "-bbox-layout", "-l", std::to_string(most_pages + 1), "-", "-"};
    run_together(reading, pdf);
    if (reader.is_too_much)
        return refuse(Refusal::Kind::too_large, "extract.refuse.too_large", {}, "pdftotext: more words than are read");
    if (reader.exit_code == 127)
        return refuse(Refusal::Kind::unavailable, "extract.refuse.no_poppler", {}, "pdftotext cannot be run");
    if (reader.exit_code == -1)
        return refuse(Refusal::Kind::too_large, "extract.refuse.too_slow", {}, "pdftotext was ended by its limits");
    if (reader.exit_code != 0)
        return reader.errors.find("Incorrect password") != std::string::npos
                   ? refuse(Refusal::Kind::invalid, "extract.refuse.encrypted")
                   : damaged("pdftotext: " + reader.errors);
    const auto pages = page_sizes(reader.output);
    if (pages.empty())
        return damaged("pdftotext: no pages");
    if (pages.size() > most_pages)
        return refuse(Refusal::Kind::too_large, "extract.refuse.too_large", {}, "more pages than are read");
    PopplerOutput output{std::move(reader.output), runs_of_pages(pages)};
    if (output.drawings.empty())
        return refuse(Refusal::Kind::invalid, "extract.refuse.no_text");
    draw(output.drawings, pages, pdf);
    return output;
}

}  // namespace gongkai::extract
