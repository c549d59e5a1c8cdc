// Taking a notice in as a reviewed act: hand in the file, look at what was read beside where it stands, put right, accept.

#include <set>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/extract/extract.h"
#include "base/files/files.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/pages/guard.h"
#include "domain/ledger/store.h"
#include "domain/people/desk.h"
#include "domain/programme/drafts.h"
#include "domain/programme/pages/groups_view.h"
#include "domain/programme/pages/pages.h"
#include "domain/programme/pages/views.h"
#include "domain/programme/reading/reading_words.h"
#include "domain/programme/room.h"
#include "domain/programme/store.h"
#include "doors/doors.h"

namespace gongkai::programme {
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

constexpr const char* hand_in_form = "programme.hand_in";
constexpr const char* correct_form = "programme.correct";
constexpr const char* accept_form = "programme.accept_notice";
constexpr const char* drop_form = "programme.drop_notice";
constexpr std::size_t notice_at_most = std::size_t{50} << 20;
constexpr double sure_from = 0.7;  // below it a person looks: see reading.h

std::string place_of_row(std::size_t task, std::size_t row) { return std::to_string(task + 1) + '.' + std::to_string(row + 1); }

struct Review {
    Draft draft;
    extract::Document document;
    Reading reading;
    std::string sha256;  // of the file and of what was put right
    std::optional<Import> outcome;
    std::optional<Refusal> refusal;  // of the reader or of the intake
    people::Directory units{{}};
};

Paper paper_of(const Review& review, NamedGroups groups) {
    return {review.reading, review.document, review.draft.file_name, review.sha256, Marking::real, std::move(groups)};
}

// What would happen: the same deed, taken back.
void try_it(const Doors& doors, Review& review, std::string_view actor) {
    const auto tried = doors.database.write([&](db::Connection& connection) -> Result<Import> {
        auto import = take_in(connection, paper_of(review, {}), actor);
        if (!import)
            return import;
        review.outcome = std::move(*import);
        return refuse(Refusal::Kind::conflict, "programme.import.not_yet");
    });
    if (!review.outcome)
        review.refusal = tried.error();
}

std::optional<Review> load_review(const Doors& doors, const Context& context) {
    Review review;
    std::vector<Correction> corrections;
    const bool is_there = doors.database.read([&](db::Connection& connection) {
        const auto draft = find_draft(connection, context.id("id"));
        if (!draft)
            return false;
        review.draft = *draft;
        corrections = corrections_of(connection, draft->id);
        review.units = people::directory(connection);
        return true;
    });
    if (!is_there)
        return std::nullopt;
    auto reading = read_file_of_notice(doors, review.draft.file, review.document);
    if (!reading) {
        review.refusal = reading.error();
        return review;
    }
    review.reading = std::move(*reading);
    std::string all = review.draft.file;
    for (const auto& one : corrections)
        all += '\n' + one.place + '\t' + one.field + '\t' + one.value;
    review.sha256 = corrections.empty() ? review.draft.file : sha256_hex(all);
    if (const auto done = put_right(review.reading, corrections); !done)
        review.refusal = done.error();
    else if (!review.draft.is_answered)
        try_it(doors, review, accounts::actor(context));
    return review;
}

Response draw_list(const Doors& doors, const Request& request, Context& context, const Form* form, int status = 200) {
    const auto say = [&](std::string_view id) { return words(context.language, id); };
    console::Page page;
    page.title = say("board.review.title");
    page.menu = "/console/notices";
    auto& html = page.content;
    std::vector<Draft> drafts;
    std::vector<Notice> taken;
    std::set<std::string> with_groups;  // origins
    doors.database.read([&](db::Connection& connection) {
        drafts = drafts_waiting(connection);
        taken = notices(connection);
        with_groups = ledger::origins_with_groups(connection);
    });
    if (!drafts.empty()) {
        html << "<h2>" << say("board.review.waiting") << "</h2><ul class='lines'>";
        for (const auto& draft : drafts)
            html << "<li><div class='top'><a href='/console/notices/" << draft.id << "'><code>" << draft.file_name
                 << "</code></a><span class='small muted number'>" << portal::spoken_moment(draft.given_at)
                 << "</span></div></li>";
        html << "</ul>";
    }
    html << "<h2>" << say("board.review.new") << "</h2><p>" << say("board.review.new.text") << "</p>";
    FormView view(html, context.language, form);
    view.begin("/console/notices", context.visitor.form_token(hand_in_form), true);
    view.field({.name = "file", .label = "board.review.file", .hint = "board.review.file.hint", .kind = Field::Kind::file});
    view.end("board.review.hand_in");
    html << "<h2>" << say("board.review.taken") << "</h2><ul class='lines'>";
    for (const auto& notice : taken) {
        html << "<li><div class='top'><a href='/notices/" << web::url(notice.key) << "'>" << notice.head.title
             << "</a><span class='small muted'>" << notice.head.number << "</span></div>";
        if (with_groups.contains(notice.origin()))
            html << "<a class='way' href='/console/groups/" << web::url(notice.key) << "'>" << say("board.groups.way") << "</a>";
        html << "</li>";
    }
    html << "</ul>";
    return doors.console.show(request, context, std::move(page), status);
}

Response hand_in_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    const auto* file = form.file("file", notice_at_most);
    if (file) {
        const auto kept = doors.files.keep(file->bytes);
        extract::Document document;
        const auto reading = read_file_of_notice(doors, kept, document);
        if (!reading) {
            auto refusal = reading.error();
            refusal.arguments = {file->name};
            form.refuse("file", refusal);
        } else if (reading->outcome == Outcome::refuse) {
            const auto& message = reading->message;
            form.refuse("file", {Refusal::Kind::invalid,
                                 message ? message->id : "programme.refuse.no_notice",
                                 message ? message->arguments : std::vector<std::string>(),
                                 {}});
        } else {
            const auto id = doors.database.write(
                [&](db::Connection& connection) { return hand_in(connection, file->name, kept, accounts::actor(context)); });
            return Response::redirect("/console/notices/" + std::to_string(id));
        }
    }
    return draw_list(doors, request, context, &form, 422);
}

void write_difference(Html& html, Language language, const Import& import) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    if (import.kind == Import::Kind::unchanged) {
        html << "<p class='told'>" << say("board.review.unchanged") << "</p>";
        return;
    }
    html << "<p>"
         << say("board.review.summary",
                {std::to_string(import.tasks), std::to_string(import.rows), std::to_string(import.duties)})
         << "</p>";
    if (import.kind == Import::Kind::corrected) {
        html << "<h2>" << say("board.review.difference", {std::to_string(import.changes.size())})
             << "</h2><div class='scroll' tabindex='0' role='region' aria-label='"
             << say("board.review.difference", {std::to_string(import.changes.size())})
             << "'><table class='sheet-table'><thead><tr><th scope='col'>" << say("board.review.place") << "</th><th scope='col'>"
             << say("board.review.before") << "</th><th scope='col'>" << say("board.review.after") << "</th></tr></thead><tbody>";
        for (const auto& change : import.changes) {
            html << "<tr><th scope='row'>" << change.where;
            if (!change.field.empty())
                html << " " << say("programme.field." + change.field);
            html << "</th><td>";
            if (!change.before.empty())
                html << "<del>" << change.before << "</del>";
            html << "</td><td>";
            if (!change.after.empty())
                html << "<ins>" << change.after << "</ins>";
            html << "</td></tr>";
        }
        html << "</tbody></table></div>";
    }
    for (const auto& [shifts, id] : {std::pair{&import.begun, "board.review.begun"}, {&import.ended, "board.review.ended"}}) {
        if (shifts->empty())
            continue;
        html << "<h2>" << say(id) << "</h2><ul class='lines'>";
        for (const auto& one : *shifts)
            html << "<li><strong class='number'>" << one.where << "</strong>　" << join(one.owners, "、") << "</li>";
        html << "</ul>";
    }
    if (!import.unlisted_units.empty())
        html << "<p><strong>" << say("board.review.unlisted") << "</strong>　" << join(import.unlisted_units, "、") << "</p>";
}

void write_head_form(Html& html, Context& context, const Review& review) {
    const auto& head = review.reading.document;
    html << "<details class='put-right'><summary>" << words(context.language, "board.review.head") << "</summary>";
    FormView view(html, context.language, nullptr);
    view.begin("/console/notices/" + std::to_string(review.draft.id) + "/corrections", context.visitor.form_token(correct_form));
    view.hidden("place", "head");
    const auto signed_on = head.signed_on ? to_text(*head.signed_on) : std::string();
    view.field({.name = "title", .label = "board.review.head.title", .value = head.title});
    view.field({.name = "number", .label = "board.review.head.number", .need = Need::optional, .value = head.number});
    view.field({.name = "issuer", .label = "board.review.head.issuer", .need = Need::optional, .value = head.issuer});
    view.field({.name = "signed_on",
                .label = "board.review.head.signed_on",
                .kind = Field::Kind::day,
                .need = Need::optional,
                .value = signed_on});
    view.end("board.review.save");
    html << "</details>";
}

void write_row(Html& html, Context& context, const Review& review, const std::vector<std::string>& pages, std::size_t task_place,
               std::size_t row_place) {
    const auto say = [&](std::string_view id) { return words(context.language, id); };
    const auto& task = review.reading.tasks[task_place];
    const auto& row = task.rows[row_place];
    const auto place = place_of_row(task_place, row_place);
    const bool is_unsure = row.confidence < sure_from;
    html << "<section class='read-row" << web::when(is_unsure, " unsure") << "' id='row-" << place << "'><div><h3>" << place
         << " " << task.title << "</h3>";
    if (is_unsure)
        html << "<p class='state due_soon'>" << say("board.review.unsure") << "</p>";
    html << "<p>" << row.requirement << "</p><dl class='facts'><dt>" << say("board.review.units") << "</dt><dd>"
         << join(row.units, "、") << "</dd>";
    if (!row.groups.empty())
        html << "<dt>" << say("board.review.groups") << "</dt><dd>" << join(row.groups, "、") << "</dd>";
    html << "<dt>" << say("board.review.due") << "</dt><dd>";
    if (row.due.empty())
        html << say("board.review.no_due");
    for (const auto& due : row.due) {
        html << "<span>" << due.text << "</span>";
        if (due.on)
            html << "（" << portal::spoken_in_full(context.language, *due.on) << "）";
        html << "<br>";
    }
    html << "</dd></dl><details class='put-right'><summary>" << say("board.review.put_right") << "</summary>";
    FormView view(html, context.language, nullptr);
    view.begin("/console/notices/" + std::to_string(review.draft.id) + "/corrections", context.visitor.form_token(correct_form));
    view.hidden("place", place);
    const auto units = join(row.units, "、"), groups = join(row.groups, "、");
    std::vector<std::string> printed;
    for (const auto& due : row.due)
        printed.push_back(due.text);
    const auto due_text = join(printed, "；");
    view.under(place);
    view.field(
        {.name = "requirement", .label = "board.review.requirement", .kind = Field::Kind::many_lines, .value = row.requirement});
    view.field({.name = "units",
                .label = "board.review.units",
                .hint = "board.review.units.hint",
                .need = Need::optional,
                .value = units});
    view.field({.name = "groups", .label = "board.review.groups", .need = Need::optional, .value = groups});
    view.field(
        {.name = "due", .label = "board.review.due", .hint = "board.review.due.hint", .need = Need::optional, .value = due_text});
    view.end("board.review.save");
    html << "</details></div><div>";
    write_source(html, context.language, pages, row.source);
    html << "</div></section>";
}

// What somebody has looked at: the file with what was put right, and what would come of it - the notice as it stands and the list
// of units may change meanwhile.
std::string seen(const Review& review) {
    std::string all = review.sha256;
    const auto add = [&](std::string_view text) { all.append(1, '\n').append(text); };
    if (const auto& import = review.outcome) {
        add(word_of(import->kind));
        add(std::to_string(import->duties));
        for (const auto& change : import->changes)
            for (const auto* text : {&change.where, &change.field, &change.before, &change.after})
                add(*text);
        for (const auto* shifts : {&import->begun, &import->ended})
            for (const auto& one : *shifts)
                add(one.where + ' ' + join(one.owners, "、"));
        for (const auto* names : {&import->unlisted_units, &import->unnamed_groups})
            add(join(*names, "、"));
    }
    return sha256_hex(all);
}

void write_accept(Html& html, Context& context, const Review& review, const Form* form) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    const auto at = "/console/notices/" + std::to_string(review.draft.id);
    html << "<h2>" << say("board.review.accept.title") << "</h2>";
    FormView view(html, context.language, nullptr);
    view.begin(at + "/accept", context.visitor.form_token(accept_form));
    view.hidden("seen", seen(review));
    write_group_fields(html, view, context.language, review.outcome->unnamed_groups, review.units, form, Later::offered);
    view.end("board.review.accept");
    html << "<form method='post' action='" << web::url(at + "/drop") << "'><input type='hidden' name='form_token' value='"
         << context.visitor.form_token(drop_form) << "'><button class='quiet'>" << say("board.review.drop") << "</button></form>";
}

Response draw_review(const Doors& doors, const Request& request, Context& context, const Review& review, const Form* form,
                     int status = 200) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(context.language, id, arguments);
    };
    console::Page page;
    page.title = review.reading.document.title.empty() ? review.draft.file_name : review.reading.document.title;
    page.menu = "/console/notices";
    page.trail = {{say("board.review.title"), "/console/notices"}};
    auto& html = page.content;
    if (form)
        for (const auto& error : form->errors())
            html << "<p class='errors' role='alert'>" << words(context.language, error.refusal) << "</p>";
    if (review.refusal)
        html << "<p class='errors' role='alert'>" << words(context.language, *review.refusal) << "</p>";
    if (review.draft.is_answered) {
        html << "<p class='told'>" << say(review.draft.notice_key.empty() ? "board.review.dropped" : "board.review.accepted")
             << "</p>";
        if (!review.draft.notice_key.empty())
            html << "<p><a class='way' href='/notices/" << web::url(review.draft.notice_key) << "'>" << say("board.desk.public")
                 << "</a></p>";
    }
    const auto& head = review.reading.document;
    html << "<dl class='facts'><dt>" << say("board.review.head.number") << "</dt><dd>" << head.number << "</dd><dt>"
         << say("board.review.head.issuer") << "</dt><dd>" << head.issuer << "</dd><dt>" << say("board.review.head.signed_on")
         << "</dt><dd>"
         << (head.signed_on ? portal::spoken_in_full(context.language, *head.signed_on) : say("board.review.unknown"))
         << "</dd></dl>";
    const bool is_open = !review.draft.is_answered;
    if (is_open)
        write_head_form(html, context, review);
    if (review.outcome)
        write_difference(html, context.language, *review.outcome);
    for (const auto& warning : review.reading.warnings)
        html << "<p class='small'>" << words(context.language, warning.id, warning.arguments) << "</p>";
    std::vector<std::string> unsure;
    for (std::size_t t = 0; t < review.reading.tasks.size(); ++t)
        for (std::size_t r = 0; r < review.reading.tasks[t].rows.size(); ++r)
            if (review.reading.tasks[t].rows[r].confidence < sure_from)
                unsure.push_back(place_of_row(t, r));
    if (!unsure.empty()) {
        html << "<p class='state due_soon'>" << say("board.review.unsure_count", {std::to_string(unsure.size())}) << "</p><p>";
        for (const auto& place : unsure)
            html << "<a class='way' href='#row-" << web::url(place) << "'>" << place << "</a> ";
        html << "</p>";
    }
    if (is_open && review.outcome)
        write_accept(html, context, review, form);
    std::vector<std::string> pages;
    for (const auto& one : review.document.pages)
        pages.push_back(one.text);
    html << "<h2>" << say("board.review.rows") << "</h2>";
    for (std::size_t t = 0; t < review.reading.tasks.size(); ++t)
        for (std::size_t r = 0; r < review.reading.tasks[t].rows.size(); ++r)
            write_row(html, context, review, pages, t, r);
    return doors.console.show(request, context, std::move(page), status);
}

Response review(const Doors& doors, Request& request, Context& context) {
    const auto loaded = load_review(doors, context);
    return loaded ? draw_review(doors, request, context, *loaded, nullptr) : doors.site.trouble(404, request);
}

// Only what differs from what was read is a correction.
std::vector<Correction> corrections_in(const Context& context) {
    const auto& fields = context.form.fields;
    const auto place = std::string(fields.first("place").value_or(""));
    std::vector<Correction> all;
    for (const auto* field : {"title", "number", "issuer", "signed_on", "requirement", "units", "groups", "due"})
        if (fields.has(field))
            all.push_back({place, field, std::string(fields.first(field).value_or(""))});
    return all;
}

Response correct_act(const Doors& doors, Request& request, Context& context) {
    auto loaded = load_review(doors, context);
    if (!loaded)
        return doors.site.trouble(404, request);
    Form form(context.form);
    const auto corrections = corrections_in(context);
    auto tried = loaded->reading;
    auto done = put_right(tried, corrections);
    if (done)
        done = doors.database.write([&](db::Connection& connection) {
            return correct(connection, loaded->draft.id, corrections, accounts::actor(context));
        });
    if (done)
        return Response::redirect("/console/notices/" + std::to_string(loaded->draft.id) + "#row-" +
                                  std::string(form.typed("place")));
    form.refuse("", done.error());
    return draw_review(doors, request, context, *loaded, &form, 422);
}

Response accept_act(const Doors& doors, Request& request, Context& context) {
    const auto loaded = load_review(doors, context);
    if (!loaded)
        return doors.site.trouble(404, request);
    Form form(context.form);
    if (!loaded->draft.is_answered && form.typed("seen") != seen(*loaded)) {
        form.refuse("", {Refusal::Kind::conflict, "board.refuse.changed_meanwhile", {}, {}});
        return draw_review(doors, request, context, *loaded, &form, 409);
    }
    const auto named = groups_in(context.form.fields, loaded->units);
    const auto asked = loaded->outcome ? loaded->outcome->unnamed_groups : std::vector<std::string>();
    if (const auto group = unanswered_group(context.form.fields, asked, named)) {
        form.refuse("", {Refusal::Kind::invalid, "board.refuse.which", {*group}, {}});
        return draw_review(doors, request, context, *loaded, &form, 422);
    }
    const auto paper = paper_of(*loaded, named);
    const auto done = doors.database.write(
        [&](db::Connection& connection) { return accept(connection, loaded->draft.id, paper, accounts::actor(context)); });
    if (done)
        return Response::redirect("/console/notices/" + std::to_string(loaded->draft.id));
    form.refuse("", done.error());
    return draw_review(doors, request, context, *loaded, &form, 422);
}

Response drop_act(const Doors& doors, Request& request, Context& context) {
    const auto id = context.id("id");
    const auto done =
        doors.database.write([&](db::Connection& connection) { return drop(connection, id, accounts::actor(context)); });
    return done ? Response::redirect("/console/notices") : doors.site.refused(done.error(), request, context.language);
}

}  // namespace

Result<Reading> read_file_of_notice(const Doors& doors, std::string_view file, extract::Document& document) {
    auto extracted = extract::extract_also_old(doors.files.path_of(file));
    if (!extracted)
        return std::unexpected(extracted.error());
    document = std::move(*extracted);
    return read_notice(document, reading_words());
}

void hang_review_pages(Doors& doors) {
    auto& router = doors.site.router();
    constexpr const char* take_in = "notices.take_in";
    doors.console.add_menu_entry({"/console/notices", "board.review.menu", take_in});
    router
        .get("/console/notices", "programme.drafts",
             [doors](Request& request, Context& context) { return draw_list(doors, request, context, nullptr); })
        .needs(take_in)
        .sql_at_most(8);
    router.post("/console/notices", "programme.hand_in", with(doors, hand_in_act))
        .needs(take_in)
        .form(hand_in_form)
        .body_at_most(notice_at_most + (64 << 10))
        .in_lane(slow_lane);
    router.get("/console/notices/{id}", "programme.review", with(doors, review))
        .needs(take_in)
        .sql_at_most(11)
        .in_lane(slow_lane);
    router.post("/console/notices/{id}/corrections", "programme.correct", with(doors, correct_act))
        .needs(take_in)
        .form(correct_form)
        .in_lane(slow_lane);
    router.post("/console/notices/{id}/accept", "programme.accept_notice", with(doors, accept_act))
        .needs(take_in)
        .form(accept_form)
        .in_lane(slow_lane);
    router.post("/console/notices/{id}/drop", "programme.drop_notice", with(doors, drop_act)).needs(take_in).form(drop_form);
}

}  // namespace gongkai::programme
