// The term of a document: thirty days before it ends its unit owes a word on what comes after it - a new edition with another
// term, a paper that replaces it, or none. The duty ends with the publication that says so; where none comes it is there, late.
#pragma once
#include <string_view>
#include <vector>

#include "base/db/connection.h"
#include "domain/publishing/document.h"

namespace gongkai::publishing {

inline constexpr std::string_view expiry_origin = "publishing/expiry";  // of its duties in the ledger; the part is the document

// Opens a duty for each document in force whose term ends from `today` until the days of warning are over and which has none; one
// line of the journal in all. How many it opened. Repeated, it opens nothing.
int open_expiry_duties(db::Connection& connection, Day today);

// Called by the deeds of publishing, for each document that they touched: a duty whose document has another term now, was
// repealed or was taken off is done by what stands at `address`. Writes no line: the deed has its own.
void settle_expiry(db::Connection& connection, const std::vector<DocumentId>& touched, std::string_view address,
                   std::string_view actor);

}  // namespace gongkai::publishing
