// What the handlers of this room share.
#pragma once
#include <string>

#include "domain/search/described.h"
#include "domain/search/finder.h"
#include "domain/search/keeper.h"
#include "domain/search/need.h"
#include "doors/doors.h"

namespace gongkai::search {

// As an address asks; what cannot be understood is told and left out.
struct AskedPage {
    Asked asked;
    std::vector<std::string> mistakes;
};
AskedPage asked_in(const web::Fields& query, Language language);
// A page that is no number, or one that lies beyond the last that is shown.
std::string refused_page(const std::string& typed, int last, Language language);
extern const std::vector<std::string> query_fields;

std::string name_of(Language language, Validity validity);
void write_validity(web::Html& html, Language language, Validity validity,
                    std::string_view kind = {});  // nothing where there is none

struct Choice {
    std::string text, address;
    std::uint64_t documents = 0;
    bool is_chosen = false, is_chinese = false;
};
// `all`: the address without this facet.
void write_facet(web::Html& html, Language language, std::string_view title, const std::vector<Choice>& choices,
                 std::string_view all, bool is_open);

// What narrows a page, on top of it: on a phone the facets are behind what was found. `without`: the address that drops it.
struct Chosen {
    std::string name, value, without;  // name: a message id
};
void write_chosen(web::Html& html, Language language, const std::vector<Chosen>& all);

void hang_portal_pages(Doors& doors, Keeper& keeper, Tally& tally);
void hang_exchange_pages(Doors& doors, Keeper& keeper);
void hang_feed(Doors& doors, Keeper& keeper);
void hang_alerts(Doors& doors);

// Ways to be told of what comes: by mail, where that is offered, and as a feed.
void write_follow(web::Html& html, Language language, const Settings& settings, Asked asked);

}  // namespace gongkai::search
