#include "base/web/assets.h"

#include <cstdlib>
#include <stdexcept>

#include "base/core/embed.h"
#include "base/core/hash.h"

namespace gongkai::web {
namespace {

constexpr std::string_view prefix = "/assets/";

std::string hash_of(std::string_view bytes) { return sha256_hex(bytes).substr(0, 16); }

std::shared_ptr<Page> page_of(std::string_view name, std::string_view bytes, std::string_view cache_control) {
    auto response = Response::bytes(std::string(bytes), std::string(content_type_of(name)));
    // A picture opened by itself is a document: it may load and run nothing.
    response.with("Cache-Control", cache_control)
        .with("X-Content-Type-Options", "nosniff")
        .with("Content-Security-Policy", "default-src 'none'; sandbox")
        .with("Referrer-Policy", "same-origin");
    return std::make_shared<Page>(std::move(response), "");
}

}  // namespace

Assets::Assets(const std::vector<std::string>& folders) : is_developing_(std::getenv("GONGKAI_SOURCE") != nullptr) {
    for (const auto& folder : folders) {
        for (const auto path : embedded_paths(folder)) {
            const auto bytes = embedded_or_die(path);
            const std::string name(path.substr(folder.size()));
            if (assets_.contains(name))
                throw std::logic_error("two assets are called " + name);
            auto& asset = assets_[name];
            asset.embedded_path = path;
            asset.hash = hash_of(bytes);
        }
    }
}

std::string Assets::url(std::string_view name) const {
    const auto found = assets_.find(name);
    if (found == assets_.end())
        throw std::logic_error("no asset is called " + std::string(name));
    const auto& asset = found->second;
    return std::string(prefix) + (is_developing_ ? hash_of(embedded_or_die(asset.embedded_path)) : asset.hash) + '/' +
           found->first;
}

std::shared_ptr<Page> Assets::find(std::string_view path) const {
    if (!path.starts_with(prefix))
        return nullptr;
    path.remove_prefix(prefix.size());
    const auto slash = path.find('/');
    if (slash == std::string_view::npos)
        return nullptr;
    const auto found = assets_.find(path.substr(slash + 1));
    if (found == assets_.end())
        return nullptr;
    if (is_developing_)
        return page_of(found->first, embedded_or_die(found->second.embedded_path), "no-store");
    const auto& asset = found->second;
    if (asset.hash != path.substr(0, slash))
        return nullptr;
    std::call_once(asset.is_wanted, [&] {
        asset.page = page_of(found->first, embedded_or_die(asset.embedded_path), "public, max-age=31536000, immutable");
    });
    return asset.page;
}

std::string_view content_type_of(std::string_view file_name) {
    static const std::map<std::string_view, std::string_view> types = {
        {"css", "text/css; charset=utf-8"},
        {"csv", "text/csv; charset=utf-8"},
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {"html", "text/html; charset=utf-8"},
        {"ico", "image/x-icon"},
        {"jpg", "image/jpeg"},
        {"js", "text/javascript; charset=utf-8"},
        {"json", "application/json"},
        {"pdf", "application/pdf"},
        {"png", "image/png"},
        {"svg", "image/svg+xml"},
        {"txt", "text/plain; charset=utf-8"},
        {"webmanifest", "application/manifest+json"},
        {"webp", "image/webp"},
        {"woff2", "font/woff2"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"xml", "application/xml"},
        {"zip", "application/zip"},
    };
    const auto dot = file_name.rfind('.');
    const auto found = dot == std::string_view::npos ? types.end() : types.find(file_name.substr(dot + 1));
    return found == types.end() ? "application/octet-stream" : found->second;
}

}  // namespace gongkai::web
