#include <algorithm>

#include "base/core/text.h"
#include "base/strip/formats.h"
#include "domain/intake/checks.h"
#include "domain/intake/checks/mask.h"
#include "domain/intake/checks/office_text.h"

namespace gongkai::intake {
namespace {

using namespace std::string_view_literals;

std::string mask_text(std::string_view bytes, const Checking& checking) { return mask(bytes, check_text(bytes, checking)); }

constexpr int deepest_file = 4;

// Files in the file are masked as well, and files in these.
std::string mask_office(std::string_view bytes, const Checking& checking, int depth = 0) {
    auto parts = strip::read_archive(bytes);
    bool has_files = false;
    for (auto& part : parts)
        if (part.bytes.starts_with("PK\x03\x04"sv) && depth < deepest_file) {
            part.bytes = mask_office(part.bytes, checking, depth + 1);
            has_files = true;
        }
    const auto repacked = has_files ? strip::write_archive(parts) : std::string();
    OfficeText office(has_files ? std::string_view(repacked) : bytes);
    for (const auto& text : office.texts()) {
        const auto signs = to_code_points(text.text);
        for (const auto& finding : check_text(text.text, checking)) {
            if (!is_maskable(finding.kind))
                continue;
            const auto instead =
                masked_signs(finding.kind, std::u32string_view(signs).substr(finding.start, finding.end - finding.start));
            for (std::size_t i = 0; i < instead.size(); ++i)
                if (instead[i] != std::u32string_view(&signs[finding.start + i], 1))
                    office.put(text, finding.start + i, instead[i]);
        }
    }
    return office.written();
}

bool is_any_maskable(const std::vector<Finding>& findings) {
    return std::ranges::any_of(findings, [](const Finding& finding) { return is_maskable(finding.kind); });
}

// What was masked is read again, the way it was written and the way everybody reads it, and nothing of its kind may be there.
bool is_masked(std::string_view bytes, std::string_view name, const Checking& checking) {
    if (!bytes.starts_with("PK"sv))
        return !is_any_maskable(check_text(bytes, checking));
    OfficeText office(bytes);
    if (std::ranges::any_of(office.texts(), [&](const auto& text) { return is_any_maskable(check_text(text.text, checking)); }))
        return false;
    const auto read = extract::read_rich(bytes, name);
    return !read || !is_any_maskable(check_rich(*read, checking));
}

bool is_office_file(std::string_view bytes) {
    return std::ranges::any_of(strip::read_archive(bytes), [](const auto& part) {
        return part.path == "[Content_Types].xml" || part.path == "word/document.xml" || part.path == "xl/workbook.xml";
    });
}

}  // namespace

Result<std::string> mask_file(std::string_view bytes, std::string_view name, const Checking& checking) {
    const auto no = [&](std::string_view id) {
        return refuse(Refusal::Kind::invalid, "checks.refuse." + std::string(id), {std::string(name)});
    };
    try {
        const bool is_office = bytes.starts_with("PK\x03\x04"sv);
        // PDF and RTF may be all ASCII and are no text for that: what is read in them does not stand there as it is written.
        if (!is_office && (!is_utf8(bytes) || bytes.starts_with("%PDF"sv) || bytes.starts_with("{\\rtf"sv)))
            return no("mask_format");
        if (is_office && !is_office_file(bytes))  // an archive of files of any kind
            return no("mask_format");
        auto masked = is_office ? mask_office(bytes, checking) : mask_text(bytes, checking);
        if (!is_masked(masked, name, checking))
            return no("mask_left");
        return masked;
    } catch (const std::exception& error) {
        return refuse(Refusal::Kind::invalid, "checks.refuse.mask_format", {std::string(name)}, error.what());
    }
}

}  // namespace gongkai::intake
