#include "domain/intake/public_words.h"

#include <gtest/gtest.h>

namespace gongkai::intake {
namespace {

std::string told(std::string_view text, Language language = Language::zh) {
    const auto asked = may_be_public(text, carried_checking(language, today()));
    return asked ? std::string() : words(language, asked.error());
}

TEST(PublicWords, name_what_may_not_be_read_by_everybody_with_its_line_and_why) {
    EXPECT_EQ(told("内容有误，已另行发布。"), "");
    EXPECT_EQ(told("请按装设备"), "") << "what only warns passes";
    const auto one = told("张建国身份证号37088319850312123X电话13863712345");
    EXPECT_NE(one.find("“37088319850312123X”：通过校验的身份证号。"), std::string::npos) << one;
    EXPECT_NE(one.find("“13863712345”：手机号码。"), std::string::npos) << one;
    EXPECT_EQ(one.find("第1行"), std::string::npos) << "a single line has no number";
    EXPECT_NE(told("副指挥：李某\n指挥：张建国 13863712345").find("第2行“13863712345”"), std::string::npos);
    EXPECT_NE(told("13863712345", Language::en).find("A mobile number."), std::string::npos);
    EXPECT_EQ(told("电话138****2345"), "") << "masked already";
}

}  // namespace
}  // namespace gongkai::intake
