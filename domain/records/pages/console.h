// What the pages of the console share.
#pragma once
#include <deque>
#include <optional>
#include <vector>

#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/accounts/account.h"
#include "domain/records/pages/pages.h"

namespace gongkai::records {

// A kind is no unit's, so its pages name it in the query: "/console/records/kind?of_kind=penalty"; a record is.
std::string desk_address(const Kind& kind, std::string_view page = "kind");
std::string desk_address(const Kind& kind, std::int64_t serial);                   // "/console/records/penalty/17"
const Kind* kind_asked(const web::Request& request, const web::Context& context);  // null where there is none

// In whose name he writes: a choice where there are several. `kept` holds the texts that what is drawn looks into, until it is.
void write_unit(web::FormView& view, const accounts::Account& account, const people::Directory& units, const Kind& kind,
                std::deque<std::string>& kept);

// A form's fields as the kind has them, with what stands in them; and back into values, what is wrong beside its field.
void write_form_fields(web::FormView& view, Language language, const Kind& kind, const Values& standing,
                       const people::Directory& units, std::deque<std::string>& kept);
Values read_form_fields(web::Form& form, Language language, const Kind& kind, const people::Directory& units);

// What a deed refused, in the form it was asked by.
void say_refusal(web::Form& form, const Refusal& refusal);

void hang_console_pages(Doors& doors);
void hang_import_pages(Doors& doors);

}  // namespace gongkai::records
