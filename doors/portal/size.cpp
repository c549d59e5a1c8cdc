#include "doors/portal/size.h"

#include <fmt/format.h>

namespace gongkai::portal {

std::string spoken_size(Language language, std::int64_t bytes) {
    const auto kilobytes = (bytes + 1023) / 1024;
    return kilobytes < 1024 ? words(language, "portal.size.kb", {std::to_string(kilobytes)})
                            : words(language, "portal.size.mb", {fmt::format("{:.1f}", static_cast<double>(bytes) / (1 << 20))});
}

}  // namespace gongkai::portal
