#include "base/redact/canvas.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include "base/core/text.h"

namespace gongkai::redact {
namespace {

constexpr int same_colour = 48;          // of 255, what the edge of a letter or the noise of a scan may differ
constexpr double half_of_a_line = 0.6;   // in sizes of its type, above and below its middle
constexpr double far_when_known = 0.25;  // how far a cover may grow to the next gap, in sizes
constexpr double far_when_guessed = 0.9;
constexpr std::size_t most_pixels = std::size_t{60} << 20;

double width_in_ems(char32_t c) { return c >= 0x2E80 ? 1 : 0.5; }

int next_number(std::string_view& text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n'))
        text.remove_prefix(1);
    int number = 0;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9' && number < 100'000; text.remove_prefix(1))
        number = 10 * number + (text.front() - '0');
    return number;
}

// Rows as PNG and the predictors of PDF know them: each byte less the one above it.
std::string deflated(const std::string& pixels, std::size_t row_size) {
    std::string rows;
    rows.reserve(pixels.size() + pixels.size() / row_size + 1);
    for (std::size_t at = 0; at < pixels.size(); at += row_size) {
        rows += '\2';
        for (std::size_t i = at; i < at + row_size; ++i)
            rows += static_cast<char>(pixels[i] - (at == 0 ? 0 : pixels[i - row_size]));
    }
    auto size = compressBound(static_cast<uLong>(rows.size()));
    std::string out(size, '\0');
    if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(rows.data()),
                  static_cast<uLong>(rows.size()), Z_DEFAULT_COMPRESSION) != Z_OK)
        throw std::bad_alloc();
    out.resize(size);
    return out;
}

}  // namespace

Canvas::Canvas(std::string_view ppm) {
    if (!ppm.starts_with("P6"))
        throw std::runtime_error("a page that was not drawn");
    ppm.remove_prefix(2);
    width_ = next_number(ppm);
    height_ = next_number(ppm);
    const int most = next_number(ppm);
    const auto size = static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * 3;
    if (most != 255 || size == 0 || size > 3 * most_pixels || ppm.size() != size + 1)
        throw std::runtime_error("a page that was not drawn whole");
    rgb_ = ppm.substr(1);
}

void Canvas::measure_by(double page_width, double page_height) {
    across_ = width_ / std::max(page_width, 1.0);
    down_ = height_ / std::max(page_height, 1.0);
}

Canvas::Area Canvas::area_of(const Box& box) const {
    const auto clamp = [](double at, int most) { return static_cast<int>(std::clamp(at, 0.0, static_cast<double>(most))); };
    return {clamp(std::floor(box.left * across_), width_), clamp(std::floor(box.top * down_), height_),
            clamp(std::ceil(box.right * across_), width_), clamp(std::ceil(box.bottom * down_), height_)};
}

bool Canvas::is_plain(const Area& area) const {
    int least[3] = {255, 255, 255}, most[3] = {0, 0, 0};
    for (int y = area.top; y < area.bottom; ++y) {
        const auto row = static_cast<std::size_t>(y) * static_cast<std::size_t>(width_);
        for (int x = area.left; x < area.right; ++x)
            for (std::size_t colour = 0; colour < 3; ++colour) {
                const int value = static_cast<unsigned char>(rgb_[(row + static_cast<std::size_t>(x)) * 3 + colour]);
                least[colour] = std::min(least[colour], value);
                most[colour] = std::max(most[colour], value);
                if (most[colour] - least[colour] > same_colour)
                    return false;
            }
    }
    return true;
}

bool Canvas::has_ink(const Box& box) const { return !is_plain(area_of(box)); }

void Canvas::fill(const Area& area, char value) {
    for (int y = area.top; y < area.bottom; ++y) {
        const auto row =
            (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(area.left)) * 3;
        std::fill_n(rgb_.begin() + static_cast<std::ptrdiff_t>(row), std::max(area.right - area.left, 0) * 3, value);
    }
}

void Canvas::cover(const Box& box) { fill(area_of(box), '\0'); }

void Canvas::whiten(const Box& box) { fill(area_of(box), '\xFF'); }

std::string Canvas::ppm() const { return "P6\n" + std::to_string(width_) + ' ' + std::to_string(height_) + "\n255\n" + rgb_; }

void Canvas::cover(const MaskedWord& masked, const std::vector<double>& glyphs) {
    const auto& word = masked.word;
    const auto signs = to_code_points(word.text);
    const auto count = std::min(signs.size(), masked.instead.size());
    // Set from top to bottom, or turned: which end is the first sign is not known.
    const bool is_upright = word.bottom - word.top > 1.6 * (word.right - word.left) && count > 1;
    std::vector<double> edges = glyphs;
    const bool is_known = edges.size() == signs.size();
    if (!is_known) {
        edges.clear();
        double ems = 0, at = 0;
        for (const char32_t c : signs)
            ems += width_in_ems(c);
        for (const char32_t c : signs) {
            edges.push_back(word.left + (word.right - word.left) * at / ems);
            at += width_in_ems(c);
        }
    }
    edges.push_back(word.right);
    const double size = word.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (masked.instead[i] == to_utf8(std::u32string_view(&signs[i], 1)))
            continue;
        if (is_upright)
            return cover({word.left, word.top, word.right, word.bottom});
        auto end = i + 1;
        while (end < count && masked.instead[end] != to_utf8(std::u32string_view(&signs[end], 1)))
            ++end;
        auto area = area_of({edges[i], word.middle() - half_of_a_line * size, edges[end], word.middle() + half_of_a_line * size});
        const int far = static_cast<int>((is_known ? far_when_known : far_when_guessed) * size * across_);
        const auto grow = [&](int& edge, int step, int most, auto line) {
            for (int i_grown = 0; i_grown < far && edge != most && !is_plain(line()); ++i_grown)
                edge += step;
        };
        grow(area.top, -1, 0, [&] { return Area{area.left, area.top, area.right, area.top + 1}; });
        grow(area.bottom, 1, height_, [&] { return Area{area.left, area.bottom - 1, area.right, area.bottom}; });
        grow(area.left, -1, 0, [&] { return Area{area.left, area.top, area.left + 1, area.bottom}; });
        grow(area.right, 1, width_, [&] { return Area{area.right - 1, area.top, area.right, area.bottom}; });
        fill(area, '\0');
        i = end - 1;
    }
}

Picture Canvas::picture() const {
    const auto at = [&](std::size_t i) { return static_cast<int>(static_cast<unsigned char>(rgb_[i])); };
    bool is_grey = true;
    for (std::size_t i = 0; i < rgb_.size() && is_grey; i += 3)
        is_grey = std::abs(at(i) - at(i + 1)) < 6 && std::abs(at(i + 1) - at(i + 2)) < 6;
    const auto width = static_cast<std::size_t>(width_);
    if (!is_grey)
        return {width_, height_, false, deflated(rgb_, width * 3)};
    std::string grey;
    grey.reserve(rgb_.size() / 3);
    for (std::size_t i = 1; i < rgb_.size(); i += 3)
        grey += rgb_[i];
    return {width_, height_, true, deflated(grey, width)};
}

}  // namespace gongkai::redact
