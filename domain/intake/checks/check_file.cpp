#include "domain/intake/checks.h"

namespace gongkai::intake {

Result<std::vector<Finding>> check_file(std::string_view bytes, std::string_view name, const Checking& checking) {
    const auto document = extract::read_rich(bytes, name);
    if (!document)
        return std::unexpected(document.error());
    return check_rich(*document, checking);
}

}  // namespace gongkai::intake
