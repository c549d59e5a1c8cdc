// Asks a site, in this process and without a socket, for every address that links lead to, and puts the answers into a tree of
// files whose links lead to one another. Nobody is signed in: what is asked is what a stranger would be shown. Pages of the staff
// are not asked at all, and an answer that sets a cookie belongs to one visitor and is left out.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/words.h"
#include "base/export/tree.h"
#include "base/web/site.h"

namespace gongkai::exported {

// A site in one language and one look, in a folder of its own; what is no page is shared and lies in that of the first.
struct Variant {
    std::string folder;  // "" or "en/"
    Language language = Language::zh;
    std::string look = {};
};

struct Wanted {
    std::vector<Variant> variants;
    std::vector<std::string> begin_at;  // targets; nothing is found that no link leads to from here
    std::string base = {};              // "https://www.example.gov.cn": links are whole addresses below it; empty: relative
    std::string own_address = {};       // what the site takes for its address: links that begin with it are links within
    std::string live = {};  // where forms and what cannot be a file are answered; empty: such links lose their address
    // A query is followed where it holds at most one field beside those that go on with a list or keep a place, and none that
    // asks.
    std::vector<std::string> goes_on = {}, keeps = {}, asks = {};
    // An address that changes the display: which variant shows which target instead. Nothing where it is none.
    struct Turn {
        std::size_t variant = 0;
        std::string target;
    };
    // A variant beyond all of them: there is none such, and the link goes with its words.
    std::function<std::optional<Turn>(std::size_t variant, const web::Request& request)> turn = {};
    std::string page_not_found = {};  // file that holds the page for an unknown address; empty: none
    std::size_t threads = 1;
    std::function<std::shared_ptr<void>()> while_asking = {};  // each thread keeps what this gives while it asks
    std::function<void(std::size_t done, std::size_t known)> progress = {};
};

struct Walked {
    std::size_t pages = 0, files = 0;  // HTML; all
    std::vector<std::string> dead;     // targets that were linked to and answer no page
    // Files of pages that answer 410, by name: such a page says why what stood there is gone. A server of files answers 200 to it
    // unless it is told otherwise: by this list, or by the file gone_mark that lies beside each.
    std::vector<std::string> gone;
};
inline constexpr const char* gone_mark = "gone";

// Throws what a handler throws: half a site is none.
Walked walk(web::Site& site, const Wanted& wanted, Tree& tree);

}  // namespace gongkai::exported
