// Every kind that the program carries: its examples load, come back from files as they were, and show nobody what is internal.
#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/embed.h"
#include "base/core/file.h"
#include "domain/records/desk.h"
#include "domain/records/import.h"
#include "domain/records/testing.h"
#include "domain/records/workbook.h"

namespace gongkai::records {
namespace {

class EveryKind : public testing::Test {
  protected:
    EveryKind() {
        setenv("GONGKAI_NOW", "2026-11-27", 1);
        db::migrate(*database, db::embedded_migrations({"journal", "calendar", "people", "ledger", "search", "records"})).value();
        database->write([](db::Connection& connection) {
            people::take_in_list(connection, read_file(GONGKAI_SOURCE_DIR "/data/units-zoucheng.tsv").value(), "test").value();
        });
        units = database->read([](db::Connection& connection) { return people::directory(connection); });
        done = database->write([](db::Connection& connection) { return demonstrate(connection, "test"); });
    }
    ~EveryKind() override { unsetenv("GONGKAI_NOW"); }
    std::vector<WholeRecord> all_of(const Kind& kind) {
        return database->read([&](db::Connection& connection) { return whole_after(connection, kind, 0, 1000); });
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    people::Directory units{{}};
    Demonstrated done;
};

TEST_F(EveryKind, has_examples_that_load_without_a_fault) {
    EXPECT_EQ(done.kinds, static_cast<std::int64_t>(kinds().all.size()));
    for (const auto& fault : done.faults)
        ADD_FAILURE() << words(Language::en, fault);
    for (const auto& kind : kinds().all) {
        EXPECT_GE(kind.examples.size(), 6u) << kind.key;
        EXPECT_EQ(all_of(kind).size(), kind.examples.size()) << kind.key;
        EXPECT_GE(kind.fields.size(), 6u) << kind.key;
        EXPECT_FALSE(kind.basis.empty()) << kind.key;
    }
}

TEST_F(EveryKind, comes_back_from_a_file_as_it_was_written) {
    for (const auto& kind : kinds().all) {
        std::string csv;
        CsvRow heads;
        for (const auto& field : kind.fields)
            heads.push_back(field.unit.empty() ? field.names.zh + " *" : field.names.zh + "（" + field.unit + "）");
        csv += csv_line(heads);
        for (const auto& record : all_of(kind)) {
            CsvRow row;
            for (FieldIndex i = 0; i < kind.fields.size(); ++i)
                row.push_back(written(kind.fields[i], record.whole[i], units));
            csv += csv_line(row);
        }
        const auto sheet = Sheet::of_csv(csv, kind);
        ASSERT_TRUE(sheet) << kind.key << ": " << words(Language::en, sheet.error());
        const ValueReader reader(units, today());
        std::size_t at = 0;
        const auto records = all_of(kind);
        const auto walked = sheet->each_row(reader, [&](Row&& row, std::vector<RowFault>&& faults) {
            for (const auto& fault : faults)
                ADD_FAILURE() << kind.key << ' ' << fault.row << ' ' << fault.column << ": "
                              << words(Language::en, fault.refusal);
            EXPECT_EQ(row.values, records.at(at).whole) << kind.key << " " << at;
            ++at;
            return true;
        });
        EXPECT_TRUE(walked);
        EXPECT_EQ(at, records.size());
    }
}

TEST_F(EveryKind, keeps_what_is_internal_out_of_all_that_the_public_is_read) {
    int proved = 0;
    for (const auto& kind : kinds().all)
        for (const auto& record : all_of(kind)) {
            std::string shown = title_of(kind, record.values, Language::zh, units) + body_of(kind, record.values);
            for (const auto& cell : Columns(kind).cells(record, units))
                shown += cell + "\n";
            for (FieldIndex i = 0; i < kind.fields.size(); ++i) {
                if (kind.fields[i].privacy == Privacy::open || record.whole[i].empty())
                    continue;
                ++proved;
                if (kind.fields[i].privacy == Privacy::internal)
                    EXPECT_EQ(record.values[i], "") << kind.key << '.' << kind.fields[i].key;
                else
                    EXPECT_EQ(record.values[i], masked(record.whole[i])) << kind.key << '.' << kind.fields[i].key;
            }
        }
    EXPECT_GE(proved, kinds().all.size() > 10 ? 20 : 1);
}

// Who looks for a hospital finds it in three lists, and each must send him to the same door. A hotline of a record about a body
// is its office's, not the body's, so telephones are compared only of records that are the body.
TEST_F(EveryKind, tells_of_one_body_what_the_others_tell_of_it) {
    struct Told {
        const char *of, *field, *fact;
    };
    const std::vector<Told> codes{{"name", "uscc", "code"},
                                  {"unit", "uscc", "code"},
                                  {"firm_name", "uscc", "code"},
                                  {"subject_name", "uscc", "code"},
                                  {"object_name", "uscc", "code"},
                                  {"institution", "uscc", "code"},
                                  {"employer", "uscc", "code"},
                                  {"enterprise", "uscc", "code"},
                                  {"organisation", "uscc", "code"},
                                  {"subject", "subject_uscc", "code"},
                                  {"supplier", "supplier_uscc", "code"},
                                  {"winner", "winner_uscc", "code"},
                                  {"authority", "authority_uscc", "code"},
                                  {"source_unit", "source_uscc", "code"},
                                  {"school", "school_point", "point"},
                                  {"school", "phone", "phone"}};
    const std::vector<Told> of_itself{{"name", "address", "address"},
                                      {"name", "point", "point"},
                                      {"name", "hours", "hours"},
                                      {"name", "phone", "phone"},
                                      {"name", "town", "town"}};
    std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>> known;  // body and fact: what, told by
    int compared = 0;
    for (const auto& kind : kinds().all) {
        auto told = codes;
        if (kind.title == "{name}" && kind.find_field("address"))
            told.insert(told.end(), of_itself.begin(), of_itself.end());
        for (const auto& record : all_of(kind))
            for (const auto& [of, key, fact] : told) {
                const auto body = kind.find_field(of), field = kind.find_field(key);
                // A unit oversees many bodies: a code beside it is its own only where the kind is about the unit.
                const bool is_anothers = std::string_view(of) == "unit" && kind.key != "enforcement_body";
                if (!body || !field || is_anothers || record.whole[*body].empty() || record.whole[*field].empty())
                    continue;
                const auto what = written(kind.fields[*field], record.whole[*field], units);
                const auto [at, is_new] =
                    known.emplace(std::pair(written(kind.fields[*body], record.whole[*body], units), std::string(fact)),
                                  std::pair(what, kind.key));
                compared += !is_new && at->second.second != kind.key;
                EXPECT_EQ(at->second.first, what)
                    << at->first.first << ": " << fact << " in " << at->second.second << " and in " << kind.key;
            }
    }
    EXPECT_GE(compared, kinds().all.size() > 60 ? 60 : 0);
}

// A statement of a public page that named the column could show it.
TEST(Statements, that_do_not_say_whole_never_name_what_is_inside) {
    const std::string sql(read_file(GONGKAI_SOURCE_DIR "/domain/records/queries.sql").value());
    int proved = 0;
    for (std::size_t at = sql.find("-- name: "); at != std::string::npos;) {
        const auto next = sql.find("-- name: ", at + 1);
        const auto statement = sql.substr(at, next - at);
        const auto name = statement.substr(9, statement.find('\n') - 9);
        const bool selects = statement.find("\nSELECT") != std::string::npos;
        if (selects && !name.starts_with("whole_")) {
            EXPECT_EQ(statement.find("inside"), std::string::npos) << name;
            ++proved;
        }
        at = next;
    }
    EXPECT_GE(proved, 20);
}

TEST_F(EveryKind, of_demonstration_is_gone_when_it_is_taken_out) {
    std::int64_t dropped = 0;
    for (std::int64_t some = -1; some != 0; dropped += some)
        some = database->write([](db::Connection& connection) { return drop_demonstration(connection, "test"); });
    EXPECT_EQ(dropped, done.records);
    for (const auto& kind : kinds().all) {
        EXPECT_TRUE(all_of(kind).empty());
        database->read([&](db::Connection& connection) {
            EXPECT_EQ(counts_for(connection, kind, {}).total, 0);
            for (const auto& values : counts_for(connection, kind, {}).by_value)
                EXPECT_TRUE(values.empty()) << kind.key;
            EXPECT_TRUE(figures(connection, kind, 100).empty()) << kind.key;
        });
    }
}

}  // namespace
}  // namespace gongkai::records
