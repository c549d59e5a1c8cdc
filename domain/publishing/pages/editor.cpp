// Writing: a new document, the next edition of one. Every save is an edition; what was typed is never lost, also where somebody
// else was quicker.
#include <algorithm>

#include "base/core/text.h"
#include "base/files/files.h"
#include "base/files/media.h"
#include "base/web/form_view.h"
#include "domain/accounts/pages/guard.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/store.h"
#include "domain/ledger/offers.h"
#include "domain/programme/room.h"
#include "domain/programme/titles.h"
#include "domain/publishing/pages/checking.h"
#include "domain/publishing/pages/desk_pages.h"
#include "domain/publishing/pages/rich_text.h"

namespace gongkai::publishing {
namespace {

using web::Choice;
using web::Context;
using web::Field;
using web::Form;
using web::FormView;
using web::Html;
using web::Need;
using web::Request;
using web::Response;

constexpr const char *begin_form = "publishing.begin", *change_form = "publishing.change";
constexpr std::size_t text_at_most = 2'000'000, file_at_most = std::size_t{40} << 20, body_at_most = std::size_t{50} << 20;
constexpr int duties_at_most = 100;

std::string words_of(const Text& text, Relation kind) {
    std::vector<std::string> all;
    for (const auto& link : text.links)
        if (link.kind == kind)
            all.push_back(link.key.empty() ? "#" + std::to_string(link.target_id) : link.key);
    return join(all, " ");
}

std::string relation_field(Relation kind) { return "does_" + std::string(word_of(kind)); }

void write_choices(FormView& view, Language language, std::string_view name, std::vector<Choice> choices, bool is_open) {
    const auto none = words(language, "publishing.choice.none");
    if (is_open)
        choices.insert(choices.begin(), Choice{"", none});
    view.choices(name, label_of(name), choices);
}

// What an officer of a unit may choose from.
struct Offered {
    catalogue::Columns columns;
    std::vector<std::pair<std::string, std::string>> items;  // of the catalogue
};
Offered offered_to(const Doors& doors, people::UnitId unit) {
    return doors.database.read([&](db::Connection& connection) {
        return Offered{catalogue::columns(connection), catalogue::choices_for(connection, unit)};
    });
}

// The items of the unit by key and name; one that stands there and is none of them stays.
void write_items(FormView& view, Language language, const Offered& offered, std::string_view chosen) {
    std::vector<std::string> names;
    std::vector<Choice> choices;
    names.reserve(offered.items.size());
    bool is_offered = chosen.empty();
    for (const auto& [key, name] : offered.items) {
        names.push_back(key + " " + name);
        choices.push_back({key, names.back(), key == chosen});
        is_offered = is_offered || key == chosen;
    }
    if (!is_offered)
        choices.insert(choices.begin(), Choice{chosen, chosen, true});
    write_choices(view, language, "catalogue_item", std::move(choices), true);
}

// `form` is the one that was sent back, if one was.
void write_editor(web::Html& html, FormView& view, Language language, const DocumentType& type, const Text& text, bool is_live,
                  const Form* form, const Offered& offered) {
    const auto& columns = offered.columns;
    view.field({.name = "from_file",
                .label = "publishing.field.from_file",
                .hint = "publishing.field.from_file.hint",
                .kind = Field::Kind::file,
                .need = Need::optional});
    // Read from the file where there is one.
    view.field({.name = "title",
                .label = "publishing.field.title",
                .hint = "publishing.required",
                .need = Need::optional,
                .is_due_later = true,
                .value = text.title});
    std::vector<Choice> choices;
    for (const auto& column : columns.all())
        if (column.is_open || column.key == text.column)
            choices.push_back(
                {column.key, column.name(language), column.key == (text.column.empty() ? type.column : text.column)});
    write_choices(view, language, "column", choices, false);
    const auto body = typed_from(text.body);
    view.field({.name = "body",
                .label = "publishing.field.body",
                .hint = "publishing.field.body.hint",
                .kind = Field::Kind::many_lines,
                .need = Need::optional,
                .value = body});
    for (const auto& field : type.fields) {
        const auto value = text.field(field.key);
        if (field.is_inherited && value.empty())
            continue;
        const auto label = label_of(field.key);
        if (field.kind == FieldKind::Kind::choice) {
            std::vector<std::string> names;
            for (const auto& choice : field.choices)
                names.push_back(shown_field(language, field, choice));
            choices.clear();
            for (std::size_t i = 0; i < names.size(); ++i)
                choices.push_back({field.choices[i], names[i], field.choices[i] == value});
            write_choices(view, language, field.key, choices, true);
            continue;
        }
        if (field.key == "catalogue_item") {
            write_items(view, language, offered, value);
            continue;
        }
        view.field({.name = field.key,
                    .label = label,
                    .hint = field.key == "number"     ? "publishing.field.number.hint"
                            : field.key == "event_no" ? "publishing.field.event_no.hint"
                            : field.is_required       ? "publishing.required"
                                                      : "",
                    .kind = field.kind == FieldKind::Kind::day     ? Field::Kind::day
                            : field.kind == FieldKind::Kind::lines ? Field::Kind::many_lines
                                                                   : Field::Kind::text,
                    .need = Need::optional,
                    .is_due_later = field.is_required,
                    .value = value});
    }
    view.field({.name = "summary",
                .label = "publishing.field.summary",
                .hint = "publishing.field.summary.hint",
                .kind = Field::Kind::many_lines,
                .need = Need::optional,
                .value = text.summary});
    choices.clear();
    for (const auto& theme : catalogue::themes())
        choices.push_back({theme.code, theme.name(language), theme.code == text.theme});
    write_choices(view, language, "theme", choices, true);
    choices.clear();
    for (const auto& category : catalogue::categories())
        choices.push_back({category.code, category.name(language), category.code == text.category});
    write_choices(view, language, "category", choices, true);
    html << "<details" << web::when(form || !text.links.empty(), " open") << "><summary>"
         << words(language, "publishing.field.relations") << "</summary>";
    for (const auto kind : all_relations()) {
        const auto name = relation_field(kind), label = "publishing.field." + name, value = words_of(text, kind);
        view.field({.name = name, .label = label, .hint = "publishing.field.does.hint", .need = Need::optional, .value = value});
    }
    html << "</details>";
    if (!text.attachments.empty()) {
        choices.clear();
        for (const auto& file : text.attachments)
            choices.push_back({file.name, file.name, true});
        view.tick_boxes("keep", "publishing.field.keep", choices);
        view.hidden("keeps", "yes");
    }
    view.field({.name = "file",
                .label = "publishing.field.file",
                .hint = "publishing.field.file.hint",
                .kind = Field::Kind::file,
                .need = Need::optional});
    if (!is_live)
        return;
    view.field({.name = "change_note",
                .label = "publishing.field.change_note",
                .hint = "publishing.field.change_note.hint",
                .kind = Field::Kind::many_lines,
                .need = Need::optional,
                .is_due_later = true,
                .value = text.change_note});
    const auto closes = words(language, "publishing.closes_earlier");
    view.tick_boxes("closes_earlier", "publishing.field.closes_earlier", {{"yes", closes, text.closes_earlier}});
}

void take_fields(Form& form, const DocumentType& type, Text& text) {
    using Lines = Form::TextRule::Lines;
    for (const auto& field : type.fields) {
        if (!form.was_sent(field.key))
            continue;
        std::string value;
        switch (field.kind) {
            case FieldKind::Kind::day:
                if (const auto day = form.day(field.key, Need::optional))
                    value = to_text(*day);
                break;
            case FieldKind::Kind::choice:
                value = form.text(field.key, {.need = Need::optional, .at_most = 100});
                if (!value.empty() && std::ranges::find(field.choices, value) == field.choices.end())
                    form.refuse(field.key, {Refusal::Kind::invalid, "publishing.refuse.choice", {}, {}});
                break;
            case FieldKind::Kind::line:
                value = form.text(field.key, {.need = Need::optional, .at_most = 500});
                break;
            case FieldKind::Kind::lines:
                value = form.text(field.key, {.need = Need::optional, .at_most = 5000, .lines = Lines::many});
                break;
        }
        if (field.key == "number") {
            const auto number = mended_number(value);
            if (!number)
                form.refuse("number", {Refusal::Kind::invalid, "publishing.refuse.number", {}, {}});
            value = number.value_or("");
        }
        text.fields.erase(field.key);
        if (!value.empty())
            text.fields[field.key] = value;
    }
}

// A document that is not public is there for those only who may see it.
std::optional<DocumentId> target_for(db::Connection& connection, const Context& context, std::string_view words) {
    const auto target = find_target(connection, words);
    const auto document = target ? find_document(connection, *target) : std::nullopt;
    const bool is_there = document && (document->is_live() || powers_for(connection, context, document->unit_id).sees);
    return is_there ? target : std::nullopt;
}

// Other documents by their numbers, keys or addresses, parted by blanks or marks.
void take_links(db::Connection& connection, const Context& context, Form& form, Text& text) {
    for (const auto kind : all_relations()) {
        const auto name = relation_field(kind);
        if (!form.was_sent(name))
            continue;
        std::erase_if(text.links, [&](const Link& one) { return one.kind == kind; });
        auto typed = std::string(form.text(name, {.need = Need::optional, .at_most = 2000}));
        for (const auto* mark : {"，", "、", "；", ",", ";", "　"})
            typed = replace_all(std::move(typed), mark, " ");
        for (const auto word : split(typed, ' ')) {
            if (trim(word).empty())
                continue;
            const auto target = target_for(connection, context, word);
            if (!target)
                form.refuse(name, {Refusal::Kind::invalid, "publishing.refuse.no_target", {std::string(word)}, {}});
            else if (const Link link{kind, *target}; std::ranges::find(text.links, link) == text.links.end())
                text.links.push_back(link);
        }
    }
}

// A file that has the name of one that is there takes its place.
void take_files(const Doors& doors, const web::FormData& data, Form& form, Text& text) {
    if (form.was_sent("keeps"))
        std::erase_if(text.attachments, [&](const Attachment& one) { return !form.is_among("keep", one.name); });
    for (const auto& file : data.files) {
        if (file.field != "file")
            continue;
        if (file.bytes.size() > file_at_most || file.name.empty()) {
            form.refuse("file", {Refusal::Kind::too_large, "publishing.refuse.file_too_large", {}, {}});
            continue;
        }
        if (claims_what_it_is_not(file.name, file.bytes)) {
            form.refuse("file", {Refusal::Kind::invalid, "publishing.refuse.not_what_it_says", {file.name}, {}});
            continue;
        }
        const auto before = std::ranges::find(text.attachments, file.name, &Attachment::name);
        const bool is_original = before != text.attachments.end() && !before->words_digest.empty();
        std::erase_if(text.attachments, [&](const Attachment& one) { return one.name == file.name; });
        const auto bytes = stripped(file.bytes, file.name);
        // Whoever hands in an original anew says that it is that of the text as he saves it.
        text.attachments.push_back({file.name, type_of_file(file.name, bytes), doors.files.keep(bytes),
                                    static_cast<std::int64_t>(bytes.size()),
                                    is_original ? digest_of_words(text.body) : std::string()});
    }
}

// What was sent, over what stood there: what a form does not ask for stays.
Text text_in(const Doors& doors, const Context& context, Form& form, const DocumentType& type, Text text) {
    using Lines = Form::TextRule::Lines;
    const auto take = [&](std::string_view field, std::string& into, const Form::TextRule& rule) {
        if (form.was_sent(field))
            into = form.text(field, rule);
    };
    take("title", text.title, {.need = Need::optional, .at_most = 200});
    if (text.column.empty())
        text.column = type.column;
    take("column", text.column, {.at_most = 100});
    take("summary", text.summary, {.need = Need::optional, .at_most = 500, .lines = Lines::many});
    take("theme", text.theme, {.need = Need::optional, .at_most = 10});
    take("category", text.category, {.need = Need::optional, .at_most = 10});
    take("change_note", text.change_note, {.need = Need::optional, .at_most = 500, .lines = Lines::many});
    if (form.was_sent("change_note"))
        text.closes_earlier = form.is_among("closes_earlier", "yes");
    if (form.was_sent("body"))
        text.body = body_from(form.text("body", {.need = Need::optional, .at_most = text_at_most, .lines = Lines::many}));
    take_fields(form, type, text);
    take_files(doors, context.form, form, text);
    if (const auto* file = form.file("from_file", file_at_most, Need::optional))
        take_source(doors, form, type, *file, text);
    doors.database.read([&](db::Connection& connection) {
        take_links(connection, context, form, text);
        if (form.is_fine())
            if (const auto wrong = check(connection, type, text))
                form.refuse(wrong->field, wrong->refusal);
    });
    return text;
}

std::optional<PutAside> aside_at(const Doors& doors, const Context& context, const std::string& place) {
    return doors.database.read(
        [&](db::Connection& connection) { return find_aside(connection, accounts::actor(context), place); });
}

Response draw_new(const Doors& doors, const Request& request, Context& context, const DocumentType& type, const Text& text,
                  const Form* form, int status = 200, const PutAside* aside = nullptr) {
    console::Page page;
    page.title = words(context.language, "publishing.desk.new", {type.name(context.language)});
    page.menu = "/console/documents";
    page.trail = {{words(context.language, "publishing.desk"), "/console/documents"}};
    const auto columns = offered_to(doors, accounts::officer(context).unit_id);
    if (aside)
        write_aside(page.content, context, *aside, "/console/documents/new", false);
    FormView view(page.content, context.language, form);
    view.begin("/console/documents", context.visitor.form_token(begin_form), true);
    view.hidden("type", type.key);
    write_editor(page.content, view, context.language, type, text, false, form, columns);
    view.end("publishing.desk.save");
    add_rich_text(page, context, {"body", "/console/documents/new", "", text});
    return doors.console.show(request, context, std::move(page), status);
}

Response new_document(const Doors& doors, Request& request, Context& context) {
    const auto* type = find_type(request.query.first("type").value_or("news"));
    if (!type)
        return doors.site.trouble(404, request);
    Text text;
    if (const auto interprets = whole_number(request.query.first("interprets").value_or("")))
        text.links.push_back({Relation::interprets, *interprets});
    const auto aside = aside_at(doors, context, place_of_new(type->key));
    if (!aside)
        return draw_new(doors, request, context, *type, text, nullptr);
    const auto typed = form_of(*aside);
    const Form form(typed);
    return draw_new(doors, request, context, *type, text, &form, 200, &*aside);
}

Response begin_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto* type = find_type(form.typed("type"));
    if (!type)
        return doors.site.trouble(404, request);
    auto text = text_in(doors, context, form, *type, {});
    if (form.is_fine()) {
        const auto unit = accounts::officer(context).unit_id;
        const auto made = doors.database.write([&](db::Connection& connection) {
            const auto actor = accounts::actor(context);
            auto begun = begin(connection, unit, type->key, text, {actor, powers_for(connection, context, unit)});
            if (begun)
                drop_aside(connection, actor, place_of_new(type->key));
            return begun;
        });
        if (made) {
            look_into_files(doors, context.language, *made);
            return Response::redirect(console_address_of(*made));
        }
        form.refuse("", made.error());
    }
    text.attachments.clear();  // files are chosen anew
    return draw_new(doors, request, context, *type, text, &form, 422);
}

Response draw_edit(const Doors& doors, const Request& request, Context& context, const Looked& looked, const Text& text,
                   const Form* form, int status = 200, const PutAside* aside = nullptr) {
    console::Page page;
    page.title = words(context.language, "publishing.desk.edit", {looked.document.title});
    page.menu = "/console/documents";
    page.trail = {{words(context.language, "publishing.desk"), "/console/documents"},
                  {looked.document.title, console_address_of(looked.document.id)}};
    const auto state = looked.document.state;
    if (state != State::draft && state != State::returned) {
        page.content << "<p class='told'>" << words(context.language, "publishing.refuse.not_now") << "</p>";
        return doors.console.show(request, context, std::move(page), status);
    }
    const auto columns = offered_to(doors, looked.document.unit_id);
    const auto at = console_address_of(looked.document.id);
    if (aside)
        write_aside(page.content, context, *aside, at + "/edit", aside->version != looked.document.version);
    FormView view(page.content, context.language, form);
    view.begin(at + "/edit", context.visitor.form_token(change_form), true);
    view.hidden("version", std::to_string(looked.document.version));
    write_editor(page.content, view, context.language, looked.document.kind(), text, looked.document.live_id.has_value(), form,
                 columns);
    view.end("publishing.desk.save");
    add_rich_text(page, context, {"body", at + "/edit", at, text});
    return doors.console.show(request, context, std::move(page), status);
}

std::optional<Looked> find_looked(const Doors& doors, const Context& context) {
    return doors.database.read([&](db::Connection& connection) { return look_at(connection, context); });
}

Response edit(const Doors& doors, Request& request, Context& context) {
    const auto looked = find_looked(doors, context);
    if (!looked)
        return doors.site.trouble(404, request);
    const auto aside = aside_at(doors, context, place_of(looked->document.id));
    if (!aside || aside->version != looked->document.version)
        return draw_edit(doors, request, context, *looked, looked->work.text, nullptr, 200, aside ? &*aside : nullptr);
    const auto typed = form_of(*aside);
    const Form form(typed);
    return draw_edit(doors, request, context, *looked, looked->work.text, &form, 200, &*aside);
}

Response change_act(const Doors& doors, Request& request, Context& context) {
    const auto looked = find_looked(doors, context);
    if (!looked)
        return doors.site.trouble(404, request);
    Form form(context.form);
    const auto version = static_cast<int>(form.whole_number("version", 0, 1'000'000'000).value_or(0));
    auto text = text_in(doors, context, form, looked->document.kind(), looked->work.text);
    if (form.is_fine()) {
        const auto done = doors.database.write([&](db::Connection& connection) {
            const auto actor = accounts::actor(context);
            auto changed = change(connection, looked->document.id, version, text,
                                  {actor, looked->powers, accounts::officer(context).unit_id}, house_from(doors.settings));
            if (changed)
                drop_aside(connection, actor, place_of(looked->document.id));
            return changed;
        });
        if (done) {
            look_into_files(doors, context.language, looked->document.id);
            return Response::redirect(console_address_of(looked->document.id));
        }
        form.refuse("", done.error());
    }
    text.attachments = looked->work.text.attachments;  // files are chosen anew
    return draw_edit(doors, request, context, *looked, text, &form, 422);
}

// Which duty this document fulfils: each leads to the form that proves it, with the document's address in it.
Response proof(const Doors& doors, Request& request, Context& context) {
    return doors.database.read([&](db::Connection& connection) {
        const auto looked = look_at(connection, context);
        if (!looked || !looked->document.is_live())
            return doors.site.trouble(404, request);
        console::Page page;
        page.title = words(context.language, "publishing.desk.proof", {looked->document.title});
        page.menu = "/console/documents";
        page.trail = {{words(context.language, "publishing.desk"), "/console/documents"},
                      {looked->document.title, console_address_of(looked->document.id)}};
        auto& html = page.content;
        const auto opens = ledger::open_below(connection, looked->document.unit_id, duties_at_most);
        if (opens.empty())
            html << "<p class='empty'>" << words(context.language, "publishing.desk.no_duty") << "</p>";
        else
            html << "<p>" << words(context.language, "publishing.desk.proof.text") << "</p><ul class='lines'>";
        programme::Titles titles(connection);
        for (const auto& open : opens)
            html << "<li><div class='top'><a href='"
                 << web::url("/console/duties/" + std::to_string(open.duty_id) + "?occurrence=" + std::to_string(open.number) +
                             "&address=" + address_of(looked->document.key))
                 << "'>" << titles.of(open.origin, open.part) << "</a><span class='small number'>"
                 << portal::spoken_in_full(context.language, open.due_on) << "</span></div></li>";
        if (!opens.empty())
            html << "</ul>";
        return doors.console.show(request, context, std::move(page));
    });
}

}  // namespace

void hang_editor_pages(Doors& doors) {
    auto& router = doors.site.router();
    router.get("/console/documents/new", "publishing.new", with(doors, new_document))
        .needs("documents.write")
        .reads({"type", "interprets"})
        .sql_at_most(7);
    router.post("/console/documents", "publishing.begin", with(doors, begin_act))
        .needs("documents.write")
        .form(begin_form)
        .body_at_most(body_at_most)
        .in_lane(programme::slow_lane);
    router.get("/console/documents/{id}/edit", "publishing.edit", with(doors, edit)).needs("documents.write").sql_at_most(11);
    router.post("/console/documents/{id}/edit", "publishing.change", with(doors, change_act))
        .needs("documents.write")
        .form(change_form)
        .body_at_most(body_at_most)
        .in_lane(programme::slow_lane);
    router.get("/console/documents/{id}/proof", "publishing.proof", with(doors, proof)).needs("documents.see").sql_at_most(11);
}

}  // namespace gongkai::publishing
