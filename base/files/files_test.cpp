#include "base/files/files.h"

#include <gtest/gtest.h>

#include <future>
#include <string>
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

TEST(Files, that_several_keep_at_the_same_time_are_kept_once) {
    const TemporaryFolder folder;
    const Files files(folder.path());
    for (int round = 0; round < 20; ++round) {
        const auto text = "公开" + std::to_string(round);
        std::vector<std::future<std::string>> names;
        for (int i = 0; i < 4; ++i)
            names.push_back(std::async(std::launch::async, [&] { return files.keep(text); }));
        for (auto& name : names)
            EXPECT_EQ(files.read(name.get()), text);
    }
}

}  // namespace
}  // namespace gongkai
