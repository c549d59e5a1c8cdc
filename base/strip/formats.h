// One function a format. Each is given bytes that begin as its format does, and throws std::runtime_error where they are damaged.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

class QPDF;

namespace gongkai::strip {

// A file that may be sound and is not opened: it has a password, or swells beyond measure.
struct Encrypted : std::runtime_error {
    using std::runtime_error::runtime_error;
};
struct TooLarge : std::runtime_error {
    using std::runtime_error::runtime_error;
};

std::string strip_office(std::string_view bytes);
std::string strip_pdf(std::string_view bytes);
std::string written(QPDF& pdf);  // without a password, the same for the same

bool is_picture(std::string_view bytes);  // JPEG, PNG, GIF, WebP
std::string strip_picture(std::string_view bytes);

// A JPEG without properties that lies as the other one does.
std::string turned_as(std::string jpeg, std::string_view other);

// One part of an office file, by its path in the archive; the same bytes where nothing is to be taken out.
std::string strip_part(const std::string& path, const std::string& bytes);

}  // namespace gongkai::strip
