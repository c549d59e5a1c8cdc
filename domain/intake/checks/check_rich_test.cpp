#include "domain/intake/checks/testing.h"

namespace gongkai::intake {
namespace {

using extract::Hidden;
using extract::Rich;
using extract::RichBlock;
using testing::checking, testing::shown;

RichBlock paragraph(const std::string& text, int number) {
    RichBlock block;
    block.runs.emplace_back().text = text;
    block.spot = {"checks.place.paragraph", {std::to_string(number)}};
    return block;
}

extract::RichCell cell(int row, int column, const std::string& text, const std::string& name) {
    return {row, column, 1, 1, false, {paragraph(text, 0)}, {"checks.place.table", {name}}};
}

TEST(File, is_read_with_the_places_that_its_format_knows) {
    Rich document;
    document.blocks.push_back(paragraph("公示", 1));
    document.blocks.push_back(paragraph("张三，手机138053\n71234", 2));
    RichBlock table;
    table.kind = RichBlock::Kind::table;
    table.table.push_back({3,
                           3,
                           "",
                           {cell(0, 0, "姓名", "A1"), cell(0, 2, "身份证号", "C1"), cell(1, 0, "李四", "A2"),
                            cell(1, 2, "1101051949\n1231002X", "C2"), cell(2, 2, "1.10105E+17", "C3")}});
    document.blocks.push_back(table);
    EXPECT_EQ(shown(check_rich(document, checking())),
              "mobile block 正文第2段 [138053\n71234]\n"
              "id_number block 第C2个表格 [1101051949 1231002X]\n"
              "id_number warn 第C3个表格 [1.10105E+17]\n");
}

TEST(File, shows_what_it_hides_and_the_personal_data_in_it) {
    Rich document;
    document.hidden = {{Hidden::Kind::comment, {"checks.place.paragraph", {"7"}}, "李科长：13805371234"},
                       {Hidden::Kind::hidden_sheet, {"checks.place.table", {"2"}}, "底稿"},
                       {Hidden::Kind::white_text, {"checks.place.paragraph", {"8"}}, "待定"},
                       {Hidden::Kind::tracked_change, {"checks.place.paragraph", {"9"}}, "原补助标准"},
                       {Hidden::Kind::header, {"checks.place.paragraph", {"1"}}, "邹城市人民政府"},
                       {Hidden::Kind::footer, {"checks.place.paragraph", {"1"}}, "经办人手机13905371234"},
                       {Hidden::Kind::metadata, {"checks.place.elements", {}}, "author: 王某"},
                       {Hidden::Kind::metadata, {"checks.place.elements", {}}, "producer: WPS Office"}};
    EXPECT_EQ(shown(check_rich(document, checking())),
              "hidden_content block 正文第7段 [李科长：13805371234]\n"
              "mobile block 正文第7段 [13805371234]\n"
              "hidden_content block 第2个表格 [底稿]\n"
              "hidden_content block 正文第8段 [待定]\n"
              "hidden_content block 正文第9段 [原补助标准]\n"
              "mobile block 正文第1段 [13905371234]\n"
              "metadata warn 目录要素 [author: 王某]\n");
}

}  // namespace
}  // namespace gongkai::intake
