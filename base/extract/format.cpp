// Which format the bytes are, and the sentence for those that are none of ours.
#include <array>

#include "base/core/text.h"
#include "base/extract/office/zip.h"
#include "base/extract/readers.h"
#include "base/extract/told.h"
#include "base/files/media.h"

namespace gongkai::extract {
namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view bytes;
    std::string_view refusal;
};

constexpr std::array foreign{
    Magic{"\xFF\xD8\xFF"sv, "picture"},
    Magic{"\x89PNG\r\n"sv, "picture"},
    Magic{"GIF8"sv, "picture"},
    Magic{"II*\0"sv, "picture"},
    Magic{"MM\0*"sv, "picture"},
    Magic{"Rar!\x1A\x07"sv, "archive"},
    Magic{"7z\xBC\xAF\x27\x1C"sv, "archive"},
    Magic{"\x1F\x8B\x08"sv, "archive"},
    Magic{"BZh"sv, "archive"},
    Magic{"\xFD"
          "7zXZ\0"sv,
          "archive"},
    Magic{"\x28\xB5\x2F\xFD"sv, "archive"},
    Magic{"{\\rtf"sv, "other_document"},
    Magic{"%!PS"sv, "other_document"},
    Magic{"\x7F"
          "ELF"sv,
          "unknown_format"},
    Magic{"MZ\x90\0"sv, "unknown_format"},
    Magic{"OggS"sv, "unknown_format"},
};

auto refuse_as(std::string_view what) { return refuse(Refusal::Kind::invalid, "extract.refuse." + std::string(what)); }

// An OLE container is an old .doc, .xls or .wps, or the wrapping of a DOCX or XLSX with a password. Names are in UTF-16.
Result<Format> ole(std::string_view bytes) {
    std::string wide;
    for (const char c : "EncryptedPackage"sv)
        wide += {c, '\0'};
    return refuse_as(bytes.find(wide) != std::string_view::npos ? "encrypted" : "old_office");
}

Result<Format> zip(std::string_view bytes) {
    auto archive = Zip::open(bytes);
    if (!archive)
        return std::unexpected(archive.error());
    if (archive->has("word/document.xml"))
        return Format::docx;
    if (archive->has("xl/workbook.xml"))
        return Format::xlsx;
    if (archive->has("[Content_Types].xml")) {  // the main part may have any name: the relations say which
        const auto types = archive->read("[Content_Types].xml");
        if (!types)
            return std::unexpected(types.error());
        if (types->find("wordprocessingml.document.main") != std::string::npos)
            return Format::docx;
        if (types->find("spreadsheetml.sheet.main") != std::string::npos)
            return Format::xlsx;
        return refuse_as("other_document");
    }
    if (archive->has("mimetype") || archive->has("OFD.xml"))  // OpenDocument, EPUB; the Chinese OFD
        return refuse_as("other_document");
    return refuse_as("archive");
}

// Tags that only a page of HTML begins with, after blanks, comments and a declaration; or that stand in its first part.
bool is_html(std::string_view text) {
    const auto head = lower_ascii(text.substr(0, 4096));
    const auto first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string::npos || head[first] != '<')
        return false;
    for (const auto tag :
         {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv, "<meta"sv, "<title"sv, "<table"sv, "<div"sv, "<p>"sv, "<p "sv})
        if (head.find(tag) != std::string::npos)
            return true;
    return false;
}

}  // namespace

// Readers of PDF take a file whose header stands within the first kilobyte.
bool looks_like_pdf(std::string_view bytes) {
    return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos && !bytes.starts_with("PK");
}

Result<Format> tell_format(std::string_view bytes) {
    if (bytes.empty())
        return refuse_as("empty");
    if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv))
        return ole(bytes);
    if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv))
        return zip(bytes);
    if (looks_like_pdf(bytes))
        return Format::pdf;
    for (const auto& magic : foreign)
        if (bytes.starts_with(magic.bytes))
            return refuse_as(magic.refusal);
    if (bytes.starts_with("BM"sv) && bytes.size() > 14 && bytes.substr(6, 4) == "\0\0\0\0"sv)
        return refuse_as("picture");
    if (!picture_type(bytes).empty())
        return refuse_as("picture");
    std::string narrow;  // enough of UTF-16 to see its tags
    if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv))
        for (const char c : bytes.substr(2, 8192))
            if (c != '\0')
                narrow += c;
    const auto head = narrow.empty() ? bytes.substr(0, 4096) : std::string_view(narrow);
    if (head.find("<?mso-application"sv) != std::string_view::npos || head.find("MIME-Version:"sv) < 256)
        return refuse_as("other_document");
    return is_html(head) ? Format::html : Format::txt;
}

Told told_by_first_bytes(std::string_view bytes) {
    if (bytes.starts_with("\xD0\xCF\x11\xE0"sv) || bytes.starts_with("PK"sv) || looks_like_pdf(bytes))
        return Told::other;
    const auto format = tell_format(bytes);
    return !format ? Told::other : *format == Format::html ? Told::html : *format == Format::txt ? Told::text : Told::other;
}

std::string_view picture_type(std::string_view bytes) {
    const auto type = media_type(bytes);
    return type.starts_with("image/") ? type : std::string_view();
}

}  // namespace gongkai::extract
