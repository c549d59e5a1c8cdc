#include <algorithm>
#include <set>

#include "base/core/text.h"
#include "domain/records/pages/chart.h"
#include "domain/records/pages/pages.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

using web::Html;

constexpr std::size_t choices_seen = 12;  // of one filter; the rest is behind a fold
constexpr int bars_at_most = 200, figures_at_most = 600;
constexpr std::size_t long_text = 60;  // code points of a text in a list

struct Choice {
    std::string text, address;
    std::int64_t records = -1;
    bool is_chosen = false;
};

std::string shortened(const std::string& text) {
    const auto points = to_code_points(text);
    return points.size() <= long_text ? text : to_utf8(points.substr(0, long_text)) + "……";
}

std::string spoken_filter(const Field& field, const std::string& value, Language language, const people::Directory& units) {
    return field.type == Type::day ? value : spoken(field, value, language, units);
}

std::vector<Choice> choices_of(const ListView& view, std::size_t slot, Language language) {
    const auto& field = view.kind.fields[view.kind.filters[slot]];
    const auto& chosen = view.list.asked.filters[slot];
    std::vector<std::pair<std::string, std::int64_t>> found(view.counts.by_value[slot].begin(), view.counts.by_value[slot].end());
    if (!chosen.empty() && !view.counts.by_value[slot].contains(chosen))
        found.emplace_back(chosen, 0);
    if (is_time(field.type))
        std::ranges::reverse(found);
    else
        std::ranges::stable_sort(found, std::ranges::greater(), &std::pair<std::string, std::int64_t>::second);
    std::vector<Choice> choices;
    for (const auto& [value, records] : found) {
        auto asked = view.list.asked;
        asked.filters[slot] = value;
        choices.push_back({spoken_filter(field, value, language, view.units), address_of(view.kind, "", asked, view.list.sort),
                           view.counts.is_exact ? records : -1, value == chosen});
    }
    return choices;
}

void write_choices(Html& html, Language language, const std::vector<Choice>& choices, std::size_t from, std::size_t to) {
    html << "<ul>";
    for (std::size_t i = from; i < to; ++i) {
        const auto& one = choices[i];
        html << "<li><a href='" << web::url(one.address) << "'" << web::when(one.is_chosen, " aria-current='true'")
             << chinese(language, one.text) << ">" << one.text << "</a>";
        if (one.records > 0)
            html << " <span class='muted small number'>" << one.records << "</span>";
        html << "</li>";
    }
    html << "</ul>";
}

}  // namespace

std::string named_with_unit(const Field& field, Language language) {
    if (field.unit.empty() || field.type == Type::percent)
        return field.names.in(language);
    return language == Language::en ? field.names.en + " (" + unit_in(field, language) + ")"
                                    : field.names.zh + "（" + field.unit + "）";
}

std::string unit_in(const Field& field, Language language) {
    const auto id = "records.measure." + field.unit;
    return language == Language::en && has_words(language, id) ? words(language, id) : field.unit;
}

std::string with_unit(const Field& field, std::string said, Language language) {
    const bool has_unit = !field.unit.empty() && is_number(field.type) && field.type != Type::percent;
    return has_unit ? std::move(said) + ' ' + unit_in(field, language) : said;
}

namespace {

bool has_han(std::string_view text) { return std::ranges::any_of(to_code_points(text), is_han); }

}  // namespace

web::Raw chinese(Language language, std::string_view text) {
    return web::when(language == Language::en && has_han(text), " lang='zh-CN'");
}

void write_said(Html& html, Language language, std::string_view text) {
    if (language == Language::en && has_han(text))
        html << "<span lang='zh-CN'>" << text << "</span>";
    else
        html << text;
}

void write_value(Html& html, Language language, const Field& field, const std::string& canonical,
                 const people::Directory& units) {
    if (canonical.empty()) {
        html << "—";
        return;
    }
    switch (field.type) {
        case Type::link:
            html << "<a href='" << web::url(canonical) << "'>" << canonical << "</a>";
            break;
        case Type::unit:
        case Type::town:
            html << "<a href='/units/" << web::url(canonical) << "'>";
            write_said(html, language, spoken(field, canonical, language, units));
            html << "</a>";
            break;
        case Type::text:
            html << "<span class='said'" << chinese(language, canonical) << ">" << canonical << "</span>";
            break;
        default:
            write_said(html, language, with_unit(field, spoken(field, canonical, language, units), language));
    }
}

void write_demonstration(Html& html, Language language) {
    html << "<p class='banner' role='note'><strong>" << words(language, "records.demonstration") << "</strong> "
         << words(language, "records.demonstration.text") << "</p>";
}

void write_basis(Html& html, Language language, const Kind& kind, const portal::Portal& portal) {
    const bool has_notice = portal.has_paper(notice_of_kinds);
    Html lines;
    for (const auto& basis : kind.basis) {
        // Where no source is known the file of the kind says so to the office; to readers it is no ground.
        if (basis.law.empty() || (basis.law.starts_with(notice_of_kinds) && !has_notice))
            continue;
        lines << "<li" << chinese(language, basis.law + basis.says) << ">" << basis.law;
        if (!basis.says.empty())
            lines << "：" << web::when(basis.is_quoted, "“") << basis.says << web::when(basis.is_quoted, "”");
        lines << "</li>";
    }
    if (kind.task > 0 && has_notice)
        lines << "<li>" << words(language, "records.of_task", {std::to_string(kind.task)}) << "</li>";
    if (!lines.view().empty())
        html << "<h2>" << words(language, "records.basis") << "</h2><ul>" << lines << "</ul>";
    if (kind.clock.kind != Clock::Kind::none)
        html << "<p>" << words(language, "records.clock") << kind.clock.says.in(language) << "</p>";
}

namespace {

// The column whose cells lead to the pages of their records: the first one that tells more of these rows apart than those before
// it do - a town rather than its rank, a unit rather than its year - of words where there are some.
std::size_t column_of_way(const ListView& view, const std::vector<Record>& rows) {
    std::size_t best = 0, most = 0;
    for (const bool is_of_words : {true, false})
        for (std::size_t i = 0; i < view.kind.columns.size(); ++i) {
            const auto column = view.kind.columns[i];
            const auto& field = view.kind.fields[column];
            if ((is_number(field.type) || is_time(field.type) || field.type == Type::yes_no) == is_of_words)
                continue;
            std::set<std::string_view> different;
            bool is_given = true;
            for (const auto& row : rows) {
                different.insert(row.values[column]);
                is_given = is_given && !row.values[column].empty();
            }
            if (is_given && view.kind.title.find("{" + field.key + "}") != std::string::npos && different.size() > most) {
                most = different.size();
                best = i;
            }
            if (most == rows.size())
                return best;
        }
    return best;
}

}  // namespace

void write_rows(Html& html, Language language, const ListView& view, const std::vector<Record>& rows) {
    std::vector<std::string> heads;
    html << "<table class='stack sorts'><thead><tr>";
    for (const auto index : view.kind.columns) {
        const auto& field = view.kind.fields[index];
        heads.push_back(named_with_unit(field, language));
        const bool is_sorted = view.list.sort && view.list.sort->field == index;
        html << "<th scope='col'";
        if (is_sorted)
            html << " aria-sort='" << (view.list.sort->is_descending ? "descending" : "ascending") << "'";
        html << ">";
        if (view.sorts_by(index)) {
            // Numbers and days are first wanted from the greatest.
            const bool begins_down = is_number(field.type) || is_time(field.type);
            const Sort next{index, is_sorted ? !view.list.sort->is_descending : begins_down};
            html << "<a href='" << web::url(address_of(view.kind, "", view.list.asked, next)) << "'>" << heads.back();
            if (is_sorted)
                html << std::string_view(view.list.sort->is_descending ? " ▼" : " ▲");
            html << "</a>";
        } else {
            html << heads.back();
        }
        html << "</th>";
    }
    html << "</tr></thead><tbody>";
    // Where all are examples the page says so once.
    const bool are_mixed =
        std::ranges::any_of(rows, &Record::is_demonstration) && !std::ranges::all_of(rows, &Record::is_demonstration);
    const auto link = column_of_way(view, rows);
    for (const auto& row : rows) {
        html << "<tr>";
        for (std::size_t i = 0; i < view.kind.columns.size(); ++i) {
            const auto& field = view.kind.fields[view.kind.columns[i]];
            const auto& value = row.values[view.kind.columns[i]];
            html << "<td" << web::when(is_number(field.type) || is_time(field.type), " class='number'")
                 << web::when(field.type == Type::phone, " class='phone'") << " data-head='" << heads[i] << "'>";
            const auto said = value.empty() ? std::string("—") : spoken(field, value, language, view.units);
            // Of hours that are cut short somebody would find the door locked.
            const auto text = field.type == Type::hours ? said : shortened(said);
            if (i == link) {
                // Heard without its row a link is one of many: "2", "2026" - so it is called as its record is.
                const auto title = title_of(view.kind, row.values, language, view.units);
                html << "<a href='" << web::url(address_of(view.kind, row.serial)) << "'" << chinese(language, text + title);
                if (title != text)
                    html << " aria-label='" << (title.find(text) == std::string::npos ? text + " " + title : title) << "'";
                html << ">" << text << "</a>";
                if (are_mixed && row.is_demonstration)
                    html << " <span class='example'>" << words(language, "records.demonstration") << "</span>";
            } else {
                write_said(html, language, text);
            }
            html << "</td>";
        }
        html << "</tr>";
    }
    html << "</tbody></table>";
}

void write_filters(Html& html, Language language, const ListView& view) {
    html << "<nav class='facets' aria-label='" << words(language, "records.filters") << "'>";
    for (std::size_t slot = 0; slot < view.kind.filters.size(); ++slot) {
        const auto& field = view.kind.fields[view.kind.filters[slot]];
        const auto choices = choices_of(view, slot, language);
        const bool has_choice = !view.list.asked.filters[slot].empty();
        if (choices.empty() || (choices.size() == 1 && !has_choice))
            continue;
        html << "<details" << web::when(has_choice || slot < 2, " open") << "><summary>" << field.names.in(language)
             << (field.type == Type::day ? words(language, "records.filter.by_year") : std::string()) << "</summary>";
        if (has_choice) {
            auto asked = view.list.asked;
            asked.filters[slot].clear();
            html << "<ul><li><a href='" << web::url(address_of(view.kind, "", asked, view.list.sort)) << "'>"
                 << words(language, "records.filter.all") << "</a></li></ul>";
        }
        write_choices(html, language, choices, 0, std::min(choices_seen, choices.size()));
        if (choices.size() > choices_seen) {
            html << "<details><summary>"
                 << words(language, "records.filter.more", {std::to_string(choices.size() - choices_seen)}) << "</summary>";
            write_choices(html, language, choices, choices_seen, choices.size());
            html << "</details>";
        }
        html << "</details>";
    }
    html << "</nav>";
}

namespace {

void write_bars_of(Html& html, Language language, db::Connection& connection, const Kind& kind, const Asked& asked,
                   const Counts& counts, const people::Directory& units, Day as_of) {
    const auto& chart = *kind.chart;
    Asked only;
    std::string picked;
    if (chart.pick) {
        const auto slot = kind.slot_of(*chart.pick).value();
        picked = asked.filters[slot];
        if (picked.empty() && !counts.by_value[slot].empty())
            picked = counts.by_value[slot].rbegin()->first;
        only.filters[slot] = picked;
    }
    auto rows = list_of(connection, kind, only, {}, {}, as_of, bars_at_most).rows;
    std::erase_if(rows, [&](const Record& row) { return row.values[*chart.y].empty(); });
    if (!std::ranges::all_of(rows, &Record::is_demonstration))
        std::erase_if(rows, [](const Record& row) { return row.is_demonstration; });
    const auto& y = kind.fields[*chart.y];
    if (chart.sorts_by_y)
        std::ranges::stable_sort(rows, std::ranges::less(),
                                 [&](const Record& row) { return number_of(row.values[*chart.y]).value_or(0); });
    BarChart bars{chart.says.in(language), kind.fields[chart.x].names.in(language), named_with_unit(y, language), {}};
    if (!picked.empty())
        bars.says = words(language, "records.chart.picked",
                          {spoken_filter(kind.fields[*chart.pick], picked, language, units), bars.says});
    for (const auto& row : rows)
        bars.bars.push_back({shortened(spoken(kind.fields[chart.x], row.values[chart.x], language, units)),
                             spoken(y, row.values[*chart.y], language, units) +
                                 (y.unit.empty() || y.type == Type::percent ? "" : " " + unit_in(y, language)),
                             number_of(row.values[*chart.y]).value_or(0), address_of(kind, row.serial)});
    write_bars(html, language, bars);
}

void write_counts_of(Html& html, Language language, const Kind& kind, const std::vector<Figure>& figures,
                     const people::Directory& units) {
    const auto& chart = *kind.chart;
    const auto& x = kind.fields[chart.x];
    auto sorted = figures;
    if (is_time(x.type))
        std::ranges::reverse(sorted);
    else
        std::ranges::stable_sort(sorted, std::ranges::greater(), &Figure::records);
    BarChart bars{chart.says.in(language), x.names.in(language), words(language, "records.chart.records"), {}};
    const auto slot = kind.slot_of(chart.x);
    for (const auto& figure : sorted) {
        std::string address;
        if (slot) {
            Asked asked;
            asked.filters[*slot] = x.type == Type::day ? figure.x.substr(0, 4) : figure.x;
            address = address_of(kind, "", asked);
        }
        bars.bars.push_back({shortened(spoken(x, figure.x, language, units)), std::to_string(figure.records),
                             static_cast<double>(figure.records), address});
    }
    write_bars(html, language, bars);
}

void write_lines_of(Html& html, Language language, const Kind& kind, std::vector<Figure> figures,
                    const people::Directory& units) {
    const auto& chart = *kind.chart;
    const auto& y = kind.fields[*chart.y];
    LineChart lines{chart.says.in(language), kind.fields[chart.x].names.in(language), named_with_unit(y, language), {}, {}, {}};
    std::vector<std::string> xs, names;
    for (const auto& figure : figures) {
        if (std::ranges::find(xs, figure.x) == xs.end())
            xs.push_back(figure.x);
        if (std::ranges::find(names, figure.series) == names.end())
            names.push_back(figure.series);
    }
    constexpr std::size_t xs_at_most = 60;
    std::ranges::sort(xs);
    if (xs.size() > xs_at_most)
        xs.erase(xs.begin(), xs.end() - xs_at_most);
    for (const auto& x : xs)
        lines.xs.push_back(spoken(kind.fields[chart.x], x, language, units));
    if (is_time(kind.fields[chart.x].type))
        lines.times = xs;
    for (const auto& name : names) {
        LineChart::Series series{
            chart.series ? spoken(kind.fields[*chart.series], name, language, units) : std::string(), {}, {}};
        for (const auto& x : xs) {
            const auto found =
                std::ranges::find_if(figures, [&](const Figure& figure) { return figure.x == x && figure.series == name; });
            if (found == figures.end()) {
                series.values.emplace_back();
                series.spoken.emplace_back("—");
                continue;
            }
            // Where it does not add up and there are several, their mean.
            const auto total = chart.adds_up ? found->total : found->total / std::max<std::int64_t>(1, found->records);
            const auto text = unscaled(total, y.decimals);
            series.values.push_back(number_of(text));
            series.spoken.push_back(spoken(y, text, language, units));
        }
        lines.series.push_back(std::move(series));
    }
    const auto last = [](const LineChart::Series& series) {
        double value = 0;
        for (const auto& one : series.values)
            value = one.value_or(value);
        return value;
    };
    std::ranges::stable_sort(lines.series, std::ranges::greater(), last);
    write_lines(html, language, lines);
}

}  // namespace

void write_chart(Html& html, Language language, db::Connection& connection, const Kind& kind, const Asked& asked,
                 const Counts& counts, const people::Directory& units, Day as_of) {
    if (!kind.chart)
        return;
    if (kind.chart->kind == Chart::Kind::bars)
        return write_bars_of(html, language, connection, kind, asked, counts, units, as_of);
    auto all = figures(connection, kind, figures_at_most);
    if (kind.chart->kind == Chart::Kind::counts)
        write_counts_of(html, language, kind, all, units);
    else
        write_lines_of(html, language, kind, std::move(all), units);
}

}  // namespace gongkai::records
