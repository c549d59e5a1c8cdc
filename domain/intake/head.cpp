#include "domain/intake/head.h"

#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "domain/intake/official.h"

namespace gongkai::intake {
namespace {

using extract::Align;
using extract::RichBlock;

constexpr std::size_t longest_head = 12;    // blocks before the text
constexpr std::size_t longest_title = 100;  // signs
constexpr std::size_t foot = 20;            // blocks after the text that may bear date and note

bool is_line(const RichBlock& block) {
    return (block.kind == RichBlock::Kind::paragraph || block.kind == RichBlock::Kind::heading) &&
           std::ranges::none_of(block.runs, [](const extract::Run& run) { return run.picture >= 0; });
}

bool is_bold(const RichBlock& block) {
    return std::ranges::all_of(block.runs, [](const extract::Run& run) { return run.is_bold || trim(run.text).empty(); });
}

// The type in which most of the text is set.
double body_size(const std::vector<RichBlock>& blocks) {
    std::map<double, std::size_t> letters;
    for (const auto& block : blocks)
        if (block.kind == RichBlock::Kind::paragraph && block.size > 0)
            letters[block.size] += text_of(block).size();
    const auto most = std::ranges::max_element(letters, {}, &std::pair<const double, std::size_t>::second);
    return most == letters.end() ? 0 : most->first;
}

bool ends_as_text(std::string_view text) {
    for (const std::string_view sign : {"。", "：", ":", "；", "，", "！", "？"})
        if (trim(text).ends_with(sign))
            return true;
    return false;
}

// Set apart as titles are: a style of titles, or in the middle and larger or bolder than the text, or with the words of a title.
bool looks_like_title(const RichBlock& block, double usual) {
    const auto text = text_of(block);
    if (!is_line(block) || block.is_red || ends_as_text(text) || count_code_points(text) > longest_title ||
        numbering_level(text) > 0)
        return false;
    if (block.kind == RichBlock::Kind::heading)
        return block.level == 1 || (block.align == Align::centre && block.size > usual);
    return block.align == Align::centre && (usual <= 0 || block.size > 1.1 * usual || is_bold(block) || ends_as_title(text));
}

std::string join_title(const std::string& before, const std::string& line) {
    if (before.empty())
        return line;
    const bool is_narrow = static_cast<unsigned char>(before.back()) < 0x80 && static_cast<unsigned char>(line.front()) < 0x80;
    return before + (is_narrow ? " " : "") + line;
}

// Lines of it are joined; blanks that spread a short one go.
std::string title_line(const RichBlock& block) {
    std::string line;
    const auto text = text_of(block);
    for (const auto part : split(text, '\n'))
        if (!trim(part).empty())
            line = join_title(line, std::string(trim(part)));
    const bool is_latin = std::ranges::none_of(to_code_points(line), is_han);
    return is_latin ? line : without_blanks(line);
}

void take_foot_hints(Hints& hints, std::string_view line) {
    if (const auto day = printed_day(line))
        hints.signed_on = day;
    if (auto note = disclosure_note(line); !note.empty())
        hints.disclosure = std::move(note);
}

}  // namespace

std::string text_of(const RichBlock& block) {
    std::string out = block.label;
    for (const auto& run : block.runs)
        out += run.text;
    return out;
}

bool says_the_same(std::string_view title, std::string_view other) {
    return without_blanks(std::string(title)) == without_blanks(std::string(other));
}

Head take_head(std::vector<RichBlock>& blocks, std::string_view known) {
    Head head;
    const double usual = body_size(blocks);
    std::size_t at = 0;
    std::vector<std::size_t> taken, title_lines;
    bool is_title_open = true;
    for (; at < std::min(blocks.size(), longest_head); ++at) {
        const auto& block = blocks[at];
        if (block.kind == RichBlock::Kind::page_break)
            continue;
        if (!is_line(block))
            break;
        const auto text = text_of(block);
        if (head.title.empty() && head.hints.issuer.empty()) {
            const bool is_above_number = at + 1 < blocks.size() && !document_number(text_of(blocks[at + 1])).empty();
            const bool is_set_apart = block.is_red || block.align == Align::centre || block.size > 1.5 * usual || is_above_number;
            if (auto issuer = issuer_of_mark(text); !issuer.empty() && is_set_apart) {
                head.hints.issuer = std::move(issuer);
                taken.push_back(at);
                continue;
            }
            if (block.is_red && !ends_as_title(text) && count_code_points(text) <= 40) {  // the letter form bears the name alone
                head.hints.issuer = without_blanks(text);
                taken.push_back(at);
                continue;
            }
        }
        if (auto number = document_number(text); !number.empty() && head.hints.number.empty()) {
            head.hints.number = std::move(number);
            taken.push_back(at);
            is_title_open = head.title.empty();  // a number below the title ends it
            continue;
        }
        const bool ends_title = !head.title.empty() && ends_as_title(text) && !ends_as_text(text) && numbering_level(text) == 0;
        if (is_title_open && (looks_like_title(block, usual) || ends_title)) {
            head.title = join_title(head.title, title_line(block));
            title_lines.push_back(at);
            // A notice in a notice begins with a title of its own.
            is_title_open = !ends_as_title(head.title) || block.kind == RichBlock::Kind::heading;
            if (block.kind == RichBlock::Kind::heading && ends_as_title(head.title))
                is_title_open = false;
            continue;
        }
        if (!head.title.empty() || numbering_level(text) > 0 || ends_as_text(text))
            break;
    }
    // A text without any looks: its first line, where that is one.
    if (head.title.empty() && !blocks.empty()) {
        std::size_t first = 0;
        while (first < blocks.size() && std::ranges::find(taken, first) != taken.end())
            ++first;
        if (first < blocks.size() && is_line(blocks[first])) {
            const auto text = text_of(blocks[first]);
            const bool is_plain = blocks[first].size <= 0 || ends_as_title(text);
            if (is_plain && !ends_as_text(text) && count_code_points(text) <= 60 && numbering_level(text) == 0) {
                head.title = title_line(blocks[first]);
                title_lines.push_back(first);
            }
        }
    }
    for (std::size_t i = blocks.size() - std::min(blocks.size(), foot); i < blocks.size(); ++i)
        if (is_line(blocks[i]) && !head.hints.signed_on)
            take_foot_hints(head.hints, text_of(blocks[i]));
        else if (is_line(blocks[i]))
            if (auto note = disclosure_note(text_of(blocks[i])); !note.empty())
                head.hints.disclosure = std::move(note);
    if (known.empty() || says_the_same(known, head.title))
        taken.insert(taken.end(), title_lines.begin(), title_lines.end());
    std::ranges::sort(taken, std::greater<>());
    for (const auto place : taken)
        blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(place));
    return head;
}

Hints hints_in(std::string_view text) {
    Hints hints;
    std::size_t line_number = 0;
    for (const auto line : split(text, '\n')) {
        if (++line_number <= longest_head) {
            if (hints.number.empty())
                hints.number = document_number(line);
            if (hints.issuer.empty() && line_number <= 3)
                hints.issuer = issuer_of_mark(line);
        }
        if (line.size() < 120)
            take_foot_hints(hints, line);
    }
    return hints;
}

}  // namespace gongkai::intake
