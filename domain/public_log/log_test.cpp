// The log in the database: appending, signing, proving; and everything that somebody with the database in hand might do to it.
#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

#include "base/core/file.h"
#include "base/core/hash.h"
#include "base/db/copy.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "base/merkle/proof.h"
#include "domain/journal/desk.h"
#include "domain/public_log/desk.h"
#include "domain/public_log/queries.h"
#include "domain/public_log/whole.h"

namespace gongkai::public_log {
namespace {

const std::vector<std::string> rooms{"journal", "public_log"};
const std::string origin = "example.cn/log";
constexpr LeafId all_leaves = 600;  // two full tiles and one that has begun

Entry entry_of(LeafId number, Act act = Act::published) {
    return {act, "/documents/" + std::to_string(number), "第" + std::to_string(number) + "号文件",
            sha256_hex("content of " + std::to_string(number)), Instant(std::chrono::milliseconds(1'000 * number))};
}

class PublicLog : public testing::Test {
  protected:
    PublicLog() { EXPECT_TRUE(db::migrate(*database, db::embedded_migrations(rooms))); }

    void append_many(LeafId from, LeafId to) {
        database->write([&](db::Connection& c) {
            for (auto number = from; number <= to; ++number)
                EXPECT_EQ(append(c, entry_of(number)), number);
        });
    }
    auto read(auto&& look) { return database->read(look); }
    SignedCheckpoint signed_now() {
        return database->write([&](db::Connection& c) { return sign_checkpoint(c, vault, origin); });
    }
    // A log of all_leaves with checkpoints at 1, 300 and all of them.
    void fill() {
        for (const auto& [from, to] : {std::pair<LeafId, LeafId>{1, 1}, {2, 300}, {301, all_leaves}}) {
            append_many(from, to);
            signed_now();
        }
    }
    Result<Whole> checked() {
        return read([&](db::Connection& c) { return check(c, vault); });
    }
    // Takes the guards away first.
    void tamper(const std::string& sql) {
        const bool is_pg = database->engine() == db::Engine::postgresql;
        database->write([&](db::Connection& c) {
            for (const std::string table : {"log_leaf", "log_subtree", "log_key", "log_checkpoint"})
                for (const std::string guard : {"_stays", "_remains"})
                    c.run_script("DROP TRIGGER IF EXISTS " + table + guard + (is_pg ? " ON " + table : "") + ";");
            c.run_script(sql);
        });
    }
    void expect_broken(const std::string& id, const std::vector<std::string>& arguments = {}) {
        const auto whole = checked();
        ASSERT_FALSE(whole);
        EXPECT_EQ(whole.error().id, "public_log.refuse." + id);
        EXPECT_EQ(whole.error().arguments, arguments);
    }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    TemporaryFolder folder;
    Vault vault = Vault::open(folder.path()).value();
};

TEST_F(PublicLog, every_statement_is_understood_by_the_database) {
    database->write([](db::Connection& c) {
        for (const auto* statement : sql::all)
            EXPECT_NO_THROW(c.prepare(*statement)) << statement->name;
    });
}

TEST_F(PublicLog, is_whole_while_it_is_empty) {
    const auto whole = checked();
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->leaves, 0);
    EXPECT_EQ(whole->root, merkle::hash_of_nothing());
    EXPECT_FALSE(read(find_key)) << "a log that nobody has written in has no name yet";
}

TEST_F(PublicLog, numbers_leaves_in_the_order_of_commits_without_a_gap) {
    std::vector<std::thread> officers;
    for (int i = 0; i < 20; ++i)
        officers.emplace_back([&, i] {
            (void)database->write([&](db::Connection& c) -> Result<LeafId> {
                const auto number = append(c, entry_of(i));
                if (i % 4 == 0)
                    return refuse(Refusal::Kind::invalid, "test.no");
                return number;
            });
        });
    for (auto& officer : officers)
        officer.join();
    EXPECT_EQ(read(leaf_count), 15) << "a deed that is refused takes its leaf along";
    EXPECT_TRUE(checked());
}

TEST_F(PublicLog, finds_the_entries_of_a_page_newest_first) {
    append_many(1, 3);
    database->write([](db::Connection& c) {
        append(c, entry_of(2, Act::changed));
        append(c, entry_of(2, Act::withdrawn));
    });
    const auto of_two = read([](db::Connection& c) { return entries_of(c, "/documents/2"); });
    ASSERT_EQ(of_two.size(), 3U);
    EXPECT_EQ(of_two[0].entry, entry_of(2, Act::withdrawn));
    EXPECT_EQ(of_two[0].number, 5);
    EXPECT_EQ(of_two[2].entry, entry_of(2));
    EXPECT_TRUE(read([](db::Connection& c) { return entries_of(c, "/documents/20"); }).empty());
    const auto page = read([](db::Connection& c) { return newest(c, 4, 2); });
    ASSERT_EQ(page.size(), 2U);
    EXPECT_EQ(page[0].number, 3);
    EXPECT_EQ(page[1].number, 2);
    EXPECT_FALSE(read([](db::Connection& c) { return find_leaf(c, 0); }));
    EXPECT_FALSE(read([](db::Connection& c) { return find_leaf(c, 6); }));
}

TEST_F(PublicLog, signs_all_that_is_there_and_proves_each_leaf_of_it) {
    fill();
    const auto newest_checkpoint = signed_now();
    EXPECT_EQ(newest_checkpoint.checkpoint.size, static_cast<std::uint64_t>(all_leaves));
    const auto key = read(find_key).value();
    EXPECT_EQ(key.open.name, origin);
    EXPECT_EQ(merkle::opened(newest_checkpoint.note, key.open), merkle::text_of(newest_checkpoint.checkpoint));
    read([&](db::Connection& c) {
        for (const LeafId number : {LeafId{1}, LeafId{2}, LeafId{256}, LeafId{257}, LeafId{512}, all_leaves}) {
            const auto leaf = find_leaf(c, number).value();
            EXPECT_EQ(leaf.hash, merkle::hash_of_leaf(leaf.body));
            const auto path = prove(c, leaf, newest_checkpoint.checkpoint);
            EXPECT_TRUE(merkle::proves_inclusion(path, leaf.hash, static_cast<std::uint64_t>(number - 1),
                                                 newest_checkpoint.checkpoint.size, newest_checkpoint.checkpoint.root))
                << number;
        }
    });
}

TEST_F(PublicLog, appends_and_signs_by_few_statements_however_long_it_is) {
    append_many(1, all_leaves);
    database->write([](db::Connection& c) {
        const auto before = db::statements_run();
        append(c, entry_of(1));
        EXPECT_EQ(db::statements_run() - before, 2U);
    });
    signed_now();
    database->write([&](db::Connection& c) {
        append(c, entry_of(1));
        const auto before = db::statements_run();
        sign_checkpoint(c, vault, origin);
        EXPECT_LE(db::statements_run() - before, 6U);
    });
}

TEST_F(PublicLog, has_one_key_and_one_name_whoever_signs) {
    append_many(1, 2);
    const auto first = signed_now();
    const auto other_node = db::open(fresh.address());
    const auto again = other_node->write([&](db::Connection& c) { return sign_checkpoint(c, vault, "renamed.cn/log"); });
    EXPECT_EQ(again.note, first.note) << "what is signed is not signed again";
    append_many(3, 3);
    const auto next = other_node->write([&](db::Connection& c) { return sign_checkpoint(c, vault, "renamed.cn/log"); });
    EXPECT_EQ(next.checkpoint.origin, origin) << "the name stays";
    EXPECT_EQ(current_checkpoint(*database, vault, Settings::defaults()).note, next.note);
    const auto lines = read([](db::Connection& c) { return journal::newest(c, 10); });
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].deed.deed, "public_log.make_key");

    const TemporaryFolder elsewhere;
    const auto other_vault = Vault::open(elsewhere.path()).value();
    append_many(4, 4);
    EXPECT_THROW(database->write([&](db::Connection& c) { return sign_checkpoint(c, other_vault, origin); }), std::runtime_error);
    const auto whole = read([&](db::Connection& c) { return check(c, other_vault); });
    ASSERT_FALSE(whole);
    EXPECT_EQ(whole.error().id, "public_log.refuse.key");
}

TEST_F(PublicLog, always_gives_out_a_checkpoint_of_all_that_is_committed) {
    const auto of_nothing = current_checkpoint(*database, vault, Settings::defaults());
    EXPECT_EQ(of_nothing.checkpoint.size, 0U);
    EXPECT_EQ(hex(of_nothing.checkpoint.root), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        << "SHA-256 of nothing, as RFC 6962 has it";
    EXPECT_EQ(current_checkpoint(*database, vault, Settings::defaults()).note, of_nothing.note);
    EXPECT_EQ(checked()->checkpoints, 1);
    for (LeafId number = 1; number <= 5; ++number) {
        append_many(number, number);
        EXPECT_EQ(current_checkpoint(*database, vault, Settings::defaults()).checkpoint.size, static_cast<std::uint64_t>(number));
    }
    EXPECT_EQ(checked()->checkpoints, 6);
    tamper("UPDATE log_checkpoint SET note = (SELECT c.note FROM log_checkpoint c WHERE c.size = 1) WHERE size = 0;");
    expect_broken("checkpoint", {"0"});
}

TEST_F(PublicLog, is_called_as_the_settings_say) {
    const auto named = [&](const std::string& toml) {
        write_file(folder.path() / "gongkai.toml", toml);
        return origin_from(Settings::load(folder.path()).value());
    };
    EXPECT_EQ(named(""), "政务公开/log");
    EXPECT_EQ(named("[site]\naddress = \"https://www.example.gov.cn/\"\n"), "www.example.gov.cn/log");
    EXPECT_EQ(named("[site]\naddress = \"https://www.example.gov.cn\"\n[log]\norigin = \"our log\"\n"), "our-log");
}

TEST_F(PublicLog, is_served_as_tiles) {
    append_many(1, all_leaves);
    const auto tile = [&](const std::string& path) {
        return read([&](db::Connection& c) { return bytes_of(c, merkle::tile_from(path).value()); });
    };
    std::string first_level;
    for (LeafId number = 1; number <= all_leaves; ++number)
        first_level += merkle::hash_of_leaf(body_of(entry_of(number)));
    EXPECT_EQ(tile("0/000"), first_level.substr(0, 256UL * 32));
    EXPECT_EQ(tile("0/002.p/88"), first_level.substr(512UL * 32));
    EXPECT_EQ(tile("0/002.p/1"), first_level.substr(512UL * 32, 32)) << "what the edge was earlier can still be had";
    EXPECT_EQ(tile("1/000.p/2")->size(), 64U);
    for (const std::string path : {"0/002", "0/002.p/89", "0/003.p/1", "1/000", "1/000.p/3", "2/000.p/1", "63/000", "entries/003",
                                   "0/x999/x999/x999/x999/x999/999"})
        EXPECT_FALSE(tile(path)) << path;
    const auto bundle = tile("entries/002.p/88").value();
    const auto leaf = body_of(entry_of(513));
    EXPECT_EQ(bundle.substr(2, leaf.size()), leaf);
    EXPECT_EQ(static_cast<unsigned char>(bundle[1]), leaf.size() % 256);
}

TEST_F(PublicLog, is_proved_whole) {
    fill();
    const auto whole = checked();
    ASSERT_TRUE(whole) << whole.error().id;
    EXPECT_EQ(whole->leaves, all_leaves);
    EXPECT_EQ(whole->checkpoints, 3);
    EXPECT_EQ(whole->root, signed_now().checkpoint.root);
}

TEST_F(PublicLog, the_tables_themselves_refuse_change) {
    fill();
    for (const std::string sql : {"UPDATE log_leaf SET body = '{}'", "DELETE FROM log_leaf", "UPDATE log_subtree SET hash = ''",
                                  "DELETE FROM log_subtree", "UPDATE log_key SET seed = ''", "DELETE FROM log_key",
                                  "UPDATE log_checkpoint SET note = ''", "DELETE FROM log_checkpoint"})
        EXPECT_THROW(database->write([&](db::Connection& c) { c.run_script(sql + ";"); }), std::runtime_error) << sql;
    EXPECT_TRUE(checked());
}

TEST_F(PublicLog, an_altered_leaf_is_found) {
    fill();
    tamper("UPDATE log_leaf SET body = replace(body, '第40号', '第41号') WHERE number = 40;");
    expect_broken("leaf", {"40"});
}

TEST_F(PublicLog, an_altered_leaf_with_the_right_hash_is_found_by_what_was_signed) {
    fill();
    const auto forged = body_of(entry_of(41));
    tamper("UPDATE log_leaf SET address = '/documents/41', body = '" + forged + "', hash = '" +
           hex(merkle::hash_of_leaf(forged)) + "' WHERE number = 520;");
    expect_broken("checkpoint", {std::to_string(all_leaves)});
}

TEST_F(PublicLog, an_altered_leaf_below_a_full_subtree_is_found_there) {
    fill();
    const auto forged = body_of(entry_of(41));
    tamper("UPDATE log_leaf SET address = '/documents/41', body = '" + forged + "', hash = '" +
           hex(merkle::hash_of_leaf(forged)) + "' WHERE number = 400;");
    expect_broken("subtree", {"512"});
}

TEST_F(PublicLog, an_entry_that_is_filed_under_another_page_is_found) {
    fill();
    tamper("UPDATE log_leaf SET address = '/documents/9' WHERE number = 8;");
    expect_broken("leaf", {"8"});
}

TEST_F(PublicLog, a_missing_leaf_is_found) {
    fill();
    tamper("DELETE FROM log_leaf WHERE number = 77;");
    expect_broken("leaf", {"77"});
}

TEST_F(PublicLog, an_end_that_was_cut_off_is_found_by_what_was_signed) {
    fill();
    tamper("DELETE FROM log_leaf WHERE number > 520;");
    expect_broken("cut_off", {std::to_string(all_leaves), "520"});
}

TEST_F(PublicLog, altered_hashes_of_subtrees_are_found) {
    fill();
    tamper("UPDATE log_subtree SET hash = '" + std::string(64, '0') + "' WHERE number = 1;");
    expect_broken("subtree", {"512"});
}

TEST_F(PublicLog, hashes_of_subtrees_that_nothing_fills_are_found) {
    fill();
    tamper("INSERT INTO log_subtree (level, number, hash) VALUES (1, 2, '" + std::string(64, '0') + "');");
    expect_broken("subtree", {std::to_string(all_leaves)});
}

TEST_F(PublicLog, a_checkpoint_that_was_altered_is_found) {
    fill();
    tamper("UPDATE log_checkpoint SET note = replace(note, '300', '301') WHERE size = 300;");
    expect_broken("checkpoint", {"300"});
}

TEST_F(PublicLog, a_checkpoint_of_another_size_in_its_place_is_found) {
    fill();
    tamper("UPDATE log_checkpoint SET note = (SELECT c.note FROM log_checkpoint c WHERE c.size = 1) WHERE size = 300;");
    expect_broken("checkpoint", {"300"});
}

// All that the database alone can give: other leaves, a key of the intruder's own, and everything signed anew.
TEST_F(PublicLog, a_log_that_was_signed_anew_with_another_key_is_found) {
    append_many(1, 2);
    signed_now();
    const auto seed = merkle::new_seed();
    const auto key = merkle::public_key_of(seed, origin);
    const auto root =
        merkle::hash_of_node(merkle::hash_of_leaf(body_of(entry_of(1))), merkle::hash_of_leaf(body_of(entry_of(2))));
    const auto note = merkle::sign(merkle::text_of({origin, 2, root}), seed, origin);
    tamper("UPDATE log_key SET public_key = '" + key.text() + "'; UPDATE log_checkpoint SET note = '" + note + "';");
    EXPECT_TRUE(read([&](db::Connection& c) { return check(c, std::nullopt); })) << "without the key file nobody can tell";
    expect_broken("key");
}

TEST_F(PublicLog, a_key_that_is_gone_is_found) {
    fill();
    tamper("DELETE FROM log_key;");
    expect_broken("key");
}

TEST_F(PublicLog, two_saved_checkpoints_are_proved_to_continue_each_other) {
    append_many(1, 3);
    const auto first = signed_now();
    append_many(4, 300);
    const auto second = signed_now();
    const auto compared = [&](const std::string& from, const std::string& to) {
        return read([&](db::Connection& c) { return compare(c, from, to); });
    };
    const auto continued = compared(first.note, second.note);
    ASSERT_TRUE(continued) << continued.error().id;
    EXPECT_EQ(continued->from, first.checkpoint);
    EXPECT_EQ(continued->to, second.checkpoint);
    EXPECT_TRUE(compared(first.note, first.note));
    EXPECT_EQ(compared(second.note, first.note).error().id, "public_log.refuse.order");
    EXPECT_EQ(compared("", first.note).error().arguments, std::vector<std::string>{"1"});
    auto altered = second.note;
    altered[altered.find('\n') + 1] = '4';
    EXPECT_EQ(compared(first.note, altered).error().arguments, std::vector<std::string>{"2"});
    EXPECT_EQ(compared(first.note, altered).error().id, "public_log.refuse.no_checkpoint");
}

TEST_F(PublicLog, checkpoints_of_two_histories_are_told_apart) {
    append_many(1, 5);
    signed_now();
    const auto seed = read([&](db::Connection& c) { return opened_seed(find_key(c).value(), vault); }).value();
    const auto signed_by_it = [&](std::uint64_t size) {
        return merkle::sign(merkle::text_of({origin, size, merkle::hash_of_leaf("another history")}), seed, origin);
    };
    const auto newest_note = signed_now().note;
    EXPECT_EQ(read([&](db::Connection& c) { return compare(c, signed_by_it(3), newest_note); }).error().id,
              "public_log.refuse.not_continued");
    EXPECT_EQ(read([&](db::Connection& c) { return compare(c, newest_note, signed_by_it(9)); }).error().id,
              "public_log.refuse.cut_off");
}

TEST_F(PublicLog, is_carried_whole_into_another_database) {
    fill();
    const db::FreshDatabase other;
    const auto to = other.open();
    ASSERT_TRUE(db::migrate(*to, db::embedded_migrations(rooms)));
    ASSERT_TRUE(db::copy(*database, *to, [](const std::string&, std::size_t, std::size_t) {}));
    const auto whole = to->read([&](db::Connection& c) { return check(c, vault); });
    ASSERT_TRUE(whole) << whole.error().id;
    EXPECT_EQ(whole->checkpoints, 3);
    EXPECT_EQ(to->write([](db::Connection& c) { return append(c, entry_of(1)); }), all_leaves + 1) << "and goes on there";
}

}  // namespace
}  // namespace gongkai::public_log
