// Where the words of a file stand: by its own telling, recognised where it is a picture, and both where a page of text shows
// pictures - a certificate, a list that was photographed.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <span>

#include "base/core/text.h"
#include "base/extract/confine.h"
#include "base/extract/office/xml.h"
#include "base/extract/readers.h"
#include "base/extract/rich_readers.h"
#include "base/redact/canvas.h"
#include "base/redact/child.h"
#include "base/redact/run.h"

namespace gongkai::redact {
namespace {

using Clock = std::chrono::steady_clock;
using extract::PrintedPage, extract::Program, extract::Word;

constexpr std::size_t most_words = std::size_t{64} << 20, most_list = std::size_t{8} << 20;
constexpr std::size_t most_pictured_pages = 20, drawn_at_once = 2;
constexpr auto most_time = std::chrono::seconds(45);  // of the 90 that a child has
constexpr std::int64_t most_side = 1'000'000;         // pixels
constexpr int least_width = 64, least_height = 16;    // pixels of a picture in which a line of words could stand
constexpr double half_of_a_line = 0.75;               // in sizes of its type, above and below the middle of a word

double real(std::string_view text) { return std::atof(std::string(text).c_str()); }

// Columns of tesseract: level page block paragraph line word left top width height confidence text.
PrintedPage page_of_tsv(std::string_view tsv) {
    PrintedPage page;
    for (const auto row : split(tsv, '\n')) {
        const auto columns = split(row, '\t');
        if (columns.size() < 12 || (columns[0] != "1" && columns[0] != "5"))
            continue;
        const auto number = [&](std::size_t i) { return real(columns[i]); };
        if (columns[0] == "1") {
            page.width = number(8);
            page.height = number(9);
        } else if (!trim(columns[11]).empty()) {
            page.words.push_back(
                {number(6), number(7), number(6) + number(8), number(7) + number(9), mend_utf8(trim(columns[11]))});
        }
    }
    return page;
}

Places recognised(Result<extract::Recognised> said) {
    if (!said)
        pass_on(said.error());
    Places places{{}, true, said->is_whole};
    for (const auto& tsv : said->pages)
        places.pages.push_back(page_of_tsv(tsv));
    return places;
}

// A page that shows pictures, and how many pixels the inch the largest of them has.
struct Pictured {
    int number = 0;
    double pixels = 0;
    std::int64_t area = 0;
};

// Columns of pdfimages -list: page num type width height … x-ppi y-ppi size ratio.
std::vector<Pictured> pages_with_pictures(std::string_view list, std::size_t pages) {
    std::map<int, Pictured> found;
    for (const auto row : split(list, '\n')) {
        std::vector<std::string_view> columns;
        for (const auto column : split(row, ' '))
            if (!column.empty())
                columns.push_back(column);
        if (columns.size() < 9 || (columns[2] != "image" && columns[2] != "stencil"))
            continue;
        const auto page = whole_number(columns[0]), width = whole_number(columns[3]), height = whole_number(columns[4]);
        if (!page || !width || !height || *page < 1 || *page > static_cast<std::int64_t>(pages) || *width < least_width ||
            *height < least_height || *width > most_side || *height > most_side)
            continue;
        auto& one = found[static_cast<int>(*page)];
        one.number = static_cast<int>(*page);
        if (*width * *height > one.area) {
            one.area = *width * *height;
            one.pixels = real(columns[columns.size() - 4]);
        }
    }
    std::vector<Pictured> all;
    for (const auto& [number, one] : found)
        all.push_back(one);
    return all;
}

// As large as the picture is: tesseract reads letters badly that were made many times as high.
int side_for(const Pictured& pictured, const PrintedPage& page) {
    constexpr double points_an_inch = 72, least_side = 800;
    return static_cast<int>(
        std::clamp(std::max(page.width, page.height) / points_an_inch * pictured.pixels, least_side, double{longest_side}));
}

// The page without what it says itself. Boxes of fonts for Chinese reach into the lines beside them.
Canvas rest_of(std::string_view ppm, const PrintedPage& page) {
    Canvas canvas(ppm);
    canvas.measure_by(page.width, page.height);
    for (const auto& word : page.words)
        canvas.whiten({word.left, std::max(word.top, word.middle() - half_of_a_line * word.size()), word.right,
                       std::min(word.bottom, word.middle() + half_of_a_line * word.size())});
    return canvas;
}

void read_pictures(std::string_view pdf, std::span<const Pictured> pages, Places& places) {
    const auto begin = Clock::now();
    for (std::size_t at = 0; at < pages.size(); at += drawn_at_once) {
        const auto now = pages.subspan(at, std::min(drawn_at_once, pages.size() - at));
        if (at >= most_pictured_pages || Clock::now() - begin > most_time) {
            for (const auto& one : now)
                places.unread.push_back(one.number);
            continue;
        }
        std::vector<Program> drawing;
        for (const auto& one : now)
            drawing.push_back(draws_page(one.number, side_for(one, places.pages[static_cast<std::size_t>(one.number - 1)])));
        extract::run_together(drawing, pdf);
        std::vector<int> drawn;
        std::vector<std::string> pictures;
        for (std::size_t i = 0; i < now.size(); ++i) {
            const auto& page = places.pages[static_cast<std::size_t>(now[i].number - 1)];
            if (drawing[i].exit_code != 0 || drawing[i].is_too_much) {
                places.unread.push_back(now[i].number);
                continue;
            }
            const auto rest = rest_of(drawing[i].output, page);
            if (!rest.has_ink({0, 0, page.width, page.height}))
                continue;
            drawn.push_back(now[i].number);
            pictures.push_back(rest.ppm());
        }
        if (drawn.empty())
            continue;
        const auto read = extract::recognise_pictures(std::move(pictures));
        for (std::size_t i = 0; i < drawn.size(); ++i) {
            const auto number = static_cast<std::size_t>(drawn[i] - 1);
            if (!read || read->pages[i].empty()) {
                places.unread.push_back(drawn[i]);
                continue;
            }
            auto seen = page_of_tsv(read->pages[i]);
            const double across = places.pages[number].width / std::max(seen.width, 1.0),
                         down = places.pages[number].height / std::max(seen.height, 1.0);
            for (auto& word : seen.words)
                places.pictured[number].push_back(
                    {word.left * across, word.top * down, word.right * across, word.bottom * down, std::move(word.text)});
        }
    }
}

}  // namespace

Places read_places_of(std::string_view bytes) {
    if (is_picture(bytes))
        return recognised(extract::recognise_picture(bytes));
    if (!extract::looks_like_pdf(bytes))
        throw No{"format", "neither a PDF nor a picture"};
    std::vector<Program> programs(2);
    programs[0].arguments = {"/usr/bin/pdftotext", "-bbox-layout", "-l", "1000", "-", "-"};
    programs[0].most_output = most_words;
    programs[1].arguments = {"/usr/bin/pdfimages", "-list", "-l", "1000", "-"};
    programs[1].most_output = most_list;
    extract::run_together(programs, bytes);
    check(programs[0]);
    if (programs[0].output.find("<word ") == std::string::npos)
        return recognised(extract::recognise_pdf(bytes));
    const bool may_have_pictures = programs[1].exit_code != 0 || programs[1].output.find(" image ") != std::string::npos ||
                                   programs[1].output.find(" stencil ") != std::string::npos;
    if (!may_have_pictures)
        extract::confine_to_computing();
    const auto xml = extract::Xml::parse(programs[0].output);
    if (!xml)
        pass_on(xml.error());
    Places places;
    for (const auto& node : extract::child(extract::child(xml->root(), "body"), "doc"))
        if (extract::is(node, "page"))
            places.pages.push_back(extract::read_printed_page(node));
    if (programs[1].exit_code != 0) {  // what is not known may be there
        for (std::size_t i = 0; i < places.pages.size(); ++i)
            places.unread.push_back(static_cast<int>(i) + 1);
    } else if (const auto pages = pages_with_pictures(programs[1].output, places.pages.size()); !pages.empty()) {
        places.pictured.resize(places.pages.size());
        read_pictures(bytes, pages, places);
    }
    return places;
}

}  // namespace gongkai::redact
