#include "base/core/named_file.h"

#include <system_error>

#include "base/core/file.h"

namespace gongkai {

Result<void> write_named_file(const std::filesystem::path& path, std::string_view contents) {
    try {
        write_file(path, contents);
    } catch (const std::system_error& error) {
        return refuse(Refusal::Kind::invalid, "core.refuse.file_unwritable", {path.string()}, error.what());
    }
    return {};
}

}  // namespace gongkai
