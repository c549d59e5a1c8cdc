#include "domain/intake/checks.h"

#include <gtest/gtest.h>

#include <iostream>
#include <set>

#include "domain/intake/checks/testing.h"

namespace gongkai::intake {
namespace {

using testing::cases, testing::checking, testing::kinds_of, testing::shown, testing::text_at;

// 条例15. numbers.csv stood beside the code as it was written; blind.csv was written by somebody who had not read it.
void expect_recall(const std::string& name) {
    const auto table = cases(name, {"story", "text", "kinds"});
    ASSERT_GE(table.rows.size(), 300u);
    std::size_t wanted = 0, found = 0;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        auto kinds = kinds_of(check_text(text_at(table, row), checking()));
        for (const auto kind : split(table.at(row, "kinds"), ' ')) {
            ++wanted;
            const auto at = std::ranges::find(kinds, kind);
            if (at != kinds.end()) {
                kinds.erase(at);
                ++found;
            } else {
                ADD_FAILURE() << table.at(row, "story") << ": " << table.at(row, "text") << " gives no " << kind;
            }
        }
        EXPECT_TRUE(std::ranges::none_of(kinds, [](const auto& kind) { return kind != "email"; }))
            << table.at(row, "story") << ": " << table.at(row, "text") << " gives too much: " << join(kinds, " ");
    }
    const double recall = static_cast<double>(found) / static_cast<double>(wanted);
    std::cout << "recall of identity numbers and mobiles: " << found << " of " << wanted << " in " << table.rows.size()
              << " texts of " << name << ", " << recall << '\n';
    EXPECT_GE(recall, 0.99);
}

TEST(Numbers, of_identity_and_mobiles_are_found_in_every_form) { expect_recall("numbers.csv"); }

TEST(Numbers, are_found_in_forms_that_the_code_was_not_written_for) { expect_recall("blind.csv"); }

// Each is one form that was thought of to break the checks.
TEST(Hard, cases_give_exactly_what_they_hold) {
    for (const auto* name : {"hard.csv", "forms.csv"}) {
        const auto table = cases(name, {"story", "text", "kinds"});
        ASSERT_GE(table.rows.size(), 50u);
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const auto findings = check_text(text_at(table, row), checking());
            EXPECT_EQ(join(kinds_of(findings), " "), table.at(row, "kinds"))
                << table.at(row, "story") << ": " << table.at(row, "text") << " gives " << shown(findings);
        }
    }
}

TEST(Innocent, texts_give_no_alarm) {
    std::size_t alarms = 0, count = 0;
    for (const auto* name : {"innocent.csv", "innocent_hard.csv", "innocent_blind.csv", "innocent_forms.csv"}) {
        const auto table = cases(name, {"story", "text"});
        count += table.rows.size();
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const auto findings = check_text(text_at(table, row), checking());
            alarms += !findings.empty();
            if (!findings.empty())
                std::cout << "false alarm: " << table.at(row, "story") << ": " << table.at(row, "text") << " gives "
                          << shown(findings) << '\n';
        }
    }
    ASSERT_GE(count, 300u);
    const double rate = static_cast<double>(alarms) / static_cast<double>(count);
    std::cout << "false alarms: " << alarms << " of " << count << " texts, " << rate << '\n';
    EXPECT_LT(rate, 0.01);
}

std::string masked(const std::string& text) { return mask(text, check_text(text, checking())); }

TEST(Mask, hides_what_a_public_page_may_not_show) {
    EXPECT_EQ(masked("身份证11010519491231002X"), "身份证110105********002X");
    EXPECT_EQ(masked("身份证号：110105 19491231 002X"), "身份证号：110105 ******** 002X");
    EXPECT_EQ(masked("居民身份证370883541203412"), "居民身份证370883******412");
    EXPECT_EQ(masked("手机138-0537-1234"), "手机138-****-1234");
    EXPECT_EQ(masked("手机＋８６１３８０５３７１２３４"), "手机＋８６１３８****１２３４");
    EXPECT_EQ(masked("家庭电话：0537-5216688"), "家庭电话：0537-521****");
    EXPECT_EQ(masked("孤儿欧阳思远"), "孤儿欧阳某某");
    EXPECT_EQ(masked("王建国因患尿毒症住院治疗"), "王某某因患尿毒症住院治疗");
    EXPECT_EQ(masked("姓名\t病种\n高春梅\t尿毒症\n"), "姓名\t病种\n高春梅\t\n") << "the illness goes, the row remains";
    EXPECT_EQ(masked("住石墙镇东深井村三组12号。"), "住石墙镇东深井村。");
    EXPECT_EQ(masked("住阳光花园3号楼2单元501室"), "住阳光花园");
    EXPECT_EQ(masked("车牌号鲁H·8Q123"), "车牌号鲁H·***23");
    EXPECT_EQ(masked("孙大海 sundahai@qq.com"), "孙大海 s***@qq.com");
    EXPECT_EQ(masked("护照号码：E12345678"), "护照号码：E1*****78");
}

// The proof of masking: what was masked is read again and nothing of it is found.
TEST(Mask, leaves_nothing_that_the_checks_find) {
    std::size_t count = 0;
    for (const auto* name : {"numbers.csv", "hard.csv", "forms.csv"}) {
        const auto table = cases(name, {"story", "text", "kinds"});
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const auto text = masked(text_at(table, row));
            EXPECT_EQ(shown(check_text(text, checking())), "") << table.at(row, "story") << ": " << text;
            ++count;
        }
    }
    EXPECT_GE(count, 400u);
}

TEST(Mask, changes_nothing_of_an_innocent_text) {
    const auto table = cases("innocent_hard.csv", {"story", "text"});
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        EXPECT_EQ(masked(text_at(table, row)), text_at(table, row));
}

TEST(Mask, keeps_the_tags_of_a_page) {
    const auto page = [](const std::string& middle, const std::string& number, const std::string& call,
                         const std::string& picture) {
        return markup::clean("<p>联系人：<strong>张</strong>三，手机138<em>" + middle +
                             "</em>1234</p><table><thead><tr><th scope='col'>姓名</th><th "
                             "scope='col'>身份证号</th></tr></thead><tbody><tr><td>"
                             "李四</td><td>" +
                             number + "</td></tr></tbody></table><p><a href='tel:" + call +
                             "'>拨打</a> &amp; <img src='picture:1.png' alt='张三 " + picture + "'></p>")
            .body;
    };
    const auto masked = mask_page(page("0537", "11010519491231002X", "13805371234", "13905371234"), checking());
    EXPECT_EQ(masked.html(), page("****", "110105********002X", "138****1234", "139****1234").html());
    EXPECT_EQ(mask_page(masked, checking()).html(), masked.html());
}

TEST(Findings, say_where_and_why) {
    const auto findings =
        check_text("关于发放补贴的公示\n\n张三，手机13805371234。\n姓名\t身份证号\n李四\t11010519491231002X\n", checking());
    ASSERT_EQ(findings.size(), 2u);
    EXPECT_EQ(findings[0].place, "正文第2段");
    EXPECT_EQ(findings[0].text, "13805371234");
    EXPECT_EQ(findings[0].level, Level::block);
    EXPECT_EQ(findings[0].reason, "手机号码。");
    EXPECT_EQ(findings[0].start, 16u);
    EXPECT_EQ(findings[0].end, 27u);
    EXPECT_EQ(findings[1].place, "正文表1第2行第2列");
    EXPECT_TRUE(blocks(findings));
}

TEST(Findings, of_what_is_doubtful_only_warn) {
    for (const auto* text : {"身份证号码：370883197613124511", "孙大海 370883541203412", "孙大海 0537-5216688", "鲁H12A45"}) {
        const auto findings = check_text(text, checking());
        ASSERT_EQ(findings.size(), 1u) << text;
        EXPECT_EQ(findings[0].level, Level::warn) << text;
        EXPECT_FALSE(blocks(findings));
    }
}

TEST(Rules, of_an_office_change_levels_and_switch_kinds_off) {
    auto own = checking();
    own.kinds = read_kinds(R"({"kinds": [{"kind": "mobile", "sure": "warn", "doubtful": "warn", "is_on": true},
                                         {"kind": "id_number", "sure": "block", "doubtful": "warn", "is_on": false}]})")
                    .value();
    const auto findings = check_text("张三，13805371234，11010519491231002X", own);
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].kind, "mobile");
    EXPECT_EQ(findings[0].level, Level::warn);
}

TEST(Rules, that_are_none_are_refused_with_the_kind) {
    for (const auto* json :
         {"", "[]", R"({"kinds": 1})", R"({"kinds": [{"kind": "mobile", "sure": "loud"}]})", R"({"kinds": [{}]})"})
        EXPECT_EQ(read_kinds(json).error().id, "checks.refuse.rules") << json;
    EXPECT_EQ(read_kinds(R"({"kinds": [{"kind": "mobile", "sure": "loud"}]})").error().arguments[0], "mobile");
}

TEST(Words, that_are_wrong_are_found_with_the_right_one) {
    const auto findings = check_text("既使下雨，也要按装完毕。", checking());
    ASSERT_EQ(findings.size(), 2u);
    EXPECT_EQ(findings[0].text, "既使");
    EXPECT_EQ(findings[0].reason, "应为“即使”。");
    EXPECT_EQ(findings[1].reason, "应为“安装”。");
    EXPECT_EQ(findings[1].level, Level::warn);
}

TEST(Words, that_are_parts_of_right_ones_are_let_alone) {
    for (const auto* text : {"按装机容量补贴", "既使群众受益，又使企业发展", "以经济建设为中心", "公布署名文章", "按排名先后",
                             "立即然后", "研发杨树新品种"})
        EXPECT_EQ(shown(check_text(text, checking())), "") << text;
    EXPECT_EQ(check_text("按装机容量按装", checking()).size(), 1u);
}

TEST(Words, of_the_office_come_from_its_own_lists) {
    auto own = checking();
    own.wrong_words = read_wrong_words("wrong,right,unless\n邹县,邹城市,邹县发电厂\n").value();
    own.sensitive_words = {{.word = "内部资料"}};
    const auto findings = check_text("邹县发电厂位于邹县。内部资料", own);
    EXPECT_EQ(kinds_of(findings), (std::vector<std::string>{"sensitive_word", "wrong_word"}));
    EXPECT_EQ(read_wrong_words("wrong,right,unless\n邹县,邹县,\n").error().id, "checks.refuse.words");
    EXPECT_EQ(read_wrong_words("wrong,right\n").error().id, "core.refuse.csv_column");
}

TEST(Words, that_the_program_carries_find_themselves) {
    for (const auto& word : checking().wrong_words) {
        EXPECT_EQ(kinds_of(check_text("工作要" + word.wrong + "。", checking())), std::vector<std::string>{"wrong_word"})
            << word.wrong;
        EXPECT_EQ(shown(check_text("工作要" + word.right + "。", checking())), "") << word.right;
        for (const auto& longer : word.unless)
            if (!longer.starts_with("…")) {
                EXPECT_EQ(shown(check_text("工作" + longer + "。", checking())), "") << longer;
            }
    }
}

TEST(Words, that_are_sensitive_and_carried_say_why_and_find_themselves) {
    ASSERT_GE(checking().sensitive_words.size(), 50u);
    for (const auto& word : checking().sensitive_words) {
        EXPECT_FALSE(word.reason.empty()) << word.word;
        EXPECT_TRUE(word.level) << word.word << ": an office that knows nothing of the list is to know what the word does";
        const auto findings = check_text("工作中" + word.word + "。", checking());
        EXPECT_TRUE(std::ranges::any_of(findings,
                                        [&](const Finding& one) {
                                            return one.kind == "sensitive_word" && one.text == word.word &&
                                                   one.reason.find(word.reason) != std::string::npos;
                                        }))
            << word.word << shown(findings);
        EXPECT_EQ(shown(check_text("工作" + word.instead + "。", checking())), "") << word.instead;
        for (const auto& longer : word.unless)
            for (const auto& one : check_text(longer + "。", checking()))
                EXPECT_NE(one.text, word.word) << longer;
    }
    EXPECT_EQ(read_sensitive_words("word,level\n甲,never\n").error().id, "checks.refuse.words");
    EXPECT_EQ(read_sensitive_words("word\n\"\"\n").error().id, "checks.refuse.words");
}

// Every kind on the list finds something; that of captions is found where films are kept (domain/publishing), links are tried by
// whoever can.
TEST(Kinds, of_the_list_are_each_found_once) {
    auto own = checking();
    own.ask = [](const std::string&) -> std::optional<int> { return 404; };
    own.sensitive_words = {{.word = "甲公司"}};
    std::set<std::string> found;
    const auto take = [&](const std::vector<Finding>& findings) {
        for (const auto& one : findings)
            found.insert(one.kind);
    };
    for (const auto* text : {"身份证11010519491231002X", "手机13805371234", "家庭电话：0537-5216688", "银行卡6222021234567890128",
                             "家住幸福小区3号楼2单元501室", "学生张小明，第一实验小学三年级2班", "王建国因患尿毒症住院治疗",
                             "护照号E12345678", "军官证号：政字第0123456号", "张建国QQ：123456789", "车牌鲁H12A45",
                             "邮箱zhang.san@163.com", "请按装设备", "不谈甲公司"})
        take(check_text(text, own));
    take(check_page(markup::Clean::kept("<h4>跳级</h4><p><img src='/a.png'><a href='https://www.example.cn/a'>点击这里</a></p>"
                                        "<table><tr><td>甲<td>乙<tr><td>1<td>2</table>"),
                    own));
    take(check_elements({"", "", "", {}}, own));
    extract::Rich rich;
    rich.hidden = {{extract::Hidden::Kind::comment, {"extract.place.comment", {"甲"}}, "批注"},
                   {extract::Hidden::Kind::metadata, {"extract.place.properties", {}}, "author: 示例甲"}};
    take(check_rich(rich, own));
    std::set<std::string> listed;
    for (const auto& rule : own.kinds)
        if (rule.kind != "captions")
            listed.insert(rule.kind);
    EXPECT_EQ(found, listed);
}

TEST(Elements, that_are_missing_block) {
    EXPECT_TRUE(
        check_elements({"关于公开的通知", "邹城市人民政府办公室", "主动公开", make_day(2026, 11, 27)}, checking()).empty());
    const auto findings = check_elements({"关于公开的通知", " ", "", {}}, checking());
    ASSERT_EQ(findings.size(), 3u);
    EXPECT_EQ(findings[0].text, "发文机关");
    EXPECT_TRUE(blocks(findings));
}

TEST(Texts, of_any_bytes_and_length_are_read) {
    EXPECT_TRUE(check_text("", checking()).empty());
    EXPECT_TRUE(check_text("\xFF\xFE\x00", checking()).empty());
    EXPECT_TRUE(check_text("\t\n\t\t\n\n", checking()).empty());
    std::string rows = "姓名\t身份证号\n";
    for (int i = 0; i < 2000; ++i)
        rows += "李四\t11010519491231002X\n";
    EXPECT_EQ(check_text(rows, checking()).size(), 2000u);
    EXPECT_EQ(check_text(std::string(300'000, '1'), checking()).size(), 0u);
    std::string blanks;
    for (int i = 0; i < 20'000; ++i)
        blanks += "1 ";
    EXPECT_EQ(check_text(blanks, checking()).size(), 0u);
}

}  // namespace
}  // namespace gongkai::intake
