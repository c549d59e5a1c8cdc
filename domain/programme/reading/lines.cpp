#include "domain/programme/reading/lines.h"

#include <algorithm>
#include <map>

#include "domain/programme/reading/mark.h"
#include "domain/programme/reading/reading_words.h"

namespace gongkai::programme {

namespace {

bool has_any(std::u32string_view text, std::initializer_list<std::u32string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [&](auto part) { return contains(text, part); });
}

// From here on nothing belongs to the document.
bool ends_document(std::u32string_view line) {
    if (line.size() > 24)
        return false;
    for (const std::u32string_view start : {U"相关文章", U"相关阅读", U"相关信息", U"相关链接", U"相关推荐", U"相关新闻",
                                            U"猜你喜欢", U"为您推荐", U"上一篇", U"下一篇", U"热门文章", U"最新文章"}) {
        if (starts_with(line, start))
            return true;
    }
    return false;
}

// - 3 -, — 3 —, 第3页 共16页, 3/16
bool is_page_number(std::u32string_view line) {
    std::size_t digits = 0, others = 0;
    for (const char32_t c : line) {
        if (is_digit(c))
            ++digits;
        else if (c != U'-' && c != U'—' && c != U'–' && c != U'−' && c != U'－' && c != U'·' && !is_blank(c) && c != U'第' &&
                 c != U'页' && c != U'共' && c != U'/' && c != U',' && c != U'，' && c != U'~')
            ++others;
    }
    const bool dressed = line.size() > digits;
    return digits > 0 && digits <= 6 && others == 0 && dressed && line.size() <= 16;
}

bool is_furniture(std::u32string_view line) {
    const std::u32string bare = fold(mend(line));
    if (is_page_number(bare))
        return true;
    // A sentence may speak of such things; furniture is no sentence.
    if (contains(bare, U"。") || read_mark(bare))
        return false;
    const bool digits = std::any_of(bare.begin(), bare.end(), is_digit);
    if (bare.size() <= 120 &&
        has_any(bare, {U"ICP备", U"ICP证", U"公网安备", U"公安备案", U"版权所有", U"Copyright", U"copyright"}))
        return true;
    if (bare.size() <= 90 && digits && contains(bare, U"网站标识码"))
        return true;
    if (bare.size() <= 60 &&
        has_any(bare, {U"下载文档", U"下载即用", U"文档共", U"下载后", U"浏览次数", U"当前位置:", U"您所在的位置",
                       U"您现在的位置", U"设为首页", U"加入收藏", U"打印本页", U"关闭窗口", U"分享到", U"扫一扫在手机"}))
        return true;
    return bare.size() <= 40 &&
           has_any(bare, {U"文库", U"技术支持:", U"主办:", U"主办单位:", U"承办:", U"阅读次数", U"点击数:", U"访问量", U"字体:",
                          U"字号:", U"无障碍浏览", U"长者模式", U"网站地图", U"政府网站年度报表"});
}

}  // namespace

std::vector<Line> lines_of(const Pages& pages) {
    std::vector<Line> lines;
    for (std::uint32_t page = 0; page < pages.size(); ++page) {
        const std::u32string& text = pages[page];
        bool first = true;
        std::size_t start = 0;
        while (start < text.size()) {
            std::size_t end = text.find_first_of(U"\n\r\f\v", start);
            if (end == std::u32string::npos)
                end = text.size();
            Traced line = trim(trace(pages, page, start, end));
            if (!line.empty() && !is_furniture(line.text)) {
                const std::size_t indent = line.from[0].at - start;
                lines.push_back({std::move(line), first, indent, false});
                first = false;
            }
            start = end + 1;
        }
    }
    // What stands at the top of three pages or more is a running head; after the middle of the text, related articles end it.
    std::map<std::u32string, int> heads;
    for (const Line& line : lines)
        heads[line.first ? line.text.text : std::u32string()] += line.first;
    std::size_t total = 0, seen = 0;
    for (const Line& line : lines)
        total += line.text.size();
    std::vector<Line> kept;
    for (Line& line : lines) {
        seen += line.text.size();
        if (seen * 2 > total && ends_document(line.text.text))
            break;
        const bool running = line.first && line.text.size() <= 40 && heads[line.text.text] >= 3 && pages.size() >= 4;
        if (!running)
            kept.push_back(std::move(line));
    }
    return kept;
}

std::vector<Line> pieces_of(const std::vector<Line>& lines) {
    std::vector<Line> pieces;
    for (const Line& line : lines) {
        std::size_t start = 0;
        bool first = line.first;
        for (std::size_t i = 0; i <= line.text.size(); ++i) {
            if (i < line.text.size() && !is_blank(line.text.text[i]))
                continue;
            if (i > start) {
                pieces.push_back({line.text.part(start, i), first, line.indent + start, line.goes_on || start > 0});
                first = false;
            }
            start = i + 1;
        }
    }
    return pieces;
}

std::vector<Line> pieces_of_stream(const std::vector<Line>& lines) {
    std::vector<Line> pieces = pieces_of(lines);
    for (Line& piece : pieces) {
        piece.indent = 0;
        piece.goes_on = false;
    }
    return pieces;
}

}  // namespace gongkai::programme
