// What follows from several records of a kind: ranks within a month, and what is said of a figure since the month or year before.
#include <algorithm>
#include <set>

#include "domain/records/change.h"
#include "domain/records/queries.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

constexpr int ranked_at_most = 5000;

}  // namespace

std::vector<Record> Change::rows_within(FieldIndex field, const std::string& value) {
    Asked asked;
    asked.filters[kind_.slot_of(field).value()] = filter_value(kind_.fields[field], value);
    auto rows = list_of(connection_, kind_, asked, {}, {}, today_, ranked_at_most, ranked_at_most).rows;
    // A day is found by its year; these are of the same day.
    std::erase_if(rows, [&](const Record& row) { return row.values[field] != value; });
    return rows;
}

Result<void> Change::write_computed(Record& row, FieldIndex field, const std::string& should, const char* refusal) {
    auto& has = row.values[field];
    if (const auto given = given_.find({row.serial, field}); given != given_.end() && given->second != should)
        return refuse(Refusal::Kind::invalid, refusal,
                      {title_of(kind_, row.values, Language::zh, units_), given->second, should, kind_.fields[field].names.zh});
    if (has == should)
        return {};
    has = should;
    auto whole = find_whole(connection_, kind_, row.serial).value().whole;
    whole[field] = should;
    const auto laid_out = row_of(whole);
    connection_.run(sql::set_body, row.id, laid_out.body, laid_out.inside);
    handed_.insert(row.serial);
    connection_.run(sql::lay_out, row.id, laid_out.is_listed, laid_out.sort_key, laid_out.slots[0], laid_out.slots[1],
                    laid_out.slots[2], laid_out.slots[3], laid_out.slots[4], laid_out.shown_until, laid_out.chain,
                    laid_out.day_key, laid_out.place, laid_out.belongs, laid_out.figure_key);
    return {};
}

// What is real is ranked among what is real: an example before it would make a wrong number of a true one.
Result<void> Change::rank(const Check& check) {
    for (const auto& [value, is_touched] : ranked_within_) {
        auto all = rows_within(*check.within, value);
        for (const bool are_examples : {false, true}) {
            std::vector<Record*> rows;
            std::vector<std::optional<double>> numbers;
            for (auto& row : all)
                if (row.is_demonstration == are_examples) {
                    rows.push_back(&row);
                    numbers.push_back(number_of(row.values[check.of.front().first]));
                }
            const auto ranked = ranks(numbers, check.greatest_is_first);
            for (std::size_t i = 0; i < rows.size(); ++i)
                if (const auto done =
                        write_computed(*rows[i], check.target, ranked[i] == 0 ? std::string() : std::to_string(ranked[i]),
                                       "records.refuse.rank");
                    !done)
                    return done;
        }
    }
    return {};
}

// Of the periods that were touched, and of those that are held against them. Where no record is there of before, what was given
// stays: the office may know it. What is invented is not held against what is real.
Result<void> Change::hold_against_before(const Check& check) {
    const auto period = kind_.period().value();
    std::set<std::string> touched;
    for (const auto* some : {&told_since_, &ranked_within_})
        for (const auto& [value, is_touched] : *some)
            touched.insert(value);
    std::set<std::string> wanted = touched;
    for (const auto& value : touched)
        wanted.insert(period_moved(value, check.months));
    for (const auto& value : wanted) {
        const auto earlier = period_moved(value, -check.months);
        if (earlier.empty())
            continue;
        auto rows = rows_within(period, value);
        if (rows.empty())
            continue;
        std::map<std::string, Record> before;
        for (auto& one : rows_within(period, earlier)) {
            auto of_now = one.values;
            of_now[period] = value;
            before.emplace(identity_of(kind_, of_now), std::move(one));
        }
        const auto of = check.of.front().first;
        for (auto& row : rows) {
            const auto found = before.find(identity_of(kind_, row.values));
            if (found == before.end() || found->second.is_demonstration != row.is_demonstration)
                continue;
            const auto should = said_since(check, kind_.fields[check.target], row.values[of], found->second.values[of]);
            if (!should)
                continue;
            if (const auto done = write_computed(row, check.target, *should, "records.refuse.since"); !done)
                return done;
        }
    }
    return {};
}

}  // namespace gongkai::records
