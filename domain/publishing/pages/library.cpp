// Lists of what is public: the library with its facets, the columns, a feed of each column, and what search engines are told.
#include <algorithm>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/catalogue/desk.h"
#include "domain/publishing/pages/pages.h"
#include "domain/publishing/shelf.h"
#include "domain/search/alert.h"
#include "domain/search/pages/pages.h"
#include "doors/exchange/atom.h"

namespace gongkai::publishing {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

constexpr int entries_in_a_feed = 50, shown_on_front = 6, shown_of_unit = 5, shown_of_item = 10;
constexpr std::size_t choices_seen = 12;  // of one facet; the rest is behind a fold

struct Choice {
    std::string text, address;
    int documents = 0;
    bool is_chosen = false, is_chinese = false;
};

enum class Fold { open, closed };

void write_facet(Html& html, Language language, std::string_view title, std::vector<Choice> choices, std::string_view all,
                 Fold fold = Fold::closed) {
    std::erase_if(choices, [](const Choice& one) { return one.documents == 0 && !one.is_chosen; });
    if (choices.empty())
        return;
    const bool has_choice = std::ranges::any_of(choices, &Choice::is_chosen);
    const auto line = [&](const Choice& one) {
        html << "<li><a href='" << web::url(one.address) << "'" << web::when(one.is_chosen, " aria-current='true'")
             << web::when(one.is_chinese && language == Language::en, " lang='zh-CN'") << ">" << one.text << "</a>";
        if (one.documents > 0)
            html << " <span class='muted small number'>" << one.documents << "</span>";
        html << "</li>";
    };
    html << "<details" << web::when(has_choice || fold == Fold::open, " open") << "><summary>" << words(language, title)
         << "</summary><ul>";
    if (has_choice)
        html << "<li><a href='" << web::url(all) << "'>" << words(language, "publishing.facet.all") << "</a></li>";
    for (std::size_t i = 0; i < choices.size() && i < choices_seen; ++i)
        line(choices[i]);
    html << "</ul>";
    if (choices.size() > choices_seen) {
        html << "<details><summary>" << words(language, "publishing.facet.more", {std::to_string(choices.size() - choices_seen)})
             << "</summary><ul>";
        for (std::size_t i = choices_seen; i < choices.size(); ++i)
            line(choices[i]);
        html << "</ul></details>";
    }
    html << "</details>";
}

void write_facets(Html& html, Language language, const Asked& asked, const Counts& counts, std::string_view path) {
    const auto with = [&](auto Asked::* field, auto value) {
        auto other = asked;
        other.*field = value;
        return address_of(other, path);
    };
    html << "<nav class='facets' id='narrow' aria-label='" << words(language, "publishing.facets") << "'>";
    std::vector<Choice> types, units, themes, years, validities;
    const auto number = [&](int documents) { return counts.is_exact || documents == 0 ? documents : -1; };
    for (const auto& type : document_types())
        if (const auto found = counts.types.find(type.key); found != counts.types.end() || asked.type == type.key)
            types.push_back({type.name(language), with(&Asked::type, type.key),
                             found == counts.types.end() ? 0 : number(found->second), asked.type == type.key});
    write_facet(html, language, "publishing.facet.type", std::move(types), with(&Asked::type, std::string()), Fold::open);
    for (const auto validity : all_validities())
        validities.push_back(
            {name_of(language, validity), with(&Asked::validity, std::optional(validity)), -1, asked.validity == validity});
    write_facet(html, language, "publishing.facet.validity", std::move(validities),
                with(&Asked::validity, std::optional<Validity>()), Fold::open);
    for (const auto& [id, unit] : counts.units)
        units.push_back({unit.name, with(&Asked::unit_id, id), number(unit.documents), asked.unit_id == id, true});
    std::ranges::stable_sort(units, std::ranges::greater(), &Choice::documents);
    write_facet(html, language, "publishing.facet.unit", std::move(units), with(&Asked::unit_id, people::UnitId{0}));
    for (const auto& theme : catalogue::themes())
        if (const auto found = counts.themes.find(theme.code); found != counts.themes.end() || asked.theme == theme.code)
            themes.push_back({theme.name(language), with(&Asked::theme, theme.code),
                              found == counts.themes.end() ? 0 : number(found->second), asked.theme == theme.code});
    write_facet(html, language, "publishing.facet.theme", std::move(themes), with(&Asked::theme, std::string()));
    for (const auto& [year, documents] : counts.years)
        years.push_back({std::to_string(year), with(&Asked::year, year), number(documents), asked.year == year});
    write_facet(html, language, "publishing.facet.year", std::move(years), with(&Asked::year, 0));
    html << "</nav>";
}

// Only where they stand below the list (document.css).
void write_way_to_facets(Html& html, Language language) {
    html << "<p class='to-facets'><a class='way' href='#narrow'>" << words(language, "publishing.facets") << "</a></p>";
}

void write_page_of_list(Html& html, Language language, const ShelfPage& page, const AskedList& list, std::string_view path) {
    const bool is_first = list.after.id == Place().id;
    if (page.rows.empty() && !page.next)
        html << "<p class='empty'>"
             << words(language, !is_first                    ? "publishing.list.no_more"
                                : !list.asked.column.empty() ? "publishing.column.none"
                                : list.asked == Asked()      ? "publishing.list.nothing_yet"
                                                             : "publishing.list.none")
             << "</p>";
    else if (page.rows.empty())
        html << "<p class='empty'>" << words(language, "publishing.list.looked_through") << "</p>";
    else
        write_rows(html, language, page.rows, today());
    if (is_first && !page.next)
        return;
    html << "<nav class='neighbours' aria-label='" << words(language, "publishing.list.pages") << "'>";
    const auto first = address_of(list.asked, path);
    if (!is_first)
        html << "<a href='" << web::url(first) << "'>" << words(language, "publishing.list.first") << "</a>";
    if (page.next) {
        const auto next = first + (first.find('?') == std::string::npos ? "?" : "&") + "after=" + written(*page.next);
        html << "<a href='" << web::url(next) << "' rel='next'>" << words(language, "publishing.list.next") << "</a>";
    }
    html << "</nav>";
}

void write_mistakes(Html& html, Language language, const AskedList& list) {
    for (const auto& mistake : list.mistakes)
        html << "<p class='empty' role='status'>" << mistake << words(language, "publishing.wrong_query.left_out") << "</p>";
}

// The library is a list; words are the search's, which knows the same filters under its own names.
std::string search_address(const Asked& asked, std::string_view typed) {
    search::Asked question{std::string(typed)};
    question.kind = asked.type;
    question.unit = asked.unit_id == 0 ? std::string() : std::to_string(asked.unit_id);
    question.theme = asked.theme;
    question.year = asked.year;
    if (asked.validity)
        question.validity = search::validity_from(word_of(*asked.validity));
    return search::address_of(question);
}

Response library(const Doors& doors, Request& request, Context& context) {
    const auto list = asked_list(request, context.language);
    if (const auto typed = trim(request.query.first("q").value_or("")); !typed.empty())
        return Response::redirect(search_address(list.asked, typed));
    portal::Page page;
    page.title = words(context.language, "publishing.library");
    page.description = words(context.language, "publishing.library.text");
    page.menu = "/documents";
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p>" << page.description << "</p>";
    write_mistakes(html, context.language, list);
    doors.database.read([&](db::Connection& connection) {
        const auto found = list_of(connection, list.asked, list.after, today());
        page.is_example = std::ranges::any_of(found.rows, &Shelved::is_demonstration);
        const auto counts = counts_for(connection, list.asked);
        if (!list.asked.validity && counts.is_exact)
            html << "<p class='muted'>" << words(context.language, "publishing.list.count", {std::to_string(counts.total)})
                 << "</p>";
        write_way_to_facets(html, context.language);
        html << "<div class='beside'>";
        write_facets(html, context.language, list.asked, counts, "/documents");
        html << "<div>";
        write_page_of_list(html, context.language, found, list, "/documents");
        html << "</div></div>";
    });
    html << "<nav aria-label='" << words(context.language, "publishing.library.more") << "'><p class='downloads'>";
    for (const auto& [address, title] : {std::pair{"/makers", "publishing.makers"},
                                         {"/interpretations", "publishing.interpretations.title"},
                                         {"/cleanups", "publishing.cleanups"}})
        html << "<a href='" << web::url(address) << "'>" << words(context.language, title) << "</a>";
    html << "</p></nav>";
    return doors.portal.show(request, std::move(page));
}

// On the front page, once there is something to show.
void write_newest(const Doors& doors, Html& html, Language language) {
    const auto newest = doors.database.read([](db::Connection& connection) { return newest_of(connection, {}, shown_on_front); });
    if (newest.empty())
        return;
    html << "<section class='news'><div class='headed'><h2>" << words(language, "publishing.newest")
         << "</h2><a class='way' href='/documents'>" << words(language, "publishing.newest.all") << "</a></div>";
    write_rows(html, language, newest, today());
    html << "</section>";
}

// The columns that stand at the top, in one line.
void write_columns_on_front(const Doors& doors, Html& html, Language language) {
    const auto columns = doors.database.read([](db::Connection& connection) { return catalogue::columns(connection); });
    html << "<section><h2><a href='/columns'>" << words(language, "publishing.columns") << "</a></h2><ul class='inline ways-in'>";
    for (const auto* column : columns.below(""))
        if (column->is_open)
            html << "<li><a href='" << web::url("/columns/" + column->key) << "'>" << column->name(language) << "</a></li>";
    html << "</ul></section>";
}

// On the page of a unit: what it published last.
void write_of_unit(const Doors& doors, Html& html, Language language, std::string_view key) {
    const Asked asked{.unit_id = whole_number(key).value_or(0)};
    if (asked.unit_id == 0)
        return;
    const auto newest =
        doors.database.read([&](db::Connection& connection) { return newest_of(connection, asked, shown_of_unit); });
    if (newest.empty())
        return;
    html << "<section><h2>" << words(language, "publishing.of_unit") << "</h2>";
    write_rows(html, language, newest, today());
    html << "<p><a class='way' href='" << web::url(address_of(asked, "/documents")) << "'>"
         << words(language, "publishing.of_unit.all") << "</a></p></section>";
}

// On the page of an item of the catalogue: what names it; of a category of 条例20, what is sorted under it.
void write_of_item(const Doors& doors, Html& html, Language language, std::string_view key) {
    Asked asked;
    (catalogue::find_category(key) ? asked.category : asked.item) = key;
    const auto newest =
        doors.database.read([&](db::Connection& connection) { return newest_of(connection, asked, shown_of_item); });
    html << "<section><h2>" << words(language, "publishing.of_item") << "</h2>";
    if (newest.empty())
        html << "<p class='empty'>" << words(language, "publishing.of_item.none") << "</p>";
    else
        write_rows(html, language, newest, today());
    if (static_cast<int>(newest.size()) == shown_of_item)
        html << "<p><a class='way' href='" << web::url(address_of(asked, "/documents")) << "'>"
             << words(language, "publishing.of_item.all") << "</a></p>";
    html << "</section>";
}

Response columns_page(const Doors& doors, Request& request, Context& context) {
    portal::Page page;
    page.title = words(context.language, "publishing.columns");
    page.menu = "/documents";
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p><a class='way' href='/catalogue'>" << words(context.language, "catalogue.title")
         << "</a> <a class='way' href='/guide'>" << words(context.language, "catalogue.fact.guide") << "</a></p>";
    doors.database.read([&](db::Connection& connection) {
        const auto columns = catalogue::columns(connection);
        const auto newest = newest_by_column(connection);
        page.is_example = has_demonstration(connection);
        const auto write_column = [&](const catalogue::Column& column) {
            html << "<a href='/columns/" << web::url(column.key) << "'>" << column.name(context.language)
                 << "</a> <span class='small muted'>";
            if (const auto found = newest.find(column.key); found != newest.end())
                html << words(context.language, "publishing.column.newest",
                              {portal::spoken_in_full(context.language, day_in_china(found->second))});
            else
                html << words(context.language, "publishing.column.empty");
            html << "</span>";
        };
        // Those that hold others are a heading; the rest stand together before them.
        const auto write_lines = [&](const std::vector<const catalogue::Column*>& all) {
            html << "<ul class='lines many'>";
            for (const auto* column : all) {
                html << "<li>";
                write_column(*column);
                html << "<br><span class='small'>" << column->about(context.language) << "</span></li>";
            }
            html << "</ul>";
        };
        auto usual = columns.below("");
        std::erase_if(usual, [&](const auto* column) { return !columns.below(column->key).empty(); });
        html << "<h2>" << words(context.language, "publishing.columns.usual") << "</h2>";
        write_lines(usual);
        for (const auto* column : columns.below("")) {
            const auto below = columns.below(column->key);
            if (below.empty())
                continue;
            html << "<h2><a href='/columns/" << web::url(column->key) << "'>" << column->name(context.language)
                 << "</a></h2><p class='small'>" << column->about(context.language) << "</p>";
            write_lines(below);
        }
    });
    return doors.portal.show(request, std::move(page));
}

std::vector<portal::Crumb> trail_to(Language language, const std::vector<const catalogue::Column*>& path) {
    std::vector<portal::Crumb> trail{{words(language, "publishing.columns"), "/columns"}};
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
        trail.push_back({path[i]->name(language), "/columns/" + path[i]->key});
    return trail;
}

Response column_page(const Doors& doors, Request& request, Context& context) {
    auto list = asked_list(request, context.language);
    list.asked = {.column = std::string(context.parameter("key"))};
    Html of_rooms;
    if (!request.query.first("after"))
        doors.portal.write_blocks_on("column", of_rooms, context.language, list.asked.column);
    return doors.database.read([&](db::Connection& connection) {
        const auto columns = catalogue::columns(connection);
        const auto* column = columns.find(list.asked.column);
        if (!column)
            return doors.site.trouble(404, request);
        const auto path = "/columns/" + column->key;
        portal::Page page;
        page.title = column->name(context.language);
        page.description = column->about(context.language);
        page.menu = "/documents";
        page.trail = trail_to(context.language, columns.path(column->key));
        page.feed = path + "/feed.atom";
        // 国办发〔2017〕47号: a page of a column says which it is.
        page.meta = {{"ColumnName", column->zh},
                     {"ColumnDescription", column->about_zh},
                     {"ColumnKeywords", column->zh},
                     {"ColumnType", column->kind}};
        auto& html = page.content;
        html << "<h1>" << page.title << "</h1><p>" << page.description << "</p>";
        write_mistakes(html, context.language, list);
        if (const auto below = columns.below(column->key); !below.empty()) {
            html << "<ul class='owners'>";
            for (const auto* inner : below)
                html << "<li><a class='button' href='/columns/" << web::url(inner->key) << "'>" << inner->name(context.language)
                     << "</a></li>";
            html << "</ul>";
        }
        const auto found = list_of(connection, list.asked, list.after, today());
        page.is_example = std::ranges::any_of(found.rows, &Shelved::is_demonstration);
        html << of_rooms;
        const bool has_more = !of_rooms.view().empty();
        if (has_more && !found.rows.empty())
            html << "<h2>" << words(context.language, "publishing.column.documents") << "</h2>";
        if (!has_more || !found.rows.empty())
            write_page_of_list(html, context.language, found, list, path);
        html << "<p class='downloads'><a href='" << web::url(page.feed) << "'>" << words(context.language, "publishing.feed")
             << "</a>";
        if (search::has_alerts(doors.settings)) {
            search::Asked news;
            news.column = column->key;
            html << " <a href='" << web::url(search::address_of(news, "/alerts/new")) << "' rel='nofollow'>"
                 << words(context.language, "publishing.column.mail") << "</a>";
        }
        html << "</p>";
        return doors.portal.show(request, std::move(page));
    });
}

Response feed(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto columns = catalogue::columns(connection);
        const auto* column = columns.find(context.parameter("key"));
        if (!column)
            return doors.site.trouble(404, request);
        const auto& site = doors.settings.text("site.address");
        // RFC 4287 wants ids that are whole addresses; a site that does not know its own takes names of its own making.
        const auto id = site.empty() ? std::string("urn:gongkai:documents") : site;
        exchange::Feed out{id + "/columns/" + column->key,   column->name(context.language),
                           site + "/columns/" + column->key, site + request.path,
                           doors.settings.text("site.name"), {}};
        const auto newest = list_of(connection, {.column = column->key}, {}, today(), entries_in_a_feed);
        for (const auto& row : newest.rows)
            out.entries.push_back({id + address_of(row.key),
                                   (row.is_demonstration ? words(context.language, "publishing.example.title") : "") + row.title,
                                   site + address_of(row.key), row.summary, row.changed_at});
        return Response::bytes(exchange::write_atom(out), "application/atom+xml; charset=utf-8");
    });
}

constexpr std::string_view sitemap_space = "http://www.sitemaps.org/schemas/sitemap/0.9";

// The parts of a sitemap are ranges of the numbers of documents, so that each is found at once and keeps its lines.
Response sitemap_of(const Doors& doors, Request& request, Context&) {
    const auto& site = doors.settings.text("site.address");
    const auto part = whole_number(request.query.first("part").value_or("")).value_or(0);
    std::string out = "<?xml version='1.0' encoding='UTF-8'?>\n";
    const auto begin = [&](std::string_view element) {
        out.append("<").append(element).append(" xmlns='").append(sitemap_space).append("'>\n");
    };
    doors.database.read([&](db::Connection& connection) {
        if (part <= 0 || part > 1'000'000) {
            begin("sitemapindex");
            const auto newest = newest_id(connection);
            for (DocumentId number = 1; (number - 1) * documents_a_sitemap <= newest; ++number)
                out +=
                    "<sitemap><loc>" + web::escaped(site) + "/sitemap.xml?part=" + std::to_string(number) + "</loc></sitemap>\n";
            out += "</sitemapindex>\n";
            return;
        }
        begin("urlset");
        const auto all = sitemap(connection, (part - 1) * documents_a_sitemap);
        const auto before = "<url><loc>" + web::escaped(site);
        out.reserve(out.size() + all.size() * (before.size() + 100));
        for (const auto& [key, changed_at] : all)
            out.append(before)
                .append(web::escaped(address_of(key)))
                .append("</loc><lastmod>")
                .append(to_text(day_in_china(changed_at)))
                .append("</lastmod></url>\n");
        out += "</urlset>\n";
    });
    return Response::bytes(std::move(out), "application/xml; charset=utf-8");
}

}  // namespace

void hang_library_pages(Doors& doors) {
    auto& router = doors.site.router();
    auto query_of_library = list_query;
    query_of_library.emplace_back("q");
    doors.portal.add_menu_entry({"/documents", "publishing.menu"});
    using enum portal::Portal::Place;
    doors.portal.add_front_block(news, [doors](Html& html, Language language) { write_newest(doors, html, language); });
    doors.portal.add_front_block(ways, [doors](Html& html, Language language) { write_columns_on_front(doors, html, language); });
    doors.portal.add_block_on(
        "unit", [doors](Html& html, Language language, std::string_view key) { write_of_unit(doors, html, language, key); });
    doors.portal.add_block_on("catalogue.item", [doors](Html& html, Language language, std::string_view key) {
        write_of_item(doors, html, language, key);
    });
    router.get("/documents", "publishing.library", with(doors, library))
        .cached({public_data})
        .reads(query_of_library)
        .sql_at_most(6);
    router.get("/columns", "publishing.columns", with(doors, columns_page)).cached({public_data}).sql_at_most(4);
    router.get("/columns/{key}", "publishing.column", with(doors, column_page))
        .cached({public_data})
        .reads({"after"})
        .sql_at_most(11);
    router.get("/columns/{key}/feed.atom", "publishing.feed", with(doors, feed)).cached({public_data}).sql_at_most(4);
    router.get("/sitemap.xml", "publishing.sitemap", with(doors, sitemap_of))
        .cached({public_data})
        .reads({"part"})
        .sql_at_most(2);
}

}  // namespace gongkai::publishing
