// The tags by which a screen reader knows headings and paragraphs of a PDF (its structure tree). Those of a page that is drawn
// anew are taken out and those of the new page stand in their place, between what comes before and after it. A file without tags
// gets them where all of its pages are new: tags of some pages alone would hide the others from whoever listens.
#pragma once
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <string>
#include <vector>

#include "base/redact/assemble.h"

namespace gongkai::redact {

std::string tag_of(const Passage& passage);  // "/H1"

class Tags {
  public:
    Tags(QPDF& pdf, bool are_all_new);

    // While the page still names its place among the tags.
    void take_out(QPDFObjectHandle page);

    // A passage each, in the order of the marks in the page's content.
    void put(QPDFObjectHandle page, const std::vector<Passage>& passages);

  private:
    QPDFObjectHandle place_of(QPDFObjectHandle within, const QPDFObjGen& page, int depth, int& index);
    void prune(QPDFObjectHandle element, const QPDFObjGen& page, std::set<QPDFObjGen>& seen, int depth);

    QPDF& pdf_;
    QPDFObjectHandle tree_;     // null: there are none
    QPDFObjectHandle section_;  // of the page that was taken out last
};

// Language and title, where the file states none.
void introduce(QPDF& pdf, const std::vector<DrawnPage>& pages);

}  // namespace gongkai::redact
