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
        if (const std::size_t end = date(i))
            return end;
        if (const std::size_t end = numeric_date(i))
            return end;
    }
    return standing(i);
}

void DueScanner::add(Due due, std::size_t start, std::size_t end, bool doubtful) {
    due.text = to_utf8(printed_.substr(start, end - start));
    found_.push_back({std::move(due), start, end, doubtful});
}

bool DueScanner::same(const Due& a, const Due& b) {
    return a.kind == b.kind && a.on == b.on && a.period == b.period && a.count == b.count && a.unit == b.unit;
}

void DueScanner::tidy() {
    const bool has_cycle = std::any_of(found_.begin(), found_.end(), [](const FoundDue& f) {
        return f.due.kind != Due::Kind::ongoing && f.due.kind != Due::Kind::by && f.due.kind != Due::Kind::within;
    });
    std::vector<FoundDue> kept;
    for (FoundDue& one : found_) {
        const bool vague = one.due.kind == Due::Kind::ongoing && has_cycle && !cell_;
        const bool twice = std::any_of(kept.begin(), kept.end(), [&](const FoundDue& k) { return same(k.due, one.due); });
        if (!vague && !twice)
            kept.push_back(std::move(one));
    }
    found_ = std::move(kept);
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

bool is_due(std::u32string_view text, const ReadingWords& words) {
    if (text.size() < 2 || text.size() > 24)
        return false;
    std::size_t covered = 0;
    for (const FoundDue& found : read_dues(text, {.year = 2020, .signed_on = {}}, DuePlace::cell, words))
        covered += found.end - found.start;
    for (const std::u32string_view filler : {U"完成", U"公开", U"并", U"长期", U"公布", U"报送"}) {
        if (contains(text, filler))
            covered += filler.size();
    }
    for (const char32_t c : text)
        covered += c == U'、' || c == U',' || c == U'，' || c == U';' || c == U'；' || c == U'。' ? 1 : 0;
    return covered >= text.size();
}

}  // namespace gongkai::programme
