// What may be told of bytes without opening them: for callers that read harmless formats themselves.
#pragma once
#include <string_view>

#include "base/core/refusal.h"
#include "base/extract/rich.h"

namespace gongkai::extract {

enum class Told { html, text, other };
Told told_by_first_bytes(std::string_view bytes);

// "image/png" by the first bytes; empty for what browsers do not show.
std::string_view picture_type(std::string_view bytes);

// The place of what a page writes without showing it. Programs that draw letters as lines do so too, so it is told with doubt.
inline constexpr std::string_view unseen_page = "extract.place.unseen_page";

// Plain text as blocks, in this process: only its encoding is a matter.
Result<Rich> read_plain_text(std::string_view bytes);

}  // namespace gongkai::extract
