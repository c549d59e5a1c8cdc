// The shelf: what is public now, in lists, by facets, in both directions of its relations. It is written only by the deeds that
// publish and withdraw. Nothing here takes longer because there are more documents: a page of a list is a piece of an index, and
// what is counted is counted when it is put there.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/connection.h"
#include "domain/catalogue/column.h"
#include "domain/publishing/document.h"
#include "domain/publishing/validity.h"

namespace gongkai::publishing {

struct Shelved {
    DocumentId id = 0;
    std::string key, title, summary, number;
    people::UnitId unit_id = 0;
    std::string unit_name, type;
    bool has_validity = false;
    std::string column, theme, category;
    int year = 0;                      // of its publication
    Instant published_at, changed_at;  // first; last
    ValidityFacts facts;
    bool is_demonstration = false;
    std::string item;  // key of the catalogue's item that it names

    Day published_on() const { return day_in_china(published_at); }
    std::optional<Validity> validity(Day as_of) const {
        return has_validity ? std::optional(validity_on(as_of, facts)) : std::nullopt;
    }
};

std::optional<Shelved> find_on_shelf(db::Connection& connection, DocumentId id);
Shelved shelved_in(const db::Rows& rows);  // of a statement that reads the columns of shelf_row

// What a list is asked for. What is empty or 0 is not asked.
struct Asked {
    std::string column = {}, type = {}, theme = {}, category = {};
    people::UnitId unit_id = 0;
    int year = 0;
    std::optional<Validity> validity = {};
    std::string item = {};
    bool operator==(const Asked&) const = default;
};

// Where a list goes on: the place of the last row that was looked at.
struct Place {
    Instant published_at{std::chrono::milliseconds(1LL << 52)};
    DocumentId id = 1LL << 52;
};
std::string written(const Place& place);  // "1785000000000-42"
std::optional<Place> place_from(std::string_view text);

inline constexpr int rows_a_page = 20;
// Rows of the index that one page looks at: where a rare combination finds less, it is gone on from there.
inline constexpr int looked_at_most = 1000;

struct ShelfPage {
    std::vector<Shelved> rows;
    std::optional<Place> next;  // there is more, or was not looked at yet
};
ShelfPage list_of(db::Connection& connection, const Asked& asked, const Place& after, Day as_of, int at_most = rows_a_page);

// The first rows of that list and nothing more: one statement.
std::vector<Shelved> newest_of(db::Connection& connection, const Asked& asked, int at_most);

// How many there are for each value of a facet under what else is asked. They are kept for one facet and for two together; where
// more is asked (`is_exact` false) a number says how many there are at most, and 0 still says that there is none. Column and
// validity are not counted.
struct Counts {
    bool is_exact = true;
    int total = 0;
    std::map<std::string, int> types, themes;
    std::map<int, int, std::greater<>> years;
    struct OfUnit {
        std::string name;
        int documents = 0;
    };
    std::map<people::UnitId, OfUnit> units;
};
Counts counts_for(db::Connection& connection, const Asked& asked);
std::map<std::string, Instant> newest_by_column(db::Connection& connection);

// A relation with another document that is public, seen from one of the two.
struct Related {
    Relation kind = Relation::interprets;
    enum class Side { does, undergoes } side = Side::does;
    Day holds_from;
    std::string key, title, number;
};

bool has_demonstration(db::Connection& connection);  // 示例数据 on the shelf

inline constexpr DocumentId documents_a_sitemap = 5'000;
DocumentId newest_id(db::Connection& connection);
std::vector<std::pair<std::string, Instant>> sitemap(db::Connection& connection, DocumentId from);  // keys, when they changed

// For the deeds. `columns` says in which others a column stands.
void put_on_shelf(db::Connection& connection, const Document& document, const Text& text, Instant now,
                  const catalogue::Columns& columns);

// The same for many documents in one deed: each adds to `changes` what is written once, at its end. The row as it stands there.
using CountChanges = std::map<std::array<std::string, 4>, int>;
Shelved put_on_shelf(db::Connection& connection, const Document& document, const Text& text, Instant now,
                     const catalogue::Columns& columns, CountChanges& changes);
void write_counts(db::Connection& connection, const CountChanges& changes);
// The column in which it stood; empty where it was not there.
std::string take_off_shelf(db::Connection& connection, DocumentId id, const catalogue::Columns& columns);

// The day of the newest publication or correction that is public in a column or in those that stand in it; 示例数据 does not
// count.
std::optional<Day> newest_in_column(db::Connection& connection, std::string_view key);

}  // namespace gongkai::publishing
