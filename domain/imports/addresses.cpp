#include "domain/imports/addresses.h"

#include <algorithm>
#include <array>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/publishing/old_address.h"

namespace gongkai::imports {
namespace {

using namespace std::string_view_literals;

std::string ending_of(std::string_view path) {
    path = path.substr(0, path.find('?'));
    const auto name = path.substr(path.rfind('/') + 1);
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string() : lower_ascii(name.substr(dot));
}

bool ends_with_one_of(std::string_view path, const auto& endings) {
    return std::ranges::find(endings, ending_of(path)) != std::end(endings);
}

bool has_scheme(std::string_view link) {
    const auto colon = link.find(':');
    return colon != std::string_view::npos && colon < link.find_first_of("/?#");
}

// "/a/b/../c/./d" as "/a/c/d".
std::string without_dots(std::string_view path) {
    std::vector<std::string> parts;
    for (const auto part : split(path, '/')) {
        if (part == "..") {
            if (!parts.empty())
                parts.pop_back();
        } else if (part != "." && !part.empty()) {
            parts.emplace_back(part);
        }
    }
    const bool is_folder = path.ends_with('/') || path.ends_with("/.") || path.ends_with("/..");
    return '/' + join(parts, "/") + (is_folder && !parts.empty() ? "/" : "");
}

}  // namespace

bool is_page(std::string_view path) {
    static constexpr std::array endings{".html"sv, ".htm"sv, ".shtml"sv, ".xhtml"sv, ".jsp"sv,
                                        ".jspx"sv, ".asp"sv, ".aspx"sv,  ".php"sv,   ".do"sv};
    return ends_with_one_of(path, endings);
}

bool is_readable(std::string_view path) {
    static constexpr std::array endings{".docx"sv, ".doc"sv, ".wps"sv, ".wpt"sv,  ".rtf"sv,
                                        ".odt"sv,  ".pdf"sv, ".ofd"sv, ".xlsx"sv, ".txt"sv};
    return ends_with_one_of(path, endings);
}

Addresses::Addresses(const Source* source, const Mapping& mapping) : mapping_(mapping) {
    if (!source)
        return;
    for (const auto& path : source->paths())
        for (auto& address : all_of(path))
            paths_.emplace(std::move(address), path);
}

std::string Addresses::address_of(std::string_view path) const {
    if (!mapping_.root.empty()) {
        if (!path.starts_with(mapping_.root + '/'))
            return {};
        path.remove_prefix(mapping_.root.size() + 1);
    }
    const auto mark = path.find('?');
    web::Fields query;
    if (mark != std::string_view::npos && !web::read_urlencoded(path.substr(mark + 1), query, 100))
        return web::write_target('/' + std::string(path), {});
    return web::write_target('/' + std::string(path.substr(0, mark)), query);
}

std::vector<std::string> Addresses::all_of(std::string_view path) const {
    const auto address = address_of(path);
    if (address.empty())
        return {};
    std::vector<std::string> all{address};
    const auto name = lower_ascii(address.substr(address.rfind('/') + 1));
    for (const auto index : {"index.html"sv, "index.htm"sv, "index.shtml"sv, "index.jsp"sv, "index.php"sv, "default.htm"sv,
                             "default.html"sv, "default.asp"sv, "default.aspx"sv})
        if (name == index)
            all.push_back(address.substr(0, address.rfind('/') + 1));
    return all;
}

std::optional<std::string> Addresses::path_at(std::string_view address) const {
    const auto found = paths_.find(std::string(address));
    return found == paths_.end() ? std::nullopt : std::optional(found->second);
}

Addresses::Leads Addresses::follow(std::string_view base, std::string_view link) const {
    link = trim(link);
    if (link.empty() || link.front() == '#')
        return {};
    std::string target(link);
    if (link.starts_with("//") || lower_ascii(link.substr(0, 8)).starts_with("http")) {
        if (link.starts_with("//"))
            target = "http:" + target;
        const auto host_begin = target.find("://");
        if (host_begin != std::string::npos) {
            const auto host_end = std::min(target.find_first_of(":/?#", host_begin + 3), target.size());
            const auto host = lower_ascii(target.substr(host_begin + 3, host_end - host_begin - 3));
            if (std::ranges::find(mapping_.sites, host) == mapping_.sites.end())
                return {Leads::Where::elsewhere, target};
            target.erase(0, std::min(target.find_first_of("/?#", host_end), target.size()));
            if (!target.starts_with('/'))
                target.insert(0, "/");
        }
    }
    if (has_scheme(target))  // mailto:, tel: - what must not stand in a page is left out by who writes it
        return {Leads::Where::elsewhere, target};
    const auto end = std::min(target.find_first_of("?#"), target.size());
    auto path = target.substr(0, end);
    const auto base_path = base.substr(0, base.find('?'));
    std::string from(base_path.substr(0, base_path.rfind('/') + 1));
    if (path.empty())
        path = base_path;
    else if (!path.starts_with('/'))
        path = from + replace_all(std::move(path), "\\", "/");
    const auto address = publishing::old_address_from(without_dots(path) + target.substr(end));
    return address.empty() ? Leads{} : Leads{Leads::Where::here, address};
}

}  // namespace gongkai::imports
