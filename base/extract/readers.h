// One reader a format. Each runs inside the child and takes the whole file; refusals come without the file name, which the
// parent adds. Beyond a cap they throw std::length_error, which the child reports as .too_large.
#pragma once
#include <string>
#include <string_view>

#include "base/core/refusal.h"
#include "base/extract/document.h"
#include "base/extract/pdf/poppler.h"

namespace gongkai::extract {

// Told by the bytes; the refusal names what else the file is.
Result<Format> tell_format(std::string_view bytes);
bool looks_like_pdf(std::string_view bytes);

Result<Document> read_txt(std::string_view bytes);
Result<Document> read_html(std::string_view bytes);
Result<Document> read_docx(std::string_view bytes);
Result<Document> read_xlsx(std::string_view bytes);
Result<Document> read_pdf(PopplerOutput output);  // run_poppler() comes first, while programs may still be run

inline auto damaged(std::string detail) {
    return refuse(Refusal::Kind::invalid, "extract.refuse.damaged", {}, std::move(detail));
}

}  // namespace gongkai::extract
