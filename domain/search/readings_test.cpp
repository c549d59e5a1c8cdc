// How characters are read, and what is suggested by it.
#include "domain/search/readings.h"

#include <gtest/gtest.h>

#include "domain/search/spelling.h"
#include "domain/search/suggest.h"

namespace gongkai::search {
namespace {

TEST(Reading, knows_characters_that_are_read_in_two_ways) {
    EXPECT_EQ(reading_of("长江").full, "changjiang");
    EXPECT_EQ(reading_of("重庆").full, "chongqing");
    EXPECT_EQ(reading_of("银行").full, "yinhang");
    EXPECT_EQ(reading_of("医保").full, "yibao");
    EXPECT_EQ(reading_of("医保").initials, "yb");
    for (const auto& [text, full] : {std::pair{"征地补偿", "zhengdibuchang"},
                                     {"泊位", "bowei"},
                                     {"律师", "lvshi"},
                                     {"给付", "jifu"},
                                     {"退还", "tuihuan"},
                                     {"弹性", "tanxing"},
                                     {"商行", "shanghang"},
                                     {"地方", "difang"}})
        EXPECT_EQ(reading_of(text).full, full) << "as it is typed";
}

TEST(Reading, knows_characters_that_look_alike) {
    for (const auto& [typed, meant] : {std::pair{"曖", U'暖'}, {"瞼", U'险'}, {"撒", U'撤'}})
        EXPECT_TRUE(confused_with(folded(typed).at(0)).surely.contains(meant)) << typed;
}

TEST(Suggestions, come_by_text_by_pinyin_and_by_initials) {
    const Suggestions all({{"关于调整居民医保报销比例的通知", 1}, {"医保", 30}, {"银行", 20}, {"长江", 20}});
    EXPECT_EQ(all.for_typed("医").front(), "医保");
    EXPECT_EQ(all.for_typed("yib").front(), "医保");
    EXPECT_EQ(all.for_typed("yh").front(), "银行");
    EXPECT_EQ(all.for_typed("changj").front(), "长江");
    EXPECT_EQ(all.for_typed("调整居").front(), "关于调整居民医保报销比例的通知");
    EXPECT_EQ(all.read_as("yibao").front(), "医保");
    EXPECT_TRUE(all.for_typed("，").empty());
    const Label paper{"policy_document", "政策文件", ""};
    const Suggestions papers({{"任务分解的通知", 1, &paper, "邹政办字〔2019〕33号"}});
    for (const auto* typed : {"邹政办字33", "邹政办字〔2019〕33号", "邹政办字2019", "邹政办", "zzbz33", "zouzhengbanzi"})
        EXPECT_EQ(papers.for_typed(typed), std::vector<std::string>{"任务分解的通知"}) << typed;
    EXPECT_EQ(papers.kind_of("任务分解的通知", Language::zh), "政策文件 · 邹政办字〔2019〕33号");
    const Suggestions units({{"市财政局", 20}, {"财政信息", 20}, {"市场", 1}});
    EXPECT_EQ(units.for_typed("财政局").front(), "市财政局");
    EXPECT_EQ(units.for_typed("czj").front(), "市财政局");
    EXPECT_EQ(units.kind_of("市财政局", Language::zh), "");
    const Label unit{"unit", "单位", "Unit"};
    const Suggestions merged({{"市教育和体育局", 20, &unit}, {"教育信息", 20}});
    for (const auto* typed : {"教育局", "jyj", "jiaoyuju", "体育局", "tyj"})
        EXPECT_EQ(merged.for_typed(typed), std::vector<std::string>{"市教育和体育局"}) << typed;
    const Suggestions organs({{"市教育和体育局", 20, &unit}, {"市卫生健康局", 20, &unit}, {"市住建局", 20, &unit}, {"健身", 9}});
    for (const auto& [typed, meant] :
         {std::pair{"jiaoyuju", "市教育和体育局"}, std::pair{"jyj", "市教育和体育局"}, std::pair{"jiaotiju", "市教育和体育局"},
          std::pair{"weijianju", "市卫生健康局"}, std::pair{"wjj", "市卫生健康局"}, std::pair{"zjj", "市住建局"}}) {
        EXPECT_EQ(organs.for_typed(typed), std::vector<std::string>{meant}) << typed << ": what the box proposes …";
        EXPECT_EQ(organs.read_as(typed), std::vector<std::string>{meant}) << typed << ": … the search finds";
    }
}

}  // namespace
}  // namespace gongkai::search
