#include "base/files/files.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/core/file.h"

namespace gongkai {
namespace {

TEST(Files, are_named_by_their_content_and_kept_once) {
    const TemporaryFolder folder;
    const Files files(folder.path());
    const auto name = files.keep("公开");
    EXPECT_EQ(files.keep("公开"), name);
    EXPECT_NE(files.keep("不公开"), name);
    EXPECT_EQ(files.read(name), "公开");
    EXPECT_EQ(files.read(std::string(64, '0')), std::nullopt);
}

TEST(Files, that_were_altered_are_not_given_out) {
    const TemporaryFolder folder;
    const Files files(folder.path());
    const auto name = files.keep("公开");
    write_file(files.path_of(name), "公示");
    EXPECT_EQ(files.read(name), std::nullopt);
}

TEST(Files, no_name_leads_out_of_the_folder) {
    const Files files("/nowhere");
    for (const auto& wrong : std::vector<std::string>{"", "..", "../../etc/passwd", std::string(64, '/'), std::string(64, 'G')})
        EXPECT_THROW(files.path_of(wrong), std::logic_error) << wrong;
}

}  // namespace
}  // namespace gongkai
