// Lists sorted by columns, however long they are, on both databases.
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/records/store.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

class Penalties : public RecordsTest {
  protected:
    Asked asked(const std::map<std::string, std::string>& filters) const {
        Asked all;
        for (const auto& [key, value] : filters)
            all.filters[kind.slot_of(*kind.find_field(key)).value()] = value;
        return all;
    }

    const Kind& kind = *kinds().find("penalty");
};

class Sorted : public Penalties {
  protected:
    Sorted() {
        constexpr int papers = 60;
        database->write([&](db::Connection& connection) {
            Change change(connection, kind, units, "test");
            for (int i = 0; i < papers; ++i) {
                std::map<std::string, std::string> given{
                    {"doc_no", std::to_string(i)},
                    {"authority", id(i % 7 == 0 ? "市财政局" : "市生态环境局")},
                    {"category", i % 3 == 0 ? "fine" : "warning,other"},
                    {"subject_type", i % 2 == 0 ? "person" : "organisation"},
                    {"decided_on", to_text(make_day(2025, 9, 1) + std::chrono::days(i * 37 % 200))},
                    {"publish_until", "2029-01-01"}};
                if (i % 3 == 0)
                    given["fine_wan"] = std::to_string(i * 53 % 40) + ".500000";
                change.put(unit("市财政局"), values_of(kind, given), Marking::real, "").value();
            }
            change.finish().value();
        });
    }
    // All of it, page by page: what stands in the column, and how many different records there were.
    struct Walked {
        std::vector<std::string> column;
        std::size_t records;
    };
    Walked walked(const Asked& asked, const Sort& sort) {
        std::vector<std::string> column;
        std::vector<std::int64_t> serials;
        database->read([&](db::Connection& connection) {
            const auto counts = counts_for(connection, kind, asked);
            std::optional<Place> next = Place{};
            for (int pages = 0; next && pages < 200; ++pages) {
                const auto page = sorted_list_of(connection, kind, asked, counts, sort, *next, units, today(), 7, 10);
                for (const auto& record : page.rows) {
                    column.push_back(record.values[sort.field]);
                    serials.push_back(record.serial);
                }
                // As an address carries it.
                next = page.next ? place_from(written(*page.next)) : std::nullopt;
            }
            EXPECT_FALSE(next) << "it goes on and on";
        });
        std::ranges::sort(serials);
        const auto same = std::ranges::unique(serials);
        serials.erase(same.begin(), same.end());
        return {column, serials.size()};
    }
    std::vector<std::string> in_order(std::vector<std::string> column, const Sort& sort) {
        std::ranges::stable_sort(column, [&](const std::string& a, const std::string& b) {
            if (a.empty() || b.empty())
                return !a.empty() && b.empty();
            const auto key_a = sort_key(kind.fields[sort.field], false, a, units),
                       key_b = sort_key(kind.fields[sort.field], false, b, units);
            return sort.is_descending ? key_b < key_a : key_a < key_b;
        });
        return column;
    }
};

TEST_F(Sorted, lists_have_every_record_once_in_the_order_of_the_column_whatever_else_is_asked) {
    const std::vector<Asked> ways{{},
                                  asked({{"authority", id("市财政局")}}),
                                  asked({{"decided_on", "2026"}}),
                                  asked({{"category", "fine"}, {"subject_type", "person"}}),
                                  asked({{"decided_on", "2025"}, {"authority", id("市生态环境局")}, {"category", "other"}})};
    int sorted = 0;
    for (const auto field : kind.columns) {
        if (sorted_by(kind, field) == SortedBy::nothing)
            continue;
        ++sorted;
        for (const auto& way : ways)
            for (const bool is_descending : {false, true}) {
                const Sort sort{field, is_descending};
                const auto natural = database->read([&](db::Connection& connection) {
                    return list_of(connection, kind, way, counts_for(connection, kind, way), {}, today(), 1000).rows;
                });
                std::vector<std::string> column;
                for (const auto& record : natural)
                    column.push_back(record.values[field]);
                const auto found = walked(way, sort);
                EXPECT_EQ(found.column, in_order(column, sort)) << kind.fields[field].key << (is_descending ? " down" : " up");
                EXPECT_EQ(found.records, natural.size()) << kind.fields[field].key;
                EXPECT_FALSE(natural.empty());
            }
    }
    EXPECT_EQ(sorted, 3) << "its order, the authority, the fine";
}

TEST_F(Sorted, lists_follow_a_correction_of_the_figure) {
    const Sort greatest{*kind.find_field("fine_wan"), true};
    const auto record = database->read([&](db::Connection& connection) { return find_whole(connection, kind, 2).value(); });
    database->write([&](db::Connection& connection) {
        Change change(connection, kind, units, "test");
        auto values = record.whole;
        values[greatest.field] = "1000.000000";
        change.correct(record, 1, values, "漏填").value();
        change.finish().value();
    });
    EXPECT_EQ(walked({}, greatest).column.front(), "1000.000000");
}

// Most records are of one unit and of another subject than is asked for.
class SortedUnderFilters : public Penalties {
  protected:
    SortedUnderFilters() {
        std::vector<std::string> authorities;
        for (const auto* name : {"市生态环境局", "市财政局", "石墙镇", "香城镇", "太平镇"})
            authorities.push_back(id(name));
        std::ranges::sort(authorities, {},
                          [&](const std::string& one) { return sort_key(kind.fields[authority], false, one, units); });
        database->write([&](db::Connection& connection) {
            Change change(connection, kind, units, "test");
            int number = 1000;
            const auto put = [&](int times, const std::string& unit_id, const char* subject, const Day& from) {
                for (int i = 0; i < times; ++i)
                    change
                        .put(unit("市财政局"),
                             values_of(kind, {{"doc_no", std::to_string(number++)},
                                              {"authority", unit_id},
                                              {"category", "fine"},
                                              {"subject_type", subject},
                                              {"decided_on", to_text(from + std::chrono::days(i))},
                                              {"publish_until", "2029-01-01"}}),
                             Marking::real, "")
                        .value();
            };
            for (std::size_t i = 0; i < 3; ++i)
                put(12, authorities[i], "individual_business", make_day(2026, 3, 1));
            put(1, authorities[3], "person", make_day(2025, 3, 3));
            put(40, authorities[4], "individual_business", make_day(2026, 6, 1));
            put(30, authorities[4], "person", make_day(2025, 1, 1));
            change.finish().value();
        });
    }
    // Pages without a row on the way to one that has some.
    int empty_pages(const Asked& asked, const Sort& sort, std::size_t records) {
        return database->read([&](db::Connection& connection) {
            const auto counts = counts_for(connection, kind, asked);
            int empty = 0;
            std::size_t seen = 0;
            std::optional<Place> next = Place{};
            while (next && seen < records) {
                const auto before = db::statements_run();
                const auto page = sorted_list_of(connection, kind, asked, counts, sort, *next, units, today(), 7, 10);
                EXPECT_LE(db::statements_run() - before, 5U);
                empty += page.rows.empty() ? 1 : 0;
                seen += page.rows.size();
                next = page.next;
            }
            EXPECT_EQ(seen, records);
            return empty;
        });
    }
    const FieldIndex authority = *kind.find_field("authority");
};

TEST_F(SortedUnderFilters, values_that_any_filter_empties_are_passed_over) {
    EXPECT_EQ(empty_pages(asked({{"category", "fine"}, {"subject_type", "person"}}), {authority, false}, 31), 0);
}

TEST_F(SortedUnderFilters, the_index_that_leaves_the_least_to_be_passed_over_is_walked) {
    EXPECT_EQ(empty_pages(asked({{"subject_type", "person"}}), {authority, true}, 31), 0);
    const Sort oldest_first{*kind.find_field("decided_on"), false};
    EXPECT_EQ(empty_pages(asked({{"subject_type", "individual_business"}}), oldest_first, 76), 0);
}

}  // namespace
}  // namespace gongkai::records
