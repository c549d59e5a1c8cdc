// What rows of the notice ask of kinds, as a table that a lawyer can read: cases/rows.csv.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/calendar/year.h"
#include "domain/records/rules.h"
#include "domain/records/testing.h"

namespace gongkai::records {
namespace {

// "category=penalty decided_on=2026-11-02 2026-11-11": what the record says, and when it is due.
bool is_due(const Kind& kind, std::string_view what) {
    Values values(kind.fields.size());
    std::optional<Day> expected;
    for (const auto part : split(what, ' ')) {
        const auto equals = part.find('=');
        if (equals == std::string_view::npos)
            expected = parse_day(part);
        else
            values[kind.find_field(part.substr(0, equals)).value()] = part.substr(equals + 1);
    }
    const auto due = due_on(kind, values, calendar::WorkingDays(calendar::carried_years()));
    return due && *due && *due == expected;
}

using Ask = std::function<bool(const Kind& kind, std::optional<FieldIndex> field, const std::string& what)>;

const std::map<std::string, Ask>& asks() {
    static const std::map<std::string, Ask> all{
        {"field",
         [](const Kind& kind, auto field, const auto&) { return field && kind.fields[*field].privacy == Privacy::open; }},
        {"masked",
         [](const Kind& kind, auto field, const auto&) { return field && kind.fields[*field].privacy == Privacy::masked; }},
        {"internal",
         [](const Kind& kind, auto field, const auto&) { return field && kind.fields[*field].privacy == Privacy::internal; }},
        {"choice",
         [](const Kind& kind, auto, const std::string& what) {
             const auto equals = what.find('=');
             const auto field = kind.find_field(what.substr(0, equals));
             return field && kind.fields[*field].find_choice(what.substr(equals + 1));
         }},
        {"filter", [](const Kind& kind, auto field, const auto&) { return field && kind.slot_of(*field); }},
        {"place",
         [](const Kind& kind, auto field, const auto&) {
             return field && kind.query && std::ranges::find(kind.query->places, *field) != kind.query->places.end();
         }},
        {"map", [](const Kind& kind, auto field, const auto&) { return field && kind.map == field; }},
        {"area", [](const Kind& kind, auto field, const auto&) { return field && kind.area == field; }},
        {"belongs", [](const Kind& kind, auto field, const auto&) { return field && kind.belongs == field; }},
        {"check",
         [](const Kind& kind, auto field, const auto&) {
             return field && std::ranges::any_of(kind.checks, [&](const Check& check) { return check.target == *field; });
         }},
        {"clock",
         [](const Kind& kind, auto, const std::string& what) {
             return (kind.clock.kind == Clock::Kind::monthly && what == "monthly") ||
                    (kind.clock.kind == Clock::Kind::quarterly && what == "quarterly") ||
                    (kind.clock.kind == Clock::Kind::yearly && what == "yearly");
         }},
        {"due", [](const Kind& kind, auto, const std::string& what) { return is_due(kind, what); }},
        {"chart",
         [](const Kind& kind, auto, const std::string& what) {
             return kind.chart && (kind.chart->kind == Chart::Kind::line) == (what == "line");
         }},
        {"display",
         [](const Kind& kind, auto field, const auto&) { return field && kind.display && kind.display->field == *field; }},
        {"stages",
         [](const Kind& kind, auto field, const auto&) { return field && kind.stages && kind.stages->field == *field; }},
        {"yearly",
         [](const Kind& kind, auto field, const auto&) {
             return field && kind.yearly &&
                    (kind.yearly->by == field || std::ranges::find(kind.yearly->counts, *field) != kind.yearly->counts.end());
         }},
        {"completeness", [](const Kind& kind, auto field,
                            const auto&) { return field && kind.completeness && kind.completeness->first == *field; }},
        {"chain",
         [](const Kind& kind, auto, const std::string& what) { return kind.chain && join(kind.chain->order, " ") == what; }},
        {"related",
         [](const Kind& kind, auto, const std::string& what) {
             return std::ranges::find(kind.related, what, &Related::kind) != kind.related.end();
         }},
        {"column", [](const Kind& kind, auto, const std::string& what) {
             return std::ranges::any_of(kinds().in_columns, [&](const InColumn& in) {
                 const auto field = kind.find_field(in.field);
                 return in.column == what && field && kind.slot_of(*field) && kind.fields[*field].find_choice(in.value);
             });
         }}};
    return all;
}

TEST(Rows, have_what_the_notice_asks_of_their_kinds) {
    const auto table = read_csv_table(read_file(GONGKAI_SOURCE_DIR "/domain/records/cases/rows.csv").value(),
                                      {"task", "clause", "kind", "has", "what"})
                           .value();
    ASSERT_GE(table.rows.size(), 60u);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto clause = std::string(table.at(row, "task")) + " " + std::string(table.at(row, "clause"));
        const auto* kind = kinds().find(table.at(row, "kind"));
        ASSERT_TRUE(kind) << clause;
        const auto what = std::string(table.at(row, "what"));
        const auto ask = asks().find(std::string(table.at(row, "has")));
        ASSERT_NE(ask, asks().end()) << clause;
        EXPECT_TRUE(ask->second(*kind, kind->find_field(what), what))
            << clause << ": " << kind->key << " " << ask->first << " " << what;
        EXPECT_EQ(std::to_string(kind->task), table.at(row, "task")) << clause << ": " << kind->key;
    }
}

// A kind that another one leans on is there and has a chain or says what it belongs to, and the examples of the one lead to
// examples of the other.
TEST(Rows, that_lean_on_other_kinds_find_their_records) {
    int found = 0;
    for (const auto& kind : kinds().all) {
        struct Lean {
            std::string kind;
            FieldIndex by;
            bool by_chain;
        };
        std::vector<Lean> others;
        for (const auto& related : kind.related)
            others.push_back({related.kind, related.by, false});
        if (kind.stages && !kind.stages->told_by.empty())
            others.push_back({kind.stages->told_by, kind.stages->by, true});
        for (const auto& [key, by, by_chain] : others) {
            const auto* other = kinds().find(key);
            ASSERT_TRUE(other && (other->chain || (other->belongs && !by_chain))) << kind.key << " " << key;
            const auto& mine = kind.fields[by].key;
            const auto& theirs = other->fields[other->belongs && !by_chain ? *other->belongs : other->chain->by].key;
            for (const auto& one : kind.examples)
                found += static_cast<int>(std::ranges::count_if(other->examples, [&](const auto& example) {
                    return example.contains(theirs) && one.contains(mine) && example.at(theirs) == one.at(mine);
                }));
        }
    }
    EXPECT_GE(found, 10);
}

}  // namespace
}  // namespace gongkai::records
