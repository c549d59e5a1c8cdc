#include "base/extract/pdf/inside.h"

#define POINTERHOLDER_TRANSITION 4  // libqpdf 11 asks which of its pointers are meant: the standard ones
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <stdexcept>

namespace gongkai::extract {
namespace {

using Piece = InsideOfPdf::Piece;

constexpr std::size_t most_objects = 500'000, most_pieces = 20'000, longest = 200'000, most_streams = std::size_t{64} << 20;

std::string text_of(QPDFObjectHandle object) {
    if (object.isString())
        return object.getUTF8Value().substr(0, longest);
    if (object.isName())
        return object.getName().substr(1);
    return {};
}

class Reader {
  public:
    explicit Reader(QPDF& pdf) : pdf_(pdf) {}

    InsideOfPdf read() {
        int number = 0;
        for (auto& page : QPDFPageDocumentHelper(pdf_).getAllPages())
            read_page(page, ++number);
        std::size_t count = 0;
        for (auto& object : pdf_.getAllObjects()) {
            if (++count > most_objects)
                throw std::length_error("more objects than are read");
            read_object(object);
        }
        read_layers();
        return std::move(inside_);
    }

  private:
    void add(Piece::Kind kind, int page, std::string text) {
        if (text.find_first_not_of(" \t\r\n") == std::string::npos || inside_.pieces.size() >= most_pieces)
            return;
        if (seen_.insert({static_cast<int>(kind), text}).second)
            inside_.pieces.push_back({kind, page, std::move(text)});
    }

    void read_page(QPDFPageObjectHelper& page, int number) {
        auto notes = page.getObjectHandle().getKey("/Annots");
        for (int i = 0; notes.isArray() && i < notes.getArrayNItems(); ++i)
            if (auto note = notes.getArrayItem(i); note.isDictionary())
                read_note(note, number);
        // Under the picture of a scan the recognised text is unseen by intent.
        if (page.getPageImages().empty() && writes_unseen(page))
            add(Piece::Kind::unseen_text, number, "Tr 3");
    }

    void read_note(QPDFObjectHandle note, int page) {
        // By these people talk about the page; all others belong to it.
        static const std::set<std::string> remarks{"Text",      "Popup", "Highlight", "Underline",     "Squiggly",
                                                   "StrikeOut", "Caret", "Ink",       "FileAttachment"};
        const bool is_remark = remarks.count(text_of(note.getKey("/Subtype"))) > 0;
        for (const auto* key : {"/Contents", "/RC", "/Subj"})
            add(is_remark ? Piece::Kind::note : Piece::Kind::field, page, text_of(note.getKey(key)));
    }

    // 3 Tr, whatever stands around it.
    static bool writes_unseen(QPDFPageObjectHelper& page) {
        struct Tokens : QPDFObjectHandle::TokenFilter {
            void handleToken(QPDFTokenizer::Token const& token) override {
                is_unseen |= last == "3" && token.getType() == QPDFTokenizer::tt_word && token.getValue() == "Tr";
                if (token.getType() != QPDFTokenizer::tt_space)
                    last = token.getType() == QPDFTokenizer::tt_integer ? token.getValue() : std::string();
            }
            std::string last;
            bool is_unseen = false;
        };
        Tokens tokens;
        try {
            page.filterContents(&tokens);
        } catch (const std::exception&) {
            return false;
        }
        return tokens.is_unseen;
    }

    void read_object(QPDFObjectHandle object) {
        auto dictionary = object.isStream() ? object.getDict() : object;
        if (!dictionary.isDictionary())
            return;
        if (dictionary.hasKey("/FT") || (dictionary.hasKey("/T") && dictionary.hasKey("/V"))) {
            for (const auto* key : {"/V", "/DV", "/TU"})
                add(Piece::Kind::field, 0, text_of(dictionary.getKey(key)));
            choices(dictionary.getKey("/Opt"));
        }
        add(Piece::Kind::link, 0, text_of(dictionary.getKey("/URI")));
        if (auto action = dictionary.getKey("/A"); action.isDictionary())
            add(Piece::Kind::link, 0, text_of(action.getKey("/URI")));
        if (dictionary.hasKey("/Title") && dictionary.hasKey("/Parent"))
            add(Piece::Kind::bookmark, 0, text_of(dictionary.getKey("/Title")));
        for (const auto* key : {"/Alt", "/ActualText"})
            add(Piece::Kind::alternative, 0, text_of(dictionary.getKey(key)));
        if (auto script = dictionary.getKey("/JS"); script.isString())
            add(Piece::Kind::script, 0, text_of(script));
        if (object.isStream() && text_of(dictionary.getKey("/Type")) == "Metadata")
            add(Piece::Kind::properties, 0, content_of(object).substr(0, longest));
        if (auto files = dictionary.getKey("/EF"); files.isDictionary())
            for (const auto* key : {"/F", "/UF"})
                if (auto file = files.getKey(key); file.isStream()) {
                    const auto name = dictionary.hasKey("/UF") ? dictionary.getKey("/UF") : dictionary.getKey("/F");
                    inside_.files.push_back({text_of(name), content_of(file)});
                    break;
                }
    }

    void choices(QPDFObjectHandle list) {
        for (int i = 0; list.isArray() && i < list.getArrayNItems(); ++i)
            add(Piece::Kind::field, 0, text_of(list.getArrayItem(i)));
    }

    void read_layers() {
        auto how = pdf_.getRoot().getKey("/OCProperties");
        how = how.isDictionary() ? how.getKey("/D") : how;
        auto off = how.isDictionary() ? how.getKey("/OFF") : QPDFObjectHandle::newNull();
        for (int i = 0; off.isArray() && i < off.getArrayNItems(); ++i)
            if (auto layer = off.getArrayItem(i); layer.isDictionary()) {
                const auto name = text_of(layer.getKey("/Name"));
                add(Piece::Kind::layer, 0, name.empty() ? "OCG" : name);
            }
    }

    std::string content_of(QPDFObjectHandle stream) {
        try {
            const auto data = stream.getStreamData(qpdf_dl_generalized);
            streamed_ += data->getSize();
            if (streamed_ > most_streams)
                throw std::length_error("more streams than are read");
            return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
        } catch (const std::length_error&) {
            throw;
        } catch (const std::exception&) {
            return {};
        }
    }

    QPDF& pdf_;
    InsideOfPdf inside_;
    std::set<std::pair<int, std::string>> seen_;
    std::size_t streamed_ = 0;
};

}  // namespace

InsideOfPdf read_inside_of_pdf(std::string_view bytes) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("pdf", bytes.data(), bytes.size());
        return Reader(pdf).read();
    } catch (const std::length_error&) {
        throw;
    } catch (const std::exception&) {
        return {};
    }
}

}  // namespace gongkai::extract
