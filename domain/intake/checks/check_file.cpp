#include <algorithm>
#include <chrono>
#include <iterator>

#include "base/core/text.h"
#include "base/extract/pdf/printed.h"
#include "base/redact/redact.h"
#include "base/strip/archive.h"
#include "domain/intake/checks.h"
#include "domain/intake/checks/judge.h"
#include "domain/intake/checks/mask.h"

namespace gongkai::intake {
namespace {

// A picture takes seconds to read. Small ones are signs and lines; after a time the rest is let be.
constexpr std::size_t smallest_picture = 4096, most_pictures = 20;
constexpr std::chrono::seconds most_time{60};

std::string place_on(const std::string& page, const Checking& checking) {
    return words(checking.language, "checks.place.page_picture", {page});
}

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

// The same in a PDF of text, whose pictures lie on its pages: a certificate beside the notice, a list that was photographed.
void check_pictured_pages(std::string_view bytes, std::string_view name, const Checking& checking,
                          std::vector<Finding>& findings) {
    const auto places = redact::places_in(bytes, name);
    if (places)
        std::ranges::move(check_pictured(*places, checking), std::back_inserter(findings));
    std::vector<std::string> unread;
    for (const int page : places ? places->unread : std::vector<int>())
        unread.push_back(std::to_string(page));
    if (!places || !unread.empty())
        findings.push_back({"unread", Level::warn, unread.empty() ? std::string() : place_on(join(unread, ", "), checking), "",
                            words(checking.language, "checks.why.pictures_unread")});
}

// Archives are opened here, where their sizes are bounded, and each file in them in a child of its own.
constexpr int deepest_archive = 2;
constexpr std::size_t most_in_an_archive = 200;

bool is_archive(std::string_view bytes, const Refusal& refusal) {
    return refusal.id == "extract.refuse.archive" && bytes.starts_with("PK");
}

Result<std::vector<Finding>> check(std::string_view bytes, std::string_view name, const Checking& checking, int depth);

// A page is to be readable as well. What its writer left out is looked for as it would stand on a page of the portal.
void check_markup(std::string_view bytes, const Checking& checking, std::vector<Finding>& findings) {
    if (const auto text = is_utf8(bytes) ? std::string(bytes) : mend_utf8(std::string(bytes)); !text.empty()) {
        markup::Wishes wishes;
        wishes.lift_title = wishes.is_from_elsewhere = true;
        std::size_t pictures = 0;
        wishes.picture = [&](std::string_view source) {
            const auto name = source.substr(source.rfind('/') == source.npos ? 0 : source.rfind('/') + 1);
            return markup::is_picture_name(name) ? std::string(name) : std::to_string(++pictures) + ".png";
        };
        std::ranges::move(check_reading(markup::clean(text, wishes).body, checking), std::back_inserter(findings));
    }
}

// A file that cannot be looked into is told as a finding, in its place.
Result<std::vector<Finding>> check_archive(std::string_view bytes, std::string_view name, const Checking& checking, int depth) {
    const auto no = [&](std::string_view id) { return refuse(Refusal::Kind::invalid, std::string(id), {std::string(name)}); };
    if (depth >= deepest_archive)
        return no("extract.refuse.archive");
    std::vector<strip::ArchivePart> parts;
    try {
        parts = strip::read_archive(bytes);
    } catch (const std::exception& error) {
        return refuse(Refusal::Kind::invalid, "checks.refuse.archive", {std::string(name)}, error.what());
    }
    if (parts.size() > most_in_an_archive)
        return no("checks.refuse.archive_too_large");
    const auto end = std::chrono::steady_clock::now() + 2 * most_time;
    std::vector<Finding> all;
    for (const auto& part : parts) {
        const auto path = mend_utf8(part.path);
        auto found = std::chrono::steady_clock::now() > end ? Result<std::vector<Finding>>(no("checks.refuse.archive_too_large"))
                                                            : check(part.bytes, path, checking, depth + 1);
        if (!found) {
            all.push_back({"unread", Level::warn, path, "", words(checking.language, found.error())});
            continue;
        }
        std::ranges::move(check_name(path, checking), std::back_inserter(*found));
        for (auto& one : *found) {
            one.place = one.place.empty() ? path : path + "　" + one.place;
            one.start = one.end = 0;
            all.push_back(std::move(one));
        }
    }
    return all;
}

Result<std::vector<Finding>> check(std::string_view bytes, std::string_view name, const Checking& checking, int depth) {
    const auto document = extract::read_rich(bytes, name);
    if (!document && is_archive(bytes, document.error()))
        return check_archive(bytes, name, checking, depth);
    if (!document)
        return std::unexpected(document.error());
    const auto own = with_name(checking, name);
    auto findings = check_rich(*document, own);
    check_pictures(*document, own, findings);
    if (document->format == extract::RichFormat::pdf)
        check_pictured_pages(bytes, name, own, findings);
    if (document->format == extract::RichFormat::html)
        check_markup(bytes, own, findings);
    return findings;
}

}  // namespace

Checking with_name(const Checking& checking, std::string_view name) {
    auto own = checking;
    own.heading += '\n' + std::string(name.substr(0, name.rfind('.')));
    return own;
}

std::vector<Finding> check_pictured(const redact::Places& places, const Checking& checking) {
    std::vector<Finding> all;
    for (std::size_t i = 0; i < places.pictured.size(); ++i)
        for (auto& finding : check_text(extract::text_of(places.pictured[i]), checking)) {
            finding.place = place_on(std::to_string(i + 1), checking);
            finding.start = finding.end = 0;
            all.push_back(std::move(finding));
        }
    return all;
}

Result<std::vector<Finding>> check_said(std::string_view bytes, std::string_view name, const Checking& checking) {
    const auto document = extract::read_rich(bytes, name);
    return document ? Result<std::vector<Finding>>(check_rich(*document, checking)) : std::unexpected(document.error());
}

Result<std::vector<Finding>> check_file(std::string_view bytes, std::string_view name, const Checking& checking) {
    return check(bytes, name, checking, 0);
}

}  // namespace gongkai::intake
