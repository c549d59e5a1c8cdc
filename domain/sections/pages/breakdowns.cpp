// A unit hands in its own breakdown paper, looks at what was read beside where it stands, answers what is asked, accepts or drops
// it.
#include <algorithm>

#include "base/core/text.h"
#include "base/files/files.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/pages/guard.h"
#include "domain/outbox/outbox.h"
#include "domain/people/desk.h"
#include "domain/programme/pages/pages.h"
#include "domain/programme/room.h"
#include "domain/sections/pages/breakdown_view.h"
#include "domain/sections/pages/pages.h"

namespace gongkai::sections {
namespace {

using web::Context;
using web::Field;
using web::Form;
using web::FormView;
using web::Request;
using web::Response;

constexpr const char* hand_in_form = "sections.hand_in_breakdown";
constexpr const char* accept_form = "sections.accept_breakdown";
constexpr const char* drop_form = "sections.drop_breakdown";
constexpr std::size_t paper_at_most = std::size_t{50} << 20;

std::string_view state_of(const Breakdown& one) {
    if (!one.answer)
        return "sections.breakdown.waits";
    return *one.answer == Breakdown::Answer::accepted ? "sections.breakdown.accepted" : "sections.breakdown.dropped";
}

Response draw_list(const Doors& doors, const Request& request, Context& context, const Form* form, int status = 200) {
    const auto say = [&](std::string_view id) { return words(context.language, id); };
    const auto unit = accounts::officer(context).unit_id;
    console::Page page;
    page.title = say("sections.breakdown.title");
    page.menu = "/console/breakdowns";
    auto& html = page.content;
    std::vector<Breakdown> all;
    bool owes = false;
    doors.database.read([&](db::Connection& connection) {
        all = breakdowns_of(connection, unit);
        owes = owes_something(connection, unit);
    });
    if (owes) {
        html << "<p>" << say("sections.breakdown.text") << "</p>";
        FormView view(html, context.language, form);
        view.begin("/console/breakdowns", context.visitor.form_token(hand_in_form), true);
        view.field({.name = "file",
                    .label = "sections.breakdown.file",
                    .hint = "sections.breakdown.file.hint",
                    .kind = Field::Kind::file});
        view.end("sections.breakdown.hand_in");
    } else {
        html << "<p class='empty'>" << say("sections.refuse.owes_nothing") << "</p>";
    }
    if (!all.empty()) {
        html << "<h2>" << say("sections.breakdown.papers") << "</h2><ul class='lines'>";
        for (const auto& one : all)
            html << "<li><div class='top'><a href='" << web::url(address_of(one)) << "'>" << one.file_name
                 << "</a><span class='state " << (one.answer ? "not_due" : "due_soon") << "'>" << say(state_of(one))
                 << "</span></div><span class='small muted number'>" << portal::spoken_moment(one.given_at) << "</span></li>";
        html << "</ul>";
    }
    return doors.console.show(request, context, std::move(page), status);
}

Response list(const Doors& doors, Request& request, Context& context) { return draw_list(doors, request, context, nullptr); }

// Why a paper that was read has no rows to hand over.
std::optional<Refusal> no_rows_in(const programme::Reading& reading) {
    if (reading.outcome != programme::Outcome::refuse && !reading.tasks.empty())
        return std::nullopt;
    const auto& message = reading.message;
    return Refusal{Refusal::Kind::invalid,
                   message ? message->id : "sections.refuse.no_rows",
                   message ? message->arguments : std::vector<std::string>(),
                   {}};
}

Response hand_in_act(const Doors& doors, Request& request, Context& context) {
    Form form(context.form);
    if (const auto* file = form.file("file", paper_at_most)) {
        const auto kept = doors.files.keep(file->bytes);
        extract::Document document;
        const auto reading = programme::read_file_of_notice(doors, kept, document);
        if (!reading) {
            auto refusal = reading.error();
            refusal.arguments = {file->name};
            form.refuse("file", refusal);
        } else if (const auto refusal = no_rows_in(*reading)) {
            form.refuse("file", *refusal);
        } else {
            const auto done = doors.database.write([&](db::Connection& connection) {
                return hand_in_breakdown(connection, accounts::officer(context).unit_id, file->name, kept, document.pages,
                                         accounts::actor(context));
            });
            if (done)
                return Response::redirect("/console/breakdowns/" + std::to_string(*done));
            form.refuse("", done.error());
        }
    }
    return draw_list(doors, request, context, &form, 422);
}

// Nothing where there is none, or it is another unit's.
std::optional<Breakdown> breakdown_here(db::Connection& connection, const Context& context) {
    auto found = find_breakdown(connection, context.id("id"));
    return found && found->unit_id == accounts::officer(context).unit_id ? std::move(found) : std::nullopt;
}

std::optional<BreakdownReview> look_at(const Doors& doors, const Context& context) {
    BreakdownReview review;
    const auto found = doors.database.read([&](db::Connection& connection) { return breakdown_here(connection, context); });
    if (!found)
        return std::nullopt;
    review.breakdown = *found;
    if (review.breakdown.answer)
        return review;
    auto reading = programme::read_file_of_notice(doors, review.breakdown.file, review.document);
    if (reading)
        review.reading = std::move(*reading);
    else
        review.refusal = reading.error();
    doors.database.read([&](db::Connection& connection) {
        review.standing = standing_of(connection, review.breakdown.unit_id, review.reading.document);
    });
    weigh(review);
    return review;
}

Response draw(const Doors& doors, const Request& request, Context& context, const BreakdownReview& review, const Form* form,
              int status = 200) {
    const auto say = [&](std::string_view id) { return words(context.language, id); };
    console::Page page;
    page.title =
        words(context.language, "sections.breakdown.one", {std::to_string(review.breakdown.id), review.breakdown.file_name});
    page.menu = "/console/breakdowns";
    page.trail = {{say("sections.breakdown.title"), "/console/breakdowns"}};
    auto& html = page.content;
    if (review.refusal)
        html << "<p class='errors' role='alert'>" << words(context.language, *review.refusal) << "</p>";
    if (!review.breakdown.answer) {
        write_breakdown_draft(html, context.language, review,
                              {context.visitor.form_token(accept_form), context.visitor.form_token(drop_form)}, form);
        return doors.console.show(request, context, std::move(page), status);
    }
    if (form)
        for (const auto& error : form->errors())
            html << "<p class='errors' role='alert'>" << words(context.language, error.refusal) << "</p>";
    html << "<p class='told'>" << say(state_of(review.breakdown)) << "　" << portal::spoken_moment(*review.breakdown.answered_at)
         << "</p><p><a class='way' href='" << web::url(address_of(review.breakdown) + "/file") << "'>"
         << say("sections.breakdown.paper") << "</a></p>";
    if (review.breakdown.answer == Breakdown::Answer::accepted)
        doors.database.read([&](db::Connection& connection) {
            const auto rows = accepted_rows(connection, review.breakdown.id);
            const auto pages = pages_of_breakdown(connection, review.breakdown.id);
            write_accepted(html, context.language, people::directory(connection), review.breakdown.unit_id, rows, pages);
        });
    return doors.console.show(request, context, std::move(page), status);
}

Response show(const Doors& doors, Request& request, Context& context) {
    const auto review = look_at(doors, context);
    return review ? draw(doors, request, context, *review, nullptr) : doors.site.trouble(404, request);
}

// The form of a review, as an acceptance; what is not answered is said beside its field.
class Reader {
  public:
    Reader(Form& form, const BreakdownReview& review) : form_(form), review_(review) {}

    Acceptance read() {
        acceptance_ = {review_.seen, review_.reading.document, review_.rows, {}, {}, {}};
        for (std::size_t i = 0; i < review_.unknown.size(); ++i)
            if (form_.is_ticked(new_field(i))) {
                acceptance_.new_sections.push_back(review_.unknown[i]);
                if (const auto typed = form_.typed(name_field(i)); !typed.empty() && typed != "none")
                    refuse(name_field(i), "sections.refuse.name_twice", review_.unknown[i]);
            }
        for (const auto& row : review_.rows) {
            auto& answer = acceptance_.answers.emplace_back();
            auto& new_section = acceptance_.row_sections.emplace_back();
            answer.duty_id = read_duty(row);
            if (answer.duty_id != 0)
                read_section(row, answer, new_section);
        }
        return std::move(acceptance_);
    }

  private:
    void refuse(const std::string& field, std::string id, const std::string& argument) {
        if (!form_.error_of(field))
            form_.refuse(field, {Refusal::Kind::invalid, std::move(id), {argument}, {}});
    }

    ledger::DutyId read_duty(const PaperRow& row) {
        const auto typed = form_.typed(duty_field(row));
        if (typed == "none")
            return 0;
        const auto id = whole_number(typed).value_or(0);
        if (std::ranges::find(review_.standing.duties, id, &UnitDuty::id) == review_.standing.duties.end()) {
            refuse(duty_field(row), "sections.refuse.unanswered_duty", row.place);
            return 0;
        }
        return id;
    }

    people::UnitId section_among(std::string_view typed) const {
        const auto id = whole_number(typed).value_or(0);
        return std::ranges::find(review_.sections, id, &people::Unit::id) != review_.sections.end() ? id : 0;
    }

    void read_section(const PaperRow& row, RowAnswer& answer, std::string& new_section) {
        auto typed = form_.typed(section_field(row));
        for (std::size_t i = 0; i < review_.unknown.size(); ++i) {
            if (typed != name_field(i))
                continue;
            if (form_.is_ticked(new_field(i))) {
                new_section = review_.unknown[i];
                return;
            }
            typed = form_.typed(name_field(i));
            answer.section_id = section_among(typed);
            if (typed != "none" && answer.section_id == 0)
                refuse(name_field(i), "sections.refuse.unanswered_name", review_.unknown[i]);
            return;
        }
        answer.section_id = section_among(typed);
        if (typed != "none" && answer.section_id == 0)
            refuse(section_field(row), "sections.refuse.unanswered_section", row.place);
    }

    Form& form_;
    const BreakdownReview& review_;
    Acceptance acceptance_;
};

Response accept_act(const Doors& doors, Request& request, Context& context) {
    auto review = look_at(doors, context);
    if (!review)
        return doors.site.trouble(404, request);
    Form form(context.form);
    const auto again = [&](const Refusal& refusal) {
        form.refuse("", refusal);
        return draw(doors, request, context, *review, &form, refusal.kind == Refusal::Kind::conflict ? 409 : 422);
    };
    if (review->breakdown.answer)
        return again({Refusal::Kind::conflict, "sections.refuse.breakdown_answered", {}, {}});
    if (form.typed("seen") != review->seen)
        return again({Refusal::Kind::conflict, "sections.refuse.seen_otherwise", {}, {}});
    const auto acceptance = Reader(form, *review).read();
    if (!form.is_fine())
        return draw(doors, request, context, *review, &form, 422);
    const auto done = doors.database.write([&](db::Connection& connection) {
        auto accepted = accept_breakdown(connection, review->breakdown.id, acceptance, accounts::actor(context));
        if (accepted)
            for (const auto& [task, section] : accepted->assigned)
                outbox::tell(connection, doors.settings, accounts::Role::information_officer, section,
                             {outbox::Kind::section_task, "/console/sections/" + std::to_string(task)});
        return accepted;
    });
    if (done)
        return Response::redirect(address_of(review->breakdown));
    if (done.error().kind == Refusal::Kind::conflict)  // as it stands now
        review = look_at(doors, context);
    return again(done.error());
}

Response drop_act(const Doors& doors, Request& request, Context& context) {
    const auto found = doors.database.read([&](db::Connection& connection) { return breakdown_here(connection, context); });
    if (!found)
        return doors.site.trouble(404, request);
    const auto done = doors.database.write(
        [&](db::Connection& connection) { return drop_breakdown(connection, found->id, accounts::actor(context)); });
    return done ? Response::redirect("/console/breakdowns") : doors.site.refused(done.error(), request, context.language);
}

Response file(const Doors& doors, Request& request, Context& context) {
    const auto found = doors.database.read([&](db::Connection& connection) { return breakdown_here(connection, context); });
    if (!found)
        return doors.site.trouble(404, request);
    auto bytes = doors.files.read(found->file);
    if (!bytes)
        throw std::runtime_error("the file of a breakdown is missing or altered: " + found->file);
    return Response::download(std::move(*bytes), "application/octet-stream", found->file_name);
}

}  // namespace

void hang_breakdown_pages(Doors& doors) {
    auto& router = doors.site.router();
    constexpr const char* assign = "duties.assign";
    doors.console.add_menu_entry({"/console/breakdowns", "sections.breakdown.title", assign});
    router.get("/console/breakdowns", "sections.breakdowns", with(doors, list)).needs(assign).sql_at_most(11);
    router.post("/console/breakdowns", "sections.hand_in_breakdown", with(doors, hand_in_act))
        .needs(assign)
        .form(hand_in_form)
        .body_at_most(paper_at_most + (64 << 10))
        .in_lane(programme::slow_lane);
    router.get("/console/breakdowns/{id}", "sections.breakdown", with(doors, show))
        .needs(assign)
        .sql_at_most(11)
        .in_lane(programme::slow_lane);
    router.post("/console/breakdowns/{id}/accept", "sections.accept_breakdown", with(doors, accept_act))
        .needs(assign)
        .form(accept_form)
        .in_lane(programme::slow_lane);
    router.post("/console/breakdowns/{id}/drop", "sections.drop_breakdown", with(doors, drop_act)).needs(assign).form(drop_form);
    router.get("/console/breakdowns/{id}/file", "sections.breakdown_file", with(doors, file)).needs(assign).sql_at_most(11);
}

}  // namespace gongkai::sections
