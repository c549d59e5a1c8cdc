// What the pages of the console share: the document that is looked at, and how far its reader comes with it.
#pragma once
#include <optional>
#include <string>

#include "base/web/forms.h"
#include "domain/intake/checks.h"
#include "domain/publishing/desk.h"
#include "domain/publishing/pages/checking.h"
#include "domain/publishing/pages/pages.h"
#include "domain/publishing/store.h"

namespace gongkai::publishing {

// Why the public reason of a withdrawal is put right: only the journal keeps it.
inline constexpr std::string_view own_reason = "mended_because";

Powers powers_for(db::Connection& connection, const web::Context& context, people::UnitId unit);

struct Looked {
    Document document;
    Powers powers;
    Edition work;
};
// Nothing where there is no such document or it is not his to see.
std::optional<Looked> look_at(db::Connection& connection, const web::Context& context);

// The page of one document, with what was wrong with a deed and what was found in text and files; where nothing was looked for
// yet, the text is looked through now, and what was found in its files before is shown beside.
web::Response draw_document(const Doors& doors, const web::Request& request, web::Context& context, const Looked& looked,
                            const web::Form* form, int status = 200, const Found* found = nullptr);

}  // namespace gongkai::publishing
