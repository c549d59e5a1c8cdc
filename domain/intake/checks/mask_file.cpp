#include <algorithm>

#include "base/core/text.h"
#include "base/strip/formats.h"
#include "domain/intake/checks.h"
#include "domain/intake/checks/judge.h"
#include "domain/intake/checks/mask.h"
#include "domain/intake/checks/office_text.h"

namespace gongkai::intake {
namespace {

using namespace std::string_view_literals;

std::string mask_text(std::string_view bytes, const Checking& checking) { return mask(bytes, check_text(bytes, checking)); }

constexpr int deepest_file = 4;

// As many as check_file() looks into.
constexpr std::size_t smallest_picture = 4096, most_pictures = 20;

// Whether the part is another one now.
bool mask_picture(strip::ArchivePart& part, const Checking& checking) {
    const auto found = check_file(part.bytes, part.path, checking);
    if (!found || maskable(*found).empty())
        return false;
    auto masked = mask_printed(part.bytes, part.path, checking);
    if (!masked)
        throw masked.error();
    part.bytes = std::move(masked->bytes);
    return true;
}

// A page or a text that Word shows in its place (w:altChunk), or that lies there.
bool is_page_or_text(const strip::ArchivePart& part) {
    const auto path = lower_ascii(part.path);
    return is_utf8(part.bytes) && (path.ends_with(".html") || path.ends_with(".htm") || path.ends_with(".txt"));
}

// Files and pictures in the file are masked as well, and files in these.
std::string mask_office(std::string_view bytes, const Checking& checking, int depth = 0) {
    auto parts = strip::read_archive(bytes);
    bool has_files = false;
    std::size_t pictures = 0;
    for (auto& part : parts)
        if (part.bytes.starts_with("PK\x03\x04"sv) && depth < deepest_file) {
            part.bytes = mask_office(part.bytes, checking, depth + 1);
            has_files = true;
        } else if (is_printed(part.bytes) && !part.bytes.starts_with("%PDF"sv) && part.bytes.size() >= smallest_picture &&
                   ++pictures <= most_pictures) {
            has_files |= mask_picture(part, checking);
        } else if (is_page_or_text(part)) {
            if (auto masked = mask_text(part.bytes, checking); masked != part.bytes) {
                part.bytes = std::move(masked);
                has_files = true;
            }
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

// What was masked is read again, the way it was written and the way everybody reads it, and nothing of its kind may be there.
bool is_masked(std::string_view bytes, std::string_view name, const Checking& checking) {
    if (!bytes.starts_with("PK"sv))
        return maskable(check_text(bytes, checking)).empty();
    OfficeText office(bytes);
    if (std::ranges::any_of(office.texts(), [&](const auto& text) { return !maskable(check_text(text.text, checking)).empty(); }))
        return false;
    const auto found = check_file(bytes, name, checking);
    return !found || maskable(*found).empty();
}

bool is_office_file(std::string_view bytes) {
    return std::ranges::any_of(strip::read_archive(bytes), [](const auto& part) {
        return part.path == "[Content_Types].xml" || part.path == "word/document.xml" || part.path == "xl/workbook.xml";
    });
}

}  // namespace

Result<MaskedFile> mask_file(std::string_view bytes, std::string_view name, const Checking& as_asked) {
    const auto checking = with_name(as_asked, name);
    const auto no = [&](std::string_view id) {
        return refuse(Refusal::Kind::invalid, "checks.refuse." + std::string(id), {std::string(name)});
    };
    if (is_printed(bytes))
        return mask_printed(bytes, name, checking);
    try {
        const bool is_office = bytes.starts_with("PK\x03\x04"sv);
        // RTF is all ASCII and is no text for that: what is read in it does not stand there as it is written.
        if (!is_office && (!is_utf8(bytes) || bytes.starts_with("{\\rtf"sv)))
            return no("mask_format");
        if (is_office && !is_office_file(bytes))  // an archive of files of any kind
            return no("mask_format");
        auto masked = is_office ? mask_office(bytes, checking) : mask_text(bytes, checking);
        if (!is_masked(masked, name, checking))
            return no("mask_left");
        return MaskedFile{std::move(masked), {}};
    } catch (const Refusal& refusal) {  // of a picture in the file
        return std::unexpected(refusal);
    } catch (const std::exception& error) {
        return refuse(Refusal::Kind::invalid, "checks.refuse.mask_format", {std::string(name)}, error.what());
    }
}

}  // namespace gongkai::intake
