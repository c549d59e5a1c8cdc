#include "base/export/names.h"

#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/web/target.h"

namespace gongkai::exported {
namespace {

constexpr std::size_t longest_name = 240;  // file systems take 255 bytes
constexpr std::size_t kept_of_a_long_name = 120, longest_ending = 16;

// A name that no file system would take is cut, and its hash keeps it apart from others that begin alike.
std::string fitting(std::string_view name) {
    if (name.size() <= longest_name)
        return std::string(name);
    const auto dot = name.rfind('.');
    const bool has_ending = dot != std::string_view::npos && name.size() - dot <= longest_ending;
    std::size_t end = kept_of_a_long_name;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80)  // not within a sign
        --end;
    return std::string(name.substr(0, end)) + '-' + fingerprint(name) + std::string(has_ending ? name.substr(dot) : "");
}

// Chinese stays as it is. Of the other signs encode() leaves neither "=" nor "," nor "!" nor "/", so that nothing typed can look
// like what stands between.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += static_cast<unsigned char>(c) >= 0x80 ? std::string(1, c) : replace_all(web::encode(std::string(1, c)), "%", "!");
    return out;
}

std::string name_of(const web::Fields& query) {
    std::string name;
    for (const auto& [field, value] : query)
        name += (name.empty() ? "" : ",") + plain(field) + '=' + plain(value);
    return fitting(name);
}

// "board.csv" to "board/": its other forms lie together. A name without an ending would stand where the folder has to be.
std::string folder_beside(const std::string& name) {
    const auto dot = name.rfind('.');
    return dot == std::string::npos || dot == 0 ? std::string() : name.substr(0, dot) + '/';
}

}  // namespace

std::string file_of(std::string_view path, const web::Fields& query, Kind kind) {
    std::string folders, last;
    for (const auto segment : split(path.substr(1), '/')) {
        folders += last.empty() ? "" : last + '/';
        last = fitting(segment);
    }
    const bool names_itself = kind == Kind::as_named || (kind == Kind::page && last.ends_with(".html")) ||
                              (kind == Kind::json && last.ends_with(".json"));
    const auto asked = query.empty() ? std::string() : name_of(query) + '/';
    if (names_itself)
        return folders + (asked.empty() ? "" : folder_beside(last)) + asked + last;
    return folders + (last.empty() ? "" : last + '/') + asked + (kind == Kind::page ? "index.html" : "index.json");
}

std::string encoded(std::string_view file) {
    std::string out;
    for (const auto segment : split(file, '/'))
        out += (out.empty() ? "" : "/") + replace_all(replace_all(web::encode(segment), "%3D", "="), "%2C", ",");
    return out;
}

std::string relative_link(std::string_view from, std::string_view to) {
    std::size_t common = 0;  // bytes of the folders that both lie in
    for (std::size_t i = 0; i < from.size() && i < to.size() && from[i] == to[i]; ++i)
        if (from[i] == '/')
            common = i + 1;
    std::string link;
    for (const char c : from.substr(common))
        if (c == '/')
            link += "../";
    return link.append(to.substr(common));
}

}  // namespace gongkai::exported
