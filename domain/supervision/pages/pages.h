// What the handlers of this room share.
#pragma once
#include <string>

#include "domain/supervision/matter.h"
#include "domain/supervision/rules.h"
#include "doors/doors.h"

namespace gongkai::supervision {

std::string name_of(Language language, Kind kind);             // 整改通知
std::string name_of(Language language, const Matter& matter);  // 整改通知〔2026〕3号
std::string name_of(Language language, const Circular& circular);
std::string address_of(const Matter& matter);

// "等待整改", "已逾期 3 天": the state in words, with the days left or gone where it waits for the unit.
void write_state(web::Html& html, Language language, const Matter& matter, int soon_days);

void hang_dispatch_pages(Doors& doors);  // who owes what since when, and raising matters from it
void hang_matter_pages(Doors& doors);
void hang_circular_pages(Doors& doors);
void hang_exchange_pages(Doors& doors);  // circulars for machines

}  // namespace gongkai::supervision
