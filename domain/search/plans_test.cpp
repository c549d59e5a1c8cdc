// Statements that are asked among a million entries keep to an index, and sort nothing.
#include <gtest/gtest.h>

#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/search/queries.h"

namespace gongkai::search {
namespace {

TEST(Plans, take_the_newest_titles_from_an_index_without_sorting_them) {
    const db::FreshDatabase fresh;
    if (fresh.is_on_server())
        GTEST_SKIP() << "PostgreSQL plans by what there is in a table, and here is nothing";
    const auto database = fresh.open();
    db::migrate(*database, db::embedded_migrations({"journal", "people", "search"})).value();
    for (const auto& [statement, index] :
         {std::pair<const db::Statement&, std::string_view>{sql::titles_of, "search_entry_newest"},
          {sql::titles_of_records, "search_entry_newest_record"}}) {
        const auto name = "test." + std::string(index), asked = "EXPLAIN QUERY PLAN " + std::string(statement.sql);
        const auto plan = database->read([&](db::Connection& connection) {
            std::string all;
            for (auto rows = connection.query({name, asked}, 10); rows.next();)
                all += std::string(rows.text(3)) + '\n';
            return all;
        });
        EXPECT_NE(plan.find("USING INDEX " + std::string(index)), std::string::npos) << plan;
        EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
    }
}

}  // namespace
}  // namespace gongkai::search
