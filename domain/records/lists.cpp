// Lists of any length: a page of one is a piece of an index, and what is passed over on the way has a bound.
#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "base/core/text.h"
#include "domain/records/queries.h"
#include "domain/records/rows.h"
#include "domain/records/store.h"

namespace gongkai::records {
namespace {

struct Walk {
    const db::Statement* list;
    const db::Statement* end;
};
const Walk by_days{&sql::list_days, &sql::list_days_end}, by_figure{&sql::list_figures, &sql::list_figures_end},
    by_figure_backward{&sql::list_figures_back, &sql::list_figures_back_end};
const std::array<Walk, filters_at_most + 1> walks_back{{{&sql::list_all_back, &sql::list_all_back_end},
                                                        {&sql::list_f1_back, &sql::list_f1_back_end},
                                                        {&sql::list_f2_back, &sql::list_f2_back_end},
                                                        {&sql::list_f3_back, &sql::list_f3_back_end},
                                                        {&sql::list_f4_back, &sql::list_f4_back_end},
                                                        {&sql::list_f5_back, &sql::list_f5_back_end}}};
const std::array<Walk, filters_at_most + 1> walks{{{&sql::list_all, &sql::list_all_end},
                                                   {&sql::list_f1, &sql::list_f1_end},
                                                   {&sql::list_f2, &sql::list_f2_end},
                                                   {&sql::list_f3, &sql::list_f3_end},
                                                   {&sql::list_f4, &sql::list_f4_end},
                                                   {&sql::list_f5, &sql::list_f5_end}}};

std::string escaped_for_like(const std::string& text) {
    return replace_all(replace_all(replace_all(text, "\\", "\\\\"), "_", "\\_"), "%", "\\%");
}

// What LIKE finds this value with, or anything.
std::string pattern_of(const Field& field, const std::string& value) {
    if (value.empty())
        return "%";
    auto escaped = escaped_for_like(value);
    return field.type == Type::choices ? "%," + escaped + ",%" : escaped;
}

std::int64_t number_of(const std::map<std::string, std::int64_t>& counts, const std::string& value) {
    const auto found = counts.find(value);
    return found == counts.end() ? 0 : found->second;
}

// Along which index a list is walked: that of the asked value which leaves the least to be passed over; of several choices a slot
// has all, so it leads nowhere.
std::size_t walked_by(const Kind& kind, const Asked& asked, const Counts& counts) {
    std::size_t best = 0;
    std::int64_t fewest = 0;
    for (std::size_t slot = 0; slot < kind.filters.size(); ++slot) {
        if (asked.filters[slot].empty() || kind.fields[kind.filters[slot]].type == Type::choices)
            continue;
        const auto records = number_of(counts.alone[slot], asked.filters[slot]);
        if (best == 0 || records < fewest) {
            best = slot + 1;
            fewest = records;
        }
    }
    return best;
}

}  // namespace

int Asked::chosen() const {
    return static_cast<int>(std::ranges::count_if(filters, [](const std::string& value) { return !value.empty(); }));
}

std::string written(const Place& place) { return place.sort_key + "~" + std::to_string(place.id); }

std::optional<Place> place_from(std::string_view text) {
    const auto at = text.rfind('~');
    if (at == std::string_view::npos)
        return std::nullopt;
    const auto id = whole_number(text.substr(at + 1));
    return id ? std::optional(Place{std::string(text.substr(0, at)), *id}) : std::nullopt;
}

namespace {
constexpr std::string_view no_figure = "~";  // behind every digit
}

std::string figure_key(const Kind& kind, const Values& values) {
    static const people::Directory nobody({});
    const auto& value = values[*kind.figure];
    return value.empty() ? std::string(no_figure) : sort_key(kind.fields[*kind.figure], false, value, nobody);
}

Counts counts_for(db::Connection& connection, const Kind& kind, const Asked& asked) {
    Counts counts;
    const int chosen = asked.chosen();
    counts.is_exact = chosen <= 2 && asked.place.empty() && !asked.has_days();
    std::optional<std::size_t> first;
    for (std::size_t slot = 0; slot < kind.filters.size() && !first; ++slot)
        if (!asked.filters[slot].empty())
            first = slot;
    const auto take = [&](int within, const std::string& value, bool only_first) {
        for (auto rows = connection.query(sql::counts, kind.key, within, value); rows.next();) {
            const auto slot = rows.get<int>(0);
            const auto found = rows.get<std::string>(1);
            const auto records = rows.get<std::int64_t>(2);
            if (slot == 0) {
                counts.total = counts.all = records;
                continue;
            }
            const auto at = static_cast<std::size_t>(slot - 1);
            if (at >= kind.filters.size())
                continue;
            if (within == 0)
                counts.alone[at][found] = records;
            if (!only_first || (first && at == *first))
                counts.by_value[at][found] = records;
        }
    };
    take(0, "", first.has_value());
    if (!first)
        return counts;
    // Of the filter that was chosen: what another choice in it would give. Of the others: what there is together with the choice.
    counts.total = number_of(counts.alone[*first], asked.filters[*first]);
    take(static_cast<int>(*first) + 1, asked.filters[*first], false);
    for (std::size_t slot = *first + 1; slot < kind.filters.size(); ++slot)
        if (!asked.filters[slot].empty())
            counts.total = std::min(counts.total, number_of(counts.by_value[slot], asked.filters[slot]));
    return counts;
}

std::int64_t rows_to_look_at(const Kind& kind, const Asked& asked, const Counts& counts) {
    const auto slot = walked_by(kind, asked, counts);
    return slot == 0 ? counts.all : number_of(counts.alone[slot - 1], asked.filters[slot - 1]);
}

namespace {

// The whole of the index that would be walked may be looked at. Whoever has counted nothing does not know.
bool is_bounded(const Kind& kind, const Asked& asked, const Counts& counts, int look_at_most) {
    return counts.all > 0 && !asked.has_days() && rows_to_look_at(kind, asked, counts) <= look_at_most;
}

// Where a list is ordered by what it is also filtered by - the newest first, of one year - what is asked for stands together: the
// beginning of its sort keys, or nothing.
std::string stretch_of(const Kind& kind, const Asked& asked) {
    // Asked for by days it is walked along them.
    if (asked.has_days())
        return asked.to ? day_key(*asked.to) : std::string();
    const auto& field = kind.fields[kind.order.field];
    const auto slot = kind.slot_of(kind.order.field);
    if (!slot || !is_time(field.type) || asked.filters[*slot].empty())
        return {};
    static const people::Directory nobody({});
    return sort_key(field, kind.order.is_descending, asked.filters[*slot], nobody);
}

bool has_more_asked(const Asked& asked, int than) { return asked.chosen() > than || !asked.place.empty(); }

constexpr const char* last_text = "\xF4\x8F\xBF\xBF";
const Place beyond_all{last_text, std::int64_t{1} << 52};

// Rows of an index behind `after` and up to `last`.
struct Along {
    const Walk& walk;
    std::string value;  // of the filter whose index it is
    Place after, last;
    bool passes_over = false;  // rows, for what else is asked
    bool is_backward = false;
};

ListPage page_along(db::Connection& connection, const Kind& kind, const Asked& asked, const Along& along, Day as_of, int at_most,
                    int look_at_most) {
    std::array<std::string, filters_at_most> patterns;
    for (std::size_t i = 0; i < filters_at_most; ++i)
        patterns[i] = i < kind.filters.size() ? pattern_of(kind.fields[kind.filters[i]], asked.filters[i]) : "%";
    // Where rows are passed over, the stretch that is looked at has an end.
    std::optional<Place> end;
    if (along.passes_over)
        if (const auto found =
                connection.query(*along.walk.end, kind.key, along.value, along.after.sort_key, along.after.id, look_at_most)
                    .first<std::string, RecordId>()) {
            Place place{std::get<0>(*found), std::get<1>(*found)};
            if (along.is_backward ? along.last < place : place < along.last)
                end = std::move(place);
        }
    const auto& until = end ? *end : along.last;
    auto page = ListPage{
        records_in(kind,
                   connection.query(*along.walk.list, kind.key, along.value, along.after.sort_key, along.after.id, until.sort_key,
                                    patterns[0], patterns[1], patterns[2], patterns[3], patterns[4], as_of, at_most + 1, until.id,
                                    asked.place.empty() ? std::string("%") : "%" + escaped_for_like(asked.place) + "%")),
        end};
    if (page.rows.size() > static_cast<std::size_t>(at_most)) {
        page.rows.pop_back();
        page.next = Place{page.rows.back().sort_key, page.rows.back().id};
    }
    return page;
}

}  // namespace

ListPage list_of(db::Connection& connection, const Kind& kind, const Asked& asked, const Counts& counts, const Place& asked_after,
                 Day as_of, int at_most, int look_at_most) {
    const auto stretch = stretch_of(kind, asked);
    const bool is_by_days = asked.has_days() && !kind.is_asked_by_its_order();
    const auto slot = is_by_days ? 0 : walked_by(kind, asked, counts);
    auto page = page_along(connection, kind, asked,
                           {is_by_days ? by_days : walks[slot], slot == 0 ? std::string() : asked.filters[slot - 1],
                            asked_after.sort_key < stretch ? Place{stretch, 0} : asked_after,
                            asked.from ? Place{day_key(*asked.from), beyond_all.id} : beyond_all,
                            has_more_asked(asked, slot == 0 ? 0 : 1) && !is_bounded(kind, asked, counts, look_at_most)},
                           as_of, at_most, look_at_most);
    if (page.next && !asked.has_days() && !stretch.empty() && !page.next->sort_key.starts_with(stretch))
        page.next.reset();
    return page;
}

SortedBy sorted_by(const Kind& kind, FieldIndex column) {
    const auto& field = kind.fields[column];
    if (kind.figure == column)
        return SortedBy::figure;
    // What is not given stands first in an order and in no filter.
    if (!field.is_required)
        return SortedBy::nothing;
    if (kind.order.field == column)
        return SortedBy::order;
    return kind.slot_of(column) && field.type != Type::choices && field.type != Type::day ? SortedBy::filter : SortedBy::nothing;
}

namespace {

ListPage in_turned_order(db::Connection& connection, const Kind& kind, const Asked& asked, const Counts& counts,
                         const Place& after, Day as_of, int at_most, int look_at_most) {
    const auto stretch = stretch_of(kind, asked);
    const auto slot = walked_by(kind, asked, counts);
    const auto top = stretch.empty() ? beyond_all : Place{stretch + last_text, beyond_all.id};
    return page_along(
        connection, kind, asked,
        {walks_back[slot], slot == 0 ? std::string() : asked.filters[slot - 1], after == Place{} ? top : std::min(after, top),
         Place{stretch, 0}, has_more_asked(asked, slot == 0 ? 0 : 1) && !is_bounded(kind, asked, counts, look_at_most), true},
        as_of, at_most, look_at_most);
}

ListPage by_its_figure(db::Connection& connection, const Kind& kind, const Asked& asked, bool is_descending, const Place& after,
                       Day as_of, int at_most, int look_at_most) {
    const Place without{std::string(no_figure), 0};
    const auto forward = [&](const Place& from, int rows) {
        return page_along(connection, kind, asked, {by_figure, "", from, beyond_all, has_more_asked(asked, 0)}, as_of, rows,
                          look_at_most);
    };
    if (!is_descending || after.sort_key == no_figure)
        return forward(after, at_most);
    auto page = page_along(connection, kind, asked,
                           {by_figure_backward, "", after == Place{} ? without : after, {}, has_more_asked(asked, 0), true},
                           as_of, at_most, look_at_most);
    if (page.next)
        return page;
    const auto room = at_most - static_cast<int>(page.rows.size());
    if (room == 0) {
        page.next = without;
        return page;
    }
    auto rest = forward(without, room);
    std::ranges::move(rest.rows, std::back_inserter(page.rows));
    page.next = std::move(rest.next);
    return page;
}

// How many records a value of this filter has at most, under all that is chosen beside it.
std::map<std::string, std::int64_t> counts_beside(db::Connection& connection, const Kind& kind, const Asked& asked,
                                                  const Counts& counts, std::size_t slot) {
    if (asked.chosen() < 2)
        return counts.by_value[slot];
    std::array<std::pair<int, std::string>, filters_at_most - 1> beside;
    beside.fill({-1, {}});
    std::size_t chosen = 0;
    for (std::size_t other = 0; other < kind.filters.size(); ++other)
        if (other != slot && !asked.filters[other].empty())
            beside[chosen++] = {static_cast<int>(other) + 1, asked.filters[other]};
    std::map<std::string, std::int64_t> found;
    for (auto rows = connection.query(sql::counts_beside, kind.key, static_cast<int>(slot) + 1, static_cast<int>(chosen),
                                      beside[0].first, beside[0].second, beside[1].first, beside[1].second, beside[2].first,
                                      beside[2].second, beside[3].first, beside[3].second);
         rows.next();)
        found.emplace(rows.get<std::string>(0), rows.get<std::int64_t>(1));
    return found;
}

// A place of it is a value and, behind the bar, a place in the list of that value.
constexpr char bar = '|';

ListPage value_by_value(db::Connection& connection, const Kind& kind, const Asked& asked, const Counts& counts, const Sort& sort,
                        const Place& after, const people::Directory& units, Day as_of, int at_most, int look_at_most) {
    constexpr int statements_a_page = 4;
    const auto slot = kind.slot_of(sort.field).value();
    if (!asked.filters[slot].empty())
        return list_of(connection, kind, asked, counts, after, as_of, at_most, look_at_most);
    const auto at_bar = std::min(after.sort_key.find(bar), after.sort_key.size());
    const auto named = after.sort_key.substr(0, at_bar);
    auto place = named.empty() ? Place{} : Place{after.sort_key.substr(std::min(at_bar + 1, after.sort_key.size())), after.id};
    struct Value {
        std::string key, value;
    };
    std::vector<Value> values;
    for (const auto& [value, records] : counts_beside(connection, kind, asked, counts, slot))
        values.push_back({sort_key(kind.fields[sort.field], false, value, units), value});
    std::ranges::sort(values, [&](const Value& a, const Value& b) { return sort.is_descending ? b.key < a.key : a.key < b.key; });
    auto at = std::ranges::find_if(values, [&](const Value& one) { return named.empty() || one.value == named; });
    const auto place_in = [](const Value& value, const Place& in) { return Place{value.value + bar + in.sort_key, in.id}; };
    ListPage page;
    for (int statements = 0; at != values.end(); ++at, place = {}) {
        auto narrowed = asked;
        narrowed.filters[slot] = at->value;
        const auto room = at_most - static_cast<int>(page.rows.size());
        statements += is_bounded(kind, narrowed, counts, look_at_most) ? 1 : 2;
        if (room == 0 || statements > statements_a_page)
            break;
        auto part = list_of(connection, kind, narrowed, counts, place, as_of, room, look_at_most);
        std::ranges::move(part.rows, std::back_inserter(page.rows));
        if (part.next) {
            page.next = place_in(*at, *part.next);
            return page;
        }
    }
    if (at != values.end())
        page.next = place_in(*at, {});
    return page;
}

}  // namespace

ListPage sorted_list_of(db::Connection& connection, const Kind& kind, const Asked& asked, const Counts& counts, const Sort& sort,
                        const Place& after, const people::Directory& units, Day as_of, int at_most, int look_at_most) {
    switch (sorted_by(kind, sort.field)) {
        case SortedBy::order:
            return sort.is_descending == kind.order.is_descending
                       ? list_of(connection, kind, asked, counts, after, as_of, at_most, look_at_most)
                       : in_turned_order(connection, kind, asked, counts, after, as_of, at_most, look_at_most);
        case SortedBy::figure:
            return by_its_figure(connection, kind, asked, sort.is_descending, after, as_of, at_most, look_at_most);
        case SortedBy::filter:
            return value_by_value(connection, kind, asked, counts, sort, after, units, as_of, at_most, look_at_most);
        case SortedBy::nothing:
            break;
    }
    throw std::logic_error("no index is sorted by " + kind.fields[sort.field].key);
}

ListWalk::ListWalk(db::Connection& connection, const Kind& kind, Asked asked, Place after)
    : connection_(connection),
      kind_(kind),
      asked_(std::move(asked)),
      counts_(counts_for(connection, kind, asked_)),
      next_(std::move(after)) {}

const Record* ListWalk::next() {
    constexpr int at_a_time = 2000;
    while (at_ == page_.rows.size()) {
        if (!next_)
            return nullptr;
        page_ = list_of(connection_, kind_, asked_, counts_, *next_, today(), at_a_time);
        next_ = page_.next;
        at_ = 0;
    }
    return &page_.rows[at_++];
}

}  // namespace gongkai::records
