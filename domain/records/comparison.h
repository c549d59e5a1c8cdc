// 三级四同: the same item has the same name, type, basis and code in the lists of province, city and county. The list of the
// level above is taken in as a file; every deed on a record holds it against that list.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/refusal.h"
#include "base/db/connection.h"
#include "domain/records/record.h"

namespace gongkai::records {

enum class Agreement { same, differs, lacking, alone };  // lacking here; alone here
std::string_view word_of(Agreement agreement);
std::optional<Agreement> agreement_from(std::string_view word);

// Fields in which both differ, blanks and full-width signs apart.
std::vector<FieldIndex> differing(const Kind& kind, const Values& ours, const Values& upper);

struct UpperList {
    std::string name;  // 济宁市权责清单（2026年版）
    Day taken_on;
    std::int64_t same = 0, differs = 0, lacking = 0, alone = 0;
};
std::optional<UpperList> upper_list(db::Connection& connection, const Kind& kind);

struct Compared {
    std::string item;
    Values upper, ours;  // empty where there is none
    std::int64_t serial = 0;
    std::vector<FieldIndex> fields;
};
std::vector<Compared> comparisons(db::Connection& connection, const Kind& kind, Agreement agreement, std::string_view after,
                                  int at_most);

// Takes in the list (XLSX or CSV with the fields that are compared) in place of the one before; how many items it has. Refuses
// what Sheet refuses, records.refuse.no_comparison (of a kind that is not compared) and .faulty.
Result<std::int64_t> take_in_upper(db::Connection& connection, const Kind& kind, const std::filesystem::path& file,
                                   std::string_view name, std::string_view actor);

// Part of a deed on the record. Nothing happens while there is no list.
void compare_record(db::Connection& connection, const Kind& kind, std::int64_t serial, const Values& values);
void forget_record(db::Connection& connection, const Kind& kind, const Values& values);  // it is in lists no more
void recount_comparison(db::Connection& connection, const Kind& kind);

}  // namespace gongkai::records
