// Lists sorted by columns, however long they are, on both databases.
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/records/store.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

class Sorted : public RecordsTest {
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
    Asked asked(const std::map<std::string, std::string>& filters) const {
        Asked all;
        for (const auto& [key, value] : filters)
            all.filters[kind.slot_of(*kind.find_field(key)).value()] = value;
        return all;
    }

    const Kind& kind = *kinds().find("penalty");
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

}  // namespace
}  // namespace gongkai::records
