// Public words (public_words.h) that stand in fields of a form: each that may not be public is refused beside its field, and
// nothing typed is lost.
#pragma once
#include <initializer_list>
#include <string_view>

#include "base/core/words.h"
#include "base/db/database.h"
#include "base/web/forms.h"

namespace gongkai::intake {

void ask_public_words(db::Connection& connection, Language language, web::Form& form,
                      std::initializer_list<std::string_view> fields);
void ask_public_words(db::Database& database, Language language, web::Form& form, std::initializer_list<std::string_view> fields);

}  // namespace gongkai::intake
