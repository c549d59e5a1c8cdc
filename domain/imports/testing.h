// An installation with units and columns, and things handed over: for tests of this room.
#pragma once
#include <gtest/gtest.h>
#include <zip.h>

#include <cstdlib>
#include <fstream>

#include "base/core/file.h"
#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "base/web/target.h"
#include "domain/catalogue/desk.h"
#include "domain/catalogue/watch.h"
#include "domain/imports/import.h"
#include "domain/people/desk.h"
#include "domain/publishing/old_address.h"
#include "domain/publishing/shelf.h"
#include "domain/publishing/store.h"

namespace gongkai::imports {

class WithImports : public testing::Test {
  protected:
    WithImports() {
        setenv("GONGKAI_NOW", "2026-11-02T04:00:00Z", 1);
        EXPECT_TRUE(db::migrate(*database, db::embedded_migrations({"journal", "public_log", "intake", "calendar", "people",
                                                                    "ledger", "search", "catalogue", "publishing"})));
        database->write([](db::Connection& c) {
            EXPECT_TRUE(people::take_in_list(c, "name\tkind\taliases\n甲镇\ttown\t\n县财政局\tdepartment\t县财政所\n", "test"));
            catalogue::install(c);
            catalogue::watch_columns(c);
        });
        run.today = today();
    }
    ~WithImports() override { unsetenv("GONGKAI_NOW"); }

    std::filesystem::path put(const std::string& path, std::string_view bytes) {
        const auto file = folder.path() / path;
        std::filesystem::create_directories(file.parent_path());
        write_file(file, bytes);
        return file;
    }
    struct Result {
        std::string refused;  // the whole run
        Counted counted;
        std::vector<Outcome> told;

        std::size_t of(Outcome::Kind kind) const { return counted.of(kind); }
        std::string reasons() const {
            std::string all;
            for (const auto& one : told)
                for (const auto& reason : one.reasons)
                    all += one.place + ':' + std::to_string(one.row) + ' ' + reason.place + ' ' + reason.text + '\n';
            return all;
        }
    };
    Result take_in(const std::filesystem::path& path) {
        Result result;
        auto handed = open_handed(path);
        if (!handed) {
            result.refused = handed.error().id;
            return result;
        }
        auto done = import(
            *database, files, *handed, run, [&](const Outcome& one) { result.told.push_back(one); },
            [](std::size_t, std::size_t) {});
        if (!done)
            result.refused = done.error().id;
        else
            result.counted = *std::move(done);
        return result;
    }
    Result take_in_table(std::string_view csv) { return take_in(put("list.csv", csv)); }

    // The public document of this title, with its text.
    struct There {
        publishing::Document document;
        publishing::Edition edition;
        std::optional<publishing::Shelved> shelved;
    };
    std::optional<There> find(const std::string& title) {
        return database->read([&](db::Connection& c) -> std::optional<There> {
            for (publishing::DocumentId id = 1; id <= 400; ++id) {
                const auto document = publishing::find_document(c, id);
                if (document && document->title == title)
                    return There{*document, publishing::find_edition(c, document->work_id).value(),
                                 publishing::find_on_shelf(c, id)};
            }
            return std::nullopt;
        });
    }
    std::string leads_to(const std::string& address) {
        std::string path;
        web::Fields query;
        EXPECT_TRUE(web::read_target(address, path, query)) << address;
        return database->read([&](db::Connection& c) {
            return publishing::where_it_moved(c, path, query).value_or(publishing::OldPlace()).leads_to;
        });
    }
    int count() {
        return database->read([](db::Connection& c) { return publishing::counts_for(c, {}).total; });
    }

    TemporaryFolder folder;
    Files files{folder.path() / "files"};
    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    Orders run;
};

// Entries as they are, whatever they are called.
inline void write_zip(const std::filesystem::path& file, const std::vector<std::pair<std::string, std::string>>& entries,
                      const char* password = nullptr) {
    int error = 0;
    auto* archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    ASSERT_NE(archive, nullptr);
    for (const auto& [name, bytes] : entries) {
        auto* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
        const auto index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_GUESS);
        ASSERT_GE(index, 0) << name;
        if (password)
            zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
    }
    ASSERT_EQ(zip_close(archive), 0);
}

}  // namespace gongkai::imports
