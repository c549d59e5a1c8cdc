// The readers of read_rich(), each run inside the child on the whole file. See readers.h for refusals and caps.
#pragma once
#include <string>
#include <string_view>

#include "base/core/refusal.h"
#include "base/extract/pdf/poppler.h"
#include "base/extract/rich.h"
#include "base/extract/told.h"

namespace gongkai::extract {

// `depth`: of a file in a file.
Result<Rich> read_rich_docx(std::string_view bytes, int depth = 0);
Result<Rich> read_rich_xlsx(std::string_view bytes, int depth = 0);
bool is_pptx(std::string_view bytes);
Result<Rich> read_rich_pptx(std::string_view bytes, int depth = 0);
bool is_ofd(std::string_view bytes);
Result<Rich> read_rich_ofd(std::string_view bytes);
Result<Rich> read_rich_html(std::string_view bytes);

// What poppler says of a PDF besides PopplerOutput; asked while programs may still be run.
struct PdfSays {
    PopplerOutput output;
    std::string looks;       // XML of pdftohtml: colours and types
    std::string properties;  // lines of pdfinfo
};
Result<PdfSays> ask_poppler(std::string_view pdf);
Result<Rich> read_rich_pdf(PdfSays says, std::string_view pdf);

// Text recognised in pictures, page by page; asked while programs may still be run. Stops after a time: what is missing then is
// told by a warning.
struct Recognised {
    std::vector<std::string> pages;  // TSV of tesseract
    bool is_whole = true;
};
Result<Recognised> recognise_pdf(std::string_view pdf);
Result<Recognised> recognise_picture(std::string_view picture);
// All at the same time; a page each, empty where one cannot be read.
Result<Recognised> recognise_pictures(std::vector<std::string> pictures);
Rich read_recognised(const Recognised& recognised);

}  // namespace gongkai::extract
