// Style sheets, scripts and pictures that the binary carries, each under an address that holds its hash: a browser keeps it for
// ever and a new version has a new address.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/web/cache.h"

namespace gongkai::web {

class Assets {
  public:
    // Folders of the repository, "doors/portal/assets/": what is embedded below them. Throws std::logic_error where two carry one
    // name.
    explicit Assets(const std::vector<std::string>& folders);

    // "portal.css" to "/assets/3f2a…/portal.css". Throws std::logic_error for a name that is not carried.
    std::string url(std::string_view name) const;

    bool has(std::string_view name) const { return assets_.contains(name); }

    // For a path "/assets/<hash>/<name>"; nothing where there is no such name or the hash is another one.
    std::shared_ptr<Page> find(std::string_view path) const;

  private:
    struct Asset {
        std::string_view embedded_path;
        std::string hash;
        mutable std::once_flag is_wanted;  // most scripts never are: they are copied out when they are
        mutable std::shared_ptr<Page> page;
    };
    std::map<std::string, Asset, std::less<>> assets_;
    const bool is_developing_;  // GONGKAI_SOURCE: files change under our feet
};

// By the end of the name: "portal.css" is text/css; charset=utf-8.
std::string_view content_type_of(std::string_view file_name);

}  // namespace gongkai::web
