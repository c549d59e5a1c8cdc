#include "domain/search/need.h"

#include <cmath>

#include "domain/search/queries.h"
#include "domain/search/rank.h"
#include "domain/search/store.h"

namespace gongkai::search {
namespace {

// What one opening on this day is worth in the kept sums. A double holds it for more than eighty years from here.
const Day reckoned_from = make_day(2026, 1, 1);
double worth_of(Day day) { return std::exp2(static_cast<double>((day - reckoned_from).count()) / need_half_days); }

template <class All, class Key>
void add(All& all, Key key, std::int64_t Tally::Times::* what) {
    const auto found = all.find(key);
    if (found == all.end() && all.size() >= things_a_minute)
        return;
    auto& times = (found == all.end() ? all.try_emplace(typename All::key_type(std::move(key))).first : found)->second.*what;
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
    if (!is_counting_)
        return;
    const std::scoped_lock lock(mutex_);
    add(by_address_, address, &Times::opened);
}

void Tally::downloaded(std::string_view source, std::string_view key) {
    if (!is_counting_)
        return;
    const std::scoped_lock lock(mutex_);
    add(by_key_, std::pair(std::string(source), std::string(key)), &Times::downloaded);
}

std::pair<Tally::ByAddress, Tally::ByKey> Tally::take() {
    const std::scoped_lock lock(mutex_);
    return {std::exchange(by_address_, {}), std::exchange(by_key_, {})};
}

int write_tally(db::Database& database, Tally& tally) {
    const auto [by_address, by_key] = tally.take();
    if (by_address.empty() && by_key.empty())
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
    if (things.empty())
        return 0;
    database.write([&](db::Connection& connection) {
        for (const auto& [id, times] : things)
            write(connection, id, times, today());
    });
    return static_cast<int>(things.size());
}

void fold_days_before(db::Connection& connection, Day day) { connection.run(sql::fold_days, day); }

std::map<EntryId, Need> needs_of(db::Connection& connection, const std::vector<EntryId>& ids, Day as_of) {
    std::map<EntryId, Need> all;
    for (std::size_t from = 0; from < ids.size(); from += entries_at_once) {
        std::vector<db::Parameter> parameters;
        for (std::size_t i = from; i < from + entries_at_once; ++i)
            parameters.emplace_back(i < ids.size() ? ids[i] : EntryId{0});
        for (auto rows = connection.query(sql::needs_of, std::span<const db::Parameter>(parameters)); rows.next();)
            all.emplace(rows.get<EntryId>(0),
                        Need{rows.get<std::int64_t>(1), rows.get<std::int64_t>(2), rows.get<double>(3) / worth_of(as_of)});
    }
    return all;
}

std::vector<Wanted> most_wanted(db::Connection& connection, WantedBy by, std::string_view kind, Day as_of, int at_most) {
    std::vector<Wanted> all;
    const auto& statement = by == WantedBy::need ? sql::most_needed : sql::most_downloaded;
    for (auto rows = connection.query(statement, looked_through, kind, as_of, at_most); rows.next();)
        all.push_back({rows.get<EntryId>(0),
                       {rows.get<std::int64_t>(1), rows.get<std::int64_t>(2), rows.get<double>(3) / worth_of(as_of)}});
    return all;
}

}  // namespace gongkai::search
