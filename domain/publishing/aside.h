// What somebody has typed and not saved: one text for each form of his, put aside while he types, so that a closed window costs
// seconds and not an afternoon. It is no edition and no deed: nobody else sees it, the journal does not know of it, and it ends
// when he saves or drops it, or thirty days later.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/core/day.h"
#include "base/db/connection.h"
#include "domain/publishing/document.h"

namespace gongkai::publishing {

struct PutAside {
    int version = 0;     // of the document that he looked at; 0 where there is none yet
    std::string fields;  // of the form, as JSON
    Instant at{};
};

// Which form of his.
std::string place_of(DocumentId id);              // "document/12"
std::string place_of_new(std::string_view type);  // "new/news"

void put_aside(db::Connection& connection, std::string_view actor, std::string_view place, const PutAside& typed);
std::optional<PutAside> find_aside(db::Connection& connection, std::string_view actor, std::string_view place);
void drop_aside(db::Connection& connection, std::string_view actor, std::string_view place);

}  // namespace gongkai::publishing
