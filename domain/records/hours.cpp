// Opening hours, a part of the notation of OpenStreetMap that offices need: days or ranges of days, public holidays, times.
#include <algorithm>
#include <array>

#include "base/core/text.h"
#include "domain/records/value.h"

namespace gongkai::records {
namespace {

constexpr std::array<std::string_view, 8> day_words{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH"};
constexpr std::string_view always = "24/7";

// Mo, Mon and Monday are one.
std::optional<std::string_view> day_word(std::string_view typed) {
    constexpr std::array<std::string_view, day_words.size()> in_full{"monday", "tuesday",  "wednesday", "thursday",
                                                                     "friday", "saturday", "sunday",    "ph"};
    const auto text = lower_ascii(typed);
    for (std::size_t day = 0; day < in_full.size(); ++day)
        if (text.size() >= 2 && in_full[day].starts_with(text))
            return day_words[day];
    return std::nullopt;
}

// As the portal prints hours and as offices write them: 周一至周五 08:30–11:30、14:00–17:00；法定节假日 不开放.
std::string in_our_words(std::string text) {
    constexpr std::array<std::string_view, 7> numbers{"一", "二", "三", "四", "五", "六", "日"};
    for (const std::string_view dash : {"–", "—", "~", "至", "到"})
        text = replace_all(std::move(text), dash, "-");
    for (const auto& [said, meant] : {std::pair{"全天24小时", "24/7"},
                                      {"24小时", "24/7"},
                                      {"day and night", "24/7"},
                                      {"public holidays", "PH"},
                                      {"、", ","},
                                      {"。", ""},
                                      {"每天", "Mo-Su "},
                                      {"每日", "Mo-Su "},
                                      {"周末", "Sa,Su "},
                                      {"双休日", "Sa,Su "},
                                      {"法定节假日", "PH "},
                                      {"节假日", "PH "},
                                      {"不开放", " off"},
                                      {"闭馆", " off"},
                                      {"休息", " off"},
                                      {"周天", "Su "},
                                      {"星期天", "Su "}})
        text = replace_all(std::move(text), said, meant);
    for (std::size_t day = 0; day < numbers.size(); ++day)
        for (const std::string_view week : {"星期", "礼拜", "周"})
            text = replace_all(std::move(text), std::string(week) + std::string(numbers[day]), day_words[day]);
    // 周一至五、周一、三、五
    for (std::size_t day = 0; day < numbers.size(); ++day)
        for (const std::string_view before : {"-", ","})
            text = replace_all(std::move(text), std::string(before) + std::string(numbers[day]),
                               std::string(before) + std::string(day_words[day]));
    return text;
}

std::optional<std::string> days_in(std::string_view typed) {
    std::string kept;
    for (const auto part : split(typed, ',')) {
        const auto dash = part.find('-');
        const auto first = day_word(trim(part.substr(0, dash)));
        if (!first)
            return std::nullopt;
        kept += (kept.empty() ? "" : ",") + std::string(*first);
        if (dash == std::string_view::npos)
            continue;
        const auto last = day_word(trim(part.substr(dash + 1)));
        if (!last || *first == "PH" || *last == "PH")
            return std::nullopt;
        kept += "-" + std::string(*last);
    }
    return kept;
}

std::optional<std::string> time_in(std::string_view typed) {
    const auto colon = typed.find(':');
    if (colon == std::string_view::npos || typed.size() - colon != 3)
        return std::nullopt;
    const auto hour = whole_number(typed.substr(0, colon)), minute = whole_number(typed.substr(colon + 1));
    if (!hour || !minute || *hour < 0 || *hour > 24 || *minute < 0 || *minute > 59 || (*hour == 24 && *minute > 0))
        return std::nullopt;
    return (*hour < 10 ? "0" : "") + std::to_string(*hour) + ":" + std::string(typed.substr(colon + 1));
}

std::optional<std::string> times_in(std::string_view typed) {
    if (const auto word = lower_ascii(typed); word == "off" || word == "closed")
        return "off";
    std::string kept;
    for (const auto part : split(typed, ',')) {
        const auto dash = part.find('-');
        if (dash == std::string_view::npos)
            return std::nullopt;
        const auto from = time_in(trim(part.substr(0, dash))), to = time_in(trim(part.substr(dash + 1)));
        if (!from || !to || *from == *to)
            return std::nullopt;
        kept += (kept.empty() ? "" : ",") + *from + "-" + *to;
    }
    return kept;
}

}  // namespace

std::optional<std::string> read_hours(std::string_view typed) {
    const auto text = in_our_words(nfkc(typed));
    if (trim(text) == always)
        return std::string(always);
    std::string kept;
    for (const auto rule : split(text, ';')) {
        const auto one = trim(rule);
        if (one.empty())
            continue;
        // The days end where the times begin; without days every day is meant.
        const auto at = one.find_first_of("0123456789");
        const auto lower = lower_ascii(one);
        const auto closed = std::min(lower.rfind(" off"), lower.rfind(" closed"));
        const auto begin = at != std::string_view::npos ? at : closed != std::string::npos ? closed + 1 : std::string_view::npos;
        if (begin == std::string_view::npos)
            return std::nullopt;
        const auto days = begin == 0 ? std::optional<std::string>("Mo-Su") : days_in(trim(one.substr(0, begin)));
        const auto times = times_in(trim(one.substr(begin)));
        if (!days || !times)
            return std::nullopt;
        kept += (kept.empty() ? "" : "; ") + *days + " " + *times;
    }
    return kept.empty() ? std::nullopt : std::optional(kept);
}

std::string spoken_hours(std::string_view canonical, Language language) {
    if (canonical == always)
        return words(language, "records.hours.always");
    std::string said;
    for (const auto rule : split(canonical, ';')) {
        const auto one = trim(rule);
        const auto space = one.find(' ');
        std::string days(one.substr(0, space)), times(one.substr(std::min(space, one.size() - 1) + 1));
        for (const auto word : day_words)
            days = replace_all(std::move(days), word, words(language, "records.hours." + lower_ascii(word)));
        days = replace_all(replace_all(std::move(days), "-", words(language, "records.hours.to")), ",",
                           words(language, "records.hours.and"));
        times = times == "off" ? words(language, "records.hours.off")
                               : replace_all(replace_all(std::move(times), "-", "–"), ",", words(language, "records.hours.and"));
        said += (said.empty() ? "" : words(language, "records.hours.then")) + days + " " + times;
    }
    return said;
}

}  // namespace gongkai::records
