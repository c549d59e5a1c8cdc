// Printed pages as blocks, one after the other: words with their places and the lines that are drawn become paragraphs and
// tables, which may go on over the end of a page. For PDF and OFD alike.
#pragma once
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/extract/flow.h"
#include "base/extract/pdf/drawing.h"
#include "base/extract/pdf/guessed.h"
#include "base/extract/pdf/looks.h"
#include "base/extract/pdf/paragraphs.h"
#include "base/extract/pdf/printed.h"
#include "base/extract/rich.h"

namespace gongkai::extract {

// Lines that stand at the top or the bottom of several pages, with other numbers perhaps: without digits, as PageReader knows
// them.
std::set<std::string> running_lines(const std::vector<PrintedPage>& pages);

class PageReader {
  public:
    PageReader(const Looks& looks, Rich& rich) : looks_(looks), rich_(rich), usual_(usual_size(looks)) {}

    // What is printed at the edge of the pages (running_lines) is no content of any.
    void leave_out(std::set<std::string> running) { running_ = std::move(running); }
    // `number_of_page` from 1.
    void read(PrintedPage page, const Drawing& drawing, int number_of_page);

  private:
    void tell_running(const PrintedLine& line, double height);
    PlacedLine placed(const PrintedLine& line) const;
    void prose(const std::vector<PrintedLine>& lines);
    void table(const FlowTable& table);
    bool goes_on_with(const RichBlock& block) const;
    void merge(RichTable more);

    const Looks& looks_;
    Rich& rich_;
    double usual_;
    std::set<std::string> running_, told_;
    int page_ = 0;
    Spot spot_;
    TextPage text_page_;
    PageColumns open_;  // of a guessed table at the foot of the page before
    bool is_first_ = true, ends_open_ = false;
};

}  // namespace gongkai::extract
