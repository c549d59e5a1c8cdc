#include "base/mail/mail.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include "base/core/text.h"

namespace gongkai::mail {
namespace {

// What a reader makes of a header: the encoded words put together.
std::string decoded(const std::string& header) {
    std::string text;
    for (const auto line : split(header, '\n')) {
        const auto word = trim(line);
        EXPECT_LE(word.size(), 75u);
        EXPECT_TRUE(word.starts_with("=?UTF-8?B?") && word.ends_with("?=")) << word;
        const auto base64 = word.substr(10, word.size() - 12);
        std::string bytes(base64.size(), '\0');
        std::size_t size = 0;
        EXPECT_EQ(::sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), base64.data(), base64.size(),
                                      nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL),
                  0);
        bytes.resize(size);
        EXPECT_TRUE(is_utf8(bytes)) << "a word is cut within a character";
        text += bytes;
    }
    return text;
}

TEST(HeaderText, is_ascii_as_it_stands_and_everything_else_in_encoded_words) {
    EXPECT_EQ(header_text("3 duties wait"), "3 duties wait");
    for (const std::string text : {"整改通知", "政务公开：有一份整改通知等待办理，期限到2026年12月9日，请及时登录查看",
                                   "a line\r\nBcc: somebody@example.cn", "été"})
        EXPECT_EQ(decoded(header_text(text)), text);
}

TEST(Address, holds_nothing_that_could_end_a_line_or_an_envelope) {
    for (const auto* fine : {"a@b.cn", "wang.wu@zoucheng.gov.cn", "王五@例子.cn"})
        EXPECT_TRUE(is_address(fine)) << fine;
    for (const auto* wrong : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nRCPT TO:<x@y>", "<a@b>", "a@b,c"})
        EXPECT_FALSE(is_address(wrong)) << wrong;
}

TEST(Send, tries_again_later_where_nobody_listens_and_never_where_there_is_no_address) {
    const Server server{"127.0.0.1:9", Server::Tls::none, "office@example.cn", {}, {}, {}, std::chrono::seconds(5)};
    EXPECT_EQ(send(server, {"a@example.cn", "x", "x"}).kind, Outcome::Kind::later);
    EXPECT_EQ(send(server, {"nobody", "x", "x"}).kind, Outcome::Kind::never);
}

}  // namespace
}  // namespace gongkai::mail
