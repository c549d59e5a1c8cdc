// The deeds of a draw on both databases: what is internal stays so, what was settled stays, and the log tells when.
#include "domain/draws/desk.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/core/file.h"
#include "base/core/hash.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "base/files/files.h"
#include "domain/people/desk.h"
#include "domain/public_log/desk.h"

namespace gongkai::draws {
namespace {

class DrawsDesk : public testing::Test {
  protected:
    DrawsDesk() {
        setenv("GONGKAI_NOW", "2026-11-27", 1);
        db::migrate(*database, db::embedded_migrations({"journal", "public_log", "calendar", "intake", "people", "ledger",
                                                        "search", "records", "draws"}))
            .value();
        database->write([this](db::Connection& connection) {
            people::take_in_list(connection, "name\tfull_name\tkind\n市市场监管局\t邹城市市场监督管理局\tdepartment\n", "test")
                .value();
            unit = people::directory(connection).units().front().id;
            fill_library(connection, unit, Library::objects, read_library("代码,名称\n91-3,丙厂\n91-1,甲厂\n91-2,乙厂\n").value(),
                         "test");
            fill_library(connection, unit, Library::inspectors, read_library("code,name\nA1,张三\nA2,李四\nA3,王五\n").value(),
                         "test");
        });
    }
    ~DrawsDesk() override { unsetenv("GONGKAI_NOW"); }

    Draw wanted() const {
        Draw draw;
        draw.unit_id = unit;
        draw.title = "企业登记抽查";
        draw.task_no = "RW-1";
        draw.checks_until = make_day(2026, 12, 31);
        draw.drawn = 2;
        draw.number_rule = "收盘点位";
        draw.draw_on = make_day(2026, 12, 3);
        return draw;
    }
    template <class F>
    auto write(F deed) {
        return database->write([&](db::Connection& connection) { return deed(connection); });
    }
    Draw look(DrawId id) {
        return database->read([&](db::Connection& connection) { return *find_draw(connection, id); });
    }

    TemporaryFolder folder;
    Vault vault = Vault::open(folder.path()).value();
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    people::UnitId unit = 0;
};

TEST_F(DrawsDesk, a_draw_is_settled_drawn_and_named_and_its_file_is_sound_at_each_step) {
    const auto id = write([&](db::Connection& c) { return settle(c, wanted(), vault, "test").value(); });
    auto draw = look(id);
    EXPECT_EQ(draw.objects.size, 3);
    EXPECT_TRUE(draw.secret.empty());
    const auto file = [&] {
        return database->read(
            [&](db::Connection& c) { return write_file(*find_draw(c, id), "局", picks_shown(c, *find_draw(c, id))); });
    };
    EXPECT_FALSE(verify(file())->is_drawn);
    EXPECT_EQ(write([&](db::Connection& c) { return draw_now(c, id, "3456.78", vault, "test"); }).error().id,
              "draws.refuse.too_early");
    EXPECT_EQ(write([&](db::Connection& c) { return name_objects(c, id, "test"); }).error().id, "draws.refuse.not_drawn");
    // The lists may change in the office by then; what was settled stays.
    write([&](db::Connection& c) {
        fill_library(c, unit, Library::objects, read_library("code,name\n92-1,丁厂\n").value(), "test");
    });
    setenv("GONGKAI_NOW", "2026-12-03", 1);
    ASSERT_TRUE(write([&](db::Connection& c) { return draw_now(c, id, " 3456.78 ", vault, "test"); }).has_value());
    draw = look(id);
    EXPECT_EQ(draw.public_number, "3456.78");
    EXPECT_EQ(verify(file())->picks, 2);
    EXPECT_EQ(verify(file())->named, 0);
    for (const auto* name : {"甲厂", "乙厂", "丙厂", "丁厂", "张三", "李四", "王五"})
        EXPECT_EQ(file().find(name), std::string::npos) << name << " is known before the checks are over";
    EXPECT_EQ(write([&](db::Connection& c) { return draw_now(c, id, "1", vault, "test"); }).error().id, "draws.refuse.drawn");
    ASSERT_TRUE(write([&](db::Connection& c) { return name_objects(c, id, "test"); }).has_value());
    EXPECT_EQ(verify(file())->named, 2);
    for (const auto* name : {"张三", "李四", "王五"})
        EXPECT_EQ(file().find(name), std::string::npos) << "inspectors are never named";
    EXPECT_EQ(write([&](db::Connection& c) { return name_objects(c, id, "test"); }).error().id, "draws.refuse.named_already");
    const auto leaves =
        database->read([&](db::Connection& c) { return public_log::entries_of(c, "/draws/" + std::to_string(id)); });
    ASSERT_EQ(leaves.size(), 3u);
    EXPECT_EQ(leaves.back().entry.act, public_log::Act::published);
}

TEST_F(DrawsDesk, a_secret_does_not_open_with_another_key) {
    const auto id = write([&](db::Connection& c) { return settle(c, wanted(), vault, "test").value(); });
    setenv("GONGKAI_NOW", "2026-12-03", 1);
    const TemporaryFolder elsewhere;
    const auto other = Vault::open(elsewhere.path()).value();
    EXPECT_EQ(write([&](db::Connection& c) { return draw_now(c, id, "1", other, "test"); }).error().id, "draws.refuse.sealed");
    EXPECT_EQ(write([&](db::Connection& c) { return draw_now(c, id + 9, "1", vault, "test"); }).error().id,
              "draws.refuse.no_draw");
}

TEST_F(DrawsDesk, a_demonstration_is_sound_is_there_once_and_goes_whole) {
    const Files files(folder.path() / "files");
    EXPECT_EQ(write([&](db::Connection& c) { return demonstrate(c, files, {}, "test"); }).value(), 1);
    EXPECT_EQ(write([&](db::Connection& c) { return demonstrate(c, files, {}, "test"); }).value(), 0);
    const auto all = database->read([](db::Connection& c) { return draws_before(c, 0, 10); });
    ASSERT_EQ(all.size(), 1u);
    EXPECT_TRUE(all[0].is_demonstration);
    const auto file = database->read([&](db::Connection& c) { return write_file(all[0], "局", picks_shown(c, all[0])); });
    EXPECT_EQ(verify(file)->named, 12);
    EXPECT_TRUE(
        database->read([&](db::Connection& c) { return public_log::entries_of(c, "/draws/" + std::to_string(all[0].id)); })
            .empty());
    EXPECT_EQ(write([&](db::Connection& c) { return drop_demonstration(c, "test"); }), 1);
    EXPECT_TRUE(database->read([](db::Connection& c) { return draws_before(c, 0, 10); }).empty());
}

TEST_F(DrawsDesk, what_cannot_be_drawn_is_not_settled) {
    auto draw = wanted();
    draw.drawn = 4;
    EXPECT_EQ(write([&](db::Connection& c) { return settle(c, draw, vault, "test"); }).error().id,
              "draws.refuse.too_few_objects");
    EXPECT_TRUE(database->read([](db::Connection& c) { return draws_before(c, 0, 10); }).empty());
}

TEST(DrawsLibrary, tables_with_faults_are_refused_with_their_line) {
    EXPECT_EQ(read_library("甲,乙\n1,2\n").error().id, "draws.refuse.table");
    EXPECT_EQ(read_library("").error().id, "draws.refuse.table");
    EXPECT_EQ(read_library("code,name\n1,甲\n2,\n").error().arguments.front(), "3");
    EXPECT_EQ(read_library("code,name\n1,甲\n1,乙\n").error().id, "draws.refuse.table_twice");
    EXPECT_EQ(read_library("代码,名称,备注\n1,甲,x\n,,\n")->size(), 1u);
}

}  // namespace
}  // namespace gongkai::draws
