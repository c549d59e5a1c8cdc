// One document as readers see it, from the validity that goes before everything to the history at its end.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "domain/public_log/entry.h"
#include "domain/publishing/cleanup.h"
#include "domain/publishing/net.h"
#include "domain/publishing/pages/pages.h"
#include "domain/publishing/shelf.h"
#include "domain/publishing/store.h"

namespace gongkai::publishing {

struct Shown {
    Document document;
    Edition edition;
    std::optional<Shelved> shelved;
    Net net;  // of its relations
    std::vector<Related> related;
    std::vector<CleanedUp> cleanups;  // public ones that it stands in
    std::vector<Edition> published;   // editions that were public, newest first
    std::vector<const catalogue::Column*> path;
    bool is_logged = false;  // the public log holds its content
};

enum class Of { live, earlier };  // the edition that is public, or one that was
// `site`: its address, for what is printed.
void write_document(web::Html& html, Language language, const Shown& shown, Of of, std::string_view site);
// The net of its relations as a drawing whose boxes are links; nothing where there are less than two. What stands there is said
// by the list of relations too.
void write_net(web::Html& html, Language language, const Net& net, DocumentId id);
// What is left of a withdrawn document. `leaf`: of the public log, that says so.
void write_tombstone(web::Html& html, Language language, const Document& document, std::string_view title,
                     std::optional<public_log::LeafId> leaf);
// The answer where something of a document was asked for that nobody is shown: of a withdrawn one 410 with what is left of it,
// else 404. Four statements at most.
web::Response not_shown(const Doors& doors, const web::Request& request, const web::Context& context);

// The text with its head as it is printed; `at` is where its pictures are. The title stands where the page wants it.
enum class Title { of_page, of_part };  // h1; a paragraph, where the frame has written the h1
void write_paper(web::Html& html, Language language, const DocumentType& type, std::string_view organ, const Text& text,
                 std::string_view at, Title title, bool is_demonstration = false);
// As lines of a dl.
void write_fields(web::Html& html, Language language, const DocumentType& type, const Text& text);

// What search engines show below the title: the summary, or how the text begins.
std::string description_of(const Text& text);
// What the page is, for machines: schema.org.
std::string linked_data(const Shown& shown, std::string_view site, Day as_of);
std::vector<std::pair<std::string, std::string>> meta_of(const Shown& shown, std::string_view site);

}  // namespace gongkai::publishing
