#include "domain/programme/reading/cover.h"

#include <algorithm>
#include <chrono>

#include "base/core/text.h"
#include "domain/programme/reading/mark.h"

namespace gongkai::programme {

namespace {

constexpr std::size_t none = std::u32string_view::npos;

// The stretch of Han characters that ends before `end`.
std::size_t han_run_start(std::u32string_view text, std::size_t end, std::size_t at_most) {
    std::size_t start = end;
    while (start > 0 && end - start < at_most && is_han(text[start - 1]))
        --start;
    return start;
}

// Words that may stand before a number in a sentence and are no part of it.
std::size_t after_lead_in(std::u32string_view prefix) {
    std::size_t start = 0;
    for (const std::u32string_view word : {U"按照", U"根据", U"依据", U"贯彻", U"落实", U"执行", U"参照", U"转发", U"印发",
                                           U"关于", U"结合", U"对照", U"发布", U"文号", U"字号", U"文件"}) {
        const std::size_t at = prefix.rfind(word);
        if (at != none)
            start = std::max(start, at + word.size());
    }
    while (start < prefix.size() &&
           (prefix[start] == U'和' || prefix[start] == U'及' || prefix[start] == U'与' || prefix[start] == U'以'))
        ++start;
    return start;
}

bool opens_year(char32_t c) {
    return c == U'〔' || c == U'[' || c == U'［' || c == U'【' || c == U'(' || c == U'（' || c == U'﹝' || c == U'〈' ||
           c == U'{';
}
bool closes_year(char32_t c) {
    return c == U'〕' || c == U']' || c == U'］' || c == U'】' || c == U')' || c == U'）' || c == U'﹞' || c == U'〉' ||
           c == U'}';
}

}  // namespace

std::vector<FoundNumber> find_numbers(std::u32string_view text, std::optional<int> near_year) {
    std::vector<FoundNumber> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!opens_year(text[i]))
            continue;
        std::size_t at = i + 1;
        const auto skip = [&] {
            while (at < text.size() && is_blank(text[at]))
                ++at;
        };
        std::u32string digits;
        const auto take_digits = [&] {
            digits.clear();
            skip();
            while (at < text.size() && digits.size() < 12) {
                if (is_digit(text[at]))
                    digits.push_back(fold(text[at]));
                else if (!is_blank(text[at]) || digits.empty())
                    break;
                ++at;
            }
            while (at > 0 && is_blank(text[at - 1]))
                --at;
        };
        take_digits();
        if (digits.size() < 4)
            continue;
        FoundNumber number;
        const auto value = [](std::u32string_view run) {
            int out = 0;
            for (const char32_t c : run)
                out = out * 10 + static_cast<int>(c - U'0');
            return out;
        };
        number.year = value(std::u32string_view(digits).substr(0, 4));
        if (number.year < 1980 || number.year > 2099)
            continue;
        std::u32string serial;
        std::size_t before_close = at;
        skip();
        if (digits.size() == 4 && at < text.size() && closes_year(text[at])) {
            ++at;
            skip();
            if (at < text.size() && text[at] == U'第')
                ++at;
            take_digits();
            serial = digits;
            skip();
            if (serial.empty() || at >= text.size() || text[at] != U'号')
                continue;
            ++at;
        } else if (text[i] == U'〔' || text[i] == U'﹝' || text[i] == U'[' || text[i] == U'［') {
            // 〔201783: the bracket was lost; four digits are the year.
            at = before_close;
            serial = digits.substr(4);
            skip();
            if (at < text.size() && closes_year(text[at]))
                ++at;
            skip();
            if (serial.empty()) {
                take_digits();
                serial = digits;
                skip();
            }
            if (at < text.size() && text[at] == U'号')
                ++at;
            else
                at = before_close;
            if (serial.empty() || serial.size() > 4)
                continue;
            number.damaged = true;
            number.mended = near_year && std::abs(*near_year - number.year) <= 1;
        } else {
            continue;
        }
        std::size_t end_of_prefix = i;
        while (end_of_prefix > 0 && is_blank(text[end_of_prefix - 1]))
            --end_of_prefix;
        std::size_t start = han_run_start(text, end_of_prefix, 14);
        const auto prefix = text.substr(start, end_of_prefix - start);
        const std::size_t lead_in = after_lead_in(prefix);
        const std::size_t run = start;
        start += lead_in;
        if (end_of_prefix - start < 2)
            continue;
        // The code of an office is short: 国办发, 鲁政办发, 济宁市人民政府令 at the most.
        const char32_t before = run > 0 ? text[run - 1] : U'\n';
        const bool alone_in_brackets = (before == U'(' || before == U'（') && (run < 2 || is_blank(text[run - 2])) &&
                                       at < text.size() && closes_year(text[at]) &&
                                       (at + 1 >= text.size() || is_blank(text[at + 1]));
        number.bracketed =
            lead_in > 0 || !(is_blank(before) || before == U':' || before == U'：' || before == U'|' || alone_in_brackets);
        number.start = start;
        number.end = at;
        number.printed = mend(text.substr(start, at - start));
        number.normal = std::u32string(text.substr(start, end_of_prefix - start)) + U"〔" +
                        to_code_points(std::to_string(number.year)) + U"〕" + to_code_points(std::to_string(value(serial))) +
                        U"号";
        found.push_back(std::move(number));
        i = at - 1;
    }
    return found;
}

std::optional<Day> read_full_day(std::u32string_view text, std::size_t& length) {
    using namespace std::chrono;
    std::size_t at = 0;
    const auto skip = [&] {
        while (at < text.size() && is_blank(text[at]))
            ++at;
    };
    const auto digit = [](char32_t c) -> int {
        static constexpr std::u32string_view han = U"〇一二三四五六七八九";
        if (is_digit(c))
            return static_cast<int>(fold(c) - U'0');
        if (c == U'零' || c == U'○' || c == U'O' || c == U'О' || c == U'Ｏ' || c == U'０')
            return 0;
        const std::size_t where = han.find(c);
        return where == none ? -1 : static_cast<int>(where);
    };
    int year = 0, digits = 0;
    while (at < text.size() && digits < 5) {
        skip();
        if (at >= text.size() || digit(text[at]) < 0)
            break;
        year = year * 10 + digit(text[at++]);
        ++digits;
    }
    if (digits != 4 || year < 1980 || year > 2099)
        return std::nullopt;
    int parts[2] = {0, 0};
    const char32_t ends[3] = {U'年', U'月', U'日'};
    skip();
    const char32_t dash = at < text.size() ? text[at] : U'\0';
    const bool numeric = dash == U'-' || dash == U'/' || dash == U'.';
    if (!numeric && dash != ends[0])
        return std::nullopt;
    ++at;
    for (int part = 0; part < 2; ++part) {
        skip();
        std::u32string run;
        while (at < text.size() && run.size() < 4 &&
               (is_digit(text[at]) || is_blank(text[at]) || digit(text[at]) >= 0 || text[at] == U'十')) {
            if (!is_blank(text[at]))
                run.push_back(fold(text[at]));
            else if (numeric)
                break;
            ++at;
        }
        std::size_t took = 0;
        const auto value = read_number(run, took);
        if (!value || took != run.size() || *value > 31)
            return std::nullopt;
        parts[part] = *value;
        if (numeric && part == 1)
            break;
        skip();
        if (at >= text.size() || text[at] != (numeric ? dash : ends[part + 1]))
            return std::nullopt;
        ++at;
    }
    const year_month_day date{std::chrono::year(year), month(static_cast<unsigned>(parts[0])),
                              day(static_cast<unsigned>(parts[1]))};
    if (!date.ok())
        return std::nullopt;
    length = at;
    return sys_days(date);
}

namespace {

// The lines joined again with a line end between them, each character with its place.
Traced joined(const std::vector<Line>& lines, std::size_t from, std::size_t to) {
    Traced all;
    for (std::size_t i = from; i < to && i < lines.size(); ++i) {
        if (!all.empty())
            all.push(U'\n', lines[i].text.from[0]);
        all.append(lines[i].text);
    }
    return all;
}

bool ends_with_any(std::u32string_view text, std::initializer_list<std::u32string_view> list) {
    return std::any_of(list.begin(), list.end(), [&](auto end) { return ends_with(text, end); });
}

constexpr std::u32string_view task_words[] = {
    U"工作要点", U"任务分解", U"任务清单", U"责任分解", U"分工方案", U"任务分工", U"工作任务", U"责任清单", U"重点任务",
    U"工作台账", U"任务台账", U"实施方案", U"工作方案", U"工作安排", U"主要任务", U"分工表",   U"任务表",   U"要点分工",
    U"分解表",   U"重点工作", U"一览表",   U"明细表",   U"考核指标", U"评估指标", U"指标体系", U"考核细则", U"考核方案",
    U"工作计划", U"行动方案", U"提升方案", U"细则",     U"任务指标", U"任务",     U"要点"};

struct Finder {
    const Traced& all;
    std::u32string_view text() const { return all.text; }

    // 关于…的通知, over line ends; blanks are mended.
    std::optional<std::pair<std::size_t, std::size_t>> title(std::size_t from) const {
        for (std::size_t at = text().find(U"关于", from); at != none; at = text().find(U"关于", at + 1)) {
            std::size_t letters = 0;
            for (std::size_t i = at; i < text().size() && letters < 110; ++i) {
                const char32_t c = text()[i];
                if (is_blank(c))
                    continue;
                ++letters;
                if (is_stop(c))
                    break;
                const auto so_far = text().substr(at, i + 1 - at);
                if ((c == U'知' || c == U'见' || c == U'函' || c == U'告' || c == U'案' || c == U'复' || c == U'定') &&
                    letters > 6) {
                    const std::u32string bare = mend(so_far.substr(so_far.size() > 12 ? so_far.size() - 12 : 0));
                    if (ends_with_any(bare, {U"的通知", U"的意见", U"的函", U"的公告", U"的通告", U"的方案", U"的报告", U"的批复",
                                             U"的决定"})) {
                        // A paper that is quoted, 《关于…的通知》, is not this one.
                        std::size_t before = at;
                        while (before > 0 && (is_blank(text()[before - 1]) || is_han(text()[before - 1])))
                            --before;
                        const bool quoted = before > 0 && text()[before - 1] == U'《';
                        if (!quoted)
                            return std::pair(at, i + 1);
                        break;
                    }
                }
            }
        }
        return std::nullopt;
    }
};

bool is_body(std::u32string_view name) {
    return name.size() >= 4 && name.size() <= 40 &&
           ends_with_any(name, {U"办公室", U"政府", U"委员会", U"办公厅", U"局", U"厅", U"委", U"办", U"领导小组", U"中心",
                                U"管委会", U"院", U"部", U"会", U"办事处", U"镇", U"公司", U"处"});
}

// 202020年 is 2020年 with its first half printed twice.
std::optional<std::pair<std::u32string, std::u32string>> doubled_year(std::u32string_view text) {
    for (std::size_t i = 0; i + 7 <= text.size(); ++i) {
        if (!is_digit(text[i]) || (i > 0 && is_digit(text[i - 1])))
            continue;
        std::size_t run = 0;
        while (i + run < text.size() && is_digit(text[i + run]))
            ++run;
        if (i + run >= text.size() || text[i + run] != U'年')
            continue;
        if (run == 6 && text.substr(i, 2) == text.substr(i + 2, 2))
            return std::pair(std::u32string(text.substr(i, 7)), std::u32string(text.substr(i + 2, 5)));
        if (run == 8 && text.substr(i, 4) == text.substr(i + 4, 4))
            return std::pair(std::u32string(text.substr(i, 9)), std::u32string(text.substr(i + 4, 5)));
    }
    return std::nullopt;
}

std::optional<int> year_in(std::u32string_view title) {
    for (std::size_t i = 0; i + 4 < title.size(); ++i) {
        if ((i > 0 && is_digit(title[i - 1])) || !is_digit(title[i]))
            continue;
        std::size_t length = 0;
        const auto year = read_number(title.substr(i), length);
        if (length == 4 && title[i + 4] == U'年' && *year >= 1990 && *year <= 2099)
            return year;
    }
    for (std::size_t i = 0; i + 4 < title.size(); ++i) {
        static constexpr std::u32string_view han = U"〇一二三四五六七八九";
        int year = 0;
        std::size_t k = 0;
        for (; k < 4; ++k) {
            const std::size_t digit = title[i + k] == U'零' || title[i + k] == U'○' ? 0 : han.find(title[i + k]);
            if (digit == none)
                break;
            year = year * 10 + static_cast<int>(digit);
        }
        if (k == 4 && title[i + 4] == U'年' && year >= 1990 && year <= 2099)
            return year;
    }
    return std::nullopt;
}

void find_signature(Cover& cover, const std::vector<Line>& lines, std::size_t end, std::vector<Note>& warnings) {
    std::optional<Day> labelled, printed, published;
    const auto look = [&](std::size_t from, std::size_t to) {
        const Traced all = joined(lines, from, to);
        const std::u32string_view text = all.text;
        const auto line_of = [&](const Traced& whole, std::size_t at) {
            return from + static_cast<std::size_t>(
                              std::count(whole.text.begin(), whole.text.begin() + static_cast<std::ptrdiff_t>(at), U'\n'));
        };
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char32_t c = text[i];
            const bool digit_like = c == U'1' || c == U'2' || c == U'二' || c == U'一' || c == U'２' || c == U'１';
            if (!digit_like || (i > 0 && is_digit(text[i - 1])))
                continue;
            std::size_t length = 0;
            const auto day = read_full_day(text.substr(i), length);
            if (!day)
                continue;
            std::size_t after = i + length;
            while (after < text.size() && text[after] != U'\n' && is_blank(text[after]))
                ++after;
            std::size_t before = i;
            while (before > 0 && is_blank(text[before - 1]))
                --before;
            const auto lead = text.substr(before > 12 ? before - 12 : 0, std::min<std::size_t>(before, 12));
            const std::u32string label = fold(mend(lead));
            if (ends_with_any(label, {U"成文日期:", U"成文时间:", U"签发日期:", U"发文日期:"})) {
                if (labelled && *labelled != *day)
                    warnings.push_back({"programme.warn.signed_twice", {to_text(*labelled), to_text(*day)}});
                if (!labelled)
                    labelled = day;
            } else if (ends_with_any(label, {U"发布日期:", U"发布时间:", U"公开日期:", U"生成日期:", U"时间:", U"日期:"})) {
                if (!published)
                    published = day;
            } else if (starts_with(text.substr(after), U"印发")) {
                if (!printed)
                    printed = day;
                const std::size_t run = han_run_start(text, before, 40);
                if (cover.head.issuer.empty() && is_body(text.substr(run, before - run)))
                    cover.head.issuer = to_utf8(text.substr(run, before - run));
            } else {
                // A day of its own, best below the name of a body.
                const std::size_t run = han_run_start(text, before, 40);
                const auto name = text.substr(run, before - run);
                const bool own_line =
                    (i == 0 || text[before] == U'\n' || before == 0 || is_blank(text[i - 1])) &&
                    (after >= text.size() || text[after] == U'\n' || is_blank(text[i + length]) || text[after] == U'附');
                const bool started = run == 0 || is_blank(text[run - 1]) || is_stop(text[run - 1]) || text[run - 1] == U'|';
                if (own_line && is_body(name) && (started || contains(name, U"办公室"))) {
                    if (!cover.head.signed_on || !cover.has_signature) {
                        cover.head.signed_on = day;
                        cover.head.issuer = to_utf8(name);
                        cover.has_signature = true;
                        cover.signature_line = line_of(all, i);
                    }
                } else if (own_line && (before == 0 || text[before] == U'\n') && (after >= text.size() || text[after] == U'\n') &&
                           !cover.head.signed_on) {
                    cover.head.signed_on = day;
                }
            }
            i += length - 1;
        }
    };
    look(0, end);
    if (!cover.has_signature && !labelled && end < lines.size())
        look(end, lines.size());
    if (cover.has_signature) {
        if (labelled && *labelled != *cover.head.signed_on)
            warnings.push_back({"programme.warn.signed_twice", {to_text(*cover.head.signed_on), to_text(*labelled)}});
        return;
    }
    if (labelled)
        cover.head.signed_on = labelled;
    else if (!cover.head.signed_on)
        cover.head.signed_on = printed ? printed : published;
}

// …政府办公室2021年5月18日附件…: where the letter was saved in one line nothing but its words tells the signature.
void find_signature_in_line(Cover& cover, const std::vector<Line>& lines, std::size_t end) {
    std::u32string text;
    for (std::size_t i = 0; i < end; ++i)
        text += lines[i].text.text;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (is_digit(text[i - 1]) || !(is_digit(text[i]) || text[i] == U'二'))
            continue;
        std::size_t length = 0, before = i;
        const auto day = read_full_day(std::u32string_view(text).substr(i), length);
        if (!day)
            continue;
        while (before > 0 && is_blank(text[before - 1]))
            --before;
        std::size_t after = i + length;
        while (after < text.size() && is_blank(text[after]))
            ++after;
        const std::size_t run = han_run_start(text, before, 40);
        const auto name = std::u32string_view(text).substr(run, before - run);
        const bool ends_letter = after >= text.size() || starts_with(std::u32string_view(text).substr(after), U"附件") ||
                                 starts_with(std::u32string_view(text).substr(after), U"（此件") ||
                                 starts_with(std::u32string_view(text).substr(after), U"(此件");
        if (is_body(name) && ends_letter && run > 0 && (is_stop(text[run - 1]) || is_blank(text[run - 1]))) {
            cover.head.signed_on = day;
            cover.head.issuer = to_utf8(name);
            cover.has_signature = true;
            return;
        }
    }
}

// 附件1:某县2020年政务公开任务分解表
std::u32string without_annex_mark(std::u32string line) {
    std::size_t at = starts_with(line, U"附件") || starts_with(line, U"附表") ? 2 : 0;
    while (at > 0 && at < line.size() && (is_digit(line[at]) || line[at] == U':' || line[at] == U'：'))
        ++at;
    return line.substr(at);
}

void find_title(Cover& cover, const Traced& all, std::size_t after_number, const std::vector<Line>& lines, std::size_t end,
                const extract::Document& document) {
    const Finder finder{all};
    auto place = finder.title(after_number);
    if (!place)
        place = finder.title(0);
    if (place) {
        auto [start, stop] = *place;
        // The issuer may stand before it without a break, or on a line of its own.
        std::size_t run = han_run_start(all.text, start, 40);
        if (run < start && run > 0 && all.text[run] == U'号' && is_digit(all.text[run - 1]))
            ++run;  // 5号某县人民政府关于…
        const auto name = finder.text().substr(run, start - run);
        if (run < start && is_body(name)) {
            if (cover.head.issuer.empty())
                cover.head.issuer = to_utf8(name);
            start = run;
        } else {
            std::size_t before = start;
            while (before > 0 && is_blank(all.text[before - 1]))
                --before;
            const std::size_t above = han_run_start(all.text, before, 40);
            const auto body = finder.text().substr(above, before - above);
            if (before < start && is_body(body) && cover.head.issuer.empty())
                cover.head.issuer = to_utf8(body);
        }
        cover.head.title = to_utf8(mend(finder.text().substr(start, stop - start)));
        return;
    }
    for (std::size_t i = 0; i < lines.size() && i < std::max<std::size_t>(end, 12) && i < 60; ++i) {
        std::u32string line = without_annex_mark(mend(lines[i].text.text));
        for (int more = 0; more < 2; ++more) {
            const bool names = contains(line, U"政务公开") || contains(line, U"信息公开") || contains(line, U"公开工作");
            const bool tasks =
                std::any_of(std::begin(task_words), std::end(task_words), [&](auto word) { return contains(line, word); });
            if (names && tasks && line.size() <= 60 && line.find(U'。') == std::u32string::npos &&
                line.find(U'，') == std::u32string::npos && !starts_with(line, U"关于")) {
                cover.head.title = to_utf8(line);
                return;
            }
            if (i + 1 + static_cast<std::size_t>(more) >= std::max<std::size_t>(end, 1) || line.size() > 40)
                break;
            line += mend(lines[i + 1 + static_cast<std::size_t>(more)].text.text);
        }
    }
    if (!document.title.empty())
        cover.head.title = document.title;
}

}  // namespace

Cover read_cover(const std::vector<Line>& lines, std::size_t end, const extract::Document& document,
                 std::vector<Note>& warnings) {
    Cover cover;
    end = std::min(end, lines.size());
    find_signature(cover, lines, end, warnings);
    if (!cover.has_signature && !cover.head.signed_on)
        find_signature_in_line(cover, lines, end);
    const Traced all = joined(lines, 0, end);
    std::optional<int> near = cover.head.signed_on ? std::optional(year_of(*cover.head.signed_on)) : std::nullopt;
    const std::vector<FoundNumber> numbers = find_numbers(all.text, near);
    std::size_t after_number = 0;
    const FoundNumber* own = nullptr;
    for (const FoundNumber& number : numbers) {
        if (!number.bracketed && !own) {
            own = &number;
            after_number = number.end;
        } else if (own && number.normal == own->normal && !number.bracketed) {
            after_number = number.end;
        }
    }
    if (own) {
        cover.head.number = to_utf8(own->damaged && !own->mended ? own->printed : own->normal);
        if (own->damaged)
            warnings.push_back({own->mended ? "programme.warn.number_mended" : "programme.warn.number_damaged",
                                {to_utf8(own->printed), to_utf8(own->normal)}});
    }
    for (const FoundNumber& number : numbers) {
        if (own && number.normal == own->normal)
            continue;
        const std::string text = to_utf8(number.damaged && !number.mended ? number.printed : number.normal);
        if (std::find(cover.head.parents.begin(), cover.head.parents.end(), text) == cover.head.parents.end()) {
            cover.head.parents.push_back(text);
            if (number.damaged)
                warnings.push_back({number.mended ? "programme.warn.number_mended" : "programme.warn.number_damaged",
                                    {to_utf8(number.printed), to_utf8(number.normal)}});
        }
    }
    find_title(cover, all, after_number, lines, end, document);
    const std::u32string title = to_code_points(cover.head.title);
    cover.due.year = year_in(title);
    if (const auto doubled = doubled_year(title)) {
        warnings.push_back({"programme.warn.year_doubled", {to_utf8(doubled->first), to_utf8(doubled->second)}});
        if (!cover.due.year)
            cover.due.year = year_in(doubled->second);
    }
    if (!cover.due.year) {
        // The name of the attachment tells the year where the title does not.
        for (std::size_t i = 0; i < lines.size() && i < end + 4 && !cover.due.year; ++i) {
            const std::u32string line = mend(lines[i].text.text);
            if (line.size() <= 60 && contains(line, U"公开") && !contains(line, U"。"))
                cover.due.year = year_in(line);
        }
    }
    cover.due.signed_on = cover.head.signed_on;
    if (!cover.due.year && !cover.due.signed_on)
        warnings.push_back({"programme.warn.no_year", {}});
    cover.speaks_of_openness = contains(title, U"政务公开") || contains(title, U"信息公开") || contains(title, U"公开工作");
    cover.title_is_of_tasks =
        std::any_of(std::begin(task_words), std::end(task_words), [&](auto word) { return contains(title, word); });
    bool seen_mention = false;
    for (std::size_t i = 0; i < end; ++i) {
        const std::u32string line = fold(mend(lines[i].text.text));
        if (!starts_with(line, U"附件")) {
            seen_mention |= contains(line, U"附件:");
            continue;
        }
        std::size_t at = 2;
        while (at < line.size() && (is_digit(line[at]) || line[at] == U'一' || line[at] == U'二'))
            ++at;
        const bool alone = at >= line.size() || (at + 1 == line.size() && line[at] == U':');
        const bool signature_before = cover.has_signature && i > 0 && seen_mention;
        if (!alone || !(seen_mention || cover.has_signature))
            seen_mention = true;
        if ((alone && (seen_mention || cover.has_signature) && i > 3) || (alone && signature_before)) {
            cover.annex_line = i;
            break;
        }
    }
    cover.names_attachment = seen_mention || contains(all.text, U"附件：") || contains(all.text, U"附件:");
    return cover;
}

}  // namespace gongkai::programme
