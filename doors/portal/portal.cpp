#include "doors/portal/portal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/core/text.h"
#include "base/web/assets.h"
#include "base/web/target.h"

namespace gongkai::portal {
namespace {

using web::Html;
using web::url;

constexpr long a_year = 365L * 24 * 3600;

// The cookie `look` holds the reader's choices: size, contrast, both or none.
bool is_elder(std::string_view look) { return look.starts_with("elder"); }
bool is_high_contrast(std::string_view look) { return look.ends_with("contrast"); }

std::string_view look_with(bool elder, bool contrast) {
    if (elder)
        return contrast ? "elder-contrast" : "elder";
    return contrast ? "contrast" : "usual";
}

// Lines of the foot that lead to the office which gave them out.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> proved_elsewhere{
    {{"icp", "site.icp_address"}, {"police_record", "site.police_record_address"}, {"party_mark", "site.party_mark_address"}}};

// An address that keeps the reader where he is while a choice changes.
std::string choice(const web::Request& request, std::string_view name, std::string_view value) {
    return fmt::format("/display?{}={}&back={}", name, value, web::encode(request.target));
}

// 国办发〔2017〕47号 asks for the domain, not for an address: www.example.gov.cn.
std::string_view host_of(std::string_view address) {
    if (const auto scheme = address.find("://"); scheme != std::string_view::npos)
        address.remove_prefix(scheme + 3);
    return address.substr(0, address.find('/'));
}

}  // namespace

Result<void> Portal::arrange_menu() {
    std::vector<MenuEntry> chosen;
    std::string known;
    for (const auto& entry : menu_)
        known += (known.empty() ? "" : " ") + entry.address;
    for (const auto address : split(settings_.text("site.menu"), ' ')) {
        if (address.empty())
            continue;
        const auto found = std::ranges::find(menu_, address, &MenuEntry::address);
        if (found == menu_.end())
            return refuse(Refusal::Kind::invalid, "portal.refuse.menu", {std::string(address), known});
        chosen.push_back(*found);
    }
    if (!chosen.empty())
        menu_ = std::move(chosen);
    return {};
}

// In the reader's language where there is one, else as it is said in Chinese.
const std::string& Portal::said(std::string_view key, std::string_view key_in_english, Language language) const {
    const auto& in_english = settings_.text(key_in_english);
    return language == Language::en && !in_english.empty() ? in_english : settings_.text(key);
}

const std::string& Portal::name(Language language) const { return said("site.name", "site.name_en", language); }
const std::string& Portal::sentence(Language language) const { return said("site.sentence", "site.sentence_en", language); }

Portal::Emblem Portal::emblem() const {
    return emblem_.address.empty() ? Emblem{assets_->url("emblem.svg"), "image/svg+xml"} : emblem_;
}

void Portal::write_head(Html& html, const web::Request& request, const Page& page, Language language) const {
    const auto& site = name(language);
    const auto [emblem_address, emblem_type] = emblem();
    const auto look = request.cookie("look").value_or("");
    const auto say = [&](std::string_view id) { return words(language, id); };
    html << "<!doctype html>\n<html lang='" << tag_of(language) << "'" << web::when(is_elder(look), " data-size='elder'")
         << web::when(is_high_contrast(look), " data-contrast='high'") << "><head><meta charset='utf-8'><title>" << page.title;
    if (page.title != site)
        html << " - " << site;
    html << "</title><meta name='viewport' content='width=device-width, initial-scale=1'>";
    if (!page.description.empty())
        html << "<meta name='description' content='" << page.description << "'>";
    html << "<meta name='SiteName' content='" << settings_.text("site.name") << "'>";
    if (const auto domain = host_of(settings_.text("site.address")); !domain.empty())
        html << "<meta name='SiteDomain' content='" << domain << "'>";
    if (const auto& code = settings_.text("site.identification"); !code.empty())
        html << "<meta name='SiteIDCode' content='" << code << "'>";
    for (const auto& [name, content] : page.meta)
        html << "<meta name='" << name << "' content='" << content << "'>";
    if (!page.linked_data.empty())
        html << "<script type='application/ld+json'>" << web::DataBlock{page.linked_data} << "</script>";
    if (page.is_example)
        html << "<meta name='robots' content='noindex'>";
    html << "<link rel='icon' href='" << url(emblem_address) << "' type='" << emblem_type << "'>";
    html << "<link rel='search' type='application/opensearchdescription+xml' href='/opensearch.xml' title='" << site << "'>";
    if (!page.feed.empty())
        html << "<link rel='alternate' type='application/atom+xml' href='" << url(page.feed) << "' title='" << page.title << "'>";
    for (const std::string_view file :
         {"tokens.css", "portal.css", "board.css", "document.css", "records.css", "thing.css", "search.css"})
        html << "<link rel='stylesheet' href='" << url(assets_->url(file)) << "'>";
    html << "<link rel='stylesheet' media='print' href='" << url(assets_->url("print.css")) << "'>";
    if (!theme().empty())
        html << "<link rel='stylesheet' href='/theme.css'>";
    html << "<script defer src='" << url(assets_->url("read_aloud.js")) << "' data-read='" << say("portal.aloud")
         << "' data-pause='" << say("portal.aloud.pause") << "' data-go-on='" << say("portal.aloud.go_on") << "' data-stop='"
         << say("portal.aloud.stop") << "' data-speed='" << say("portal.aloud.speed") << "'></script>";
    html << "<script defer src='" << url(assets_->url("suggest.js")) << "' data-suggestions='" << say("portal.suggestions")
         << "' data-count='" << words(language, "portal.suggestions.count", {"{0}"}) << "' data-none='"
         << say("portal.suggestions.none") << "'></script>";
    for (const auto& file : page.scripts)
        html << "<script defer src='" << url(assets_->url(file)) << "'></script>";
    html << "</head><body><a class='skip' href='#main'>" << say("portal.skip") << "</a>\n";

    html << "<header class='head'><div class='wide'><a class='site' href='/'><img src='" << url(emblem_address)
         << "' alt='' width='32' height='32'>" << site << "</a>"
         << "<form class='find' action='/search' role='search'><label class='hidden' for='find'>" << say("portal.find.label")
         << "</label><input id='find' name='q' type='search' placeholder='" << say("portal.find.hint") << "'>";
    html << "<button>" << say("portal.find") << "</button></form></div></header>\n";

    html << "<nav class='menu' aria-label='" << say("portal.menu") << "'><div class='wide'><ul>";
    for (const auto& entry : menu_) {
        html << "<li><a href='" << url(entry.address) << "'" << web::when(entry.address == page.menu, " aria-current='true'")
             << ">" << say(entry.words) << "</a></li>";
    }
    html << "</ul><ul class='tools'>";
    const auto tool = [&](std::string_view name, std::string_view value, std::string_view id) {
        html << "<li><a href='" << url(choice(request, name, value)) << "' rel='nofollow'>" << say(id) << "</a></li>";
    };
    const bool elder = is_elder(look), contrast = is_high_contrast(look);
    tool("look", look_with(!elder, contrast), elder ? "portal.size.usual" : "portal.size.elder");
    tool("look", look_with(elder, !contrast), contrast ? "portal.contrast.usual" : "portal.contrast.high");
    html << "<li><a href='" << url(choice(request, "language", language == Language::en ? "zh" : "en"))
         << "' rel='nofollow' lang='" << (language == Language::en ? std::string_view("zh-CN") : std::string_view("en")) << "'>"
         << say("portal.other_language") << "</a></li></ul></div></nav>\n";

    if (page.is_example)
        html << "<aside class='sample' aria-labelledby='example'><div class='wide'><p><strong id='example'>"
             << say("portal.example") << "</strong> " << say("portal.example.text") << "</p></div></aside>";
    else if (page.demonstration_of)
        html << "<aside class='sample' aria-labelledby='sample'><div class='wide'><p><strong id='sample'>"
             << words(language, "portal.sample", {*page.demonstration_of}) << "</strong> " << say("portal.sample.text")
             << "</p></div></aside>";

    html << "<div class='wide'>";
    if (request.path != "/") {
        html << "<nav class='trail' aria-label='" << say("portal.trail") << "'><ol><li><a href='/'>" << say("portal.home")
             << "</a></li>";
        for (const auto& crumb : page.trail)
            html << "<li><a href='" << url(crumb.address) << "'>" << crumb.text << "</a></li>";
        html << "<li aria-current='page'>" << page.title << "</li></ol></nav>";
    }
    html << "<main id='main' tabindex='-1'>\n";
}

std::string Portal::organ() const {
    if (const auto& set = settings_.text("site.organ"); !set.empty())
        return set;
    const auto known = organ_.load();
    return known ? *known : std::string();
}

bool Portal::has_paper(std::string_view number) const {
    const auto known = papers_.load();
    return known && std::ranges::find(*known, number) != known->end();
}

std::string Portal::organ_of(const Page& page) const {
    return settings_.text("site.organ").empty() && !page.organ.empty() ? page.organ : organ();
}

void Portal::write_foot(Html& html, const Page& page, Language language) const {
    const auto organ = organ_of(page);
    html << "</main></div>\n<footer class='foot'><div class='wide'>";
    if (!organ.empty())
        html << "<p>" << words(language, "portal.foot.organ", {organ}) << "</p>";
    for (const std::string_view key : {"undertaker", "contact", "identification", "icp", "police_record", "party_mark"}) {
        const auto& value = settings_.text("site." + std::string(key));
        if (value.empty())
            continue;
        const auto line = words(language, "portal.foot." + std::string(key), {value});
        const auto address = std::ranges::find(proved_elsewhere, key, &std::pair<std::string_view, std::string_view>::first);
        if (address != proved_elsewhere.end() && !settings_.text(address->second).empty())
            html << "<p><a href='" << url(settings_.text(address->second)) << "'>" << line << "</a></p>";
        else
            html << "<p>" << line << "</p>";
    }
    html << "<p class='ways'><a href='/accessibility'>" << words(language, "portal.accessibility") << "</a><a href='/open-data'>"
         << words(language, "portal.open_data") << "</a>";
    if (const auto& mistakes = settings_.text("site.mistakes_address"); !mistakes.empty())
        html << "<a href='" << url(mistakes) << "'>" << words(language, "portal.foot.mistakes") << "</a>";
    for (const auto& entry : foot_)
        html << "<a href='" << web::url(entry.address) << "'>" << words(language, entry.words) << "</a>";
    html << "</p></div></footer></body></html>\n";
}

web::Response Portal::show(const web::Request& request, Page page, int status) const {
    const Language language = request.language();
    Html html(page.content.view().size() + 8192);
    write_head(html, request, page, language);
    html << page.content;
    write_foot(html, page, language);
    return web::Response::html(html.take(), status);
}

web::Response Portal::show_error(const web::Request& request, const web::Trouble& trouble) const {
    Page page;
    page.title = trouble.title;
    page.content << "<h1>" << trouble.title << "</h1><p>" << trouble.text << "</p>";
    if (trouble.status >= 500 && !trouble.request_id.empty())
        page.content << "<p class='muted'>" << words(trouble.language, "portal.error.reference", {trouble.request_id}) << "</p>";
    page.content << "<p><a class='way' href='/'>" << words(trouble.language, "portal.error.home") << "</a></p>";
    return show(request, std::move(page), trouble.status);
}

web::Response Portal::choose_display(const web::Request& request) {
    const auto back = request.query.first("back").value_or("/");
    auto response = web::Response::redirect(web::leads_here(back) ? back : "/");
    const auto remember = [&](std::string_view name, const auto& allowed) {
        const auto value = request.query.first(name);
        if (!value || std::ranges::find(allowed, *value) == allowed.end())
            return;
        web::Cookie cookie{std::string(name), std::string(*value)};
        cookie.life = web::Cookie::Life::kept;
        cookie.seconds = a_year;
        response.with(cookie);
    };
    remember("look", std::array<std::string_view, 4>{"usual", "elder", "contrast", "elder-contrast"});
    remember("language", std::array<std::string_view, 2>{"zh", "en"});
    return response;
}

std::string Portal::theme() const {
    std::string css;
    for (const std::string_view name : {"action", "authority"})
        if (const auto& colour = settings_.text("site.colour_" + std::string(name)); !colour.empty())
            css += fmt::format("--{}:{};", name, colour);
    return css.empty() ? css : "@media (prefers-color-scheme:light){:root:not([data-contrast]){" + css + "}}\n";
}

std::string spoken(Language language, Day day, int year) {
    if (year_of(day) != year)
        return spoken_in_full(language, day);
    if (language != Language::en)
        return fmt::format("{}月{}日", month_of(day), day_of_month(day));
    return spoken_in_full(language, day).substr(0, spoken_in_full(language, day).rfind(' '));
}

std::string spoken_in_full(Language language, Day day) {
    if (language != Language::en)
        return fmt::format("{}（{}）", to_chinese(day), weekday_chinese(day));
    static constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
    return fmt::format("{} {} {}", day_of_month(day), months[month_of(day) - 1], year_of(day));
}

std::string spoken_moment(Instant at) {
    const auto text = to_text(at + std::chrono::hours(8));
    return text.substr(0, 10) + ' ' + text.substr(11, 5);
}

}  // namespace gongkai::portal
