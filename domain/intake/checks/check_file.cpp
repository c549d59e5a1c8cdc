#include <chrono>

#include "domain/intake/checks.h"

namespace gongkai::intake {
namespace {

// A picture takes seconds to read. Small ones are signs and lines; after a time the rest is let be.
constexpr std::size_t smallest_picture = 4096, most_pictures = 20;
constexpr std::chrono::seconds most_time{60};

// Cards and lists are photographed and pasted: what is written in pictures is read too. One that cannot be read has no finding.
void check_pictures(const extract::Rich& document, const Checking& checking, std::vector<Finding>& findings) {
    const auto end = std::chrono::steady_clock::now() + most_time;
    std::size_t number = 0, read = 0;
    for (const auto& picture : document.pictures) {
        ++number;
        if (picture.bytes.size() < smallest_picture || ++read > most_pictures || std::chrono::steady_clock::now() > end)
            continue;
        const auto text = extract::read_rich(picture.bytes, "picture");
        if (!text)
            continue;
        for (auto& finding : check_rich(*text, checking)) {
            finding.place = words(checking.language, "checks.place.picture", {std::to_string(number)});
            finding.start = finding.end = 0;
            findings.push_back(std::move(finding));
        }
    }
}

}  // namespace

Result<std::vector<Finding>> check_file(std::string_view bytes, std::string_view name, const Checking& checking) {
    const auto document = extract::read_rich(bytes, name);
    if (!document)
        return std::unexpected(document.error());
    auto findings = check_rich(*document, checking);
    check_pictures(*document, checking, findings);
    return findings;
}

}  // namespace gongkai::intake
