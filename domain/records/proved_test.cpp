#include "domain/records/proved.h"

#include <cstdlib>
#include <filesystem>

#include "base/core/file.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

ProvedRow row_of(std::int64_t number, std::size_t size) {
    ProvedRow row{number, std::string(32, static_cast<char>('a' + number % 26)), Values(air().fields.size())};
    row.values[0] = std::to_string(number);
    row.values.back().assign(size, static_cast<char>('A' + number % 26));
    return row;
}

// Rows of very different lengths, and more of them than are kept in memory.
TEST(Proved, come_back_as_they_were_from_memory_and_from_the_file) {
    for (const std::int64_t count : {0, 1, 50, 3000}) {
        Proved proved(air());
        for (std::int64_t i = 0; i < count; ++i)
            proved.add(row_of(i, static_cast<std::size_t>(i % 97) * 100), "2026");
        proved.put_in_order();
        std::int64_t number = 0;
        for (auto some = proved.some(7); !some.empty(); some = proved.some(7))
            for (const auto& row : some) {
                const auto expected = row_of(number, static_cast<std::size_t>(number % 97) * 100);
                ASSERT_EQ(row.number, number);
                ASSERT_EQ(row.identity, expected.identity);
                ASSERT_EQ(row.values, expected.values);
                ++number;
            }
        EXPECT_EQ(number, count);
    }
}

TEST(Proved, of_a_long_table_come_from_the_end_of_their_list_and_equal_ones_as_they_stood) {
    constexpr std::int64_t count = 10'000;
    Proved proved(air());
    for (std::int64_t i = 0; i < count; ++i)
        proved.add(row_of(i, 1), std::to_string(1000 + i % 3));
    proved.put_in_order();
    std::vector<std::int64_t> numbers;
    for (auto some = proved.some(999); !some.empty(); some = proved.some(999))
        for (const auto& row : some)
            numbers.push_back(row.number);
    ASSERT_EQ(numbers.size(), static_cast<std::size_t>(count));
    EXPECT_EQ(std::vector(numbers.begin(), numbers.begin() + 3), (std::vector<std::int64_t>{2, 5, 8}));
    EXPECT_EQ(std::vector(numbers.end() - 3, numbers.end()), (std::vector<std::int64_t>{9993, 9996, 9999}));
}

TEST(Proved, are_gone_when_they_are_forgotten) {
    Proved proved(air());
    for (std::int64_t i = 0; i < 100; ++i)
        proved.add(row_of(i, 100'000), "");
    proved.forget();
    EXPECT_TRUE(proved.some(10).empty());
    proved.add(row_of(7, 3), "");
    EXPECT_EQ(proved.some(10).at(0).values, row_of(7, 3).values);
}

TEST(Proved, leave_no_name_in_the_folder_of_temporary_files_that_a_kill_could_leave_there) {
    const TemporaryFolder folder;
    const auto* before = std::getenv("TMPDIR");
    const auto is_set = before != nullptr;
    const std::string known = is_set ? before : "";
    setenv("TMPDIR", folder.path().c_str(), 1);
    Proved proved(air());
    for (std::int64_t i = 0; i < 100; ++i)
        proved.add(row_of(i, 100'000), "");
    if (is_set)
        setenv("TMPDIR", known.c_str(), 1);
    else
        unsetenv("TMPDIR");
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
    EXPECT_EQ(proved.some(1).at(0).values, row_of(0, 100'000).values) << "from the file";
}

}  // namespace
}  // namespace gongkai::records
