// Who is meant by a list in which a group and a kind of unit stand side by side.
#include <gtest/gtest.h>

#include "domain/programme/reading/reading.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {
namespace {

Row read_row(const std::string& units) {
    extract::Document document;
    document.pages.push_back(
        {"桂政办发〔2026〕12号\n关于印发桂岭县2026年政务公开工作任务分解表的通知\n| 工作任务 | 责任单位 |\n"
         "| 公开部门预算 | 县财政局 |\n| 更新办事指南 | " +
             units + " |\n",
         {}});
    return read_notice(document, reading_words()).tasks.at(1).rows.at(0);
}

TEST(groups, a_name_without_a_place_belongs_to_the_group_before_it) {
    struct Case {
        const char* printed;
        std::vector<std::string> units, groups;
    };
    const Case cases[] = {
        {"县司法局，各乡镇人民政府、街道办事处配合", {"县司法局"}, {"各乡镇人民政府、街道办事处"}},
        {"各镇人民政府、街道办事处", {}, {"各镇人民政府、街道办事处"}},
        {"各乡人民政府、镇人民政府、街道办事处", {}, {"各乡人民政府、镇人民政府、街道办事处"}},
        {"县财政局，各乡镇人民政府、城关街道办事处", {"县财政局", "城关街道办事处"}, {"各乡镇人民政府"}},
        {"县政府各部门，县司法局、街道办事处", {"县司法局", "街道办事处"}, {"县政府各部门"}},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.printed);
        const Row row = read_row(one.printed);
        EXPECT_EQ(row.units, one.units);
        EXPECT_EQ(row.groups, one.groups);
    }
    const Row support = read_row("县司法局牵头，各乡镇人民政府、街道办事处配合");
    EXPECT_EQ(support.lead, std::vector<std::string>{"县司法局"});
    EXPECT_TRUE(support.support.empty());
}

}  // namespace
}  // namespace gongkai::programme
