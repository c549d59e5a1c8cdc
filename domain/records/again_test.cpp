// What is there is handed in once more: what everybody can load down takes nothing away from what only the office knows.
#include <boost/json.hpp>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/records/delivery.h"
#include "domain/records/fetched.h"
#include "domain/records/import.h"
#include "domain/records/pages/list_file.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

class EveryKindAgain : public testing::Test {
  protected:
    EveryKindAgain() {
        setenv("GONGKAI_NOW", "2026-11-27", 1);
        db::migrate(*database, db::embedded_migrations(
                                   {"journal", "public_log", "calendar", "intake", "people", "ledger", "search", "records"}))
            .value();
        database->write([](db::Connection& connection) {
            people::take_in_list(connection, read_file(GONGKAI_SOURCE_DIR "/data/units-zoucheng.tsv").value(), "test").value();
            demonstrate(connection, "test");
        });
        units = database->read([](db::Connection& connection) { return people::directory(connection); });
    }
    ~EveryKindAgain() override { unsetenv("GONGKAI_NOW"); }

    std::vector<WholeRecord> all_of(const Kind& kind) {
        return database->read([&](db::Connection& connection) { return whole_after(connection, kind, 0, 1000); });
    }
    std::string download(const Kind& kind, Format format) {
        ListWriter writer(kind, units, format);
        auto bytes = writer.begin();
        for (const auto& record : all_of(kind))
            bytes += writer.add(record);
        return bytes + writer.end();
    }
    void expect_unchanged(const Kind& kind, const Result<Sheet>& sheet, std::string_view what, std::int64_t rows) {
        const auto name = kind.key + " " + std::string(what);
        ASSERT_TRUE(sheet) << name << words(Language::en, sheet.error());
        const auto before = all_of(kind);
        ASSERT_FALSE(before.empty()) << name;
        const ImportOrder order{kind, before.front().unit_id, Marking::demonstration, "again", "", "test"};
        const auto would = database->read([&](db::Connection& connection) { return preview(connection, *sheet, order).value(); });
        EXPECT_EQ(std::tuple(would.added, would.changed, would.unchanged), std::tuple(0, 0, rows))
            << name << said_of_changes(would, kind, Language::en) << faults_csv(would, Language::en);
        Report report;
        ASSERT_TRUE(take_in(*database, *sheet, order, report)) << name << faults_csv(report, Language::en);
        EXPECT_EQ(std::tuple(report.added, report.changed, report.unchanged), std::tuple(0, 0, rows)) << name;
        const auto after = all_of(kind);
        ASSERT_EQ(after.size(), before.size());
        for (std::size_t i = 0; i < after.size(); ++i)
            EXPECT_EQ(after[i].whole, before[i].whole) << name << " " << i;
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    people::Directory units{{}};
};

TEST_F(EveryKindAgain, stays_as_it_is_when_its_public_download_is_handed_in) {
    const TemporaryFolder folder;
    for (const auto& kind : kinds().all) {
        for (const auto* name : {"again.csv", "again.xlsx"}) {
            write_file(folder.path() / name, download(kind, *format_named(name)));
            expect_unchanged(kind, Sheet::open(folder.path() / name, name, kind), name,
                             static_cast<std::int64_t>(all_of(kind).size()));
        }
        auto delivered = read_delivery(download(kind, Format::json));
        ASSERT_TRUE(delivered) << kind.key << words(Language::en, delivered.error());
        // Of what is shown no more the portal says nothing.
        const auto shown = std::ranges::count_if(all_of(kind), [](const auto& one) { return !one.is_over(today()); });
        expect_unchanged(kind, Sheet::of_csv(std::move(delivered->table), kind), "again.json", shown);
    }
}

class Again : public RecordsTest {
  protected:
    Again() {
        put({month_of_town("2026-09", "石墙镇", 6, 35,
                           {{"watcher", "孔令敏"}, {"note", "只在内部"}, {"good_days", "27"}, {"days", "30"}})})
            .value();
    }
    ImportOrder order() const { return {air(), unit("市生态环境局"), Marking::real, "表.csv", "", "test"}; }
    Report take(const std::string& csv) {
        Report report;
        const auto sheet = Sheet::of_csv(csv, air()).value();
        const auto would =
            database->read([&](db::Connection& connection) { return preview(connection, sheet, order()).value(); });
        const auto done = take_in(*database, sheet, order(), report);
        EXPECT_EQ(done.has_value(), report.is_fine());
        EXPECT_EQ(std::tuple(would.added, would.changed, would.unchanged, would.faulty_rows, would.changed_fields),
                  std::tuple(report.added, report.changed, report.unchanged, report.faulty_rows, report.changed_fields))
            << "the look says what is done";
        return report;
    }
    std::string kept(std::string_view key) {
        const auto all = database->read([&](db::Connection& connection) { return whole_after(connection, air(), 0, 10); });
        return all.at(0).whole[*air().find_field(key)];
    }
};

TEST_F(Again, a_column_that_is_not_there_keeps_and_an_empty_cell_empties) {
    EXPECT_EQ(take("月份,镇街,SO₂,PM2.5\n2026-09,石墙镇,6,35\n").unchanged, 1);
    const auto changed = take("月份,镇街,SO₂,PM2.5,监测人\n2026-09,石墙镇,7,35,孔某某\n");
    EXPECT_EQ(changed.changed, 1);
    EXPECT_EQ(kept("watcher"), "孔令敏") << "the mask of what is kept means it";
    EXPECT_EQ(kept("note"), "只在内部");
    EXPECT_EQ(kept("good_ratio"), "90.0");
    EXPECT_NE(said_of_changes(changed, air(), Language::zh).find("二氧化硫（1条）、综合指数（1条）"), std::string::npos)
        << said_of_changes(changed, air(), Language::zh);
    EXPECT_EQ(take("月份,镇街,SO₂,PM2.5,监测人,内部备注\n2026-09,石墙镇,7,35,李某,\n").changed, 1);
    EXPECT_EQ(kept("watcher"), "李某") << "the mask of somebody else is what it says";
    EXPECT_EQ(kept("note"), "");
}

TEST_F(Again, what_follows_from_what_is_kept_is_computed_anew_and_must_agree) {
    EXPECT_EQ(take("月份,镇街,SO₂,PM2.5,优良天数\n2026-09,石墙镇,6,35,15\n").changed, 1);
    EXPECT_EQ(kept("good_ratio"), "50.0");
    EXPECT_EQ(take("月份,镇街,SO₂,PM2.5,优良率\n2026-09,石墙镇,6,35,50\n").unchanged, 1);
    const auto wrong = take("月份,镇街,SO₂,PM2.5,优良率\n2026-09,石墙镇,6,35,60\n");
    ASSERT_EQ(wrong.faulty_rows, 1);
    EXPECT_EQ(wrong.faults.at(0).refusal.id, "records.refuse.percent");
    EXPECT_EQ(wrong.faults.at(0).column, "优良率");
    EXPECT_EQ(take("月份,镇街,SO₂,PM2.5,优良率\n2026-10,石墙镇,6,35,60\n").added, 1) << "of a new one nothing else is known";
}

TEST_F(Again, of_a_delivery_a_key_that_is_left_out_keeps_and_one_without_a_value_empties) {
    put({month_of_town("2026-09", "香城镇", 6, 35, {{"watcher", "孟庆敏"}, {"note", "也在内部"}})}).value();
    const auto delivered =
        read_delivery(R"({"records": [{"month": "2026-09", "town": "石墙镇", "so2": 7, "pm25": 35, "watcher": null},
                         {"month": "2026-09", "town": "香城镇", "so2": 7, "pm25": 35, "note": ""}]})")
            .value();
    EXPECT_EQ(take(delivered.table).changed, 2);
    const auto all = database->read([&](db::Connection& connection) { return whole_after(connection, air(), 0, 10); });
    const auto at = [&](std::size_t i, std::string_view key) { return all.at(i).whole[*air().find_field(key)]; };
    EXPECT_EQ(at(0, "watcher") + "," + at(0, "note"), ",只在内部");
    EXPECT_EQ(at(1, "watcher") + "," + at(1, "note"), "孟庆敏,");
}

// A system leaves out what is empty with it, so a key that only some records of its list have is empty with the others.
TEST_F(Again, of_a_source_a_key_that_no_record_has_keeps) {
    Mapping mapping;
    FetchedTable table(air(), mapping);
    ASSERT_TRUE(table.take(R"([{"月份": "2026-09", "镇街": "石墙镇", "SO₂": 7, "PM2.5": 35},
                               {"月份": "2026-10", "镇街": "石墙镇", "SO₂": 7, "PM2.5": 35, "监测人": "李某"}])",
                           ""));
    EXPECT_EQ(take(table.written()).changed, 1);
    EXPECT_EQ(kept("watcher") + "," + kept("note"), ",只在内部");
}

}  // namespace
}  // namespace gongkai::records
