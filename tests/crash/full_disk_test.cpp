// A disk that is full in the middle of a deed: a sentence, a code that is not 0, nothing half-written, and as soon as there is
// room the same deed works. Once with a file system that really is full, once with a limit on the size of files.
#include <gtest/gtest.h>
#include <sys/mount.h>

#include <algorithm>
#include <filesystem>

#include "tests/crash/records.h"

namespace gongkai::crash {
namespace {

namespace fs = std::filesystem;

void expect_failed_calmly(const Outcome& outcome, const std::string& when) {
    EXPECT_TRUE(outcome.code == 1 || outcome.code == 2) << when << ": " << outcome.code;
    EXPECT_NE(outcome.complained.find("磁盘"), std::string::npos) << when << ": " << outcome.complained;
    EXPECT_EQ(outcome.said, "") << when << " claims to have done something";
}

void expect_whole_after_room_was_made(const fs::path& data, const std::string& when) {
    ASSERT_EQ(complaint_of_check(data), "") << when;
    EXPECT_EQ(counts(data), Counts{}) << when << ": half an import";
    const auto again = run_program(import_arguments(), {data, {}, {}});
    ASSERT_EQ(again.code, 0) << when << ": " << again.complained;
    EXPECT_GT(counts(data).duties, 100) << when;
    EXPECT_EQ(complaint_of_check(data), "") << when;
}

// A small file system of its own, where that is allowed.
class SmallDisk {
  public:
    explicit SmallDisk(const fs::path& at) : at_(at) {
        fs::create_directories(at);
        is_mounted_ = ::mount("tmpfs", at.c_str(), "tmpfs", 0, "size=64m") == 0;
    }
    ~SmallDisk() {
        if (is_mounted_)
            ::umount2(at_.c_str(), MNT_DETACH);
    }
    bool is_mounted() const { return is_mounted_; }
    // Fails where more is on it already.
    bool resize(std::uintmax_t bytes) {
        return ::mount("tmpfs", at_.c_str(), "tmpfs", MS_REMOUNT, ("size=" + std::to_string(bytes)).c_str()) == 0;
    }
    std::uintmax_t used() const {
        const auto space = fs::space(at_);
        return space.capacity - space.free;
    }

  private:
    fs::path at_;
    bool is_mounted_ = false;
};

// The disk of a server is another machine's; what it says when it is full is a sentence like any other.
class FullDisk : public testing::Test {
  protected:
    void SetUp() override {
        if (is_on_server())
            GTEST_SKIP() << "the database is not on this disk";
    }
};

TEST_F(FullDisk, an_import_that_finds_no_room_leaves_nothing_behind) {
    const TemporaryFolder folder;
    SmallDisk disk(folder.path() / "disk");
    if (!disk.is_mounted())
        GTEST_SKIP() << "no file system may be mounted here; the limit on files is tried all the same";
    int failed = 0;
    for (const std::uintmax_t room : {0u, 32u, 64u, 128u, 256u, 512u, 1024u}) {
        const auto data = folder.path() / "disk" / "data";
        copy_installation(folder_with_units(), data);
        const auto when = std::to_string(room) + " KB free";
        ASSERT_TRUE(disk.resize(disk.used() + room * 1024)) << when;
        const auto outcome = run_program(import_arguments(), {data, {}, {}});
        ASSERT_TRUE(disk.resize(std::uintmax_t{64} << 20)) << when;
        if (outcome.code != 0) {
            ++failed;
            expect_failed_calmly(outcome, when);
            expect_whole_after_room_was_made(data, when);
        }
        fs::remove_all(data);
    }
    EXPECT_GE(failed, 3) << "the disk was never full";
}

TEST_F(FullDisk, an_import_that_may_write_no_further_leaves_nothing_behind) {
    const TemporaryFolder folder;
    const auto size = fs::file_size(folder_with_units() / "gongkai.db");
    int failed = 0;
    for (const std::uintmax_t room : {0u, 16u, 64u, 160u}) {
        const auto data = folder.path() / std::to_string(room);
        copy_installation(folder_with_units(), data);
        const auto when = "files of " + std::to_string(size / 1024 + room) + " KB at most";
        const auto outcome = run_program(import_arguments(), {data, {}, room == 0 ? 4096 : room * 1024});
        if (outcome.code == 0)
            continue;
        ++failed;
        expect_failed_calmly(outcome, when);
        expect_whole_after_room_was_made(data, when);
    }
    EXPECT_GE(failed, 2) << "no limit was ever reached";
}

TEST_F(FullDisk, a_new_data_folder_without_room_is_said_and_can_be_used_later) {
    const TemporaryFolder folder;
    const std::vector<std::string> import{"people", "import", source_file("data/units-zoucheng.tsv")};
    for (const std::uint64_t largest : {2048u, 8192u, 20'000u}) {
        const auto data = folder.path() / std::to_string(largest);
        expect_failed_calmly(run_program(import, {data, {}, largest}), std::to_string(largest) + " bytes");
        const auto again = run_program(import, {data, {}, {}});
        EXPECT_EQ(again.code, 0) << largest << ": " << again.complained;
        EXPECT_EQ(complaint_of_check(data), "") << largest;
    }
}

}  // namespace
}  // namespace gongkai::crash
