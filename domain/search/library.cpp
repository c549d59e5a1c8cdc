#include "domain/search/library.h"

#include <unicode/coll.h>
#include <unicode/locid.h>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>
#include <span>
#include <stdexcept>

#include "base/core/text.h"
#include "domain/search/need.h"
#include "domain/search/queries.h"
#include "domain/search/suggest.h"

namespace gongkai::search {
namespace {

namespace json = boost::json;

constexpr std::size_t read_as_words = 4;  // characters

std::string written(const std::vector<Holding>& holdings) {
    json::array all;
    for (const auto& one : holdings)
        all.push_back(json::object{{"kind", word_of(one.kind)},
                                   {"name", one.name},
                                   {"format", one.format},
                                   {"address", one.address},
                                   {"pages", one.pages},
                                   {"bytes", one.bytes}});
    return json::serialize(all);
}

std::vector<Holding> holdings_from(std::string_view text) {
    std::vector<Holding> all;
    const auto parsed = json::parse(text);
    for (const auto& value : parsed.as_array()) {
        const auto& object = value.as_object();
        const auto said = [&](std::string_view key) { return json::value_to<std::string>(object.at(key)); };
        const auto kind = said("kind");
        all.push_back({kind == "copy"   ? Holding::Kind::copy
                       : kind == "data" ? Holding::Kind::data
                                        : Holding::Kind::original,
                       said("name"), said("format"), said("address"), said("pages"), object.at("bytes").as_int64()});
    }
    return all;
}

std::string place_of(LabelId kind, LabelId unit) { return std::to_string(kind) + '/' + std::to_string(unit); }

// The first and the last day of what is asked for.
std::pair<Day, Day> days_of(const Part& part) {
    if (part.year == 0)
        return {undated, make_day(9999, 12, 31)};
    return {make_day(part.year, 1, 1), make_day(part.year, 12, 31)};
}

struct Before {
    EntryId id = 0;
    LabelId kind = 0, unit = 0;
    Day published_on;
    std::string holdings;
};

std::optional<Before> before(db::Connection& connection, std::string_view source, std::string_view key) {
    auto rows = connection.query(sql::holding_of, source, key);
    if (!rows.next())
        return std::nullopt;
    return Before{rows.get<EntryId>(0), rows.get<LabelId>(1), rows.get<LabelId>(2), rows.get<Day>(3), rows.get<std::string>(4)};
}

void count(db::Connection& connection, LabelId kind, LabelId unit, Day published_on, int change) {
    connection.post(sql::count_held, kind, unit, year_of(published_on), change);
}

// Its places and its count, both ways; its row is the caller's.
void put_away(db::Connection& connection, const Before& old) {
    connection.post(sql::displace_held, old.published_on, old.id, db::Parameter::keep(place_of(0, 0)),
                    db::Parameter::keep(place_of(old.kind, 0)), db::Parameter::keep(place_of(0, old.unit)),
                    db::Parameter::keep(place_of(old.kind, old.unit)));
    count(connection, old.kind, old.unit, old.published_on, -1);
}

Held held_in(const db::Rows& rows) {
    Held one;
    one.id = rows.get<EntryId>(0);
    one.title = rows.get<std::string>(1);
    one.title_en = rows.get<std::string>(2);
    one.number = rows.get<std::string>(3);
    one.summary = rows.get<std::string>(4);
    one.address = rows.get<std::string>(5);
    one.kind = rows.get<LabelId>(6);
    one.unit = rows.get<LabelId>(7);
    one.published_on = rows.get<Day>(8);
    one.validity = validity_from(rows.text(9));
    one.is_demonstration = rows.get<bool>(10);
    one.holdings = holdings_from(rows.text(11));
    one.source = rows.get<std::string>(12);
    one.key = rows.get<std::string>(13);
    return one;
}

}  // namespace

std::string written(const HeldPlace& place) { return to_text(place.published_on) + '-' + std::to_string(place.id); }

std::optional<HeldPlace> held_place_from(std::string_view text) {
    constexpr std::size_t of_day = 10;
    if (text.size() <= of_day + 1 || text[of_day] != '-')
        return std::nullopt;
    const auto day = parse_day(text.substr(0, of_day));
    const auto id = whole_number(text.substr(of_day + 1));
    return day && id && *id > 0 ? std::optional(HeldPlace{*day, *id}) : std::nullopt;
}

std::vector<Held> held(db::Connection& connection, const Part& part, const HeldPlace& after, int at_most) {
    const auto [first, last] = days_of(part);
    std::vector<Held> all;
    for (auto rows = connection.query(sql::held, db::Parameter::keep(place_of(part.kind, part.unit)), first, last,
                                      after.published_on, after.id, at_most);
         rows.next();)
        all.push_back(held_in(rows));
    return all;
}

std::vector<Held> held_of(db::Connection& connection, const std::vector<EntryId>& ids) {
    std::vector<db::Parameter> parameters;
    for (std::size_t i = 0; i < held_at_once; ++i)
        parameters.emplace_back(i < ids.size() ? ids[i] : EntryId{0});
    std::vector<Held> all;
    for (auto rows = connection.query(sql::held_by_ids, std::span<const db::Parameter>(parameters)); rows.next();)
        all.push_back(held_in(rows));
    std::ranges::sort(all, {}, [&](const Held& one) { return std::ranges::find(ids, one.id) - ids.begin(); });
    return all;
}

std::vector<EntryId> held_by_title(db::Connection& connection, const Part& part) {
    const auto [first, last] = days_of(part);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Collator> order(icu::Collator::createInstance(icu::Locale::getSimplifiedChinese(), status));
    if (U_FAILURE(status))
        throw std::runtime_error(std::string("no order of Chinese: ") + u_errorName(status));
    struct Sorted {
        std::string sort_key;
        EntryId id = 0;
    };
    std::vector<Sorted> titles;
    for (auto rows =
             connection.query(sql::held_titles, db::Parameter::keep(place_of(part.kind, part.unit)), first, last, sorted_at_most);
         rows.next();) {
        const auto typed = rows.get<std::string>(1);
        // ICU reads each character in one way: 长 of 长江 as in 增长. How it begins is read as a word (suggest.h).
        auto sort_key = reading_of(to_utf8(std::u32string_view(to_code_points(typed)).substr(0, read_as_words))).full;
        const auto read = sort_key.size() + 1;
        const auto title = icu::UnicodeString::fromUTF8(typed);
        const auto size = order->getSortKey(title, nullptr, 0);
        sort_key.resize(read + static_cast<std::size_t>(size), '\0');
        order->getSortKey(title, reinterpret_cast<std::uint8_t*>(sort_key.data() + read), size);
        titles.push_back({std::move(sort_key), rows.get<EntryId>(0)});
    }
    std::ranges::stable_sort(titles, {}, &Sorted::sort_key);
    std::vector<EntryId> all;
    for (const auto& one : titles)
        all.push_back(one.id);
    return all;
}

std::vector<Taken> held_most_taken(db::Connection& connection, const Part& part, int at_most) {
    const auto [first, last] = days_of(part);
    std::vector<Taken> all;
    for (auto rows = connection.query(sql::held_most_taken, looked_through, part.kind, part.unit, first, last, at_most);
         rows.next();)
        all.push_back({rows.get<EntryId>(0), rows.get<std::int64_t>(1)});
    return all;
}

HeldCounts held_counts(db::Connection& connection, const Part& part) {
    HeldCounts counts;
    for (auto rows = connection.query(sql::held_counts); rows.next();) {
        const auto kind = rows.get<LabelId>(0), unit = rows.get<LabelId>(1);
        const auto year = rows.get<int>(2);
        const auto entries = rows.get<std::int64_t>(3);
        const bool is_kind = part.kind == 0 || part.kind == kind, is_unit = part.unit == 0 || part.unit == unit,
                   is_year = part.year == 0 || part.year == year;
        if (is_unit && is_year)
            counts.kinds[kind] += entries;
        if (is_kind && is_year)
            counts.units[unit] += entries;
        if (is_kind && is_unit)
            counts.years[year] += entries;
        if (is_kind && is_unit && is_year)
            counts.total += entries;
    }
    return counts;
}

void put_in_library(db::Connection& connection, const Entry& entry, LabelId kind, LabelId unit) {
    const auto old = before(connection, entry.source, entry.key);
    if (entry.holdings.empty()) {
        if (old)
            take_from_library(connection, entry.source, entry.key);
        return;
    }
    const auto holdings = written(entry.holdings);
    const bool stays = old && old->kind == kind && old->unit == unit && old->published_on == entry.published_on;
    if (stays && old->holdings == holdings)
        return;
    const auto id = std::get<0>(
        *connection.query(sql::hold, entry.source, entry.key, kind, unit, entry.published_on, holdings).first<EntryId>());
    if (stays)
        return;
    if (old)
        put_away(connection, *old);
    connection.post(sql::place_held, entry.published_on, id, db::Parameter::keep(place_of(0, 0)),
                    db::Parameter::keep(place_of(kind, 0)), db::Parameter::keep(place_of(0, unit)),
                    db::Parameter::keep(place_of(kind, unit)));
    count(connection, kind, unit, entry.published_on, 1);
}

void put_new_in_library(db::Connection& connection, const Entry& entry, LabelId kind, LabelId unit, HeldChanges& changes) {
    if (entry.holdings.empty())
        return;
    connection.post(sql::hold, entry.source, entry.key, kind, unit, entry.published_on,
                    db::Parameter::keep(written(entry.holdings)));
    connection.post(sql::place_new_held, entry.source, entry.key, entry.published_on, db::Parameter::keep(place_of(0, 0)),
                    db::Parameter::keep(place_of(kind, 0)), db::Parameter::keep(place_of(0, unit)),
                    db::Parameter::keep(place_of(kind, unit)));
    ++changes[{kind, unit, year_of(entry.published_on)}];
}

void write_held_counts(db::Connection& connection, const HeldChanges& changes) {
    for (const auto& [place, change] : changes)
        connection.post(sql::count_held, std::get<0>(place), std::get<1>(place), std::get<2>(place), change);
}

void take_from_library(db::Connection& connection, std::string_view source, std::string_view key) {
    const auto old = before(connection, source, key);
    if (!old)
        return;
    put_away(connection, *old);
    connection.post(sql::drop_holding, old->id);
}

}  // namespace gongkai::search
