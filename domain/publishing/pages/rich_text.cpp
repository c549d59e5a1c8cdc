#include "domain/publishing/pages/rich_text.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "base/core/text.h"
#include "domain/accounts/pages/guard.h"
#include "domain/publishing/pages/desk_pages.h"

namespace gongkai::publishing {
namespace {

namespace json = boost::json;
using web::Context;
using web::Request;
using web::Response;

constexpr const char *clean_form = "publishing.clean", *drop_form = "publishing.drop_aside";
constexpr std::size_t typed_at_most = std::size_t{8} << 20;
constexpr std::array<std::string_view, 54> editor_words{
    "kind",         "paragraph",      "heading_2",     "heading_3",    "heading_4",    "strong",           "emphasis",
    "underlined",   "bullets",        "numbers",       "deeper",       "quote",        "centre",           "right",
    "link",         "picture",        "table",         "rule",         "row",          "column",           "drop_row",
    "drop_column",  "merge",          "split",         "head",         "caption",      "drop_table",       "undo",
    "redo",         "tools",          "done",          "leave",        "link.address", "link.hint",        "link.text",
    "link.wrong",   "picture.file",   "picture.there", "picture.none", "picture.alt",  "picture.alt.hint", "picture.wrong",
    "picture.kind", "picture.no_alt", "table.columns", "table.rows",   "table.hint",   "table.caption",    "kept",
    "not_kept",     "count",          "pasted",        "not_cleaned",  "cannot_hold"};

// What was typed, without what belongs to one drawing of the form.
std::string fields_of(const web::FormData& form) {
    json::array fields;
    for (const auto& [name, value] : form.fields)
        if (name != "form_token" && name != "version")
            fields.push_back(json::array{name, value});
    return json::serialize(fields);
}

Response keep(const Doors& doors, const Context& context, const std::string& place) {
    const PutAside typed{static_cast<int>(whole_number(web::Form(context.form).typed("version")).value_or(0)),
                         fields_of(context.form), now()};
    doors.database.write([&](db::Connection& connection) { put_aside(connection, accounts::actor(context), place, typed); });
    return Response::json(json::serialize(json::object{{"at", portal::spoken_moment(typed.at).substr(11)}}));
}

bool may_write(const Doors& doors, const Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto looked = look_at(connection, context);
        return looked && looked->powers.writes;
    });
}

Response keep_new(const Doors& doors, Request& request, Context& context) {
    const auto* type = find_type(web::Form(context.form).typed("type"));
    return type ? keep(doors, context, place_of_new(type->key)) : doors.site.trouble(404, request);
}

Response keep_change(const Doors& doors, Request& request, Context& context) {
    return may_write(doors, context) ? keep(doors, context, place_of(context.id("id"))) : doors.site.trouble(404, request);
}

Response drop(const Doors& doors, const Context& context, const std::string& place, std::string to) {
    doors.database.write([&](db::Connection& connection) { drop_aside(connection, accounts::actor(context), place); });
    return Response::redirect(std::move(to));
}

Response drop_new(const Doors& doors, Request& request, Context& context) {
    const auto* type = find_type(web::Form(context.form).typed("type"));
    return type ? drop(doors, context, place_of_new(type->key), "/console/documents/new?type=" + type->key)
                : doors.site.trouble(404, request);
}

Response drop_change(const Doors& doors, Request& request, Context& context) {
    return may_write(doors, context)
               ? drop(doors, context, place_of(context.id("id")), console_address_of(context.id("id")) + "/edit")
               : doors.site.trouble(404, request);
}

// HTML from a clipboard as it will be when it is saved.
Response clean(const Doors&, Request&, Context& context) {
    const auto cleaned = markup::clean(web::Form(context.form).typed("html"));
    json::array removed;
    for (const auto& id : cleaned.removed)
        removed.push_back(json::value(words(context.language, id)));
    return Response::json(json::serialize(json::object{{"html", cleaned.body.html()}, {"removed", std::move(removed)}}));
}

}  // namespace

void add_rich_text(console::Page& page, const Context& context, const RichText& of) {
    json::object words_of_editor;
    for (const auto name : editor_words)
        words_of_editor[name] = words(context.language, "publishing.editor." + std::string(name), {"{0}"});
    json::array names;
    for (const auto& file : of.text.attachments)
        if (is_picture(file.type) && markup::is_picture_name(file.name))
            names.push_back(json::value(file.name));
    const auto text = json::serialize(
        json::object{{"area", "f-" + std::string(of.field)},
                     {"words", std::move(words_of_editor)},
                     {"clean", {{"at", "/console/documents/clean"}, {"token", context.visitor.form_token(clean_form)}}},
                     {"drafts", std::string(of.at) + "/aside"},
                     {"pictures", {{"at", of.pictures_at}, {"names", std::move(names)}}}});
    page.content << "<script type='application/json' id='rich-text'>" << web::DataBlock{text} << "</script>";
    page.scripts.emplace_back("editor.js");
    page.styles.emplace_back("editor.css");
}

web::FormData form_of(const PutAside& typed) {
    web::FormData form;
    const auto fields = json::parse(typed.fields);
    for (const auto& field : fields.as_array())
        form.fields.add(std::string(field.at(0).as_string()), std::string(field.at(1).as_string()));
    return form;
}

void write_aside(web::Html& html, Context& context, const PutAside& typed, std::string_view at, bool is_stale) {
    const auto form = form_of(typed);
    html << "<div class='told' role='status'><p>"
         << words(context.language, is_stale ? "publishing.aside.stale" : "publishing.aside.back",
                  {portal::spoken_moment(typed.at)})
         << "</p>";
    if (is_stale) {
        html << "<details><summary>" << words(context.language, "publishing.aside.typed") << "</summary><div class='typed'>";
        for (const std::string_view name : {"title", "summary", "body"})
            if (const auto value = form.fields.first(name).value_or(""); !value.empty())
                html << "<pre tabindex='0'>" << value << "</pre>";
        html << "</div></details>";
    }
    html << "<form method='post' action='" << web::url(std::string(at) + "/drop_aside")
         << "'><input type='hidden' name='form_token' value='" << context.visitor.form_token(drop_form) << "'>";
    if (const auto type = form.fields.first("type"))
        html << "<input type='hidden' name='type' value='" << *type << "'>";
    html << "<button class='quiet'>" << words(context.language, "publishing.aside.drop") << "</button></form></div>";
}

void hang_rich_text_pages(Doors& doors) {
    auto& router = doors.site.router();
    const auto post = [&](const char* path, const char* name, auto handler, const char* form) {
        router.post(path, name, with(doors, handler)).needs("documents.write").form(form).body_at_most(typed_at_most);
    };
    post("/console/documents/new/aside", "publishing.keep_new", keep_new, "publishing.begin");
    post("/console/documents/{id}/edit/aside", "publishing.keep_change", keep_change, "publishing.change");
    post("/console/documents/new/drop_aside", "publishing.drop_new", drop_new, drop_form);
    post("/console/documents/{id}/edit/drop_aside", "publishing.drop_change", drop_change, drop_form);
    post("/console/documents/clean", "publishing.clean", clean, clean_form);
}

}  // namespace gongkai::publishing
