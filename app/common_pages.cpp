#include "app/common_pages.h"

#include "doors/doors.h"

namespace gongkai {
namespace {

using web::Context;
using web::Request;
using web::Response;

Response accessibility(const portal::Portal& portal, const Request& request, Language language) {
    portal::Page page;
    page.title = words(language, "portal.accessibility.title");
    page.content << "<h1>" << page.title << "</h1><p>" << words(language, "portal.accessibility.of", {portal.name(language)})
                 << "</p><p>" << words(language, "portal.accessibility.text") << "</p>";
    if (const auto organ = portal.organ(); !organ.empty())
        page.content << "<p>" << words(language, "portal.accessibility.organ", {organ}) << "</p>";
    if (const auto& contact = portal.settings().text("site.contact"); !contact.empty())
        page.content << "<p>" << words(language, "portal.accessibility.contact", {contact}) << "</p>";
    return portal.show(request, std::move(page));
}

Response open_data(const Doors& doors, const Request& request, Language language) {
    portal::Page page;
    page.title = words(language, "portal.open_data.title");
    page.content << "<h1>" << page.title << "</h1><p>" << words(language, "portal.open_data.text")
                 << "</p><ul class='lines'><li><a href='/api/openapi.json'>" << words(language, "portal.open_data.api")
                 << "</a></li>";
    const auto write_line = [&](const std::string& address, std::string_view summary) {
        page.content << "<li>";
        if (address.find('{') == std::string::npos)
            page.content << "<a href='" << web::url(address) << "'>" << address << "</a>";
        else
            page.content << "<code>" << address << "</code>";
        page.content << "<br><span class='muted small'>" << words(language, summary) << "</span></li>";
    };
    for (const auto& operation : doors.api.operations())
        write_line(operation.pattern, operation.summary);
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
