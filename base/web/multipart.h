// multipart/form-data (RFC 7578) as browsers send it, and nothing looser: what is malformed is refused whole, because two
// programs that mend it differently see two different files. Files are views into the body, so an upload is held in memory once.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/web/fields.h"

namespace gongkai::web {

struct UploadedFile {
    std::string field;
    std::string name;          // without folders and control characters; as the sender called it, so not to be trusted
    std::string content_type;  // as claimed
    std::string_view bytes;    // lives as long as the request's body
};

struct FormData {
    Fields fields;
    std::vector<UploadedFile> files;  // those that were chosen; an empty file field sends none
};

inline constexpr std::size_t form_fields_at_most = 1000;
inline constexpr std::size_t form_files_at_most = 50;

// The boundary that a Content-Type names, if the type is multipart/form-data and the boundary is one.
std::optional<std::string> multipart_boundary(std::string_view content_type);

std::optional<FormData> read_multipart(std::string_view body, std::string_view boundary);

}  // namespace gongkai::web
