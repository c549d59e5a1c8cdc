// `gongkai backup` beside a server at work and `gongkai restore` from it: the drill that an operator should do, done by each run.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>

#include "base/core/vault.h"
#include "base/files/files.h"
#include "tests/database.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

namespace fs = std::filesystem;

class Backup : public testing::Test {
  protected:
    Backup() {
        copy_data_folder(data);
        write_file(data / "gongkai.toml", "[site]\nname = \"备份演练\"\n");
        file = Files(data / "files").keep("预算公开表");
        run_program({"account", "link", "--role", "reviewer", "--unit", "市财政局"}, {data, {}, {}});
    }
    Outcome back_up() { return run_program({"backup", backup}, {data, {}, {}}); }
    Outcome restore(const fs::path& to, const fs::path& from) {
        return run_program({"restore", from, "--key", data / "secret.key", "--verify"}, {to, {}, {}});
    }
    static std::string duties(const fs::path& data) {
        Portal portal({data, {}, {}}, "127.0.0.1");
        return Client(portal.port()).get("/api/v1/duties?as_of=2019-12-31").body;
    }
    static std::string bytes_of(const fs::path& path) { return read_file(path).value(); }
    static int count(const fs::path& data, const std::string& table) {
        return std::stoi(database_rows(data, "SELECT count(*) FROM " + table).at(0).at(0));
    }
    TemporaryFolder folder;
    const fs::path data = folder.path() / "data", backup = folder.path() / "backup", restored = folder.path() / "restored";
    std::string file;
};

TEST_F(Backup, is_restored_as_it_was_with_files_settings_and_key) {
    const auto made = back_up();
    ASSERT_EQ(made.code, 0) << made.complained;
    EXPECT_FALSE(fs::exists(backup / "secret.key"));
    EXPECT_FALSE(fs::exists(backup / "database.db-wal"));
    const auto outcome = restore(restored, backup);
    ASSERT_EQ(outcome.code, 0) << outcome.complained;
    EXPECT_EQ(duties(restored), duties(data));
    EXPECT_EQ(Files(restored / "files").read(file), "预算公开表");
    EXPECT_EQ(bytes_of(restored / "gongkai.toml"), bytes_of(data / "gongkai.toml"));
    EXPECT_EQ(bytes_of(restored / "secret.key"), bytes_of(data / "secret.key"));
    EXPECT_FALSE(fs::exists(restored / "restoring"));
    EXPECT_EQ(run_program({"check"}, {restored, {}, {}}).code, 0);
}

TEST_F(Backup, and_what_is_restored_is_its_owners_alone) {
    ASSERT_EQ(back_up().code, 0);
    ASSERT_EQ(restore(restored, backup).code, 0);
    std::size_t seen = 0;
    const auto look = [&](const fs::directory_entry& entry) {
        ++seen;
        EXPECT_EQ(entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none) << entry.path();
    };
    for (const auto& place : {backup, restored}) {
        look(fs::directory_entry(place));
        for (const auto& entry : fs::recursive_directory_iterator(place))
            look(entry);
    }
    EXPECT_GT(seen, 10U);
}

TEST_F(Backup, of_a_server_at_work_holds_whole_deeds_only) {
    const auto at_work = folder.path() / "at_work";
    fill_data_folder(at_work, Proofs::none);
    Portal portal({at_work, {}, {}}, "127.0.0.1");
    Client client(portal.port());
    constexpr std::size_t lines = 4;
    const auto tables = proof_tables(at_work, 30, lines, "at_work");
    std::atomic<std::size_t> written = 0;
    std::atomic<bool> is_over = false;
    std::thread writer([&] {
        for (const auto& table : tables) {
            if (is_over)
                return;
            const auto csv = folder.path() / "proof.csv";
            write_file(csv, table);
            written += run_program({"programme", "prove", csv}, {at_work, {}, {}}).code == 0;
        }
    });
    while (written < 2)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const auto made = run_program({"backup", backup}, {at_work, {}, {}});
    const int served = client.get("/board").status;
    is_over = true;
    writer.join();
    ASSERT_EQ(made.code, 0) << made.complained;
    EXPECT_EQ(served, 200);
    const auto outcome = run_program({"restore", backup, "--key", at_work / "secret.key"}, {restored, {}, {}});
    ASSERT_EQ(outcome.code, 0) << outcome.complained;
    const int proofs = count(restored, "proof");
    EXPECT_GE(proofs, static_cast<int>(2 * lines));
    EXPECT_EQ(proofs % static_cast<int>(lines), 0) << "a deed was cut in two";
    EXPECT_EQ(count(restored, "journal_line WHERE deed = 'programme.take_proofs'") * static_cast<int>(lines), proofs);
}

TEST_F(Backup, that_is_torn_or_altered_is_refused_in_a_sentence_and_nothing_is_restored) {
    ASSERT_EQ(back_up().code, 0);
    const auto kept_file = fs::path("files") / file.substr(0, 2) / file.substr(2);
    const auto shorten = [](const fs::path& path) { fs::resize_file(path, fs::file_size(path) - 1); };
    const auto alter = [](const fs::path& path) {
        std::fstream bytes(path, std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(static_cast<std::streamoff>(fs::file_size(path) / 2));
        const char before = static_cast<char>(bytes.peek());
        bytes.put(static_cast<char>(before ^ 1));
    };
    const auto remove = [](const fs::path& path) { fs::remove(path); };
    const struct {
        fs::path file;
        std::function<void(const fs::path&)> harm;
        std::string sentence;
    } cases[] = {
        {"manifest.json", remove, "没有完整的备份"},
        {"manifest.hmac", remove, "没有完整的备份"},
        {"manifest.json", shorten, "改动过"},
        {"manifest.json", alter, "改动过"},
        {"manifest.hmac", shorten, "改动过"},
        {"database.db", remove, "缺少 database.db"},
        {"database.db", shorten, "改动过"},
        {"database.db", alter, "改动过"},
        {kept_file, remove, "缺少"},
        {kept_file, alter, "改动过"},
        {"gongkai.toml", alter, "改动过"},
    };
    for (const auto& one : cases) {
        const TemporaryFolder place;
        const auto harmed = place.path() / "backup", to = place.path() / "to";
        fs::copy(backup, harmed, fs::copy_options::recursive);
        one.harm(harmed / one.file);
        const auto outcome = restore(to, harmed);
        EXPECT_EQ(outcome.code, 2) << one.file;
        EXPECT_NE(outcome.complained.find(one.sentence), std::string::npos) << one.file << ": " << outcome.complained;
        EXPECT_EQ(std::ranges::count(outcome.complained, '\n'), 1) << outcome.complained;
        EXPECT_FALSE(fs::exists(to)) << one.file;
    }
}

TEST_F(Backup, and_check_notice_a_file_that_a_table_names_and_nobody_has) {
    const auto check = [&](const fs::path& where) { return run_program({"check"}, {where, {}, {}}); };
    database_rows(data,
                  "INSERT INTO proof_offer (occurrence_id, done_on, words, kind, address, file_name, file, given_by, given_at) "
                  "SELECT min(id), '2019-06-01', '见附件', 'file', '', '表.txt', '" +
                      file + "', 'account/1', 0 FROM occurrence");
    ASSERT_EQ(check(data).code, 0) << check(data).said;
    EXPECT_NE(check(data).said.find("1 个文件都在"), std::string::npos) << check(data).said;
    ASSERT_EQ(back_up().code, 0);
    ASSERT_EQ(restore(restored, backup).code, 0);

    const auto kept = fs::path("files") / file.substr(0, 2) / file.substr(2);
    write_file(data / kept, "别的内容");
    EXPECT_EQ(check(data).code, 2);
    EXPECT_NE(check(data).said.find(file), std::string::npos) << check(data).said;
    fs::remove(data / kept);
    EXPECT_EQ(check(data).code, 2);
    const auto torn = folder.path() / "torn";
    const auto made = run_program({"backup", torn}, {data, {}, {}});
    EXPECT_EQ(made.code, 2);
    EXPECT_NE(made.complained.find(kept), std::string::npos) << made.complained;
    const auto again = restore(folder.path() / "again", torn);
    EXPECT_EQ(again.code, 2) << "the rest is restored and the loss is said";
    EXPECT_NE(again.complained.find(kept), std::string::npos) << again.complained;
    EXPECT_TRUE(fs::exists(folder.path() / "again" / Vault::file_name));
}

TEST_F(Backup, goes_into_an_empty_folder_only_and_so_does_what_is_restored) {
    ASSERT_EQ(back_up().code, 0);
    const auto again = back_up();
    EXPECT_EQ(again.code, 2);
    EXPECT_NE(again.complained.find("不是空的"), std::string::npos) << again.complained;
    const auto before = bytes_of(data / "gongkai.toml");
    const auto over = restore(data, backup);
    EXPECT_EQ(over.code, 2);
    EXPECT_NE(over.complained.find("不是空的"), std::string::npos) << over.complained;
    EXPECT_EQ(bytes_of(data / "gongkai.toml"), before);
}

TEST_F(Backup, into_a_folder_that_cannot_be_made_is_refused_in_a_sentence) {
    const auto outcome = run_program({"backup", "/proc/nowhere/backup"}, {data, {}, {}});
    EXPECT_EQ(outcome.code, 2) << outcome.complained;
    EXPECT_NE(outcome.complained.find("文件夹 /proc/nowhere/backup 建不起来"), std::string::npos) << outcome.complained;
}

TEST_F(Backup, that_found_no_room_leaves_the_folder_empty_and_is_made_there_later) {
    const auto full = run_program({"backup", backup}, {data, {}, 200'000});
    EXPECT_NE(full.code, 0);
    EXPECT_TRUE(fs::is_empty(backup));
    const auto later = back_up();
    EXPECT_EQ(later.code, 0) << later.complained;
}

TEST_F(Backup, into_a_database_in_use_is_refused_and_leaves_no_files) {
    if (!is_on_server())
        GTEST_SKIP() << "the file lies in the folder that must be empty";
    ASSERT_EQ(back_up().code, 0);
    const auto outcome =
        run_program({"restore", backup, "--key", data / "secret.key", "--database", database_of(data)}, {restored, {}, {}});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.complained.find("不是空的"), std::string::npos) << outcome.complained;
    EXPECT_TRUE(fs::is_empty(restored));
}

TEST_F(Backup, asks_for_its_own_key) {
    ASSERT_EQ(back_up().code, 0);
    const auto without = run_program({"restore", backup}, {restored, {}, {}});
    EXPECT_EQ(without.code, 2);
    EXPECT_NE(without.complained.find("--key"), std::string::npos) << without.complained;
    write_file(folder.path() / "other.key", std::string(32, 'k'));
    const auto other = run_program({"restore", backup, "--key", folder.path() / "other.key"}, {restored, {}, {}});
    EXPECT_EQ(other.code, 2);
    EXPECT_NE(other.complained.find("不属于这份备份"), std::string::npos) << other.complained;
    fs::create_directory(restored);
    fs::copy_file(data / "secret.key", restored / "secret.key");
    fs::permissions(restored / "secret.key", fs::perms::owner_read | fs::perms::owner_write);
    const auto laid_there = run_program({"restore", backup}, {restored, {}, {}});
    EXPECT_EQ(laid_there.code, 0) << laid_there.complained;
}

TEST_F(Backup, of_the_database_alone_is_not_opened_with_a_key_of_its_own_making) {
    ASSERT_EQ(back_up().code, 0) << "makes the key of a new installation";
    const auto key = data / Vault::file_name;
    const auto again = folder.path() / "again";
    const auto kept = bytes_of(key);
    const auto put_key = [&](const std::string& bytes) {
        write_file(key, bytes);
        fs::permissions(key, fs::perms::owner_read | fs::perms::owner_write);
    };
    EXPECT_EQ(run_program({"check"}, {data, {}, {}}).code, 0);
    fs::remove(key);
    const auto checked = run_program({"check"}, {data, {}, {}});
    EXPECT_EQ(checked.code, 2);
    EXPECT_NE(checked.said.find("✗ 密钥文件"), std::string::npos) << checked.said;
    EXPECT_FALSE(fs::exists(key)) << "a doctor makes nothing";
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"serve", "--listen", "127.0.0.1:0"}, {"backup", again}}) {
        const auto lost = run_program(words, {data, {}, {}});
        EXPECT_NE(lost.code, 0);
        EXPECT_NE(lost.complained.find("没有另造密钥"), std::string::npos) << lost.complained;
        EXPECT_FALSE(fs::exists(key)) << "a key that opens nothing";
    }
    put_key(std::string(kept.size(), 'k'));
    const auto other = run_program({"serve", "--listen", "127.0.0.1:0"}, {data, {}, {}});
    EXPECT_NE(other.code, 0);
    EXPECT_NE(other.complained.find("不是封存这个数据库的"), std::string::npos) << other.complained;
    EXPECT_EQ(run_program({"check"}, {data, {}, {}}).code, 2);
    put_key(kept);
    EXPECT_EQ(run_program({"backup", again}, {data, {}, {}}).code, 0);
}

TEST_F(Backup, says_which_file_was_damaged_before_and_keeps_the_rest) {
    const auto path = Files(data / "files").path_of(file);
    write_file(path, "别的内容");
    const auto made = back_up();
    EXPECT_EQ(made.code, 2);
    EXPECT_NE(made.complained.find(file.substr(2)), std::string::npos) << made.complained;
    EXPECT_EQ(restore(restored, backup).code, 0);
}

}  // namespace
}  // namespace gongkai::http
