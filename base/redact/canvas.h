// A drawn page: its signs are found by their ink, covered whole, and nothing is left of what was covered.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/redact/assemble.h"
#include "base/redact/redact.h"

namespace gongkai::redact {

class Canvas {
  public:
    // PPM of pdftoppm, 8 bits a colour. Throws std::runtime_error for anything else.
    explicit Canvas(std::string_view ppm);

    int width() const { return width_; }
    int height() const { return height_; }

    // Boxes in units of a page of `page_width` and `page_height`.
    void measure_by(double page_width, double page_height);

    // Something that is not of one colour.
    bool has_ink(const Box& box) const;

    // Covers the signs of a word whose `instead` is another. `glyphs` are the left edges of the signs, where those are known;
    // else they are reckoned by their width, and the cover grows to the next gap between signs on both sides.
    void cover(const MaskedWord& masked, const std::vector<double>& glyphs);
    void cover(const Box& box);

    // As if nothing had stood there.
    void whiten(const Box& box);

    std::string ppm() const;

    // Grey where there is no colour in it.
    Picture picture() const;

  private:
    struct Area {
        int left, top, right, bottom;  // half open
    };
    Area area_of(const Box& box) const;
    bool is_plain(const Area& area) const;
    void fill(const Area& area, char value);

    int width_ = 0, height_ = 0;
    double across_ = 1, down_ = 1;  // pixels a unit
    std::string rgb_;
};

}  // namespace gongkai::redact
