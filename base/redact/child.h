// The child's side: raises the walls, reads standard input, writes its answer to standard output.
#pragma once
#include <string>
#include <string_view>

#include "base/redact/redact.h"

namespace gongkai::redact {

// Why a child did not do its work: the end of an id of words, and a sentence for the log.
struct No {
    std::string id, detail;
};

// Work of the child, behind confine_to_reading(); both throw No, or what their libraries throw.
Places read_places_of(std::string_view bytes);
Redacted redact_here(std::string_view bytes, const Masking& masking);

}  // namespace gongkai::redact
