#include "domain/records/pages/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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
    return std::abs(value - std::round(value)) < 1e-9 ? fmt::format("{:.0f}", value) : fmt::format("{:g}", value);
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

double x_at(std::size_t i, std::size_t count) {
    return count < 2 ? width / 2 : width * static_cast<double>(i) / static_cast<double>(count - 1);
}

void write_line(Html& html, const LineChart::Series& series, const Scale& scale, std::size_t number_of_line) {
    const auto style = "line line-" + std::to_string(number_of_line + 1);
    std::string points;
    for (std::size_t i = 0; i < series.values.size(); ++i)
        if (series.values[i])
            points +=
                (points.empty() ? "" : " ") + number(x_at(i, series.values.size())) + "," + number(scale.at(*series.values[i]));
    html << "<polyline class='" << style << "' points='" << points << "' vector-effect='non-scaling-stroke'/>";
    if (series.values.size() > 24)
        return;
    // A line of no length with round ends is a dot that stays round however the picture is stretched.
    for (std::size_t i = 0; i < series.values.size(); ++i)
        if (series.values[i])
            html << "<path class='dot line-" << number_of_line + 1 << "' d='M" << number(x_at(i, series.values.size())) << ","
                 << number(scale.at(*series.values[i])) << "h0' vector-effect='non-scaling-stroke'/>";
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
        for (std::size_t i = 0; i < shown; ++i)
            write_line(html, chart.series[i], scale, i);
        html << "</svg><p class='ends small muted number' aria-hidden='true'><span>" << chart.xs.front() << "</span><span>"
             << chart.xs.back() << "</span></p></div>";
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
