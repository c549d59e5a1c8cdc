#include "domain/programme/reading/due_scanner.h"

#include <algorithm>

#include "base/core/text.h"
#include "domain/programme/reading/traced.h"

namespace gongkai::programme {

std::optional<Period> DueScanner::period(Scan& scan) const {
    if (scan.take_any({U"半年", U"半年度"}))
        return scan.take(U"度"), Period::half_year;
    if (scan.take_any({U"季度", U"季"}))
        return Period::quarter;
    if (scan.take_any({U"星期", U"周"}))
        return scan.peek() == U'边' || scan.peek() == U'期' ? std::nullopt : std::optional(Period::week);
    if (scan.take(U"月"))
        return scan.take(U"度"), scan.take(U"份"), Period::month;
    if (scan.take_any({U"年度", U"年"}))
        return scan.peek() == U'龄' ? std::nullopt : std::optional(Period::year);
    return std::nullopt;
}

std::size_t DueScanner::cycle(std::size_t i) {
    Scan scan{text_, i};
    scan.take_any({U"至少", U"至"});
    const bool least_first = scan.at == i + 2;
    if (scan.at != i && !least_first)
        return 0;
    if (scan.take(U"全年")) {
        // 全年不少于4次, but 全年推进 says no more than that it goes on.
        Due due;
        due.kind = Due::Kind::every;
        due.period = Period::year;
        const std::size_t end = count_after(scan.at, least_first, due);
        if (end && due.kind == Due::Kind::at_least)
            add(due, i, end);
        return due.kind == Due::Kind::at_least ? end : 0;
    }
    if (scan.take(U"按")) {
        if (scan.peek() == U'照')
            return 0;
    } else if (scan.take(U"逐")) {
        if (scan.peek() == U'年')
            return 0;
    } else if (scan.take(U"每")) {
        scan.take(U"一");
        scan.take(U"个");
    } else {
        return 0;
    }
    // No kind of term is a day long: it goes on, and a person looks at it.
    if (text_[i] != U'按' && scan.take_any({U"日", U"天", U"工作日"})) {
        add({}, i, scan.at, true);
        return scan.at;
    }
    const auto cycle = period(scan);
    if (!cycle)
        return 0;
    Due due;
    due.kind = Due::Kind::every;
    due.period = *cycle;
    Scan tail{text_, scan.at};
    const bool inside = day_inside(tail, *cycle);
    std::size_t end = inside ? tail.at : scan.at;
    end = std::max(end, count_after(scan.at, least_first, due));
    // 每季度首月10日前, 每周三, 每月结束后5日内: the day is not that of the period's end.
    const auto days = text_.substr(scan.at, tail.at - scan.at);
    const bool has_day = contains(days, U"日") || contains(days, U"号") || contains(days, U"天") || contains(days, U"月") ||
                         contains(days, U"初") || contains(days, U"旬");
    const bool as_the_period = *cycle == Period::month || *cycle == Period::year;
    const bool part_of_year = contains(days, U"季") || contains(days, U"节") || contains(days, U"元旦") ||
                              contains(days, U"年初") || contains(days, U"年中") || contains(days, U"上半年") ||
                              contains(days, U"一前");
    const bool odd =
        inside && (part_of_year || contains(days, U"后") || contains(days, U"工作日") || (has_day && !as_the_period));
    add(due, i, end, odd);
    return end;
}

std::size_t DueScanner::count_after(std::size_t from, bool least_first, Due& due) const {
    const std::size_t limit = std::min(text_.size(), from + 40);
    for (std::size_t j = from; j < limit; ++j) {
        const char32_t c = text_[j];
        if (is_stop(c) || c == U',' || c == U'每')
            return 0;
        if (!is_digit(c) && chinese_digit(c) < 0 && c != U'十')
            continue;
        if (j > from && is_digit(text_[j - 1]))
            continue;
        Scan scan{text_, j};
        const auto number = scan.number();
        if (!number || *number < 1)
            continue;
        // 每季度不少于2个 counts what is made; 2个工作日 and 3个月 are lengths.
        const bool counted = scan.take_any({U"次", U"场次", U"场", U"期", U"轮", U"篇", U"条", U"件", U"个以上", U"回"}) ||
                             (scan.take(U"个") && scan.peek() != U'工' && scan.peek() != U'月' && scan.peek() != U'小');
        if (!counted)
            continue;
        const bool above = scan.take_any({U"以上", U"及以上"});
        const auto before = text_.substr(from, j - from);
        const bool at_least = above || least_first || contains(before, U"不少于") || contains(before, U"不得少于") ||
                              contains(before, U"不低于") || contains(before, U"至少") || contains(before, U"最少");
        if (at_least || *number > 1) {
            due.kind = Due::Kind::at_least;
            due.count = *number;
        }
        return scan.at;
    }
    return 0;
}

// 每年(年底前), 每年(第三季度), 每年(国庆节前)
bool DueScanner::take_part_of_year(Scan& scan, Point& point) const {
    if (scan.take_any({U"年底", U"年末", U"年终", U"年初", U"年中", U"上半年", U"下半年"}))
        return true;
    const std::size_t here = scan.at;
    scan.take(U"第");
    if (const auto number = scan.number(); number && *number <= 4 && scan.take(U"季度")) {
        scan.take_any({U"末", U"底"});
        return true;
    }
    scan.at = here;
    return take_feast(scan, point);
}

bool DueScanner::day_inside(Scan& scan, Period period) const {
    const std::size_t start = scan.at;
    const bool part = scan.take_any({U"首月", U"第一个月", U"结束后", U"第一月", U"次月", U"末月"});
    std::size_t read = start;
    for (bool first = true;; first = false) {
        if (!first && !scan.take_any({U"、", U"和", U"及", U"与"}))
            break;
        if (first && !part)
            scan.take_any({U"的", U"于", U"在"});
        const std::size_t here = scan.at;
        bool month = false;
        if (const auto number = scan.number(); number && *number <= 12 && scan.take(U"月"))
            month = true;
        else
            scan.at = here;
        if (month)
            scan.take(U"份");
        const std::size_t after_month = scan.at;
        Point point;
        const bool part_of_year = !month && period == Period::year && take_part_of_year(scan, point);
        const bool day = part_of_year || scan.take_any({U"底", U"末", U"初", U"上旬", U"中旬", U"下旬"}) ||
                         (scan.number() && scan.take_any({U"日", U"号", U"个工作日", U"天"}));
        if (!day) {
            scan.at = after_month;
            if (!month || period != Period::year)
                break;
        }
        take_before(scan);
        read = scan.at;
    }
    scan.at = read;
    return read > start;
}

std::size_t DueScanner::cycle_of_cell(std::size_t i) {
    Scan scan{text_, i};
    scan.take(U"一");
    scan.take(U"个");
    const auto cycle = period(scan);
    if (!cycle)
        return 0;
    Due due;
    due.kind = Due::Kind::every;
    due.period = *cycle;
    std::size_t end = count_after(scan.at, false, due);
    if (!end && scan.take(U"报"))
        end = scan.at;
    if (!end || (i > 0 && (is_digit(text_[i - 1]) || text_[i - 1] == U'上' || text_[i - 1] == U'下')))
        return 0;
    add(due, i, end);
    return end;
}

std::size_t DueScanner::term(std::size_t i) {
    Scan scan{text_, i};
    auto number = scan.number();
    if (!number || *number < 1)
        return 0;
    for (const std::u32string_view joint : {U"至", U"-", U"—", U"~", U"到"}) {
        Scan more = scan;
        if (more.take(joint)) {
            if (const auto upper = more.number()) {
                number = upper;
                scan = more;
            }
            break;
        }
    }
    Due due;
    due.kind = Due::Kind::within;
    due.count = *number;
    scan.take(U"个");
    if (scan.take(U"工作日"))
        due.unit = DueUnit::working_day;
    else if (scan.take_any({U"自然日", U"日", U"天"}))
        due.unit = DueUnit::day;
    else if (scan.take_any({U"周", U"星期"}) && *number <= 52)
        due.count *= 7;
    else
        return 0;
    const bool inside = scan.take_any({U"之内", U"以内", U"内"});
    const bool whole_cell = cell_ && i == 0 && scan.at == text_.size() && *number <= 120;
    if (!inside && !whole_cell)
        return 0;
    if (i > 0 && text_[i - 1] == U'月')
        return 0;
    const auto before = text_.substr(i > 6 ? i - 6 : 0, std::min<std::size_t>(i, 6));
    for (const std::u32string_view least : {U"少于", U"低于", U"至少", U"最少"}) {
        if (contains(before, least))
            return scan.at;
    }
    // What an applicant or a citizen has to do is no duty of the unit.
    std::size_t clause = i;
    while (clause > 0 && i - clause < 20 && !is_stop(text_[clause - 1]) && text_[clause - 1] != U',')
        --clause;
    if (starts_with(text_.substr(clause, i - clause), U"申请人"))
        return scan.at;
    // A column of terms says the whole of it: 自本通知印发之日起20个工作日内.
    const bool says_from_when = cell_ && contains(text_.substr(clause, i - clause), U"之日起");
    add(due, says_from_when ? clause : i, scan.at);
    return scan.at;
}

std::size_t DueScanner::standing(std::size_t i) {
    const std::u32string_view rest = text_.substr(i);
    Due due;
    due.kind = Due::Kind::ongoing;
    if (cell_) {
        for (const std::u32string& word : words_.due_cells) {
            if (starts_with(rest, word)) {
                add(due, i, i + word.size());
                return i + word.size();
            }
        }
        return 0;
    }
    for (const std::u32string_view word : {U"持续推进", U"长期坚持"}) {
        if (starts_with(rest, word)) {
            add(due, i, i + word.size());
            return i + word.size();
        }
    }
    // A manner more than a term: it stands only where the row has no other. 持续做好 and 持续开展 are none even then.
    for (const std::u32string_view how : {U"全年持续", U"持续", U"长期", U"随时", U"实时", U"即时", U"常态化"}) {
        if (!starts_with(rest, how))
            continue;
        for (const std::u32string_view verb : {U"公开", U"更新", U"发布", U"公布", U"公示"}) {
            const std::size_t length = how.size() + verb.size();
            const auto after = rest.substr(std::min(rest.size(), length));
            const bool noun = starts_with(after, U"的") || starts_with(after, U"机制");
            if (!starts_with(rest.substr(how.size()), verb) || noun)
                continue;
            add(due, i, i + length).yields = true;
            return i + length;
        }
        break;
    }
    if (starts_with(rest, U"定期") && !(i > 0 && text_[i - 1] == U'不')) {
        add(due, i, i + 2);
        return i + 2;
    }
    if (starts_with(rest, U"动态")) {
        const auto after = rest.substr(2);
        for (const std::u32string_view verb :
             {U"公开", U"发布", U"调整", U"更新", U"公布", U"管理", U"公示", U"完善", U"监测", U"维护"}) {
            if (!starts_with(after, verb))
                continue;
            const auto beyond = after.substr(verb.size());
            const bool noun = starts_with(beyond, U"情况") || starts_with(beyond, U"机制") || starts_with(beyond, U"信息") ||
                              starts_with(beyond, U"制度") || starts_with(beyond, U"工作");
            const bool nominal = ends_with(text_.substr(0, i), U"进行") || ends_with(text_.substr(0, i), U"实行") ||
                                 ends_with(text_.substr(0, i), U"的");
            if (!noun && !nominal) {
                add(due, i, i + 2 + verb.size());
                return i + 2 + verb.size();
            }
        }
        return 0;
    }
    // What goes into the paper of every year is owed every year; 2021年度报告 is the paper of one.
    if (starts_with(rest, U"年度")) {
        if (i > 0 &&
            (is_digit(text_[i - 1]) || chinese_digit(text_[i - 1]) >= 0 || text_[i - 1] == U'上' || text_[i - 1] == U'下'))
            return i + 2;
        due.kind = Due::Kind::every;
        due.period = Period::year;
        if (starts_with(rest, U"年度报告")) {
            if (!asked_for(i, {U"纳入", U"写入", U"列入", U"提升", U"提高", U"编制", U"发布", U"公布", U"撰写"}))
                return 0;
            add(due, i, i + 4).yields = true;
            return i + 4;
        }
        for (std::size_t j = 2; j < 16 && j + 2 <= rest.size() && !is_stop(rest[j]) && rest[j] != U',' && rest[j] != U'、'; ++j) {
            if (starts_with(rest.substr(j), U"目录") && asked_for(i, {U"公开", U"公布", U"发布", U"编制", U"制定", U"更新"})) {
                add(due, i, i + j + 2).yields = true;
                return i + j + 2;
            }
        }
    }
    return 0;
}

bool DueScanner::asked_for(std::size_t i, std::initializer_list<std::u32string_view> verbs) const {
    std::size_t start = i;
    while (start > 0 && i - start < 30 && !is_stop(text_[start - 1]) && text_[start - 1] != U',')
        --start;
    const auto clause = text_.substr(start, i - start);
    return std::any_of(verbs.begin(), verbs.end(), [&](auto verb) { return contains(clause, verb); });
}

}  // namespace gongkai::programme
