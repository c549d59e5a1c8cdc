#include "domain/catalogue/meant.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/people/desk.h"

namespace gongkai::catalogue {
namespace {

class UnitMeant : public testing::Test {
  protected:
    UnitMeant() {
        db::migrate(*database, db::embedded_migrations({"journal", "people"})).value();
        const auto list = read_file(GONGKAI_SOURCE_DIR "/data/units-zoucheng.tsv").value();
        database->write([&](db::Connection& connection) { people::take_in_list(connection, list, "test").value(); });
    }
    static CsvTable cases(const std::string& name, std::initializer_list<std::string_view> columns) {
        return read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/catalogue/cases/" + name).value(), columns).value();
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    const Day on = make_day(2026, 11, 27);
};

TEST_F(UnitMeant, is_known_by_its_name_its_short_form_and_what_is_asked_of_it_and_nobody_by_less) {
    const auto units = database->read([](db::Connection& connection) { return people::directory(connection); });
    const auto table = cases("units.csv", {"typed", "unit"});
    ASSERT_GE(table.rows.size(), 45u);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto* unit = unit_meant(units, table.at(row, "typed"), on);
        EXPECT_EQ(unit ? unit->name : std::string(), table.at(row, "unit")) << table.at(row, "typed");
    }
}

TEST_F(UnitMeant, is_known_by_the_name_it_had_before_a_reform_where_one_unit_alone_is_called_so_today) {
    const auto units = database->read([](db::Connection& connection) { return people::directory(connection); });
    const auto table = cases("former.csv", {"typed", "unit", "note"});
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto former = unit_called(units, table.at(row, "typed"), on);
        EXPECT_EQ(former.unit ? former.unit->name : std::string(), table.at(row, "unit")) << table.at(row, "typed");
        EXPECT_EQ(former.note, table.at(row, "note")) << table.at(row, "typed");
    }
}

}  // namespace
}  // namespace gongkai::catalogue
