// Bodies made smaller, for those who say they can read it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/web/request.h"
#include "base/web/response.h"

namespace gongkai::web {

enum class Encoding { identity, gzip, brotli };
inline constexpr std::size_t encodings = 3;

std::string_view name_of(Encoding encoding);  // "br"

// The best that `Accept-Encoding` allows; q=0 forbids, other weights are not compared.
Encoding encoding_for(const Request& request);

// Whether it is worth it: text of at least 1 KB.
bool is_compressible(std::string_view content_type, std::size_t size);

// `now`: for a page sent once (some MB/ms); `kept`: for one that is sent many times.
enum class Effort { now, kept };
std::string compress(std::string_view body, Encoding encoding, Effort effort);

// The same of a body that is drawn while it is sent, by gzip: `first`, then what `next` has.
Next gzipped(std::string first, Next next);

}  // namespace gongkai::web
