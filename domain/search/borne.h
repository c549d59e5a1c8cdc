// Which papers bear a number that was typed, and where none does, which bear one that is nearly it.
#pragma once
#include <string>
#include <vector>

#include "base/db/connection.h"
#include "domain/search/number.h"
#include "domain/search/store.h"

namespace gongkai::search {

struct Bearers {
    std::vector<EntryId> ids;    // the nearest first
    bool is_borne = true;        // false: no paper bears the number that was typed, and these are near it
    bool is_read_alike = false;  // 邹政半字: it is read like the number of these
};
Bearers bearers_of(db::Connection& connection, const Number& typed);

std::string written(const Number& number);  // 邹政办字〔2019〕33号

// 邹政办〔2019〕33号 means 邹政办字, and 邹政发字〔2024〕6号 means 邹政发: 字 is left out and added.
bool is_meant(const Number& typed, const Number& printed);

}  // namespace gongkai::search
