#include "base/web/form_view.h"

#include "base/core/text.h"

namespace gongkai::web {
namespace {

using Kind = Field::Kind;

Raw type_of(Kind kind) {
    switch (kind) {
        case Kind::password:
            return " type='password'";
        case Kind::day:
            return " type='date'";
        case Kind::file:
            return " type='file'";
        case Kind::mail:
            return " type='email'";
        case Kind::code:
            return " inputmode='numeric' pattern='[0-9 ]*' maxlength='7'";
        case Kind::text:
        case Kind::many_lines:
            break;
    }
    return "";
}

thread_local GivenBack* given_back = nullptr;

}  // namespace

GivenBack::GivenBack(std::string action, FormData form, std::vector<std::string> files)
    : action_(std::move(action)), form_(std::move(form)), files_(std::move(files)) {
    given_back = this;
}

GivenBack::~GivenBack() { given_back = nullptr; }

// What it holds is only known to be this form's once the hidden fields have been written.
void FormView::take_back() {
    if (!waiting_)
        return;
    html_ << "<p class='told' role='status'>" << words(language_, "web.form.given_back");
    if (!waiting_->files_.empty())
        html_ << " " << words(language_, "web.form.choose_again", {join(waiting_->files_, "、")});
    html_ << "</p>";
    form_ = &given_back_.emplace(waiting_->form_);
    waiting_->is_taken_ = true;
    waiting_ = nullptr;
}

void FormView::write_errors() {
    if (!form_ || form_->is_fine())
        return;
    html_ << "<div class='errors' role='alert' tabindex='-1'><h2>" << words(language_, "web.form.wrong") << "</h2><ul>";
    for (const auto& error : form_->errors()) {
        html_ << "<li>";
        if (error.field.empty())
            html_ << words(language_, error.refusal);
        else
            html_ << "<a href='#f-" << url(error.field) << "'>" << words(language_, error.refusal) << "</a>";
        html_ << "</li>";
    }
    html_ << "</ul></div>";
}

std::string FormView::said(std::string_view label) const {
    return labels_ == Labels::given ? std::string(label) : words(language_, label);
}

std::string_view FormView::standing(std::string_view name, std::string_view value) const {
    return form_ && form_->was_sent(name) ? form_->typed(name) : value;
}

void FormView::begin(std::string_view action, std::string_view form_token, bool with_files) {
    write_errors();
    if (given_back && !given_back->is_taken_ && given_back->action_ == action)
        waiting_ = given_back;
    html_ << "<form class='sheet' method='post' action='" << url(action) << "'"
          << when(with_files, " enctype='multipart/form-data'") << "><input type='hidden' name='form_token' value='" << form_token
          << "'>";
}

void FormView::hidden(std::string_view name, std::string_view value) {
    if (waiting_ && waiting_->form_.fields.first(name) != value)
        waiting_ = nullptr;
    html_ << "<input type='hidden' name='" << name << "' value='" << value << "'>";
}

void FormView::field(const Field& field) {
    take_back();
    const Refusal* error = form_ ? form_->error_of(field.name) : nullptr;
    html_ << "<div class='field" << when(error, " wrong") << "'><label for='f-" << prefix_ << field.name << "'>"
          << said(field.label);
    if (field.need == Need::optional && !field.is_due_later)
        html_ << " <span class='muted'>" << words(language_, "web.form.optional") << "</span>";
    html_ << "</label>";
    if (!field.hint.empty())
        html_ << "<p class='hint' id='h-" << prefix_ << field.name << "'>" << said(field.hint) << "</p>";
    if (error)
        html_ << "<p class='error' id='e-" << prefix_ << field.name << "'>" << words(language_, *error) << "</p>";
    const bool is_long = field.kind == Kind::many_lines;
    html_ << (is_long ? Raw("<textarea rows='5'") : Raw("<input")) << type_of(field.kind) << " id='f-" << prefix_ << field.name
          << "' name='" << field.name << "'" << when(field.need == Need::required, " required")
          << when(error, " aria-invalid='true'");
    if (error || !field.hint.empty()) {
        html_ << " aria-describedby='";
        if (error)
            html_ << "e-" << prefix_ << field.name << " ";
        if (!field.hint.empty())
            html_ << "h-" << prefix_ << field.name;
        html_ << "'";
    }
    if (field.kind != Kind::file)
        html_ << " autocomplete='" << (field.autocomplete.empty() ? std::string_view("off") : field.autocomplete) << "'";
    const auto value = standing(field.name, field.value);
    if (is_long)
        html_ << ">" << value << "</textarea>";
    else if (field.kind == Kind::password || field.kind == Kind::file)
        html_ << ">";
    else
        html_ << " value='" << value << "'>";
    html_ << "</div>";
}

void FormView::choices(std::string_view name, std::string_view label, const std::vector<Choice>& choices) {
    take_back();
    const Refusal* error = form_ ? form_->error_of(name) : nullptr;
    html_ << "<div class='field'><label for='f-" << prefix_ << name << "'>" << said(label) << "</label>";
    if (error)
        html_ << "<p class='error' id='e-" << prefix_ << name << "'>" << words(language_, *error) << "</p>";
    html_ << "<select id='f-" << prefix_ << name << "' name='" << name << "'>";
    for (const auto& choice : choices) {
        const bool is_chosen = form_ && form_->was_sent(name) ? form_->typed(name) == choice.value : choice.is_chosen;
        html_ << "<option value='" << choice.value << "'" << when(is_chosen, " selected") << ">" << choice.text << "</option>";
    }
    html_ << "</select></div>";
}

void FormView::tick_boxes(std::string_view name, std::string_view legend, const std::vector<Choice>& choices) {
    take_back();
    const Refusal* error = form_ ? form_->error_of(name) : nullptr;
    html_ << "<fieldset class='field' id='f-" << prefix_ << name << "'><legend>" << said(legend) << "</legend>";
    if (error)
        html_ << "<p class='error'>" << words(language_, *error) << "</p>";
    for (const auto& choice : choices) {
        const bool is_chosen = form_ && form_->was_sent(name) ? form_->is_among(name, choice.value) : choice.is_chosen;
        html_ << "<label class='tick'><input type='checkbox' name='" << name << "' value='" << choice.value << "'"
              << when(is_chosen, " checked") << "> " << choice.text << "</label>";
    }
    html_ << "</fieldset>";
}

void FormView::end(std::string_view button) { html_ << "<button>" << words(language_, button) << "</button></form>"; }

}  // namespace gongkai::web
