// A kind for tests that has one of everything the engine does, and a database with units.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/db/migrate.h"
#include "base/db/testing.h"
#include "domain/people/desk.h"
#include "domain/records/change.h"
#include "domain/records/kind.h"
#include "domain/records/rules.h"

namespace gongkai::records {

inline constexpr std::string_view air_json = R"json({
  "key": "air",
  "names": {"zh": "空气月报", "en": "Air"}, "about": {"zh": "每月空气。", "en": "Air by month."},
  "theme": "environment", "task": 3, "basis": [{"law": "大气污染防治法23", "says": "", "quoted": false}],
  "owner_hint": ["市生态环境局"], "category": "",
  "fields": [
    {"key": "month", "names": {"zh": "月份", "en": "Month"}, "type": "month", "required": true, "privacy": "public", "meaning": {"zh": "一", "en": "a"}},
    {"key": "town", "names": {"zh": "镇街", "en": "Town"}, "type": "town", "required": true, "privacy": "public", "meaning": {"zh": "一", "en": "a"}},
    {"key": "so2", "names": {"zh": "二氧化硫", "en": "SO2"}, "type": "decimal", "decimals": 0, "unit": "µg/m³", "required": true, "privacy": "public", "min": 0, "max": 1000, "meaning": {"zh": "一", "en": "a"}, "headers": ["SO₂"]},
    {"key": "pm25", "names": {"zh": "细颗粒物", "en": "PM2.5"}, "type": "decimal", "decimals": 0, "unit": "µg/m³", "required": true, "privacy": "public", "min": 0, "meaning": {"zh": "一", "en": "a"}},
    {"key": "composite", "names": {"zh": "综合指数", "en": "Index"}, "type": "decimal", "decimals": 2, "required": true, "privacy": "public", "meaning": {"zh": "一", "en": "a"}},
    {"key": "rank", "names": {"zh": "排名", "en": "Rank"}, "type": "integer", "required": true, "privacy": "public", "meaning": {"zh": "一", "en": "a"}},
    {"key": "good_days", "names": {"zh": "优良天数", "en": "Good days"}, "type": "integer", "required": false, "privacy": "public", "meaning": {"zh": "一", "en": "a"}},
    {"key": "days", "names": {"zh": "总天数", "en": "Days"}, "type": "integer", "required": false, "privacy": "public", "meaning": {"zh": "一", "en": "a"}},
    {"key": "good_ratio", "names": {"zh": "优良率", "en": "Good"}, "type": "percent", "decimals": 1, "required": false, "privacy": "public", "meaning": {"zh": "一", "en": "a"}},
    {"key": "causes", "names": {"zh": "污染物", "en": "Causes"}, "type": "choices", "required": false, "privacy": "public", "meaning": {"zh": "一", "en": "a"},
      "choices": [{"key": "dust", "zh": "扬尘", "en": "Dust"}, {"key": "smoke", "zh": "烟", "en": "Smoke"}, {"key": "ozone", "zh": "臭氧", "en": "Ozone"}]},
    {"key": "from_on", "names": {"zh": "起始日", "en": "From"}, "type": "day", "required": false, "privacy": "public", "meaning": {"zh": "一", "en": "a"}},
    {"key": "to_on", "names": {"zh": "截止日", "en": "To"}, "type": "day", "required": false, "privacy": "public", "meaning": {"zh": "一", "en": "a"}},
    {"key": "watcher", "names": {"zh": "监测人", "en": "Watcher"}, "type": "line", "required": false, "privacy": "masked", "meaning": {"zh": "一", "en": "a"}},
    {"key": "note", "names": {"zh": "内部备注", "en": "Note"}, "type": "text", "required": false, "privacy": "internal", "meaning": {"zh": "一", "en": "a"}}
  ],
  "identity": ["month", "town"], "title": "{town}{month}空气",
  "list": {"columns": ["town", "month", "composite", "rank", "good_ratio"], "filters": ["month", "town", "causes"], "order": "-month"},
  "clock": {"kind": "monthly", "day": 15, "rule": "", "says": {"zh": "每月15日前", "en": "by the 15th"}, "source": ""},
  "display": {"until": "to_on"},
  "chart": {"kind": "line", "x": "month", "y": "pm25", "series": null, "sum": true, "says": {"zh": "合计", "en": "In all"}},
  "map": null,
  "checks": [
    {"kind": "composite", "field": "composite", "of": {"so2": 60, "pm25": 35}, "source": "GB 3095-2012", "setting": true},
    {"kind": "rank", "field": "rank", "by": "composite", "within": "month"},
    {"kind": "percent", "field": "good_ratio", "part": "good_days", "whole": "days"},
    {"kind": "order", "earlier": "from_on", "later": "to_on"}
  ],
  "completeness": {"by": "town", "over": "month"}, "stages": null, "chain": null, "compare": null, "exchange": null,
  "examples": [{"month": "2026-09", "town": "石墙镇", "so2": 6, "pm25": 35, "watcher": "孔令某", "note": "只在内部"}]
})json";

inline const Kind& air() {
    static const Kind kind = [] {
        auto read = read_kind(air_json, "air.json");
        if (!read)
            throw std::logic_error(words(Language::en, read.error().front()));
        return *read;
    }();
    return kind;
}

inline Values values_of(const Kind& kind, const std::map<std::string, std::string>& given) {
    Values values(kind.fields.size());
    for (const auto& [key, value] : given)
        values[kind.find_field(key).value()] = value;
    return values;
}

class RecordsTest : public testing::Test {
  protected:
    RecordsTest() {
        setenv("GONGKAI_NOW", "2026-11-27", 1);
        db::migrate(*database, db::embedded_migrations(
                                   {"journal", "public_log", "calendar", "intake", "people", "ledger", "search", "records"}))
            .value();
        database->write([](db::Connection& connection) {
            people::take_in_list(connection,
                                 "name\tfull_name\tkind\tparent\tgroups\taliases\tvalid_from\tvalid_until\tnote\n"
                                 "市生态环境局\t邹城市生态环境局\tdepartment\t\t\t\t\t\t\n"
                                 "市财政局\t邹城市财政局\tdepartment\t\t\t\t\t\t\n"
                                 "石墙镇\t\ttown\t\t\t\t\t\t\n香城镇\t\ttown\t\t\t\t\t\t\n太平镇\t\ttown\t\t\t\t\t\t\n",
                                 "test")
                .value();
        });
        units = database->read([](db::Connection& connection) { return people::directory(connection); });
    }
    ~RecordsTest() override { unsetenv("GONGKAI_NOW"); }

    people::UnitId unit(std::string_view name) const { return units.find(name, today())->id; }
    std::string id(std::string_view name) const { return std::to_string(unit(name)); }

    Values month_of_town(const std::string& month, std::string_view town, int so2, int pm25,
                         std::map<std::string, std::string> more = {}) const {
        more.insert({{"month", month}, {"town", id(town)}, {"so2", std::to_string(so2)}, {"pm25", std::to_string(pm25)}});
        auto values = values_of(air(), more);
        complete(air(), values);
        return values;
    }
    // In one deed.
    Result<void> put(const std::vector<Values>& all, std::string_view owner = "市生态环境局", Marking marking = Marking::real) {
        return database->write([&](db::Connection& connection) -> Result<void> {
            Change change(connection, air(), units, "test");
            for (const auto& values : all)
                if (const auto done = change.put(unit(owner), values, marking, "because"); !done)
                    return std::unexpected(done.error());
            return change.finish();
        });
    }
    ListPage list(const std::map<std::string, std::string>& filters = {}, int at_most = 1000) {
        return database->read([&](db::Connection& connection) {
            Asked asked;
            for (const auto& [key, value] : filters)
                asked.filters[air().slot_of(*air().find_field(key)).value()] = value;
            return list_of(connection, air(), asked, counts_for(connection, air(), asked), {}, today(), at_most);
        });
    }
    Counts counts(const Asked& asked = {}) {
        return database->read([&](db::Connection& connection) { return counts_for(connection, air(), asked); });
    }
    std::string value(const Record& record, std::string_view key) const { return record.values[*air().find_field(key)]; }

    db::FreshDatabase fresh;
    std::unique_ptr<db::Database> database = fresh.open();
    people::Directory units{{}};
};

}  // namespace gongkai::records
