// A county with a town and a department, and the officers who publish for them: for tests of this room.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "base/db/database.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/catalogue/desk.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"
#include "domain/publishing/desk.h"
#include "domain/publishing/shelf.h"
#include "domain/publishing/store.h"

namespace gongkai::publishing {

// Monday, 2 November 2026, noon in China.
class WithPublishing : public testing::Test {
  protected:
    WithPublishing() {
        setenv("GONGKAI_NOW", "2026-11-02T04:00:00Z", 1);
        EXPECT_TRUE(
            db::migrate(*database, db::embedded_migrations({"journal", "public_log", "intake", "calendar", "people", "accounts",
                                                            "ledger", "search", "programme", "catalogue", "publishing"})));
        database->write([](db::Connection& c) {
            EXPECT_TRUE(people::take_in_list(c, "name\tkind\n甲镇\ttown\n县财政局\tdepartment\n", "test"));
            catalogue::install(c);
        });
        const auto units = database->read([](db::Connection& c) { return people::directory(c); });
        town = units.find("甲镇", today())->id;
        finance = units.find("县财政局", today())->id;
    }
    ~WithPublishing() override { unsetenv("GONGKAI_NOW"); }

    using Deed = Result<void> (*)(db::Connection&, DocumentId, int, const By&, const House&);

    auto write(auto deed) { return database->write(deed); }
    static std::string id_of(const auto& result) { return result ? std::string() : result.error().id; }

    static By all_powers(std::string actor) { return {std::move(actor), {true, true, true, true, true, true}}; }
    static Text news(const std::string& title) {
        Text text;
        text.title = title;
        text.column = "news";
        text.body = body_from("正文第一段");
        return text;
    }
    static Text policy_text(const std::string& number) {
        Text text;
        text.title = "关于" + number + "的通知";
        text.column = "government_papers";
        text.body = body_from("各村：\n现通知如下。");
        text.fields = {{"number", number},
                       {"signed_on", "2020-01-05"},
                       {"disclosure", "public"},
                       {"interpretation_plan", "同日发布文字解读"}};
        return text;
    }
    static Text interpretation_of(DocumentId id) {
        Text text = news("解读");
        text.column = "interpretations";
        text.fields = {{"form", "text"}, {"interpreter", "principal"}};
        text.links = {{Relation::interprets, id}};
        return text;
    }

    Result<DocumentId> try_begin(const std::string& type, const Text& text, people::UnitId unit) {
        return write([&](db::Connection& c) { return begin(c, unit, type, text, writer); });
    }
    DocumentId begin_it(const std::string& type, const Text& text) { return begin_it(type, text, town); }
    DocumentId begin_it(const std::string& type, const Text& text, people::UnitId unit) {
        const auto id = try_begin(type, text, unit);
        EXPECT_TRUE(id) << id.error().id;
        return id.value_or(0);
    }
    std::string begin_why(const std::string& type, const Text& text) { return id_of(try_begin(type, text, town)); }
    static Document document(db::Connection& c, DocumentId id) { return find_document(c, id).value(); }
    Document document(DocumentId id) {
        return database->read([&](db::Connection& c) { return document(c, id); });
    }
    std::string why(Deed deed, DocumentId id, const By& by) {
        return id_of(write([&](db::Connection& c) { return deed(c, id, document(c, id).version, by, house); }));
    }
    void do_in(db::Connection& c, Deed deed, DocumentId id, const By& by) {
        EXPECT_TRUE(deed(c, id, document(c, id).version, by, house));
    }
    void do_it(Deed deed, DocumentId id, const By& by) { EXPECT_EQ(why(deed, id, by), ""); }
    void change_it(DocumentId id, const Text& text) { change_it(id, text, writer); }
    void change_it(DocumentId id, const Text& text, const By& by) {
        EXPECT_TRUE(write([&](db::Connection& c) { return change(c, id, document(c, id).version, text, by, house); }));
    }
    void pass_all(DocumentId id) {
        do_it(submit, id, writer);
        do_it(pass, id, reviewer);
        do_it(pass, id, signer);
        do_it(publish, id, writer);
    }
    DocumentId published(const std::string& type, const Text& text) { return published(type, text, town); }
    DocumentId published(const std::string& type, const Text& text, people::UnitId unit) {
        const auto id = begin_it(type, text, unit);
        pass_all(id);
        return id;
    }
    DocumentId published_policy(const std::string& number) { return published_policy(number, policy_text(number)); }
    DocumentId published_policy(const std::string&, const Text& text) {
        const auto id = begin_it("policy_document", text);
        do_it(submit, begin_it("interpretation", interpretation_of(id)), writer);
        pass_all(id);
        return id;
    }
    static std::vector<Waiting> waiting(db::Connection& c, people::UnitId unit) {
        return waiting_below(c, unit, today(), today() + warned_before_expiry, 10);
    }
    std::optional<Shelved> on_shelf(DocumentId id) {
        return database->read([&](db::Connection& c) { return find_on_shelf(c, id); });
    }
    int shelf_count() {
        return database->read([](db::Connection& c) { return counts_for(c, {}).total; });
    }
    std::string last_deed() {
        return database->read([](db::Connection& c) { return journal::newest(c, 1).at(0).deed.deed; });
    }

    const By writer{"writer", {.sees = true, .writes = true}}, reviewer{"reviewer", {.sees = true, .reviews = true}},
        signer{"signer", {.sees = true, .signs = true}}, office{"office", {.sees = true, .forces = true}};
    const House house{{Step::review, Step::sign}};
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    people::UnitId town = 0, finance = 0;
};

}  // namespace gongkai::publishing
