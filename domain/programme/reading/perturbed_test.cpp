// The real notice, changed in small ways that a person would hardly notice: blanks gone or added, other widths of punctuation and
// digits, line ends moved, furniture of pages put in, a unit renamed, a term changed. What is read is compared with what the
// notice says. Values may be doubted, but a wrong one must not be sure of itself: the confidence is tried as much as the reading.
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/programme/reading/reading.h"
#include "domain/programme/reading/reading_words.h"
#include "domain/programme/reading/traced.h"

namespace gongkai::programme {
namespace {

using Dice = std::mt19937;
std::size_t pick(Dice& dice, std::size_t below) { return static_cast<std::size_t>(dice()) % std::max<std::size_t>(below, 1); }

Reading read(const std::u32string& text) {
    extract::Document document;
    document.pages.push_back({to_utf8(text), {}});
    return read_notice(document, reading_words());
}

// What is compared: without blanks, and without the form of its separators.
std::string bare(const std::string& text) {
    std::u32string folded = fold(mend(to_code_points(text)));
    std::replace(folded.begin(), folded.end(), U'、', U',');
    return to_utf8(folded);
}

std::string dues(const Row& row) {
    std::string out;
    for (const Due& due : row.due)
        out += fmt::format("{}/{}/{}/{};", static_cast<int>(due.kind), due.on ? to_text(*due.on) : "",
                           static_cast<int>(due.period), due.count);
    return out;
}

struct Value {
    std::string title, category, requirement, units, due;
    bool operator==(const Value&) const = default;
};

// By task and row.
std::map<std::pair<int, std::size_t>, Value> values_of(const Reading& reading) {
    std::map<std::pair<int, std::size_t>, Value> all;
    for (const Task& task : reading.tasks) {
        for (std::size_t r = 0; r < task.rows.size(); ++r) {
            const Row& row = task.rows[r];
            all[{task.number.value_or(0), r}] = {
                bare(task.title), bare(task.category.value_or("")), bare(row.requirement),
                bare(join(row.units, "、") + "|" + join(row.groups, "、") + "|" + (row.open_ended ? "…" : "")), dues(row)};
        }
    }
    return all;
}

using Truth = std::map<std::pair<int, std::size_t>, Value>;

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

struct Notice {
    std::u32string text;
    Truth truth;
    std::size_t table = 0;  // where it begins

    std::vector<std::size_t> places(const std::function<bool(std::size_t)>& test) const {
        std::vector<std::size_t> found;
        for (std::size_t i = table; i + 1 < text.size(); ++i) {
            if (test(i))
                found.push_back(i);
        }
        return found;
    }
    // Also where the line ends in the middle of it.
    void everywhere(const std::string& what, const std::string& with) {
        const std::u32string old = to_code_points(what), now = to_code_points(with);
        for (std::size_t i = table; i < text.size(); ++i) {
            std::size_t k = 0, at = i;
            while (k < old.size() && at < text.size() && (text[at] == old[k] || (k > 0 && text[at] == U' ')))
                k += text[at++] == old[k];
            if (k < old.size())
                continue;
            std::u32string fresh;
            std::size_t n = 0;
            for (std::size_t j = i; j < at; ++j)
                fresh += text[j] == U' ' && old[n] != U' ' ? U' ' : now[std::min(n, now.size() - 1)], n += text[j] == old[n];
            if (now.size() > old.size())
                fresh += now.substr(old.size());
            text.replace(i, at - i, fresh);
            i += fresh.size();
        }
        for (auto& [key, value] : truth) {
            for (std::string Value::* member : {&Value::title, &Value::category, &Value::requirement, &Value::units})
                value.*member = replaced(value.*member, bare(what), bare(with));
        }
    }
};

// A change: at some places, or at all where `share` is 1.
using Change = std::function<void(Notice&, Dice&)>;

// Every place that passes with this chance.
void at_some(Notice& notice, Dice& dice, double share, const std::function<bool(std::size_t)>& test,
             const std::function<void(std::size_t)>& change) {
    const std::vector<std::size_t> found = notice.places(test);
    for (auto place = found.rbegin(); place != found.rend(); ++place) {
        if (static_cast<double>(pick(dice, 1000)) < share * 1000)
            change(*place);
    }
}

double a_share(Dice& dice) {
    constexpr double shares[] = {0.03, 0.2, 0.6, 1};
    return shares[pick(dice, 4)];
}

Change widen(std::u32string_view signs) {
    return [signs](Notice& notice, Dice& dice) {
        std::u32string& text = notice.text;
        at_some(
            notice, dice, a_share(dice), [&](std::size_t i) { return signs.find(text[i]) != std::u32string_view::npos; },
            [&](std::size_t i) { text[i] += 0xFEE0; });
    };
}

// A blank beside a number, which is no end of a line: 6 月底, 2019 年.
bool number_blank(const std::u32string& text, std::size_t i) {
    return text[i] == U' ' && i > 0 &&
           ((is_digit(text[i - 1]) && is_han(text[i + 1]) && text[i + 1] != U'.') ||
            (is_han(text[i - 1]) && is_digit(text[i + 1]) && i + 2 < text.size() && text[i + 2] != U'.' && text[i + 3] != U'.'));
}

const std::vector<std::pair<const char*, Change>>& changes() {
    static const std::vector<std::pair<const char*, Change>> all = {
        {"number blanks gone",
         [](Notice& n, Dice& dice) {
             at_some(
                 n, dice, a_share(dice), [&](std::size_t i) { return number_blank(n.text, i); },
                 [&](std::size_t i) { n.text.erase(i, 1); });
         }},
        {"blank behind a task number",
         [](Notice& n, Dice& dice) {
             at_some(
                 n, dice, a_share(dice),
                 [&](std::size_t i) { return n.text[i] == U'.' && is_digit(n.text[i - 1]) && is_han(n.text[i + 1]); },
                 [&](std::size_t i) { n.text.insert(i + 1, U" "); });
         }},
        {"task numbers with 、or．",
         [](Notice& n, Dice& dice) {
             const char32_t sign = pick(dice, 2) ? U'、' : U'．';
             at_some(
                 n, dice, 1,
                 [&](std::size_t i) { return n.text[i] == U'.' && is_digit(n.text[i - 1]) && !is_digit(n.text[i + 1]); },
                 [&](std::size_t i) { n.text[i] = sign; });
         }},
        {"full commas", widen(U",")},
        {"full brackets", widen(U"()")},
        {"full signs", widen(U",;:()!?")},
        {"full digits", widen(U"0123456789")},
        {"half commas and semicolons",
         [](Notice& n, Dice& dice) {
             at_some(
                 n, dice, a_share(dice), [&](std::size_t i) { return n.text[i] == U'、'; },
                 [&](std::size_t i) { n.text[i] = U','; });
         }},
        {"doubled blanks",
         [](Notice& n, Dice& dice) {
             at_some(
                 n, dice, a_share(dice), [&](std::size_t i) { return n.text[i] == U' '; },
                 [&](std::size_t i) { n.text.insert(i, 1 + pick(dice, 3), U' '); });
         }},
        {"wide blanks",
         [](Notice& n, Dice& dice) {
             at_some(
                 n, dice, a_share(dice), [&](std::size_t i) { return n.text[i] == U' '; },
                 [&](std::size_t i) { n.text[i] = U'　'; });
         }},
        {"line ends",
         [](Notice& n, Dice& dice) {
             at_some(
                 n, dice, a_share(dice), [&](std::size_t i) { return n.text[i] == U' '; },
                 [&](std::size_t i) { n.text[i] = U'\n'; });
         }},
        {"line ends with trailing blanks and CR",
         [](Notice& n, Dice& dice) {
             at_some(
                 n, dice, a_share(dice), [&](std::size_t i) { return n.text[i] == U' '; },
                 [&](std::size_t i) { n.text.replace(i, 1, pick(dice, 2) ? U"  \r\n" : U"\r\n"); });
             n.text.insert(0, 1, U'\uFEFF');
         }},
        {"page numbers",
         [](Notice& n, Dice& dice) {
             int page = 0;
             const std::size_t form = pick(dice, 4);
             std::u32string header = U"工作任务 具体要求";
             for (std::size_t at = n.text.find(header, n.table + 40); at != std::u32string::npos;
                  at = n.text.find(header, at + 60)) {
                 ++page;
                 const std::string number = form == 0   ? fmt::format("- {} - ", page)
                                            : form == 1 ? fmt::format("\n— {} —\n", page)
                                            : form == 2 ? fmt::format("\n第{}页 共16页\n", page)
                                                        : fmt::format("\n{}\n", page);
                 n.text.insert(at, to_code_points(number));
             }
         }},
        {"running head",
         [](Notice& n, Dice&) {
             std::u32string header = U"工作任务 具体要求";
             const std::u32string head = U"邹城市 2019 年政务公开工作任务分解表 ";
             for (std::size_t at = n.text.find(header, n.table + 40); at != std::u32string::npos;
                  at = n.text.find(header, at + 60))
                 n.text.insert(at, head);
         }},
        {"a word changed",
         [](Notice& n, Dice&) {
             // 公开 is written 发布 somewhere: as wide, and no unit.
             const auto found = n.places([&](std::size_t i) { return n.text.compare(i, 3, U"情况公") == 0; });
             for (const std::size_t at : found)
                 n.text.replace(at, 2, U"内容");
             for (auto& [key, value] : n.truth)
                 value.requirement = replaced(value.requirement, "情况公", "内容公");
         }},
        {"a unit renamed, as long",
         [](Notice& n, Dice& dice) {
             constexpr const char* names[][2] = {{"市发改局", "市计划局"}, {"市司法局", "市法制办"}, {"市民政局", "市民事局"},
                                                 {"市财政局", "市财务局"}, {"市医保局", "市医疗局"}, {"市工信局", "市数据局"},
                                                 {"市公安局", "市警务局"}};
             const auto& name = names[pick(dice, std::size(names))];
             n.everywhere(name[0], name[1]);
         }},
        {"a unit renamed, longer",
         [](Notice& n, Dice& dice) {
             constexpr const char* names[][2] = {{"市发改局", "市发展改革局"},
                                                 {"市司法局", "市法制事务局"},
                                                 {"市残联", "市残疾人联合会"},
                                                 {"市财政局", "市财金局"},
                                                 {"市商务局", "市商务和投资促进局"}};
             const auto& name = names[pick(dice, std::size(names))];
             n.everywhere(name[0], name[1]);
         }},
        {"a term changed",
         [](Notice& n, Dice& dice) {
             switch (pick(dice, 3)) {
                 case 0:
                     n.everywhere("6 月底之前", "9 月底之前");
                     n.truth[{6, 0}].due = replaced(n.truth[{6, 0}].due, "2019-06-30", "2019-09-30");
                     break;
                 case 1:
                     n.everywhere("不少于 2 次", "不少于 4 次");
                     n.truth[{23, 0}].due = replaced(n.truth[{23, 0}].due, "/2;", "/4;");
                     break;
                 default:
                     n.everywhere("在 6 月底之前公布", "在 10 月 15 日前公布");
                     n.truth[{6, 0}].due = replaced(n.truth[{6, 0}].due, "2019-06-30", "2019-10-15");
             }
         }},
        {"a blank lost between two cells",
         [](Notice& n, Dice& dice) {
             const auto found =
                 n.places([&](std::size_t i) { return n.text[i] == U' ' && is_han(n.text[i - 1]) && is_han(n.text[i + 1]); });
             for (std::size_t times = 1 + pick(dice, 2); times > 0; --times)
                 n.text.erase(found[pick(dice, found.size())], 1);
         }},
        {"a blank too many",
         [](Notice& n, Dice& dice) {
             const auto found = n.places([&](std::size_t i) { return is_han(n.text[i]) && is_han(n.text[i + 1]); });
             for (std::size_t times = 1 + pick(dice, 2); times > 0; --times)
                 n.text.insert(found[pick(dice, found.size())] + 1, U" ");
         }},
        {"two pieces change places",
         [](Notice& n, Dice& dice) {
             const auto found =
                 n.places([&](std::size_t i) { return n.text[i] == U' ' && is_han(n.text[i - 1]) && is_han(n.text[i + 1]); });
             const std::size_t k = pick(dice, found.size() - 2);
             const std::u32string first = n.text.substr(found[k], found[k + 1] - found[k]);
             const std::u32string second = n.text.substr(found[k + 1], found[k + 2] - found[k + 1]);
             n.text.replace(found[k], first.size() + second.size(), second + first);
         }},
        {"a header lost",
         [](Notice& n, Dice& dice) {
             const std::u32string header = U"工作任务 具体要求 责任单位 ";
             std::vector<std::size_t> found;
             for (std::size_t at = n.text.find(header, n.table + 40); at != std::u32string::npos;
                  at = n.text.find(header, at + 1))
                 found.push_back(at);
             n.text.erase(found[pick(dice, found.size())], header.size());
         }},
    };
    return all;
}

const Notice& original() {
    static const Notice notice = [] {
        Notice n;
        n.text = to_code_points(*read_file(GONGKAI_SOURCE_DIR "/data/notices/notice-2019-33.txt"));
        n.truth = values_of(read(n.text));
        n.table = n.text.find(U"分解表 工作任务 具体要求");
        return n;
    }();
    return notice;
}

struct Score {
    std::size_t rows = 0, right = 0, sure = 0, sure_wrong = 0, missing = 0, texts = 0, whole = 0;
    std::size_t wrong[5] = {};
};

void measure(const Notice& notice, const Reading& reading, Score& score) {
    const auto found = values_of(reading);
    ++score.texts;
    std::size_t wrong = 0;
    std::map<std::pair<int, std::size_t>, double> confidence;
    for (const Task& task : reading.tasks) {
        for (std::size_t r = 0; r < task.rows.size(); ++r)
            confidence[{task.number.value_or(0), r}] = task.rows[r].confidence;
    }
    for (const auto& [key, value] : found) {
        const auto truth = notice.truth.find(key);
        const bool right = truth != notice.truth.end() && truth->second == value;
        const bool sure = confidence[key] >= 0.9;
        ++score.rows;
        score.right += right;
        score.sure += sure;
        score.sure_wrong += sure && !right;
        wrong += !right;
        if (right)
            continue;
        std::size_t m = 0;
        for (const std::string Value::* member :
             {&Value::title, &Value::category, &Value::requirement, &Value::units, &Value::due}) {
            const std::string want = truth == notice.truth.end() ? "-" : truth->second.*member;
            score.wrong[m] += want != value.*member;
            ++m;
        }
    }
    for (const auto& [key, value] : notice.truth)
        score.missing += !found.contains(key);
    score.whole += wrong == 0 && found.size() == notice.truth.size();
}

TEST(perturbed, a_wrong_value_is_not_sure_of_itself) {
    Score all;
    fmt::print("{:36} texts whole | rows  right  sure  sure-wrong missing | wrong: title category requirement units due\n", "");
    for (const auto& [name, change] : changes()) {
        Dice dice(11);
        Score score;
        for (std::size_t i = 0; i < 4; ++i) {
            Notice notice = original();
            change(notice, dice);
            measure(notice, read(notice.text), score);
        }
        fmt::print("{:36} {:4} {:5} | {:4} {:5} {:5} {:5} {:8} | {} {} {} {} {}\n", name, score.texts, score.whole, score.rows,
                   score.right, score.sure, score.sure_wrong, score.missing, score.wrong[0], score.wrong[1], score.wrong[2],
                   score.wrong[3], score.wrong[4]);
        for (auto member :
             {&Score::rows, &Score::right, &Score::sure, &Score::sure_wrong, &Score::missing, &Score::texts, &Score::whole})
            all.*member += score.*member;
    }
    fmt::print("all: {} texts, {} whole; {} rows, {} right; {} sure, {} of them wrong; {} missing\n", all.texts, all.whole,
               all.rows, all.right, all.sure, all.sure_wrong, all.missing);
    EXPECT_GT(all.right * 1000, all.rows * 985);
    EXPECT_LT(all.sure_wrong * 1000, all.sure * 6);
}

}  // namespace
}  // namespace gongkai::programme
