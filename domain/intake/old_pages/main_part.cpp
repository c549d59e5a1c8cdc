#include "domain/intake/old_pages/main_part.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/core/text.h"
#include "base/markup/elements.h"
#include "domain/intake/old_pages/selector.h"

namespace gongkai::intake {
namespace {

using namespace std::string_view_literals;

constexpr int deepest = 300;
constexpr std::size_t short_line = 60;  // signs; longer ones are sentences whatever they hold
constexpr double picture_weighs = 15, file_weighs = 12;
constexpr int lines_of_a_text = 3;
constexpr int links_of_a_list = 3;  // a single link may be what a paragraph is about
constexpr double nearly_all = 0.97, most = 0.6, part_of_a_name = 0.25;

constexpr std::array furniture_words{
    "版权所有"sv,     "copyright"sv,  "icp备"sv,      "icp证"sv,      "公网安备"sv, "网站标识码"sv, "主办单位"sv,
    "主办："sv,       "承办单位"sv,   "承办："sv,     "技术支持"sv,   "建议使用"sv, "分辨率"sv,     "当前位置"sv,
    "您现在的位置"sv, "您的位置"sv,   "所在位置"sv,   "字体："sv,     "字号："sv,   "字体大小"sv,   "关闭窗口"sv,
    "打印本页"sv,     "打印此页"sv,   "分享到"sv,     "扫一扫"sv,     "二维码"sv,   "浏览次数"sv,   "点击数"sv,
    "点击量"sv,       "访问量"sv,     "阅读次数"sv,   "阅读量"sv,     "浏览量"sv,   "上一篇"sv,     "下一篇"sv,
    "责任编辑"sv,     "设为首页"sv,   "加入收藏"sv,   "网站地图"sv,   "返回顶部"sv, "联系我们"sv,   "无障碍"sv,
    "长者模式"sv,     "手机版"sv,     "相关链接"sv,   "相关阅读"sv,   "相关信息"sv, "相关文章"sv,   "发布时间："sv,
    "发布日期："sv,   "信息来源："sv, "文章来源："sv, "稿件来源："sv, "【打印】"sv, "【关闭】"sv,   "打印 关闭"sv};

// What the systems that many sites run on call the text of a page.
constexpr std::array names_of_text{
    "zoom"sv,           "ucap-content"sv,   "trs_editor"sv,     "artibody"sv,     "article-content"sv, "article_content"sv,
    "articlecontent"sv, "newscontent"sv,    "news_content"sv,   "news-content"sv, "pages_content"sv,   "vsb_content"sv,
    "v_news_content"sv, "vsb_content_2"sv,  "wzcon"sv,          "info_content"sv, "info-content"sv,    "contentbody"sv,
    "content-body"sv,   "detail-content"sv, "detail_content"sv, "con_text"sv,     "arc_body"sv,        "zwxl-article"sv,
    "nr_text"sv,        "xxgk_content"sv,   "view_content"sv,   "txtcontent"sv};

constexpr std::array names_of_furniture{"nav"sv,      "navbar"sv,  "menu"sv,   "header"sv,     "head"sv,
                                        "top"sv,      "footer"sv,  "foot"sv,   "bottom"sv,     "sidebar"sv,
                                        "side"sv,     "crumb"sv,   "crumbs"sv, "breadcrumb"sv, "position"sv,
                                        "location"sv, "dqwz"sv,    "share"sv,  "bshare"sv,     "bdsharebuttonbox"sv,
                                        "print"sv,    "toolbar"sv, "qrcode"sv, "ewm"sv,        "copyright"sv,
                                        "related"sv,  "xgxx"sv,    "xgyd"sv,   "prev"sv,       "prevnext"sv,
                                        "fontsize"sv, "counter"sv, "search"sv, "friendlink"sv, "links"sv,
                                        "login"sv};

bool is_named(const GumboNode* element, const auto& names) {
    return std::ranges::any_of(names_of(element), [&](const auto& one) { return std::ranges::find(names, one) != names.end(); });
}

bool has_name_of_furniture(const GumboNode* element) {
    const auto name = lower_ascii(markup::original_name(element));
    return name == "nav" || name == "footer" || name == "aside" || is_named(element, names_of_furniture);
}

bool is_way_down(GumboTag tag) {
    switch (tag) {
        case GUMBO_TAG_BODY:
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_TD:
        case GUMBO_TAG_CENTER:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_ARTICLE:
        case GUMBO_TAG_MAIN:
        case GUMBO_TAG_FORM:
        case GUMBO_TAG_FIELDSET:
        case GUMBO_TAG_FONT:
        case GUMBO_TAG_SPAN:
        case GUMBO_TAG_UNKNOWN:
            return true;
        default:
            return false;
    }
}

std::string without_blanks(std::string_view text) {
    std::u32string out;
    for (const char32_t c : to_code_points(text))
        if (c > 0x20 && c != 0xA0 && c != 0x3000)
            out += c;
    return to_utf8(out);
}

std::size_t signs_in(std::string_view text) {
    std::size_t count = 0;
    for (const char32_t c : to_code_points(text))
        count += c > 0x20 && c != 0xA0 && c != 0x3000 && c != 0xFEFF && c != 0x200B;
    return count;
}

// White space of HTML is one blank, what is a sign of its own stays.
void add_text(std::string& line, std::string_view text) {
    for (const char c : text)
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
            if (!line.empty() && line.back() != ' ')
                line += ' ';
        } else {
            line += c;
        }
}

}  // namespace

bool is_file_address(std::string_view address) {
    const auto path = lower_ascii(address.substr(0, address.find_first_of("?#")));
    static constexpr std::array endings{".pdf"sv, ".doc"sv, ".docx"sv, ".wps"sv, ".xls"sv, ".xlsx"sv,
                                        ".et"sv,  ".ppt"sv, ".pptx"sv, ".ofd"sv, ".rar"sv, ".zip"sv,
                                        ".7z"sv,  ".txt"sv, ".csv"sv,  ".ceb"sv, ".rtf"sv, ".tif"sv};
    return std::ranges::any_of(endings, [&](std::string_view ending) { return path.ends_with(ending); });
}

bool is_furniture(std::string_view line) {
    if (line.size() > 3 * short_line * 2 || signs_in(line) > short_line)
        return false;
    const auto text = lower_ascii(line);
    return std::ranges::any_of(furniture_words, [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

WeighedPage::WeighedPage(const GumboNode* document) {
    const auto* html = document;
    for (unsigned i = 0; i < markup::children(document).length; ++i)
        if (markup::is_tag(markup::child(document, i), GUMBO_TAG_HTML))
            html = markup::child(document, i);
    body_ = html;
    for (unsigned i = 0; i < markup::children(html).length; ++i)
        if (markup::is_tag(markup::child(html, i), GUMBO_TAG_BODY))
            body_ = markup::child(html, i);
    walk(body_, {});
    if (weight_of(body_) == 0) {
        knows_names_ = false;
        lines_.clear();
        blocks_.clear();
        weights_.clear();
        walk(body_, {});
    }
}

bool WeighedPage::is_called_furniture(const GumboNode* element) const { return knows_names_ && has_name_of_furniture(element); }

void WeighedPage::forget(std::string_view text) {
    for (auto& line : lines_)
        if (line.weight > 0 && without_blanks(line.text) == without_blanks(text)) {
            for (const auto* node = line.holder; node; node = node->parent)
                if (const auto found = weights_.find(node); found != weights_.end()) {
                    found->second.text -= line.weight;
                    --found->second.lines;
                    ++found->second.of_furniture;
                }
            line.weight = 0;
            line.is_furniture = true;
        }
}

void WeighedPage::end_line() {
    auto line = std::move(line_);
    line_.clear();
    const auto linked = std::exchange(linked_, 0);
    const bool has_file = std::exchange(has_file_link_, false);
    while (line.ends_with(' '))
        line.pop_back();
    const auto signs = signs_in(line);
    if (signs == 0 || open_.empty())
        return;
    PageLine made{open_.back(), std::move(line), signs, std::min(linked, signs), 0, false};
    made.is_furniture = is_in_furniture_ || is_furniture(made.text);
    const bool is_way = made.linked * 2 > signs && !has_file;
    if (!made.is_furniture && !is_way)
        made.weight = has_file ? file_weighs : static_cast<double>(signs - made.linked);
    for (const auto* block : open_) {
        auto& sum = weights_[block];
        sum.text += made.weight;
        ++sum.all;
        sum.lines += made.weight > 0;
        sum.of_furniture += made.is_furniture;
        sum.of_links += is_way && !made.is_furniture;
        sum.signs += signs;
        sum.linked += made.linked;
    }
    lines_.push_back(std::move(made));
}

void WeighedPage::weigh_picture() {
    for (const auto* block : open_)
        weights_[block].text += picture_weighs;
}

void WeighedPage::walk(const GumboNode* node, Within within) {
    if (markup::is_text(node)) {
        const auto before = line_.size();
        add_text(line_, node->v.text.text);
        if (within.is_linked)
            linked_ += signs_in(std::string_view(line_).substr(before));
        return;
    }
    if (!markup::is_element(node) || within.depth > deepest || markup::removal_of(node) || markup::shows_nothing(node))
        return;
    const auto tag = node->v.element.tag;
    if (tag == GUMBO_TAG_BR)
        return end_line();
    if (tag == GUMBO_TAG_IMG) {
        if (!within.is_linked && !within.is_furniture && !open_.empty() && markup::is_tag(open_.back(), GUMBO_TAG_P))
            weigh_picture();
        return;
    }
    ++within.depth;
    if (tag == GUMBO_TAG_A) {
        within.is_linked = true;
        has_file_link_ |= is_file_address(markup::attribute(node, "href"));
    }
    const bool is_block = !markup::is_inline(tag) && tag != GUMBO_TAG_UNKNOWN;
    if (is_block) {
        end_line();
        open_.push_back(node);
        blocks_.push_back(node);
        within.is_furniture |= is_called_furniture(node);
    }
    const bool outer = std::exchange(is_in_furniture_, within.is_furniture);
    for (unsigned i = 0; i < markup::children(node).length; ++i)
        walk(markup::child(node, i), within);
    if (is_block) {
        end_line();
        open_.pop_back();
    }
    is_in_furniture_ = outer;
}

double WeighedPage::weight_of(const GumboNode* element) const {
    const auto found = weights_.find(element);
    return found == weights_.end() ? 0 : found->second.text;
}

std::size_t WeighedPage::plain_signs(const GumboNode* element) const {
    const auto found = weights_.find(element);
    return found == weights_.end() ? 0 : found->second.signs - found->second.linked;
}

// The heaviest of those that bear such a name; the outer one where two hold the same.
const GumboNode* WeighedPage::named_part() const {
    const GumboNode* best = nullptr;
    for (const auto* block : blocks_)
        if (is_named(block, names_of_text) && (!best || weight_of(block) > weight_of(best)))
            best = block;
    return best && weight_of(best) > 0 && weight_of(best) >= part_of_a_name * weight_of(body_) ? best : nullptr;
}

// Of the blocks that stand in it and in no other block. A table is passed by for the heaviest of its cells: tables of data have
// none.
const GumboNode* WeighedPage::heaviest_below(const GumboNode* at) const {
    const GumboNode* heaviest = nullptr;
    std::vector<const GumboNode*> open;
    const auto open_all = [&](const GumboNode* node) {
        for (unsigned i = 0; i < markup::children(node).length; ++i)
            open.push_back(markup::child(node, i));
    };
    open_all(at);
    while (!open.empty()) {
        const auto* node = open.back();
        open.pop_back();
        if (!markup::is_element(node))
            continue;
        const auto tag = node->v.element.tag;
        const bool is_frame = tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TR;
        if (is_frame || !weights_.contains(node))
            open_all(node);
        else if (!heaviest || weight_of(node) > weight_of(heaviest))
            heaviest = node;
    }
    return heaviest;
}

const GumboNode* WeighedPage::main_part() const {
    if (const auto* named = named_part())
        return named;
    const auto* at = body_;
    for (;;) {
        const auto* heaviest = heaviest_below(at);
        if (!heaviest || !is_way_down(heaviest->v.element.tag) || weight_of(at) == 0)
            return at;
        const bool is_a_text = weights_.at(heaviest).lines >= lines_of_a_text;
        if (weight_of(heaviest) < (is_a_text ? most : nearly_all) * weight_of(at))
            return at;
        at = heaviest;
    }
}

std::unordered_set<const GumboNode*> WeighedPage::furniture_in(const GumboNode* main) const {
    std::unordered_set<const GumboNode*> all;
    const auto is_below = [&](const GumboNode* node) {
        for (node = node->parent; node; node = node->parent)
            if (node == main)
                return true;
        return false;
    };
    for (const auto* block : blocks_) {
        if (block == main || !is_below(block))
            continue;
        const auto tag = block->v.element.tag;
        const bool is_of_a_grid =
            tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_LI;
        const auto found = weights_.find(block);
        const auto weight = found == weights_.end() ? Weight() : found->second;
        const bool is_nothing_else = weight.all > 0 && weight.text == 0 && weight.of_furniture + weight.of_links == weight.all;
        if (is_nothing_else && !is_of_a_grid && (weight.of_links == 0 || weight.of_links >= links_of_a_list))
            all.insert(block);
    }
    return all;
}

}  // namespace gongkai::intake
