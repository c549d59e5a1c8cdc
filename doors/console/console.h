// The frame of the staff: who is signed in, what waits, and around it the page that a room has written. Menu entries name the
// ability they need and are seen by those who have it; whether a page may be read is asked again by the guard.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/settings.h"
#include "base/core/words.h"
#include "base/web/html.h"
#include "base/web/router.h"
#include "base/web/site.h"

namespace gongkai::console {

struct Crumb {
    std::string text, address;
};

struct Page {
    std::string title;
    std::vector<Crumb> trail;                  // without the first page and without this one
    std::string menu;                          // address of the menu entry this page belongs to
    std::vector<std::string> scripts, styles;  // assets beside those of every page
    web::Html content;                         // below the first heading, which is the title
};

struct MenuEntry {
    std::string address;
    std::string words;  // id
    std::string ability;
};

class Console {
  public:
    explicit Console(const Settings& settings) : settings_(settings) {}

    void add_menu_entry(MenuEntry entry) { menu_.push_back(std::move(entry)); }
    void set_assets(const web::Assets& assets) { assets_ = &assets; }

    web::Response show(const web::Request& request, const web::Context& context, Page page, int status = 200) const;

    // For those who are not in yet: a sheet in the middle, without menu.
    web::Response show_door(const web::Request& request, const web::Context& context, Page page, int status = 200) const;

    // What waits for somebody, each room's own on his first page: headings with lines, or nothing. Rooms are asked in the order
    // in which they came.
    using Waiting = std::function<void(web::Html& html, const web::Context& context)>;
    void add_waiting(Waiting waiting) { waiting_.push_back(std::move(waiting)); }
    void write_waiting(web::Html& html, const web::Context& context) const {
        for (const auto& waiting : waiting_)
            waiting(html, context);
    }

  private:
    void write_head(web::Html& html, const web::Request& request, const web::Context& context, const Page& page) const;

    const Settings& settings_;
    const web::Assets* assets_ = nullptr;
    std::vector<MenuEntry> menu_;
    std::vector<Waiting> waiting_;
};

// The name of the form that signs out; every page of the console carries it.
inline constexpr const char* sign_out_form = "accounts.sign_out";

}  // namespace gongkai::console
