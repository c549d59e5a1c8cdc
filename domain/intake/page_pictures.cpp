#include "domain/intake/page_pictures.h"

#include <optional>

#include "base/extract/told.h"

namespace gongkai::intake {
namespace {

constexpr std::size_t most_picture = std::size_t{10} << 20;
constexpr std::size_t most_pictures = 200;

std::optional<std::string> from_base64(std::string_view text) {
    std::string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const int value = c >= 'A' && c <= 'Z'   ? c - 'A'
                          : c >= 'a' && c <= 'z' ? c - 'a' + 26
                          : c >= '0' && c <= '9' ? c - '0' + 52
                          : c == '+'             ? 62
                          : c == '/'             ? 63
                                                 : -1;
        if (value < 0) {
            if (c == '=' || c == '\n' || c == '\r' || c == ' ')
                continue;
            return std::nullopt;
        }
        bits = (bits << 6 | static_cast<unsigned>(value)) & 0xFFFFFF;
        if ((count += 6) >= 8) {
            count -= 8;
            out += static_cast<char>(bits >> count & 0xFF);
        }
    }
    return out;
}

}  // namespace

std::string take_picture(std::vector<Picture>& pictures, std::string_view source) {
    constexpr std::string_view beginning = "data:image/", mark = ";base64,";
    const auto at = source.find(mark);
    if (!source.starts_with(beginning) || at == std::string_view::npos || source.size() > 2 * most_picture ||
        pictures.size() >= most_pictures)
        return {};
    auto bytes = from_base64(source.substr(at + mark.size()));
    const auto type = bytes ? extract::picture_type(*bytes) : std::string_view();
    if (type.empty() || bytes->size() > most_picture)
        return {};
    const auto ending = type == "image/jpeg" ? "jpg" : std::string(type.substr(type.find('/') + 1));
    pictures.push_back({std::to_string(pictures.size() + 1) + "." + ending, std::string(type), std::move(*bytes)});
    return pictures.back().name;
}

}  // namespace gongkai::intake
