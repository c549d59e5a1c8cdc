// An import of documents that is killed and begun anew ends as one that was not.
#include <signal.h>

#include <thread>

#include <gtest/gtest.h>

#include "base/core/file.h"
#include "tests/crash/records.h"

namespace gongkai::crash {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;
using std::chrono::steady_clock;

constexpr int pages = 600;

void make_site(const fs::path& folder) {
    fs::create_directories(folder / "tz");
    for (int i = 0; i < pages; ++i)
        write_file(folder / "tz" / (std::to_string(i) + ".html"),
                   "<html><head><meta charset='utf-8'><title>第" + std::to_string(i) +
                       "号通知</title><meta name='PubDate' content='2019-06-25'></head><body><h1>第" + std::to_string(i) +
                       "号通知</h1><div id='zoom'><p>现将有关事项通知如下，请认真贯彻执行。</p><p>另见<a href='" +
                       std::to_string((i * 7 + 150) % pages) + ".html'>另一份</a>。</p></div></body></html>");
}

struct There {
    std::int64_t documents = 0, shelved = 0, counted = 0, leaves = 0, lines = 0, sources = 0, addresses = 0;
    bool operator==(const There&) const = default;
    bool agrees() const {
        return documents == shelved && documents == counted && documents == leaves && documents == lines &&
               documents == sources && documents == addresses;
    }
};

std::ostream& operator<<(std::ostream& out, const There& there) {
    return out << there.documents << " documents, " << there.shelved << " on the shelf, " << there.counted << " counted, "
               << there.leaves << " leaves, " << there.lines << " lines, " << there.sources << " sources, " << there.addresses
               << " addresses";
}

There there_is(const fs::path& data) {
    return {count(data, "SELECT count(*) FROM document"),
            count(data, "SELECT count(*) FROM shelf"),
            count(data, "SELECT coalesce(sum(documents), 0) FROM shelf_count WHERE within_facet = 'all' AND facet = 'all'"),
            count(data, "SELECT count(*) FROM log_leaf"),
            count(data, "SELECT count(*) FROM journal_line WHERE deed = 'publishing.move_in'"),
            count(data, "SELECT count(*) FROM moved_in WHERE document_id IS NOT NULL"),
            count(data, "SELECT count(*) FROM old_address")};
}

TEST(Kill, an_import_of_documents_goes_on_where_it_was_killed) {
    const TemporaryFolder folder;
    const auto site = folder.path() / "site";
    make_site(site);
    write_file(folder.path() / "mapping.toml", "unit = '市财政局'\n[[rule]]\npath = 'tz/*'\ncolumn = '通知公告'\n");
    const std::vector<std::string> arguments{"documents", "import", site, "--mapping", folder.path() / "mapping.toml"};
    const auto whole = folder.path() / "whole";
    copy_installation(folder_with_units(), whole);
    const auto from = steady_clock::now();
    ASSERT_EQ(run_program(arguments, {whole, {}, {}}).code, 0);
    const auto takes = std::chrono::duration_cast<microseconds>(steady_clock::now() - from);
    const auto complete = there_is(whole);
    ASSERT_EQ(complete.documents, pages);
    ASSERT_TRUE(complete.agrees()) << complete;

    int killed = 0, in_between = 0;
    for (int round = 0; round < rounds(); ++round) {
        const auto data = folder.path() / std::to_string(round);
        copy_installation(folder_with_units(), data);
        for (int begun = 0;; ++begun) {
            Program import(arguments, {data, {}, {}});
            if (begun < 2) {
                std::this_thread::sleep_for(
                    microseconds(std::uniform_int_distribution<microseconds::rep>(0, takes.count())(dice())));
                import.signal(SIGKILL);
            }
            const auto code = import.wait();
            if (begun >= 2) {
                ASSERT_EQ(code, 0) << import.complained();
                break;
            }
            ++killed;
            ASSERT_EQ(complaint_of_check(data), "") << "round " << round;
            const auto found = there_is(data);
            EXPECT_TRUE(found.agrees()) << "round " << round << ": " << found;
            in_between += found.documents > 0 && found.documents < pages;
        }
        EXPECT_EQ(there_is(data), complete) << "round " << round;
        EXPECT_EQ(count(data, "SELECT count(*) FROM edition WHERE body LIKE '%/documents/=%'"), 0);
        // Each link leads to the document that came in for it, whichever run gave the number.
        EXPECT_EQ(count(data,
                        "SELECT count(*) FROM edition e WHERE e.body LIKE '%href=''/documents/%' AND NOT EXISTS (SELECT 1 FROM "
                        "document d "
                        "WHERE e.body LIKE '%/documents/' || d.key || '''%')"),
                  0);
        EXPECT_EQ(complaint_of_check(data), "") << "round " << round;
        fs::remove_all(data);
    }
    EXPECT_GT(in_between, 0) << "no run was killed half-way";
    std::cout << "imports killed: " << killed << ", half-way: " << in_between << '\n';
}

}  // namespace
}  // namespace gongkai::crash
