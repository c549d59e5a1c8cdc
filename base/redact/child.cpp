#include "base/redact/child.h"

#include <zlib.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/core/embed.h"
#include "base/core/text.h"
#include "base/extract/confine.h"
#include "base/redact/assemble.h"
#include "base/redact/canvas.h"
#include "base/redact/passages.h"
#include "base/redact/run.h"
#include "base/strip/formats.h"

namespace gongkai::redact {
namespace {

using namespace std::string_view_literals;
using extract::Program;

constexpr std::size_t most_svg = std::size_t{16} << 20;

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
    DrawnPage drawn{page.number, {}, {}, {}};
    std::vector<extract::Word> said;
    for (const auto& masked : page.words) {
        auto word = masked.word;
        if (masked.is_pictured || !canvas.has_ink({word.left, word.top, word.right, word.bottom}))
            continue;
        word.text = said_instead(masked);
        drawn.words.push_back({word.left / page.width, word.top / page.height, word.right / page.width, word.bottom / page.height,
                               utf16_hex(word.text), is_recognised});
        said.push_back(std::move(word));
    }
    drawn.passages = passages_of(said, is_recognised);
    for (const auto& masked : page.words)
        if (!masked.instead.empty())
            canvas.cover(masked, masked.is_pictured ? std::vector<double>() : lefts_of_glyphs(svg, masked.word));
    for (const auto& box : page.boxes)
        canvas.cover(box);
    drawn.picture = canvas.picture();
    return drawn;
}

bool is_changed(const MaskedWord& masked) { return !masked.instead.empty(); }

DrawnPage drawn_page(std::string_view pdf, const MaskedPage& page, bool is_recognised) {
    const auto number = std::to_string(page.number);
    std::vector<Program> programs{draws_page(page.number)};
    if (std::ranges::any_of(page.words, is_changed)) {
        programs.emplace_back();
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
    // Stripped before, because the new pages bring a title that their reader sees.
    auto made = assemble(strip::strip_pdf(bytes), pages, masking.texts, embedded_or_die("base/redact/assets/glyphless.ttf"));
    return {std::move(made.file), pages.empty() ? std::string() : pdf_of_pictures(pages), made.had_signature};
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

Redacted redact_here(std::string_view bytes, const Masking& masking) {
    if (masking.pages.size() > most_pages)
        throw No{"too_large", "more pages than are drawn"};
    return is_picture(bytes) ? redact_picture(bytes, masking) : redact_pdf(bytes, masking);
}

}  // namespace gongkai::redact
