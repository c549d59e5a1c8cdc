// What the handlers of this room share.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/catalogue/column.h"
#include "domain/publishing/document.h"
#include "domain/publishing/shelf.h"
#include "domain/publishing/validity.h"
#include "doors/doors.h"

namespace gongkai::search {
class Tally;
}

namespace gongkai::publishing {

std::string address_of(std::string_view key);   // /documents/GK000012Z-2026-00001
std::string console_address_of(DocumentId id);  // /console/documents/12
std::string name_of(Language language, std::string_view type);
std::string name_of(Language language, Validity validity);
std::string name_of(Language language, State state);
// When it was published, as people read it: of what came from elsewhere without an hour, the day alone.
bool has_hour(const Text& text, Instant published_at);
std::string spoken_publication(const Text& text, Instant published_at);
std::string label_of(std::string_view field);  // id of words: publishing.field.effective_on
bool is_typed(const FieldKind& field);         // as words, not chosen
// What stands in a field: a day spoken, a choice named, else the text.
std::string shown_field(Language language, const FieldKind& field, std::string_view value);

std::string_view sign_of(Validity validity);  // "✓"
// "现行有效", with its sign; nothing where a document has no validity.
std::string spoken_in_a_line(Language language, Day day);  // 2027年1月1日: without the day of the week
void write_validity(web::Html& html, Language language, const std::optional<Validity>& validity);
// A list of public documents: title, number, unit, day, validity.
void write_rows(web::Html& html, Language language, const std::vector<Shelved>& rows, Day as_of);
// The text as it was written; its pictures are files of `at` under their names.
void write_text(web::Html& html, Language language, const markup::Clean& body, std::string_view at);
// `shows`: whether it is offered to look at the pages of those that have some, under …/pages.
enum class Shows { files, pages };
void write_attachments(web::Html& html, Language language, std::string_view at, const Text& text, Shows shows = Shows::files);
// Where a script draws the pages of an OFD file.
void write_pages(web::Html& html, Language language, std::string_view title, std::string_view file);

bool is_media(std::string_view type);  // sound and film
web::Response give(const Doors& doors, const web::Request& request, const Attachment& attachment);
// Players for what is to be heard and seen, each with the captions of the same name, and what is said as text.
void write_media(web::Html& html, Language language, std::string_view at, const Text& text);

// What a list is asked for, in an address; what cannot be understood, in sentences.
struct AskedList {
    Asked asked;
    Place after;
    std::vector<std::string> mistakes;
};
AskedList asked_list(const web::Request& request, Language language);
// The same list with one thing asked otherwise.
std::string address_of(const Asked& asked, std::string_view path);
extern const std::vector<std::string> list_query;

// Draws the difference between two texts: what went, what came; of what stayed the same all of it, or what stands near.
enum class Same { whole, near };
void write_difference(web::Html& html, Language language, std::string_view before, std::string_view after,
                      Same same = Same::whole);
// The same of what is short, within a line.
void write_difference_in_line(web::Html& html, Language language, std::string_view before, std::string_view after);

void hang_library_pages(Doors& doors);                         // lists: library, columns, feeds, sitemap
void hang_document_pages(Doors& doors, search::Tally& tally);  // one document, its editions, its files
void hang_copy_pages(Doors& doors, search::Tally& tally);      // one document as a file to be read anywhere
void hang_history_pages(Doors& doors);  // what changed from edition to edition; the proof that nothing else did
void hang_exchange_pages(Doors& doors);
void hang_console_pages(Doors& doors);  // what waits, one document, its deeds
void hang_editor_pages(Doors& doors);
void hang_interpretation_pages(Doors& doors);
void hang_life_pages(Doors& doors);
void hang_maker_pages(Doors& doors);
void hang_cleanup_pages(Doors& doors);
void hang_check_list_pages(Doors& doors);  // what blocks and warns, words, a text to try them on

}  // namespace gongkai::publishing
