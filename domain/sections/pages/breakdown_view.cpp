#include "domain/sections/pages/breakdown_view.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/core/text.h"
#include "base/web/form_view.h"
#include "domain/programme/pages/views.h"
#include "domain/sections/desk.h"

namespace gongkai::sections {
namespace {

using web::Choice;
using web::FormView;
using web::Html;

std::string_view text_of(Difference difference) {
    switch (difference) {
        case Difference::fresh:
            return "sections.breakdown.fresh";
        case Difference::moved:
            return "sections.breakdown.moved";
        case Difference::reworded:
            return "sections.breakdown.reworded";
        case Difference::same:
            return "sections.breakdown.same";
    }
    return "";
}

std::size_t place_of_name(const BreakdownReview& review, const std::string& name) {
    return static_cast<std::size_t>(std::ranges::find(review.unknown, name) - review.unknown.begin());
}

// What stands in a row's list of sections before anybody has chosen.
std::string first_section(const BreakdownReview& review, const PaperRow& row) {
    if (row.asked.empty())
        return "none";
    if (row.asked.size() > 1)
        return {};
    if (const auto* section = section_named(review.sections, *review.unit, row.asked.front()))
        return std::to_string(section->id);
    return name_field(place_of_name(review, row.asked.front()));
}

std::string first_duty(const Match& match) {
    switch (match.surety) {
        case Surety::sure:
            return std::to_string(match.guesses.front().duty_id);
        case Surety::unsure:
            return {};
        case Surety::none:
            return "none";
    }
    return {};
}

// What would be handed over if the officer said yes to all that is sure.
std::vector<Handing> sure_handings(const BreakdownReview& review) {
    std::vector<RowAnswer> answers;
    for (std::size_t i = 0; i < review.rows.size(); ++i) {
        const auto& match = review.matches[i];
        const auto section = whole_number(first_section(review, review.rows[i]));
        answers.push_back(match.surety == Surety::sure && section ? RowAnswer{match.guesses.front().duty_id, *section}
                                                                  : RowAnswer{});
    }
    return handings(review.rows, answers).value_or(std::vector<Handing>());
}

bool is_asked(const BreakdownReview& review, std::size_t i) {
    const auto section = first_section(review, review.rows[i]);
    return review.matches[i].surety == Surety::unsure ||
           (review.matches[i].surety == Surety::sure && section != "none" && !whole_number(section));
}

class View {
  public:
    View(Html& html, Language language, const BreakdownReview& review)
        : html_(html), language_(language), review_(review), handings_(sure_handings(review)) {
        for (const auto& duty : review.standing.duties)
            duties_[duty.id] = &duty;
    }

    void write(const FormTokens& tokens, const web::Form* form) {
        write_facts();
        write_summary();
        FormView view(html_, language_, form);
        view.begin(address_of(review_.breakdown) + "/accept", tokens.accept);
        view.hidden("seen", review_.seen);
        write_names(view);
        html_ << "<h2>" << say("sections.breakdown.rows") << "</h2>";
        std::vector<std::string> pages;
        for (const auto& page : review_.document.pages)
            pages.push_back(page.text);
        for (std::size_t i = 0; i < review_.rows.size(); ++i)
            write_row(view, i, pages);
        write_unmentioned();
        view.end("sections.breakdown.accept");
    }

  private:
    std::string say(std::string_view id, const std::vector<std::string>& arguments = {}) const {
        return words(language_, id, arguments);
    }

    std::string name_of(people::UnitId id) const {
        const auto* section = review_.standing.units.find(id);
        return section ? own_name(*section, *review_.unit) : std::string();
    }

    void write_facts() {
        const auto& head = review_.reading.document;
        html_ << "<dl class='facts'><dt>" << say("sections.breakdown.paper") << "</dt><dd><a href='"
              << web::url(address_of(review_.breakdown) + "/file") << "'>" << review_.breakdown.file_name << "</a></dd>";
        if (!head.number.empty())
            html_ << "<dt>" << say("sections.breakdown.number") << "</dt><dd>" << head.number << "</dd>";
        if (head.signed_on)
            html_ << "<dt>" << say("sections.breakdown.signed_on") << "</dt><dd>"
                  << portal::spoken_in_full(language_, *head.signed_on) << "</dd>";
        html_ << "<dt>" << say("sections.breakdown.of_notice") << "</dt><dd>"
              << (review_.standing.notice ? review_.standing.notice->head.title : say("sections.breakdown.no_notice"))
              << "</dd></dl>";
        for (const auto& warning : review_.reading.warnings)
            html_ << "<p class='small'>" << words(language_, warning.id, warning.arguments) << "</p>";
    }

    void write_summary() {
        std::map<Difference, int> counts;
        for (const auto& handing : handings_)
            ++counts[difference(handing, *duties_.at(handing.duty_id))];
        const auto count = [&](Difference one) { return std::to_string(counts[one]); };
        html_ << "<p>"
              << say("sections.breakdown.summary",
                     {std::to_string(review_.rows.size()), count(Difference::fresh), count(Difference::moved),
                      count(Difference::reworded), count(Difference::same)})
              << "</p>";
        std::vector<std::string> asked;
        for (std::size_t i = 0; i < review_.rows.size(); ++i)
            if (is_asked(review_, i))
                asked.push_back(review_.rows[i].place);
        if (asked.empty())
            return;
        html_ << "<p class='state due_soon'>" << say("sections.breakdown.asked", {std::to_string(asked.size())}) << "</p><p>";
        for (const auto& place : asked)
            html_ << "<a class='way' href='#row-" << web::url(place) << "'>" << place << "</a> ";
        html_ << "</p>";
    }

    // Values must outlive the choices.
    std::vector<Choice> section_choices(std::vector<std::string>& kept, const std::string& chosen, bool asks) {
        kept.clear();
        kept.reserve(2 * review_.sections.size());
        std::vector<Choice> choices;
        if (asks)
            choices.push_back({"", choose_, chosen.empty()});
        choices.push_back({"none", to_nobody_, chosen == "none"});
        for (const auto* section : review_.sections) {
            const auto& id = kept.emplace_back(std::to_string(section->id));
            const auto& name = kept.emplace_back(own_name(*section, *review_.unit));
            choices.push_back({id, name, id == chosen});
        }
        return choices;
    }

    void write_names(FormView& view) {
        if (review_.unknown.empty())
            return;
        html_ << "<h2>" << say("sections.breakdown.unknown") << "</h2><p>" << say("sections.breakdown.unknown.text") << "</p>";
        std::vector<std::string> kept;
        for (std::size_t i = 0; i < review_.unknown.size(); ++i) {
            html_ << "<section class='read-row unsure'><div><h3>" << review_.unknown[i] << "</h3>";
            view.choices(name_field(i), "sections.breakdown.is", section_choices(kept, {}, true));
            const auto text = say("sections.breakdown.new_section");
            view.tick_boxes(new_field(i), "sections.breakdown.or_new", {{"yes", text}});
            html_ << "</div></section>";
        }
    }

    void write_row(FormView& view, std::size_t i, const std::vector<std::string>& pages) {
        const auto& row = review_.rows[i];
        const auto& match = review_.matches[i];
        html_ << "<section class='read-row" << web::when(is_asked(review_, i), " unsure") << "' id='row-" << row.place
              << "'><div><h3>" << row.place << " " << row.title << "</h3>";
        write_state(i);
        if (row.is_unsure)
            html_ << "<p class='state due_soon'>" << say("sections.breakdown.unsure_reading") << "</p>";
        html_ << "<p>" << row.requirement << "</p><dl class='facts'><dt>" << say("sections.breakdown.named") << "</dt><dd>"
              << (row.named.empty() ? say("sections.breakdown.nobody_named") : join(row.named, "、")) << "</dd>";
        if (!row.due.empty())
            html_ << "<dt>" << say("sections.breakdown.due") << "</dt><dd>" << row.due << "</dd>";
        html_ << "</dl>";
        write_duties(view, row, match);
        write_sections(view, row);
        html_ << "</div><div>";
        programme::write_source(html_, language_, pages, row.source);
        html_ << "</div></section>";
    }

    void write_state(std::size_t i) {
        const auto& match = review_.matches[i];
        if (match.surety == Surety::none) {
            html_ << "<p class='state not_due'>" << say("sections.breakdown.no_duty") << "</p>";
            return;
        }
        if (match.surety == Surety::unsure) {
            html_ << "<p class='state due_soon'>" << say("sections.breakdown.unsure") << "</p>";
            if (!match.rival.empty())
                html_ << "<p class='small'>" << say("sections.breakdown.rival", {match.rival}) << "</p>";
            return;
        }
        const auto handing = std::ranges::find(handings_, match.guesses.front().duty_id, &Handing::duty_id);
        if (handing == handings_.end()) {
            if (is_asked(review_, i))
                html_ << "<p class='state due_soon'>" << say("sections.breakdown.which_section") << "</p>";
            return;
        }
        const auto& duty = *duties_.at(handing->duty_id);
        const auto change = difference(*handing, duty);
        html_ << "<p class='state " << (change == Difference::same ? "done" : "not_due") << "'>"
              << say(text_of(change), {duty.section_id ? name_of(*duty.section_id) : std::string()}) << "</p>";
        if (change == Difference::moved && duty.is_reported)
            html_ << "<p class='state late'>" << say("sections.breakdown.report_first") << "</p>";
        if (change == Difference::reworded)
            html_ << "<p class='small'><del>" << duty.words << "</del></p><p class='small'><ins>" << handing->words
                  << "</ins></p>";
    }

    void write_duties(FormView& view, const PaperRow& row, const Match& match) {
        const auto chosen = first_duty(match);
        std::vector<std::string> kept;
        kept.reserve(2 * duties_.size() + 2 * match.guesses.size());
        std::vector<Choice> choices;
        if (match.surety == Surety::unsure)
            choices.push_back({"", choose_, true});
        std::set<ledger::DutyId> guessed;
        for (const auto& guess : match.guesses) {
            const auto& id = kept.emplace_back(std::to_string(guess.duty_id));
            const auto& text = kept.emplace_back(
                say("sections.breakdown.like", {duties_.at(guess.duty_id)->label, std::to_string(guess.percent)}));
            choices.push_back({id, text, id == chosen});
            guessed.insert(guess.duty_id);
        }
        choices.push_back({"none", of_no_duty_, chosen == "none"});
        for (const auto& duty : review_.standing.duties)
            if (!guessed.contains(duty.id)) {
                const auto& id = kept.emplace_back(std::to_string(duty.id));
                choices.push_back({id, duty.label, false});
            }
        view.choices(duty_field(row), "sections.breakdown.duty", choices);
    }

    void write_sections(FormView& view, const PaperRow& row) {
        std::vector<std::string> kept, more;
        const auto chosen = first_section(review_, row);
        auto choices = section_choices(kept, chosen, chosen.empty());
        more.reserve(2 * row.asked.size());
        for (const auto& name : row.asked)
            if (const auto place = place_of_name(review_, name); place < review_.unknown.size()) {
                const auto& value = more.emplace_back(name_field(place));
                const auto& text = more.emplace_back(say("sections.breakdown.as_named", {name}));
                choices.push_back({value, text, value == chosen});
            }
        view.choices(section_field(row), "sections.breakdown.to", choices);
    }

    void write_unmentioned() {
        std::set<ledger::DutyId> mentioned;
        for (const auto& match : review_.matches)
            if (!match.guesses.empty())
                mentioned.insert(match.guesses.front().duty_id);
        std::vector<const UnitDuty*> left;
        for (const auto& duty : review_.standing.duties)
            if (!mentioned.contains(duty.id))
                left.push_back(&duty);
        if (left.empty())
            return;
        html_ << "<h2>" << say("sections.breakdown.unmentioned", {std::to_string(left.size())}) << "</h2><p>"
              << say("sections.breakdown.unmentioned.text") << "</p><ul class='lines'>";
        for (const auto* duty : left) {
            html_ << "<li><div class='top'><span>" << duty->label << "</span><span class='small muted'>"
                  << (duty->section_id ? say("sections.given", {name_of(*duty->section_id)})
                                       : say("sections.breakdown.in_no_hands"))
                  << "</span></div></li>";
        }
        html_ << "</ul>";
    }

    Html& html_;
    Language language_;
    const BreakdownReview& review_;
    std::vector<Handing> handings_;
    std::map<ledger::DutyId, const UnitDuty*> duties_;
    const std::string choose_ = say("sections.breakdown.choose"), to_nobody_ = say("sections.breakdown.to_nobody"),
                      of_no_duty_ = say("sections.breakdown.of_no_duty");
};

}  // namespace

void weigh(BreakdownReview& review) {
    review.unit = review.standing.units.find(review.breakdown.unit_id);
    review.sections = sections_of(review.standing.units, review.breakdown.unit_id, today());
    review.rows = rows_of(review.reading);
    review.matches = match(review.rows, review.standing.duties);
    for (const auto& row : review.rows)
        for (const auto& name : row.asked)
            if (!section_named(review.sections, *review.unit, name) &&
                std::ranges::find(review.unknown, name) == review.unknown.end())
                review.unknown.push_back(name);
    std::vector<std::string> who;
    for (const auto& row : review.rows) {
        const auto section = first_section(review, row);
        who.push_back(section == "none" ? std::string() : section);
    }
    part_rivals(review.matches, review.rows, who);
    review.seen = hash_of(review.breakdown, review.standing);
}

std::string duty_field(const PaperRow& row) { return "duty-" + row.place; }
std::string section_field(const PaperRow& row) { return "section-" + row.place; }
std::string name_field(std::size_t unknown) { return "name-" + std::to_string(unknown); }
std::string new_field(std::size_t unknown) { return "new-" + std::to_string(unknown); }

std::string address_of(const Breakdown& breakdown) { return "/console/breakdowns/" + std::to_string(breakdown.id); }

void write_breakdown_draft(Html& html, Language language, const BreakdownReview& review, const FormTokens& tokens,
                           const web::Form* form) {
    if (!review.refusal && review.unit)
        View(html, language, review).write(tokens, form);
    html << "<form method='post' action='" << web::url(address_of(review.breakdown) + "/drop")
         << "'><input type='hidden' name='form_token' value='" << tokens.drop << "'><button class='quiet'>"
         << words(language, "sections.breakdown.drop") << "</button></form>";
}

void write_accepted(Html& html, Language language, const people::Directory& units, people::UnitId unit_id,
                    const std::vector<AcceptedRow>& rows, const std::vector<std::string>& pages) {
    const auto say = [&](std::string_view id, const std::vector<std::string>& arguments = {}) {
        return words(language, id, arguments);
    };
    const auto* unit = units.find(unit_id);
    html << "<h2>" << say("sections.breakdown.rows") << "</h2>";
    for (const auto& one : rows) {
        const auto* section = one.section_id ? units.find(*one.section_id) : nullptr;
        html << "<section class='read-row' id='row-" << one.row.place << "'><div><h3>" << one.row.place << " " << one.row.title
             << "</h3><p>" << one.row.requirement << "</p><dl class='facts'><dt>" << say("sections.breakdown.named")
             << "</dt><dd>" << join(one.row.named, "、") << "</dd><dt>" << say("sections.breakdown.duty") << "</dt><dd>";
        if (one.duty_id)
            html << "<a href='/console/duties/" << *one.duty_id << "'>" << one.duty_label << "</a>";
        else
            html << say("sections.breakdown.of_no_duty");
        html << "</dd><dt>" << say("sections.breakdown.to") << "</dt><dd>";
        if (section && unit)
            html << own_name(*section, *unit);
        else
            html << say("sections.breakdown.to_nobody");
        html << "</dd></dl></div><div>";
        programme::write_source(html, language, pages, one.row.source);
        html << "</div></section>";
    }
}

}  // namespace gongkai::sections
