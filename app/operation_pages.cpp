#include "app/operation_pages.h"

#include <map>

#include "app/rooms.h"
#include "base/db/migrate.h"
#include "domain/outbox/outbox.h"
#include "domain/search/alert.h"
#include "doors/doors.h"

namespace gongkai {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

constexpr const char* here = "/console/settings";

// "journal 2, people 1": the last migration of each room, all of which have been run.
std::string schema_text() {
    std::map<std::string, int> last;
    for (const auto& migration : db::embedded_migrations(room_names()))
        last[migration.room] = migration.number;
    std::string text;
    for (const auto& room : room_names())
        if (last.contains(room))
            text += (text.empty() ? "" : ", ") + room + ' ' + std::to_string(last[room]);
    return text;
}

void write_state(Html& html, const Doors& doors, Language language, Instant began) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    const auto mail = doors.database.read([](db::Connection& connection) { return outbox::count(connection); });
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(now() - began).count();
    const auto fact = [&](std::string_view id, const std::string& value) {
        html << "<dt>" << say(id) << "</dt><dd>" << value << "</dd>";
    };
    html << "<dl class='facts'>";
    fact("app.state.version", GONGKAI_VERSION);
    fact("app.state.engine", doors.database.engine() == db::Engine::sqlite ? "SQLite" : "PostgreSQL");
    fact("app.state.schema", schema_text());
    fact("app.state.since", portal::spoken_moment(began) + " " +
                                say("app.state.uptime", {std::to_string(minutes / 60), std::to_string(minutes % 60)}));
    fact("app.state.mail",
         say("app.state.mail.count", {std::to_string(mail.waiting), std::to_string(mail.sent), std::to_string(mail.given_up)}));
    const auto alerts = doors.database.read([](db::Connection& connection) { return search::count_alerts(connection); });
    fact("app.state.alerts", say("app.state.alerts.count", {std::to_string(alerts.confirmed), std::to_string(alerts.waiting)}));
    fact("app.state.backup", say("app.state.backup.unknown"));
    html << "</dl>";
}

// Where a secret lies is nobody's business who only looks: whether it is set is.
std::string shown_value(const SettingKind& kind, const Settings& settings, Language language) {
    const auto& value = settings.text(kind.key);
    if (kind.is_secret && !value.empty())
        return words(language, "app.settings.secret");
    return value;
}

void write_settings(Html& html, const Settings& settings, Language language) {
    const auto say = [&](std::string_view id) { return words(language, id); };
    const char* const heads[] = {"app.settings.value", "app.settings.default", "app.settings.set_in", "app.settings.meaning"};
    html << "<div class='scroll' tabindex='0' role='region' aria-label='" << say("app.settings.title")
         << "'><table class='sheet-table stack'><thead><tr><th scope='col'>" << say("app.settings.name") << "</th>";
    for (const auto* head : heads)
        html << "<th scope='col'>" << say(head) << "</th>";
    html << "</tr></thead><tbody>";
    for (const auto& kind : Settings::table()) {
        std::size_t column = 0;
        const auto cell = [&](const std::string& content, web::Raw is_whole = "") {
            const auto* head = heads[column++];
            if (content.empty())
                html << "<td></td>";
            else
                html << "<td" << is_whole << " data-head='" << say(head) << "'><span>" << content << "</span></td>";
        };
        const web::Raw whole = " class='number'";
        const auto& set_in = settings.set_in(kind.key);
        html << "<tr><th scope='row' class='number'><code>" << kind.key << "</code></th>";
        cell(shown_value(kind, settings, language));
        cell(kind.default_value, whole);
        cell(set_in.empty() ? say("app.settings.nowhere") : set_in, whole);
        cell(language == Language::en ? kind.en : kind.zh);
        html << "</tr>";
    }
    html << "</tbody></table></div>";
}

Response settings_page(const Doors& doors, const Request& request, const Context& context, Instant began) {
    console::Page page;
    page.title = words(context.language, "app.settings.title");
    page.menu = here;
    page.content << "<p>" << words(context.language, "app.settings.text") << "</p><h2>"
                 << words(context.language, "app.state.title") << "</h2>";
    write_state(page.content, doors, context.language, began);
    page.content << "<h2>" << words(context.language, "app.settings.all") << "</h2>";
    write_settings(page.content, doors.settings, context.language);
    return doors.console.show(request, context, std::move(page));
}

}  // namespace

void hang_operation_pages_on(Doors& doors) {
    constexpr const char* keep = "settings.keep";
    doors.console.add_menu_entry({here, "app.settings.menu", keep});
    doors.site.router()
        .get(here, "settings",
             [doors, began = now()](Request& request, Context& context) { return settings_page(doors, request, context, began); })
        .needs(keep)
        .sql_at_most(7);
}

}  // namespace gongkai
