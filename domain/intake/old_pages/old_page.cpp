#include "domain/intake/old_pages/old_page.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/core/text.h"
#include "base/markup/elements.h"
#include "base/markup/parse.h"
#include "base/markup/part.h"
#include "domain/intake/head.h"
#include "domain/intake/old_pages/main_part.h"
#include "domain/intake/old_pages/written_moment.h"
#include "domain/intake/page_pictures.h"

namespace gongkai::intake {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t longest_value = 200, longest_label_line = 300, longest_title = 600;
constexpr std::size_t least_text = 10;  // signs below which a page has none of its own

enum class Label { published, source, number, index_number, validity, signed_on, effective_on, expires_on, author, column, end };

constexpr std::pair<std::string_view, Label> labels[]{{"发布时间"sv, Label::published},
                                                      {"发布日期"sv, Label::published},
                                                      {"公开日期"sv, Label::published},
                                                      {"发文日期"sv, Label::published},
                                                      {"更新时间"sv, Label::published},
                                                      {"日期"sv, Label::published},
                                                      {"时间"sv, Label::published},
                                                      {"信息来源"sv, Label::source},
                                                      {"文章来源"sv, Label::source},
                                                      {"稿件来源"sv, Label::source},
                                                      {"发布机构"sv, Label::source},
                                                      {"发布单位"sv, Label::source},
                                                      {"发文机关"sv, Label::source},
                                                      {"发文单位"sv, Label::source},
                                                      {"公开主体"sv, Label::source},
                                                      {"来源"sv, Label::source},
                                                      {"发文字号"sv, Label::number},
                                                      {"发布文号"sv, Label::number},
                                                      {"文件编号"sv, Label::number},
                                                      {"文号"sv, Label::number},
                                                      {"索引号"sv, Label::index_number},
                                                      {"有效性"sv, Label::validity},
                                                      {"时效性"sv, Label::validity},
                                                      {"效力状态"sv, Label::validity},
                                                      {"成文日期"sv, Label::signed_on},
                                                      {"生成日期"sv, Label::signed_on},
                                                      {"生效日期"sv, Label::effective_on},
                                                      {"施行日期"sv, Label::effective_on},
                                                      {"实施日期"sv, Label::effective_on},
                                                      {"失效日期"sv, Label::expires_on},
                                                      {"有效期至"sv, Label::expires_on},
                                                      {"作者"sv, Label::author},
                                                      {"栏目"sv, Label::column},
                                                      {"浏览"sv, Label::end},
                                                      {"点击"sv, Label::end},
                                                      {"阅读"sv, Label::end},
                                                      {"访问"sv, Label::end},
                                                      {"字体"sv, Label::end},
                                                      {"字号"sv, Label::end},
                                                      {"编辑"sv, Label::end},
                                                      {"审核"sv, Label::end},
                                                      {"责任编辑"sv, Label::end},
                                                      {"主题分类"sv, Label::end},
                                                      {"名称"sv, Label::end},
                                                      {"标题"sv, Label::end},
                                                      {"主题词"sv, Label::end},
                                                      {"打印"sv, Label::end},
                                                      {"关闭"sv, Label::end},
                                                      {"分享"sv, Label::end}};

using Facts = std::map<Label, std::string>;

// Blanks that only spread the signs of a label: 索 引 号, 文　号.
std::string closed_up(std::string_view line) {
    std::u32string out;
    const auto signs = to_code_points(line);
    const auto is_blank = [](char32_t c) { return c == ' ' || c == 0xA0 || c == 0x3000; };
    for (std::size_t i = 0; i < signs.size(); ++i) {
        if (is_blank(signs[i]) && !out.empty() && is_han(out.back())) {
            auto next = i;
            while (next < signs.size() && is_blank(signs[next]))
                ++next;
            // Between single Chinese signs: one before, one behind.
            const bool is_single = out.size() == 1 || is_blank(out[out.size() - 2]) || (i >= 2 && is_blank(signs[i - 2]));
            if (is_single && next < signs.size() && is_han(signs[next]))
                continue;
        }
        out += signs[i];
    }
    return to_utf8(out);
}

struct Found {
    Label label;
    std::size_t begin, value;
};

// Every label of a line with the mark that ends it.
std::vector<Found> labels_in(std::string_view line) {
    std::vector<Found> all;
    for (const auto& [word, label] : labels)
        for (auto at = line.find(word); at != std::string_view::npos; at = line.find(word, at + word.size())) {
            auto end = at + word.size();
            for (const auto& filler : {"次数"sv, "量"sv, "数"sv})
                if (label == Label::end && line.substr(end).starts_with(filler))
                    end += filler.size();
            while (line.substr(end).starts_with(" "))
                ++end;
            const bool has_colon = line.substr(end).starts_with("：") || line.substr(end).starts_with(":");
            if (!has_colon && label != Label::end)
                continue;
            if (has_colon)
                end += line.substr(end).starts_with(":") ? 1 : 3;
            all.push_back({label, at, end});
        }
    // The longer of two labels at one end (信息来源 and 来源), by place.
    std::ranges::sort(all, {}, [](const Found& one) { return std::pair(one.value, one.begin); });
    const auto same = std::ranges::unique(all, {}, &Found::value);
    all.erase(same.begin(), same.end());
    return all;
}

std::string value_from(std::string_view text) {
    text = trim(text);
    for (const auto mark : {"|"sv, "【"sv, "["sv, "　　"sv})
        text = trim(text.substr(0, text.find(mark)));
    while (text.starts_with("\u00A0"))
        text = trim(text.substr(2));
    return text.size() > longest_value ? std::string() : std::string(text);
}

// What stands beside the labels of a page: in their line, or in the cell after.
Facts facts_in(const std::vector<PageLine>& lines) {
    Facts facts;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].text.size() > longest_label_line)
            continue;
        const auto line = closed_up(lines[i].text);
        const auto found = labels_in(line);
        for (std::size_t k = 0; k < found.size(); ++k) {
            const auto end = k + 1 < found.size() ? found[k + 1].begin : line.size();
            if (found[k].label == Label::end || end <= found[k].value)
                if (found[k].label == Label::end || end != line.size())
                    continue;
            auto value = value_from(std::string_view(line).substr(found[k].value, end - std::min(end, found[k].value)));
            if (value.empty() && end == line.size() && i + 1 < lines.size() && labels_in(closed_up(lines[i + 1].text)).empty())
                value = value_from(lines[i + 1].text);
            if (!value.empty())
                facts.emplace(found[k].label, std::move(value));
        }
    }
    return facts;
}

std::map<std::string, std::string> tags_in(const GumboNode* document) {
    std::map<std::string, std::string> all;
    std::vector<const GumboNode*> open{document};
    while (!open.empty()) {
        const auto* node = open.back();
        open.pop_back();
        if (markup::is_tag(node, GUMBO_TAG_META)) {
            auto name = lower_ascii(trim(markup::attribute(node, "name")));
            const auto content = trim(markup::attribute(node, "content"));
            if (!name.empty() && !content.empty())
                all.emplace(std::move(name), std::string(content));
        } else if (markup::is_tag(node, GUMBO_TAG_TITLE) && markup::children(node).length > 0 &&
                   markup::is_text(markup::child(node, 0))) {
            all.emplace("<title>", std::string(trim(markup::child(node, 0)->v.text.text)));
        }
        for (unsigned i = markup::children(node).length; i-- > 0;)
            open.push_back(markup::child(node, i));
    }
    return all;
}

std::string tag_of(const std::map<std::string, std::string>& tags, std::string_view name) {
    const auto found = tags.find(std::string(name));
    return found == tags.end() ? std::string() : found->second;
}

std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : text)
        if (c == '\n' || c == '\t' || c == '\r' || c == ' ') {
            if (!line.empty() && line.back() != ' ')
                line += ' ';
        } else {
            line += c;
        }
    return std::string(trim(line));
}

std::string text_of(const GumboNode* node) {
    return node ? one_line(markup::text_of(markup::clean_part(node, {}, {}).body)) : std::string();
}

// "标题_通知公告_某市人民政府", "标题-某市政府", "某市人民政府 通知公告 标题": what the names of the site leave.
std::string without_site(std::string title) {
    for (const auto mark : {"_"sv, "|"sv, " - "sv, "—"sv, "－"sv, "--"sv, "-"sv})
        if (const auto at = title.find(mark); at != std::string::npos && at > 0)
            return std::string(trim(title.substr(0, at)));
    return title;
}

bool is_called_title(const GumboNode* element) {
    static constexpr std::array words{"title"sv, "biaoti"sv, "bt"sv, "wzbt"sv, "tit"sv, "titlestyle"sv};
    return std::ranges::any_of(names_of(element), [](const auto& name) {
        return std::ranges::find(words, name) != words.end() ||
               (name.ends_with("title") && !name.ends_with("subtitle") && !name.ends_with("sitetitle"));
    });
}

// The only h1; else an element that is called the title and is one line without a link; else the first h1.
std::string heading_of(const GumboNode* body) {
    std::vector<const GumboNode*> open{body};
    std::vector<std::string> headings;
    std::string called;
    while (!open.empty()) {
        const auto* node = open.back();
        open.pop_back();
        if (!markup::is_element(node) || markup::removal_of(node) || markup::shows_nothing(node))
            continue;
        if (markup::is_tag(node, GUMBO_TAG_H1)) {
            if (auto text = text_of(node); !text.empty())
                headings.push_back(std::move(text));
            continue;
        }
        if (called.empty() && is_called_title(node) && !find(node, {"a", {}, {}}) && !find(node, {"p", {}, {}}))
            if (auto text = text_of(node); text.size() >= 12 && text.size() <= longest_title && !is_furniture(text))
                called = std::move(text);
        for (unsigned i = markup::children(node).length; i-- > 0;)
            open.push_back(markup::child(node, i));
    }
    if (headings.size() != 1 && !called.empty())
        return called;
    return headings.empty() ? called : headings.front();
}

const GumboNode* first_frame(const GumboNode* top) {
    for (const auto* tag : {"iframe", "frame"})
        if (const auto* frame = find(top, {tag, {}, {}}); frame && !trim(markup::attribute(frame, "src")).empty())
            return frame;
    return nullptr;
}

std::string without_blanks_at_all(std::string_view text) {
    std::u32string out;
    for (const char32_t c : to_code_points(text))
        if (c > 0x20 && c != 0xA0 && c != 0x3000)
            out += c;
    return to_utf8(out);
}

bool is_of_the_head(std::string_view line, std::string_view title) {
    if (without_blanks_at_all(line) == without_blanks_at_all(title) || is_furniture(line))
        return true;
    const auto found = labels_in(closed_up(line));
    return line.size() <= longest_label_line && !found.empty() && found.front().begin == 0 &&
           std::ranges::any_of(found, [](const Found& one) {
               return one.label == Label::published || one.label == Label::source || one.label == Label::index_number;
           });
}

// The first block of clean HTML where it is a paragraph or a heading without a picture; the last one.
std::string_view first_line_of(std::string_view html) {
    if (!html.starts_with("<p") && !html.starts_with("<h"))
        return {};
    const auto end = html.find(html[1] == 'p' ? "</p>\n" : "</h");
    const auto line_end = html.find('\n', std::min(end, html.size()));
    const auto line = html.substr(0, line_end == std::string_view::npos ? 0 : line_end + 1);
    return line.find("<img") == std::string_view::npos ? line : std::string_view();
}

std::string_view last_line_of(std::string_view html) {
    if (!html.ends_with("</p>\n"))
        return {};
    const auto begin = html.rfind("\n<p");
    const auto line = html.substr(begin == std::string_view::npos ? 0 : begin + 1);
    return line.starts_with("<p") && line.find("<img") == std::string_view::npos ? line : std::string_view();
}

// Lines at both ends of the text that the page prints around it: the title again, its day and source, 打印 关闭, 上一篇.
void trim_ends(markup::Clean& body, std::string_view title) {
    const auto all_lines = [](std::string_view html, const auto& is_of_the_site) {
        const auto text = markup::text_of(markup::clean(html).body);
        return text.size() <= 2 * longest_label_line && std::ranges::all_of(split(trim(text), '\n'), is_of_the_site);
    };
    std::string_view html = body.html();
    for (auto line = first_line_of(html);
         !line.empty() && all_lines(line, [&](std::string_view one) { return is_of_the_head(one, title); });
         line = first_line_of(html))
        html.remove_prefix(line.size());
    for (auto line = last_line_of(html); !line.empty() && all_lines(line, is_furniture); line = last_line_of(html))
        html.remove_suffix(line.size());
    if (html.size() != body.html().size())
        body = markup::clean(html).body;
}

// Links to files that stand neither in the text nor in the furniture of the site.
std::vector<OldPage::File> files_beside(const WeighedPage& weighed, const GumboNode* main) {
    std::vector<OldPage::File> all;
    std::vector<const GumboNode*> open{weighed.body()};
    while (!open.empty()) {
        const auto* node = open.back();
        open.pop_back();
        if (node == main || !markup::is_element(node) || weighed.is_called_furniture(node))
            continue;
        if (const auto address = markup::attribute(node, "href"); markup::is_tag(node, GUMBO_TAG_A) && is_file_address(address))
            all.push_back({std::string(trim(address)), text_of(node)});
        for (unsigned i = markup::children(node).length; i-- > 0;)
            open.push_back(markup::child(node, i));
    }
    return all;
}

void read_head(OldPage& page, const GumboNode* document, const WeighedPage& weighed, const Places& places) {
    const auto tags = tags_in(document);
    const auto facts = facts_in(weighed.lines());
    const auto fact = [&](Label label) {
        const auto found = facts.find(label);
        return found == facts.end() ? std::string() : found->second;
    };
    const auto first_of = [](std::initializer_list<std::string> all) {
        const auto found = std::ranges::find_if(all, [](const auto& one) { return !one.empty(); });
        return found == all.end() ? std::string() : *found;
    };
    const auto at = [&](const std::optional<Selector>& place) { return place ? text_of(find(document, *place)) : std::string(); };
    page.title = one_line(first_of(
        {at(places.title), tag_of(tags, "articletitle"), heading_of(weighed.body()), without_site(tag_of(tags, "<title>"))}));
    page.source = first_of({at(places.source), tag_of(tags, "contentsource"), fact(Label::source)});
    if (places.source)
        if (const auto found = labels_in(closed_up(page.source)); !found.empty() && found.front().label == Label::source)
            page.source = value_from(std::string_view(closed_up(page.source)).substr(found.front().value));
    page.author = first_of({tag_of(tags, "author"), fact(Label::author)});
    page.column = first_of({tag_of(tags, "columnname"), fact(Label::column)});
    page.keywords = tag_of(tags, "keywords");
    page.summary = tag_of(tags, "description");
    page.number = fact(Label::number);
    page.index_number = fact(Label::index_number);
    page.validity = fact(Label::validity);
    page.published_at = moment_in(at(places.date));
    for (const auto& said : {tag_of(tags, "pubdate"), fact(Label::published)})
        if (!page.published_at)
            page.published_at = moment_in(said);
    // A short line of the head that holds nothing but a moment.
    for (const auto& line : weighed.lines())
        if (!page.published_at && line.signs <= 40 && line.linked * 2 <= line.signs && weighed.plain_signs(line.holder) <= 60 &&
            (day_from(line.text) || is_furniture(line.text)))
            page.published_at = moment_in(line.text);
    page.signed_on = day_from(fact(Label::signed_on));
    page.effective_on = day_from(fact(Label::effective_on));
    page.expires_on = day_from(fact(Label::expires_on));
}

}  // namespace

OldPage look_at_old_page(std::string_view utf8, const Places& places) {
    OldPage page;
    if (const markup::Tree tree(utf8); tree.document())
        read_head(page, tree.document(), WeighedPage(tree.document()), places);
    return page;
}

OldPage read_old_page(std::string_view utf8, const Places& places, const Around& around) {
    OldPage page;
    const markup::Tree tree(utf8);
    if (!tree.document()) {
        auto read = read_html(utf8);
        page.title = std::move(read.title);
        page.body = std::move(read.body);
        page.text = std::move(read.text);
        page.warnings = std::move(read.warnings);
        return page;
    }
    WeighedPage weighed(tree.document());
    read_head(page, tree.document(), weighed, places);
    weighed.forget(page.title);
    const auto* named = places.body ? find(tree.document(), *places.body) : nullptr;
    const auto* main = named ? named : weighed.main_part();
    const auto furniture = weighed.furniture_in(main);
    const auto leaves_out = [&](const GumboNode* element) {
        return furniture.contains(element) ||
               std::ranges::any_of(places.leave_out, [&](const Selector& selector) { return selector.fits(element); });
    };
    markup::Wishes wishes;
    wishes.picture = [&](std::string_view source) {
        if (source.starts_with("data:"))
            return take_picture(page.pictures, source);
        return around.picture ? around.picture(source) : std::string();
    };
    wishes.link = around.link;
    wishes.is_from_elsewhere = true;
    auto cleaned = markup::clean_part(main, wishes, leaves_out);
    for (auto& id : cleaned.removed)
        page.warnings.push_back(std::move(id));
    page.body = std::move(cleaned.body);
    trim_ends(page.body, page.title);
    page.files = files_beside(weighed, main);
    page.text = markup::text_of(page.body);
    const bool has_picture = page.body.html().find("<img ") != std::string::npos;
    const auto signs = count_code_points(without_blanks_at_all(page.text));
    if (signs < least_text && !has_picture)
        if (const auto* frame = first_frame(weighed.body()))
            page.frame = trim(markup::attribute(frame, "src"));
    page.is_list = page.frame.empty() && !has_picture && weighed.weight_of(main) == 0 && !named;
    if (page.title.empty())
        page.title = one_line(page.text.substr(0, page.text.find('\n')));
    return page;
}

}  // namespace gongkai::intake
