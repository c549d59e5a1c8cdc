#include "base/markup/clean.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <random>

#include "base/markup/fuzz.h"
#include "base/markup/xss_corpus.h"

namespace gongkai::markup::testing {
namespace {

std::string cleaned(std::string_view html) {
    const auto result = clean(html);
    EXPECT_EQ(Judge::of(result.body.html()), "") << html;
    EXPECT_EQ(clean(result.body.html()).body.html(), result.body.html()) << html;
    return result.body.html();
}

// Without the line ends between blocks, which say nothing.
std::string line(std::string_view html) { return replace_all(cleaned(html), "\n", ""); }

std::string repeated(std::string_view text, int count) {
    std::string out;
    for (int i = 0; i < count; ++i)
        out += text;
    return out;
}

TEST(Clean, nothing_of_a_known_attack_remains) {
    ASSERT_GE(xss_corpus.size(), 120u);
    for (const auto vector : xss_corpus) {
        SCOPED_TRACE(vector);
        EXPECT_NO_THROW(fuzz_clean(vector));
        for (const auto* around :
             {"<table><tr><td>", "<ul><li>", "<svg>", "<math><mtext>", "<select>", "<noscript>", "<template>", "<p title='",
              "<style>", "<!--", "<a href='", "<h1>", "<pre>", "<figure><figcaption>"})
            EXPECT_NO_THROW(fuzz_clean(around + std::string(vector))) << around;
    }
}

TEST(Clean, the_judge_of_these_tests_sees_what_is_wrong) {
    for (const auto* html :
         {"<script>1</script>", "<p onclick='a'>a</p>", "<a href='javascript:a'>a</a>", "<a href='//a'>a</a>",
          "<img src='https://a/b' alt=''>", "<img src='/a'>", "<p style='a'>a</p>", "<svg></svg>", "<!-- a -->",
          "<p class='a'>a</p>", "<h1>a</h1>", "<a href='https://a@b/'>a</a>", "<img src='picture:../a' alt=''>"})
        EXPECT_NE(Judge::of(html), "") << html;
    EXPECT_EQ(Judge::of("<h2 id='s1'>a</h2>\n<p class='right'><a href='/b?c=1:2'>a</a><img src='picture:1.png' alt='b'></p>"),
              "");
}

TEST(Clean, random_pieces_of_markup_come_out_clean_and_stay_as_they_are) {
    const char* is_long = std::getenv("GONGKAI_LONG");
    const int rounds = is_long && *is_long != '0' ? 200'000 : 2'000;
    static constexpr std::array pieces{"<p>"sv,
                                       "</p>"sv,
                                       "<div>"sv,
                                       "</div>"sv,
                                       "<b>"sv,
                                       "</b>"sv,
                                       "<i>"sv,
                                       "</i>"sv,
                                       "<a href=/x>"sv,
                                       "</a>"sv,
                                       "<table>"sv,
                                       "</table>"sv,
                                       "<tr>"sv,
                                       "<td>"sv,
                                       "<th>"sv,
                                       "<td rowspan=2>"sv,
                                       "<td colspan=3>"sv,
                                       "<caption>"sv,
                                       "<thead>"sv,
                                       "<tbody>"sv,
                                       "<ul>"sv,
                                       "</ul>"sv,
                                       "<ol start=3>"sv,
                                       "<li>"sv,
                                       "<dl>"sv,
                                       "<dt>"sv,
                                       "<dd>"sv,
                                       "<h1>"sv,
                                       "<h4>"sv,
                                       "</h4>"sv,
                                       "<br>"sv,
                                       "<hr>"sv,
                                       "<pre>"sv,
                                       "</pre>"sv,
                                       "<blockquote>"sv,
                                       "<figure>"sv,
                                       "<figcaption>"sv,
                                       "</figure>"sv,
                                       "<img src=/a.png alt=' b '>"sv,
                                       "公开"sv,
                                       " "sv,
                                       "\u3000\u3000"sv,
                                       "&nbsp;"sv,
                                       "a"sv,
                                       "1."sv,
                                       "&lt;"sv,
                                       "<sub>"sv,
                                       "<sup>"sv,
                                       "<code>"sv,
                                       "<u>"sv,
                                       "<s>"sv,
                                       "\n"sv,
                                       "<center>"sv,
                                       "<p align=right>"sv,
                                       "<span style='font-weight:bold'>"sv,
                                       "<span style='font-weight:normal'>"sv,
                                       "</span>"sv,
                                       "<svg>"sv,
                                       "</svg>"sv,
                                       "<select>"sv,
                                       "<!--"sv,
                                       "-->"sv,
                                       "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>"sv,
                                       "<p style='mso-list:l0 level3 lfo1'><span style='mso-list:Ignore'>o</span>"sv};
    std::mt19937 random(20);
    for (int i = 0; i < rounds; ++i) {
        std::string html;
        for (auto count = random() % 24; count > 0; --count)
            html += pieces[random() % pieces.size()];
        SCOPED_TRACE(html);
        ASSERT_NO_THROW(fuzz_clean(html));
    }
}

TEST(Clean, paragraphs_are_what_a_reader_sees_as_paragraphs) {
    EXPECT_EQ(line("公开<br><br>要点<div>一<div>二</div></div>"), "<p>公开</p><p>要点</p><p>一</p><p>二</p>");
    EXPECT_EQ(line("<p>　　第一段<br>　　第二段<br>同段</p><p>&nbsp;</p><p><span> </span></p>"),
              "<p>第一段</p><p>第二段<br>同段</p>");
    EXPECT_EQ(line("<p align=center>标题</p><div style='text-align: right'><p>市政府办公室</p></div>"),
              "<p class='centre'>标题</p><p class='right'>市政府办公室</p>");
    EXPECT_EQ(line("a\n  b<b> c</b>&nbsp;&nbsp;d"), "<p>a b<strong> c</strong> d</p>");
}

TEST(Clean, looks_become_meaning_or_nothing) {
    EXPECT_EQ(
        line("<p><font color=red><span><span>红</span></span></font><b>粗<i>斜</i></b><strike>删</strike>H<sub>2</sub>O</p>"),
        "<p>红<strong>粗<em>斜</em></strong><s>删</s>H<sub>2</sub>O</p>");
    EXPECT_EQ(line("<p><b>甲</b><b>乙</b><span style='font-weight:700;color:red'>丙</span></p>"),
              "<p><strong>甲乙丙</strong></p>");
    EXPECT_EQ(line("<b><p>甲</p><p>乙</p></b>"), "<p><strong>甲</strong></p><p><strong>乙</strong></p>");
    EXPECT_EQ(line("<a href=/x><div>甲</div></a>"), "<p><a href='/x'>甲</a></p>");
}

TEST(Clean, links_are_kept_where_they_are_safe) {
    EXPECT_EQ(line("<a href=' HTTPS://www.gov.cn/a b '>甲</a>"), "<p>甲</p>");
    EXPECT_EQ(line("<a href='HTTPS://www.gov.cn/a[1]?b=\"c\"&d=%2'>甲</a>"),
              "<p><a href='https://www.gov.cn/a%5B1%5D?b=%22c%22&amp;d=%252'>甲</a></p>");
    EXPECT_EQ(line("<a href='mailto:a@b.example'>甲</a><a href='/documents/1#s2'>乙</a><a href='#_Toc1'>丙</a>"),
              "<p><a href='mailto:a@b.example'>甲</a><a href='/documents/1#s2'>乙</a>丙</p>");
    EXPECT_EQ(clean("<a href='javascript:1'>a</a>").removed, std::vector<std::string>{"markup.removed.link"});
}

TEST(Clean, headings_skip_no_level_and_carry_anchors) {
    EXPECT_EQ(line("<h1>总</h1><h3>一</h3><h4>（一）</h4><h2>二</h2><h6>1</h6>"),
              "<h2 id='s1'>总</h2><h3 id='s2'>一</h3><h4 id='s3'>（一）</h4><h3 id='s4'>二</h3><h4 id='s5'>1</h4>");
    EXPECT_EQ(line("<h2> </h2><h2><br></h2><h3><b>甲</b><br>乙</h3>"), "<h2 id='s1'>甲 乙</h2>");
    Wishes wishes;
    wishes.lift_title = true;
    const auto lifted = clean("<p>前</p><h1>标题</h1><h2>一、</h2><h1>后</h1>", wishes);
    EXPECT_EQ(lifted.title, "标题");
    EXPECT_EQ(replace_all(lifted.body.html(), "\n", ""), "<p>前</p><h2 id='s1'>一、</h2><h2 id='s2'>后</h2>");
    const auto all = headings(clean("<h2>甲 &amp; <em>乙</em></h2><h3>丙</h3>").body);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].text, "甲 & 乙");
    EXPECT_EQ(all[1].level, 3);
    EXPECT_EQ(all[1].anchor, "s2");
}

TEST(Clean, tables_are_whole_grids_with_their_heads) {
    EXPECT_EQ(
        line("<table><tr><td>序号<td>事项<tr><td>1<td>甲<tr><td colspan=9>合计</table>"),
        "<table><thead><tr><th scope='col'>序号</th><th scope='col'>事项</th></tr></thead><tbody><tr><td>1</td><td>甲</td></tr>"
        "<tr><td colspan='2'>合计</td></tr></tbody></table>");
    EXPECT_EQ(
        line("<table><tr><td><b>甲</b><td><b>乙</b><tr><td>丙<td>丁</table>"),
        "<table><thead><tr><th scope='col'>甲</th><th scope='col'>乙</th></tr></thead><tbody><tr><td>丙</td><td>丁</td></tr>"
        "</tbody></table>");
    // A form of names and values has no head, and a row of text is none.
    EXPECT_EQ(line("<table><tr><td>申请人<td>张某<tr><td>电话<td>见附件</table>").find("<th"), std::string::npos);
    EXPECT_EQ(line("<table><caption>表一</caption><thead><tr><th rowspan=2>a<th>b<tr><td>c</thead><tr><th>d<td>e</table>"),
              "<table><caption>表一</caption><thead><tr><th scope='col' rowspan='2'>a</th><th scope='col'>b</th></tr><tr><th "
              "scope='col'>c</th></tr></thead><tbody><tr><th scope='row'>d</th><td>e</td></tr></tbody></table>");
    EXPECT_EQ(line("<table><tr><td rowspan=5>a<td>b<tr><td>c<td>d</table>"),
              "<table><tbody><tr><td rowspan='2'>a</td><td>b</td><td></td></tr><tr><td>c</td><td>d</td></tr></tbody></table>");
    EXPECT_EQ(line("<table><tr><td>只是一个框<p>两段</table>"), "<p>只是一个框</p><p>两段</p>");
    EXPECT_EQ(line("<table><tr><td> <td></table>"), "");
}

TEST(Clean, lists_of_every_kind_are_lists) {
    EXPECT_EQ(line("<ul><li>甲<ul><li>乙</ul><li><p>丙</p><p>丁</p><ul></ul></ul>"),
              "<ul><li>甲<ul><li>乙</li></ul></li><li><p>丙</p><p>丁</p></li></ul>");
    EXPECT_EQ(line("<ol start=5><li>甲</ol><ul><li> </ul>"), "<ol start='5'><li>甲</li></ol>");
    EXPECT_EQ(line("<dl><dt>甲<dd>乙<dt>丙</dl>"), "<dl><dt>甲</dt><dd>乙</dd></dl><p>丙</p>");
}

TEST(Clean, what_word_pastes_becomes_a_page) {
    const auto html =
        line(R"(<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:仿宋_GB2312} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment--><div class=WordSection1>
<p class=MsoNormal align=center style='text-align:center'><b><span lang=EN-US style='font-size:22.0pt;font-family:宋体'>关于公开的通知<o:p></o:p></span></b></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraph style='margin-left:21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]><span style='font-family:仿宋'>甲<o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>乙</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>一、</span>要求</p>
<p class=MsoListParagraph style='mso-list:l1 level2 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>细则</p>
<p class=MsoNormal style='display:none;mso-hide:all'>密</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'><td width=100 valign=top style='width:1cm'><p class=MsoNormal>序号</p></td><td><p class=MsoNormal>事项<o:p></o:p></p></td></tr><tr><td><p class=MsoNormal>1</p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>
</div><!--EndFragment--></body></html>)");
    EXPECT_EQ(
        html,
        "<p class='centre'><strong>关于公开的通知</strong></p><ul><li>甲<ul><li>乙</li></ul></li></ul><p>一、要求</p><p>1. "
        "细则</p>"
        "<table><thead><tr><th scope='col'>序号</th><th scope='col'>事项</th></tr></thead><tbody><tr><td>1</td><td></td></tr>"
        "</tbody></table>");
}

TEST(Clean, pictures_are_those_of_this_site_and_those_that_are_wished_for) {
    EXPECT_EQ(line("<img src=/files/a.png alt='图 1'><img src=picture:1.png>"),
              "<p><img src='/files/a.png' alt='图 1'><img src='picture:1.png' alt='' class='undescribed'></p>");
    EXPECT_EQ(line("<figure><img src=/a.png alt=a><figcaption>说明</figcaption></figure>"),
              "<figure><img src='/a.png' alt='a'><figcaption>说明</figcaption></figure>");
    Wishes wishes;
    wishes.picture = [](std::string_view source) { return source.starts_with("data:image/png") ? "9.png" : "../9"; };
    const auto result = clean("<img src='data:image/png;base64,AA=='><img src='https://x.example/a.png' alt='桥'>", wishes);
    EXPECT_EQ(replace_all(result.body.html(), "\n", ""), "<p><img src='picture:9.png' alt='' class='undescribed'>桥</p>");
    EXPECT_EQ(result.removed, std::vector<std::string>{"markup.removed.picture"});
}

TEST(Clean, a_picture_that_says_nothing_is_told_from_one_that_decorates) {
    EXPECT_EQ(line("<img src=/a.png>"), "<p><img src='/a.png' alt='' class='undescribed'></p>");
    EXPECT_EQ(line("<img src=/a.png alt>"), "<p><img src='/a.png' alt=''></p>");
    EXPECT_EQ(line("<img src=/a.png alt='' class=undescribed>"), "<p><img src='/a.png' alt='' class='undescribed'></p>");
    EXPECT_EQ(line("<img src=/a.png alt=桥 class=undescribed>"), "<p><img src='/a.png' alt='桥'></p>") << "now it is described";
    EXPECT_EQ(line("<img src=/a.png alt='' class=other>"), "<p><img src='/a.png' alt=''></p>");
}

TEST(Clean, says_what_it_took_out) {
    const auto removed =
        clean("<p>a<style>a</style><script>b</script><iframe></iframe><input><video></video><svg></svg><p hidden>c").removed;
    EXPECT_EQ(removed, (std::vector<std::string>{"markup.removed.drawing", "markup.removed.form", "markup.removed.frame",
                                                 "markup.removed.hidden", "markup.removed.media", "markup.removed.script"}));
    EXPECT_TRUE(clean("<form><div style='color:red'><p>甲</form>").removed.empty());
}

TEST(Clean, text_is_lines_and_rows_with_tabs) {
    EXPECT_EQ(text_of(clean("<h2>一、甲 "
                            "&lt;</h2><p>乙<br>丙</p><ul><li>丁<ul><li>戊</ul></"
                            "ul><table><tr><td>1<td>a<p>b<td><tr><td>2<td>c<td>d</table><pre>x\n  y</pre>")
                          .body),
              "一、甲 <\n乙\n丙\n丁\n戊\n1\ta b\n2\tc\td\nx\n  y\n");
    EXPECT_EQ(text_of(Clean()), "");
}

TEST(Clean, what_is_built_to_grow_gives_its_text_in_time) {
    const char* is_long = std::getenv("GONGKAI_LONG");
    const int depth = is_long && *is_long != '0' ? 100'000 : 6'000;
    const std::vector<std::string> bombs{repeated("<div>", 100'000) + "公开",
                                         repeated("<b><p>", 3'000) + "公开",
                                         repeated("<font a=1><i><u><b>", 60) + repeated("<p>", 2 * depth) + "公开",
                                         repeated("<table><tr><td>", 5'000) + "公开",
                                         repeated("<div>", 150) + "<table>" + repeated("</div>", 150) +
                                             repeated(repeated("<div>", 150) + "<table>" + repeated("</div>", 150), 50) + "公开",
                                         "<table>" + repeated("<tr><td rowspan=1000 colspan=1000>公开", 3'000),
                                         repeated("<td>", 3 * depth) + "公开",
                                         repeated("<p>公开", 4 * depth),
                                         repeated("<a href=/x>公开<table>", 1'000),
                                         repeated("<svg><desc>", depth) + "公开",
                                         repeated("<ul><li>", 20'000) + "公开",
                                         "<p" + repeated(" a", 3 * depth) + ">公开",
                                         "<p" +
                                             [&] {
                                                 std::string names;
                                                 for (int i = 0; i < 2 * depth; ++i)
                                                     names += " a" + std::to_string(i);
                                                 return names;
                                             }() +
                                             ">公开",
                                         repeated("<p a=b=\"", 10) + repeated("<div>", depth) + "公开",
                                         repeated("<div><xmp></div></xmp>", depth) + "公开",
                                         repeated("<div><select></div></select>", depth) + "公开",
                                         "<svg><style>" + repeated("<div>", depth) + "公开",
                                         repeated("<b a=1>", 2'000) + repeated("<p>", depth) + "公开",
                                         "<pre>" + repeated("<i>", depth) + "公开",
                                         "<p style='mso-list:level1'>" + repeated("<span>", depth) + "公开",
                                         repeated("<div>", depth) + repeated("</x>", 3 * depth) + "公开",
                                         repeated("<!--", 5 * depth) + "公开",
                                         repeated("<p a='", 5 * depth) + "公开",
                                         repeated("&lt", 20 * depth),
                                         std::string(std::size_t{20} << 20, '<')};
    for (const auto& bomb : bombs) {
        const auto begin = std::clock();
        const auto result = clean(bomb);
        const auto text = text_of(result.body);
        // Of the processor: other work runs beside.
        EXPECT_LT(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC, 6) << bomb.substr(0, 60);
        if (bomb.starts_with("<div>")) {
            EXPECT_TRUE(text.ends_with("公开\n")) << bomb.substr(0, 60);
        }
        if (result.body.html().size() < 100'000) {
            EXPECT_EQ(Judge::of(result.body.html()), "") << bomb.substr(0, 60);
        }
    }
}

TEST(Clean, hundreds_of_pages_a_second) {
    std::string page =
        "<!DOCTYPE html><html><head><title>通知</title><script>var a = 1;</script></head><body><h1>关于公开工作的通知</h1>";
    for (int i = 0; i < 30; ++i)
        page +=
            "<p class=MsoNormal style='text-indent:32pt'><span "
            "style='font-family:仿宋'>各镇人民政府、街道办事处，市政府各部门，各企事业单位，要"
            "按照职责分工，认真抓好<b>工作落实</b>。</span></p><table><tr><td>序号<td>事项<tr><td>1<td>公开</table>";
    const auto begin = std::chrono::steady_clock::now();
    constexpr int count = 100;
    std::size_t bytes = 0;
    for (int i = 0; i < count; ++i)
        bytes += clean(page).body.html().size();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::printf("%zu bytes of HTML: %.0f pages a second\n", page.size(), count / took.count());
    EXPECT_GT(bytes, 100'000u);
    EXPECT_GT(count / took.count(), 100);  // a build with assertions, beside other work; bench/intake measures
}

TEST(Clean, notes_and_what_they_belong_to_lead_to_each_other) {
    const std::string html =
        "<p>甲<a href='#note1' id='ref1'><sup>[1]</sup></a>乙<a href='#note1'>[1]</a></p>\n<p><a href='#ref1' "
        "id='note1'>[1]</a> 注</p>\n";
    EXPECT_EQ(clean("<p>甲<a href=#note1 id=x><sup>[1]</sup></a>乙<a href='#note1'>[1]</a></p><p><a href='#ref1'>[1]</a> 注</p>")
                  .body.html(),
              html)
        << "only the first has a name";
    EXPECT_EQ(clean(html).body.html(), html);
    EXPECT_EQ(Judge::of(html), "");
    EXPECT_EQ(
        clean("<p><a href='#_ftn2' name='_ftnref2'>[2]</a></p><p><a href='#_ftnref2' name='_ftn2'>[2]</a> 注</p>").body.html(),
        "<p><a href='#note2' id='ref2'>[2]</a></p>\n<p><a href='#ref2' id='note2'>[2]</a> 注</p>\n")
        << "as Word writes them";
    EXPECT_EQ(
        clean("<p><a href='#note'>a</a><a href='#note01'>b</a><a href='#refx'>c</a><a href='#note9999999'>d</a></p>").body.html(),
        "<p>abcd</p>\n");
}

}  // namespace
}  // namespace gongkai::markup::testing
