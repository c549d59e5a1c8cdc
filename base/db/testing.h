// A database for one test: a file, or, where GONGKAI_TEST_POSTGRES names a server (./test starts one), a schema of its own there.
// So each test of a store runs on both, by running its program twice.
#pragma once
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <string>

#include "base/core/file.h"
#include "base/db/database.h"

namespace gongkai::db {

class FreshDatabase {
  public:
    FreshDatabase() {
        if (const char* server = std::getenv("GONGKAI_TEST_POSTGRES")) {
            static std::atomic<int> count = 0;
            server_ = server;
            schema_ = "test_" + std::to_string(getpid()) + '_' + std::to_string(++count);
            on_server("CREATE SCHEMA " + schema_);
        }
    }
    ~FreshDatabase() {
        if (is_on_server())
            on_server("DROP SCHEMA " + schema_ + " CASCADE");
    }
    FreshDatabase(const FreshDatabase&) = delete;
    FreshDatabase& operator=(const FreshDatabase&) = delete;

    bool is_on_server() const { return !schema_.empty(); }
    std::string address() const {
        if (!is_on_server())
            return folder_.path() / "gongkai.db";
        return server_ + (server_.find('?') == std::string::npos ? '?' : '&') + "options=-csearch_path%3D" + schema_;
    }
    std::unique_ptr<Database> open() const { return db::open(address()); }

  private:
    void on_server(const std::string& script) {
        open_postgresql(server_)->write([&](Connection& connection) { connection.run_script(script); });
    }
    TemporaryFolder folder_;
    std::string server_, schema_;
};

}  // namespace gongkai::db
