// By libqpdf, which reads a PDF as objects and writes it anew: what nothing refers to any more is gone from the file, where tools
// that append an update would leave the old names to whoever cuts the update off.
#define POINTERHOLDER_TRANSITION 4  // libqpdf 11 asks which of its pointers are meant: the standard ones
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>

#include "base/strip/formats.h"

namespace gongkai::strip {
namespace {

// Annotations by which people talk about a page; links, forms and drawn text belong to it.
bool is_remark(const std::string& subtype) {
    static const std::set<std::string> remarks{"/Text",      "/Popup", "/Highlight", "/Underline",      "/Squiggly",
                                               "/StrikeOut", "/Caret", "/Ink",       "/FileAttachment", "/Redact"};
    return remarks.count(subtype) > 0;
}

void strip_remarks(QPDFObjectHandle page) {
    auto annotations = page.getKey("/Annots");
    if (!annotations.isArray())
        return;
    for (int i = annotations.getArrayNItems() - 1; i >= 0; --i) {
        auto annotation = annotations.getArrayItem(i);
        if (!annotation.isDictionary())
            continue;
        auto subtype = annotation.getKey("/Subtype");
        if (subtype.isName() && is_remark(subtype.getName()))
            annotations.eraseItem(i);
        else if (!annotation.getKey("/FT").isName())  // of a form's field /T is its name
            annotation.removeKey("/T");
    }
}

// A title that readers are shown on top of their window is part of what is read: screen readers say it first.
QPDFObjectHandle shown_title(QPDF& pdf) {
    auto preferences = pdf.getRoot().getKey("/ViewerPreferences");
    auto shows = preferences.isDictionary() ? preferences.getKey("/DisplayDocTitle") : QPDFObjectHandle::newNull();
    auto info = pdf.getTrailer().getKey("/Info");
    auto title = info.isDictionary() ? info.getKey("/Title") : QPDFObjectHandle::newNull();
    return shows.isBool() && shows.getBoolValue() && title.isString() ? title : QPDFObjectHandle::newNull();
}

}  // namespace

std::string strip_pdf(std::string_view bytes) {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    try {
        pdf.processMemoryFile("pdf", bytes.data(), bytes.size());
    } catch (const QPDFExc& error) {
        if (error.getErrorCode() == qpdf_e_password)
            throw Encrypted(error.what());
        throw;
    }
    auto title = shown_title(pdf);
    pdf.getTrailer().removeKey("/Info");
    if (!title.isNull()) {
        auto info = QPDFObjectHandle::newDictionary();
        info.replaceKey("/Title", title);
        pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
    }
    pdf.getTrailer().removeKey("/ID");
    for (auto& object : pdf.getAllObjects()) {
        auto dictionary = object.isStream() ? object.getDict() : object;
        if (!dictionary.isDictionary())
            continue;
        dictionary.removeKey("/Metadata");
        dictionary.removeKey("/PieceInfo");
    }
    for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages())
        strip_remarks(page.getObjectHandle());
    return written(pdf);
}

std::string written(QPDF& pdf) {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setPreserveEncryption(false);
    writer.setDeterministicID(true);
    writer.write();
    const auto out = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(out->getBuffer()), out->getSize()};
}

}  // namespace gongkai::strip
