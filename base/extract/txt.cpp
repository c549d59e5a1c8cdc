// Plain text: only its encoding and its line ends are a matter.
#include "base/core/text.h"
#include "base/extract/decode.h"
#include "base/extract/flow.h"
#include "base/extract/readers.h"

namespace gongkai::extract {

Result<Document> read_txt(std::string_view bytes) {
    if (bytes.size() > 2 * most_text)  // no encoding is longer than twice its UTF-8
        return refuse(Refusal::Kind::too_large, "extract.refuse.too_large");
    const auto decoded = decode(bytes);
    // Text has next to no control characters and no unreadable places; bytes of something else have both.
    std::size_t controls = 0;
    for (const char c : decoded.text)
        controls += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1A';
    const std::size_t odd = controls + decoded.wrong;
    if (odd > 2 && odd * 100 > count_code_points(decoded.text))
        return refuse(Refusal::Kind::invalid, "extract.refuse.unknown_format", {}, "bytes that are not text");
    Document document{Format::txt, {}, {{clean(decoded.text), {}}}, {}};
    if (document.pages[0].text.size() > most_text)
        return refuse(Refusal::Kind::too_large, "extract.refuse.too_large");
    if (decoded.wrong > 0)
        document.warnings.emplace_back("extract.warn.wrong_bytes");
    return document;
}

}  // namespace gongkai::extract
