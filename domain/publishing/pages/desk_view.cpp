#include <algorithm>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "domain/accounts/pages/guard.h"
#include "domain/publishing/file_findings.h"
#include "domain/publishing/pages/checking.h"
#include "domain/publishing/pages/desk_pages.h"
#include "domain/publishing/pages/document_view.h"
#include "domain/publishing/proves.h"

namespace gongkai::publishing {
namespace {

using web::Context;
using web::Field;
using web::Form;
using web::FormView;
using web::Html;

struct Around {
    std::vector<StepTaken> steps;
    std::vector<Edition> editions;
    std::vector<Interpretation> interpretations;
    OnPage on_page;
    Part of_work, of_live;
};

// What part_of() says, of what the page has read anyhow: it only draws buttons, and the deed asks again.
Part part_in(const Around& around, EditionId text, std::string_view actor) {
    int published = 0;
    for (const auto& edition : around.editions)
        if (edition.published_at && edition.id != text)
            published = std::max(published, edition.number);
    const auto is_written = [&](const Edition& one) { return one.saved_by == actor && one.number > published; };
    const auto is_passed = [&](const StepTaken& one) {
        return one.edition_id == text && one.by == actor && one.outcome == StepTaken::Outcome::passed;
    };
    return {std::ranges::any_of(around.editions, is_written), std::ranges::any_of(around.steps, is_passed)};
}

void write_facts(Html& html, Language language, const Looked& looked) {
    const auto& document = looked.document;
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    html << "<dl class='facts'><dt>" << say("publishing.desk.state") << "</dt><dd><span class='state'>"
         << name_of(language, document.state) << "</span></dd><dt>" << say("publishing.unit") << "</dt><dd>" << document.unit_name
         << "</dd><dt>" << say("publishing.field.type") << "</dt><dd>" << name_of(language, document.type) << "</dd>";
    if (!document.index_number.empty())
        html << "<dt>" << say("publishing.index_number") << "</dt><dd>" << document.index_number << "</dd>";
    if (document.publish_at)
        html << "<dt>" << say("publishing.desk.scheduled") << "</dt><dd class='number'>"
             << portal::spoken_moment(*document.publish_at) << "</dd>";
    html << "</dl>";
    if (document.is_live())
        html << "<p><a class='way' href='" << web::url(address_of(document.key)) << "'>" << say("publishing.desk.on_portal")
             << "</a>　<a class='way' href='/console/documents/" << document.id << "/proof'>" << say("publishing.desk.fulfils")
             << "</a></p>";
    if (document.withdrawn_at)
        html << "<p class='told mind'>"
             << say("publishing.banner.withdrawn", {portal::spoken_in_full(language, day_in_china(*document.withdrawn_at))})
             << " " << document.withdrawn_because << "</p>";
    if (document.look_due_at)
        html << "<p class='told'>"
             << say(*document.look_due_at < now() ? "publishing.desk.look_late" : "publishing.desk.look_by",
                    {portal::spoken_moment(*document.look_due_at)})
             << "</p>";
}

std::string path_of(Verb verb, const Document& document, const House& house) {
    if (verb != Verb::pass)
        return std::string(word_of(verb));
    return std::string(word_of(house.steps.at(static_cast<std::size_t>(document.step))));
}

// A field of its own that a deed asks for, under the name by which its refusal is told.
std::string_view reason_field(Verb verb) {
    switch (verb) {
        case Verb::give_back:
            return "reason";
        case Verb::force:
            return "forced_because";
        case Verb::withdraw:
        case Verb::mend_reason:
            return "withdrawn_because";
        case Verb::change:
        case Verb::submit:
        case Verb::take_back:
        case Verb::pass:
        case Verb::publish:
        case Verb::schedule:
        case Verb::publish_urgently:
        case Verb::look_over:
        case Verb::revise:
        case Verb::drop:
            return "";
    }
    return "";
}

// `found`: what the page shows; who forces says that he has seen it.
void write_deed(Html& html, Context& context, const Looked& looked, const Found& found, Verb verb, const House& house,
                const Form* form) {
    const auto& document = looked.document;
    const auto path = path_of(verb, document, house);
    const auto at = console_address_of(document.id) + '/' + path;
    const auto button = "publishing.verb." + path;
    const auto reason = reason_field(verb);
    const bool asks = !reason.empty() || verb == Verb::schedule;
    const auto version = std::to_string(document.version);
    if (!asks) {
        html << "<form method='post' action='" << web::url(at) << "'><input type='hidden' name='form_token' value='"
             << context.visitor.form_token("publishing." + path) << "'><input type='hidden' name='version' value='" << version
             << "'><button" << web::when(verb == Verb::drop || verb == Verb::take_back, " class='quiet'") << ">"
             << words(context.language, button) << "</button></form>";
        return;
    }
    const auto field = verb == Verb::schedule ? std::string_view("publish_on") : reason;
    const bool was_sent = form && form->was_sent(field);
    html << "<details class='put-right'" << web::when(was_sent, " open") << "><summary>" << words(context.language, button)
         << "</summary>";
    FormView view(html, context.language, was_sent ? form : nullptr);
    view.begin(at, context.visitor.form_token("publishing." + path));
    view.hidden("version", version);
    if (verb == Verb::force && found.unread.empty() && !found.all.empty())
        view.hidden("findings_seen", digest_of(found.all));
    if (verb == Verb::schedule) {
        const auto day = to_text(today());
        view.field({.name = "publish_on", .label = "publishing.desk.publish_on", .kind = Field::Kind::day, .value = day});
        view.field(
            {.name = "publish_time", .label = "publishing.desk.publish_time", .hint = "publishing.desk.publish_time.hint"});
    } else {
        const auto label = "publishing.field." + std::string(reason);
        view.field({.name = reason,
                    .label = label,
                    .kind = Field::Kind::many_lines,
                    .value = verb == Verb::mend_reason ? std::string_view(document.withdrawn_because) : std::string_view()});
        if (verb == Verb::mend_reason)
            view.field({.name = own_reason,
                        .label = "publishing.field.mended_because",
                        .hint = "publishing.field.mended_because.hint",
                        .kind = Field::Kind::many_lines});
    }
    view.end(button);
    html << "</details>";
}

// What he may do now; where only his part in the text forbids it, why.
void write_deeds(Html& html, Context& context, const Looked& looked, const Around& around, const Found& found, const House& house,
                 const Form* form) {
    html << "<h2>" << words(context.language, "publishing.desk.deeds") << "</h2><div class='rows-of-deeds'>";
    bool is_any = false;
    for (const auto verb : all_verbs()) {
        const auto allowed =
            may(verb, looked.document, looked.powers, verb == Verb::look_over ? around.of_live : around.of_work, house);
        if (!allowed) {
            if (allowed.error().id == "publishing.refuse.own_text" || allowed.error().id == "publishing.refuse.second_step") {
                html << "<p class='told'>" << words(context.language, "publishing.verb." + path_of(verb, looked.document, house))
                     << "：" << words(context.language, allowed.error()) << "</p>";
                is_any = true;
            }
            continue;
        }
        is_any = true;
        if (verb == Verb::change)
            html << "<p><a class='button' href='" << web::url(console_address_of(looked.document.id) + "/edit") << "'>"
                 << words(context.language, "publishing.verb.change") << "</a></p>";
        else if (verb == Verb::force && house.force_needs_finding && found.all.empty() && found.unread.empty())
            html << "<p class='told'>" << words(context.language, "publishing.verb.force") << "："
                 << words(context.language, "publishing.refuse.nothing_found") << "</p>";
        else
            write_deed(html, context, looked, found, verb, house, form);
    }
    html << "</div>";
    if (!is_any)
        html << "<p class='muted'>" << words(context.language, "publishing.desk.no_deeds") << "</p>";
}

void write_wanting(Html& html, Language language, const Looked& looked) {
    const auto state = looked.document.state;
    const auto all = wanting(looked.document.kind(), looked.work.text);
    if (all.empty() || (state != State::draft && state != State::returned))
        return;
    html << "<div class='told mind'><p>" << words(language, "publishing.desk.wanting") << "</p><ul>";
    for (const auto& one : all)
        html << "<li>" << words(language, label_of(one.field)) << "：" << words(language, one.refusal) << "</li>";
    html << "</ul></div>";
}

// An original that is offered beside a text that says something else by now.
void write_differing(Html& html, Language language, const Looked& looked) {
    const auto state = looked.document.state;
    if (state != State::draft && state != State::returned)
        return;
    for (const auto& file : looked.work.text.attachments)
        if (differs_from_text(looked.work.text, file))
            html << "<p class='told mind'>" << file.name << "：" << words(language, "publishing.original_differs") << " "
                 << words(language, "publishing.desk.original_differs") << "</p>";
}

// What stands on the board because of this page, before and after it is withdrawn.
void write_proves(Html& html, Language language, const Looked& looked, const Around& around) {
    if (around.on_page.proven.empty())
        return;
    html << "<div class='told mind'><p>"
         << words(language, looked.document.withdrawn_at ? "publishing.desk.proved" : "publishing.desk.proves") << "</p><ul>";
    for (const auto& one : around.on_page.proven)
        html << "<li><a href='/console/duties/" << one.duty_id << "'>"
             << words(language, "publishing.desk.proven",
                      {one.owner, portal::spoken_in_full(language, one.due_on), std::to_string(one.number)})
             << "</a></li>";
    html << "</ul></div>";
}

void write_plain_form(Html& html, Context& context, const Document& document, const std::string& verb) {
    html << "<form method='post' action='" << web::url(console_address_of(document.id) + '/' + verb)
         << "'><input type='hidden' name='form_token' value='" << context.visitor.form_token("publishing." + verb)
         << "'><input type='hidden' name='version' value='" << std::to_string(document.version) << "'><button class='quiet'>"
         << words(context.language, "publishing.verb." + verb) << "</button></form>";
}

// What is in attachments that nobody has opened yet is told by no finding.
void write_unread(Html& html, Context& context, const Document& document, const std::vector<std::string>& names) {
    if (names.empty())
        return;
    html << "<div class='told'><p>" << words(context.language, "publishing.desk.unread", {join(names, "、")}) << "</p>";
    write_plain_form(html, context, document, "look_through");
    html << "</div>";
}

void write_dead_links(Html& html, Language language, const std::vector<std::string>& addresses) {
    if (addresses.empty())
        return;
    html << "<div class='told mind'><p>" << words(language, "publishing.desk.dead_links.these") << "</p><ul>";
    for (const auto& address : addresses)
        html << "<li><code>" << address << "</code></li>";
    html << "</ul></div>";
}

void write_interpretations(Html& html, Context& context, const Looked& looked, const Around& around) {
    if (!looked.document.kind().needs_interpretation)
        return;
    html << "<h2>" << words(context.language, "publishing.desk.interpretations") << "</h2>";
    if (looked.document.interpret_by)
        html << "<p class='told'>"
             << words(context.language,
                      *looked.document.interpret_by < today() ? "publishing.desk.interpret_late" : "publishing.desk.interpret_by",
                      {portal::spoken_in_full(context.language, *looked.document.interpret_by)})
             << "</p>";
    if (around.interpretations.empty())
        html << "<p>" << words(context.language, "publishing.desk.no_interpretation") << "</p>";
    else
        html << "<ul class='lines'>";
    for (const auto& one : around.interpretations)
        html << "<li><div class='top'><a href='" << web::url(console_address_of(one.id)) << "'>" << one.title
             << "</a><span class='state'>" << name_of(context.language, one.state) << "</span></div></li>";
    if (!around.interpretations.empty())
        html << "</ul>";
    if (looked.powers.writes)
        html << "<p><a class='way' href='/console/documents/new?type=interpretation&amp;interprets=" << looked.document.id << "'>"
             << words(context.language, "publishing.desk.interpret") << "</a></p>";
}

void write_links(Html& html, Language language, const Text& text) {
    if (text.links.empty())
        return;
    html << "<h2>" << words(language, "publishing.related") << "</h2><ul class='lines'>";
    for (const auto& link : text.links)
        html << "<li>" << words(language, "publishing.does." + std::string(word_of(link.kind))) << " " << link.title << "</li>";
    html << "</ul>";
}

// "签发　李明（市财政局）": persons are named here and nowhere in public.
std::string who_did(Language language, const StepTaken& step) {
    const auto said = step.word.empty() ? std::string() : words(language, "publishing.way." + step.word) + "　";
    if (step.name.empty())
        return said + step.unit;
    return said + step.name + (step.unit.empty() ? "" : "（" + step.unit + "）");
}

// The reasons that stand in public beside what was published: of a correction, and of what the office published by itself.
void write_why_published(Html& html, Language language, const std::vector<Edition>& editions, EditionId id) {
    const auto found = std::ranges::find(editions, id, &Edition::id);
    if (found == editions.end())
        return;
    for (const auto& [label, why] : {std::pair("publishing.desk.why_forced", &found->forced_because),
                                     {"publishing.field.change_note", &found->text.change_note}})
        if (!why->empty())
            html << "<p class='said'>" << words(language, label) << "：" << *why << "</p>";
}

void write_history(Html& html, Language language, const Looked& looked, const Around& around) {
    if (!around.steps.empty()) {
        html << "<h2>" << words(language, "publishing.desk.steps") << "</h2><ol class='lines'>";
        for (const auto& step : around.steps) {
            html << "<li><div class='top'><strong class='number'>" << portal::spoken_moment(step.at)
                 << "</strong><span class='state'>" << words(language, "publishing.step." + std::string(word_of(step.outcome)))
                 << "</span></div><span class='small'>" << who_did(language, step) << "</span>";
            if (!step.reason.empty())
                html << "<p class='said'>" << step.reason << "</p>";
            if (step.outcome == StepTaken::Outcome::published)
                write_why_published(html, language, around.editions, step.edition_id);
            html << "</li>";
        }
        html << "</ol>";
    }
    html << "<h2>" << words(language, "publishing.desk.editions") << "</h2><ol class='lines' reversed>";
    for (const auto& edition : around.editions) {
        html << "<li><div class='top'><a href='"
             << web::url(console_address_of(looked.document.id) + "/editions/" + std::to_string(edition.number)) << "'>"
             << words(language, "publishing.desk.edition", {std::to_string(edition.number)})
             << "</a><span class='small muted number'>" << portal::spoken_moment(edition.saved_at) << "</span></div>";
        if (edition.published_at)
            html << "<span class='small'>"
                 << words(language, "publishing.desk.was_published", {portal::spoken_moment(*edition.published_at)}) << "</span>";
        html << "</li>";
    }
    html << "</ol>";
}

}  // namespace

web::Response draw_document(const Doors& doors, const web::Request& request, Context& context, const Looked& looked,
                            const Form* form, int status, const Found* found) {
    const auto house = house_from(doors.settings);
    const auto actor = accounts::actor(context);
    const auto& document = looked.document;
    const auto around = doors.database.read([&](db::Connection& connection) {
        Around all;
        all.steps = steps_of(connection, document.id);
        all.editions = editions_of(connection, document.id);
        all.on_page = what_hangs_on(connection, document);
        if (document.kind().needs_interpretation)
            all.interpretations = interpretations_of(connection, document.id);
        all.of_work = part_in(all, document.work_id, actor);
        all.of_live = document.look_due_at ? part_in(all, *document.live_id, actor) : all.of_work;
        return all;
    });
    console::Page page;
    page.title = looked.work.text.title;
    page.menu = "/console/documents";
    page.trail = {{words(context.language, "publishing.desk"), "/console/documents"}};
    auto& html = page.content;
    if (form)
        for (const auto& error : form->errors())
            if (error.field.empty())
                html << "<p class='errors' role='alert'>" << words(context.language, error.refusal) << "</p>";
    write_facts(html, context.language, looked);
    write_wanting(html, context.language, looked);
    write_differing(html, context.language, looked);
    write_dead_links(html, context.language, around.on_page.dead_links);
    write_proves(html, context.language, looked, around);
    const bool is_in_hand = document.state != State::published && document.state != State::withdrawn;
    const auto seen = found        ? *found
                      : is_in_hand ? look_through(doors, context.language, document, looked.work.text, {})
                                   : Found();
    if (is_in_hand) {
        write_findings(html, context.language, seen.all);
        write_unread(html, context, document, seen.unread);
        const auto is_maskable = [](const auto& finding) { return intake::is_maskable(finding.kind); };
        const bool masking_helps = intake::blocks(seen.all) || std::ranges::any_of(seen.all, is_maskable);
        if (masking_helps && may(Verb::change, document, looked.powers, around.of_work, house))
            write_plain_form(html, context, document, "mask");
    }
    write_deeds(html, context, looked, around, seen, house, form);
    write_interpretations(html, context, looked, around);
    write_links(html, context.language, looked.work.text);
    html << "<h2>" << words(context.language, "publishing.preview") << "</h2>";
    html << "<dl class='facts'>";
    write_fields(html, context.language, document.kind(), looked.work.text);
    html << "</dl>";
    if (const auto plan = looked.work.text.field("interpretation_plan"); !plan.empty())
        html << "<h3>" << words(context.language, "publishing.field.interpretation_plan") << "</h3><p class='said'>" << plan
             << "</p>";
    write_paper(html, context.language, document.kind(), document.organ, looked.work.text, console_address_of(document.id),
                Title::of_part);
    write_attachments(html, context.language, console_address_of(document.id), looked.work.text);
    write_history(html, context.language, looked, around);
    return doors.console.show(request, context, std::move(page), status);
}

}  // namespace gongkai::publishing
