#include "base/redact/assemble.h"

#define POINTERHOLDER_TRANSITION 4  // libqpdf 11 asks which of its pointers are meant: the standard ones
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>

#include "base/redact/tags.h"
#include "base/strip/formats.h"

namespace gongkai::redact {
namespace {

using Object = QPDFObjectHandle;
using Texts = std::vector<std::pair<std::string, std::string>>;

constexpr int deepest = 40;
constexpr int hidden = 2 | 32;  // flags of annotations that nobody sees

Object stream(QPDF& pdf, const std::string& dictionary, const std::string& content) {
    auto made = pdf.newStream(content);
    made.replaceDict(Object::parse(dictionary));
    return made;
}

// The predictor is stated; the data stay as they were deflated.
Object image(QPDF& pdf, const Picture& picture) {
    auto made = pdf.newStream();
    made.replaceDict(Object::parse("<</Type/XObject/Subtype/Image/BitsPerComponent 8>>"));
    const auto width = std::to_string(picture.width);
    auto dictionary = made.getDict();
    dictionary.replaceKey("/Width", Object::newInteger(picture.width));
    dictionary.replaceKey("/Height", Object::newInteger(picture.height));
    dictionary.replaceKey("/ColorSpace", Object::newName(picture.is_grey ? "/DeviceGray" : "/DeviceRGB"));
    made.replaceStreamData(picture.deflated, Object::newName("/FlateDecode"),
                           Object::parse("<</Predictor 15/Colors " + std::string(picture.is_grey ? "1" : "3") +
                                         "/BitsPerComponent 8/Columns " + width + ">>"));
    return made;
}

// As tesseract makes it: every code leads to the same empty sign, and says that it is the letter of that code.
Object font(QPDF& pdf, std::string_view glyphless) {
    std::string first(1 << 17, '\0');
    for (std::size_t i = 1; i < first.size(); i += 2)
        first[i] = '\1';
    auto file = stream(pdf, "<<>>", std::string(glyphless));
    file.getDict().replaceKey("/Length1", Object::newInteger(static_cast<long long>(glyphless.size())));
    auto descriptor = Object::parse(
        "<</Type/FontDescriptor/FontName/GlyphLessFont/Flags 5/FontBBox[0 0 500 1000]/ItalicAngle 0"
        "/Ascent 1000/Descent -1/CapHeight 1000/StemV 80>>");
    descriptor.replaceKey("/FontFile2", file);
    auto descendant = Object::parse(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/GlyphLessFont/DW 500"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>");
    descendant.replaceKey("/FontDescriptor", pdf.makeIndirectObject(descriptor));
    descendant.replaceKey("/CIDToGIDMap", stream(pdf, "<<>>", first));
    auto made = Object::parse("<</Type/Font/Subtype/Type0/BaseFont/GlyphLessFont/Encoding/Identity-H>>");
    made.replaceKey("/DescendantFonts", Object::newArray({pdf.makeIndirectObject(descendant)}));
    made.replaceKey(
        "/ToUnicode",
        stream(pdf, "<<>>",
               "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
               "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS "
               "def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n1 beginbfrange\n"
               "<0000> <FFFF> <0000>\nendbfrange\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"));
    return pdf.makeIndirectObject(made);
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

struct Rectangle {
    double left = 0, bottom = 0, right = 612, top = 792;
    double width() const { return right - left; }
    double height() const { return top - bottom; }
};

Rectangle rectangle(Object object, const Rectangle& otherwise) {
    if (!object.isRectangle())
        return otherwise;
    const auto read = object.getArrayAsRectangle();
    const Rectangle made{read.llx, read.lly, read.urx, read.ury};
    return made.width() > 0 && made.height() > 0 ? made : otherwise;
}

Object array(const Rectangle& box) { return Object::newArray(Object::Rectangle(box.left, box.bottom, box.right, box.top)); }

struct Vector {
    double x = 0, y = 0;
    Vector operator*(double by) const { return {x * by, y * by}; }
    Vector operator+(Vector other) const { return {x + other.x, y + other.y}; }
};

// A page keeps its boxes and its turn, so that links and places of bookmarks stay right; what is told in fractions of the page as
// it is seen goes through here.
class Paper {
  public:
    Paper(const Rectangle& box, int turn) {
        static const Vector ways[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
        right_ = ways[turn / 90];
        down_ = {right_.y, -right_.x};
        const bool lies = turn % 180 != 0;
        width_ = lies ? box.height() : box.width();
        height_ = lies ? box.width() : box.height();
        corner_ = {right_.x + down_.x > 0 ? box.left : box.right, right_.y + down_.y > 0 ? box.bottom : box.top};
    }

    std::string with_picture() const {
        const auto across = right_ * width_, up = down_ * -height_, from = at(0, 1);
        return "/Artifact BMC q " + matrix(across, up, from) + " cm /Seen Do Q EMC\n";
    }

    std::string with_word(const UnseenWord& word) const {
        const auto one = at(word.left, word.bottom), other = at(word.right, word.top);
        const auto units = static_cast<double>(word.utf16_hex.size()) / 4;
        const double across = std::abs(other.x - one.x), along_y = std::abs(other.y - one.y);
        if (units < 1 || across <= 0 || along_y <= 0)
            return {};
        // Letters of a file run as the page was written; what was recognised runs as it is seen.
        Vector way = right_;
        // Narrow letters are higher than wide as well, "it" and "11".
        const bool is_narrow = word.utf16_hex < "2E80" && across >= 0.2 * units * along_y;
        if (!word.is_recognised && (across >= along_y || units == 1 || is_narrow))
            way = {1, 0};
        else if ((word.right - word.left) * width_ < (word.bottom - word.top) * height_ && units > 1)
            way = down_;
        const Vector up{-way.y, way.x};
        const bool is_flat = way.y == 0;
        const double length = is_flat ? across : along_y, thickness = is_flat ? along_y : across;
        const double size = std::max(thickness * 0.8, 1.0);
        const Vector from{way.x + up.x > 0 ? std::min(one.x, other.x) : std::max(one.x, other.x),
                          way.y + up.y > 0 ? std::min(one.y, other.y) : std::max(one.y, other.y)};
        return "BT 3 Tr /Unseen " + number(size) + " Tf " + number(100 * length / (units * 0.5 * size)) + " Tz " +
               matrix(way, up, from + up * (thickness * 0.1)) + " Tm <" + word.utf16_hex + "> Tj <0020> Tj ET\n";
    }

  private:
    Vector at(double across, double down) const { return corner_ + right_ * (across * width_) + down_ * (down * height_); }
    static std::string matrix(Vector across, Vector up, Vector from) {
        std::string all;
        for (const double one : {across.x, across.y, up.x, up.y, from.x, from.y})
            all += (all.empty() ? "" : " ") + number(one);
        return all;
    }

    Vector right_, down_, corner_;  // in the page's own space; the corner is the one on top on the left, as it is seen
    double width_ = 0, height_ = 0;
};

std::string content_of(const DrawnPage& page, const Paper& paper) {
    auto content = paper.with_picture();
    for (std::size_t i = 0; i < page.passages.size(); ++i) {
        const auto& passage = page.passages[i];
        content += tag_of(passage) + " <</MCID " + std::to_string(i) + ">> BDC\n";
        for (auto word = passage.begin; word < passage.end; ++word)
            content += paper.with_word(page.words.at(word));
        content += "EMC\n";
    }
    return content;
}

class Assembler {
  public:
    Assembler(QPDF& pdf, const Texts& texts) : pdf_(pdf), texts_(texts) {}

    bool had_signature() const { return had_signature_; }

    void replace(const std::vector<DrawnPage>& drawn, std::string_view glyphless) {
        QPDFPageDocumentHelper document(pdf_);
        document.pushInheritedAttributesToPage();
        look_for_signature();
        auto pages = document.getAllPages();
        const auto unseen = drawn.empty() ? Object::newNull() : font(pdf_, glyphless);
        std::vector<bool> is_new(pages.size());
        Tags tags(pdf_, drawn.size() == pages.size());
        for (const auto& page : drawn) {
            const auto index = static_cast<std::size_t>(page.number - 1);
            if (page.number < 1 || index >= pages.size())
                throw std::runtime_error("a page that the file does not have");
            put(pages[index].getObjectHandle(), page, unseen, tags);
            new_pages_.insert(pages[index].getObjectHandle().getObjGen());
            is_new[index] = true;
        }
        if (!drawn.empty())
            introduce(pdf_, drawn);
        for (std::size_t i = 0; i < pages.size(); ++i)
            if (!is_new[i]) {
                drop_notes(pages[i].getObjectHandle());
                // What other pages show may be named here as well.
                pages[i].removeUnreferencedResources();
            }
        QPDFAcroFormDocumentHelper(pdf_).generateAppearancesIfNeeded();
        document.flattenAnnotations(0, hidden);
        for (std::size_t i = 0; i < pages.size(); ++i)
            drop_widgets(pages[i].getObjectHandle());
        strip_catalogue();
        for (auto& object : pdf_.getAllObjects())
            scrub(object, 0);
    }

  private:
    void put(Object page, const DrawnPage& drawn, Object unseen, Tags& tags) {
        const auto media = rectangle(page.getKey("/MediaBox"), {});
        const auto turn =
            page.getKey("/Rotate").isInteger() ? ((page.getKey("/Rotate").getIntValueAsInt() % 360) + 360) % 360 : 0;
        auto links = page.getKey("/Annots");
        tags.take_out(page);
        static const std::set<std::string> stays{"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit"};
        for (const auto& key : page.getKeys())
            if (stays.count(key) == 0)
                page.removeKey(key);
        page.replaceKey("/MediaBox", array(media));
        auto resources = Object::parse("<</XObject<<>>/Font<<>>>>");
        resources.getKey("/XObject").replaceKey("/Seen", image(pdf_, drawn.picture));
        resources.getKey("/Font").replaceKey("/Unseen", unseen);
        page.replaceKey("/Resources", resources);
        page.replaceKey("/Contents", pdf_.newStream(content_of(drawn, Paper(media, turn / 90 * 90))));
        tags.put(page, drawn.passages);
        if (!links.isArray())
            return;
        auto kept = Object::newArray();
        for (int i = 0; i < links.getArrayNItems(); ++i)
            if (auto link = links.getArrayItem(i); link.isDictionary() && link.getKey("/Subtype").isNameAndEquals("/Link"))
                kept.appendItem(link);
        page.replaceKey("/Annots", kept);
    }

    static std::string flat(const std::string& text) {
        std::string out;
        for (const char c : text)
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
                out += c;
        return out;
    }

    bool says_it(const std::string& text) const {
        const auto flat_text = flat(text);
        return std::any_of(texts_.begin(), texts_.end(), [&](const auto& pair) {
            return !flat(pair.first).empty() && flat_text.find(flat(pair.first)) != std::string::npos;
        });
    }

    bool says_it(Object object) const { return object.isString() && says_it(object.getUTF8Value()); }

    // Remarks of readers go; fields whose value must not be read go with their look.
    void drop_notes(Object page) {
        static const char* const remarks[] = {"/Text",      "/Popup", "/Highlight", "/Underline",      "/Squiggly",
                                              "/StrikeOut", "/Caret", "/Ink",       "/FileAttachment", "/Redact"};
        auto notes = page.getKey("/Annots");
        for (int i = notes.isArray() ? notes.getArrayNItems() - 1 : -1; i >= 0; --i) {
            auto note = notes.getArrayItem(i);
            if (!note.isDictionary())
                continue;
            bool is_dropped = std::any_of(std::begin(remarks), std::end(remarks),
                                          [&](const char* name) { return note.getKey("/Subtype").isNameAndEquals(name); });
            auto field = note;
            for (int depth = 0; depth < deepest && field.isDictionary(); ++depth, field = field.getKey("/Parent"))
                for (const auto* key : {"/V", "/DV", "/TU", "/Contents", "/RC"})
                    is_dropped |= says_it(field.getKey(key));
            if (is_dropped)
                notes.eraseItem(i);
        }
    }

    // What could not be made part of its page.
    static void drop_widgets(Object page) {
        auto notes = page.getKey("/Annots");
        for (int i = notes.isArray() ? notes.getArrayNItems() - 1 : -1; i >= 0; --i)
            if (auto note = notes.getArrayItem(i); note.isDictionary() && note.getKey("/Subtype").isNameAndEquals("/Widget"))
                notes.eraseItem(i);
    }

    void look_for_signature() {
        for (auto& object : pdf_.getAllObjects())
            had_signature_ |= object.isDictionary() && object.getKey("/FT").isNameAndEquals("/Sig") && object.hasKey("/V");
    }

    void strip_catalogue() {
        auto root = pdf_.getRoot();
        for (const auto* key : {"/AcroForm", "/AF", "/AA", "/Perms", "/Collection", "/OpenAction", "/DSS", "/Threads"})
            root.removeKey(key);
        if (auto names = root.getKey("/Names"); names.isDictionary())
            for (const auto* key : {"/EmbeddedFiles", "/JavaScript", "/AP", "/Renditions"})
                names.removeKey(key);
    }

    // Every string that no page shows: bookmarks, alternative texts, addresses of links.
    void scrub(Object object, int depth) {
        if (depth > deepest)
            return;
        if (object.isArray()) {
            for (int i = 0; i < object.getArrayNItems(); ++i)
                if (auto item = object.getArrayItem(i); says_it(item))
                    object.setArrayItem(i, masked(item));
                else if (!item.isIndirect())
                    scrub(item, depth + 1);
            return;
        }
        auto dictionary = object.isStream() ? object.getDict() : object;
        if (!dictionary.isDictionary())
            return;
        for (const auto* key : {"/JS", "/AA", "/AF", "/EF"})
            dictionary.removeKey(key);
        // What the structure of a tagged file says of a page that is no more.
        if (new_pages_.count(dictionary.getKey("/Pg").getObjGen()) > 0)
            for (const auto* key : {"/ActualText", "/Alt", "/E", "/T"})
                dictionary.removeKey(key);
        for (const auto& key : dictionary.getKeys())
            if (auto value = dictionary.getKey(key); says_it(value))
                dictionary.replaceKey(key, masked(value));
            else if (!value.isIndirect())
                scrub(value, depth + 1);
    }

    Object masked(Object string) const {
        auto text = string.getUTF8Value();
        for (const auto& [found, instead] : texts_)
            for (auto at = found.empty() ? std::string::npos : text.find(found); at != std::string::npos;
                 at = text.find(found, at + instead.size()))
                text.replace(at, found.size(), instead);
        return Object::newUnicodeString(says_it(text) ? std::string() : text);
    }

    QPDF& pdf_;
    const Texts& texts_;
    std::set<QPDFObjGen> new_pages_;
    bool had_signature_ = false;
};

}  // namespace

Assembled assemble(std::string_view bytes, const std::vector<DrawnPage>& pages, const Texts& texts, std::string_view glyphless) {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("pdf", bytes.data(), bytes.size());
    Assembler assembler(pdf, texts);
    assembler.replace(pages, glyphless);
    return {strip::written(pdf), assembler.had_signature()};
}

std::string pdf_of_pictures(const std::vector<DrawnPage>& pages) {
    QPDF pdf;
    pdf.emptyPDF();
    for (const auto& drawn : pages) {
        auto page = pdf.makeIndirectObject(Object::parse("<</Type/Page/Resources<</XObject<<>>>>>>"));
        const Rectangle box{0, 0, static_cast<double>(drawn.picture.width), static_cast<double>(drawn.picture.height)};
        page.replaceKey("/MediaBox", array(box));
        page.getKey("/Resources").getKey("/XObject").replaceKey("/Seen", image(pdf, drawn.picture));
        page.replaceKey("/Contents", pdf.newStream(Paper(box, 0).with_picture()));
        pdf.addPage(page, false);
    }
    return strip::written(pdf);
}

}  // namespace gongkai::redact
