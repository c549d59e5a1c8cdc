// What the pages of the library share: what an address asks for, and what is seen there.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/web/request.h"
#include "domain/search/library.h"
#include "domain/search/library_counts.h"
#include "domain/search/need.h"
#include "doors/doors.h"

namespace gongkai::search {

enum class LibraryOrder { newest, downloads, title };

struct AskedLibrary {
    std::string kind, unit, theme;  // codes; empty: any
    int year = 0;
    LibraryOrder order = LibraryOrder::newest;
    HeldPlace after;
    int page = 1;  // by downloads, by title
    Part part;
    std::map<LabelId, KeptLabel> labels;
    std::vector<std::string> mistakes;  // what cannot be understood, in sentences; it is left out

    const Label* label(LabelId id) const;
};
extern const std::vector<std::string> library_fields;
AskedLibrary asked_library(db::Connection& connection, const web::Request& request, Language language);
std::string address_of(const AskedLibrary& asked, std::string_view path);

// A page of it; `next` is where it goes on, or empty.
struct LibraryPage {
    HeldCounts counts;
    std::vector<Held> rows;
    std::map<EntryId, std::int64_t> downloads;  // where they order it
    std::string next;
};
LibraryPage library_page(db::Connection& connection, HeldCounter& counter, const AskedLibrary& asked, std::string_view path);

// What one ZIP may hold; more is asked for in parts.
inline constexpr int things_a_bundle = 100;
inline constexpr std::int64_t bytes_a_bundle = std::int64_t{64} << 20;

void hang_bundle_pages(Doors& doors, Tally& tally);  // many things at once, as a ZIP
void hang_library_exchange(Doors& doors, std::shared_ptr<HeldCounter> counter);

}  // namespace gongkai::search
