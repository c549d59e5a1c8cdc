// How many pages a second become clean ones: pages as old sites have them, and pages as Word pastes them, by intake::read_file.
#include <chrono>
#include <cstdio>
#include <string>

#include "domain/intake/intake.h"

namespace {

std::string old_site_page(int paragraphs) {
    std::string page =
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>通知-某市政府</title><style>p{margin:0}</style><script>var a = "
        "1;</script></head>"
        "<body><div class=nav><ul><li><a href=/>首页</a><li><a "
        "href=/gk/>公开</a></ul></div><h1>关于做好政务公开工作的通知</h1><div id=zoom>";
    for (int i = 0; i < paragraphs; ++i)
        page +=
            "<p style='text-indent:2em'><span "
            "style='font-size:16px;font-family:仿宋'>各镇人民政府、街道办事处，市政府各部门，各企事业单位，要按照职责分工，"
            "认真抓好<b>工作落实</b>，并及时更新有关内容，接受群众监督。</span></p>";
    return page + "<table border=1><tr><td>序号<td>事项<td>单位<tr><td>1<td>公开<td>财政局</table></div></body></html>";
}

std::string word_page(int paragraphs) {
    std::string page =
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset=utf-8><!--[if gte mso "
        "9]><xml></xml><![endif]--></head><body>";
    for (int i = 0; i < paragraphs; ++i)
        page +=
            "<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0;line-height:28.0pt'><span lang=EN-US "
            "style='font-size:16.0pt;"
            "font-family:仿宋_GB2312;mso-hansi-font-family:仿宋'>为做好<span "
            "lang=EN-US>2026</span>年政务公开工作，现将有关事项通知如下。<o:p></o:p></span></p>";
    return page + "</body></html>";
}

void measure(const char* name, const std::string& page) {
    const auto begin = std::chrono::steady_clock::now();
    int count = 0;
    std::chrono::duration<double> took{};
    for (; took.count() < 2; took = std::chrono::steady_clock::now() - begin, ++count)
        if (!gongkai::intake::read_file(page, "page.html"))
            return;
    std::printf("%-32s %7.1f KB  %8.0f pages/s  %6.1f MB/s, one core\n", name, static_cast<double>(page.size()) / 1000,
                count / took.count(), count * static_cast<double>(page.size()) / took.count() / 1e6);
}

}  // namespace

int main() {
    measure("a page of an old site", old_site_page(12));
    measure("a long page of an old site", old_site_page(120));
    measure("a page pasted from Word", word_page(30));
}
