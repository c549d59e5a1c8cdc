// What the checks of intake find in a text before it goes on its way, and the file that becomes a text.
#pragma once
#include <vector>

#include "base/web/forms.h"
#include "domain/intake/checks.h"
#include "domain/publishing/document.h"
#include "doors/doors.h"

namespace gongkai::publishing {

// Of title, summary, fields and body; links within the portal are tried. And whether its unit may issue what it is.
std::vector<intake::Finding> findings_in_text(const Doors& doors, Language language, const Document& document, const Text& text);
// Of the attachments, what they hide included: opened in child processes, so it belongs in the slow lane. A file that cannot be
// read is no finding, it is told as one that nobody has looked into.
std::vector<intake::Finding> findings_in_files(const Doors& doors, Language language, const Text& text);
// Film without captions, sound without words, captions that no browser reads.
std::vector<intake::Finding> findings_of_media(const Doors& doors, Language language, const intake::Checking& checking,
                                               const Text& text);
void write_findings(web::Html& html, Language language, const std::vector<intake::Finding>& findings);

// The same text with the personal data masked that were found in it; attachments that can be masked are, and read again.
Result<Text> masked(const Doors& doors, Language language, Text text);

// The file an officer already has: its text and pictures take the place of what stood there, the head of an official document
// fills what is still empty, and the file itself is offered beside, without what it says of its authors. What is wrong is said
// beside the field `from_file`.
void take_source(const Doors& doors, web::Form& form, const DocumentType& type, const web::UploadedFile& file, Text& text);

// Without what it says of its authors, where its format is one of which that can be taken out.
std::string stripped(std::string_view bytes, std::string_view name);

}  // namespace gongkai::publishing
