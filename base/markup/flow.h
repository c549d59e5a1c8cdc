// What is being read: finished blocks, and the line that is still open.
#pragma once
#include <string_view>

#include "base/markup/tree.h"

namespace gongkai::markup {

class Flow {
  public:
    // Whether headings may stand here: not in cells, items and the like, whose headings are lines in bold.
    explicit Flow(bool may_hold_headings) : may_hold_headings_(may_hold_headings) {}

    void text(std::string_view text, unsigned marks, const std::string& link);
    void line_break();
    void picture(Piece piece);
    void add(Block block);
    void add(Blocks blocks);
    void end_line();
    void set_align(Align align) { align_ = align; }
    Align align() const { return align_; }
    void set_item_level(int level) { item_level_ = level; }
    bool may_hold_headings() const { return may_hold_headings_; }
    Blocks take();

  private:
    bool ends_with_break() const;
    bool may_hold_headings_;
    Align align_ = Align::start;
    int item_level_ = 0;
    int blanks_ = 0;  // wide ones in a row since the last line break
    Line line_;
    Blocks blocks_;
};

}  // namespace gongkai::markup
