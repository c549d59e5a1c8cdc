#include "domain/programme/reading/due_scanner.h"

#include <algorithm>

#include "base/core/text.h"
#include "domain/programme/reading/traced.h"

namespace gongkai::programme {

int chinese_digit(char32_t c) {
    static constexpr std::u32string_view digits = U"〇一二三四五六七八九";
    if (c == U'零' || c == U'○' || c == U'Ｏ')
        return 0;
    if (c == U'两')
        return 2;
    const std::size_t at = digits.find(c);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

bool take_before(Scan& scan) { return scan.take_any({U"之前", U"以前", U"前", U"为止", U"止", U"之内", U"以内", U"内"}); }

std::vector<FoundDue> DueScanner::run() {
    std::size_t i = 0;
    while (i < text_.size()) {
        const std::size_t next = pattern(i);
        i = next > i ? next : i + 1;
    }
    tidy();
    return std::move(found_);
}

std::size_t DueScanner::pattern(std::size_t i) {
    const char32_t c = text_[i];
    if (c == U'每' || c == U'按' || c == U'逐' || c == U'至' || c == U'全') {
        if (const std::size_t end = cycle(i))
            return end;
    }
    if (cell_ && (c == U'一' || c == U'半' || c == U'季' || c == U'月' || c == U'周')) {
        if (const std::size_t end = cycle_of_cell(i))
            return end;
    }
    const bool digit_inside = i > 0 && (is_digit(text_[i - 1]) || text_[i - 1] == U'.');
    if (!digit_inside) {
        if (const std::size_t end = term(i))
            return end;
        if (const std::size_t end = several(i))
            return end;
        if (const std::size_t end = several_numbers(i))
            return end;
        if (const std::size_t end = date(i))
            return end;
        if (const std::size_t end = numeric_date(i))
            return end;
    }
    return standing(i);
}

FoundDue& DueScanner::add(Due due, std::size_t start, std::size_t end, bool doubtful) {
    due.text = to_utf8(printed_.substr(start, end - start));
    return found_.emplace_back(FoundDue{std::move(due), start, end, doubtful});
}

void DueScanner::tidy() {
    for (const FoundDue& one : found_)
        stretches_.emplace_back(one.start, one.end);
    const bool has_cycle = std::ranges::any_of(
        found_, [](const FoundDue& one) { return one.due.kind == Due::Kind::every || one.due.kind == Due::Kind::at_least; });
    const auto gives_way = [&](const FoundDue& one) { return one.due.kind == Due::Kind::ongoing && !one.doubtful; };
    if (has_cycle && !cell_)
        std::erase_if(found_, gives_way);
    settle_terms(found_);
    count_once(found_, text_, cell_ ? DuePlace::cell : DuePlace::sentence);
}

std::optional<int> read_number(std::u32string_view text, std::size_t& length) {
    std::size_t i = 0;
    int value = 0;
    while (i < text.size() && is_digit(text[i]) && i < 6)
        value = value * 10 + static_cast<int>(fold(text[i++]) - U'0');
    if (i > 0) {
        length = i;
        return value;
    }
    // 三, 十五, 二十, 三十一
    int tens = 0, ones = 0;
    bool any = false;
    if (i < text.size() && chinese_digit(text[i]) > 0) {
        ones = chinese_digit(text[i++]);
        any = true;
    }
    if (i < text.size() && text[i] == U'十') {
        tens = any ? ones : 1;
        ones = 0;
        any = true;
        ++i;
        if (i < text.size() && chinese_digit(text[i]) > 0)
            ones = chinese_digit(text[i++]);
    }
    if (!any)
        return std::nullopt;
    length = i;
    return tens * 10 + ones;
}

std::vector<FoundDue> read_dues(std::u32string_view text, const DueContext& context, DuePlace place, const ReadingWords& words) {
    return DueScanner(text, context, place, words).run();
}

ReadTerms read_terms(std::u32string_view text, const DueContext& context, DuePlace place, const ReadingWords& words) {
    DueScanner scanner(text, context, place, words);
    ReadTerms terms;
    terms.found = scanner.run();
    terms.unread = unread_times(text, scanner.stretches(), place);
    return terms;
}

namespace {

using Fillers = std::initializer_list<std::u32string_view>;

// Does nothing stand in the text but what was found and these words?
bool holds_only(std::u32string_view text, const std::vector<FoundDue>& found, Fillers fillers) {
    for (std::size_t i = 0; i < text.size();) {
        const auto term = std::ranges::find_if(found, [&](const FoundDue& one) { return one.start <= i && i < one.end; });
        const auto filler = std::ranges::find_if(fillers, [&](auto word) { return starts_with(text.substr(i), word); });
        if (term == found.end() && filler == fillers.end())
            return false;
        i = term != found.end() ? term->end : i + filler->size();
    }
    return !found.empty();
}

constexpr DueContext some_year{.year = 2020, .signed_on = {}};

}  // namespace

bool is_due(std::u32string_view text, const ReadingWords& words) {
    if (text.size() < 2 || text.size() > 24)
        return false;
    return holds_only(text, read_dues(text, some_year, DuePlace::cell, words),
                      {U"完成", U"公开", U"并", U"长期", U"公布", U"报送", U"、", U",", U"，", U";", U"；", U"。"});
}

bool is_term_line(std::u32string_view text, const ReadingWords& words) {
    if (is_due(text, words))
        return true;
    while (!text.empty() && is_stop(text.back()))
        text.remove_suffix(1);
    if (text.size() < 4 || text.size() > 30 || std::any_of(text.begin(), text.end(), is_stop))
        return false;
    const auto found = read_dues(text, some_year, DuePlace::cell, words);
    if (found.size() == 1 && found[0].due.kind == Due::Kind::within) {
        const auto event = text.substr(0, found[0].start), rest = text.substr(found[0].end);
        return (event.empty() || ends_with(event, U"后") || ends_with(event, U"起")) && (rest.empty() || rest == U"完成");
    }
    // 上半年、下半年各一次, 6月底前、12月底前分别完成: beside the days only such words.
    return holds_only(text, found,
                      {U"各",   U"分别", U"完成", U"公开", U"公布", U"报送", U"更新", U"开展", U"组织", U"全部", U"一次", U"1次",
                       U"两次", U"2次",  U"并",   U"和",   U"及",   U"、",   U",",    U"，",   U"(",    U")",    U"（",   U"）"});
}

}  // namespace gongkai::programme
