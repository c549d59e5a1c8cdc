#include "base/web/multipart.h"

#include <algorithm>

#include "base/core/text.h"

namespace gongkai::web {
namespace {

constexpr std::size_t part_head_at_most = 4 << 10;

bool is_token_char(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

using Parameters = std::vector<std::pair<std::string, std::string>>;

// `; name="a"; filename="b.pdf"`: false where it is not that. Browsers write no backslash escapes (they send %22 for a quote),
// and old ones send whole Windows paths, so a backslash stands for itself.
bool read_parameters(std::string_view text, Parameters& into) {
    for (text = trim(text); !text.empty(); text = trim(text)) {
        if (text[0] != ';')
            return false;
        text = trim(text.substr(1));
        const auto equals = text.find('=');
        if (equals == std::string_view::npos || equals == 0 || !std::ranges::all_of(text.substr(0, equals), is_token_char))
            return false;
        const auto name = lower_ascii(text.substr(0, equals));
        if (std::ranges::any_of(into, [&](const auto& known) { return known.first == name; }))
            return false;
        text.remove_prefix(equals + 1);
        std::string_view value;
        if (text.starts_with('"')) {
            const auto end = text.find('"', 1);
            if (end == std::string_view::npos)
                return false;
            value = text.substr(1, end - 1);
            text.remove_prefix(end + 1);
        } else {
            const auto end = std::ranges::find_if_not(text, is_token_char);
            value = {text.begin(), end};
            if (value.empty())
                return false;
            text.remove_prefix(value.size());
        }
        into.emplace_back(name, value);
    }
    return true;
}

const std::string* find(const Parameters& parameters, std::string_view name) {
    const auto found = std::ranges::find(parameters, name, [](const auto& one) -> std::string_view { return one.first; });
    return found == parameters.end() ? nullptr : &found->second;
}

// What browsers write for the three characters that a quoted name cannot hold (HTML, "multipart form data").
std::string unescaped(std::string text) {
    text = replace_all(std::move(text), "%22", "\"");
    text = replace_all(std::move(text), "%0D", "\r");
    return replace_all(std::move(text), "%0A", "\n");
}

std::string base_name(std::string text) {
    text = unescaped(std::move(text));
    std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (const auto folder = text.find_last_of("/\\"); folder != std::string::npos)
        text.erase(0, folder + 1);
    return text;
}

struct PartHead {
    Parameters disposition;
    std::string content_type;
};

std::optional<PartHead> read_head(std::string_view text) {
    PartHead head;
    bool has_disposition = false;
    while (!text.empty()) {
        const auto end = text.find("\r\n");
        const auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
        const auto colon = line.find(':');
        const bool is_broken = line.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
        if (is_broken || colon == std::string_view::npos || colon == 0 ||
            !std::ranges::all_of(line.substr(0, colon), is_token_char))
            return std::nullopt;
        const auto name = line.substr(0, colon);
        const auto value = trim(line.substr(colon + 1));
        if (same_ignoring_case(name, "Content-Disposition")) {
            constexpr std::string_view kind = "form-data";
            if (has_disposition || !same_ignoring_case(value.substr(0, kind.size()), kind) ||
                !read_parameters(value.substr(kind.size()), head.disposition))
                return std::nullopt;
            has_disposition = true;
        } else if (same_ignoring_case(name, "Content-Type")) {
            head.content_type = value;
        } else if (same_ignoring_case(name, "Content-Transfer-Encoding")) {
            if (!same_ignoring_case(value, "binary") && !same_ignoring_case(value, "8bit") && !same_ignoring_case(value, "7bit"))
                return std::nullopt;
        }
    }
    return has_disposition ? std::optional(head) : std::nullopt;
}

bool take_part(const PartHead& head, std::string_view bytes, FormData& into) {
    const auto* name = find(head.disposition, "name");
    if (!name || name->empty() || name->size() > 200 || !is_utf8(*name))
        return false;
    if (const auto* file_name = find(head.disposition, "filename")) {
        if (file_name->empty() && bytes.empty())
            return true;  // no file was chosen
        if (into.files.size() == form_files_at_most || file_name->size() > 1000 || !is_utf8(*file_name))
            return false;
        into.files.push_back({unescaped(*name), base_name(*file_name), head.content_type, bytes});
        return true;
    }
    if (into.fields.size() == form_fields_at_most || !is_utf8(bytes) || bytes.find('\0') != std::string_view::npos)
        return false;
    into.fields.add(unescaped(*name), std::string(bytes));
    return true;
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
    constexpr std::string_view kind = "multipart/form-data";
    Parameters parameters;
    if (!same_ignoring_case(content_type.substr(0, kind.size()), kind) ||
        !read_parameters(content_type.substr(kind.size()), parameters))
        return std::nullopt;
    const auto* boundary = find(parameters, "boundary");
    const auto is_allowed = [](char c) {
        return is_token_char(c) || std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
    };
    if (!boundary || boundary->empty() || boundary->size() > 70 || boundary->ends_with(' ') ||
        !std::ranges::all_of(*boundary, is_allowed))
        return std::nullopt;
    return *boundary;
}

std::optional<FormData> read_multipart(std::string_view body, std::string_view boundary) {
    FormData form;
    const auto first = "--" + std::string(boundary);
    const auto between = "\r\n" + first;
    if (!body.starts_with(first))
        return std::nullopt;
    body.remove_prefix(first.size());
    while (body.starts_with("\r\n")) {
        body.remove_prefix(2);
        const auto end_of_head = body.substr(0, part_head_at_most).find("\r\n\r\n");
        if (end_of_head == std::string_view::npos)
            return std::nullopt;
        const auto head = read_head(body.substr(0, end_of_head));
        body.remove_prefix(end_of_head + 4);
        const auto end = body.find(between);
        if (!head || end == std::string_view::npos || !take_part(*head, body.substr(0, end), form))
            return std::nullopt;
        body.remove_prefix(end + between.size());
    }
    if (body != "--" && body != "--\r\n")
        return std::nullopt;
    return form;
}

}  // namespace gongkai::web
