// What an address asks of the list of a kind: a value for each filter, where the list goes on, by which column it is sorted.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/core/words.h"
#include "base/web/request.h"
#include "domain/records/store.h"

namespace gongkai::records {

// Any column is sorted where this many rows at most have to be looked at for it; beyond that those that there is an index for
// (sorted_by()).
inline constexpr std::int64_t sorted_at_most = 2000;

// What could not be understood and what to do, in the reader's language; and what a page has made of it, where a program is
// refused.
struct Mistake {
    std::string said, made_of_it;
};

struct AskedList {
    Asked asked;
    Place after;
    std::size_t skipped = 0;  // where it is sorted: rows before this page
    bool is_first = true;
    std::optional<Sort> sort;
    std::string words;  // that a record has among what is public of it
    std::vector<Mistake> mistakes;
};

// All words that a list's address may have, of any kind: its filters, "after", "sort".
std::vector<std::string> list_query();

AskedList asked_list(const web::Request& request, const Kind& kind, Language language);
// For programs: "month:2026-09;town:12" in one field.
AskedList asked_of_program(const web::Request& request, const Kind& kind, Language language);

std::string address_of(const Kind& kind);
std::string address_of(const Kind& kind, std::int64_t serial);
std::string address_of(const Kind& kind, std::string_view below, const Asked& asked, const std::optional<Sort>& sort = {},
                       std::string_view after = {});  // below: "", "/records.csv"

std::string address_of_file(const Kind& kind, std::string_view below, const AskedList& list);  // with its words and its order

// Records that have the words, of a list that is small enough; nothing where it is not.
std::optional<std::vector<Record>> rows_with(db::Connection& connection, const Kind& kind, const AskedList& list,
                                             const Counts& counts, Day as_of, const people::Directory& units, Language language);

// Rows in the order of a column, of a list that is small enough; nothing where it is not.
std::optional<std::vector<Record>> sorted_rows(db::Connection& connection, const Kind& kind, const Asked& asked,
                                               const Counts& counts, const Sort& sort, Day as_of, const people::Directory& units);

}  // namespace gongkai::records
