#include "domain/search/need.h"

#include <cmath>

#include "domain/search/asked.h"
#include "domain/search/queries.h"
#include "domain/search/rank.h"
#include "domain/search/store.h"

namespace gongkai::search {
namespace {

// What one opening on this day is worth in the kept sums. A double holds it for more than eighty years from here.
const Day reckoned_from = make_day(2026, 1, 1);
double worth_of(Day day) { return std::exp2(static_cast<double>((day - reckoned_from).count()) / need_half_days); }

// The counts of one key; null where there are too many keys.
template <class All, class Key>
auto* counted(All& all, const Key& key) {
    const auto found = all.find(key);
    if (found != all.end())
        return &found->second;
    return all.size() < things_a_minute ? &all.try_emplace(typename All::key_type(key)).first->second : nullptr;
}

void add(std::int64_t& times) {
    if (times < times_a_minute)
        ++times;
}

void write(db::Connection& connection, EntryId id, const Tally::Times& times, Day day) {
    const double openings = static_cast<double>(times.opened) + download_is_worth * static_cast<double>(times.downloaded);
    connection.run(sql::count_day, id, day, times.opened, times.downloaded);
    connection.run(sql::count_in_all, id, times.opened, times.downloaded, openings * worth_of(day));
}

}  // namespace

void Tally::opened(std::string_view address) {
    if (!counting_.need)
        return;
    const std::scoped_lock lock(mutex_);
    if (auto* times = counted(taken_.by_address, address))
        add(times->opened);
}

void Tally::downloaded(std::string_view source, std::string_view key) {
    if (!counting_.need)
        return;
    const std::scoped_lock lock(mutex_);
    if (auto* times = counted(taken_.by_key, std::pair(std::string(source), std::string(key))))
        add(times->downloaded);
}

void Tally::asked(std::string_view question, bool has_hits) {
    if (!counting_.questions || question.empty())
        return;
    const std::scoped_lock lock(mutex_);
    if (auto* answers = counted(taken_.by_question, question)) {
        add(answers->asked);
        if (!has_hits)
            add(answers->without_hits);
    }
}

Tally::Taken Tally::take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(taken_, {});
}

int write_tally(db::Database& database, Tally& tally) {
    const auto [by_address, by_key, by_question] = tally.take();
    if (by_address.empty() && by_key.empty() && by_question.empty())
        return 0;
    // Pages that are nothing to be found were opened from there as well.
    std::map<EntryId, Tally::Times> things;
    database.read([&](db::Connection& connection) {
        const auto note = [&](db::Rows rows, const Tally::Times& times) {
            while (rows.next()) {
                auto& thing = things[rows.get<EntryId>(0)];
                thing.opened += times.opened;
                thing.downloaded += times.downloaded;
            }
        };
        for (const auto& [address, times] : by_address)
            note(connection.query(sql::at_address, address), times);
        for (const auto& [key, times] : by_key)
            note(connection.query(sql::with_key, key.first, key.second), times);
    });
    if (things.empty() && by_question.empty())
        return 0;
    database.write([&](db::Connection& connection) {
        write_questions(connection, by_question, today());
        for (const auto& [id, times] : things)
            write(connection, id, times, today());
    });
    return static_cast<int>(things.size());
}

void fold_days_before(db::Connection& connection, Day day) { connection.run(sql::fold_days, day); }

Need need_of(std::int64_t opened, std::int64_t downloaded, double worth, Day as_of) {
    return {opened, downloaded, worth / worth_of(as_of)};
}

std::vector<Wanted> most_wanted(db::Connection& connection, WantedBy by, std::string_view kind, Day as_of, int at_most) {
    std::vector<Wanted> all;
    const auto& statement = by == WantedBy::need ? sql::most_needed : sql::most_downloaded;
    for (auto rows = connection.query(statement, looked_through, kind, as_of, at_most); rows.next();)
        all.push_back(
            {rows.get<EntryId>(0), need_of(rows.get<std::int64_t>(1), rows.get<std::int64_t>(2), rows.get<double>(3), as_of)});
    return all;
}

std::map<EntryId, std::int64_t> times_downloaded(db::Connection& connection, std::string_view kind, Day as_of) {
    std::map<EntryId, std::int64_t> all;
    for (const auto& one : most_wanted(connection, WantedBy::downloads, kind, as_of, looked_through))
        all.emplace(one.id, one.need.downloaded);
    return all;
}

std::vector<WantedTitle> most_wanted_titles(db::Connection& connection, Day as_of, int at_most) {
    std::vector<WantedTitle> all;
    for (auto rows = connection.query(sql::wanted_titles, looked_through, as_of, at_most); rows.next();)
        all.push_back({rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::string>(2), rows.get<bool>(3)});
    return all;
}

}  // namespace gongkai::search
