// Sound and film of a document: played on its page, with captions and what is said in words. Files are given in ranges, because
// browsers ask for a piece of a film before they play it, and some play none that cannot be had so.
#include <algorithm>

#include "base/core/text.h"
#include "base/files/files.h"
#include "base/web/target.h"
#include "domain/publishing/pages/checking.h"
#include "domain/publishing/pages/pages.h"
#include "domain/publishing/rules.h"

namespace gongkai::publishing {
namespace {

using web::Html;
using web::Request;
using web::Response;

std::string_view stem_of(std::string_view name) { return name.substr(0, std::min(name.rfind('.'), name.size())); }

const Attachment* captions_of(const Text& text, const Attachment& media) {
    const auto found = std::ranges::find_if(text.attachments, [&](const Attachment& one) {
        return one.type == captions_type && stem_of(one.name) == stem_of(media.name);
    });
    return found == text.attachments.end() ? nullptr : &*found;
}

struct Piece {
    std::size_t from = 0, to = 0;  // the last octet, itself included
};

// "bytes=0-", "bytes=100-199", "bytes=-500". Several pieces at once and what cannot be read are nothing: all is given then, as
// RFC 9110 allows.
std::optional<Piece> asked_piece(std::string_view header, std::size_t size) {
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit) || header.find(',') != std::string_view::npos || size == 0)
        return std::nullopt;
    header.remove_prefix(unit.size());
    const auto dash = header.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    const auto first = header.substr(0, dash), last = header.substr(dash + 1);
    const auto to = whole_number(last);
    if (first.empty()) {
        if (!to || *to <= 0)
            return std::nullopt;
        return Piece{size - std::min(size, static_cast<std::size_t>(*to)), size - 1};
    }
    const auto from = whole_number(first);
    if (!from || *from < 0 || (!last.empty() && (!to || *to < *from)))
        return std::nullopt;
    return Piece{static_cast<std::size_t>(*from), last.empty() ? size - 1 : std::min(size - 1, static_cast<std::size_t>(*to))};
}

Response in_pieces(const Request& request, std::string bytes, const std::string& type) {
    const auto size = bytes.size();
    const auto piece = asked_piece(request.header("Range").value_or(""), size);
    if (!piece)
        return Response::bytes(std::move(bytes), type).with("Accept-Ranges", "bytes");
    if (piece->from >= size) {
        auto refused = Response::text("");
        refused.status = 416;
        return refused.with("Content-Range", "bytes */" + std::to_string(size));
    }
    auto answer = Response::bytes(bytes.substr(piece->from, piece->to - piece->from + 1), type);
    answer.status = 206;
    return answer.with("Accept-Ranges", "bytes")
        .with("Content-Range",
              "bytes " + std::to_string(piece->from) + '-' + std::to_string(piece->to) + '/' + std::to_string(size));
}

}  // namespace

bool is_media(std::string_view type) { return type.starts_with("audio/") || type.starts_with("video/"); }

Response give(const Doors& doors, const Request& request, const Attachment& attachment) {
    auto bytes = doors.files.read(attachment.file);
    if (!bytes)
        throw std::runtime_error("an attachment is missing or altered: " + attachment.file);
    if (is_media(attachment.type))
        return in_pieces(request, std::move(*bytes), attachment.type);
    // A picture stands in the text, captions in a film; everything else is saved, so that nothing of a stranger runs as a page of
    // this site.
    if (is_picture(attachment.type) || attachment.type == captions_type)
        return Response::bytes(std::move(*bytes), attachment.type);
    return Response::download(std::move(*bytes), "application/octet-stream", attachment.name);
}

void write_media(Html& html, Language language, std::string_view at, const Text& text) {
    const auto address = [&](const Attachment& file) { return std::string(at) + "/files/" + web::encode(file.name); };
    const auto chinese = web::when(language == Language::en, " lang='zh-CN'");
    for (const auto& file : text.attachments) {
        if (!is_media(file.type))
            continue;
        const bool is_film = file.type.starts_with("video/");
        html << "<figure class='media'>" << (is_film ? web::Raw("<video") : web::Raw("<audio"))
             << " controls preload='metadata' src='" << web::url(address(file)) << "' aria-label='" << stem_of(file.name) << "'>";
        if (const auto* captions = captions_of(text, file))
            html << "<track kind='captions' srclang='zh-CN' label='" << words(language, "publishing.media.captions") << "' src='"
                 << web::url(address(*captions)) << "' default>";
        html << (is_film ? web::Raw("</video>") : web::Raw("</audio>")) << "<figcaption class='small muted'" << chinese << ">"
             << stem_of(file.name) << "</figcaption></figure>";
    }
    if (const auto said = text.field("captions"); !said.empty())
        html << "<details class='transcript' open><summary>" << words(language, "publishing.media.transcript")
             << "</summary><p class='said'" << chinese << ">" << said << "</p></details>";
}

std::vector<intake::Finding> findings_of_media(const Doors& doors, Language language, const intake::Checking& checking,
                                               const Text& text) {
    std::vector<intake::Finding> all;
    const auto add = [&](const Attachment& file, std::string_view why) {
        if (const auto level = intake::level_of(checking, "captions"))
            all.push_back({"captions", *level, file.name, "", words(language, why)});
    };
    const bool is_told = !text.field("captions").empty();
    for (const auto& file : text.attachments) {
        if (file.type.starts_with("video/") && !captions_of(text, file))
            add(file, "publishing.finding.captions.video");
        if (file.type.starts_with("audio/") && !is_told && !captions_of(text, file))
            add(file, "publishing.finding.captions.audio");
        if (file.type == captions_type)
            if (const auto bytes = doors.files.read(file.file); !bytes || !bytes->starts_with("WEBVTT"))
                add(file, "publishing.finding.captions.format");
    }
    return all;
}

}  // namespace gongkai::publishing
