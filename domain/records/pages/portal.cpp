// Open records as residents read them: the home of data by theme, and the list of a kind with its chart, filters and files.
#include <algorithm>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/people/desk.h"
#include "domain/records/answer.h"
#include "domain/records/pages/chart.h"
#include "domain/records/pages/relations.h"
#include "domain/records/rules.h"
#include "domain/records/workbook.h"

namespace gongkai::records {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

constexpr std::size_t spark_points = 24, tiles_on_front = 4;

std::string first_year_of_sparks() { return std::to_string(year_of(today()) - 5); }

std::int64_t amount_of(const Kind& kind, const Figure& figure) {
    return kind.chart->adds_up ? figure.total : figure.total / std::max<std::int64_t>(1, figure.records);
}

std::vector<double> spark_of(const Kind& kind, const std::vector<Figure>& figures) {
    std::vector<double> values;
    std::string last;
    for (const auto& figure : figures) {  // rising by x; series are added up
        const auto amount = static_cast<double>(amount_of(kind, figure));
        if (figure.x == last && !values.empty())
            values.back() += amount;
        else
            values.push_back(amount);
        last = figure.x;
    }
    if (values.size() > spark_points)
        values.erase(values.begin(), values.end() - spark_points);
    return values;
}

bool has_records(const std::map<std::string, KindThere, std::less<>>& there, const Kind& kind) {
    const auto found = there.find(kind.key);
    return found != there.end() && found->second.records > 0;
}

// A way to each theme that has something.
void write_themes(Html& html, Language language, const std::map<std::string, KindThere, std::less<>>& there) {
    html << "<nav aria-label='" << words(language, "records.themes") << "'><ul class='chosen'>";
    for (const auto& theme : kinds().themes)
        if (std::ranges::any_of(kinds().all,
                                [&](const Kind& kind) { return kind.theme == theme.key && has_records(there, kind); }))
            html << "<li><a href='#" << theme.key << "'>" << theme.names.in(language) << "</a></li>";
    html << "</ul></nav>";
}

Response home(const Doors& doors, Request& request, Context& context) {
    const auto language = context.language;
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    portal::Page page;
    page.title = say("records.title");
    page.description = say("records.text");
    page.menu = "/data";
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p>" << page.description << "</p>";
    doors.database.read([&](db::Connection& connection) {
        const auto there = kinds_there(connection);
        const auto lines = newest_figures(connection, first_year_of_sparks());
        page.is_example = lines.has_demonstration;
        std::vector<std::string> empty;
        bool has_any = false;
        write_themes(html, language, there);
        html << "<div class='themes'>";
        for (const auto& theme : kinds().themes) {
            bool is_first = true;
            for (const auto& kind : kinds().all) {
                if (kind.theme != theme.key)
                    continue;
                const auto found = there.find(kind.key);
                if (!has_records(there, kind)) {
                    empty.push_back(kind.names.in(language));
                    continue;
                }
                if (is_first)
                    html << "<section><h2 id='" << theme.key << "'>" << theme.names.in(language) << "</h2><p>"
                         << theme.about.in(language) << "</p><ul class='kinds'>";
                is_first = false;
                has_any = true;
                html << "<li><a href='" << web::url(address_of(kind)) << "'>" << kind.names.in(language)
                     << "</a><p class='small muted number'>" << say("records.count", {std::to_string(found->second.records)});
                if (found->second.changed_at)
                    html << " · "
                         << say("records.changed",
                                {portal::spoken(language, day_in_china(*found->second.changed_at), year_of(today()))});
                html << "</p>";
                if (kind.chart && kind.chart->kind == Chart::Kind::line)
                    if (const auto figures = lines.by_kind.find(kind.key); figures != lines.by_kind.end())
                        write_spark(html, spark_of(kind, figures->second));
                html << "</li>";
            }
            if (!is_first)
                html << "</ul></section>";
        }
        html << "</div>";
        if (!has_any)
            html << "<p class='empty'>" << say("records.none_yet") << "</p>";
        if (!empty.empty())
            html << "<details><summary>" << say("records.empty_kinds", {std::to_string(empty.size())}) << "</summary><p>"
                 << join(empty, language == Language::en ? ", " : "、") << "</p></details>";
    });
    html << "<p class='ways'><a class='way' href='/data/changes'>" << say("records.changes")
         << "</a> <a class='way' href='/draws'>" << say("records.draws") << "</a></p>";
    html << "<p class='downloads'><a href='/api/v1/records'>" << say("records.as_json") << "</a><a href='/data/catalogue.jsonld'>"
         << say("records.catalogue") << "</a><a href='/open-data'>" << say("records.open_data") << "</a></p>";
    return doors.portal.show(request, std::move(page));
}

// "2026年 政府 “三公”经费合计 1,420 万元": the newest figure, of several lines that of the highest.
std::string spoken_newest(const Kind& kind, const std::vector<Figure>& figures, Language language) {
    const people::Directory no_units({});  // what is told here names none
    const auto& chart = *kind.chart;
    const auto* newest = &figures.back();
    for (const auto& figure : figures)
        if (figure.x == newest->x && amount_of(kind, figure) > amount_of(kind, *newest))
            newest = &figure;
    auto said = spoken(kind.fields[chart.x], newest->x, language, no_units);
    if (chart.series)
        said += " " + spoken(kind.fields[*chart.series], newest->series, language, no_units);
    const auto& y = kind.fields[*chart.y];
    said += " " + y.names.in(language) + " " + spoken(y, unscaled(amount_of(kind, *newest), y.decimals), language, no_units);
    return y.unit.empty() || y.type == Type::percent ? said : said + " " + unit_in(y, language);
}

// Figures of months or years, in one line or in a line for each of a few choices: not one for a town or a firm.
bool may_stand_on_front(const Kind& kind) {
    if (!kind.chart || kind.chart->kind != Chart::Kind::line || kind.fields[kind.chart->x].type == Type::day)
        return false;
    const auto& series = kind.chart->series;
    return !series || kind.fields[*series].type == Type::choice;
}

// On the front page: the kinds drawn as a line whose figures are the freshest.
void write_on_front(const Doors& doors, Html& html, Language language) {
    const auto newest =
        doors.database.read([](db::Connection& connection) { return newest_figures(connection, first_year_of_sparks()); });
    struct Tile {
        std::string x;
        const Kind* kind;
        const std::vector<Figure>* figures;
    };
    std::vector<Tile> tiles;
    for (const auto& kind : kinds().all)
        if (const auto found = newest.by_kind.find(kind.key);
            found != newest.by_kind.end() && may_stand_on_front(kind) && found->second.front().x != found->second.back().x)
            tiles.push_back({found->second.back().x, &kind, &found->second});
    if (tiles.empty())
        return;
    std::ranges::stable_sort(tiles, std::ranges::greater(), &Tile::x);
    tiles.resize(std::min(tiles.size(), tiles_on_front));
    html << "<section class='data'><div class='headed'><h2>" << words(language, "records.title");
    if (newest.has_demonstration)
        html << " <span class='example'>" << words(language, "records.demonstration") << "</span>";
    html << "</h2><a class='way' href='/data'>" << words(language, "records.front.all") << "</a></div><ul class='tiles'>";
    for (const auto& [x, kind, figures] : tiles) {
        html << "<li><a href='" << web::url(address_of(*kind)) << "'>" << kind->names.in(language)
             << "</a><p class='small muted number'>" << spoken_newest(*kind, *figures, language) << "</p>";
        write_spark(html, spark_of(*kind, *figures));
        html << "</li>";
    }
    html << "</ul></section>";
}

// The files are the list on the screen, all of its pages.
void write_downloads(Html& html, Language language, const Kind& kind, const AskedList& list, std::int64_t records) {
    if (records > Workbook::rows_at_most)
        html << "<p class='small muted'>" << words(language, "records.xlsx_full", {std::to_string(Workbook::rows_at_most)})
             << "</p>";
    html << "<p class='downloads'>";
    const auto link = [&](std::string_view below, const char* id) {
        html << "<a href='" << web::url(address_of_file(kind, below, list)) << "'>" << words(language, id) << "</a>";
    };
    link("/records.csv", "records.csv");
    link("/records.xlsx", "records.xlsx");
    link("/records.json", "records.json");
    if (kind.exchange && kind.exchange->is_ocds())
        html << "<a href='" << web::url(address_of(kind) + "/releases.json") << "'>" << words(language, "records.releases")
             << "</a>";
    html << "<a href='" << web::url(address_of(kind) + "/feed.atom") << "'>" << words(language, "records.feed") << "</a><a href='"
         << web::url(address_of(kind) + "/dictionary") << "'>" << words(language, "records.dictionary") << "</a><a href='"
         << web::url("/api/v1/records/" + kind.key) << "'>" << words(language, "records.api") << "</a></p>";
}

struct Shown {
    std::optional<std::size_t> found;  // records with the words that were asked for
    std::vector<Record> rows;
    std::string next;  // "after" of the next page; empty: there is none
    Sorting sorting = Sorting::none;
    bool is_sorted = false;
};

Shown look_up(db::Connection& connection, const Kind& kind, AskedList& list, const Counts& counts, const people::Directory& units,
              Language language) {
    Shown shown;
    const bool is_short = rows_to_look_at(kind, list.asked, counts) <= sorted_at_most;
    shown.sorting = is_short ? Sorting::all : list.asked.has_days() ? Sorting::none : Sorting::by_index;
    if (!list.words.empty()) {
        if (auto rows = rows_with(connection, kind, list, counts, today(), units, language)) {
            constexpr std::size_t found_shown = 100;
            shown.found = rows->size();
            rows->resize(std::min(rows->size(), found_shown));
            shown.rows = std::move(*rows);
            shown.sorting = Sorting::none;
            return shown;
        }
        list.mistakes.push_back({words(language, "records.find.too_many", {std::to_string(sorted_at_most)}), ""});
    }
    if (list.sort && is_short)
        if (auto sorted = sorted_rows(connection, kind, list.asked, counts, *list.sort, today(), units)) {
            const auto from = std::min(list.skipped, sorted->size()), to = std::min(from + rows_a_page, sorted->size());
            if (to < sorted->size())
                shown.next = std::to_string(to);
            shown.rows.assign(std::make_move_iterator(sorted->begin() + static_cast<std::ptrdiff_t>(from)),
                              std::make_move_iterator(sorted->begin() + static_cast<std::ptrdiff_t>(to)));
            shown.is_sorted = true;
            return shown;
        }
    shown.is_sorted = list.sort && shown.sorting == Sorting::by_index && sorted_by(kind, list.sort->field) != SortedBy::nothing;
    auto page = shown.is_sorted ? sorted_list_of(connection, kind, list.asked, counts, *list.sort, list.after, units, today())
                                : list_of(connection, kind, list.asked, counts, list.sort ? Place{} : list.after, today());
    shown.rows = std::move(page.rows);
    if (page.next)
        shown.next = written(*page.next);
    return shown;
}

// What is chosen already, so that a form asks within it.
void write_chosen(Html& html, const Kind& kind, const AskedList& list) {
    const auto hidden = [&](std::string_view name, const std::string& value) {
        if (!value.empty())
            html << "<input type='hidden' name='" << name << "' value='" << value << "'>";
    };
    for (std::size_t slot = 0; slot < kind.filters.size(); ++slot)
        hidden(kind.fields[kind.filters[slot]].key, list.asked.filters[slot]);
    hidden("at", list.asked.place);
    hidden("from", list.asked.from ? to_text(*list.asked.from) : std::string());
    hidden("to", list.asked.to ? to_text(*list.asked.to) : std::string());
}

// A fee, a village, a project by a word of it, within what is chosen beside.
void write_finder(Html& html, Language language, const Kind& kind, const AskedList& list) {
    html << "<form class='find-record' action='" << web::url(address_of(kind)) << "#list' method='get'><label for='words'>"
         << words(language, "records.find.label") << "</label><input id='words' name='words' type='search' maxlength='60' value='"
         << list.words << "'>";
    write_chosen(html, kind, list);
    html << "<button>" << words(language, "records.find.button") << "</button></form>";
}

// A list that is too long to be looked through is found by words all the same: the search has an index of them.
void write_way_to_search(Html& html, Language language, const Kind& kind, const std::string& wanted) {
    web::Fields query;
    query.add("q", wanted);
    query.add("kind", label_code(kind));
    html << "<p><a class='way' href='" << web::url(web::write_target("/search", query)) << "'>"
         << words(language, "records.find.in_search", {kind.names.in(language), wanted}) << "</a></p>";
}

// From which day to which, and where, within what is chosen beside.
void write_query(Html& html, Language language, const Kind& kind, const AskedList& list) {
    const auto say = [&](std::string_view id) { return words(language, id); };
    const auto& query = *kind.query;
    const auto day = [&](const char* name, const std::optional<Day>& value) {
        html << "<label>" << say("records.query." + std::string(name)) << " <input type='date' name='" << std::string_view(name)
             << "' value='" << (value ? to_text(*value) : std::string()) << "'></label>";
    };
    html << "<form class='query-records' action='" << web::url(address_of(kind)) << "#list' method='get'><fieldset><legend>"
         << say(query.places.empty() ? "records.query.day" : "records.query.place_and_day") << "</legend>";
    if (!query.places.empty())
        html << "<label>" << name_of_places(kind, language) << " <input type='text' name='at' maxlength='30' value='"
             << list.asked.place << "'></label>";
    day("from", list.asked.from);
    day("to", list.asked.to);
    auto others = list;
    others.asked.place.clear();
    others.asked.from.reset();
    others.asked.to.reset();
    write_chosen(html, kind, others);
    html << "<button>" << say("records.query.button") << "</button></fieldset><p class='small muted'>" << query.says.in(language);
    if (list.asked != others.asked)
        html << " <a href='" << web::url(address_of(kind, "", others.asked)) << "'>" << say("records.filter.all") << "</a>";
    html << "</p></form>";
}

// Where the list is of one town, or of one unit, its newest record: how that went through the months is drawn in place of all
// towns beside each other. Nothing where it is not.
const Record* newest_of_one(const Kind& kind, const Asked& asked, const std::vector<Record>& rows) {
    const auto period = kind.period();
    constexpr std::size_t period_and_one = 2;
    if (kind.measured.empty() || !period || kind.identity.size() != period_and_one || asked.chosen() != 1 || rows.size() < 2)
        return nullptr;
    const auto who = kind.identity[kind.identity.front() == *period ? 1 : 0];
    const auto slot = kind.slot_of(who);
    if (!slot || asked.filters[*slot].empty())
        return nullptr;
    return &*std::ranges::max_element(rows, {}, [&](const Record& row) { return row.values[*period]; });
}

Response list(const Doors& doors, Request& request, Context& context) {
    const auto* kind = kinds().find(context.parameter("kind"));
    if (!kind)
        return doors.site.trouble(404, request);
    const auto language = context.language;
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    auto list = asked_list(request, *kind, language);
    portal::Page page;
    page.title = kind->names.in(language);
    page.description = kind->about.in(language);
    page.menu = "/data";
    page.trail = {{say("records.title"), "/data"}};
    page.feed = address_of(*kind) + "/feed.atom";
    auto& html = page.content;
    html << "<h1>" << page.title << "</h1><p class='lead'>" << page.description << "</p>";
    doors.database.read([&](db::Connection& connection) {
        const auto units = people::directory(connection);
        const auto counts = counts_for(connection, *kind, list.asked);
        const auto shown = look_up(connection, *kind, list, counts, units, language);
        if (!shown.is_sorted)
            list.sort.reset();
        const bool has_example = std::ranges::any_of(shown.rows, &Record::is_demonstration);
        page.is_example = has_example && std::ranges::all_of(shown.rows, &Record::is_demonstration);
        if (has_example && !page.is_example) {
            // Of some the page as a whole does not say it: each is marked in its row.
            page.meta.emplace_back("robots", "noindex");
            html << "<p class='banner' role='note'><strong>" << say("records.demonstration.partly") << "</strong> "
                 << say("records.demonstration.partly.text") << "</p>";
        }
        for (const auto& mistake : list.mistakes)
            html << "<p class='empty' role='status'>" << mistake.said << mistake.made_of_it << "</p>";
        if (!list.words.empty() && shown.found.value_or(0) == 0)
            write_way_to_search(html, language, *kind, list.words);
        if (list.is_first && list.words.empty())
            write_other_ways(html, language, *kind);
        // Where nothing is found nothing is drawn: a picture of all the others would pass for what was asked for.
        if (list.is_first && list.words.empty() && !shown.rows.empty()) {
            write_ranking(html, language, connection, *kind, list.asked, counts, units);
            if (const auto* newest_of_it = newest_of_one(*kind, list.asked, shown.rows))
                write_trend(html, language, connection, *kind, *newest_of_it, units);
            else
                write_chart(html, language, connection, *kind, list.asked, counts, units, today());
        }
        const ListView view{*kind, list, counts, units, shown.sorting};
        html << "<h2 id='list'>" << say("records.list") << "</h2>";
        if (kind->query)
            write_query(html, language, *kind, list);
        write_finder(html, language, *kind, list);
        html << "<div class='beside'>";
        write_filters(html, language, view);
        html << "<div><p class='muted number'>";
        if (shown.found)
            html << say("records.find.found", {list.words, std::to_string(*shown.found)}) << " <a href='"
                 << web::url(address_of(*kind, "", list.asked)) << "'>" << say("records.filter.all") << "</a>";
        else if (list.is_first && shown.next.empty() && !shown.is_sorted)
            html << say("records.count", {std::to_string(shown.rows.size())});  // they are all here
        else
            html << say(counts.is_exact ? "records.count" : "records.count_at_most", {std::to_string(counts.total)});
        html << "</p>";
        if (shown.rows.empty())
            html << "<p class='empty'>"
                 << say(!shown.next.empty()                           ? "records.list.looked_through"
                        : !list.is_first                              ? "records.list.no_more"
                        : list.asked == Asked() && list.words.empty() ? "records.list.nothing_yet"
                                                                      : "records.list.none")
                 << "</p>";
        else
            write_rows(html, language, view, shown.rows);
        if (!list.is_first || !shown.next.empty()) {
            html << "<nav class='neighbours' aria-label='" << say("records.list.pages") << "'>";
            if (!list.is_first)
                html << "<a href='" << web::url(address_of(*kind, "", list.asked, list.sort)) << "'>" << say("records.list.first")
                     << "</a>";
            if (!shown.next.empty())
                html << "<a href='" << web::url(address_of(*kind, "", list.asked, list.sort, shown.next)) << "' rel='next'>"
                     << say("records.list.next") << "</a>";
            html << "</nav>";
        }
        auto in_files = list;
        if (!shown.found)
            in_files.words.clear();
        write_downloads(html, language, *kind, in_files, counts.total);
        html << "</div></div>";
    });
    write_basis(html, language, *kind, doors.portal);
    return doors.portal.show(request, std::move(page));
}

}  // namespace

void hang_portal_pages(Doors& doors) {
    doors.portal.add_menu_entry({"/data", "records.title"});
    doors.portal.add_front_block(portal::Portal::Place::figures,
                                 [doors](Html& html, Language language) { write_on_front(doors, html, language); });
    auto& router = doors.site.router();
    router.get("/data", "records.home", with(doors, home)).cached({public_data}).sql_at_most(2);
    router.get("/records/{kind}", "records.list", with(doors, list)).cached({public_data}).reads(list_query()).sql_at_most(11);
}

}  // namespace gongkai::records
