// What Word draws in the place of a w:altChunk: a part that is a file of its own, HTML, MHT, text or another DOCX.
#pragma once
#include <optional>
#include <string_view>

#include "base/extract/rich.h"

namespace gongkai::extract {

inline constexpr int deepest_file = 3;  // files in files

// `depth`: of the file that holds it. Nothing where its format is not read here (RTF); its bytes are still searched.
std::optional<Rich> read_chunk(std::string_view bytes, std::string_view path, int depth);

}  // namespace gongkai::extract
