// The office's report of what is asked for: which questions most, which find nothing, and from each line the way to mend it.
#include <algorithm>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/search/alert.h"
#include "domain/search/asked.h"
#include "domain/search/described.h"
#include "domain/search/meant.h"
#include "domain/search/pages/console.h"

namespace gongkai::search {
namespace {

using web::Context;
using web::Html;
using web::Request;
using web::Response;

constexpr const char* file_address = "/console/search/questions.csv";
constexpr int day = 1, week = 7, month = 30;

// The days that are looked at: so many, up to this one.
struct Period {
    int days = week;
    Day to;
    AskedWithin within(int shown_from) const { return {to - std::chrono::days(days - 1), to, shown_from}; }
    std::string address(std::string_view path) const {
        return std::string(path) + "?days=" + std::to_string(days) + "&to=" + to_text(to);
    }
};

Period period_in(const Request& request) {
    Period period;
    const auto days = whole_number(request.query.first("days").value_or(""));
    if (days == day || days == month)
        period.days = static_cast<int>(*days);
    period.to = std::min(parse_day(request.query.first("to").value_or("")).value_or(today()), today());
    return period;
}

void write_periods(Html& html, Language language, const Period& period) {
    html << "<nav class='kinds' aria-label='" << words(language, "search.report.periods") << "'><ul>";
    for (const auto& [days, id] :
         {std::pair{day, "search.report.day"}, std::pair{week, "search.report.week"}, std::pair{month, "search.report.month"}}) {
        const Period other{days, period.to};
        html << "<li><a href='" << web::url(other.address(report_address)) << "'"
             << web::when(days == period.days, " aria-current='true'") << ">" << words(language, id) << "</a></li>";
    }
    html << "</ul></nav><p>";
    const auto link = [&](Day to, const char* id) {
        html << "<a class='way' href='" << web::url(Period{period.days, to}.address(report_address)) << "'>"
             << words(language, id) << "</a> ";
    };
    link(period.to - std::chrono::days(period.days), "search.report.before");
    if (period.to < today())
        link(period.to + std::chrono::days(period.days), "search.report.after");
    html << "</p>";
}

void write_table(Html& html, Language language, const char* title, const std::vector<Question>& all,
                 std::int64_t Question::* counted) {
    html << "<h2>" << words(language, title) << "</h2>";
    if (all.empty()) {
        html << "<p class='empty'>" << words(language, "search.report.nothing") << "</p>";
        return;
    }
    const auto most = all.front().*counted;
    const auto asked = words(language, "search.report.asked"), without = words(language, "search.report.without"),
               mend = words(language, "search.report.mend");
    html << "<table class='sheet-table stack'><thead><tr><th scope='col'>" << words(language, "search.report.question")
         << "</th>";
    for (const auto* head : {&asked, &without, &mend})
        html << "<th scope='col'>" << *head << "</th>";
    html << "</tr></thead><tbody>";
    for (const auto& one : all) {
        const auto bar = [&](std::int64_t count, bool is_counted) {
            html << "<span class='number'>" << count << "</span>";
            if (is_counted)
                html << "<svg class='bar' viewBox='0 0 1000 12' preserveAspectRatio='none' aria-hidden='true'><rect "
                        "class='counted' width='"
                     << count * 1000 / std::max<std::int64_t>(most, 1) << "' height='12'/></svg>";
        };
        html << "<tr><th scope='row' lang='zh-CN'>" << one.words << "</th><td data-head='" << asked << "'><div>";
        bar(one.asked, counted == &Question::asked);
        html << "</div></td><td data-head='" << without << "'><div>";
        bar(one.without_hits, counted == &Question::without_hits);
        const auto way = [&](const std::string& address, const char* id) {
            html << "<a class='way' href='" << web::url(address) << "'>" << words(language, id) << "<span class='hidden'> "
                 << one.words << "</span></a> ";
        };
        html << "</div></td><td data-head='" << mend << "'><div>";
        way(address_of(Asked{one.words}), "search.report.look");
        way("/console/search/synonyms?plain=" + web::encode(one.words), "search.report.synonym");
        way("/console/search/recommended/new?q=" + web::encode(one.words), "search.report.recommend");
        html << "</div></td></tr>";
    }
    html << "</tbody></table>";
}

// Alerts whose question takes longer than it may. Words are told as those of all questions are: once several readers have asked
// for them.
void write_cut_short(Html& html, Language language, const std::vector<CutShort>& all, const Labels& labels, int shown_from) {
    if (all.empty())
        return;
    int alerts = 0;
    for (const auto& one : all)
        alerts += one.alerts;
    html << "<h2>" << words(language, "search.report.cut_short") << "</h2><p>"
         << words(language, "search.report.cut_short.told", {std::to_string(alerts)}) << "</p><ul>";
    for (const auto& one : all) {
        const bool is_told = trim(one.asked.text).empty() || one.alerts >= shown_from;
        html << "<li>"
             << words(language, "search.report.cut_short.one",
                      {is_told ? described(one.asked, labels, language) : words(language, "search.report.cut_short.kept_back"),
                       portal::spoken_in_full(language, one.since), std::to_string(one.alerts)})
             << "</li>";
    }
    html << "</ul>";
}

int shown_from(const Doors& doors) { return static_cast<int>(doors.settings.number("search.question_shown_from")); }

Response report(const Doors& doors, Request& request, Context& context) {
    const auto language = context.language;
    const auto period = period_in(request);
    const auto within = period.within(shown_from(doors));
    const auto [most, none, all, cut_short, known] = doors.database.read([&](db::Connection& connection) {
        auto waiting = alerts_cut_short(connection);
        return std::tuple(questions(connection, Which::most_asked, within), questions(connection, Which::without_hits, within),
                          asked_in_all(connection, within), waiting, waiting.empty() ? Labels() : labels(connection));
    });
    auto page = page_of(language, "search.report", report_address);
    auto& html = page.content;
    write_periods(html, language, period);
    html << "<p>"
         << words(language, "search.report.in_all",
                  {portal::spoken_in_full(language, within.from), portal::spoken_in_full(language, within.to),
                   std::to_string(all.asked), std::to_string(all.without_hits)})
         << "</p><p class='small muted'>" << words(language, "search.report.kept", {std::to_string(within.shown_from)}) << "</p>";
    if (!doors.settings.flag("search.count_questions"))
        html << "<p class='told' role='status'>" << words(language, "search.report.off") << "</p>";
    write_table(html, language, "search.report.without_hits", none, &Question::without_hits);
    write_table(html, language, "search.report.most_asked", most, &Question::asked);
    write_cut_short(html, language, cut_short, known, within.shown_from);
    html << "<p><a class='way' href='" << web::url(period.address(file_address)) << "'>" << words(language, "search.report.csv")
         << "</a></p>";
    return doors.console.show(request, context, std::move(page));
}

// A program of tables takes a cell that begins so for a formula, and these cells come from strangers.
std::string harmless(const std::string& text) {
    return text.empty() || std::string_view("=+-@").find(text.front()) == std::string_view::npos ? text : "'" + text;
}

Response file(const Doors& doors, Request& request, Context& context) {
    const auto language = context.language;
    const auto period = period_in(request);
    const auto within = period.within(shown_from(doors));
    std::string csv =
        "\xEF\xBB\xBF" + csv_line({words(language, "search.report.question"), words(language, "search.report.asked"),
                                   words(language, "search.report.without")});
    constexpr int lines_at_most = 5'000;
    const auto all = doors.database.read(
        [&](db::Connection& connection) { return questions(connection, Which::most_asked, within, lines_at_most); });
    for (const auto& one : all)
        csv += csv_line({harmless(one.words), std::to_string(one.asked), std::to_string(one.without_hits)});
    return Response::download(std::move(csv), "text/csv; charset=utf-8",
                              "questions-" + to_text(within.from) + "-" + to_text(within.to) + ".csv");
}

}  // namespace

void hang_report_pages(Doors& doors) {
    doors.console.add_menu_entry({report_address, "search.console", office});
    auto& router = doors.site.router();
    router.get(report_address, "search.report", with(doors, report)).needs(office).reads({"days", "to"}).sql_at_most(8);
    router.get(file_address, "search.questions_file", with(doors, file)).needs(office).reads({"days", "to"}).sql_at_most(5);
}

}  // namespace gongkai::search
