// The page of what was found, and what a browser needs to ask it from its own box.
#include <algorithm>
#include <cctype>

#include "base/core/telephone.h"
#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/search/answers.h"
#include "domain/search/apart.h"
#include "domain/search/asked.h"
#include "domain/search/pages/answer_view.h"
#include "domain/search/pages/counted.h"
#include "domain/search/pages/pages.h"
#include "domain/search/room.h"

namespace gongkai::search {

const std::vector<std::string> query_fields{"q",        "kind", "unit", "theme", "column", "year",
                                            "validity", "from", "to",   "order", "as",     "page"};

std::string refused_page(const std::string& typed, int last, Language language) {
    const bool is_number = whole_number(typed).value_or(0) > 0;
    return words(language, is_number ? "search.refuse.page_beyond" : "search.refuse.page", {typed, std::to_string(last)});
}

AskedPage asked_in(const web::Fields& query, Language language) {
    AskedPage page;
    auto& asked = page.asked;
    const auto field = [&](std::string_view name) { return std::string(trim(query.first(name).value_or(""))); };
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
    asked.is_as_typed = field("as") == "typed";
    if (const auto typed = field("order"); !typed.empty() && typed != "best") {
        asked.order = order_from(typed);
        if (asked.order == Order::best)
            wrong("search.refuse.order", typed);
    }
    if (const auto typed = field("page"); !typed.empty()) {
        const auto number = whole_number(typed);
        if (number && *number >= 1 && *number <= pages_at_most)
            asked.page = static_cast<int>(*number);
        else
            page.mistakes.push_back(refused_page(typed, pages_at_most, language));
    }
    return page;
}

namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

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

// Who turns a page or narrows what was found has asked once.
bool is_new_question(const Asked& asked) { return asked.page == 1 && asked.order == Order::best && !asked.has_filters(); }

class Page {
  public:
    Page(Html& html, Language language, const Asked& asked) : html_(html), language_(language), asked_(asked) {}

    void form() {
        html_ << "<form class='ask' action='/search' role='search'><label for='q'>" << say("search.label")
              << "</label><div class='row'><input id='q' name='q' type='search' value='" << asked_.text << "' maxlength='"
              << typed_at_most << "'><button>" << say("search.button") << "</button></div></form>";
    }

    void found(const Found& found, const std::optional<Answer>& answer, bool is_told_to_office) {
        if (answer)
            write_answer(html_, language_, *answer);
        // Where it was answered nobody is told that nothing was found.
        if (answer && found.hits.empty())
            return;
        told(found);
        chosen(found);
        if (found.hits.empty()) {
            nothing(found, is_told_to_office);
            return;
        }
        html_ << "<p class='to-facets'><a class='way' href='#narrow'>" << say("search.facets") << "</a></p><div class='beside'>";
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
        html_ << "<p class='told-of' role='status'>";
        if (found.total == 0 && found.near_hits > 0)
            html_ << say("search.total.near", {std::to_string(found.near_hits)});
        else
            html_ << say(!found.is_exact    ? "search.total.at_least"
                         : found.total == 1 ? "search.total.one"
                                            : "search.total",
                         {std::to_string(found.total)});
        const auto quoted = [&](const std::vector<std::string>& all) {
            std::string text;
            for (const auto& one : all)
                text += say("search.quoted", {one});
            return text;
        };
        // Who typed a whole title and sees it here is not told that nothing has it in one piece.
        const auto typed = trim(asked_.text);
        const bool has_it_whole = std::ranges::any_of(
            found.hits, [&](const Hit& hit) { return hit.kept.entry.title.find(typed) != std::string::npos; });
        if (found.way == Way::apart)
            html_ << " "
                  << say(found.words.size() < 2 ? "search.way.one"
                         : has_it_whole         ? "search.way.apart_too"
                                                : "search.way.apart",
                         {quoted(found.words)});
        else if (found.way == Way::alike)
            html_ << " " << say("search.way.alike", {asked_.text});
        else if (found.way == Way::sounds_alike)
            html_ << " " << say("search.way.sounds_alike", {asked_.text, quoted(found.instead)});
        else if (found.way == Way::other_number && !found.hits.empty())
            html_ << " " << say("search.way.other_number", {asked_.text});
        if (found.way != Way::sounds_alike && !found.instead.empty())
            html_ << " " << say("search.instead", {quoted(found.instead)});
        if (found.later > 0)
            html_ << " " << say("search.later", {std::to_string(found.later)});
        if (found.is_cut_short)
            html_ << " " << say("search.cut_short");
        html_ << "</p>";
        read_otherwise(found);
    }

    // What was taken for something else than its characters, and the way back.
    void read_otherwise(const Found& found) {
        std::vector<std::string> all;
        if (!found.asked_instead.empty())
            all.push_back(say("search.read.instead", {found.asked_instead}));
        if (found.days)
            all.push_back(say("search.read.days", {found.days->said, spoken(found.days->from, found.days->to)}));
        if (found.empty_days)
            all.push_back(
                say("search.read.empty_days", {found.empty_days->said, spoken(found.empty_days->from, found.empty_days->to)}));
        else if (found.is_newest_first)
            all.push_back(say("search.read.newest"));
        if (all.empty())
            return;
        auto typed = asked_;
        typed.is_as_typed = true;
        typed.page = 1;
        html_ << "<p class='read'>";
        for (const auto& one : all)
            html_ << "<span>" << one << "</span> ";
        html_ << "<a href='" << web::url(address_of(typed)) << "'>" << say("search.read.as_typed", {asked_.text}) << "</a></p>";
    }
    void chosen(const Found& found) {
        std::vector<Chosen> all;
        const auto add = [&](std::string_view name, const std::string& value, const auto& drop) {
            auto without = asked_;
            without.page = 1;
            drop(without);
            all.push_back({std::string(name), value, address_of(without)});
        };
        for (const auto& [facet, field] : {std::pair{"kind", &Asked::kind}, std::pair{"unit", &Asked::unit},
                                           std::pair{"theme", &Asked::theme}, std::pair{"column", &Asked::column}}) {
            const auto& code = asked_.*field;
            const auto known = std::ranges::find_if(found.labels, [&, name = std::string_view(facet)](const auto& label) {
                return label.second.facet == name && label.second.label.code == code;
            });
            if (known != found.labels.end())
                add("search.facet." + std::string(facet), known->second.label.name(language_),
                    [&, member = field](Asked& without) { (without.*member).clear(); });
        }
        if (asked_.year != 0)
            add("search.facet.year", std::to_string(asked_.year), [](Asked& without) { without.year = 0; });
        if (asked_.validity != Validity::none)
            add("search.facet.validity", name_of(language_, asked_.validity),
                [](Asked& without) { without.validity = Validity::none; });
        if (asked_.from || asked_.to)
            add("search.described.days",
                (asked_.from ? to_text(*asked_.from) : "") + " – " + (asked_.to ? to_text(*asked_.to) : ""),
                [](Asked& without) { without.from = without.to = std::nullopt; });
        write_chosen(html_, language_, all);
    }
    std::string spoken(Day from, Day to) const {
        const auto first = portal::spoken_in_full(language_, from);
        return from == to ? first : say("search.read.span", {first, portal::spoken_in_full(language_, to)});
    }

    void nothing(const Found& found, bool is_told_to_office) {
        if (found.total > 0) {
            auto first = asked_;
            first.page = 1;
            html_ << "<div class='nothing'><h2>" << say("search.beyond", {std::to_string(asked_.page)})
                  << "</h2><p><a class='way' href='" << web::url(address_of(first)) << "'>" << say("search.beyond.first")
                  << "</a></p></div>";
            return;
        }
        html_ << "<div class='nothing'><h2>"
              << say(found.way == Way::other_number ? "search.nothing.number"
                     : found.is_narrowed_away       ? "search.nothing.narrowed"
                                                    : "search.nothing",
                     {asked_.text})
              << "</h2><ul>";
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
              << say("search.nothing.request") << "</a></li></ul>";
        if (is_told_to_office && is_new_question(asked_) && found.synonyms &&
            may_be_kept(question_of(asked_.text), intake::carried_checking(Language::zh, today()), *found.synonyms))
            html_ << "<p class='small muted'>" << say("search.nothing.told") << "</p>";
        html_ << "</div>";
    }

    void orders() {
        html_ << "<p class='orders'>" << say("search.order");
        for (const auto& [order, id] :
             {std::pair{Order::best, "search.order.best"}, std::pair{Order::newest, "search.order.newest"},
              std::pair{Order::downloads, "search.order.downloads"}}) {
            auto other = asked_;
            other.order = order;
            other.page = 1;
            html_ << " <a href='" << web::url(address_of(other)) << "'"
                  << web::when(asked_.order == order, " aria-current='true'") << ">" << say(id) << "</a>";
        }
        html_ << "</p>";
    }

    void facets(const Found& found) {
        html_ << "<nav class='facets' id='narrow' aria-label='" << say("search.facets") << "'>";
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
            write_facet(html_, language_, title, choices, address_of(all), is_open);
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
        write_facet(html_, language_, "search.facet.validity", validities, address_of(any_validity), true);
        of_text(Facet::unit, "search.facet.unit", &Asked::unit, false);
        std::vector<Choice> years;
        for (const auto& value : found.facets[static_cast<std::size_t>(Facet::year)]) {
            auto other = first();
            other.year = static_cast<int>(whole_number(value.code).value_or(0));
            years.push_back({value.code, address_of(other), value.documents, asked_.year == other.year, false});
        }
        auto any_year = first();
        any_year.year = 0;
        write_facet(html_, language_, "search.facet.year", years, address_of(any_year), false);
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
        if (!hit.recommended_by.empty())
            html_ << "<span class='recommended'>" << say("search.hit.recommended") << " · <span" << chinese() << ">"
                  << hit.recommended_by << "</span></span>";
        const auto* kind = found.label(hit.kept.kind);
        write_validity(html_, language_, hit.kept.validity, kind ? kind->code : "");
        html_ << "<a href='" << web::url(entry.address) << "'" << chinese() << ">";
        write_marked(html_, entry.title, hit.title_marks);
        html_ << "</a>";
        if (kind)
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
        if (entry.day() != undated)
            html_ << portal::spoken_in_full(language_, entry.day()) << "　";
        if (!entry.number.empty())
            html_ << "<span class='number-of'" << chinese() << ">" << entry.number << "</span>　";
        if (const auto* column = found.label(hit.kept.column); column && entry.source != "column")
            html_ << "<span" << web::when(language_ == Language::en && column->en.empty(), " lang='zh-CN'") << ">"
                  << column->name(language_) << "</span>　";
        for (const auto& format : entry.formats)
            if (format != "html")
                html_ << "<span class='format'>" << format << "</span> ";
        if (asked_.order == Order::downloads && hit.need.downloaded > 0)
            html_ << " <span class='number'>" << say("search.downloaded", {std::to_string(hit.need.downloaded)}) << "</span>";
        html_ << "</p>";
        act(found, hit);
        html_ << "</li>";
    }

    // What a reader may do with it at once, and whom he may ask.
    void act(const Found& found, const Hit& hit) {
        const auto& entry = hit.kept.entry;
        const auto* unit = found.label(hit.kept.unit);
        const auto known = found.contacts.find(hit.kept.unit);
        const Contact contact = known == found.contacts.end() ? Contact() : known->second;
        const bool may_ask = unit && whole_number(unit->code) && entry.source != "unit";
        // A telephone that stands in the thing is the thing's, and not that of whoever has published it.
        const bool has_its_own = !entry.telephone.empty();
        const auto& telephone = has_its_own ? entry.telephone : contact.telephone;
        if (entry.act == Act::none && telephone.empty() && !may_ask)
            return;
        const auto call = [&] {
            if (const auto dial = telephone_address(telephone); !dial.empty())
                html_ << "<a class='number' href='" << web::url(dial) << "' aria-label='"
                      << say("search.dial", {has_its_own || !unit ? entry.title : unit->name(language_), telephone}) << "'>"
                      << (has_its_own ? say("search.act.call", {telephone}) : telephone) << "</a> ";
        };
        html_ << "<p class='acts small'>";
        if (entry.act == Act::download || entry.act == Act::apply)
            html_ << "<a href='" << web::url(entry.act_address) << "'>"
                  << say(entry.act == Act::apply ? "search.act.apply" : "search.act.download") << "</a> ";
        if (has_its_own)
            call();
        if (may_ask)
            html_ << "<a href='" << web::url("/units/" + unit->code) << "'>" << say("search.act.ask", {unit->name(language_)})
                  << "</a> ";
        if (!has_its_own)
            call();
        html_ << "</p>";
        if (contact.hours.empty() && contact.place.empty())
            return;
        html_ << "<details class='small'><summary>" << say("search.act.where", {unit->name(language_)}) << "</summary><p"
              << chinese() << ">" << contact.hours << "<br>" << contact.place;
        if (!contact.map_address.empty())
            html_ << " <a href='" << web::url(contact.map_address) << "'>" << say("search.act.map") << "</a>";
        html_ << "</p></details>";
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

// What follows a question asks it as typed: it is given the words that were asked for where they are others.
Asked followed_of(const Asked& asked, const Found& found) {
    auto followed = asked;
    followed.page = 1;
    followed.order = Order::best;
    if (!found.asked_instead.empty())
        followed.text = found.asked_instead;
    else if ((found.days || found.is_newest_first || found.way == Way::sounds_alike) && !found.words.empty())
        followed.text = join(found.words, " ");
    // Titles that are only like it are no news; what holds all of its words is.
    if (found.way == Way::alike && found.synonyms)
        followed.text = join(apart(followed.text, *found.synonyms).words, " ");
    return followed;
}

// 任务29: 按实际需求排序. On the front page, once something was opened from a list of results.
void write_wanted(const Doors& doors, Html& html, Language language) {
    constexpr int shown = 5;
    const auto wanted =
        doors.database.read([](db::Connection& connection) { return most_wanted_titles(connection, today(), shown); });
    if (wanted.empty())
        return;
    html << "<section class='wanted'><h2>" << words(language, "search.wanted") << "</h2><ul class='lines'>";
    for (const auto& one : wanted) {
        const bool is_chinese = language == Language::en && one.title_en.empty();
        html << "<li><a href='" << web::url(one.address) << "'" << web::when(is_chinese, " lang='zh-CN'") << ">"
             << (language == Language::en && !is_chinese ? one.title_en : one.title) << "</a>";
        if (one.is_demonstration)
            html << " <span class='example'>" << words(language, "search.example") << "</span>";
        html << "</li>";
    }
    html << "</ul></section>";
}

Response search_page(const Doors& doors, const Keeper& keeper, Tally& tally, const Request& request, Context& context) {
    const auto language = context.language;
    auto [asked, mistakes] = asked_in(request.query, language);
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
        write_wanted(doors, html, language);
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
    std::optional<Answer> answer;
    const auto found = doors.database.read([&](db::Connection& connection) {
        auto all = find(connection, *index, known.get(), asked);
        if (all) {
            answer = answer_to(connection, *index, keeper.sources(), asked, *all, language);
            add_contacts(connection, keeper.sources(), *all);
        }
        return all;
    });
    // After it was asked, which has read what filters there are.
    if (const auto known_filters = found ? know_filters(asked, found->labels) : Result<void>{}; !known_filters) {
        html << "<p class='empty' role='alert'>" << words(language, known_filters.error()) << "</p><p><a class='way' href='"
             << web::url(address_of(Asked{asked.text})) << "'>" << words(language, "search.nothing.without_filters")
             << "</a></p>";
        return doors.portal.show(request, std::move(page), 400);
    }
    if (!found) {
        html << "<p class='empty' role='alert'>" << words(language, found.error()) << "</p>";
        return doors.portal.show(request, std::move(page), 400);
    }
    page.is_example = std::ranges::any_of(found->hits, [](const Hit& hit) { return hit.kept.entry.is_demonstration; }) ||
                      (answer && std::ranges::any_of(answer->things, &Answer::Thing::is_demonstration));
    const auto followed = followed_of(asked, *found);
    // 昨天 by itself is nothing that could be followed.
    const bool may_be_followed = !found->words.empty() || asked.has_filters();
    if (may_be_followed)
        page.feed = address_of(followed, "/search.atom");
    if (is_new_question(asked) && is_asked_by_a_person(request))
        tally.asked(question_of(asked.text), answer || found->hits.size() > found->near_hits);
    view.found(*found, answer, doors.settings.flag("search.count_questions"));
    if (may_be_followed)
        write_follow(html, language, doors.settings, followed);
    return doors.portal.show(request, std::move(page), is_wrong ? 400 : 200);
}

// Templates are whole addresses; a site that does not know its own has the one by which it was asked. Who asks by a false name
// tells himself alone: such an answer is kept by nobody.
std::string address_of_site(const Doors& doors, const Request& request) {
    if (const auto& site = doors.settings.text("site.address"); !site.empty())
        return site;
    const auto host = request.header("Host").value_or("");
    const bool is_host = std::ranges::all_of(
        host, [](unsigned char c) { return std::isalnum(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']'; });
    return host.empty() || !is_host ? std::string() : (request.is_secure ? "https://" : "http://") + std::string(host);
}

// https://github.com/dewitt/opensearch: a browser asks this site from its own box.
Response description(const Doors& doors, const Request& request, Context& context) {
    const auto site = address_of_site(doors, request);
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
    out += "<Url type='application/atom+xml' template='" + web::escaped(site) + "/search.atom?q={searchTerms}'/>\n";
    out += "<Url type='application/x-suggestions+json' template='" + web::escaped(site) + "/api/v1/suggest?q={searchTerms}'/>\n";
    out += "</OpenSearchDescription>\n";
    return Response::bytes(std::move(out), "application/opensearchdescription+xml; charset=utf-8");
}

}  // namespace

void hang_portal_pages(Doors& doors, Keeper& keeper, Tally& tally) {
    doors.portal.add_front_block(portal::Portal::Place::wanted,
                                 [doors](Html& html, Language language) { write_wanted(doors, html, language); });
    auto& router = doors.site.router();
    router
        .get("/search", "search.page",
             [doors, &keeper, &tally](Request& request, Context& context) {
                 return search_page(doors, keeper, tally, request, context);
             })
        .reads(query_fields)
        .in_lane(lane)
        .sql_at_most(11);
    auto& described = router.get("/opensearch.xml", "search.description", with(doors, description));
    if (!doors.settings.text("site.address").empty())
        described.cached({});
}

}  // namespace gongkai::search
