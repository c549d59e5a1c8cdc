// Text in pictures, by tesseract (chi_sim), page by page, two at a time. It is slow: what is not done in time is left out and
// told.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>

#include "base/core/text.h"
#include "base/extract/flow.h"
#include "base/extract/pdf/paragraphs.h"
#include "base/extract/pdf/program.h"
#include "base/extract/readers.h"
#include "base/extract/rich_readers.h"

namespace gongkai::extract {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto most_time = std::chrono::seconds(50);
constexpr std::size_t at_once = 2;
constexpr int most_pages = 200;
constexpr std::size_t most_picture = std::size_t{64} << 20, most_text = std::size_t{8} << 20;
constexpr double sure = 60;  // of 100, what tesseract says of a word

Program tesseract(std::string picture) {
    Program program;
    program.arguments = {"/usr/bin/tesseract", "stdin", "stdout", "-l", "chi_sim", "--psm", "3", "tsv"};
    program.input = std::move(picture);
    program.most_output = most_text;
    return program;
}

Refusal refusal_of(const Program& program) {
    const bool is_missing = program.exit_code == 127 || program.errors.find("Failed loading language") != std::string::npos;
    if (is_missing)
        return {
            Refusal::Kind::unavailable, "extract.refuse.no_ocr", {}, "tesseract or its chi_sim cannot be run: " + program.errors};
    if (program.exit_code == -1)
        return {Refusal::Kind::too_large, "extract.refuse.too_slow", {}, "tesseract was ended by its limits"};
    return {Refusal::Kind::invalid, "extract.refuse.damaged", {}, "tesseract: " + program.errors};
}

int pages_of(std::string_view pdf) {
    std::vector<Program> programs(1);
    programs[0].arguments = {"/usr/bin/pdfinfo", "-"};
    programs[0].most_output = std::size_t{1} << 20;
    run_together(programs, pdf);
    const auto at = programs[0].output.find("Pages:");
    return at == std::string::npos ? 0 : std::max(std::atoi(programs[0].output.c_str() + at + 6), 0);
}

// Its threads would be more than one process may have.
void one_thread_each() { ::setenv("OMP_THREAD_LIMIT", "1", 1); }

}  // namespace

Result<Recognised> recognise_pictures(std::vector<std::string> pictures) {
    one_thread_each();
    std::vector<Program> programs;
    for (auto& picture : pictures)
        programs.push_back(tesseract(std::move(picture)));
    run_together(programs, {});
    if (std::ranges::none_of(programs, [](const Program& program) { return program.exit_code == 0; }))
        return std::unexpected(refusal_of(programs.at(0)));
    Recognised recognised;
    for (auto& program : programs) {
        recognised.is_whole &= program.exit_code == 0;
        recognised.pages.push_back(program.exit_code == 0 ? std::move(program.output) : std::string());
    }
    return recognised;
}

Result<Recognised> recognise_picture(std::string_view picture) { return recognise_pictures({std::string(picture)}); }

Result<Recognised> recognise_pdf(std::string_view pdf) {
    one_thread_each();
    const auto begin = Clock::now();
    const int pages = pages_of(pdf);
    Recognised recognised;
    for (int page = 1; page <= pages; page += static_cast<int>(at_once)) {
        if (page > most_pages || Clock::now() - begin > most_time) {
            recognised.is_whole = false;
            break;
        }
        std::vector<Program> drawing(std::min<std::size_t>(at_once, static_cast<std::size_t>(pages - page + 1)));
        for (std::size_t i = 0; i < drawing.size(); ++i) {
            const auto number = std::to_string(page + static_cast<int>(i));
            // Longest side in pixels: a page as large as a poster would be drawn as one of many gigabytes.
            drawing[i].arguments = {"/usr/bin/pdftoppm", "-scale-to", "2400", "-gray", "-png", "-f", number, "-l", number, "-"};
            drawing[i].most_output = most_picture;
        }
        run_together(drawing, pdf);
        std::vector<std::string> drawn;
        for (auto& one : drawing)
            if (one.exit_code == 0 && !one.is_too_much && !one.output.empty())
                drawn.push_back(std::move(one.output));
            else
                recognised.is_whole = false;
        if (drawn.empty())
            continue;
        const auto count = drawn.size();
        auto read = recognise_pictures(std::move(drawn));
        if (!read && recognised.pages.empty())
            return std::unexpected(read.error());
        recognised.is_whole &= read && read->is_whole;
        auto texts = read ? std::move(read->pages) : std::vector<std::string>(count);
        std::move(texts.begin(), texts.end(), std::back_inserter(recognised.pages));
    }
    if (recognised.pages.empty())
        return damaged("no page could be drawn");
    return recognised;
}

// Columns: level page block paragraph line word left top width height confidence text.
Rich read_recognised(const Recognised& recognised) {
    Rich rich;
    rich.format = RichFormat::scan;
    double confidence = 0;
    int words = 0;
    for (std::size_t page = 0; page < recognised.pages.size(); ++page) {
        std::map<std::tuple<int, int, int>, PlacedLine> lines;  // by block, paragraph, line: in reading order
        for (const auto row : split(recognised.pages[page], '\n')) {
            const auto columns = split(row, '\t');
            if (columns.size() < 12 || (columns[0] != "4" && columns[0] != "5"))
                continue;
            const auto number = [&](std::size_t i) { return std::atof(std::string(columns[i]).c_str()); };
            auto& line = lines[{static_cast<int>(number(2)), static_cast<int>(number(3)), static_cast<int>(number(4))}];
            if (columns[0] == "4") {  // the line as a whole; the boxes of single signs are rough
                line.left = number(6);
                line.right = number(6) + number(8);
                line.middle = number(7) + number(9) / 2;
                line.size = std::max(number(9), 1.0);
                continue;
            }
            const auto text = clean(trim(columns[11]));
            if (text.empty())
                continue;
            const auto is_narrow = [](char32_t c) { return c < 0x2E80; };
            if (!line.text.empty() && is_narrow(to_code_points(line.text).back()) && is_narrow(to_code_points(text).front()))
                line.text += ' ';
            line.text += text;
            confidence += number(10);
            ++words;
        }
        std::vector<PlacedLine> placed;
        for (auto& [place, line] : lines)
            if (!line.text.empty())
                placed.push_back(std::move(line));
        const auto text_page = measure(placed);
        if (!placed.empty() && is_page_number(placed.back().text))
            placed.pop_back();
        append_paragraphs(placed, text_page, 0, {"extract.place.page", {std::to_string(page + 1)}}, false, rich.blocks);
    }
    rich.warnings.emplace_back("extract.warn.recognised");
    if (words > 0 && confidence / words < sure)
        rich.warnings.emplace_back("extract.warn.recognised_badly");
    if (!recognised.is_whole)
        rich.warnings.emplace_back("extract.warn.recognised_in_part");
    return rich;
}

}  // namespace gongkai::extract
