#define POINTERHOLDER_TRANSITION 4  // libqpdf 11 asks which of its pointers are meant: the standard ones
#include "base/redact/tags.h"

#include <algorithm>
#include <qpdf/QPDFNumberTreeObjectHelper.hh>

namespace gongkai::redact {
namespace {

using Object = QPDFObjectHandle;

constexpr int deepest = 60;

// Strangers' trees may lead round in a ring, and to one element by many ways: each is looked at once.
using Seen = std::set<QPDFObjGen>;
bool is_first(Object element, Seen& seen) { return !element.isIndirect() || seen.insert(element.getObjGen()).second; }

// What elements hold, as an array in any case.
Object kids_of(Object element) {
    auto kids = element.getKey("/K");
    if (kids.isArray())
        return kids;
    auto made = Object::newArray();
    if (!kids.isNull())
        made.appendItem(kids);
    element.replaceKey("/K", made);
    return element.getKey("/K");
}

bool is_element(Object kid) { return kid.isDictionary() && kid.hasKey("/S"); }
bool is_link(Object kid) { return kid.isDictionary() && kid.hasKey("/Obj"); }  // an annotation; those of links stay

// A piece of a page's content.
bool is_content(Object kid) { return kid.isInteger() || (kid.isDictionary() && kid.hasKey("/MCID")); }

bool is_of(Object kid, Object element, const QPDFObjGen& page) {
    auto own = kid.isDictionary() ? kid.getKey("/Pg") : Object::newNull();
    return (own.isNull() ? element.getKey("/Pg") : own).getObjGen() == page;
}

bool shows(Object element, const QPDFObjGen& page, Seen& seen, int depth = 0) {
    auto kids = kids_of(element);
    for (int i = 0; depth < deepest && i < kids.getArrayNItems(); ++i) {
        auto kid = kids.getArrayItem(i);
        if ((is_content(kid) && is_of(kid, element, page)) ||
            (is_element(kid) && is_first(kid, seen) && shows(kid, page, seen, depth + 1)))
            return true;
    }
    return false;
}

bool begins_with_another(Object element, const QPDFObjGen& page, int depth = 0) {
    auto kids = kids_of(element);
    for (int i = 0; depth < deepest && i < kids.getArrayNItems(); ++i) {
        auto kid = kids.getArrayItem(i);
        if (is_content(kid))
            return !is_of(kid, element, page);
        if (is_element(kid))
            return begins_with_another(kid, page, depth + 1);
    }
    return false;
}

// Elements that say nothing but what belongs together.
bool is_grouping(Object element) {
    static const std::set<std::string> names{"/Document", "/Part", "/Art", "/Sect", "/Div", "/NonStruct"};
    auto kind = element.getKey("/S");
    return kind.isName() && names.count(kind.getName()) > 0;
}

Object element(QPDF& pdf, const std::string& kind, Object parent) {
    auto made = Object::parse("<</Type/StructElem>>");
    made.replaceKey("/S", Object::newName(kind));
    made.replaceKey("/P", parent);
    return pdf.makeIndirectObject(made);
}

unsigned unit_at(const std::string& hex, std::size_t at) {
    return static_cast<unsigned>(std::stoul(hex.substr(at, 4), nullptr, 16));
}

// Words of one passage as UTF-16, with a blank between those that are not Chinese.
std::string utf16_of(const DrawnPage& page, const Passage& passage) {
    std::string out;
    unsigned before = 0;
    for (auto i = passage.begin; i < passage.end; ++i) {
        const auto& hex = page.words.at(i).utf16_hex;
        if (before > 0 && before < 0x2E80 && hex.size() >= 4 && unit_at(hex, 0) < 0x2E80)
            out += std::string{'\0', ' '};
        for (std::size_t at = 0; at + 4 <= hex.size(); at += 4) {
            before = unit_at(hex, at);
            out += static_cast<char>(before >> 8);
            out += static_cast<char>(before & 255);
        }
    }
    return out;
}

}  // namespace

std::string tag_of(const Passage& passage) { return passage.level > 0 ? "/H" + std::to_string(passage.level) : "/P"; }

Tags::Tags(QPDF& pdf, bool are_all_new) : pdf_(pdf), tree_(Object::newNull()), section_(Object::newNull()) {
    auto root = pdf.getRoot();
    auto mark = root.getKey("/MarkInfo");
    auto tree = root.getKey("/StructTreeRoot");
    const bool is_tagged =
        tree.isDictionary() && mark.isDictionary() && mark.getKey("/Marked").isBool() && mark.getKey("/Marked").getBoolValue();
    if (!is_tagged && !are_all_new)
        return;
    if (!is_tagged) {
        tree = pdf.makeIndirectObject(Object::parse("<</Type/StructTreeRoot>>"));
        auto document = element(pdf, "/Document", tree);
        document.replaceKey("/K", Object::newArray());
        tree.replaceKey("/K", Object::newArray({document}));
        root.replaceKey("/StructTreeRoot", tree);
        root.replaceKey("/MarkInfo", Object::parse("<</Marked true>>"));
    }
    if (!tree.getKey("/ParentTree").isDictionary())
        tree.replaceKey("/ParentTree", QPDFNumberTreeObjectHelper::newEmpty(pdf).getObjectHandle());
    tree_ = tree;
}

// The element among whose kids those of the page are to stand, and before which of them.
Object Tags::place_of(Object within, const QPDFObjGen& page, int depth, int& index) {
    auto kids = kids_of(within);
    for (int i = 0; depth < deepest && i < kids.getArrayNItems(); ++i) {
        auto kid = kids.getArrayItem(i);
        Seen seen;
        if (!is_element(kid) || !shows(kid, page, seen))
            continue;
        if (is_grouping(kid))
            return place_of(kid, page, depth + 1, index);
        index = i + (begins_with_another(kid, page) ? 1 : 0);
        return within;
    }
    index = kids.getArrayNItems();
    // Nothing of it is among the tags: after all others, in the element of the whole document.
    if (depth == 0 && index == 1 && is_element(kids.getArrayItem(0)) && is_grouping(kids.getArrayItem(0))) {
        auto document = kids.getArrayItem(0);
        index = kids_of(document).getArrayNItems();
        return document;
    }
    return within;
}

void Tags::prune(Object element, const QPDFObjGen& page, std::set<QPDFObjGen>& seen, int depth) {
    auto kids = kids_of(element);
    for (int i = kids.getArrayNItems() - 1; depth < deepest && i >= 0; --i) {
        auto kid = kids.getArrayItem(i);
        bool is_gone = is_content(kid) && is_of(kid, element, page);
        if (is_link(kid) && is_of(kid, element, page))
            is_gone = !kid.getKey("/Obj").isDictionary() || !kid.getKey("/Obj").getKey("/Subtype").isNameAndEquals("/Link");
        if (is_element(kid) && kid.getObjGen() != section_.getObjGen() && is_first(kid, seen)) {
            const int before = kids_of(kid).getArrayNItems();
            prune(kid, page, seen, depth + 1);
            is_gone = before > 0 && kids_of(kid).getArrayNItems() == 0;  // an empty cell stays
        }
        if (is_gone)
            kids.eraseItem(i);
    }
}

void Tags::take_out(Object page) {
    if (tree_.isNull())
        return;
    const auto number = page.getObjGen();
    int index = 0;
    auto parent = place_of(tree_, number, 0, index);
    section_ = element(pdf_, "/Sect", parent);
    section_.replaceKey("/K", Object::newArray());
    kids_of(parent).insertItem(index, section_);
    Seen seen;
    prune(tree_, number, seen, 0);
    if (page.getKey("/StructParents").isInteger())
        QPDFNumberTreeObjectHelper(tree_.getKey("/ParentTree"), pdf_).remove(page.getKey("/StructParents").getIntValue());
}

void Tags::put(Object page, const std::vector<Passage>& passages) {
    if (tree_.isNull())
        return;
    auto parents = Object::newArray();
    for (std::size_t i = 0; i < passages.size(); ++i) {
        auto made = element(pdf_, tag_of(passages[i]), section_);
        made.replaceKey("/Pg", page);
        made.replaceKey("/K", Object::newInteger(static_cast<long long>(i)));
        kids_of(section_).appendItem(made);
        parents.appendItem(made);
    }
    QPDFNumberTreeObjectHelper by_number(tree_.getKey("/ParentTree"), pdf_);
    auto next = tree_.getKey("/ParentTreeNextKey").isInteger() ? tree_.getKey("/ParentTreeNextKey").getIntValue() : 0;
    if (auto last = by_number.last(); last.valid())
        next = std::max(next, last->first + 1);
    by_number.insert(next, parents);
    tree_.replaceKey("/ParentTreeNextKey", Object::newInteger(next + 1));
    page.replaceKey("/StructParents", Object::newInteger(next));
    page.replaceKey("/Tabs", Object::newName("/S"));
}

void introduce(QPDF& pdf, const std::vector<DrawnPage>& pages) {
    auto root = pdf.getRoot();
    if (auto language = root.getKey("/Lang"); !language.isString() || language.getUTF8Value().empty()) {
        bool is_chinese = false;
        for (const auto& page : pages)
            for (const auto& word : page.words)
                is_chinese |= word.utf16_hex.size() >= 4 && unit_at(word.utf16_hex, 0) >= 0x2E80;
        root.replaceKey("/Lang", Object::newString(is_chinese ? "zh-CN" : "en"));
    }
    if (auto info = pdf.getTrailer().getKey("/Info"); info.isDictionary() && info.getKey("/Title").isString())
        return;
    for (const auto& page : pages)
        for (const auto& passage : page.passages) {
            if (passage.level != 1)
                continue;
            auto info = Object::newDictionary();
            info.replaceKey("/Title", Object::newString("\xFE\xFF" + utf16_of(page, passage)));
            pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
            if (!root.getKey("/ViewerPreferences").isDictionary())
                root.replaceKey("/ViewerPreferences", Object::newDictionary());
            root.getKey("/ViewerPreferences").replaceKey("/DisplayDocTitle", Object::newBool(true));
            return;
        }
}

}  // namespace gongkai::redact
