// What shows that something was done, as it is typed into a form: a page of this portal, a page elsewhere of which a copy is
// kept, or a file.
#pragma once
#include "base/web/form_view.h"
#include "base/web/forms.h"
#include "domain/ledger/offers.h"
#include "doors/doors.h"

namespace gongkai::programme {

inline constexpr std::size_t evidence_at_most = std::size_t{20} << 20;  // bytes of a file

// The fields done_on, words, kind, address, file; `address` stands there where nothing was typed yet.
void write_evidence_fields(web::FormView& view, Language language, std::string_view address = {});

// Kind, address and file of what was sent; the copy is fetched - one at a time for each officer - and files are kept; a page of
// this portal must be there. What is wrong is said beside its field. Belongs in the slow lane (room.h).
void take_evidence(const Doors& doors, const std::string& actor, web::Form& form, ledger::Offer& offer);

}  // namespace gongkai::programme
