// The catalogue as files to load down: XLSX in the national layout, one sheet a field, ready to print; CSV with one more column.
// Read again they say the same.
#pragma once
#include <string>
#include <vector>

#include "domain/catalogue/item.h"

namespace gongkai::catalogue {

// `items` by field and position. Throws std::runtime_error where the disk is full.
std::string to_xlsx(const std::vector<Item>& items);
std::string to_csv(const std::vector<Item>& items);  // with a BOM, which spreadsheets want

}  // namespace gongkai::catalogue
