// Addresses within what is handed over: which file stands at an address of the old site, and where a link of a page leads.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/imports/mapping.h"
#include "domain/imports/source.h"

namespace gongkai::imports {

// HTML by its name: .html, .htm, .shtml, .jsp, .asp, .aspx, .php, with a query behind it too.
bool is_page(std::string_view path);
// A file that intake makes a page of.
bool is_readable(std::string_view path);

class Addresses {
  public:
    Addresses(const Source* source, const Mapping& mapping);

    // "/zwgk/a.jsp?id=3" of "www.example.gov.cn/zwgk/a.jsp?id=3" below the root; empty outside it.
    std::string address_of(std::string_view path) const;
    // Under which its readers knew it: an index.html is its folder too.
    std::vector<std::string> all_of(std::string_view path) const;
    // Nothing where no file stands there.
    std::optional<std::string> path_at(std::string_view address) const;

    struct Leads {
        enum class Where { nowhere, here, elsewhere } where = Where::nowhere;  // nowhere: no link at all
        std::string address;                                                   // here: of the old site; elsewhere: as it is
    };
    // `base`: the address of the page.
    Leads follow(std::string_view base, std::string_view link) const;

  private:
    const Mapping& mapping_;
    std::unordered_map<std::string, std::string> paths_;  // by address
};

}  // namespace gongkai::imports
