#include "domain/intake/pages/public_words.h"

#include <algorithm>

#include "base/core/text.h"
#include "domain/intake/check_lists.h"
#include "domain/intake/public_words.h"

namespace gongkai::intake {

void ask_public_words(db::Connection& connection, Language language, web::Form& form,
                      std::initializer_list<std::string_view> fields) {
    if (std::ranges::all_of(fields, [&](std::string_view field) { return trim(form.typed(field)).empty(); }))
        return;
    const auto checking = office_checking(connection, language);
    for (const auto field : fields)
        if (const auto asked = may_be_public(form.typed(field), checking); !asked)
            form.refuse(field, asked.error());
}

void ask_public_words(db::Database& database, Language language, web::Form& form,
                      std::initializer_list<std::string_view> fields) {
    database.read([&](db::Connection& connection) { ask_public_words(connection, language, form, fields); });
}

}  // namespace gongkai::intake
