#include "base/strip/strip.h"

#include "base/core/text.h"
#include "base/strip/formats.h"

namespace gongkai::strip {
namespace {

using namespace std::string_view_literals;

bool is_plain_text(std::string_view bytes) {
    return bytes.find('\0') == std::string_view::npos && !bytes.starts_with("{\\rtf"sv);
}

}  // namespace

Result<std::string> strip_metadata(std::string_view bytes, std::string_view name) {
    const auto no = [&](Refusal::Kind kind, std::string id, std::string detail) {
        return refuse(kind, "strip.refuse." + std::move(id), {std::string(name)}, std::move(detail));
    };
    try {
        if (bytes.starts_with("PK\x03\x04"sv))
            return strip_office(bytes);
        if (bytes.substr(0, 1024).find("%PDF-"sv) != std::string_view::npos)
            return strip_pdf(bytes);
        if (is_picture(bytes))
            return strip_picture(bytes);
        if (is_plain_text(bytes))
            return std::string(bytes);
        return no(Refusal::Kind::invalid, "format", "an unknown format");
    } catch (const Encrypted& error) {
        return no(Refusal::Kind::invalid, "encrypted", error.what());
    } catch (const TooLarge& error) {
        return no(Refusal::Kind::too_large, "too_large", error.what());
    } catch (const std::exception& error) {
        return no(Refusal::Kind::invalid, "damaged", error.what());
    }
}

}  // namespace gongkai::strip
