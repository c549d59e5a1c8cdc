// The journal, for who audits: every deed of every officer, those of the keepers of accounts among them.
#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/accounts/pages/pages.h"
#include "domain/accounts/rules.h"
#include "domain/accounts/store.h"
#include "domain/journal/desk.h"

namespace gongkai::accounts {
namespace {

using web::Context;
using web::Request;
using web::Response;

constexpr const char* here = "/console/journal";
constexpr std::string_view account = "account/";
constexpr int lines_a_page = 100;
constexpr std::size_t digits_shown = 16;  // of a hash: what `gongkai check --line` takes

std::string spoken_deed(Language language, const std::string& deed) {
    const auto id = "journal.deed." + deed;
    return has_words(language, id) ? words(language, id) : deed;
}

struct Seen {
    std::vector<journal::Line> lines;
    std::vector<std::string> deeds;
    std::map<AccountId, std::string> names;
};

// Who signs in is typed by his name; the journal knows him by his number.
std::string actor_typed(db::Connection& connection, const std::string& typed) {
    for (const std::string machine : {"terminal", "serve"})
        for (const auto language : {Language::zh, Language::en})
            if (typed == words(language, "journal.actor." + machine))
                return machine;
    const auto id = id_of_name(connection, checked_name(typed).value_or(typed));
    return id ? std::string(account) + std::to_string(*id) : typed;
}

void write_filters(web::Html& html, Language language, const std::string& actor, const journal::Asked& asked,
                   const std::vector<std::string>& deeds) {
    const auto say = [&](std::string_view id) { return words(language, id); };
    html << "<form class='filters' action='" << web::url(here) << "'><div><label for='actor'>"
         << say("accounts.journal.actor.ask") << "</label><input id='actor' name='actor' maxlength='60' value='" << actor
         << "'></div><div><label for='deed'>" << say("accounts.journal.deed")
         << "</label><select id='deed' name='deed'><option value=''>" << say("accounts.journal.any") << "</option>";
    for (const auto& deed : deeds)
        html << "<option value='" << deed << "'" << web::when(deed == asked.deed, " selected") << ">"
             << spoken_deed(language, deed) << "</option>";
    html << "</select></div><button>" << say("accounts.journal.show") << "</button></form>";
}

void write_lines(web::Html& html, Language language, const Seen& seen) {
    const auto say = [&](std::string_view id) { return words(language, id); };
    const char* const heads[] = {"accounts.journal.line", "accounts.accesses.at",     "accounts.journal.actor",
                                 "accounts.journal.deed", "accounts.journal.subject", "accounts.journal.detail",
                                 "accounts.journal.hash"};
    html << "<div class='scroll' tabindex='0' role='region' aria-label='" << say("accounts.journal.title")
         << "'><table class='sheet-table stack'><thead><tr>";
    for (const auto* head : heads)
        html << "<th scope='col'>" << say(head) << "</th>";
    html << "</tr></thead><tbody>";
    for (const auto& line : seen.lines) {
        std::size_t column = 0;
        const auto cell = [&](const auto& content, web::Raw kind = "") {
            html << "<td" << kind << " data-head='" << say(heads[column++]) << "'><span>" << content << "</span></td>";
        };
        const web::Raw whole = " class='number'";
        html << "<tr>";
        cell(line.sequence, whole);
        cell(portal::spoken_moment(line.at), whole);
        cell(spoken_actor(language, seen.names, line.deed.actor), whole);
        cell(spoken_deed(language, line.deed.deed), whole);
        cell(spoken_actor(language, seen.names, line.deed.subject), whole);
        cell(line.deed.detail, " class='record'");
        cell(line.hash.substr(0, digits_shown), " class='number record'");
        html << "</tr>";
    }
    html << "</tbody></table></div>";
}

Response journal_page(const Doors& doors, Request& request, Context& context) {
    const auto typed = [&](std::string_view field) { return std::string(trim(request.query.first(field).value_or(""))); };
    const auto actor = typed("actor");
    journal::Asked asked{{}, typed("deed"), whole_number(typed("before")).value_or(0)};
    const auto seen = doors.database.read([&](db::Connection& connection) {
        if (!actor.empty())
            asked.actor = actor_typed(connection, actor);
        return Seen{journal::newest(connection, asked, lines_a_page), journal::deeds(connection), account_names(connection)};
    });
    console::Page page;
    page.title = words(context.language, "accounts.journal.title");
    page.menu = here;
    page.content << "<p>" << words(context.language, "accounts.journal.text") << "</p>";
    write_filters(page.content, context.language, actor, asked, seen.deeds);
    if (seen.lines.empty())
        page.content << "<p>" << words(context.language, "accounts.journal.none") << "</p>";
    else
        write_lines(page.content, context.language, seen);
    if (static_cast<int>(seen.lines.size()) == lines_a_page && seen.lines.back().sequence > 1)
        page.content << "<p><a class='way' href='"
                     << web::url(std::string(here) + "?before=" + std::to_string(seen.lines.back().sequence) +
                                 "&actor=" + web::encode(actor) + "&deed=" + web::encode(asked.deed))
                     << "'>" << words(context.language, "accounts.accesses.older") << "</a></p>";
    return doors.console.show(request, context, std::move(page));
}

}  // namespace

std::string spoken_actor(Language language, const std::map<AccountId, std::string>& names, const std::string& actor) {
    const auto id = actor.starts_with(account) ? whole_number(actor.substr(account.size())) : std::nullopt;
    if (const auto found = id ? names.find(*id) : names.end(); found != names.end())
        return found->second;
    const auto word = "journal.actor." + actor;
    return has_words(language, word) ? words(language, word) : actor;
}

void hang_journal_page(Doors& doors) {
    constexpr const char* read = "accesses.read";
    doors.console.add_menu_entry({here, "accounts.journal.menu", read});
    doors.site.router()
        .get(here, "accounts.journal", with(doors, journal_page))
        .needs(read)
        .reads({"actor", "deed", "before"})
        .sql_at_most(8);
}

}  // namespace gongkai::accounts
