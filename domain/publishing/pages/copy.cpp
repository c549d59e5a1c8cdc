// The reading copy of a document: one file with its pictures and its style inside, to be read anywhere and by everybody - on a
// telephone, aloud, large, without this site. It says what held on the day on which it was made.
#include <algorithm>
#include <stdexcept>

#include "base/core/embed.h"
#include "base/core/text.h"
#include "base/files/files.h"
#include "base/merkle/hash.h"
#include "base/web/target.h"
#include "domain/publishing/found.h"
#include "domain/publishing/pages/document_view.h"
#include "domain/search/pages/counted.h"
#include "doors/portal/size.h"

namespace gongkai::publishing {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

void write_holds(Html& html, Language language, Validity validity) {
    const bool has_ended = validity == Validity::expired || validity == Validity::repealed;
    html << "<p class='holds" << web::when(has_ended, " ended") << "'>"
         << words(language, "publishing.copy.holds", {portal::spoken_in_full(language, today()), name_of(language, validity)})
         << "</p>";
}

void write_files(Html& html, Language language, const std::string& at, bool has_address, const Text& text) {
    if (std::ranges::all_of(text.attachments, [&](const Attachment& one) { return stands_in(text.body, one); }))
        return;
    html << "<section><h2>" << words(language, "publishing.attachments") << "</h2><ul>";
    for (const auto& file : text.attachments) {
        if (stands_in(text.body, file))
            continue;
        html << "<li lang='zh-CN'>";
        if (has_address)
            html << "<a href='" << web::url(at + "/files/" + web::encode(file.name)) << "'>" << file.name << "</a>";
        else
            html << file.name;
        html << " " << portal::spoken_size(language, file.bytes);
        if (differs_from_text(text, file))
            html << "<p lang='" << tag_of(language) << "'>" << words(language, "publishing.original_differs") << "</p>";
        html << "</li>";
    }
    html << "</ul></section>";
}

void write_origin(Html& html, Language language, const Document& document, const Text& text, const std::string& at,
                  bool has_address) {
    const auto line = [&](std::string_view id, std::string_view value) {
        if (!value.empty())
            html << "<dt>" << words(language, id) << "</dt><dd lang='zh-CN'>" << value << "</dd>";
    };
    html << "<footer><dl>";
    line("publishing.index_number", document.index_number);
    line("publishing.unit", document.unit_name);
    if (document.first_published_at)
        line("publishing.published_at", spoken_publication(text, *document.first_published_at));
    html << "<dt>" << words(language, "publishing.copy.address") << "</dt><dd>";
    if (has_address)
        html << "<a href='" << web::url(at) << "'>" << at << "</a>";
    else
        html << at;
    html << "</dd></dl></footer>";
}

// Pictures stand where they stood, in the file itself. Clean HTML writes their addresses in no other way (with_pictures_at).
std::string with_pictures_inside(const Files& files, std::string html, const std::string& at, const Text& text) {
    for (const auto& file : text.attachments) {
        if (!stands_in(text.body, file))
            continue;
        const auto bytes = files.read(file.file);
        if (!bytes)
            throw std::runtime_error("an attachment is missing or altered: " + file.file);
        html = replace_all(std::move(html), "src='" + at + "/files/" + file.name + "'",
                           "src='data:" + file.type + ";base64," + merkle::to_base64(*bytes) + "'");
    }
    return html;
}

std::string copy_of(const Doors& doors, Language language, const Document& document, Text text,
                    const std::optional<Validity>& validity) {
    const auto& site = doors.settings.text("site.address");
    const auto at = site + address_of(document.key);
    Html html;
    html << "<main>";
    if (validity)
        write_holds(html, language, *validity);
    auto on_paper = text;
    std::erase_if(on_paper.attachments, [](const Attachment& one) { return is_media(one.type); });  // not to be played from here
    write_paper(html, language, document.kind(), document.organ, on_paper, at, Title::of_page, document.is_demonstration);
    write_files(html, language, at, !site.empty(), text);
    write_origin(html, language, document, text, at, !site.empty());
    html << "</main>";
    Html head;
    head << "<!doctype html><html lang='zh-CN'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width, "
            "initial-scale=1'><title>"
         << text.title << "</title>";
    return head.take() + "<style>" + std::string(embedded_or_die("doors/portal/assets/tokens.css")) +
           std::string(embedded_or_die("domain/publishing/assets/copy.css")) + "</style></head><body>" +
           with_pictures_inside(doors.files, html.take(), at, text) + "</body></html>\n";
}

Response copy(const Doors& doors, search::Tally& tally, Request& request, Context& context) {
    struct Seen {
        Document document;
        Text text;
        std::optional<Validity> validity;
    };
    const auto seen = doors.database.read([&](db::Connection& connection) -> std::optional<Seen> {
        const auto document = find_document(connection, context.parameter("key"));
        if (!document || !document->is_live())
            return std::nullopt;
        const auto shelved = find_on_shelf(connection, document->id);
        return Seen{*document, find_edition(connection, *document->live_id).value().text,
                    shelved ? shelved->validity(today()) : std::nullopt};
    });
    if (!seen)
        return not_shown(doors, request, context);
    search::count_download(tally, request, documents_in_search, std::to_string(seen->document.id));
    // Saved and never shown as a page of this site, like every other file.
    return Response::download(copy_of(doors, context.language, seen->document, seen->text, seen->validity),
                              "application/octet-stream", seen->text.title + ".html");
}

}  // namespace

void hang_copy_pages(Doors& doors, search::Tally& tally) {
    doors.site.router()
        .get("/documents/{key}/copy.html", "publishing.copy",
             [doors, &tally](Request& request, Context& context) { return copy(doors, tally, request, context); })
        .sql_at_most(6);
}

}  // namespace gongkai::publishing
