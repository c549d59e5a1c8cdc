// One public document: the live edition, those before it, and their files.
#include <algorithm>

#include "base/files/files.h"
#include "base/web/target.h"
#include "domain/catalogue/desk.h"
#include "domain/public_log/desk.h"
#include "domain/publishing/found.h"
#include "domain/publishing/pages/document_view.h"
#include "domain/search/pages/counted.h"

namespace gongkai::publishing {
namespace {

using web::Context;
using web::Request;
using web::Response;

// A public document, with the edition asked for; nothing where there is none.
std::optional<Shown> look_at(db::Connection& connection, const Context& context, const catalogue::Columns& columns, Of of) {
    const auto document = find_document(connection, context.parameter("key"));
    if (!document || !document->is_live())
        return std::nullopt;
    const auto edition =
        of == Of::earlier ? published_edition(connection, document->id, context.id("number")) : document->live_id;
    if (!edition)
        return std::nullopt;
    Shown shown{*document, find_edition(connection, *edition).value(), {}, {}, {}, {}, {}, {}, {}};
    shown.path = columns.path(shown.edition.text.column);
    if (of == Of::earlier)
        return shown;
    shown.is_logged = !public_log::entries_of(connection, address_of(document->key), 1).empty();
    shown.net = net_around(connection, document->id);
    if (const auto* shelved = shown.net.find(document->id))
        shown.shelved = *shelved;
    shown.cleanups = cleanups_of(connection, document->id);
    shown.related = related_in(shown.net, document->id);
    shown.published = editions_of(connection, document->id);
    std::erase_if(shown.published, [](const Edition& one) { return !one.published_at; });
    return shown;
}

Response draw(const Doors& doors, Request& request, Context& context, Of of) {
    std::string event;                // that the document is about, where it names one
    std::vector<std::string> called;  // what others name it by: its title, its number
    auto drawn = doors.database.read([&](db::Connection& connection) -> std::optional<portal::Page> {
        const auto columns = catalogue::columns(connection);
        const auto shown = look_at(connection, context, columns, of);
        if (!shown)
            return std::nullopt;
        portal::Page page;
        page.title = shown->edition.text.title;
        if (of == Of::earlier)
            page.title = words(context.language, "publishing.edition.of",
                               {page.title, spoken_publication(shown->edition.text, *shown->edition.published_at)});
        page.menu = "/documents";
        page.is_example = shown->document.is_demonstration;
        for (const auto* column : shown->path)
            page.trail.push_back({column->name(context.language), "/columns/" + column->key});
        if (of == Of::live) {
            const auto& site = doors.settings.text("site.address");
            page.description = description_of(shown->edition.text);
            page.meta = meta_of(*shown, site);
            page.linked_data = linked_data(*shown, site, today());
        }
        write_document(page.content, context.language, *shown, of, doors.settings.text("site.address"));
        if (of == Of::live) {
            event = shown->edition.text.field("event_no");
            called = {shown->edition.text.title};
            if (const auto number = shown->edition.text.field("number"); !number.empty())
                called.emplace_back(number);
        }
        return page;
    });
    if (!drawn)
        return not_shown(doors, request, context);
    if (!event.empty())
        doors.portal.write_blocks_on("event", drawn->content, context.language, event);
    for (const auto& name : called)
        doors.portal.write_blocks_on("document", drawn->content, context.language, name);
    return doors.portal.show(request, *std::move(drawn));
}

Response document(const Doors& doors, Request& request, Context& context) { return draw(doors, request, context, Of::live); }

// An edition that was closed: that it was, when and why, and nothing of what stood in it, its title neither.
Response closed(const Doors& doors, const Request& request, Context& context, const Document& document, const Closed& edition) {
    const auto title = doors.database.read(
        [&](db::Connection& connection) { return find_text(connection, *document.live_id).value().text.title; });
    portal::Page page;
    page.title = words(context.language, "publishing.closed.title", {portal::spoken_moment(edition.published_at)});
    page.menu = "/documents";
    page.is_example = document.is_demonstration;
    page.trail = {{title, address_of(document.key)}};
    page.content << "<h1>" << page.title << "</h1><aside class='banner gone' aria-labelledby='closed'><strong id='closed'>"
                 << words(context.language, "publishing.closed", {portal::spoken_moment(edition.at)}) << "</strong><p>"
                 << words(context.language, edition.is_for_its_text ? "publishing.closed.text" : "publishing.closed.withdrawn")
                 << "</p></aside><p><a class='way' href='" << web::url(address_of(document.key)) << "'>"
                 << words(context.language, "publishing.banner.to_live") << "</a> <a class='way' href='"
                 << web::url(address_of(document.key) + "/editions") << "'>" << words(context.language, "publishing.history")
                 << "</a></p>";
    return doors.portal.show(request, std::move(page));
}

Response earlier(const Doors& doors, Request& request, Context& context) {
    const auto gone = doors.database.read([&](db::Connection& connection) -> std::optional<std::pair<Document, Closed>> {
        const auto document = find_document(connection, context.parameter("key"));
        if (!document || !document->is_live())
            return std::nullopt;
        const auto at = closed_edition(connection, document->id, context.id("number"));
        return at ? std::optional(std::pair(*document, *at)) : std::nullopt;
    });
    return gone ? closed(doors, request, context, gone->first, gone->second) : draw(doors, request, context, Of::earlier);
}

// The octets that the public log holds the digest of.
Response content(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto document = find_document(connection, context.parameter("key"));
        if (!document || !document->live_id)
            return doors.site.trouble(404, request);
        return Response::json(content_of(*document, find_edition(connection, *document->live_id).value().text));
    });
}

// A file of an edition that is public or was; of a withdrawn document there is none.
Response file_of(const Doors& doors, search::Tally& tally, Request& request, Context& context, Of of) {
    DocumentId id = 0;
    const auto found = doors.database.read([&](db::Connection& connection) -> std::optional<Attachment> {
        const auto document = find_document(connection, context.parameter("key"));
        if (!document || !document->is_live())
            return std::nullopt;
        id = document->id;
        const auto edition =
            of == Of::earlier ? published_edition(connection, document->id, context.id("number")) : document->live_id;
        return edition ? find_attachment(connection, *edition, context.parameter("file")) : std::nullopt;
    });
    if (!found)
        return not_shown(doors, request, context);
    // What stands in the page is shown by it, not downloaded.
    if (!is_picture(found->type) && !is_media(found->type) && found->type != captions_type)
        search::count_download(tally, request, documents_in_search, std::to_string(id));
    return give(doors, request, *found);
}

std::string read(const Doors& doors, const Attachment& attachment) {
    auto bytes = doors.files.read(attachment.file);
    if (!bytes)
        throw std::runtime_error("an attachment is missing or altered: " + attachment.file);
    return std::move(*bytes);
}

// Only what is a PDF by its first bytes: whatever else bears the name is saved.
Response give_to_look_at(const Doors& doors, const Attachment& attachment) {
    auto bytes = read(doors, attachment);
    if (!bytes.starts_with("%PDF-"))
        return Response::download(std::move(bytes), "application/octet-stream", attachment.name);
    // A viewer of the browser draws it: a sandbox would keep that away, and scripts of this site it has none.
    return Response::bytes(std::move(bytes), "application/pdf")
        .with("Content-Security-Policy", "default-src 'none'; object-src 'self'; frame-ancestors 'none'");
}

// How a file looks: a PDF as the browser shows it, the pages of an OFD file drawn by a script.
Response view(const Doors& doors, Request& request, Context& context) {
    struct Viewed {
        Document document;
        Attachment file;
        std::string title;
    };
    const auto shown = doors.database.read([&](db::Connection& connection) -> std::optional<Viewed> {
        const auto document = find_document(connection, context.parameter("key"));
        if (!document || !document->is_live())
            return std::nullopt;
        const auto file = find_attachment(connection, *document->live_id, context.parameter("file"));
        if (!file)
            return std::nullopt;
        // The document's own title is that of the edition in hand, which is not public yet.
        return Viewed{*document, *file, find_text(connection, *document->live_id).value().text.title};
    });
    if (!shown || !has_pages(shown->file.name))
        return not_shown(doors, request, context);
    const auto& [document, file, title] = *shown;
    if (!file.name.ends_with(".ofd"))
        return give_to_look_at(doors, file);
    portal::Page page;
    page.title = words(context.language, "publishing.pages.title", {file.name});
    page.menu = "/documents";
    page.is_example = document.is_demonstration;
    page.trail = {{title, address_of(document.key)}};
    page.scripts = {"ofd.js"};
    write_pages(page.content, context.language, page.title, address_of(document.key) + "/files/" + web::encode(file.name));
    return doors.portal.show(request, std::move(page));
}

}  // namespace

Response not_shown(const Doors& doors, const Request& request, const Context& context) {
    auto page = doors.database.read([&](db::Connection& connection) -> std::optional<portal::Page> {
        const auto document = find_document(connection, context.parameter("key"));
        if (!document || !document->live_id || document->is_live())
            return std::nullopt;
        const auto text = find_text(connection, *document->live_id).value().text;
        const auto leaves = public_log::entries_of(connection, address_of(document->key), 1);
        portal::Page tombstone;
        tombstone.title = text.title;
        tombstone.menu = "/documents";
        tombstone.is_example = document->is_demonstration;
        // Where only the files of the site are served, its page answers 200, and this is all that a search engine is told.
        if (!tombstone.is_example)
            tombstone.meta = {{"robots", "noindex"}};
        const auto columns = catalogue::columns(connection);
        for (const auto* column : columns.path(text.column))
            tombstone.trail.push_back({column->name(context.language), "/columns/" + column->key});
        write_tombstone(tombstone.content, context.language, *document, text.title,
                        leaves.empty() ? std::nullopt : std::optional(leaves.front().number));
        return tombstone;
    });
    return page ? doors.portal.show(request, *std::move(page), 410) : doors.site.trouble(404, request);
}

void hang_document_pages(Doors& doors, search::Tally& tally) {
    const auto file = [&](Of of) {
        return [doors, &tally, of](Request& request, Context& context) { return file_of(doors, tally, request, context, of); };
    };
    auto& router = doors.site.router();
    router.get("/documents/{key}", "publishing.document", with(doors, document)).cached({public_data}).sql_at_most(11);
    router.get("/documents/{key}/content", "publishing.content", with(doors, content)).cached({public_data}).sql_at_most(5);
    router.get("/documents/{key}/editions/{number}", "publishing.edition", with(doors, earlier))
        .cached({public_data})
        .sql_at_most(8);
    router.get("/documents/{key}/files/{file}", "publishing.file", file(Of::live)).sql_at_most(5);
    router.get("/documents/{key}/pages/{file}", "publishing.pages", with(doors, view)).sql_at_most(5);
    router.get("/documents/{key}/editions/{number}/files/{file}", "publishing.edition_file", file(Of::earlier)).sql_at_most(5);
}

}  // namespace gongkai::publishing
