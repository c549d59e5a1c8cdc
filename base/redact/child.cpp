#include "base/redact/child.h"

#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/core/embed.h"
#include "base/core/text.h"
#include "base/extract/confine.h"
#include "base/extract/office/xml.h"
#include "base/extract/pdf/program.h"
#include "base/extract/readers.h"
#include "base/extract/rich_readers.h"
#include "base/redact/assemble.h"
#include "base/redact/canvas.h"
#include "base/strip/formats.h"

namespace gongkai::redact {
namespace {

using namespace std::string_view_literals;
using extract::Program;

constexpr std::size_t most_words = std::size_t{64} << 20, most_drawing = std::size_t{192} << 20, most_svg = std::size_t{16} << 20;

bool is_jpeg(std::string_view bytes) { return bytes.starts_with("\xFF\xD8\xFF"sv); }
bool is_picture(std::string_view bytes) { return is_jpeg(bytes) || bytes.starts_with("\x89PNG\r\n\x1A\n"sv); }

void check(const Program& program) {
    const auto& name = program.arguments[0];
    if (program.exit_code == 127)
        throw No{"no_programs", name + " cannot be run"};
    if (program.is_too_much)
        throw No{"too_large", name + " said more than is read"};
    if (program.exit_code == -1)
        throw No{"too_slow", name + " was ended by its limits"};
    if (program.exit_code != 0)
        throw No{program.errors.find("Incorrect password") != std::string::npos ? "encrypted" : "damaged",
                 name + ": " + program.errors};
}

std::string run(std::vector<std::string> arguments, std::string_view input, std::size_t most_output) {
    std::vector<Program> programs(1);
    programs[0].arguments = std::move(arguments);
    programs[0].most_output = most_output;
    extract::run_together(programs, input);
    check(programs[0]);
    return std::move(programs[0].output);
}

[[noreturn]] void pass_on(const Refusal& refusal) {
    const auto id = std::string_view(refusal.id).substr(refusal.id.rfind('.') + 1);
    throw No{id == "no_ocr" || id == "no_poppler" ? "no_programs" : std::string(id), refusal.detail};
}

// Columns of tesseract: level page block paragraph line word left top width height confidence text.
extract::PrintedPage page_of_tsv(std::string_view tsv) {
    extract::PrintedPage page;
    for (const auto row : split(tsv, '\n')) {
        const auto columns = split(row, '\t');
        if (columns.size() < 12 || (columns[0] != "1" && columns[0] != "5"))
            continue;
        const auto number = [&](std::size_t i) { return std::atof(std::string(columns[i]).c_str()); };
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

// Where the signs of a word begin, as pdftocairo draws them.
std::vector<double> lefts_of_glyphs(std::string_view svg, const extract::Word& word) {
    std::vector<double> lefts;
    constexpr auto use = "<use xlink:href=\"#glyph"sv;
    for (auto at = svg.find(use); at != std::string_view::npos; at = svg.find(use, at + use.size())) {
        const auto element = svg.substr(at, svg.find('>', at) - at);
        const auto x_at = element.find(" x=\""), y_at = element.find(" y=\"");
        if (x_at == std::string_view::npos || y_at == std::string_view::npos)
            continue;
        const double x = std::atof(std::string(element.substr(x_at + 4, 16)).c_str());
        const double y = std::atof(std::string(element.substr(y_at + 4, 16)).c_str());
        constexpr double about = 0.5;
        if (y >= word.top && y <= word.bottom + about && x >= word.left - about && x < word.right - about)
            lefts.push_back(x);
    }
    std::ranges::sort(lefts);
    return lefts;
}

std::string utf16_hex(std::string_view utf8) {
    std::string out;
    const auto put = [&](unsigned unit) {
        constexpr auto digits = "0123456789ABCDEF"sv;
        for (int shift = 12; shift >= 0; shift -= 4)
            out += digits[unit >> shift & 15];
    };
    for (const char32_t c : to_code_points(utf8)) {
        if (c >= 0x10000) {
            put(0xD800 + ((c - 0x10000) >> 10));
            put(0xDC00 + ((c - 0x10000) & 0x3FF));
        } else {
            put(c);
        }
    }
    return out;
}

std::string said_instead(const MaskedWord& masked) {
    return masked.instead.empty() ? masked.word.text : join(masked.instead, "");
}

// Covers what is to be covered. What was not seen on the page before - white letters, a layer that is off - is not said by the
// new one.
DrawnPage painted(const MaskedPage& page, bool is_recognised, std::string_view ppm, std::string_view svg) {
    Canvas canvas(ppm);
    canvas.measure_by(page.width, page.height);
    DrawnPage drawn{page.number, {}, {}};
    for (const auto& [word, instead] : page.words)
        if (canvas.has_ink({word.left, word.top, word.right, word.bottom}))
            drawn.words.push_back({word.left / page.width, word.top / page.height, word.right / page.width,
                                   word.bottom / page.height, utf16_hex(said_instead({word, instead})), is_recognised});
    for (const auto& masked : page.words)
        if (!masked.instead.empty())
            canvas.cover(masked, lefts_of_glyphs(svg, masked.word));
    for (const auto& box : page.boxes)
        canvas.cover(box);
    drawn.picture = canvas.picture();
    return drawn;
}

bool is_changed(const MaskedWord& masked) { return !masked.instead.empty(); }

// Longest side in pixels, about 200 to the inch of A4: a page as large as a poster would be drawn as one of many gigabytes.
constexpr auto longest_side = "2400";

DrawnPage drawn_page(std::string_view pdf, const MaskedPage& page, bool is_recognised) {
    const auto number = std::to_string(page.number);
    std::vector<Program> programs(std::ranges::any_of(page.words, is_changed) ? 2 : 1);
    programs[0].arguments = {"/usr/bin/pdftoppm", "-scale-to", longest_side, "-f", number, "-l", number, "-"};
    programs[0].most_output = most_drawing;
    if (programs.size() > 1) {
        // A square, because pdftocairo turns a paper that is wider than high.
        const auto side = std::to_string(static_cast<int>(std::clamp(std::max(page.width, page.height) + 1, 1.0, 20'000.0)));
        programs[1].arguments = {"/usr/bin/pdftocairo",
                                 "-svg",
                                 "-q",
                                 "-nocenter",
                                 "-noshrink",
                                 "-paperw",
                                 side,
                                 "-paperh",
                                 side,
                                 "-f",
                                 number,
                                 "-l",
                                 number,
                                 "-",
                                 "-"};
        programs[1].most_output = most_svg;
    }
    extract::run_together(programs, pdf);
    check(programs[0]);
    const bool has_glyphs = programs.size() > 1 && programs[1].exit_code == 0 && !programs[1].is_too_much;
    return painted(page, is_recognised, programs[0].output,
                   has_glyphs ? std::string_view(programs[1].output) : std::string_view());
}

Redacted redact_pdf(std::string_view bytes, const Masking& masking) {
    std::vector<DrawnPage> pages;
    for (const auto& page : masking.pages)
        pages.push_back(drawn_page(bytes, page, masking.is_recognised));
    extract::confine_to_computing();
    const auto made = assemble(bytes, pages, masking.texts, embedded_or_die("base/redact/assets/glyphless.ttf"));
    return {strip::strip_pdf(made.file), pages.empty() ? std::string() : pdf_of_pictures(pages), made.had_signature};
}

std::string big_endian(std::uint32_t number) {
    return {static_cast<char>(number >> 24), static_cast<char>(number >> 16), static_cast<char>(number >> 8),
            static_cast<char>(number)};
}

std::string png_of(const Picture& picture) {
    std::string out = "\x89PNG\r\n\x1A\n";
    const auto chunk = [&](const std::string& kind, const std::string& content) {
        const auto body = kind + content;
        out += big_endian(static_cast<std::uint32_t>(content.size())) + body +
               big_endian(static_cast<std::uint32_t>(
                   crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()))));
    };
    chunk("IHDR", big_endian(static_cast<std::uint32_t>(picture.width)) + big_endian(static_cast<std::uint32_t>(picture.height)) +
                      std::string(picture.is_grey ? "\x08\x00\0\0\0"sv : "\x08\x02\0\0\0"sv));
    chunk("IDAT", picture.deflated);
    chunk("IEND", "");
    return out;
}

// Tesseract opens pictures of every kind and hands them on as a PDF, which is drawn dot by dot.
Redacted redact_picture(std::string_view bytes, const Masking& masking) {
    if (masking.pages.size() != 1)
        throw No{"damaged", "a picture is one page"};
    ::setenv("OMP_THREAD_LIMIT", "1", 1);
    const auto width = std::to_string(static_cast<int>(masking.pages[0].width)),
               height = std::to_string(static_cast<int>(masking.pages[0].height));
    const auto as_pdf = run({"/usr/bin/tesseract", "stdin", "stdout", "-l", "chi_sim", "--psm", "3", "pdf"}, bytes, most_drawing);
    const auto ppm =
        run({"/usr/bin/pdftoppm", "-scale-to-x", width, "-scale-to-y", height, "-singlefile", "-"}, as_pdf, most_drawing);
    std::vector<DrawnPage> pages{painted(masking.pages[0], true, ppm, {})};
    Redacted made{{}, pdf_of_pictures(pages), false};
    made.file = is_jpeg(bytes) ? strip::turned_as(run({"/usr/bin/pdftoppm", "-jpeg", "-jpegopt", "quality=90", "-scale-to-x",
                                                       width, "-scale-to-y", height, "-singlefile", "-"},
                                                      made.seen, most_drawing),
                                                  bytes)
                               : png_of(pages[0].picture);
    return made;
}

}  // namespace

Places read_places_of(std::string_view bytes) {
    if (is_picture(bytes))
        return recognised(extract::recognise_picture(bytes));
    if (!extract::looks_like_pdf(bytes))
        throw No{"format", "neither a PDF nor a picture"};
    const auto words = run({"/usr/bin/pdftotext", "-bbox-layout", "-l", "1000", "-", "-"}, bytes, most_words);
    if (words.find("<word ") == std::string::npos)
        return recognised(extract::recognise_pdf(bytes));
    extract::confine_to_computing();
    const auto xml = extract::Xml::parse(words);
    if (!xml)
        pass_on(xml.error());
    Places places;
    for (const auto& node : extract::child(extract::child(xml->root(), "body"), "doc"))
        if (extract::is(node, "page"))
            places.pages.push_back(extract::read_printed_page(node));
    return places;
}

Redacted redact_here(std::string_view bytes, const Masking& masking) {
    if (masking.pages.size() > most_pages)
        throw No{"too_large", "more pages than are drawn"};
    return is_picture(bytes) ? redact_picture(bytes, masking) : redact_pdf(bytes, masking);
}

}  // namespace gongkai::redact
