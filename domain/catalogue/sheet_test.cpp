#include "domain/catalogue/sheet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/core/text.h"
#include "base/extract/readers.h"
#include "domain/catalogue/workbook.h"

namespace gongkai::catalogue {
namespace {

using List = std::vector<std::string>;

std::vector<std::string> ids(const std::vector<Refusal>& all) {
    std::vector<std::string> found;
    for (const auto& one : all)
        found.push_back(one.id);
    return found;
}

// As a county prints it: merged cells are filled in, as sheets_of() does.
Sheet printed() {
    const std::string title = "（七）征地补偿领域基层政务公开标准目录";
    return {{List(15, title),
             {"序号", "公开事项", "公开事项", "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
              "公开对象", "公开对象", "公开方式", "公开方式", "公开层级", "公开层级", "办理科室"},
             {"序号", "一级事项", "二级事项", "公开内容\n（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
              "全社会", "特定群体", "主动", "依申请公开", "县级", "乡、村级", "办理科室"},
             {"1", "征地审查报批", "征地批准文件", "1.国务院批复；\n2.省政府批复", "《土地管理法》、《政府信息公开条例》",
              "收到征地批准文件之日起10个工作日内", "县自然资源局", "■政府网站\n□政府公报\n■征地信息公开平台", "√", "", "√", "",
              "√", "", "利用科"},
             {"", "", "征地告知书", "同上", "同上", "同上", "同上", "口政府网站 t社区/企事业单位/村公示栏（电子屏）", "",
              "√（被征地村集体成员）", "√", "√", "", "√", ""},
             List(15, "注：本目录由县政府办公室负责解释，自印发之日起执行。")}};
}

TEST(Sheets, with_what_nobody_may_read_have_faulty_rows) {
    auto sheet = printed();
    sheet.rows[3][5] = "10个工作日内，联系人手机13863712345";
    auto read = read_sheets({sheet}).value();
    ASSERT_TRUE(read.is_fine());
    ask_rows(read, intake::carried_checking(Language::zh, today()));
    EXPECT_FALSE(read.is_fine());
    EXPECT_EQ(ids(read.rows.at(0).faults), List{"checks.refuse.public_words"});
    read = read_sheets({printed()}).value();
    ask_rows(read, intake::carried_checking(Language::zh, today()));
    EXPECT_TRUE(read.is_fine());
}

TEST(Sheets, are_read_in_the_national_layout) {
    const auto read = read_sheets({printed()});
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->is_fine());
    EXPECT_EQ(ids(read->remarks), List{"catalogue.remark.column"}) << "办理科室";
    ASSERT_EQ(read->rows.size(), 2u);
    const auto& first = read->rows[0];
    EXPECT_EQ(first.field, "land_acquisition");
    EXPECT_EQ(first.row, 4);
    EXPECT_EQ(first.text.first_level, "征地审查报批");
    EXPECT_EQ(first.text.elements, (List{"国务院批复", "省政府批复"}));
    EXPECT_EQ(first.text.basis, (List{"《土地管理法》", "《政府信息公开条例》"}));
    EXPECT_EQ(first.text.channels, (List{"website", "征地信息公开平台"}));
    EXPECT_TRUE(first.text.for_everyone && first.text.is_proactive && first.text.of_county);
    EXPECT_FALSE(first.text.for_group || first.text.on_request || first.text.of_town || first.text.of_village);
    EXPECT_TRUE(first.doubts.empty());
    const auto& second = read->rows[1];
    EXPECT_EQ(second.text.first_level, "征地审查报批") << "a blank is the one above";
    EXPECT_EQ(second.text.elements, first.text.elements) << "同上";
    EXPECT_EQ(second.text.limit, first.text.limit);
    EXPECT_EQ(second.text.basis, first.text.basis);
    EXPECT_EQ(second.text.subject, "县自然资源局");
    EXPECT_EQ(second.text.channels, List{"notice_board"});
    EXPECT_EQ(second.text.group, "被征地村集体成员");
    EXPECT_TRUE(second.text.for_group && second.text.on_request && second.text.of_town && second.text.of_village);
    EXPECT_FALSE(second.text.for_everyone || second.text.of_county);
}

TEST(Sheets, whose_columns_hold_words_in_place_of_ticks_are_read_too) {
    const auto read = read_sheets(
        {{{{"乡镇综合标准目录"},
           {"序号", "公开事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道", "公开对象", "公开方式", "公开层级"},
           {"1", "政府文件", "政府文件", "《条例》", "3个工作日", "镇政府", "网站、公示栏", "全社会", "主动公开", "镇级"},
           {"2", "低保名单", "名单", "《条例》", "及时公开", "镇政府", "公示栏", "低保申请人", "依申请公开", "镇级、村级"}}}});
    ASSERT_TRUE(read);
    ASSERT_EQ(read->rows.size(), 2u);
    EXPECT_EQ(read->rows[0].field, other_field);
    EXPECT_EQ(read->rows[0].field_name, "乡镇综合");
    EXPECT_TRUE(read->rows[0].text.for_everyone && read->rows[0].text.is_proactive && read->rows[0].text.of_town);
    EXPECT_EQ(read->rows[1].text.group, "低保申请人");
    EXPECT_TRUE(read->rows[1].text.on_request && read->rows[1].text.of_village);
    EXPECT_FALSE(read->rows[1].text.is_proactive);
}

TEST(Sheets, say_row_by_row_what_is_wrong) {
    auto sheet = printed();
    sheet.rows[3][3] = "";
    sheet.rows[3][4] = "同上";
    sheet.rows[4][5] = "另行通知";
    const auto read = read_sheets({sheet});
    ASSERT_TRUE(read);
    EXPECT_FALSE(read->is_fine());
    EXPECT_EQ(ids(read->rows[0].faults), (List{"catalogue.fault.nothing_above", "catalogue.fault.no_elements"}));
    EXPECT_EQ(ids(read->rows[1].doubts), (List{"catalogue.doubt.limit", "catalogue.doubt.no_basis"}));
}

TEST(Sheets, without_the_columns_that_the_country_asks_for_are_refused_by_name) {
    auto sheet = printed();
    for (auto& row : sheet.rows)
        row[5] = "";
    const auto read = read_sheets({sheet});
    ASSERT_TRUE(read);
    ASSERT_EQ(read->rows.size(), 1u);
    ASSERT_EQ(ids(read->rows[0].faults), List{"catalogue.fault.columns"});
    EXPECT_EQ(read->rows[0].faults[0].arguments[1], "公开时限");
}

TEST(Sheets, without_a_catalogue_are_refused) {
    EXPECT_EQ(read_sheets({}).error().id, "catalogue.refuse.no_table");
    EXPECT_EQ(read_sheets({{{{"姓名", "电话"}, {"甲", "1"}}}}).error().id, "catalogue.refuse.no_table");
    const auto with_cover = read_sheets({{{{"目录"}, {"第一章"}}}, printed()});
    ASSERT_TRUE(with_cover);
    EXPECT_EQ(with_cover->remarks.front().id, "catalogue.remark.no_head");
    EXPECT_EQ(with_cover->rows.front().sheet, 2);
}

// Any item that reading can make.
ItemText random_text(std::mt19937& random) {
    const auto some = [&](std::vector<std::string> from) { return from[random() % from.size()]; };
    const auto yes = [&] { return random() % 2 == 0; };
    const auto few = [&](const std::vector<std::string>& from) {
        List all;
        for (const auto& one : from)
            if (yes())
                all.push_back(one);
        return all;
    };
    ItemText text;
    text.first_level = some({"征地审查报批", "批准服务信息", "财政预算"});
    text.second_level = some({"征地批准文件", "部门决算", "办事指南", "A/B测试*"}) + std::to_string(random() % 4);
    text.elements = few({"申报材料清单", "批准流程（含图、表）", "〔推荐〕图解", "1.5倍标准", "<b>&\"'"});
    text.elements.push_back("要素");
    text.basis = few({"《政府信息公开条例》", "《土地管理法》（主席令第32号）", "国办发〔2019〕54号"});
    text.limit = some({"20个工作日内", "及时公开", "收到征地批准文件之日起10个工作日内；公示期不少于30日"});
    text.subject = some({"县财政局", "县财政局、甲镇", "相关审批部门"});
    text.channels = few({"website", "social_media", "notice_board", "other", "信用中国网站"});
    text.for_everyone = yes();
    text.for_group = yes();
    text.group = text.for_group ? some({"", "被征地村集体成员"}) : "";
    text.is_proactive = yes();
    text.on_request = yes();
    text.of_county = yes();
    text.of_town = yes();
    text.of_village = yes();
    text.form = some({"", "文本"});
    text.phases = few({"决策", "执行", "结果"});
    text.note = some({"", "备注一"});
    return text;
}

void expect_same(const std::vector<Item>& items, const Result<SheetsRead>& read) {
    ASSERT_TRUE(read) << read.error().id;
    ASSERT_TRUE(read->is_fine());
    EXPECT_TRUE(read->remarks.empty());
    ASSERT_EQ(read->rows.size(), items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        EXPECT_EQ(read->rows[i].field, items[i].field);
        EXPECT_EQ(read->rows[i].field_name, items[i].field_name);
        EXPECT_EQ(read->rows[i].text, items[i].text) << items[i].text.second_level;
    }
}

TEST(Files, that_are_written_say_the_same_when_they_are_read) {
    std::mt19937 random(20190604);
    for (int round = 0; round < 12; ++round) {
        std::vector<Item> items;
        for (const auto* field : {"statutory", "budget", "land_acquisition", "other"})
            for (int i = static_cast<int>(random() % 6); i >= 0; --i) {
                Item item;
                item.field = field;
                item.field_name = field == other_field ? "乡镇综合" : "";
                item.text = random_text(random);
                items.push_back(std::move(item));
            }
        const auto book = extract::read_xlsx(to_xlsx(items));
        ASSERT_TRUE(book);
        ASSERT_EQ(book->pages.size(), 4u);
        expect_same(items, read_sheets(sheets_of(*book)));
        expect_same(items, read_sheets(sheets_of_csv(to_csv(items)).value()));
    }
}

TEST(Files, of_nothing_are_sheets_with_a_head) {
    const auto book = extract::read_xlsx(to_xlsx({}));
    ASSERT_TRUE(book);
    EXPECT_TRUE(read_sheets(sheets_of(*book))->rows.empty());
}

}  // namespace
}  // namespace gongkai::catalogue
