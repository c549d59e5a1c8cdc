// The public log over the wire: what a resident reads, what a client of tlog-tiles reads, and that both are one log.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "base/merkle/note.h"
#include "base/merkle/proof.h"
#include "tests/database.h"
#include "tests/http/log.h"
#include "tests/http/place.h"

namespace gongkai::http {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr int all_entries = 300;  // more than a tile

class Log : public testing::Test {
  protected:
    Log() {
        copy_data_folder(data);
        if (is_on_server())
            fs::create_directories(data);
        write_file(data / "gongkai.toml", "[site]\naddress = \"https://www.example.gov.cn\"\n");
    }
    void begin() { portal.emplace(here(), "127.0.0.1"), client = Client(portal->port()); }
    Surroundings here() const { return {data, {{"GONGKAI_LOG_ACCESS", "false"}}, {}}; }
    void enter(int count) { enter_in_log(data, std::vector<std::string>(static_cast<std::size_t>(count), "/board"), "示例文件"); }
    std::string public_key() { return database_rows(data, "SELECT public_key FROM log_key").at(0).at(0); }
    Outcome verify(const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments{"log", "verify"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_program(arguments, here());
    }
    fs::path save_checkpoint(const std::string& name) {
        const auto file = folder.path() / name;
        write_file(file, client.get("/log/checkpoint").body);
        return file;
    }
    TemporaryFolder folder;
    const fs::path data = folder.path() / "data";
    std::optional<Portal> portal;
    Client client{0};
};

TEST_F(Log, is_verified_by_a_client_that_shares_no_line_with_the_program) {
    enter(all_entries);
    begin();
    const auto checkpoint = client.get("/log/checkpoint");
    ASSERT_EQ(checkpoint.status, 200);
    EXPECT_EQ(checkpoint.header_or_nothing("Content-Type"), "text/plain; charset=utf-8");
    const auto said = folder.path() / "said";
    const auto ask = [&](const std::string& key, const std::string& number) {
        const auto command = "python3 '" + source_file("tests/http/log_client.py").string() +
                             "' http://127.0.0.1:" + std::to_string(portal->port()) + "/log '" + key + "' " + number + " > '" +
                             said.string() + "' 2>&1";
        return std::system(command.c_str());
    };
    for (const std::string number : {"1", "256", "257", "300"}) {
        ASSERT_EQ(ask(public_key(), number), 0) << read_file(said).value_or("");
        const auto entry = json::parse(client.get("/api/v1/log/entries/" + number).body);
        EXPECT_EQ(read_file(said).value(), "300 " + std::string(entry.at("root_hash").as_string()) + ' ' +
                                               std::string(entry.at("leaf").as_string()) + '\n');
    }
    EXPECT_NE(ask(merkle::public_key_of(std::string(32, '\x01'), "www.example.gov.cn/log").text(), "1"), 0)
        << "a key that has signed nothing";
}

TEST_F(Log, gives_machines_an_entry_with_all_that_proves_it) {
    enter(all_entries);
    begin();
    const auto entry = json::parse(client.get("/api/v1/log/entries/17").body);
    merkle::Path path;
    for (const auto& hash : entry.at("inclusion_path").as_array())
        path.push_back(merkle::from_hex(hash.as_string()).value());
    const std::string leaf(entry.at("leaf").as_string());
    EXPECT_EQ(hex(merkle::hash_of_leaf(leaf)), std::string(entry.at("leaf_hash").as_string()));
    const auto note = merkle::opened(entry.at("checkpoint").as_string(), merkle::public_key_from(public_key()).value());
    ASSERT_TRUE(note);
    const auto checkpoint = merkle::checkpoint_from(*note).value();
    EXPECT_EQ(checkpoint.origin, "www.example.gov.cn/log");
    EXPECT_EQ(checkpoint.size, 300U);
    EXPECT_EQ(entry.at("tree_size").as_int64(), 300);
    EXPECT_TRUE(merkle::proves_inclusion(path, merkle::hash_of_leaf(leaf), 16, 300, checkpoint.root));
    EXPECT_EQ(json::parse(client.get("/api/v1/log/entries?address=/board&before=4").body).at("entries").as_array().size(), 3U);
    EXPECT_EQ(json::parse(client.get("/api/v1/log/entries?address=/none").body).at("entries").as_array().size(), 0U);
    EXPECT_EQ(client.get("/api/v1/log/entries?before=first").status, 400);
    EXPECT_EQ(client.get("/api/v1/log/entries/301").status, 404);
    EXPECT_EQ(client.get("/log/entries/0").status, 404);
    EXPECT_EQ(client.get("/log/entries/x").status, 404);
}

TEST_F(Log, tells_a_resident_what_an_entry_proves) {
    enter(3);
    begin();
    const auto page = client.get("/log/entries/2").body;
    const auto proved = json::parse(client.get("/api/v1/log/entries/2").body);
    EXPECT_NE(page.find(std::string(proved.at("root_hash").as_string())), std::string::npos);
    EXPECT_NE(page.find(std::string(proved.at("leaf_hash").as_string())), std::string::npos);
    for (const auto& hash : proved.at("inclusion_path").as_array())
        EXPECT_NE(page.find(std::string(hash.as_string())), std::string::npos);
    EXPECT_NE(page.find("2 个相邻的哈希"), std::string::npos);
    EXPECT_NE(client.get("/log").body.find("示例文件3"), std::string::npos);
}

TEST_F(Log, that_is_empty_says_so_and_signs_the_root_of_nothing_for_who_asks) {
    begin();
    EXPECT_NE(client.get("/log").body.find("还没有记录"), std::string::npos);
    const auto empty = save_checkpoint("empty");
    EXPECT_NE(read_file(empty).value().find("/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"), std::string::npos)
        << "RFC 6962 §2.1: SHA-256 of an empty string";
    EXPECT_EQ(client.get("/log/tile/0/000").status, 404);
    EXPECT_EQ(verify().code, 0);
    enter(3);
    EXPECT_EQ(verify({"--from", empty, "--to", save_checkpoint("newer")}).code, 0) << "it is continued like any other";
}

TEST_F(Log, a_checkpoint_covers_what_was_committed_before_it_was_asked_for) {
    begin();
    for (int size = 1; size <= 5; ++size) {
        enter(1);
        const auto note = client.get("/log/checkpoint").body;
        EXPECT_EQ(split(note, '\n').at(1), std::to_string(size)) << "another process has committed it a moment ago";
    }
}

TEST_F(Log, tiles_are_kept_for_ever_and_what_is_no_tile_is_not_found) {
    enter(all_entries);
    begin();
    for (const std::string path : {"0/000", "0/001.p/44", "0/001.p/1", "1/000.p/1", "entries/000", "entries/001.p/44"}) {
        const auto tile = client.get("/log/tile/" + path);
        EXPECT_EQ(tile.status, 200) << path;
        EXPECT_EQ(tile.header_or_nothing("Content-Type"), "application/octet-stream") << path;
        EXPECT_EQ(tile.header_or_nothing("Cache-Control"), "public, max-age=31536000, immutable") << path;
    }
    EXPECT_EQ(client.get("/log/tile/0/000").body.size(), 256U * 32);
    for (const std::string path :
         {"0/001", "0/001.p/45", "0/001.p/0", "0/1", "1/000", "2/000.p/1", "64/000", "entries/001", "entries/../0/000",
          "0/x000/000", "0/999999999999999999999", "%2e%2e/secret.key", "0/x999/x999/x999/x999/x999/999"}) {
        const auto status = client.get("/log/tile/" + path).status;
        EXPECT_TRUE(status == 404 || status == 400) << path << ": " << status;
    }
}

TEST_F(Log, is_verified_on_the_command_line_and_by_the_doctor) {
    enter(all_entries);
    begin();
    const auto older = save_checkpoint("older");
    enter(10);
    const auto newer = save_checkpoint("newer");
    const auto whole = verify({"--json"});
    ASSERT_EQ(whole.code, 0) << whole.complained;
    EXPECT_EQ(json::parse(whole.said).at("leaf_count").as_int64(), 310);
    EXPECT_EQ(json::parse(whole.said).at("checkpoint_count").as_int64(), 2);
    EXPECT_NE(run_program({"check"}, here()).said.find("公开日志完好，共 310 条"), std::string::npos);
    const auto continued = verify({"--from", older, "--to", newer});
    EXPECT_EQ(continued.code, 0) << continued.complained;
    EXPECT_NE(continued.said.find("300"), std::string::npos);
    EXPECT_EQ(verify({"--from", newer, "--to", older}).code, 2);
    EXPECT_EQ(verify({"--from", older}).code, 2);
    EXPECT_EQ(verify({"--from", folder.path() / "none", "--to", newer}).code, 2);
    EXPECT_EQ(verify({"--from", data / "secret.key", "--to", newer}).code, 2);

    database_rows(data, std::string("DROP TRIGGER log_leaf_stays") + (is_on_server() ? " ON log_leaf" : ""));
    database_rows(data, "UPDATE log_leaf SET body = replace(body, '示例文件7', '示例文件8') WHERE number = 7");
    const auto broken = verify();
    EXPECT_EQ(broken.code, 2);
    EXPECT_NE(broken.complained.find("第 7 条"), std::string::npos) << broken.complained;
    const auto checked = run_program({"check"}, here());
    EXPECT_EQ(checked.code, 2);
    EXPECT_NE(checked.said.find("第 7 条"), std::string::npos);
}

TEST_F(Log, is_carried_by_backup_and_restore) {
    enter(all_entries);
    begin();
    const auto kept = save_checkpoint("kept");
    ASSERT_EQ(run_program({"backup", folder.path() / "backup"}, here()).code, 0);
    const auto restored = folder.path() / "restored";
    const auto outcome = run_program({"restore", folder.path() / "backup", "--key", data / "secret.key"}, {restored, {}, {}});
    ASSERT_EQ(outcome.code, 0) << outcome.complained;
    EXPECT_EQ(run_program({"log", "verify", "--from", kept, "--to", kept}, {restored, {}, {}}).code, 0);
    EXPECT_EQ(run_program({"log", "verify", "--json"}, {restored, {}, {}}).said, verify({"--json"}).said);
}

}  // namespace
}  // namespace gongkai::http
