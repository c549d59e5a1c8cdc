// The log as residents read it: what it is, its newest entries, and each entry with its proof.
#include "base/core/text.h"
#include "domain/public_log/pages/pages.h"

namespace gongkai::public_log {
namespace {

using web::Context;
using web::Request;
using web::Response;

constexpr const char* here = "/log";

Response log_page(const Doors& doors, Request& request, Context& context) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    const auto before = whole_number(request.query.first("before").value_or("")).value_or(from_the_newest);
    portal::Page page;
    page.title = say("public_log.title");
    page.description = say("public_log.lead");
    page.menu = here;
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p class='lead'>" << say("public_log.lead") << "</p>";
    // Not signed for who only looks: the name of the log is settled by the first signature.
    if (doors.database.read(leaf_count) == 0) {
        html << "<p class='empty'>" << say("public_log.none") << "</p>";
        return doors.portal.show(request, std::move(page));
    }
    const auto covering = current_checkpoint(doors.database, doors.vault, doors.settings);
    doors.database.read([&](db::Connection& connection) {
        const auto leaves = newest(connection, before, leaves_a_page);
        write_log(html, context.language, covering, find_key(connection).value().open);
        html << "<h2>" << say("public_log.newest") << "</h2>";
        if (leaves.empty())
            html << "<p class='empty'>" << say("public_log.none_older") << "</p>";
        else
            write_leaves(html, context.language, leaves);
        if (static_cast<int>(leaves.size()) == leaves_a_page && leaves.back().number > 1)
            html << "<p><a class='way' href='/log?before=" << leaves.back().number << "'>" << say("public_log.older")
                 << "</a></p>";
    });
    write_how(html, context.language, static_cast<LeafId>(covering.checkpoint.size));
    return doors.portal.show(request, std::move(page));
}

Response entry_page(const Doors& doors, Request& request, Context& context) {
    const auto found = prove_leaf(doors, context.id("number"));
    if (!found)
        return doors.site.trouble(404, request);
    portal::Page page;
    page.title = words(context.language, "public_log.entry", {std::to_string(found->leaf.number)});
    page.menu = here;
    page.trail = {{words(context.language, "public_log.title"), here}};
    page.content << "<h1>" << page.title << "</h1>";
    write_proof(page.content, context.language, *found);
    return doors.portal.show(request, std::move(page));
}

}  // namespace

void hang_log_pages(Doors& doors) {
    auto& router = doors.site.router();
    doors.portal.add_foot_entry({here, "public_log.menu"});
    router.get(here, "public_log.log", with(doors, log_page)).cached({public_data}).reads({"before"}).sql_at_most(4);
    router.get("/log/entries/{number}", "public_log.entry", with(doors, entry_page)).cached({public_data}).sql_at_most(10);
}

}  // namespace gongkai::public_log
