// Who is meant by a phrase of a notice (有关镇街): the fields that ask, and what was answered. Asked when the notice is accepted
// and, where that was put off, on a page of its own.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/web/fields.h"
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/people/unit.h"
#include "domain/programme/rules.h"

namespace gongkai::programme {

enum class Later { offered, left };  // "to be said later"

void write_group_fields(web::Html& html, web::FormView& view, Language language, const std::vector<std::string>& groups,
                        const people::Directory& units, const web::Form* form, Later later);
NamedGroups groups_in(const web::Fields& fields, const people::Directory& units);

// The first of `groups` that was neither named nor put off.
std::optional<std::string> unanswered_group(const web::Fields& fields, const std::vector<std::string>& groups,
                                            const NamedGroups& named);

}  // namespace gongkai::programme
