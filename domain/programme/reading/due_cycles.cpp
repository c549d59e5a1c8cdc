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
    const auto cycle = period(scan);
    if (!cycle)
        return 0;
    Due due;
    due.kind = Due::Kind::every;
    due.period = *cycle;
    std::size_t end = scan.at;
    if (const std::size_t counted = count_after(scan.at, least_first, due)) {
        end = counted;
    } else {
        Scan tail{text_, scan.at};
        if (day_inside(tail))
            end = tail.at;
    }
    add(due, i, end);
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
        if (!scan.take_any({U"次", U"场次", U"场", U"期", U"轮", U"篇", U"条", U"件", U"个以上", U"回"}))
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

bool DueScanner::day_inside(Scan& scan) const {
    const std::size_t start = scan.at;
    scan.take_any({U"首月", U"第一个月", U"结束后", U"第一月"});
    std::size_t here = scan.at;
    if (scan.number() && scan.take(U"月")) {
        here = scan.at;
    } else {
        scan.at = here;
    }
    if (scan.take_any({U"底", U"末", U"初"}) || (scan.number() && (scan.take_any({U"日", U"号", U"个工作日", U"天"})))) {
        take_before(scan);
        return scan.at > start;
    }
    scan.at = start;
    return false;
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
    // What goes into the paper of every year is owed every year.
    if (starts_with(rest, U"年度")) {
        due.kind = Due::Kind::every;
        due.period = Period::year;
        if (starts_with(rest, U"年度报告")) {
            if (!asked_for(i, {U"纳入", U"写入", U"列入", U"提升", U"提高", U"编制", U"发布", U"公布", U"撰写"}))
                return 0;
            add(due, i, i + 4);
            return i + 4;
        }
        for (std::size_t j = 2; j < 16 && j + 2 <= rest.size() && !is_stop(rest[j]) && rest[j] != U',' && rest[j] != U'、'; ++j) {
            if (starts_with(rest.substr(j), U"目录") && asked_for(i, {U"公开", U"公布", U"发布", U"编制", U"制定", U"更新"})) {
                add(due, i, i + j + 2);
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
