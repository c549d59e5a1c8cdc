// Heads and words of tables, and the rules of a mapping.
#include "domain/imports/heads.h"

#include <gtest/gtest.h>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "domain/imports/addresses.h"
#include "domain/imports/mapping.h"
#include "domain/imports/source.h"

namespace gongkai::imports {
namespace {

using publishing::Validity;

TEST(Heads, are_known_in_both_languages) {
    const auto table =
        read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/imports/cases/heads.csv").value(), {"printed", "head"}).value();
    std::map<std::string, Head> by_name;
    for (const auto* name : {"title",        "unit",       "number",       "category", "published_on", "validity", "validity_on",
                             "body",         "url",        "theme",        "column",   "type",         "file",     "signed_on",
                             "effective_on", "expires_on", "index_number", "summary",  "source",       "keywords", "author"})
        by_name[name] = read_head(name).value();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto head = read_head(table.at(row, "printed"));
        const std::string wanted(table.at(row, "head"));
        EXPECT_EQ(head, wanted.empty() ? std::nullopt : std::optional(by_name.at(wanted))) << table.at(row, "printed");
    }
}

TEST(Tables, are_read_in_any_order_encoding_and_separator) {
    const std::string plain = "正文,标题,发布日期\n第一行,甲,2019-06-25\n\n\"两\n行\",乙,2020-01-01\n";
    const std::string gbk = "\xB1\xEA\xCC\xE2,\xD5\xFD\xCE\xC4\n\xBC\xD7,\xD2\xD2\n";  // 标题,正文 / 甲,乙
    EXPECT_EQ(read_table("\xEF\xBB\xBF" + plain)->rows.at(1).said.at(Head::body), "两\n行");
    EXPECT_EQ(read_table(plain)->rows.at(1).number, 3);
    EXPECT_EQ(read_table(gbk)->rows.at(0).said.at(Head::title), "甲");
    EXPECT_EQ(read_table("title\tbody\n甲\t乙\n")->rows.at(0).said.at(Head::body), "乙");
    EXPECT_EQ(read_table("title;body\n甲;乙\n")->rows.at(0).said.at(Head::body), "乙");
    EXPECT_EQ(read_table("title,浏览量\n甲,5\n")->unknown, std::vector<std::string>{"浏览量"});
    EXPECT_EQ(read_table("title,标题\n甲,5\n").error().id, "imports.refuse.head_twice");
    EXPECT_EQ(read_table("unit,body\n甲,5\n").error().id, "imports.refuse.no_title");
    EXPECT_EQ(read_table("").error().id, "imports.refuse.no_title");
    EXPECT_EQ(read_table("title\n\"甲").error().id, "core.refuse.csv");
}

TEST(SaidValidity, is_known_in_both_languages) {
    for (const auto& [word, wanted] : {std::pair{"有效", Validity::in_force},
                                       {"失效", Validity::expired},
                                       {"废止", Validity::repealed},
                                       {"已修改", Validity::amended},
                                       {"部分废止", Validity::partly_repealed},
                                       {"尚未生效", Validity::not_yet},
                                       {"in force", Validity::in_force},
                                       {"In_Force", Validity::in_force},
                                       {"repealed", Validity::repealed},
                                       {"expired", Validity::expired},
                                       {"amended", Validity::amended},
                                       {"partly repealed", Validity::partly_repealed},
                                       {"not yet in force", Validity::not_yet}})
        EXPECT_EQ(read_said_validity(word), wanted) << word;
    EXPECT_FALSE(read_said_validity("0"));
    EXPECT_FALSE(read_said_validity("是"));
}

TEST(Mapping, gives_the_first_rule_that_fits_and_what_it_does_not_name) {
    const auto mapping = read_mapping(R"(
site = ["http://www.old.gov.cn/", "old.gov.cn"]
unit = "县财政局"
body = "div#zoom"
leave_out = ".share"
[[rule]]
path = "zwgk/*/index*"
column = "通知公告"
is_list = true
[[rule]]
path = "zwgk/*"
title = "h1.bt"
)");
    ASSERT_TRUE(mapping) << mapping.error().id;
    EXPECT_EQ(mapping->sites, (std::vector<std::string>{"www.old.gov.cn", "old.gov.cn"}));
    EXPECT_TRUE(mapping->rule_for("zwgk/tz/index_2.html")->is_list);
    const auto* rule = mapping->rule_for("zwgk/tz/1.html");
    ASSERT_TRUE(rule && rule->places.title && rule->places.body);
    EXPECT_EQ(rule->places.body->id, "zoom");
    EXPECT_EQ(rule->places.leave_out.size(), 1u);
    EXPECT_EQ(mapping->rule_for("other/1.html"), nullptr);
}

TEST(Mapping, that_is_wrong_is_refused_with_what_and_where) {
    for (const auto& [toml, id, argument] : {std::tuple{"a = ", "imports.refuse.mapping", "1"},
                                             {"\n\n[[rule", "imports.refuse.mapping", "3"},
                                             {"colum = 'x'", "imports.refuse.mapping_key", "colum"},
                                             {"unit = 3", "imports.refuse.mapping_key", "unit"},
                                             {"[[rule]]\ncolumn = 'x'", "imports.refuse.mapping_key", "rule.path"},
                                             {"[[rule]]\npath = 'x'\nbody = 'div p'", "intake.refuse.selector", "div p"},
                                             {"[[rule]]\npath = 'x'\nis_list = 'yes'", "imports.refuse.mapping_key", "is_list"},
                                             {"rule = 3", "imports.refuse.mapping_key", "rule"}}) {
        const auto mapping = read_mapping(toml);
        ASSERT_FALSE(mapping) << toml;
        EXPECT_EQ(mapping.error().id, id) << toml;
        EXPECT_EQ(mapping.error().arguments.at(0), argument) << toml;
    }
}

TEST(Paths, never_lead_out) {
    for (const auto& [written, safe] : {std::pair<std::string, std::string>{"a/b.html", "a/b.html"},
                                        {"a\\b.html", "a/b.html"},
                                        {"./a//b", "a/b"},
                                        {"../a", ""},
                                        {"a/../../b", ""},
                                        {"a/..", ""},
                                        {"/etc/passwd", ""},
                                        {"C:\\x", ""},
                                        {"..\\x", ""},
                                        {"a\nb", ""},
                                        {"", ""}})
        EXPECT_EQ(safe_path(written), safe) << written;
    EXPECT_TRUE(is_litter("__MACOSX/a.html"));
    EXPECT_TRUE(is_litter("a/.DS_Store"));
    EXPECT_TRUE(is_litter("~$a.docx"));
    EXPECT_FALSE(is_litter("a/b.docx"));
}

TEST(Links, lead_where_a_browser_would_go) {
    Mapping mapping;
    mapping.sites = {"www.old.gov.cn"};
    const Addresses addresses(nullptr, mapping);
    using Where = Addresses::Leads::Where;
    for (const auto& [link, where, address] : {std::tuple{"b.html", Where::here, "/x/y/b.html"},
                                               {"../b.html", Where::here, "/x/b.html"},
                                               {"./b.html#top", Where::here, "/x/y/b.html"},
                                               {"/b.jsp?id=3", Where::here, "/b.jsp?id=3"},
                                               {"?id=4", Where::here, "/x/y/a.jsp?id=4"},
                                               {"../../../../b.html", Where::here, "/b.html"},
                                               {"http://www.old.gov.cn/b.html", Where::here, "/b.html"},
                                               {"HTTP://WWW.OLD.GOV.CN", Where::here, "/"},
                                               {"//www.old.gov.cn/b.html", Where::here, "/b.html"},
                                               {"http://other.gov.cn/b.html", Where::elsewhere, "http://other.gov.cn/b.html"},
                                               {"mailto:a@b.cn", Where::elsewhere, "mailto:a@b.cn"},
                                               {"#top", Where::nowhere, ""},
                                               {"", Where::nowhere, ""}}) {
        const auto leads = addresses.follow("/x/y/a.jsp?id=3", link);
        EXPECT_EQ(leads.where, where) << link;
        EXPECT_EQ(leads.address, address) << link;
    }
    EXPECT_TRUE(is_page("a/show.jsp?id=3"));
    EXPECT_TRUE(is_page("a/B.HTM"));
    EXPECT_FALSE(is_page("a/b.pdf"));
}

}  // namespace
}  // namespace gongkai::imports
