#include <algorithm>
#include <cmath>

#include "base/core/text.h"
#include "base/web/target.h"
#include "domain/people/desk.h"
#include "domain/records/pages/chart.h"
#include "domain/records/pages/relations.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

using web::Html;

constexpr int periods_shown = 36;

// The same period a year before: "2025-10" of "2026-10".
std::string year_before(const std::string& period) {
    const auto year = whole_number(period.substr(0, 4));
    return year ? std::to_string(*year - 1) + period.substr(4) : std::string();
}

// Records that are the same but for their period, found along a filter that is part of the identity; newest first.
std::vector<Record> siblings(db::Connection& connection, const Kind& kind, const Record& record, FieldIndex period) {
    std::vector<Record> all;
    const auto by = std::ranges::find_if(kind.identity, [&](FieldIndex field) {
        const auto type = kind.fields[field].type;
        return field != period && kind.slot_of(field) && (type == Type::unit || type == Type::town || type == Type::choice);
    });
    if (by == kind.identity.end() && kind.identity.size() > 1)
        return all;
    Asked asked;
    if (by != kind.identity.end())
        asked.filters[*kind.slot_of(*by)] = filter_value(kind.fields[*by], record.values[*by]);
    for (auto& one : list_of(connection, kind, asked, counts_for(connection, kind, asked), {}, today(), periods_shown * 3).rows)
        if (std::ranges::all_of(kind.identity,
                                [&](FieldIndex field) { return field == period || one.values[field] == record.values[field]; }) &&
            all.size() < periods_shown)
            all.push_back(std::move(one));
    std::ranges::stable_sort(all, std::ranges::greater(), [&](const Record& one) { return one.values[period]; });
    return all;
}

std::string against(Language language, const Field& field, const std::string& now, const std::string& before,
                    const people::Directory& units) {
    const auto a = number_of(now), b = number_of(before);
    if (!a || !b)
        return {};
    const auto said = spoken(field, now, language, units), said_before = spoken(field, before, language, units);
    const bool is_share = field.type == Type::percent;  // spoken with its sign
    const auto unit = is_share || field.unit.empty() ? std::string() : (language == Language::en ? " " : "") + field.unit;
    if (*a == *b)
        return words(language, "records.against.same", {field.names.in(language), said, unit});
    constexpr double per_cent = 100, tenths = 10;
    std::string share;
    if (is_share) {
        share = words(language, "records.against.points", {unscaled(std::llround(std::abs(*a - *b) * tenths), 1)});
    } else if (*b != 0) {
        const auto rounded = std::round(std::abs(*a - *b) / std::abs(*b) * per_cent * tenths) / tenths;
        share = words(language, "records.against.share", {unscaled(std::llround(rounded * tenths), 1)});
    }
    return words(language, *a > *b ? "records.against.more" : "records.against.less",
                 {field.names.in(language), said, unit, said_before, share});
}

constexpr std::int64_t none_of_them = 0;

// One entry for each record; with what it says, where the kind tells that.
void write_row(Html& html, Language language, const Kind& kind, const std::vector<Record>& all, std::int64_t here,
               const people::Directory& units) {
    const auto& step = kind.fields[kind.chain->step];
    html << "<ol class='stages'>";
    for (const auto* one : in_time(kind, all)) {
        html << "<li" << web::when(one->serial == here, " aria-current='step'") << ">"
             << choice_name(step, one->values[kind.chain->step], language);
        write_records(html, language, kind, {one}, here, units);
        for (const auto field : kind.chain->shows)
            if (const auto said = spoken(kind.fields[field], one->values[field], language, units); !said.empty())
                html << "<p><span class='muted'>" << words(language, "records.says", {kind.fields[field].names.in(language)})
                     << "</span><span" << chinese(language, said) << ">" << said << "</span></p>";
        html << "</li>";
    }
    html << "</ol>";
}

}  // namespace

void write_chain(Html& html, Language language, db::Connection& connection, const Kind& kind, const Record& record,
                 const people::Directory& units) {
    if (!kind.chain || record.values[kind.chain->by].empty())
        return;
    const auto all = of_chain(connection, kind, record.values[kind.chain->by], today());
    if (all.size() < 2)
        return;
    html << "<h2>" << words(language, "records.chain", {kind.fields[kind.chain->by].names.in(language)}) << "</h2>";
    write_row(html, language, kind, all, record.serial, units);
    if (kind.exchange && kind.exchange->is_ocds()) {
        web::Fields query;
        query.add("process", record.values[kind.chain->by]);
        html << "<p class='downloads'><a href='" << web::url(web::write_target(address_of(kind) + "/record.json", query)) << "'>"
             << words(language, "records.process") << "</a></p>";
    }
}

void write_time_lines(Html& html, Language language, db::Connection& connection, std::string_view number) {
    for (const auto& kind : kinds().all) {
        if (!kind.chain || kind.chain->shows.empty())
            continue;
        const auto all = of_chain(connection, kind, number, today());
        if (all.empty())
            continue;
        const auto units = people::directory(connection);
        html << "<h2>" << kind.names.in(language) << "</h2>";
        write_row(html, language, kind, all, none_of_them, units);
        write_related(html, language, all.front(), related_to(connection, kind, all.front()), units);
    }
}

namespace {

void write_by_steps(Html& html, Language language, const Kind& kind, const std::vector<const Record*>& rows,
                    const people::Directory& units) {
    const auto& step = kind.fields[kind.chain->step];
    html << "<dl class='facts'>";
    for (const auto& key : kind.chain->order) {
        std::vector<const Record*> here;
        for (const auto* one : rows)
            if (one->values[kind.chain->step] == key)
                here.push_back(one);
        if (here.empty())
            continue;
        html << "<dt>" << choice_name(step, key, language) << "</dt><dd>";
        write_records(html, language, kind, here, none_of_them, units);
        html << "</dd>";
    }
    html << "</dl>";
}

// A line for each chain, a column for each of its steps: how far a measure went with each project that it has reached. What a
// record of another owner did in the chain stands there too, with its own name.
void write_chains(Html& html, Language language, const Kind& kind, const std::vector<const Record*>& rows, std::string_view whose,
                  const people::Directory& units) {
    const auto& chain = *kind.chain;
    std::vector<std::pair<std::string, std::vector<const Record*>>> lines;  // the newest first, as rows are the oldest first
    for (const auto* row : rows) {
        const auto& key = row->values[chain.by];
        const auto line =
            key.empty() ? lines.end() : std::ranges::find(lines, key, &std::pair<std::string, std::vector<const Record*>>::first);
        if (line == lines.end())
            lines.emplace_back(key, std::vector{row});
        else
            line->second.push_back(row);
    }
    std::ranges::reverse(lines);
    const auto& step = kind.fields[chain.step];
    const auto head = kind.fields[chain.name.value_or(chain.by)].names.in(language);
    html << "<table class='stack chains'><thead><tr><th scope='col'>" << head << "</th>";
    for (const auto& key : chain.order)
        html << "<th scope='col'>" << choice_name(step, key, language) << "</th>";
    html << "</tr></thead><tbody>";
    for (const auto& [key, of_line] : lines) {
        const auto name = chain.name && !of_line.back()->values[*chain.name].empty() ? of_line.back()->values[*chain.name]
                          : key.empty() ? title_of(kind, of_line.back()->values, language, units)
                                        : key;
        html << "<tr><th scope='row'" << chinese(language, name) << ">" << name << "</th>";
        for (const auto& wanted : chain.order) {
            html << "<td data-head='" << choice_name(step, wanted, language) << "'>";
            bool is_there = false;
            for (const auto* row : of_line) {
                if (row->values[chain.step] != wanted)
                    continue;
                html << web::when(is_there, "<br>") << "<a href='" << web::url(address_of(kind, row->serial)) << "'>"
                     << time_of(kind, *row);
                for (const auto field : chain.shows)
                    if (const auto said = spoken(kind.fields[field], row->values[field], language, units); !said.empty()) {
                        html << " ";
                        write_said(html, language, with_unit(kind.fields[field], said, language));
                    }
                html << "</a>";
                if (kind.belongs && row->values[*kind.belongs] != whose) {
                    html << "<br><span class='small muted'>";
                    write_said(html, language, title_of(kind, row->values, language, units));
                    html << "</span>";
                }
                is_there = true;
            }
            if (!is_there)
                html << "<span class='muted'>—</span>";
            html << "</td>";
        }
        html << "</tr>";
    }
    html << "</tbody></table>";
}

}  // namespace

void write_of_document(Html& html, Language language, db::Connection& connection, std::string_view named) {
    for (const auto& kind : kinds().all) {
        if (!kind.chain || kind.fields[kind.chain->by].type != Type::document)
            continue;
        const auto all = of_chain(connection, kind, named, today());
        if (all.empty())
            continue;
        html << "<h2>" << kind.names.in(language) << "</h2>";
        if (std::ranges::any_of(all, &Record::is_demonstration))
            write_demonstration(html, language);
        write_by_steps(html, language, kind, in_time(kind, all), people::directory(connection));
    }
}

std::vector<BesideIt> related_to(db::Connection& connection, const Kind& kind, const Record& record) {
    std::vector<BesideIt> all;
    for (const auto& related : kind.related) {
        const auto* other = kinds().find(related.kind);
        const auto& whose = record.values[related.by];
        if (!other || whose.empty() || (!other->belongs && !other->chain))
            continue;
        const bool is_table = related.look == Related::Look::table && other->chain && other->belongs;
        all.push_back({related, *other,
                       other->belongs ? belonging(connection, *other, whose,
                                                  is_table ? Belonging::all_of_its_chains : Belonging::alone, today())
                                      : of_chain(connection, *other, whose, today())});
    }
    return all;
}

void write_related(Html& html, Language language, const Record& record, const std::vector<BesideIt>& beside,
                   const people::Directory& units) {
    for (const auto& [related, other, all] : beside) {
        const bool is_table = related.look == Related::Look::table && other.chain && other.belongs;
        // What may be there or not is not missed: practice that came of a measure.
        if (all.empty() && other.belongs && !is_table)
            continue;
        html << "<h2 id='" << other.key << "'>" << related.says.in(language) << "</h2>";
        const auto rows = in_time(other, all);
        if (all.empty())
            html << "<p class='empty'>" << words(language, "records.related.none") << "</p>";
        else if (is_table)
            write_chains(html, language, other, rows, record.values[related.by], units);
        else if (other.chain)
            write_by_steps(html, language, other, rows, units);
        else
            write_records(html, language, other, rows, none_of_them, units);
    }
}

void write_trend(Html& html, Language language, db::Connection& connection, const Kind& kind, const Record& record,
                 const people::Directory& units) {
    const auto period = kind.period();
    if (kind.measured.empty() || !period)
        return;
    auto rows = siblings(connection, kind, record, *period);
    if (rows.size() < 2)
        return;
    const auto before =
        std::ranges::find(rows, year_before(record.values[*period]), [&](const Record& one) { return one.values[*period]; });
    html << "<h2>" << words(language, "records.trend") << "</h2>";
    if (before != rows.end()) {
        html << "<ul>";
        for (const auto field : kind.measured)
            if (const auto said = against(language, kind.fields[field], record.values[field], before->values[field], units);
                !said.empty())
                html << "<li>" << said << "</li>";
        html << "</ul>";
    }
    std::ranges::reverse(rows);
    LineChart chart;
    const auto& first = kind.fields[kind.measured.front()];
    chart.x_head = kind.fields[*period].names.in(language);
    chart.value_head = named_with_unit(first, language);
    chart.says = words(language, "records.trend.says", {first.names.in(language)});
    for (const auto& row : rows)
        chart.xs.push_back(row.values[*period]);
    chart.times = chart.xs;
    const auto most = [&](FieldIndex field) {
        double greatest = 0;
        for (const auto& row : rows)
            greatest = std::max(greatest, std::abs(number_of(row.values[field]).value_or(0)));
        return greatest;
    };
    constexpr double as_great_as = 8;
    for (const auto field : kind.measured) {
        // One picture has one unit and one scale.
        if (kind.fields[field].unit != first.unit || most(field) > as_great_as * most(kind.measured.front()))
            continue;
        LineChart::Series series{kind.fields[field].names.in(language), {}, {}};
        for (const auto& row : rows) {
            series.values.push_back(number_of(row.values[field]));
            series.spoken.push_back(row.values[field].empty() ? "—"
                                                              : spoken(kind.fields[field], row.values[field], language, units));
        }
        chart.series.push_back(std::move(series));
    }
    write_lines(html, language, chart);
}

void write_ranking(Html& html, Language language, db::Connection& connection, const Kind& kind, const Asked& asked,
                   const Counts& counts, const people::Directory& units) {
    constexpr int ranked_at_most = 200;
    const auto check = std::ranges::find(kind.checks, Check::Kind::rank, &Check::kind);
    if (check == kind.checks.end() || asked.chosen() > 1)
        return;
    const auto slot = *kind.slot_of(*check->within);
    if (asked.chosen() == 1 && asked.filters[slot].empty())
        return;
    auto wanted = asked.filters[slot];
    if (wanted.empty())
        for (const auto& [value, records] : counts.by_value[slot])
            wanted = std::max(wanted, value);
    if (wanted.empty())
        return;
    Asked of_period;
    of_period.filters[slot] = wanted;
    auto rows = list_of(connection, kind, of_period, {}, {}, today(), ranked_at_most, ranked_at_most).rows;
    // Examples are ranked among themselves, and told of only where there is nothing else.
    if (!std::ranges::all_of(rows, &Record::is_demonstration))
        std::erase_if(rows, [](const Record& row) { return row.is_demonstration; });
    const auto by = check->of.front().first;
    const Record *first = nullptr, *last = nullptr;
    double total = 0;
    int numbers = 0;
    for (const auto& row : rows) {
        const auto number = number_of(row.values[by]);
        if (!number)
            continue;
        total += *number;
        ++numbers;
        const auto rank = number_of(row.values[check->target]);
        if (!first || rank < number_of(first->values[check->target]))
            first = &row;
        if (!last || rank > number_of(last->values[check->target]))
            last = &row;
    }
    if (numbers < 2)
        return;
    const auto who = std::ranges::find_if(kind.identity, [&](FieldIndex field) { return field != *check->within; });
    if (who == kind.identity.end())
        return;
    const auto name = [&](const Record& row) { return spoken(kind.fields[*who], row.values[*who], language, units); };
    const auto value = [&](const std::string& number) { return spoken(kind.fields[by], number, language, units); };
    const auto decimals = kind.fields[by].decimals;
    const auto mean = unscaled(std::llround(total / numbers * std::pow(10.0, decimals)), decimals);
    html << "<p class='lead'>"
         << words(language, "records.ranking",
                  {spoken(kind.fields[*check->within], wanted, language, units), kind.fields[by].names.in(language), name(*first),
                   value(first->values[by]), name(*last), value(last->values[by]), value(mean), std::to_string(numbers)})
         << "</p>";
}

void write_other_ways(Html& html, Language language, const Kind& kind) {
    if (!kind.map && !kind.completeness && !kind.yearly && !kind.compare)
        return;
    html << "<p class='ways'>";
    const auto way = [&](std::string_view below, const char* id) {
        html << "<a class='way' href='" << web::url(address_of(kind) + std::string(below)) << "'>" << words(language, id)
             << "</a> ";
    };
    if (kind.map)
        way("/map", "records.map");
    if (kind.completeness)
        way("/completeness", "records.completeness");
    if (kind.yearly)
        way("/yearly", "records.yearly");
    if (kind.compare)
        way("/compare", "records.compare");
    html << "</p>";
}

}  // namespace gongkai::records
