// A form that was sent, read field by field into types. What is wrong is collected, so the page can list all of it at once,
// beside what was typed:
//
//   Form form(context.form);
//   const auto name = form.text("name", {.at_most = 50});
//   const auto due_on = form.day("due_on");
//   if (!form.is_fine())
//       return draw_form(form);          // form.typed("name"), form.errors()
#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/day.h"
#include "base/core/refusal.h"
#include "base/web/multipart.h"
#include "base/web/request.h"

namespace gongkai::web {

// The body of a post as a form: application/x-www-form-urlencoded or multipart/form-data. Line ends become \n. Refuses
// `web.refuse.form_unreadable`; another type of body is an empty form.
Result<FormData> read_form(const Request& request);

struct FieldError {
    std::string field;
    Refusal refusal;
};

enum class Need { required, optional };

class Form {
  public:
    explicit Form(const FormData& data) : data_(data) {}

    struct TextRule {
        Need need = Need::required;
        std::size_t at_least = 0;  // code points
        std::size_t at_most = 2000;
        enum class Lines { one, many } lines = Lines::one;
    };
    // Without blanks around it; empty where it was wrong or not given.
    std::string text(std::string_view field, const TextRule& rule);
    std::string text(std::string_view field) { return text(field, TextRule{}); }
    // 2019-06-25, also as people write it: 2019-6-25, 2019/6/25, 2019.6.25, 2019年6月25日, in full-width digits.
    std::optional<Day> day(std::string_view field, Need need = Need::required);
    std::optional<std::int64_t> whole_number(std::string_view field, std::int64_t at_least, std::int64_t at_most,
                                             Need need = Need::required);
    std::string one_of(std::string_view field, std::initializer_list<std::string_view> choices, Need need = Need::required);
    bool is_ticked(std::string_view field) const;  // there and not empty
    const UploadedFile* file(std::string_view field, std::size_t bytes_at_most, Need need = Need::required);

    // What a rule said about a field, or with an empty field about the whole.
    void refuse(std::string_view field, Refusal refusal);

    bool is_fine() const { return errors_.empty(); }
    const std::vector<FieldError>& errors() const { return errors_; }
    const Refusal* error_of(std::string_view field) const;
    bool was_sent(std::string_view field) const { return data_.fields.has(field); }
    bool is_among(std::string_view field, std::string_view value) const;  // one of the values sent under this name
    std::string_view typed(std::string_view field) const { return data_.fields.first(field).value_or(""); }

  private:
    // The trimmed text; empty, with an error where it is needed.
    std::string_view given(std::string_view field, Need need);
    void say(std::string_view field, std::string id, std::vector<std::string> arguments = {});

    const FormData& data_;
    std::vector<FieldError> errors_;
};

}  // namespace gongkai::web
