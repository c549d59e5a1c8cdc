#include "app/common_pages.h"

#include <initializer_list>

#include "base/core/text.h"
#include "doors/doors.h"

namespace gongkai {
namespace {

using web::Context;
using web::Request;
using web::Response;

Response accessibility(const portal::Portal& portal, const Request& request, Language language) {
    portal::Page page;
    page.title = words(language, "portal.accessibility.title");
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p>" << words(language, "portal.accessibility.of", {portal.name(language)}) << " "
         << words(language, "portal.accessibility.text") << "</p>";
    const auto part = [&](std::string_view title, std::initializer_list<std::string_view> points) {
        html << "<h2>" << words(language, title) << "</h2><ul>";
        for (const auto point : points)
            html << "<li>" << words(language, point) << "</li>";
        html << "</ul>";
    };
    part("portal.accessibility.can",
         {"portal.accessibility.can.keys", "portal.accessibility.can.reader", "portal.accessibility.can.large",
          "portal.accessibility.can.contrast", "portal.accessibility.can.aloud", "portal.accessibility.can.phone",
          "portal.accessibility.can.print"});
    part("portal.accessibility.gaps",
         {"portal.accessibility.gaps.files", "portal.accessibility.gaps.films", "portal.accessibility.gaps.maps"});
    html << "<h2>" << words(language, "portal.accessibility.trouble") << "</h2><p>";
    if (const auto& contact = portal.settings().text("site.contact"); !contact.empty())
        html << words(language, "portal.accessibility.contact", {contact});
    else
        html << words(language, "portal.accessibility.foot");
    html << "</p>";
    if (const auto organ = portal.organ(); !organ.empty())
        html << "<p>" << words(language, "portal.accessibility.organ", {organ}) << "</p>";
    return portal.show(request, std::move(page));
}

Response open_data(const Doors& doors, const Request& request, Language language) {
    portal::Page page;
    page.title = words(language, "portal.open_data.title");
    page.content << "<h1>" << page.title << "</h1><p>" << words(language, "portal.open_data.text")
                 << "</p><ul class='lines'><li><a href='/api/openapi.json'>" << words(language, "portal.open_data.api")
                 << "</a></li>";
    const auto write_line = [&](const std::string& address, std::string_view summary, bool is_posted = false) {
        page.content << "<li>";
        if (address.find('{') == std::string::npos)
            page.content << "<a href='" << web::url(address) << "'>" << address << "</a>";
        else
            page.content << "<code>" << web::when(is_posted, "POST ") << address << "</code>";
        page.content << "<br><span class='muted small'>";
        const auto text = words(language, summary);
        bool is_code = false;  // what stands between `these` is typed as it is
        for (const auto piece : split(text, '`')) {
            page.content << web::when(is_code, "<code>") << piece << web::when(is_code, "</code>");
            is_code = !is_code;
        }
        page.content << "</span></li>";
    };
    for (const auto& operation : doors.api.operations())
        write_line(operation.pattern, operation.summary, !operation.body.empty());
    for (const auto& file : doors.api.files())
        write_line(file.address, file.summary);
    page.content << "</ul>";
    return doors.portal.show(request, std::move(page));
}

}  // namespace

void hang_common_pages_on(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/display", "display", [](Request& request, Context&) { return portal::Portal::choose_display(request); });
    router
        .get("/theme.css", "theme",
             [&portal = doors.portal](Request&, Context&) { return Response::bytes(portal.theme(), "text/css; charset=utf-8"); })
        .cached({});
    router
        .get("/accessibility", "accessibility",
             [&portal = doors.portal](Request& request, Context& context) {
                 return accessibility(portal, request, context.language);
             })
        .cached({public_data});
    router
        .get("/open-data", "open_data",
             [doors](Request& request, Context& context) { return open_data(doors, request, context.language); })
        .cached({public_data});
    router
        .get("/robots.txt", "robots",
             [doors](Request&, Context&) {
                 // A sitemap is named by its whole address; a site that does not know its own names none.
                 const auto& site = doors.settings.text("site.address");
                 return Response::text("User-agent: *\nDisallow: /display\n" +
                                       (site.empty() ? site : "Sitemap: " + site + "/sitemap.xml\n"));
             })
        .cached({});
    router
        .get("/health", "health",
             [&database = doors.database](Request&, Context&) {
                 return db::is_reachable(database) ? Response::text("ok\n") : Response::text("the database is away\n", 503);
             })
        .sql_at_most(1);
    router
        .get("/api/openapi.json", "openapi",
             [doors](Request&, Context&) {
                 return Response::json(
                     doors.api.openapi(doors.settings.text("site.name"), GONGKAI_VERSION, doors.settings.text("site.address")));
             })
        .cached({});
}

}  // namespace gongkai
