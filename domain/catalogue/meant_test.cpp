#include "domain/catalogue/meant.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/people/desk.h"

namespace gongkai::catalogue {
namespace {

TEST(UnitMeant, is_known_by_its_name_its_short_form_and_what_is_asked_of_it_and_nobody_by_less) {
    db::FreshDatabase fresh;
    const auto database = fresh.open();
    db::migrate(*database, db::embedded_migrations({"journal", "people"})).value();
    const auto list = read_file(GONGKAI_SOURCE_DIR "/data/units-zoucheng.tsv").value();
    database->write([&](db::Connection& connection) { people::take_in_list(connection, list, "test").value(); });
    const auto units = database->read([](db::Connection& connection) { return people::directory(connection); });
    const auto table =
        read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/catalogue/cases/units.csv").value(), {"typed", "unit"}).value();
    ASSERT_GE(table.rows.size(), 45u);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto* unit = unit_meant(units, table.at(row, "typed"), make_day(2026, 11, 27));
        EXPECT_EQ(unit ? unit->name : std::string(), table.at(row, "unit")) << table.at(row, "typed");
    }
}

}  // namespace
}  // namespace gongkai::catalogue
