// What search finds of this room: documents with the text of their files, life events.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/core/settings.h"
#include "base/db/connection.h"
#include "domain/catalogue/column.h"
#include "domain/publishing/document.h"
#include "domain/publishing/shelf.h"
#include "domain/search/desk.h"
#include "domain/search/source.h"

namespace gongkai::publishing {

inline constexpr std::string_view documents_in_search = "document";  // the key is the document's id

// For the deeds: as the document stands on the shelf, or that it stands there no more.
void hand_to_search(db::Connection& connection, DocumentId id, const catalogue::Columns& columns);

// What was just put there, where many are: nothing of it is read again.
void hand_to_search(search::HandOver& hand_over, const Shelved& row, EditionId live, const Text& text,
                    const catalogue::Columns& columns);

search::Source found_documents();
search::Source found_life_events(const Settings& settings);

}  // namespace gongkai::publishing
