// What the checks of intake find in a text before it goes on its way, and the file that becomes a text.
#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "base/web/forms.h"
#include "domain/intake/checks.h"
#include "domain/publishing/document.h"
#include "doors/doors.h"

namespace gongkai::publishing {

// What was found in title, summary, fields and body (links within the portal are tried) and in attachments, what they hide
// included; whether its unit may issue what it is; and what was told as a file became the text.
struct Found {
    std::vector<intake::Finding> all;
    std::vector<std::string> unread;  // attachments that nobody has looked into yet
};
// Files are opened in child processes, one after the other until `within` has passed, so that belongs in the slow lane; zero
// shows only what was found before. What cannot be read is told as a finding.
Found look_through(const Doors& doors, Language language, const Document& document, const Text& text,
                   std::chrono::milliseconds within);
inline constexpr std::chrono::milliseconds for_as_long_as_it_takes = std::chrono::hours(1);
// As much of it as a save may take; the page of the draft offers the rest.
void look_into_files(const Doors& doors, Language language, DocumentId id);
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
