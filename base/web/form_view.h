// A form as it is drawn: each field with its label, its hint, what was typed, and what was wrong with it; above them a list of
// all that was wrong, each line a way to its field. The same for a form that is drawn for the first time (`form` null).
//
//   FormView view(html, context.language, form);
//   view.begin("/console/sign-in", context.visitor.form_token("accounts.sign_in"));
//   view.field({.name = "name", .label = "accounts.field.name", .autocomplete = "username"});
//   view.end("accounts.sign_in.button");
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/words.h"
#include "base/web/forms.h"
#include "base/web/html.h"

namespace gongkai::web {

struct Field {
    enum class Kind { text, password, many_lines, day, file, mail, code };
    std::string_view name;
    std::string_view label;      // id of words
    std::string_view hint = {};  // id of words
    Kind kind = Kind::text;
    Need need = Need::required;
    bool is_due_later = false;           // may stay empty now, but not for good: it is not called optional
    std::string_view value = {};         // what stands there where nothing was typed yet
    std::string_view autocomplete = {};  // "username"; empty: off
};

struct Choice {
    std::string_view value, text;
    bool is_chosen = false;
};

// A form that somebody sent when his session had ended, while a page is drawn again for him: it stands filled in as he had sent
// it. Of the forms on the page it is the one with the same address and the same hidden fields, and it goes before what the page
// would fill in. Handlers know nothing of it, so it belongs to the thread that draws.
class GivenBack {
  public:
    GivenBack(std::string action, FormData form, std::vector<std::string> files);
    ~GivenBack();
    GivenBack(const GivenBack&) = delete;
    GivenBack& operator=(const GivenBack&) = delete;
    bool is_taken() const { return is_taken_; }

  private:
    friend class FormView;
    std::string action_;
    FormData form_;
    std::vector<std::string> files_;  // names: they are chosen anew
    bool is_taken_ = false;
};

class FormView {
  public:
    FormView(Html& html, Language language, const Form* form) : html_(html), language_(language), form_(form) {}

    // Labels, legends and hints are ids of words, unless data name the fields: then they are the texts themselves.
    enum class Labels { words, given };
    void labels(Labels labels) { labels_ = labels; }
    void under(std::string_view prefix) { prefix_ = prefix; }  // ids of fields begin with it: for several forms of a kind
    void begin(std::string_view action, std::string_view form_token, bool with_files = false);
    void field(const Field& field);
    void choices(std::string_view name, std::string_view label, const std::vector<Choice>& choices);  // a list to choose one of
    void tick_boxes(std::string_view name, std::string_view legend, const std::vector<Choice>& choices);  // any number of them
    void hidden(std::string_view name, std::string_view value);
    void end(std::string_view button);  // id of words

  private:
    void write_errors();
    std::string said(std::string_view label) const;
    void take_back();
    std::string_view standing(std::string_view name, std::string_view value) const;

    Html& html_;
    Language language_;
    const Form* form_;
    GivenBack* waiting_ = nullptr;  // it may be this one
    std::optional<Form> given_back_;
    std::string prefix_;
    Labels labels_ = Labels::words;
};

}  // namespace gongkai::web
