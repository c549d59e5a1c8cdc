#include "base/fulltext/files.h"

#include <gtest/gtest.h>

#include "base/core/file.h"

namespace gongkai::fulltext {
namespace {

TEST(Memory, of_a_large_file_that_is_loaded_is_what_the_file_held) {
    const TemporaryFolder folder;
    for (const std::size_t size : {std::size_t{1000}, (std::size_t{9} << 20) + 17}) {
        std::string written(size, ' ');
        for (std::size_t i = 0; i < size; ++i)
            written[i] = static_cast<char>(i * 131 >> 7);
        const auto path = folder.path() / "file";
        Stream out(path);
        out.append(written);
        out.close();
        const auto loaded = Memory::load(path);
        std::filesystem::remove(path);
        const Bytes bytes = loaded->bytes();
        ASSERT_EQ(bytes.size(), size + slack);
        EXPECT_TRUE(std::ranges::equal(bytes.first(size), bytes_of(written)));
    }
}

TEST(Memory, of_a_file_that_is_not_there_is_damaged) { EXPECT_THROW(Memory::load(TemporaryFolder().path() / "file"), Damaged); }

}  // namespace
}  // namespace gongkai::fulltext
