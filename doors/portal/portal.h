// The public frame: head, menu, trail, foot around what a room has written, in the reader's language and with the display he
// chose. The portal knows no room; rooms bring pages and menu entries.
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/core/settings.h"
#include "base/core/words.h"
#include "base/web/html.h"
#include "base/web/request.h"
#include "base/web/response.h"
#include "base/web/site.h"

namespace gongkai::portal {

struct Crumb {
    std::string text, address;
};

// What a room hands over: everything between the trail and the foot.
struct Page {
    std::string title;
    std::string description;                      // for search engines and feeds; may be empty
    std::vector<Crumb> trail;                     // without the home page and without this one
    std::string menu;                             // address of the menu entry this page belongs to
    std::optional<std::string> demonstration_of;  // the place whose real state the page does not show: 示例数据
    bool is_example = false;  // what it shows was written for demonstration: it says so, and is told to no search engine
    std::string feed;         // address of an Atom feed of this page; may be empty
    std::string organ;        // responsible for the page, where it is not that of the site
    // <meta name content>, as 国办发〔2017〕47号 asks of columns and documents; and what the page is for machines, as JSON-LD.
    std::vector<std::pair<std::string, std::string>> meta;
    std::string linked_data;
    std::vector<std::string> scripts;  // assets beside those of every page
    web::Html content;
};

struct MenuEntry {
    std::string address;
    std::string words;  // id
};

class Portal {
  public:
    explicit Portal(const Settings& settings) : settings_(settings) {}

    void add_menu_entry(MenuEntry entry) { menu_.push_back(std::move(entry)); }
    void add_foot_entry(MenuEntry entry) { foot_.push_back(std::move(entry)); }
    // What a room shows on the front page: a heading with lines, or nothing. Each takes a look of its own at the database. They
    // stand in the order of their places: what is new, what is wanted, ways into the rest, figures.
    enum class Place { news, wanted, ways, figures };
    using FrontBlock = std::function<void(web::Html& html, Language language)>;
    void add_front_block(Place place, FrontBlock block) { front_.emplace(place, std::move(block)); }
    void write_front_blocks(web::Html& html, Language language) const {
        for (const auto& [place, block] : front_)
            block(html, language);
    }
    // What other rooms show on a page that a room draws of one thing: of a unit, of an item of the catalogue. `key` says which.
    using PageBlock = std::function<void(web::Html& html, Language language, std::string_view key)>;
    void add_block_on(std::string page, PageBlock block) { on_pages_.emplace_back(std::move(page), std::move(block)); }
    void write_blocks_on(std::string_view page, web::Html& html, Language language, std::string_view key) const {
        for (const auto& [name, block] : on_pages_)
            if (name == page)
                block(html, language, key);
    }
    // Who is responsible for the site, where the setting names none and a page names none. From any thread.
    std::string organ() const;
    void set_organ(std::string organ) { organ_ = std::make_shared<const std::string>(std::move(organ)); }
    // Papers of this place that pages may name as their ground: a page that would quote another place's leaves it out.
    bool has_paper(std::string_view number) const;
    void set_papers(std::vector<std::string> numbers) {
        papers_ = std::make_shared<const std::vector<std::string>>(std::move(numbers));
    }
    void set_assets(const web::Assets& assets) { assets_ = &assets; }
    // The address of a city's own emblem and its type; the built-in one stands where there is none.
    void set_emblem(std::string address, std::string type) { emblem_ = {std::move(address), std::move(type)}; }

    // Once the rooms have hung their entries: those that the setting names, in its order. Refuses portal.refuse.menu (what it
    // names, what there is).
    Result<void> arrange_menu();

    // As a page in this language calls the site, and the sentence on its front page, which may be empty.
    const std::string& name(Language language) const;
    const std::string& sentence(Language language) const;

    web::Response show(const web::Request& request, Page page, int status = 200) const;

    // What went wrong, in the public frame. Called on I/O threads too: it asks no database.
    web::Response show_error(const web::Request& request, const web::Trouble& trouble) const;

    // The choices of language, size and contrast: sets a cookie and goes back to where the reader was.
    static web::Response choose_display(const web::Request& request);

    // Style sheet with the colours that the settings name; empty where they name none.
    std::string theme() const;

    const Settings& settings() const { return settings_; }

  private:
    void write_head(web::Html& html, const web::Request& request, const Page& page, Language language) const;
    std::string organ_of(const Page& page) const;
    void write_foot(web::Html& html, const Page& page, Language language) const;

    const Settings& settings_;
    const web::Assets* assets_ = nullptr;
    struct Emblem {
        std::string address, type;
    } emblem_;
    Emblem emblem() const;
    const std::string& said(std::string_view key, std::string_view key_in_english, Language language) const;

    std::vector<MenuEntry> menu_, foot_;
    std::multimap<Place, FrontBlock> front_;
    std::vector<std::pair<std::string, PageBlock>> on_pages_;
    std::atomic<std::shared_ptr<const std::string>> organ_;
    std::atomic<std::shared_ptr<const std::vector<std::string>>> papers_;
};

// Days as people read them. "6月30日（周日）", "30 June (Sun)"; the year is said where it is not `year`.
std::string spoken(Language language, Day day, int year);
std::string spoken_in_full(Language language, Day day);  // 2019年6月30日（周日）
std::string spoken_moment(Instant at);                   // 2019-06-30 09:05, in China

}  // namespace gongkai::portal
