// 搜索即服务: 文库 - 都能搜到，下载即用. Everything that can be taken home, by kind, unit, theme, year and validity,
// with its files.
#include "domain/search/pages/library.h"

#include <algorithm>

#include "domain/search/pages/pages.h"
#include "domain/search/room.h"
#include "doors/portal/size.h"

namespace gongkai::search {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

constexpr const char* here = "/library";
constexpr int most_taken_seen = 5;
constexpr std::size_t files_seen = 4;  // of one thing; the rest is behind a fold

class Shelf {
  public:
    Shelf(Html& html, Language language, const AskedLibrary& asked, const LibraryPage& page)
        : html_(html), language_(language), asked_(asked), page_(page) {}

    void facets() {
        html_ << "<nav class='facets' id='narrow' aria-label='" << say("search.facets") << "'>";
        of_labels("search.facet.kind", page_.counts.kinds, &AskedLibrary::kind, true);
        std::vector<Choice> years;
        for (const auto& [year, count] : page_.counts.years) {
            auto other = first();
            other.year = year;
            years.push_back({year == year_of(undated) ? say("search.library.undated") : std::to_string(year),
                             address_of(other, here), static_cast<std::uint64_t>(count), asked_.year == year, false});
        }
        auto any_year = first();
        any_year.year = 0;
        write_facet(html_, language_, "search.facet.year", years, address_of(any_year, here), true);
        std::vector<Choice> validities;
        for (const auto& [validity, count] : page_.counts.validities) {
            auto other = first();
            other.part.validity = validity;
            validities.push_back({name_of(language_, validity), address_of(other, here), static_cast<std::uint64_t>(count),
                                  asked_.part.validity == validity, false});
        }
        auto any_validity = first();
        any_validity.part.validity = Validity::none;
        write_facet(html_, language_, "search.facet.validity", validities, address_of(any_validity, here), true);
        of_labels("search.facet.unit", page_.counts.units, &AskedLibrary::unit, false);
        of_labels("search.facet.theme", page_.counts.themes, &AskedLibrary::theme, false);
        html_ << "</nav>";
    }

    void chosen() {
        std::vector<Chosen> all;
        const auto add = [&](std::string_view name, const std::string& value, const auto& drop) {
            auto without = first();
            drop(without);
            all.push_back({std::string(name), value, address_of(without, here)});
        };
        const auto& part = asked_.part;
        if (const auto* kind = asked_.label(part.kind))
            add("search.facet.kind", kind->name(language_), [](AskedLibrary& without) { without.kind.clear(); });
        if (asked_.year != 0)
            add("search.facet.year",
                asked_.year == year_of(undated) ? say("search.library.undated") : std::to_string(asked_.year),
                [](AskedLibrary& without) { without.year = 0; });
        if (part.validity != Validity::none)
            add("search.facet.validity", name_of(language_, part.validity),
                [](AskedLibrary& without) { without.part.validity = Validity::none; });
        if (const auto* unit = asked_.label(part.unit))
            add("search.facet.unit", unit->name(language_), [](AskedLibrary& without) { without.unit.clear(); });
        if (const auto* theme = asked_.label(part.theme))
            add("search.facet.theme", theme->name(language_), [](AskedLibrary& without) { without.theme.clear(); });
        write_chosen(html_, language_, all);
    }

    void orders() {
        html_ << "<p class='orders'>" << say("search.order");
        const bool can_be_sorted = page_.counts.total <= sorted_at_most;
        for (const auto& [order, id] : {std::pair{LibraryOrder::newest, "search.order.newest"},
                                        std::pair{LibraryOrder::downloads, "search.order.downloads"},
                                        std::pair{LibraryOrder::title, "search.library.by_title"}}) {
            if (order == LibraryOrder::title && !can_be_sorted)
                continue;
            auto other = first();
            other.order = order;
            html_ << " <a href='" << web::url(address_of(other, here)) << "'"
                  << web::when(asked_.order == order, " aria-current='true'") << ">" << say(id) << "</a>";
        }
        html_ << "</p>";
        if (!can_be_sorted)
            html_ << "<p class='small muted'>" << say("search.library.too_many_to_sort", {std::to_string(sorted_at_most)})
                  << "</p>";
    }

    void validity_of(const Held& row) {
        const auto* kind = asked_.label(row.kind);
        write_validity(html_, language_, row.validity, kind ? kind->code : "");
    }

    // What others take home, before the list of all.
    void most_taken(const std::vector<Held>& most) {
        if (most.empty())
            return;
        html_ << "<section><h2>" << say("search.library.most_taken") << "</h2><ul class='lines'>";
        for (const auto& row : most) {
            html_ << "<li><div class='top'><a href='" << web::url(row.address) << "'" << chinese() << ">" << row.title << "</a>";
            if (row.is_demonstration)
                html_ << "<span class='example'>" << say("search.example") << "</span>";
            validity_of(row);
            html_ << "</div></li>";
        }
        html_ << "</ul></section><h2>" << say("search.library.newest") << "</h2>";
    }

    void rows() {
        if (page_.rows.empty()) {
            html_ << "<p class='empty'>"
                  << say(asked_.order == LibraryOrder::downloads ? "search.library.none_taken" : "search.library.none")
                  << " <a class='way' href='/library'>" << say("search.library.all") << "</a></p>";
            return;
        }
        html_ << "<form method='get' action='/library.zip'><input type='hidden' name='of' value='chosen'><ol class='holdings'>";
        for (const auto& row : page_.rows)
            one(row);
        html_ << "</ol><p class='taking'><button>" << say("search.library.take_chosen") << "</button></p></form>";
        all_at_once();
        if (page_.next.empty() && asked_.after.id == 0 && asked_.page == 1)
            return;
        html_ << "<nav class='neighbours' aria-label='" << say("search.library.pages") << "'><a href='"
              << web::url(address_of(first(), here)) << "'>" << say("search.library.first") << "</a>";
        if (!page_.next.empty())
            html_ << "<a href='" << web::url(page_.next) << "' rel='next'>" << say("search.pages.next") << "</a>";
        html_ << "</nav>";
    }

  private:
    std::string say(std::string_view id, const std::vector<std::string>& arguments = {}) const {
        return words(language_, id, arguments);
    }
    web::Raw chinese() const { return web::when(language_ == Language::en, " lang='zh-CN'"); }

    // The same part from its beginning.
    AskedLibrary first() const {
        auto other = asked_;
        other.after = {};
        other.page = 1;
        return other;
    }

    void of_labels(std::string_view title, const std::map<LabelId, std::int64_t>& counts, std::string AskedLibrary::* field,
                   bool is_open) {
        std::vector<Choice> choices;
        for (const auto& [id, count] : counts)
            if (const auto* label = asked_.label(id)) {
                auto other = first();
                other.*field = label->code;
                choices.push_back({label->name(language_), address_of(other, here), static_cast<std::uint64_t>(count),
                                   asked_.*field == label->code, label->en.empty()});
            }
        std::ranges::stable_sort(choices, std::ranges::greater(), &Choice::documents);
        auto all = first();
        (all.*field).clear();
        write_facet(html_, language_, title, choices, address_of(all, here), is_open);
    }

    void one(const Held& row) {
        html_ << "<li><label class='choose'><input type='checkbox' name='id' value='" << row.id << "'><span class='hidden'>"
              << say("search.library.choose", {row.title}) << "</span></label><div><div class='top'>";
        validity_of(row);
        html_ << "<a href='" << web::url(row.address) << "'";
        if (language_ == Language::en && !row.title_en.empty())
            html_ << ">" << row.title_en;
        else
            html_ << chinese() << ">" << row.title;
        html_ << "</a>";
        if (row.is_demonstration)
            html_ << "<span class='example'>" << say("search.example") << "</span>";
        html_ << "</div><p class='small muted'>";
        if (!row.number.empty())
            html_ << "<span class='number-of'" << chinese() << ">" << row.number << "</span>　";
        if (const auto* unit = asked_.label(row.unit))
            html_ << "<span" << chinese() << ">" << unit->name(language_) << "</span>　";
        html_ << (row.published_on == undated ? say("search.library.undated")
                                              : portal::spoken_in_full(language_, row.published_on));
        if (const auto* kind = asked_.label(row.kind))
            html_ << "　<span" << web::when(language_ == Language::en && kind->en.empty(), " lang='zh-CN'") << ">"
                  << kind->name(language_) << "</span>";
        if (const auto taken = page_.downloads.find(row.id); taken != page_.downloads.end())
            html_ << "　" << say("search.library.times", {std::to_string(taken->second)});
        html_ << "</p>";
        files(row);
        html_ << "</div></li>";
    }

    void files(const Held& row) {
        const auto list = [&](std::size_t from, std::size_t to) {
            html_ << "<ul class='files'>";
            for (std::size_t i = from; i < to; ++i)
                file(row, row.holdings[i]);
            html_ << "</ul>";
        };
        const auto count = row.holdings.size();
        list(0, std::min(count, files_seen));
        if (count <= files_seen)
            return;
        html_ << "<details><summary class='small'>" << say("search.library.more_files", {std::to_string(count - files_seen)})
              << "<span class='hidden'" << chinese() << "> " << row.title << "</span></summary>";
        list(files_seen, count);
        html_ << "</details>";
    }

    // The name, the format and the size; whose it is, for who hears one link after another.
    void file(const Held& row, const Holding& one) {
        html_ << "<li><a href='" << web::url(one.address) << "'>";
        switch (one.kind) {
            case Holding::Kind::copy:
                html_ << say("search.library.copy") << "<span class='hidden'" << chinese() << "> " << row.title << "</span>";
                break;
            case Holding::Kind::original:
                html_ << "<span" << chinese() << ">" << one.name << "</span>";
                break;
            case Holding::Kind::data:
                html_ << say("search.library.data", {upper(one.format)}) << "<span class='hidden'" << chinese() << "> "
                      << row.title << "</span>";
                break;
        }
        html_ << "</a> <span class='small muted'>";
        if (one.kind != Holding::Kind::data && !one.format.empty())
            html_ << upper(one.format) << " ";
        if (one.bytes > 0)
            html_ << (one.kind == Holding::Kind::copy ? say("search.library.about", {portal::spoken_size(language_, one.bytes)})
                                                      : portal::spoken_size(language_, one.bytes));
        html_ << "</span>";
        if (!one.pages.empty())
            html_ << " <a href='" << web::url(one.pages) << "'>" << say("search.library.look") << "<span class='hidden'"
                  << chinese() << "> " << one.name << "</span></a>";
        html_ << "</li>";
    }

    static std::string upper(std::string text) {
        std::ranges::transform(text, text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        return text;
    }

    void all_at_once() {
        const auto total = std::to_string(page_.counts.total);
        if (page_.counts.total > things_a_bundle) {
            html_ << "<p class='small muted'>" << say("search.library.too_many_to_take", {total, std::to_string(things_a_bundle)})
                  << "</p>";
            return;
        }
        html_ << "<form method='get' action='/library.zip'><input type='hidden' name='of' value='all'>";
        const auto hidden = [&](std::string_view name, const std::string& value) {
            if (!value.empty())
                html_ << "<input type='hidden' name='" << name << "' value='" << value << "'>";
        };
        hidden("kind", asked_.kind);
        hidden("unit", asked_.unit);
        hidden("theme", asked_.theme);
        hidden("year", asked_.year == 0 ? std::string() : std::to_string(asked_.year));
        hidden("validity", std::string(word_of(asked_.part.validity)));
        html_ << "<p class='taking'><button class='quiet'>" << say("search.library.take_all", {total}) << "</button></p></form>";
    }

    Html& html_;
    const Language language_;
    const AskedLibrary& asked_;
    const LibraryPage& page_;
};

std::vector<Held> most_taken(db::Connection& connection) {
    std::vector<EntryId> ids;
    for (const auto& one : held_most_taken(connection, {}, most_taken_seen))
        ids.push_back(one.id);
    return ids.empty() ? std::vector<Held>() : held_of(connection, ids);
}

Response library(const Doors& doors, HeldCounter& counter, Request& request, Context& context) {
    const auto language = context.language;
    portal::Page page;
    page.title = words(language, "search.library");
    page.description = words(language, "search.library.text");
    page.menu = here;
    auto& html = page.content;
    bool is_wrong = false;
    doors.database.read([&](db::Connection& connection) {
        const auto asked = asked_library(connection, request, language);
        const auto found = library_page(connection, counter, asked, here);
        is_wrong = !asked.mistakes.empty();
        auto of_part = asked;
        of_part.order = LibraryOrder::newest;
        of_part.after = {};
        of_part.page = 1;
        page.feed = address_of(of_part, "/library/feed.atom");
        page.is_example = std::ranges::any_of(found.rows, &Held::is_demonstration);
        html << "<h1>" << page.title << "</h1><p>" << page.description << "</p>";
        for (const auto& mistake : asked.mistakes)
            html << "<p class='empty' role='alert'>" << mistake << "</p>";
        html << "<p class='told-of' role='status'>"
             << words(language, "search.library.total", {std::to_string(found.counts.total)}) << "</p>";
        Shelf shelf(html, language, asked, found);
        shelf.chosen();
        html << "<p class='to-facets'><a class='way' href='#narrow'>" << words(language, "search.facets")
             << "</a></p><div class='beside'>";
        shelf.facets();
        html << "<div>";
        if (address_of(asked, here) == here)
            shelf.most_taken(most_taken(connection));
        shelf.orders();
        shelf.rows();
        html << "</div></div><p class='downloads'><a href='" << web::url(page.feed) << "'>"
             << words(language, "search.library.feed") << "</a><a href='" << web::url(address_of(of_part, "/api/v1/library"))
             << "'>" << words(language, "search.library.json") << "</a></p>";
    });
    return doors.portal.show(request, std::move(page), is_wrong ? 400 : 200);
}

}  // namespace

void hang_library_on(Doors& doors, Tally& tally) {
    doors.portal.add_menu_entry({here, "search.library"});
    const auto counter = std::make_shared<HeldCounter>();
    doors.site.router()
        .get(here, "search.library",
             [doors, counter](Request& request, Context& context) { return library(doors, *counter, request, context); })
        .cached({public_data})
        .reads(library_fields)
        .sql_at_most(6);
    hang_bundle_pages(doors, tally);
    hang_library_exchange(doors, counter);
}

}  // namespace gongkai::search
