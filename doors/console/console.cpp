#include "doors/console/console.h"

#include <algorithm>

#include "base/web/assets.h"

namespace gongkai::console {

using web::Html;
using web::url;

void Console::write_head(Html& html, const web::Request& request, const web::Context& context, const Page& page) const {
    const auto look = request.cookie("look").value_or("");
    html << "<!doctype html>\n<html lang='" << tag_of(context.language) << "'"
         << web::when(look.starts_with("elder"), " data-size='elder'")
         << web::when(look.ends_with("contrast"), " data-contrast='high'") << "><head><meta charset='utf-8'><title>" << page.title
         << " - " << words(context.language, "console.name")
         << "</title><meta name='viewport' content='width=device-width, initial-scale=1'><meta name='robots' content='noindex'>"
         << "<link rel='icon' href='" << url(assets_->url("emblem.svg")) << "' type='image/svg+xml'>";
    for (const std::string_view file : {"tokens.css", "portal.css", "board.css", "document.css", "thing.css", "console.css"})
        html << "<link rel='stylesheet' href='" << url(assets_->url(file)) << "'>";
    html << "<link rel='stylesheet' media='print' href='" << url(assets_->url("print.css")) << "'>";
    for (const auto& file : page.styles)
        html << "<link rel='stylesheet' href='" << url(assets_->url(file)) << "'>";
    for (const auto& file : page.scripts)
        html << "<script defer src='" << url(assets_->url(file)) << "'></script>";
    html << "</head><body class='console'><a class='skip' href='#main'>" << words(context.language, "portal.skip") << "</a>\n";
}

web::Response Console::show(const web::Request& request, const web::Context& context, Page page, int status) const {
    const auto say = [&](std::string_view id) { return words(context.language, id); };
    Html html(page.content.view().size() + 8192);
    write_head(html, request, context, page);
    html << "<header class='head'><div class='wide'><a class='site' href='/console'><img src='" << url(assets_->url("emblem.svg"))
         << "' alt='' width='32' height='32'>" << settings_.text("site.name") << " <span class='muted'>" << say("console.name")
         << "</span></a><div class='who'><a href='/console/account'>" << context.person
         << "</a><form method='post' action='/console/sign-out'><input type='hidden' name='form_token' value='"
         << context.visitor.form_token(sign_out_form) << "'><button class='quiet'>" << say("console.sign_out")
         << "</button></form></div></div></header>\n<nav class='menu' aria-label='" << say("console.menu")
         << "'><div class='wide'><ul>";
    for (const auto& entry : menu_)
        if (context.may(entry.ability))
            html << "<li><a href='" << url(entry.address) << "'" << web::when(entry.address == page.menu, " aria-current='true'")
                 << ">" << say(entry.words) << "</a></li>";
    html << "</ul><ul class='tools'><li><a href='/'>" << say("console.portal")
         << "</a></li></ul></div></nav>\n<div class='wide'>";
    if (request.path != "/console") {
        html << "<nav class='trail' aria-label='" << say("portal.trail") << "'><ol><li><a href='/console'>" << say("console.home")
             << "</a></li>";
        for (const auto& crumb : page.trail)
            html << "<li><a href='" << url(crumb.address) << "'>" << crumb.text << "</a></li>";
        html << "<li aria-current='page'>" << page.title << "</li></ol></nav>";
    }
    html << "<main id='main' tabindex='-1'>\n<h1>" << page.title << "</h1>" << page.content
         << "</main></div>\n<footer class='foot'><div class='wide'><p class='muted small'>" << say("console.foot")
         << "</p></div></footer></body></html>\n";
    return web::Response::html(html.take(), status);
}

web::Response Console::show_door(const web::Request& request, const web::Context& context, Page page, int status) const {
    Html html(16384);
    write_head(html, request, context, page);
    html << "<header class='head'><div class='wide'><a class='site' href='/'><img src='" << url(assets_->url("emblem.svg"))
         << "' alt='' width='32' height='32'>" << settings_.text("site.name")
         << "</a></div></header>\n<main id='main' class='door' tabindex='-1'>\n<h1>" << page.title << "</h1>" << page.content
         << "</main></body></html>\n";
    return web::Response::html(html.take(), status);
}

}  // namespace gongkai::console
