#include "domain/records/pages/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/core/day.h"
#include "base/core/text.h"
#include "domain/records/pages/pages.h"

namespace gongkai::records {
namespace {

using web::Html;

constexpr double width = 600, height = 240;
constexpr std::size_t bars_shown = 15, lines_at_most = 6;

std::string number(double value) { return fmt::format("{:.1f}", value); }

// A step of 1, 2 or 5 that makes at most five of them.
double step_for(double range) {
    if (range <= 0)
        return 1;
    const double magnitude = std::pow(10.0, std::floor(std::log10(range / 4)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0})
        if (range / (factor * magnitude) <= 5)
            return factor * magnitude;
    return 10 * magnitude;
}

std::string spoken_tick(double value) {
    if (std::abs(value - std::round(value)) >= 1e-9)
        return fmt::format("{:g}", value);
    auto said = fmt::format("{:.0f}", value);
    constexpr std::size_t thousand = 3;
    const std::size_t first = said.starts_with('-') ? 1 : 0;
    for (auto at = said.size(); at > first + thousand; at -= thousand)
        said.insert(at - thousand, ",");
    return said;
}

struct Scale {
    double from = 0, to = 1, step = 1;
    double at(double value) const { return height - (value - from) / (to - from) * height; }
};

// From zero, unless all of it lies far from it.
Scale scale_of(const LineChart& chart) {
    double least = 0, most = 0;
    bool is_first = true;
    for (const auto& series : chart.series)
        for (const auto& value : series.values)
            if (value) {
                least = is_first ? *value : std::min(least, *value);
                most = is_first ? *value : std::max(most, *value);
                is_first = false;
            }
    if (least > 0 && least < most * 0.6)
        least = 0;
    Scale scale;
    scale.step = step_for(most > least ? most - least : std::max(std::abs(most), 1.0));
    scale.from = std::floor(least / scale.step) * scale.step;
    scale.to = std::ceil(most / scale.step) * scale.step;
    if (scale.to <= scale.from)
        scale.to = scale.from + scale.step;
    return scale;
}

// How far along each x stands, from 0 to 1, and whether a line is broken before it.
struct Along {
    std::vector<double> at;
    std::vector<bool> is_after_gap;
    std::size_t size() const { return at.size(); }
};

// Years, months or days since year 0; nothing where it is none of them.
std::optional<double> count_of(std::string_view time) {
    constexpr std::size_t year_long = 4, month_long = 7;
    const auto year = whole_number(time.substr(0, year_long));
    if (!year || time.size() < year_long)
        return std::nullopt;
    if (time.size() == year_long)
        return static_cast<double>(*year);
    if (time.size() == month_long)
        if (const auto month = whole_number(time.substr(year_long + 1)))
            return static_cast<double>(*year * 12 + *month);
    if (const auto day = parse_day(time))
        return static_cast<double>(day->time_since_epoch().count());
    return std::nullopt;
}

bool is_day(std::string_view time) { return time.size() > std::string_view("2026-10").size(); }

Along along(const LineChart& chart) {
    const auto count = chart.xs.size();
    Along all{std::vector<double>(count, 0.5), std::vector<bool>(count, false)};
    std::vector<double> times;
    for (const auto& time : chart.times)
        if (const auto number = count_of(time))
            times.push_back(*number);
    const bool is_in_time =
        times.size() == count && count > 1 && std::ranges::adjacent_find(times, std::ranges::greater_equal()) == times.end();
    for (std::size_t i = 0; i < count && count > 1; ++i)
        all.at[i] = is_in_time ? (times[i] - times.front()) / (times.back() - times.front())
                               : static_cast<double>(i) / static_cast<double>(count - 1);
    if (!is_in_time || is_day(chart.times.front()))
        return all;
    // The usual step is the smallest: a kind that comes by quarter says only every third month.
    double step = times.back() - times.front();
    for (std::size_t i = 1; i < count; ++i)
        step = std::min(step, times[i] - times[i - 1]);
    for (std::size_t i = 1; i < count; ++i)
        all.is_after_gap[i] = times[i] - times[i - 1] > step;
    return all;
}

void write_line(Html& html, const LineChart& chart, const Along& xs, const Scale& scale, std::size_t number_of_line) {
    const auto& values = chart.series[number_of_line].values;
    const bool is_joined = !chart.times.empty() && is_day(chart.times.front());  // over days of which nothing is told
    const auto style = "line-" + std::to_string(number_of_line + 1);
    const auto place = [&](std::size_t i) { return number(xs.at[i] * width) + "," + number(scale.at(*values[i])); };
    std::vector<std::string> pieces;
    bool is_open = false;
    for (std::size_t i = 0; i < xs.size(); ++i) {
        if (xs.is_after_gap[i] || (!values[i] && !is_joined))
            is_open = false;
        if (!values[i])
            continue;
        if (!std::exchange(is_open, true))
            pieces.emplace_back();
        pieces.back() += (pieces.back().empty() ? "" : " ") + place(i);
    }
    for (const auto& piece : pieces)
        html << "<polyline class='line " << style << "' points='" << piece << "' vector-effect='non-scaling-stroke'/>";
    // A line of no length with round ends is a dot that stays round however the picture is stretched. What stands alone between
    // two gaps is seen by its dot only.
    constexpr std::size_t dots_at_most = 24;
    const auto is_alone = [&](std::size_t i) {
        const bool is_bound_before = i > 0 && !xs.is_after_gap[i] && (values[i - 1] || is_joined);
        const bool is_bound_behind = i + 1 < xs.size() && !xs.is_after_gap[i + 1] && (values[i + 1] || is_joined);
        return !is_bound_before && !is_bound_behind;
    };
    for (std::size_t i = 0; i < xs.size(); ++i)
        if (values[i] && (xs.size() <= dots_at_most || is_alone(i)))
            html << "<path class='dot " << style << "' d='M" << place(i) << "h0' vector-effect='non-scaling-stroke'/>";
}

// Below the picture: the first, the last, and between them as many as find room on a telephone.
void write_x_labels(Html& html, const LineChart& chart, const Along& xs) {
    const auto& labels = chart.times.size() == chart.xs.size() ? chart.times : chart.xs;
    std::size_t longest = 0;
    for (const auto& label : labels)
        longest = std::max(longest, to_code_points(label).size());
    const double room = 0.06 + 0.02 * static_cast<double>(longest);
    std::vector<std::size_t> shown{0};
    for (std::size_t i = 1; i + 1 < xs.size(); ++i)
        if (xs.at[i] - xs.at[shown.back()] >= room && 1 - xs.at[i] >= room)
            shown.push_back(i);
    shown.push_back(xs.size() - 1);
    // The picture itself is stretched, which letters must not be: these stand at hundredths of a width that has no scale.
    html << "<svg class='ends small number' aria-hidden='true' focusable='false'>";
    for (const auto i : shown)
        html << "<text x='" << number(xs.at[i] * 100) << "%' y='1em' text-anchor='"
             << std::string_view(i == 0               ? "start"
                                 : i + 1 == xs.size() ? "end"
                                                      : "middle")
             << "'>" << labels[i] << "</text>";
    html << "</svg>";
}

void write_table(Html& html, Language language, const LineChart& chart) {
    html << "<div class='scroll'><table>";
    // Heads that name the lines do not say of what they are.
    if (std::ranges::any_of(chart.series, [](const auto& series) { return !series.name.empty(); }))
        html << "<caption>" << chart.value_head << "</caption>";
    html << "<thead><tr><th scope='col'>" << chart.x_head << "</th>";
    for (const auto& series : chart.series)
        html << "<th scope='col'" << chinese(language, series.name) << ">"
             << (series.name.empty() ? chart.value_head : series.name) << "</th>";
    html << "</tr></thead><tbody>";
    for (std::size_t i = chart.xs.size(); i-- > 0;) {
        html << "<tr><th scope='row'" << chinese(language, chart.xs[i]) << ">" << chart.xs[i] << "</th>";
        for (const auto& series : chart.series)
            html << "<td class='number'>" << series.spoken[i] << "</td>";
        html << "</tr>";
    }
    html << "</tbody></table></div>";
}

}  // namespace

void write_bars(Html& html, Language language, const BarChart& chart) {
    if (chart.bars.empty())
        return;
    double most = 0;
    for (const auto& bar : chart.bars)
        most = std::max(most, std::abs(bar.size));
    const auto rows = [&](std::size_t from, std::size_t to) {
        html << "<table class='bars'><thead class='hidden'><tr><th scope='col'>" << chart.label_head << "</th><th scope='col'>"
             << chart.value_head << "</th></tr></thead><tbody>";
        for (std::size_t i = from; i < to; ++i) {
            const auto& bar = chart.bars[i];
            html << "<tr><th scope='row'>";
            if (bar.address.empty())
                write_said(html, language, bar.label);
            else
                html << "<a href='" << web::url(bar.address) << "'" << chinese(language, bar.label) << ">" << bar.label << "</a>";
            const auto size = most > 0 ? std::abs(bar.size) / most * 100 : 0;
            html
                << "</th><td><span class='number'>" << bar.value
                << "</span><svg class='bar' viewBox='0 0 100 10' preserveAspectRatio='none' aria-hidden='true' focusable='false'>"
                   "<rect width='"
                << number(size) << "' height='10'/></svg></td></tr>";
        }
        html << "</tbody></table>";
    };
    html << "<figure class='chart'><figcaption>" << chart.says << "</figcaption>";
    rows(0, std::min(bars_shown, chart.bars.size()));
    if (chart.bars.size() > bars_shown) {
        html << "<details><summary>+ " << chart.bars.size() - bars_shown << "</summary>";
        rows(bars_shown, chart.bars.size());
        html << "</details>";
    }
    html << "</figure>";
}

void write_lines(Html& html, Language language, const LineChart& chart) {
    if (chart.xs.empty() || chart.series.empty())
        return;
    const auto scale = scale_of(chart);
    const auto shown = std::min(chart.series.size(), lines_at_most);
    html << "<figure class='chart'><figcaption>" << chart.says << "</figcaption>";
    if (chart.xs.size() > 1) {
        html << "<p class='axis small muted'>" << chart.value_head;
        if (scale.from > 0)
            html << words(language, "records.chart.not_from_zero", {spoken_tick(scale.from)});
        html << "</p><div class='plot'><ol class='ticks small muted number' aria-hidden='true'>";
        for (double tick = scale.to; tick > scale.from - scale.step / 2; tick -= scale.step)
            html << "<li>" << spoken_tick(tick) << "</li>";
        html << "</ol><svg viewBox='0 0 " << number(width) << " " << number(height)
             << "' preserveAspectRatio='none' role='img' aria-label='" << chart.says << "'>";
        for (double tick = scale.from; tick < scale.to + scale.step / 2; tick += scale.step)
            html << "<path class='grid' d='M0," << number(scale.at(tick)) << "H" << number(width)
                 << "' vector-effect='non-scaling-stroke'/>";
        const auto xs = along(chart);
        for (std::size_t i = 0; i < shown; ++i)
            write_line(html, chart, xs, scale, i);
        html << "</svg>";
        write_x_labels(html, chart, xs);
        html << "</div>";
        if (chart.series.size() > 1) {
            html << "<ul class='legend small'>";
            for (std::size_t i = 0; i < shown; ++i)
                html << "<li" << chinese(language, chart.series[i].name)
                     << "><svg viewBox='0 0 36 10' width='36' height='10' aria-hidden='true' focusable='false'><path "
                        "class='line line-"
                     << i + 1 << "' d='M0,5H36'/></svg>" << chart.series[i].name << "</li>";
            html << "</ul>";
        }
    }
    html << "<details" << web::when(chart.xs.size() < 2, " open") << "><summary>" << words(language, "records.chart.table")
         << "</summary>";
    write_table(html, language, chart);
    html << "</details></figure>";
}

void write_spark(Html& html, const std::vector<double>& values) {
    if (values.size() < 2)
        return;
    const auto [least, most] = std::ranges::minmax(values);
    const double range = most > least ? most - least : 1;
    std::string points;
    for (std::size_t i = 0; i < values.size(); ++i)
        points += (points.empty() ? "" : " ") + number(100.0 * static_cast<double>(i) / static_cast<double>(values.size() - 1)) +
                  "," + number(22 - (values[i] - least) / range * 20);
    html << "<svg class='spark' viewBox='0 0 100 24' preserveAspectRatio='none' aria-hidden='true' focusable='false'><polyline "
            "class='line line-1' points='"
         << points << "' vector-effect='non-scaling-stroke'/></svg>";
}

}  // namespace gongkai::records
