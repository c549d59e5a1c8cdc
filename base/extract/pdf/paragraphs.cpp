#include "base/extract/pdf/paragraphs.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/core/text.h"

namespace gongkai::extract {
namespace {

bool is_wide(char32_t c) { return c >= 0x2E80; }

// Between Chinese signs nothing, between words a blank, after a hyphen at the end of a line nothing.
void join(std::string& to, const std::string& text) {
    const auto before = to_code_points(to), after = to_code_points(text);
    if (before.empty() || after.empty())
        to += text;
    else
        to += (is_wide(before.back()) || is_wide(after.front()) ? "" : " ") + text;
}

bool ends_sentence(std::string_view text) {
    for (const std::string_view sign : {"。", "！", "？", "：", "；", "）", ".", "!", "?", ":", ";"})
        if (text.ends_with(sign))
            return true;
    return false;
}

// 一、 （一） 1. 第一条 附件: what begins a paragraph wherever it stands.
bool begins_with_number(std::string_view text) {
    const auto points = to_code_points(text.substr(0, 40));
    static constexpr std::u32string_view counting = U"一二三四五六七八九十百";
    std::size_t at = 0;
    if (text.starts_with("附件") || text.starts_with("抄送"))
        return true;
    if (at < points.size() && (points[at] == U'（' || points[at] == U'('))
        ++at;
    else if (at < points.size() && points[at] == U'第')
        ++at;
    const auto begin = at;
    while (at < points.size() && counting.find(points[at]) != std::u32string_view::npos)
        ++at;
    if (at > begin && at < points.size())
        return points[at] == U'、' || points[at] == U'）' || points[at] == U')' || points[at] == U'条' || points[at] == U'章';
    while (at < points.size() && points[at] >= U'0' && points[at] <= U'9')
        ++at;
    return at > begin && at < begin + 3 && at < points.size() &&
           (points[at] == U'.' || points[at] == U'．' || points[at] == U'、' || points[at] == U'）' || points[at] == U')') &&
           !(at + 1 < points.size() && points[at + 1] >= U'0' && points[at + 1] <= U'9');
}

Align align_of(const PlacedLine& line, const TextPage& page) {
    const double before = line.left - page.left, after = page.right - line.right, width = page.right - page.left;
    if (line.size <= 0 || width <= 0)
        return Align::start;
    if (before > 2.5 * line.size && after > 2.5 * line.size && std::abs(before - after) < 1.6 * line.size)
        return Align::centre;
    if (before > 0.45 * width && after < 4.5 * line.size)
        return Align::end;
    return Align::start;
}

// By what the file says; heights of what was recognised in a picture are not that exact.
bool is_other_type(const PlacedLine& a, const PlacedLine& b) {
    if (a.type > 0 && b.type > 0)
        return std::abs(a.type - b.type) > 0.12 * b.type;
    return a.size > 0 && a.type <= 0 && std::abs(a.size - b.size) > 0.17 * std::max(a.size, b.size);
}

}  // namespace

bool is_page_number(std::string_view text) {
    std::string rest;
    for (const char32_t c : to_code_points(text))
        if (c != ' ' && c != '-' && c != U'—' && c != U'－' && c != U'–' && c != U'·' && c != U'第' && c != U'页' && c != U'共' &&
            c != '/')
            rest += to_utf8({&c, 1});
    return !rest.empty() && rest.size() <= 8 && rest.find_first_not_of("0123456789") == std::string::npos;
}

TextPage measure(const std::vector<PlacedLine>& lines) {
    TextPage page;
    std::map<int, int> lefts, pitches;
    const PlacedLine* before = nullptr;
    double leftmost = 1e9;
    for (const auto& line : lines) {
        page.right = std::max(page.right, line.size > 0 ? line.right : 0);
        leftmost = std::min(leftmost, line.size > 0 ? line.left : 1e9);
    }
    for (const auto& line : lines) {
        if (line.size <= 0)
            continue;
        const bool is_full = line.right > page.right - 2.5 * line.size && line.right - line.left > 0.6 * (page.right - leftmost);
        lefts[static_cast<int>(std::lround(line.left / 3))] += is_full ? 2 : 1;
        if (before && line.middle > before->middle)
            ++pitches[static_cast<int>(std::lround(line.middle - before->middle))];
        before = &line;
    }
    // The leftmost place where more than a stray line begins.
    page.left = lefts.empty() ? 0 : lefts.begin()->first * 3.0;
    for (const auto& [place, count] : lefts)
        if (count > 1 || lefts.size() < 3) {
            page.left = place * 3.0;
            break;
        }
    int most = 0;
    for (const auto& [pitch, count] : pitches)
        if (count > most) {
            most = count;
            page.pitch = pitch;
        }
    return page;
}

std::string joined_lines(std::string_view text) {
    std::string out;
    std::size_t begin = 0;  // of the paragraph that is being joined
    for (const auto line : split(text, '\n')) {
        if (!out.empty() && begins_with_number(line)) {
            out += '\n';
            begin = out.size();
        }
        auto paragraph = out.substr(begin);
        join(paragraph, std::string(line));
        out.resize(begin);
        out += paragraph;
    }
    return out;
}

void append_paragraphs(const std::vector<PlacedLine>& lines, const TextPage& page, double usual, const Spot& spot, bool goes_on,
                       std::vector<RichBlock>& into) {
    const PlacedLine* before = nullptr;
    bool is_open = goes_on && !into.empty() && into.back().kind == RichBlock::Kind::paragraph;
    std::size_t longest = 0;
    for (const auto& line : lines)
        longest = std::max(longest, count_code_points(line.text));
    for (const auto& line : lines) {
        const bool is_known = line.size > 0;
        const auto align = align_of(line, page);
        const bool is_large = line.type > 1.15 * usual && usual > 0 && count_code_points(line.text) <= 60;
        bool goes_on_here = is_open && align == Align::start && !begins_with_number(line.text) && !is_large;
        if (goes_on_here && is_known) {
            const bool is_indented = line.left > page.left + 1.2 * line.size;
            const bool was_short = before && before->size > 0 && before->right < page.right - 2.2 * before->size;
            // A third of a line more is much between sentences: paragraphs without an indent are set that way.
            const double apart = before && ends_sentence(before->text) && before->type > 0 ? 1.25 : 1.6;
            const bool is_apart =
                before && before->size > 0 && page.pitch > 0 && line.middle - before->middle > apart * page.pitch;
            const bool is_other = before && is_other_type(*before, line);
            goes_on_here = !is_indented && !was_short && !is_apart && !is_other;
        } else if (goes_on_here && before) {
            goes_on_here = !ends_sentence(before->text) && count_code_points(before->text) * 10 >= longest * 8;
        }
        // A title of two lines is one title.
        const bool is_same_title = is_large && before && !into.empty() && into.back().kind == RichBlock::Kind::heading &&
                                   std::abs(into.back().size - line.type) < 0.05 * line.type && !line.is_red &&
                                   line.middle - before->middle < 2.2 * line.type && !begins_with_number(line.text);
        if (goes_on_here || is_same_title) {
            join(into.back().runs.back().text, line.text);
        } else {
            RichBlock block;
            if (is_large && !line.is_red) {
                block.kind = RichBlock::Kind::heading;
                block.level = line.type > 1.3 * usual ? 1 : 2;
            }
            block.align = align;
            block.size = line.type;
            block.is_red = line.is_red;
            block.spot = spot;
            Run run;
            run.text = line.text;
            run.is_bold = line.is_bold && block.kind != RichBlock::Kind::heading;
            block.runs.push_back(std::move(run));
            into.push_back(std::move(block));
        }
        is_open = into.back().kind == RichBlock::Kind::paragraph && align == Align::start;
        before = &line;
    }
}

}  // namespace gongkai::extract
