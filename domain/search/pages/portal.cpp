// The page of what was found, and what a browser needs to ask it from its own box.
#include <algorithm>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/search/pages/pages.h"
#include "domain/search/room.h"

namespace gongkai::search {

const std::vector<std::string> query_fields{"q",        "kind", "unit", "theme", "column", "year",
                                            "validity", "from", "to",   "order", "page"};

AskedPage asked_in(const web::Request& request, Language language) {
    AskedPage page;
    auto& asked = page.asked;
    const auto field = [&](std::string_view name) { return std::string(trim(request.query.first(name).value_or(""))); };
    asked.text = field("q");
    asked.kind = field("kind");
    asked.unit = field("unit");
    asked.theme = field("theme");
    asked.column = field("column");
    const auto wrong = [&](std::string_view id, const std::string& typed) {
        page.mistakes.push_back(words(language, id, {typed}));
    };
    if (const auto typed = field("year"); !typed.empty()) {
        const auto year = whole_number(typed);
        if (year && *year >= 1900 && *year <= 2199)
            asked.year = static_cast<int>(*year);
        else
            wrong("search.refuse.year", typed);
    }
    if (const auto typed = field("validity"); !typed.empty()) {
        asked.validity = validity_from(typed);
        if (asked.validity == Validity::none)
            wrong("search.refuse.validity", typed);
    }
    for (const auto& [name, day] : {std::pair{"from", &asked.from}, std::pair{"to", &asked.to}})
        if (const auto typed = field(name); !typed.empty()) {
            *day = parse_day(typed);
            if (!*day)
                wrong("search.refuse.day", typed);
        }
    if (asked.from && asked.to && *asked.from > *asked.to)
        std::swap(asked.from, asked.to);
    asked.order = field("order") == "newest" ? Order::newest : Order::best;
    if (const auto typed = field("page"); !typed.empty()) {
        const auto number = whole_number(typed);
        if (number && *number >= 1 && *number <= pages_at_most)
            asked.page = static_cast<int>(*number);
        else
            page.mistakes.push_back(words(language, "search.refuse.page", {typed, std::to_string(pages_at_most)}));
    }
    return page;
}

std::string address_of(const Asked& asked, std::string_view path) {
    std::string address(path);
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            address.append(address.size() == path.size() ? "?" : "&").append(name).append("=").append(web::encode(value));
    };
    add("q", asked.text);
    add("kind", asked.kind);
    add("unit", asked.unit);
    add("theme", asked.theme);
    add("column", asked.column);
    add("year", asked.year == 0 ? "" : std::to_string(asked.year));
    add("validity", word_of(asked.validity));
    add("from", asked.from ? to_text(*asked.from) : "");
    add("to", asked.to ? to_text(*asked.to) : "");
    add("order", asked.order == Order::newest ? "newest" : "");
    add("page", asked.page > 1 ? std::to_string(asked.page) : "");
    return address;
}

namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

constexpr std::size_t choices_seen = 8;

std::string name_of(Language language, Validity validity) {
    return words(language, "search.validity." + std::string(word_of(validity)));
}

std::string_view look_of(Validity validity) {
    switch (validity) {
        case Validity::in_force:
            return "done";
        case Validity::amended:
        case Validity::partly_repealed:
            return "soon";
        case Validity::not_yet:
        case Validity::none:
            return "not-due";
        case Validity::expired:
        case Validity::repealed:
            return "late";
    }
    return "not-due";
}
std::string_view sign_of(Validity validity) {
    switch (validity) {
        case Validity::in_force:
            return "✓";
        case Validity::amended:
        case Validity::partly_repealed:
            return "◐";
        case Validity::not_yet:
        case Validity::none:
            return "○";
        case Validity::expired:
        case Validity::repealed:
            return "✕";
    }
    return "○";
}

void write_marked(Html& html, std::string_view text, const Marks& marks) {
    std::size_t at = 0;
    for (const auto& [begin, end] : marks) {
        if (begin < at || end > text.size())
            continue;
        html << text.substr(at, begin - at) << "<mark>" << text.substr(begin, end - begin) << "</mark>";
        at = end;
    }
    html << text.substr(at);
}

class Page {
  public:
    Page(Html& html, Language language, const Asked& asked) : html_(html), language_(language), asked_(asked) {}

    void form() {
        html_ << "<form class='ask' action='/search' role='search'><label for='q'>" << say("search.label")
              << "</label><div class='row'><input id='q' name='q' type='search' value='" << asked_.text << "' maxlength='"
              << typed_at_most << "'><button>" << say("search.button") << "</button></div></form>";
    }

    void found(const Found& found) {
        told(found);
        if (found.hits.empty()) {
            nothing(found);
            return;
        }
        html_ << "<div class='beside'>";
        facets(found);
        html_ << "<div>";
        orders();
        const auto whole = found.hits.size() - found.near_hits;
        if (whole > 0)
            hits(found, 0, whole);
        if (found.near_hits > 0) {
            html_ << "<h2 class='near'>" << say(whole > 0 ? "search.near" : "search.near.alone") << "</h2>";
            hits(found, whole, found.hits.size());
        }
        pages(found);
        html_ << "</div></div>";
    }

  private:
    std::string say(std::string_view id, const std::vector<std::string>& arguments = {}) const {
        return words(language_, id, arguments);
    }
    web::Raw chinese() const { return web::when(language_ == Language::en, " lang='zh-CN'"); }

    // How it was found, and how many.
    void told(const Found& found) {
        html_ << "<p class='told-of' role='status'>"
              << say(found.is_exact ? "search.total" : "search.total.at_least", {std::to_string(found.total)});
        const auto quoted = [&](const std::vector<std::string>& all) {
            std::string text;
            for (const auto& one : all)
                text += say("search.quoted", {one});
            return text;
        };
        if (found.way == Way::apart)
            html_ << " " << say("search.way.apart", {quoted(found.words)});
        else if (found.way == Way::alike)
            html_ << " " << say("search.way.alike", {asked_.text});
        else if (found.way == Way::sounds_alike)
            html_ << " " << say("search.way.sounds_alike", {asked_.text, quoted(found.instead)});
        if (found.way != Way::sounds_alike && !found.instead.empty())
            html_ << " " << say("search.instead", {quoted(found.instead)});
        if (found.is_cut_short)
            html_ << " " << say("search.cut_short");
        html_ << "</p>";
    }

    void nothing(const Found& found) {
        html_ << "<div class='nothing'><h2>" << say("search.nothing", {asked_.text}) << "</h2><ul>";
        if (asked_.has_filters()) {
            Asked without{asked_.text};
            html_ << "<li><a href='" << web::url(address_of(without)) << "'>" << say("search.nothing.without_filters")
                  << "</a></li>";
        }
        for (const auto& wider : found.wider) {
            Asked other{wider.text};
            html_ << "<li><a href='" << web::url(address_of(other)) << "'>"
                  << say("search.wider.one", {wider.text, std::to_string(wider.total)}) << "</a></li>";
        }
        html_ << "<li>" << say("search.nothing.advice") << "</li><li><a href='/documents'>" << say("search.nothing.documents")
              << "</a></li><li><a href='/catalogue'>" << say("search.nothing.catalogue") << "</a></li><li><a href='/guide'>"
              << say("search.nothing.request") << "</a></li></ul></div>";
    }

    void orders() {
        html_ << "<p class='orders'>" << say("search.order");
        for (const auto& [order, id] :
             {std::pair{Order::best, "search.order.best"}, std::pair{Order::newest, "search.order.newest"}}) {
            auto other = asked_;
            other.order = order;
            other.page = 1;
            html_ << " <a href='" << web::url(address_of(other)) << "'"
                  << web::when(asked_.order == order, " aria-current='true'") << ">" << say(id) << "</a>";
        }
        html_ << "</p>";
    }

    struct Choice {
        std::string text, address;
        std::uint64_t documents = 0;
        bool is_chosen = false, is_chinese = false;
    };

    void facet(std::string_view title, const std::vector<Choice>& choices, const Asked& all, bool is_open) {
        const bool has_choice = std::ranges::any_of(choices, &Choice::is_chosen);
        if (choices.empty())
            return;
        html_ << "<details" << web::when(is_open || has_choice, " open") << "><summary>" << say(title) << "</summary><ul>";
        if (has_choice)
            html_ << "<li><a href='" << web::url(address_of(all)) << "'>" << say("search.facet.all") << "</a></li>";
        const auto lines = [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to && i < choices.size(); ++i)
                html_ << "<li><a href='" << web::url(choices[i].address) << "'"
                      << web::when(choices[i].is_chosen, " aria-current='true'")
                      << web::when(choices[i].is_chinese && language_ == Language::en, " lang='zh-CN'") << ">" << choices[i].text
                      << "</a> <span class='muted small number'>" << choices[i].documents << "</span></li>";
        };
        lines(0, choices_seen);
        html_ << "</ul>";
        if (choices.size() > choices_seen) {
            html_ << "<details><summary>" << say("search.facet.more", {std::to_string(choices.size() - choices_seen)})
                  << "</summary><ul>";
            lines(choices_seen, choices.size());
            html_ << "</ul></details>";
        }
        html_ << "</details>";
    }

    void facets(const Found& found) {
        html_ << "<nav class='facets' aria-label='" << say("search.facets") << "'>";
        const auto first = [&] {
            auto other = asked_;
            other.page = 1;
            return other;
        };
        const auto of_text = [&](Facet column, std::string_view title, std::string Asked::* field, bool is_open) {
            std::vector<Choice> choices;
            for (const auto& value : found.facets[static_cast<std::size_t>(column)]) {
                auto other = first();
                other.*field = value.code;
                choices.push_back({value.label.name(language_), address_of(other), value.documents, asked_.*field == value.code,
                                   value.label.en.empty()});
            }
            auto all = first();
            (all.*field).clear();
            facet(title, choices, all, is_open);
        };
        of_text(Facet::kind, "search.facet.kind", &Asked::kind, true);
        std::vector<Choice> validities;
        for (const auto& value : found.facets[static_cast<std::size_t>(Facet::validity)]) {
            auto other = first();
            other.validity = validity_from(value.code);
            validities.push_back({name_of(language_, other.validity), address_of(other), value.documents,
                                  asked_.validity == other.validity, false});
        }
        auto any_validity = first();
        any_validity.validity = Validity::none;
        facet("search.facet.validity", validities, any_validity, true);
        of_text(Facet::unit, "search.facet.unit", &Asked::unit, false);
        std::vector<Choice> years;
        for (const auto& value : found.facets[static_cast<std::size_t>(Facet::year)]) {
            auto other = first();
            other.year = static_cast<int>(whole_number(value.code).value_or(0));
            years.push_back({value.code, address_of(other), value.documents, asked_.year == other.year, false});
        }
        auto any_year = first();
        any_year.year = 0;
        facet("search.facet.year", years, any_year, false);
        of_text(Facet::theme, "search.facet.theme", &Asked::theme, false);
        of_text(Facet::column, "search.facet.column", &Asked::column, false);
        html_ << "</nav>";
    }

    void hits(const Found& found, std::size_t from, std::size_t to) {
        html_ << "<ol class='hits'>";
        for (std::size_t i = from; i < to; ++i)
            one(found, found.hits[i]);
        html_ << "</ol>";
    }

    void one(const Found& found, const Hit& hit) {
        const auto& entry = hit.kept.entry;
        html_ << "<li><div class='top'>";
        if (hit.kept.validity != Validity::none)
            html_ << "<span class='state " << look_of(hit.kept.validity) << "'><span aria-hidden='true'>"
                  << sign_of(hit.kept.validity) << "</span>" << name_of(language_, hit.kept.validity) << "</span>";
        html_ << "<a href='" << web::url(entry.address) << "'" << chinese() << ">";
        write_marked(html_, entry.title, hit.title_marks);
        html_ << "</a>";
        if (const auto* kind = found.label(hit.kept.kind))
            html_ << "<span class='small muted'" << web::when(language_ == Language::en && kind->en.empty(), " lang='zh-CN'")
                  << ">" << kind->name(language_) << "</span>";
        if (entry.is_demonstration)
            html_ << "<span class='example'>" << say("search.example") << "</span>";
        html_ << "</div>";
        if (!hit.passage.empty()) {
            html_ << "<p class='passage'" << chinese() << ">";
            write_marked(html_, hit.passage, hit.passage_marks);
            html_ << "</p>";
        }
        html_ << "<p class='small muted'>";
        if (const auto* unit = found.label(hit.kept.unit); unit && entry.source != "unit")
            html_ << "<span" << chinese() << ">" << unit->name(language_) << "</span>　";
        if (entry.published_on != undated)
            html_ << portal::spoken_in_full(language_, entry.published_on) << "　";
        if (!entry.number.empty())
            html_ << "<span class='number-of'" << chinese() << ">" << entry.number << "</span>　";
        if (const auto* column = found.label(hit.kept.column); column && entry.source != "column")
            html_ << "<span" << web::when(language_ == Language::en && column->en.empty(), " lang='zh-CN'") << ">"
                  << column->name(language_) << "</span>　";
        for (const auto& format : entry.formats)
            if (format != "html")
                html_ << "<span class='format'>" << format << "</span> ";
        html_ << "</p>";
        act(found, hit);
        html_ << "</li>";
    }

    void act(const Found& found, const Hit& hit) {
        const auto& entry = hit.kept.entry;
        if (entry.act == Act::none && entry.telephone.empty())
            return;
        html_ << "<p class='acts small'>";
        const auto* unit = found.label(hit.kept.unit);
        if (entry.act == Act::download)
            html_ << "<a href='" << web::url(entry.act_address) << "'>" << say("search.act.download") << "</a>";
        else if (entry.act == Act::ask && unit)
            html_ << "<a href='" << web::url(entry.act_address) << "'>" << say("search.act.ask", {unit->name(language_)})
                  << "</a>";
        if (!entry.telephone.empty())
            html_ << " <span class='number'>" << say("search.telephone", {entry.telephone}) << "</span>";
        html_ << "</p>";
    }

    void pages(const Found& found) {
        const auto last = std::min<std::uint64_t>((found.total + hits_a_page - 1) / hits_a_page, pages_at_most);
        if (last <= 1)
            return;
        html_ << "<nav class='neighbours' aria-label='" << say("search.pages") << "'>";
        const auto link = [&](int page, std::string_view id) {
            auto other = asked_;
            other.page = page;
            html_ << "<a href='" << web::url(address_of(other)) << "'>" << say(id) << "</a>";
        };
        if (asked_.page > 1)
            link(asked_.page - 1, "search.pages.before");
        html_ << "<span class='muted'>" << say("search.pages.at", {std::to_string(asked_.page), std::to_string(last)})
              << "</span>";
        if (static_cast<std::uint64_t>(asked_.page) < last)
            link(asked_.page + 1, "search.pages.next");
        html_ << "</nav>";
    }

    Html& html_;
    const Language language_;
    const Asked& asked_;
};

Response search_page(const Doors& doors, const Keeper& keeper, const Request& request, Context& context) {
    const auto language = context.language;
    auto [asked, mistakes] = asked_in(request, language);
    portal::Page page;
    page.title = asked.text.empty() ? words(language, "search.title") : words(language, "search.title.of", {asked.text});
    page.description = words(language, "search.description");
    page.meta = {{"robots", "noindex"}};
    auto& html = page.content;
    html << "<h1>" << words(language, "search.title") << "</h1>";
    Page view(html, language, asked);
    view.form();
    const bool is_wrong = !mistakes.empty();
    for (const auto& mistake : mistakes)
        html << "<p class='empty' role='alert'>" << mistake << "</p>";
    if (asked.text.empty() && !asked.has_filters()) {
        html << "<p>" << words(language, "search.examples") << "</p><ul class='inline'>";
        for (const std::string_view id : {"search.example.1", "search.example.2", "search.example.3", "search.example.4"}) {
            Asked example{words(language, id)};
            html << "<li><a href='" << web::url(address_of(example)) << "'>" << example.text << "</a></li>";
        }
        html << "</ul>";
        return doors.portal.show(request, std::move(page), is_wrong ? 400 : 200);
    }
    const auto index = keeper.index();
    if (!index) {
        const auto [done, all] = keeper.making();
        html << "<p class='empty' role='status'>"
             << (all > 0 ? words(language, "search.being_made", {std::to_string(done), std::to_string(all)})
                         : words(language, "search.being_opened"))
             << "</p>";
        return doors.portal.show(request, std::move(page), 503);
    }
    const auto known = keeper.suggestions();
    const auto found =
        doors.database.read([&](db::Connection& connection) { return find(connection, *index, known.get(), asked); });
    if (!found) {
        html << "<p class='empty' role='alert'>" << words(language, found.error()) << "</p>";
        return doors.portal.show(request, std::move(page), 400);
    }
    page.is_example = std::ranges::any_of(found->hits, [](const Hit& hit) { return hit.kept.entry.is_demonstration; });
    view.found(*found);
    return doors.portal.show(request, std::move(page), is_wrong ? 400 : 200);
}

// https://github.com/dewitt/opensearch: a browser asks this site from its own box.
Response description(const Doors& doors, const Request&, Context& context) {
    const auto& site = doors.settings.text("site.address");
    const auto name = doors.portal.name(context.language);
    std::string out =
        "<?xml version='1.0' encoding='UTF-8'?>\n<OpenSearchDescription xmlns='http://a9.com/-/spec/opensearch/1.1/'>\n";
    const auto add = [&](std::string_view element, std::string_view text) {
        out.append("<").append(element).append(">").append(web::escaped(text)).append("</").append(element).append(">\n");
    };
    auto short_name = to_code_points(name);
    if (short_name.size() > 16)
        short_name.resize(16);
    add("ShortName", to_utf8(short_name));
    add("Description", words(context.language, "search.description"));
    add("InputEncoding", "UTF-8");
    out += "<Url type='text/html' template='" + web::escaped(site) + "/search?q={searchTerms}'/>\n";
    out += "<Url type='application/json' template='" + web::escaped(site) + "/api/v1/search?q={searchTerms}'/>\n";
    out += "<Url type='application/x-suggestions+json' template='" + web::escaped(site) + "/api/v1/suggest?q={searchTerms}'/>\n";
    out += "</OpenSearchDescription>\n";
    return Response::bytes(std::move(out), "application/opensearchdescription+xml; charset=utf-8");
}

}  // namespace

void hang_portal_pages(Doors& doors, Keeper& keeper) {
    auto& router = doors.site.router();
    router
        .get("/search", "search.page",
             [doors, &keeper](Request& request, Context& context) { return search_page(doors, keeper, request, context); })
        .reads(query_fields)
        .in_lane(lane)
        .sql_at_most(8);
    router.get("/opensearch.xml", "search.description", with(doors, description)).cached({});
}

}  // namespace gongkai::search
