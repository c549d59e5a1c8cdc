// DOCX, XLSX and PPTX: an archive of parts (ISO/IEC 29500-2), written anew with the same parts in the same order.
#include <algorithm>

#include "base/strip/archive.h"
#include "base/strip/formats.h"

namespace gongkai::strip {

std::string strip_office(std::string_view bytes) {
    auto parts = read_archive(bytes);
    if (std::ranges::none_of(parts, [](const auto& part) { return part.path == "[Content_Types].xml"; }))
        throw std::runtime_error("an archive that is no office file");
    // A small picture of what the file once held.
    std::erase_if(parts, [](const auto& part) { return part.path.starts_with("docProps/thumbnail"); });
    for (auto& part : parts)
        part.bytes = strip_part(part.path, part.bytes);
    return write_archive(parts);
}

}  // namespace gongkai::strip
