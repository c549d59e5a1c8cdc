#include "domain/records/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/core/telephone.h"
#include "base/core/text.h"
#include "domain/calendar/desk.h"
#include "domain/records/opening.h"
#include "domain/records/rules.h"
#include "domain/records/store.h"
#include "domain/search/spelling.h"

namespace gongkai::records {
namespace {

// Said around a question, and asking for nothing by itself.
constexpr std::array<std::string_view, 38> around{
    "我想知道", "请问一下", "查一下", "节假日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六",
    "星期日",   "星期天",   "怎么样", "请问",   "查询",   "今天",   "明天",   "现在",   "最新",   "一下",
    "情况",     "周一",     "周二",   "周三",   "周四",   "周五",   "周六",   "周日",   "周末",   "晚上",
    "下午",     "后天",     "我市",   "全市",   "本市",   "的",     "是",     "要"};
constexpr int rows_of_a_list = 60, rows_shown = 5;
constexpr std::size_t place_at_most = 6;  // characters of 邹城市, 钢山街道
constexpr std::size_t stem_of_place = 2;  // 邹城

// One spelling, blanks and marks of a question aside; what dates are written with stays.
std::string plain(std::string_view typed) {
    auto all = search::folded(typed);
    std::erase_if(all, [](char32_t c) {
        return c <= U' ' || c == U'\u3000' || c == U'?' || c == U'？' || c == U'。' || c == U'，' || c == U',';
    });
    return to_utf8(all);
}

bool is_place(std::string_view text) {
    const auto all = to_code_points(text);
    return all.size() >= 2 && all.size() <= place_at_most &&
           std::u32string_view(U"市县区镇街道乡").find(all.back()) != std::u32string_view::npos;
}

// Of a name what goes before the brackets: 不动产登记费（住宅）.
std::string head_of(std::string_view name) {
    const auto all = search::folded(name);
    return search::bare(to_utf8(all.substr(0, all.find_first_of(U"(（"))));
}

// 邹城图书馆 of 邹城市图书馆.
bool is_without_level(std::string_view wanted, std::string_view name) {
    auto all = to_code_points(name);
    if (all.size() <= stem_of_place || !is_place(to_utf8(all.substr(0, stem_of_place + 1))))
        return false;
    all.erase(stem_of_place, 1);
    return wanted == to_utf8(all);
}

// What somebody says, its other names, and each without what is left out of names too: 停车费 is 停车, which is 机动车停放.
std::vector<std::string> names_said(const Answers& answers, const search::Synonyms& synonyms, std::string_view about) {
    std::vector<std::string> all{std::string(about)};
    for (const auto& ending : answers.endings)
        if (about.size() > ending.size() && about.ends_with(ending) &&
            count_code_points(about.substr(0, about.size() - ending.size())) > 1)
            all.emplace_back(about.substr(0, about.size() - ending.size()));
    for (std::size_t i = 0, said = all.size(); i < said; ++i)
        for (const auto& other : synonyms.other_words(all[i]))
            if (std::ranges::find(all, other) == all.end())
                all.push_back(other);
    return all;
}

std::string value_of(const Field& field, const std::string& canonical, Language language, const people::Directory& units) {
    auto said = field.type == Type::hours ? spoken_hours(canonical, language) : spoken(field, canonical, language, units);
    if (is_number(field.type) && !field.unit.empty())
        said += " " + field.unit;
    return said;
}

std::string address_of(const Kind& kind) { return "/records/" + kind.key; }

std::string written(const std::vector<Stretch>& stretches) {
    const auto at = [](int minute) { return fmt::format("{:02}:{:02}", minute / 60 % 24, minute % 60); };
    std::vector<std::string> all;
    for (const auto& [from, to] : stretches)
        all.push_back(at(from) + "–" + at(to));
    return join(all, " ");
}

class Answerer {
  public:
    Answerer(db::Connection& connection, const search::Inquiry& question, Language language)
        : connection_(connection), question_(question), language_(language) {}

    std::optional<search::Answer> run() {
        struct Candidate {
            const Kind* kind;
            Asking asking;
        };
        std::vector<Candidate> candidates;
        std::vector<search::Titled> wanted, stems;
        for (const auto& kind : kinds().all) {
            if (!kind.answers)
                continue;
            auto asking = asking_of(*kind.answers, question_.typed);
            if (kind.answers->is_list()) {
                if (asking.is_asked)
                    if (auto list = of_period(kind, asking.about))
                        return list;
                continue;
            }
            if (count_code_points(asking.about) < 2)
                continue;
            if (!asking.is_asked) {
                if (auto named = said_whole(kind))
                    return named;
                continue;
            }
            for (const auto& name : names_said(*kind.answers, question_.synonyms, asking.about)) {
                wanted.push_back({label_code(kind), name});
                // 邹城图书馆 is the 图书馆 of 邹城市.
                if (const auto all = to_code_points(name); all.size() >= stem_of_place + 2)
                    stems.push_back({label_code(kind), to_utf8(all.substr(stem_of_place))});
            }
            candidates.push_back({&kind, std::move(asking)});
        }
        if (candidates.empty())
            return std::nullopt;
        // Where there are too many the whole names of all kinds go before them.
        std::ranges::move(stems, std::back_inserter(wanted));
        const auto titled = question_.titled(wanted);
        for (const auto& [kind, asking] : candidates) {
            std::vector<std::int64_t> serials;
            for (const auto& kept : titled)
                if (const auto serial = serial_of(*kind, kept);
                    serial && is_called(*kind->answers, question_.synonyms, asking.about, kept.entry.title) &&
                    std::ranges::find(serials, *serial) == serials.end())
                    serials.push_back(*serial);
            if (!serials.empty())
                return serials.size() > search::things_at_most ? std::nullopt
                                                               : of_records(*kind, listed(connection_, *kind, serials, today()));
        }
        for (const auto& [kind, asking] : candidates)
            if (const auto* choice = choice_named(*kind, asking.about)) {
                Asked asked;
                asked.filters[*kind->slot_of(*kind->answers->or_by)] = choice->key;
                const auto page = list_of(connection_, *kind, asked, {}, {}, today(), search::things_at_most);
                return page.next ? std::nullopt : of_records(*kind, page.rows);
            }
        return std::nullopt;
    }

  private:
    static std::optional<std::int64_t> serial_of(const Kind& kind, const search::Kept& kept) {
        const std::string_view key = kept.entry.key;
        return kept.entry.source == "record" && key.starts_with(kind.key + "/") ? whole_number(key.substr(kind.key.size() + 1))
                                                                                : std::nullopt;
    }

    static const Choice* choice_named(const Kind& kind, std::string_view about) {
        if (!kind.answers->or_by)
            return nullptr;
        const auto& choices = kind.fields[*kind.answers->or_by].choices;
        const auto wanted = search::bare(about);
        const auto found = std::ranges::find_if(choices, [&](const Choice& one) { return search::bare(one.names.zh) == wanted; });
        if (found != choices.end())
            return &*found;
        // 公园 is 体育公园 where there is no other.
        const auto ends = [&](const Choice& one) { return search::bare(one.names.zh).ends_with(wanted); };
        return std::ranges::count_if(choices, ends) == 1 ? &*std::ranges::find_if(choices, ends) : nullptr;
    }

    // The name alone, as it stands.
    std::optional<search::Answer> said_whole(const Kind& kind) {
        std::vector<std::int64_t> serials;
        for (const auto* hit : question_.hits)
            if (const auto serial = serial_of(kind, *hit); serial && hit->title_bare == question_.bare)
                serials.push_back(*serial);
        if (serials.empty() || serials.size() > search::things_at_most)
            return std::nullopt;
        return of_records(kind, listed(connection_, kind, serials, today()));
    }

    std::optional<search::Answer> of_records(const Kind& kind, const std::vector<Record>& records) {
        if (records.empty())
            return std::nullopt;
        std::optional<calendar::WorkingDays> calendar;
        search::Answer answer{kind.key, {}};
        for (const auto& record : records) {
            auto& thing = answer.things.emplace_back(head(record));
            thing.title = record.values[kind.answers->by];
            thing.address = address_of(kind) + "/" + std::to_string(record.serial);
            for (const auto index : kind.answers->says) {
                const auto& field = kind.fields[index];
                const auto& value = record.values[index];
                if (value.empty())
                    continue;
                search::Answer::Fact fact{field.names.in(language_), value_of(field, value, language_, nobody()), "", "", false};
                if (field.type == Type::phone)
                    fact.address = telephone_address(value);
                else if (field.type == Type::link)
                    fact.address = value;
                else if (field.type == Type::hours) {
                    if (!calendar)
                        calendar = calendar::working_days(connection_);
                    const auto& shut = kind.answers->shut;
                    say_whether_open(fact, value, !(shut && record.values[shut->first] == shut->second), *calendar);
                }
                thing.facts.push_back(std::move(fact));
            }
            if (kind.map && !record.values[*kind.map].empty())
                thing.ways.push_back({words(language_, "records.map"), address_of(kind) + "/map"});
        }
        return answer;
    }

    // At the time that was asked for. Where that is no day nothing is said: 现在 would be another one.
    void say_whether_open(search::Answer::Fact& fact, std::string_view hours, bool may_be_open,
                          const calendar::WorkingDays& calendar) const {
        const auto asked = asked_for(question_.typed, today());
        if (asked.day) {
            const auto stretches = open_on(hours, *asked.day, is_public_holiday(calendar, *asked.day));
            fact.is_good = may_be_open && !stretches.empty();
            const auto day = language_ == Language::en ? to_text(*asked.day) : to_chinese(*asked.day);
            fact.state = fact.is_good ? words(language_, "records.open_on", {day, written(stretches)})
                                      : words(language_, "records.closed_on", {day});
        } else if (asked.is_now) {
            fact.is_good = may_be_open && opening_at(hours, now(), calendar).is_open;
            fact.state = words(language_, fact.is_good ? "records.open_now" : "records.closed_now");
        }
    }

    // The first rows of a month, or of the newest one that there is. Nothing is known of days to come.
    std::optional<search::Answer> of_period(const Kind& kind, const std::string& about) {
        const auto& answers = *kind.answers;
        const auto& by = kind.fields[answers.by];
        Asked asked;
        if (asked_for(question_.typed, today()).day)
            return std::nullopt;
        if (!about.empty()) {
            const auto read = ValueReader(nobody(), today()).read(by, about);
            if (!read)
                return std::nullopt;
            asked.filters[*kind.slot_of(answers.by)] = filter_value(by, *read);
        }
        // The list begins with the newest.
        auto rows = list_of(connection_, kind, asked, {}, {}, today(), rows_of_a_list).rows;
        if (rows.empty())
            return std::nullopt;
        const auto period = rows.front().values[answers.by];
        std::erase_if(rows, [&](const Record& row) {
            return row.values[answers.by] != period || !number_of(row.values[*answers.first_by]);
        });
        if (rows.empty())
            return std::nullopt;
        std::ranges::stable_sort(rows, {}, [&](const Record& row) { return *number_of(row.values[*answers.first_by]); });
        if (question_.typed.contains("最差"))
            std::ranges::reverse(rows);
        auto thing = head(rows.front());
        thing.title =
            kind.names.in(language_) + (language_ == Language::en ? ", " : "　") + spoken(by, period, language_, nobody());
        thing.address = address_of(kind) + "?" + by.key + "=" + period;
        for (const auto index : answers.says)
            thing.table.head.push_back(kind.fields[index].names.in(language_) +
                                       (kind.fields[index].unit.empty() ? "" : " " + kind.fields[index].unit));
        for (std::size_t i = 0; i < rows.size() && i < rows_shown; ++i) {
            auto& cells = thing.table.rows.emplace_back();
            for (const auto index : answers.says)
                cells.push_back(kind.fields[index].type == Type::unit || kind.fields[index].type == Type::town
                                    ? unit_named(rows[i].values[index])
                                    : spoken(kind.fields[index], rows[i].values[index], language_, nobody()));
            thing.is_demonstration = thing.is_demonstration || rows[i].is_demonstration;
        }
        thing.ways.push_back({words(language_, "records.answer.all"), thing.address});
        return search::Answer{kind.key, {std::move(thing)}};
    }

    search::Answer::Thing head(const Record& record) {
        search::Answer::Thing thing;
        const auto code = std::to_string(record.unit_id);
        thing.unit = unit_named(code);
        thing.unit_address = "/units/" + code;
        thing.said_on = record.published_on;
        thing.is_demonstration = record.is_demonstration;
        return thing;
    }

    // The search has the names of all units at hand.
    std::string unit_named(const std::string& code) const {
        for (const auto& [id, known] : question_.labels)
            if (known.facet == "unit" && known.label.code == code)
                return known.label.name(language_);
        return code;
    }

    static const people::Directory& nobody() {
        static const people::Directory none({});
        return none;
    }

    db::Connection& connection_;
    const search::Inquiry& question_;
    const Language language_;
};

}  // namespace

std::string label_code(const Kind& kind) { return "record." + kind.key; }

Asking asking_of(const Answers& answers, std::string_view typed) {
    Asking asking{plain(typed), false};
    std::vector<std::string> asked;
    for (const auto& one : answers.asked)
        asked.push_back(plain(one));
    std::ranges::sort(asked, std::ranges::greater(), &std::string::size);
    // One thing is asked in one or two ways: 停车收费多少钱.
    const auto cut = [&](std::string_view word) {
        auto& text = asking.about;
        if (text.ends_with(word))
            return text.erase(text.size() - word.size()), true;
        return text.starts_with(word) ? (text.erase(0, word.size()), true) : false;
    };
    for (bool is_cut = true; is_cut && !asking.about.empty();) {
        is_cut = std::ranges::any_of(around, cut);
        if (!is_cut && std::ranges::any_of(asked, cut))
            is_cut = asking.is_asked = true;
    }
    return asking;
}

AskedFor asked_for(std::string_view typed, Day today) {
    for (const auto& [word, days] : {std::pair<std::string_view, int>{"大后天", 3}, {"后天", 2}, {"明天", 1}, {"明日", 1}})
        if (typed.contains(word))
            return {today + std::chrono::days(days), false};
    constexpr std::array<std::string_view, 8> weekdays{"一", "二", "三", "四", "五", "六", "日", "天"};
    for (const std::string week : {"周", "星期", "礼拜"})
        for (std::size_t i = 0; i < weekdays.size(); ++i)
            if (typed.contains(week + std::string(weekdays[i]))) {
                const std::chrono::weekday wanted(static_cast<unsigned>(std::min<std::size_t>(i + 1, 7)));
                return {today + (wanted - std::chrono::weekday(today)), false};
            }
    for (const std::string_view word : {"周末", "节假日", "晚上", "下午"})
        if (typed.contains(word))
            return {std::nullopt, false};
    return {};
}

bool is_called(const Answers& answers, const search::Synonyms& synonyms, std::string_view about, std::string_view name) {
    const auto whole = search::bare(name), head = head_of(name);
    const auto said = names_said(answers, synonyms, about);
    auto endings = answers.endings;
    endings.emplace_back();
    for (const auto& one : said)
        for (const auto& ending : endings) {
            const auto wanted = search::bare(one + ending);
            if (wanted.empty())
                continue;
            if (whole == wanted || head == wanted)
                return true;
            if (head.ends_with(wanted) && is_place(std::string_view(head).substr(0, head.size() - wanted.size())))
                return true;
            if (is_without_level(wanted, head))
                return true;
        }
    return false;
}

std::optional<search::Answer> answer(db::Connection& connection, const search::Inquiry& question, Language language) {
    return Answerer(connection, question, language).run();
}

}  // namespace gongkai::records
