#include "domain/search/library.h"

#include <unicode/coll.h>
#include <unicode/locid.h>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>
#include <set>
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

std::string place_of(LabelId kind, LabelId unit, LabelId theme, std::string_view validity) {
    auto place = std::to_string(kind) + '/' + std::to_string(unit);
    if (theme != 0 || !validity.empty())
        place += '/' + std::to_string(theme);
    if (!validity.empty())
        place.append("/").append(validity);
    return place;
}
std::string place_of(const Part& part) { return place_of(part.kind, part.unit, part.theme, word_of(part.validity)); }

// The places of a thing, four at a time: of its kind and unit, each or any, and the same of its theme and validity where it has
// one.
template <class Take>
void each_four_places(const HeldUnder& under, Take take) {
    const std::set<LabelId> themes{0, under.theme};
    const std::set<Validity> validities{Validity::none, under.validity};
    for (const auto theme : themes)
        for (const auto validity : validities) {
            const auto word = word_of(validity);
            take(db::Parameter::keep(place_of(0, 0, theme, word)), db::Parameter::keep(place_of(under.kind, 0, theme, word)),
                 db::Parameter::keep(place_of(0, under.unit, theme, word)),
                 db::Parameter::keep(place_of(under.kind, under.unit, theme, word)));
        }
}

// The first and the last day of what is asked for.
std::pair<Day, Day> days_of(const Part& part) {
    if (part.year == 0)
        return {undated, make_day(9999, 12, 31)};
    return {make_day(part.year, 1, 1), make_day(part.year, 12, 31)};
}

struct Before {
    EntryId id = 0;
    HeldUnder under;
    Day published_on;
    std::string holdings;
};

std::optional<Before> before(db::Connection& connection, std::string_view source, std::string_view key) {
    auto rows = connection.query(sql::holding_of, source, key);
    if (!rows.next())
        return std::nullopt;
    return Before{rows.get<EntryId>(0),
                  {rows.get<LabelId>(1), rows.get<LabelId>(2), rows.get<LabelId>(3), validity_from(rows.text(4))},
                  rows.get<Day>(5),
                  rows.get<std::string>(6)};
}

void count(db::Connection& connection, const HeldUnder& under, int year, int change) {
    connection.post(sql::count_held, under.kind, under.unit, under.theme, word_of(under.validity), year, change);
}

// Its places and its count, both ways; its row is the caller's.
void put(db::Connection& connection, EntryId id, const HeldUnder& under, Day published_on) {
    each_four_places(under, [&](auto any, auto kind, auto unit, auto both) {
        connection.post(sql::place_held, published_on, id, any, kind, unit, both);
    });
    count(connection, under, year_of(published_on), 1);
}
void put_away(db::Connection& connection, const Before& old) {
    each_four_places(old.under, [&](auto any, auto kind, auto unit, auto both) {
        connection.post(sql::displace_held, old.published_on, old.id, any, kind, unit, both);
    });
    count(connection, old.under, year_of(old.published_on), -1);
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
    for (auto rows =
             connection.query(sql::held, db::Parameter::keep(place_of(part)), first, last, after.published_on, after.id, at_most);
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
    for (auto rows = connection.query(sql::held_titles, db::Parameter::keep(place_of(part)), first, last, sorted_at_most);
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
    for (auto rows = connection.query(sql::held_most_taken, looked_through, part.kind, part.unit, part.theme,
                                      word_of(part.validity), first, last, at_most);
         rows.next();)
        all.push_back({rows.get<EntryId>(0), rows.get<std::int64_t>(1)});
    return all;
}

void put_in_library(db::Connection& connection, const Entry& entry, const HeldUnder& under) {
    const auto old = before(connection, entry.source, entry.key);
    if (entry.holdings.empty()) {
        if (old)
            take_from_library(connection, entry.source, entry.key);
        return;
    }
    const auto holdings = written(entry.holdings);
    const bool stays = old && old->under == under && old->published_on == entry.published_on;
    if (stays && old->holdings == holdings)
        return;
    const auto id = std::get<0>(*connection
                                     .query(sql::hold, entry.source, entry.key, under.kind, under.unit, under.theme,
                                            word_of(under.validity), entry.published_on, holdings)
                                     .first<EntryId>());
    if (stays)
        return;
    if (old)
        put_away(connection, *old);
    put(connection, id, under, entry.published_on);
}

void put_new_in_library(db::Connection& connection, const Entry& entry, const HeldUnder& under, HeldChanges& changes) {
    if (entry.holdings.empty())
        return;
    connection.post(sql::hold, entry.source, entry.key, under.kind, under.unit, under.theme, word_of(under.validity),
                    entry.published_on, db::Parameter::keep(written(entry.holdings)));
    each_four_places(under, [&](auto any, auto kind, auto unit, auto both) {
        connection.post(sql::place_new_held, entry.source, entry.key, entry.published_on, any, kind, unit, both);
    });
    ++changes[{under, year_of(entry.published_on)}];
}

void write_held_counts(db::Connection& connection, const HeldChanges& changes) {
    for (const auto& [place, change] : changes)
        count(connection, place.first, place.second, change);
}

void turn_in_library(db::Connection& connection, std::string_view source, std::string_view key, Validity validity) {
    const auto old = before(connection, source, key);
    if (!old || old->under.validity == validity)
        return;
    put_away(connection, *old);
    auto under = old->under;
    under.validity = validity;
    connection.post(sql::hold_validity, old->id, word_of(validity));
    put(connection, old->id, under, old->published_on);
}

void take_from_library(db::Connection& connection, std::string_view source, std::string_view key) {
    const auto old = before(connection, source, key);
    if (!old)
        return;
    put_away(connection, *old);
    connection.post(sql::drop_holding, old->id);
}

}  // namespace gongkai::search
