// What the handlers of this room share.
#pragma once
#include <boost/json/fwd.hpp>
#include <string>

#include "domain/catalogue/column.h"
#include "domain/catalogue/facts.h"
#include "domain/catalogue/item.h"
#include "domain/catalogue/limit.h"
#include "domain/catalogue/store.h"
#include "doors/doors.h"

namespace gongkai::catalogue {

inline web::Raw chinese(Language language) {
    return web::when(language == Language::en, " lang='zh-CN'");
}  // what is said in Chinese only
std::string address_of(const Item& item);  // "/catalogue/budget-12"
std::string name_of(Language language, const Item& item);
std::string spoken(Language language, const Limit& limit);  // how a limit is counted, in one sentence

// A table whose rows become cards on a phone. `base` is what an item's address begins with: "/catalogue/" or the console's.
void write_items(web::Html& html, Language language, const std::vector<Item>& items, std::string_view base, bool says_field);
// Everything about one item, as a list of facts.
void write_facts(web::Html& html, Language language, const Item& item, const people::Directory& units);

boost::json::object json_of(const Item& item, const people::Directory& units);  // as the API says it

void write_facts_of(web::Html& html, Language language, const FactKind& kind, const Values& values);
std::string hours_of(const Training& training);  // "1.5"
void write_trainings(web::Html& html, Language language, const std::vector<Training>& all, const people::Directory& units);

void hang_portal_pages(Doors& doors);
void hang_exchange_pages(Doors& doors);  // API, XLSX, CSV
void hang_console_pages(Doors& doors);   // items, and files that are looked at before they are accepted
void hang_upkeep_pages(Doors& doors);
void hang_fact_pages(Doors& doors);          // guide, profiles, leading groups, training
void hang_fact_console_pages(Doors& doors);  // and how the office keeps them

}  // namespace gongkai::catalogue
