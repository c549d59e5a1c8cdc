#include "domain/search/meant.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/search/apart.h"
#include "domain/search/query.h"
#include "domain/search/rank.h"
#include "domain/search/spelling.h"
#include "domain/search/suggest.h"

namespace gongkai::search {
namespace {

const Labels& labels() {
    static const Labels all = [] {
        Labels made;
        LabelId id = 0;
        for (const auto* name :
             {"市财政局", "市教育和体育局", "市卫生健康局", "市人力资源和社会保障局", "市文化和旅游局", "市行政审批服务局",
              "市市场监管局", "济宁市生态环境局邹城分局", "太平镇", "市残联", "市政府办公室"})
            made.emplace(++id, KeptLabel{"unit",
                                         {std::to_string(id), name, ""},
                                         std::string_view(name).starts_with("市") ? std::string("邹城") + name : ""});
        made.emplace(++id, KeptLabel{"column", {"budgets", "财政信息", ""}});
        return made;
    }();
    return all;
}

Meant meant(const std::string& typed) {
    return meant_by(read_query(typed)->words, labels(), Synonyms(std::vector<SynonymChange>()));
}

TEST(Meant, knows_units_by_what_people_call_them_and_takes_nothing_else_for_one) {
    const auto rows = read_csv(read_file(GONGKAI_SOURCE_DIR "/domain/search/cases/units.csv").value()).value();
    ASSERT_GT(rows.size(), 5u);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        std::string unit, rest;
        for (const auto& term : meant(rows[i].at(0)).terms) {
            if (term.unit != 0)
                unit = labels().at(term.unit).label.zh;
            else
                rest += (rest.empty() ? "" : " ") + term.text;
        }
        EXPECT_EQ(unit, rows[i].at(1)) << rows[i].at(0);
        // How finely ICU parts the rest is its own.
        EXPECT_EQ(replace_all(rest, " ", ""), replace_all(rows[i].at(2), " ", "")) << rows[i].at(0);
    }
}

TEST(Meant, takes_the_full_name_of_a_unit_for_one_word) {
    for (const auto* typed : {"邹城市财政局", "邹城市市场监管局", "邹城市政府办公室"}) {
        const auto all = meant(typed);
        ASSERT_EQ(all.terms.size(), 1u) << typed;
        EXPECT_NE(all.unit_by_full_name(labels()), nullptr) << typed;
    }
    EXPECT_EQ(meant("市财政局").unit_by_full_name(labels()), nullptr);
    EXPECT_EQ(meant("邹城市财政局预算").unit_by_full_name(labels()), nullptr);
}

TEST(Apart, knows_whether_its_parts_are_found_wherever_the_whole_is) {
    EXPECT_TRUE(stand_in({"医保", "报销"}, {"医保怎么报销"}));
    EXPECT_TRUE(stand_in({"133"}, {"第133号"}));
    EXPECT_FALSE(stand_in({"33"}, {"第133号"}));             // found as a whole token only
    EXPECT_FALSE(stand_in({"2019年"}, {"2019预算"}));        // added to what was typed
    EXPECT_FALSE(stand_in({"市教育和体育局"}, {"教育局"}));  // called otherwise
    EXPECT_FALSE(stand_in({"医保", "报销"}, {"医保"}));
}

TEST(Meant, knows_years_and_what_only_asks_for_the_way_to_a_unit) {
    const auto both = meant("教育局2026年预算");
    EXPECT_EQ(both.year(), 2026);
    EXPECT_TRUE(both.names_unit(2));
    EXPECT_FALSE(both.unit_alone());
    EXPECT_EQ(meant("12345热线").year(), 0);
    EXPECT_TRUE(meant("财政局电话").unit_alone());
    EXPECT_TRUE(meant("财政局").unit_alone());
    EXPECT_FALSE(meant("电话").unit_alone());
}

Kept kept(std::string source, std::string title, LabelId unit, Day on) {
    Kept one;
    one.entry.source = std::move(source);
    one.entry.title = std::move(title);
    one.entry.published_on = on;
    one.title_bare = bare(one.entry.title);
    one.unit = unit;
    return one;
}

TEST(Rank, prefers_the_unit_and_the_year_that_were_named_and_documents_to_records_that_say_as_much) {
    const auto day = make_day(2026, 2, 10);
    const auto asked = meant("教育局2026年预算");
    const auto wanted = kept("document", "市教育和体育局2026年部门预算", 2, day);
    for (const auto& other :
         {kept("document", "市财政局2026年部门预算", 1, day), kept("document", "市教育和体育局2025年部门预算", 2, day),
          kept("record", "市教育和体育局2026年部门预算", 2, day), kept("unit", "市教育和体育局", 2, day)})
        EXPECT_GT(rank(wanted, 0.5, asked, 0), rank(other, 0.5, asked, 0)) << other.entry.source << ' ' << other.entry.title;
    const auto phone = meant("教育局电话");
    EXPECT_GT(rank(kept("unit", "市教育和体育局", 2, day), 0, phone, 0), rank(wanted, 1, phone, 0));
}

TEST(Rank, puts_the_newest_of_a_series_first_by_the_month_in_its_title_and_not_by_the_day_of_its_import) {
    const auto asked = meant("太平镇空气质量");
    const auto import = make_day(2026, 11, 27);
    EXPECT_GT(rank(kept("record", "太平镇2026年10月空气质量", 9, import), 1, asked, 0),
              rank(kept("record", "太平镇2025年10月空气质量", 9, import), 1, asked, 0));
}

TEST(Rank, puts_a_rule_that_has_expired_before_what_speaks_of_it_and_behind_one_that_holds) {
    const auto asked = meant("城市供热管理办法");
    const auto on = make_day(2020, 1, 1);
    auto expired = kept("document", "邹城市城市供热管理办法", 9, on);
    expired.validity = Validity::expired;
    EXPECT_GT(rank(expired, 0.9, asked, 0), rank(kept("document", "《邹城市城市供热管理办法》政策解读", 9, on), 1, asked, 0));
    EXPECT_LT(rank(expired, 1, asked, 0), rank(kept("document", "邹城市城市供热管理办法", 9, on), 1, asked, 0));
}

TEST(Suggestions, hear_pinyin_inside_titles_by_whole_syllables) {
    const Suggestions known({{"灵活就业人员参加企业职工养老保险办事指南", 1}, {"颐养路老年食堂", 0}});
    EXPECT_EQ(known.heard("yanglaobaoxian"), std::vector<std::string>{"养老保险"});
    EXPECT_EQ(known.heard("laonianshitang"), std::vector<std::string>{"老年食堂"});
    EXPECT_EQ(known.heard("lhjyry"), std::vector<std::string>{"灵活就业人员"});
    EXPECT_TRUE(known.heard("anglaobaoxian").empty()) << "no syllable begins there";
    EXPECT_TRUE(known.for_typed("颐养").empty()) << "titles of records are heard and not suggested";
}

TEST(Rank, takes_the_names_of_fields_of_a_kind_for_next_to_nothing) {
    const auto asked = meant("投诉");
    Kept kind, paper;
    kind.entry.source = "kind_of_record";
    kind.title_bare = "网络集市";
    paper.entry.source = "document";
    paper.entry.published_on = make_day(2016, 3, 1);
    paper.title_bare = "关于处理意见的通知";
    EXPECT_LT(rank(kind, 1.0, asked, 0), rank(paper, 0.2, asked, 0)) << "it has a field 投诉电话";
    kind.title_bare = "投诉渠道";
    EXPECT_GT(rank(kind, 1.0, asked, 0), rank(paper, 1.0, asked, 0)) << "it is called so";
}

}  // namespace
}  // namespace gongkai::search
