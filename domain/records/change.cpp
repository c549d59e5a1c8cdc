#include "domain/records/change.h"

#include <algorithm>
#include <array>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/people/desk.h"
#include "domain/public_log/desk.h"
#include "domain/records/comparison.h"
#include "domain/records/found.h"
#include "domain/records/queries.h"
#include "domain/records/rules.h"
#include "domain/records/watch.h"

namespace gongkai::records {
namespace {

using RefusalKind = Refusal::Kind;

constexpr int place_bits = 32;
constexpr std::size_t alike_at_most = 50'000;

// What is not for everybody, as it was given.
Values inner_values(const Kind& kind, const Values& values) {
    Values inner(values.size());
    for (FieldIndex i = 0; i < values.size(); ++i)
        if (kind.fields[i].privacy != Privacy::open)
            inner[i] = values[i];
    return inner;
}

std::vector<std::string> each_value(const Field& field, const std::string& canonical) {
    if (canonical.empty())
        return {};
    if (field.type != Type::choices)
        return {filter_value(field, canonical)};
    std::vector<std::string> all;
    for (const auto key : keys_of(canonical))
        all.emplace_back(key);
    return all;
}

}  // namespace

std::string shape_of(const Kind& kind) {
    std::string all;
    const auto add = [&](FieldIndex field) {
        all += kind.fields[field].key;
        all += ':';
        all += word_of(kind.fields[field].type);
        all += ' ';
    };
    for (const auto field : kind.filters)
        add(field);
    all += kind.order.is_descending ? "| -" : "| ";
    add(kind.order.field);
    if (kind.chart) {
        all += "| ";
        add(kind.chart->x);
        for (const auto& field : {kind.chart->y, kind.chart->series})
            if (field)
                add(*field);
            else
                all += "- ";
    }
    if (kind.display)
        all += "| " + kind.fields[kind.display->field].key + ' ' + std::to_string(kind.display->years) + ' ' +
               std::to_string(kind.display->months) + ' ' + std::to_string(kind.display->days);
    if (kind.chain)
        all += "| chain " + kind.fields[kind.chain->by].key;
    if (kind.belongs)
        all += "| belongs " + kind.fields[*kind.belongs].key;
    if (kind.figure) {
        all += "| figure ";
        add(*kind.figure);
    }
    if (kind.query) {
        all += kind.is_asked_by_its_order() ? "| query in order " : "| query ";
        for (const auto day : kind.query->days)
            add(day);
        for (const auto place : kind.query->places)
            add(place);
    }
    if (kind.yearly) {
        all += "| yearly ";
        for (const auto field : kind.counted())
            add(field);
        for (const auto& field : {std::optional(kind.yearly->over), kind.yearly->by})
            if (field)
                add(*field);
    }
    for (const auto& field : kind.fields)
        all += field.privacy == Privacy::open ? "" : "|" + field.key + std::string(word_of(field.privacy));
    return fingerprint(all);
}

Change::Change(db::Connection& connection, const Kind& kind, const people::Directory& units, std::string actor)
    : connection_(connection),
      kind_(kind),
      units_(units),
      actor_(std::move(actor)),
      now_(now()),
      today_(today()),
      there_(kind_there(connection, kind)),
      is_first_(there_.last_serial == 0),
      is_ranked_(std::ranges::any_of(kind.checks, &Check::follows_from_others)),
      of_checks_(fields_of_checks(kind)),
      counted_(kind.counted()),
      hand_over_(connection) {}

Change::Row Change::row_of(const Values& values) const {
    Row row;
    row.identity = identity_of(kind_, values);
    row.shown = public_values(kind_, values);
    row.body = body_of(kind_, row.shown);
    row.inside = body_of(kind_, inner_values(kind_, values));
    row.sort_key = sort_key(kind_.fields[kind_.order.field], kind_.order.is_descending, values[kind_.order.field], units_);
    // What is ranked within a month stands in the order of its ranks where lists are by month.
    for (const auto& check : kind_.checks)
        if (check.kind == Check::Kind::rank && check.within == kind_.order.field)
            row.sort_key += "." + sort_key(kind_.fields[check.target], false, values[check.target], units_);
    for (std::size_t slot = 0; slot < kind_.filters.size(); ++slot)
        row.slots[slot] = filter_value(kind_.fields[kind_.filters[slot]], values[kind_.filters[slot]]);
    if (kind_.chain)
        row.chain = values[kind_.chain->by];
    if (kind_.belongs)
        row.belongs = values[*kind_.belongs];
    // Where the order says it too, it would be an index more for nothing.
    if (const auto day = kind_.is_asked_by_its_order() ? std::nullopt : day_asked_for(kind_, values))
        row.day_key = day_key(*day);
    if (kind_.query)
        for (const auto place : kind_.query->places)
            if (!values[place].empty())
                row.place += written(kind_.fields[place], values[place], units_) + "\n";
    if (kind_.figure)
        row.figure_key = figure_key(kind_, values);
    row.shown_until = shown_until(kind_, values);
    row.is_listed = !row.shown_until || *row.shown_until >= today_;
    return row;
}

void Change::count(const Values& values, int by) {
    listed_by_ += by;
    alike_key_.clear();
    const auto add = [&](FieldIndex index, bool is_whole) {
        const auto& field = kind_.fields[index];
        alike_key_ += is_whole || field.type == Type::choices ? values[index] : filter_value(field, values[index]);
        alike_key_ += '\0';
    };
    for (const auto field : counted_)
        add(field, false);
    if (kind_.yearly && kind_.yearly->by) {
        add(kind_.yearly->over, false);
        add(*kind_.yearly->by, true);
    }
    alike_[alike_key_] += by;
    if (alike_.size() >= alike_at_most)
        count_alike();
    if (!kind_.chart || kind_.chart->kind == Chart::Kind::bars)
        return;
    const auto& chart = *kind_.chart;
    std::int64_t amount = 0;
    if (chart.y) {
        if (values[*chart.y].empty())
            return;
        amount = scaled(values[*chart.y], kind_.fields[*chart.y].decimals).value_or(0);
    }
    const auto series = chart.series ? values[*chart.series] : std::string();
    const auto& x = kind_.fields[chart.x];
    const auto xs = x.type == Type::choices ? each_value(x, values[chart.x]) : std::vector{values[chart.x]};
    for (const auto& at : xs)
        if (!at.empty()) {
            auto& figure = figures_[{at, series}];
            figure.first += amount * by;
            figure.second += by;
        }
}

void Change::count_alike() {
    for (const auto& [key, by] : alike_) {
        const auto parts = split(key, '\0');
        std::vector<CountPlace> places;
        std::vector<int> slots;
        for (std::size_t slot = 0; slot < counted_.size(); ++slot)
            for (const auto value :
                 kind_.fields[counted_[slot]].type == Type::choices ? keys_of(parts[slot]) : std::vector{parts[slot]})
                if (!value.empty()) {
                    slots.push_back(static_cast<int>(slot) + 1);
                    places.push_back(place_of(slots.back(), value));
                }
        count_in(0, 0, by);
        if (kind_.yearly && kind_.yearly->by) {
            const auto within =
                place_of(slot_of_a_year_and_choice, year_and_choice(parts[counted_.size()], parts[counted_.size() + 1]));
            for (const auto place : places)
                count_in(within, place, by);
        }
        for (std::size_t i = 0; i < places.size(); ++i) {
            count_in(0, places[i], by);
            for (std::size_t j = 0; j < places.size(); ++j)
                if (slots[j] != slots[i])
                    count_in(places[i], places[j], by);
        }
    }
    alike_.clear();
}

Change::CountPlace Change::place_of(int slot, std::string_view value) {
    place_key_.assign(1, static_cast<char>('0' + slot)).append(value);
    const auto [at, is_new] = known_places_.try_emplace(place_key_, static_cast<CountPlace>(count_places_.size()));
    if (is_new)
        count_places_.emplace_back(slot, value);
    return at->second;
}

void Change::count_in(CountPlace within, CountPlace place, std::int64_t by) {
    counts_[std::uint64_t{within} << place_bits | place] += by;
}

Change::Prepared Change::prepared(people::UnitId unit, Values values, Marking marking, const FieldSet& left_out) const {
    Prepared prepared{unit, marking, std::move(values), {}, {}, {}, left_out, {}};
    auto& row = prepared.row = row_of(prepared.values);
    sha256_to(prepared.sha256.data(), row.body);
    // A rank follows from all of a month: what search is told of it is read back.
    if (is_ranked_ || !row.is_listed)
        return prepared;
    Record record;
    record.unit_id = unit;
    record.is_demonstration = marking == Marking::demonstration;
    record.published_on = today_;
    record.values = std::move(row.shown);
    record.shown_until = row.shown_until;
    prepared.entry = entry_of(kind_, record, row.body, units_);
    return prepared;
}

void Change::note_touched(std::int64_t serial, Day published_on, Prepared& prepared) {
    has_changed_ = true;
    touched_.push_back(serial);
    const auto& values = prepared.values;
    if (prepared.marking == Marking::real)
        content_.push_back({serial, prepared.sha256});
    if (kind_.compare && is_compared())
        compare_record(connection_, kind_, serial, values);
    for (const auto& check : kind_.checks)
        if (check.follows_from_others()) {
            const auto within = check.kind == Check::Kind::rank ? *check.within : kind_.period().value();
            if (!values[within].empty())
                (check.kind == Check::Kind::rank ? ranked_within_ : told_since_)[values[within]] = true;
            if (!values[check.target].empty())
                given_[{serial, check.target}] = values[check.target];
        }
    if (prepared.marking == Marking::real)
        if (auto period = period_of(kind_, values); !period.empty())
            periods_[{prepared.unit_id, std::move(period)}] = serial;
    if (is_ranked_)
        handed_.insert(serial);
    else
        hand_to_search(connection_, hand_over_, kind_, serial, published_on, prepared.entry);
}

void Change::expect(const std::vector<std::string>& identities) {
    expected_.clear();
    for (const auto& identity : identities)
        expected_.emplace(identity, std::nullopt);
    if (is_first_)
        return;
    for (auto& [identity, record] : find_wholes(connection_, kind_, identities))
        expected_.insert_or_assign(identity, std::move(record));
}

Result<Outcome> Change::put(people::UnitId unit, Values values, Marking marking, std::string_view because) {
    auto ready = prepared(unit, std::move(values), marking);
    return put(ready, because);
}

bool Change::is_complete(Prepared& prepared) {
    if ((prepared.left_out & of_checks_).none())
        return true;
    auto values = prepared.values;
    prepared.faults = complete(kind_, values);
    if (!prepared.faults.empty())
        return false;
    if (values != prepared.values)
        prepared = this->prepared(prepared.unit_id, std::move(values), prepared.marking);
    return true;
}

Result<Outcome> Change::put(Prepared& prepared, std::string_view because) {
    const auto faulty = [&] { return std::unexpected(prepared.faults.front().refusal); };
    const auto& row = prepared.row;
    const auto serial = there_.last_serial + 1;
    const bool is_demonstration = prepared.marking == Marking::demonstration;
    const auto give_to = [&](auto&& statement) {
        return statement(kind_.key, serial, prepared.unit_id, row.identity, row.is_listed, is_demonstration, row.sort_key,
                         row.slots[0], row.slots[1], row.slots[2], row.slots[3], row.slots[4], row.body, row.inside,
                         row.shown_until, today_, now_, actor_, row.chain, row.day_key, row.place, row.belongs, row.figure_key);
    };
    auto expected = expected_.extract(row.identity);
    bool is_new = false;
    if (expected && !expected.mapped() && !is_complete(prepared))
        return faulty();
    if (!expected) {
        is_new = give_to([&](const auto&... value) { return connection_.run(sql::add, value...); }) > 0;
    } else if (!expected.mapped()) {
        is_new = true;
        give_to([&](const auto&... value) { connection_.post(sql::add, value...); });
    }
    if (is_new) {
        there_.last_serial = serial;
        if (row.is_listed)
            count(prepared.values, 1);
        note_touched(serial, today_, prepared);
        ++day_.added;
        return Outcome::added;
    }
    const auto known =
        expected ? *std::move(expected.mapped()) : find_whole(connection_, kind_, std::string_view(row.identity)).value();
    if (is_demonstration && !known.is_demonstration)
        return Outcome::unchanged;
    if (known.is_demonstration && !is_demonstration) {
        if (!is_complete(prepared))
            return faulty();
        drop(known);
        return put(prepared, because);
    }
    if (known.withdrawn_at)
        return refuse(RefusalKind::conflict, "records.refuse.was_withdrawn", {std::to_string(known.serial)});
    if (known.unit_id != prepared.unit_id) {
        const auto* other = units_.find(known.unit_id);
        return refuse(RefusalKind::conflict, "records.refuse.other_unit", {other ? other->name : std::string()});
    }
    auto& values = prepared.values;
    std::vector<FieldIndex> not_given;  // what follows from other records stays until it is computed anew
    for (const auto& check : kind_.checks)
        if (check.follows_from_others() && values[check.target].empty())
            not_given.push_back(check.target);
    auto kept = keep_unsaid(kind_, known.whole, prepared.left_out, values);
    if (values == known.whole)
        return Outcome::unchanged;
    if (!kept.faults.empty()) {
        prepared.faults = std::move(kept.faults);
        return faulty();
    }
    changed_in_.resize(kind_.fields.size());
    for (const auto field : changed_fields(known.whole, values))
        ++changed_in_[field];
    if (kept.is_more)
        prepared = this->prepared(prepared.unit_id, std::move(values), prepared.marking);
    update(known, prepared, because);
    for (const auto field : not_given)
        given_.erase({known.serial, field});
    return Outcome::changed;
}

void Change::keep_former(const WholeRecord& record, std::string_view because) {
    connection_.run(sql::add_former, record.id, record.version, body_of(kind_, record.values),
                    body_of(kind_, inner_values(kind_, record.whole)), now_, actor_, because);
}

void Change::update(const WholeRecord& record, Prepared& prepared, std::string_view because) {
    const auto& row = prepared.row;
    keep_former(record, because);
    if (record.is_listed)
        count(record.whole, -1);
    connection_.run(sql::change, record.id, prepared.unit_id, row.identity, row.is_listed,
                    prepared.marking == Marking::demonstration, row.sort_key, row.slots[0], row.slots[1], row.slots[2],
                    row.slots[3], row.slots[4], row.body, row.inside, row.shown_until, now_, actor_, row.chain, row.day_key,
                    row.place, row.belongs, row.figure_key);
    if (row.is_listed)
        count(prepared.values, 1);
    // It stays under the day on which it came, not under that of its correction.
    if (prepared.entry && record.published_on != today_)
        prepared.entry->dated_on = own_day(kind_, public_values(kind_, prepared.values), record.published_on);
    note_touched(record.serial, record.published_on, prepared);
    ++day_.changed;
    for (const auto& check : kind_.checks)
        if (check.kind == Check::Kind::rank && !record.whole[*check.within].empty())
            ranked_within_[record.whole[*check.within]] = true;
}

Result<void> Change::correct(const WholeRecord& record, int version, Values values, std::string_view because) {
    if (record.version != version)
        return refuse(RefusalKind::conflict, "records.refuse.stale");
    if (values == record.whole && !record.withdrawn_at)
        return refuse(RefusalKind::conflict, "records.refuse.same");
    if (const auto other = find_whole(connection_, kind_, std::string_view(identity_of(kind_, values)));
        other && other->id != record.id)
        return refuse(RefusalKind::conflict, "records.refuse.taken", {std::to_string(other->serial)});
    auto changed = prepared(record.unit_id, std::move(values), record.is_demonstration ? Marking::demonstration : Marking::real);
    update(record, changed, because);
    return {};
}

Result<void> Change::withdraw(const WholeRecord& record, int version, std::string_view because) {
    if (record.version != version || record.withdrawn_at)
        return refuse(RefusalKind::conflict, "records.refuse.stale");
    keep_former(record, because);
    if (record.is_listed)
        count(record.whole, -1);
    connection_.run(sql::withdraw, record.id, now_, because, actor_);
    gone(record);
    if (!record.is_demonstration)
        sha256_to(content_.emplace_back(Content{record.serial, {}}).sha256.data(), "");
    has_changed_ = true;
    touched_.push_back(record.serial);
    handed_.insert(record.serial);
    for (const auto& check : kind_.checks)
        if (check.kind == Check::Kind::rank && !record.whole[*check.within].empty())
            ranked_within_[record.whole[*check.within]] = true;
    return {};
}

void Change::drop(const WholeRecord& record) {
    if (record.is_listed)
        count(record.whole, -1);
    if (kind_.compare && is_compared())
        forget_record(connection_, kind_, record.whole);
    connection_.run(sql::drop_former, record.id);
    connection_.run(sql::drop_record, record.id);
    handed_.insert(record.serial);
    has_changed_ = true;
    // The day on which it came has not brought it.
    connection_.run(sql::add_day, record.published_on, kind_.key, -1, 0, 0);
}

void Change::unlist(const WholeRecord& record) {
    if (!record.is_listed)
        return;
    count(record.whole, -1);
    connection_.run(sql::unlist, record.id);
    gone(record);
    handed_.insert(record.serial);
    has_changed_ = true;
}

void Change::lay_out(const WholeRecord& record) {
    auto row = row_of(record.whole);
    row.is_listed = row.is_listed && !record.withdrawn_at;
    connection_.run(sql::lay_out, record.id, row.is_listed, row.sort_key, row.slots[0], row.slots[1], row.slots[2], row.slots[3],
                    row.slots[4], row.shown_until, row.chain, row.day_key, row.place, row.belongs, row.figure_key);
    connection_.run(sql::set_body, record.id, row.body, row.inside);
    handed_.insert(record.serial);
    lay_out_former(record);
    if (row.is_listed)
        count(record.whole, 1);
}

// What it said before is for everybody too: a field that became private is private there as well.
void Change::lay_out_former(const WholeRecord& record) {
    if (record.version == 1)
        return;
    std::vector<std::pair<int, Values>> before;
    for (auto rows = connection_.query(sql::whole_former, record.id); rows.next();) {
        auto values = values_in(kind_, rows.text(1));
        const auto inside = values_in(kind_, rows.text(2));
        for (FieldIndex i = 0; i < inside.size(); ++i)
            if (!inside[i].empty())
                values[i] = inside[i];
        before.emplace_back(rows.get<int>(0), std::move(values));
    }
    for (const auto& [version, values] : before)
        connection_.run(sql::set_former, record.id, version, body_of(kind_, public_values(kind_, values)),
                        body_of(kind_, inner_values(kind_, values)));
}

void Change::enter(public_log::Act act) {
    if (content_.empty())
        return;
    std::ranges::sort(content_, {}, &Content::serial);
    // A rank follows from all of a month, so it is known only now.
    if (is_ranked_)
        for (auto& [serial, sha256] : content_)
            if (const auto record = find_record(connection_, kind_, serial); record && !record->withdrawn_at)
                sha256_to(sha256.data(), body_of(kind_, record->values));
    const auto digest_of = [](const Content& content) { return hex({content.sha256.data(), content.sha256.size()}); };
    const auto at = "/records/" + kind_.key;
    if (content_.size() == 1) {
        const auto number = std::to_string(content_.front().serial);
        public_log::append(connection_, {act, at + "/" + number, words(Language::zh, "records.number", {kind_.names.zh, number}),
                                         digest_of(content_.front()), now_});
        return;
    }
    Sha256 lines;
    for (const auto& content : content_)
        lines.add(std::to_string(content.serial) + " " + digest_of(content) + "\n");
    public_log::append(
        connection_,
        {act, at, words(Language::zh, "records.entered", {kind_.names.zh, std::to_string(content_.size())}), lines.hex(), now_});
}

bool Change::is_compared() {
    if (!has_upper_)
        has_upper_ = upper_list(connection_, kind_).has_value();
    return *has_upper_;
}

void Change::gone(const WholeRecord& record) {
    ++day_.ended;
    if (kind_.compare && is_compared())
        forget_record(connection_, kind_, record.whole);
}

void Change::write_counts() {
    count_alike();
    for (const auto& [pair, by] : counts_) {
        const auto& within = count_places_[pair >> place_bits];
        const auto& place = count_places_[static_cast<CountPlace>(pair)];
        if (by != 0)
            connection_.post(sql::count, kind_.key, within.first, within.second, place.first, place.second, by);
    }
    for (const auto& [place, by] : figures_)
        if (by.second != 0 || by.first != 0)
            connection_.post(sql::figure, kind_.key, place.first, place.second, by.first, by.second);
    counts_.clear();
    figures_.clear();
}

Result<void> Change::finish() {
    write_counts();
    connection_.run(sql::note_kind, kind_.key, there_.last_serial, listed_by_, has_changed_ ? std::optional(now_) : std::nullopt,
                    shape_of(kind_));
    listed_by_ = 0;
    if (day_.added + day_.changed + day_.ended > 0)
        connection_.run(sql::add_day, today_, kind_.key, day_.added, day_.changed, day_.ended);
    day_ = {};
    if (has_upper_.value_or(false))
        recount_comparison(connection_, kind_);
    for (const auto& [period, serial] : periods_)
        note_period(connection_, kind_, period.first, period.second, today_,
                    "/records/" + kind_.key + "/" + std::to_string(serial), actor_);
    // A rank is neither counted nor filtered by, so it comes last.
    for (const auto& check : kind_.checks)
        if (check.kind == Check::Kind::rank)
            if (const auto done = rank(check); !done)
                return done;
    // Of how many places somebody rose: after the ranks.
    for (const auto& check : kind_.checks)
        if (check.kind == Check::Kind::since)
            if (const auto done = hold_against_before(check); !done)
                return done;
    for (const auto serial : handed_)
        hand_to_search(connection_, hand_over_, kind_, serial, units_);
    handed_.clear();
    return {};
}

bool lay_out_anew(db::Connection& connection, const Kind& kind) {
    const auto there = kind_there(connection, kind);
    if (there.shape.empty() || there.shape == shape_of(kind))
        return false;
    connection.run(sql::forget_counts, kind.key);
    connection.run(sql::forget_figures, kind.key);
    connection.run(sql::forget_number, kind.key);
    const auto units = people::directory(connection);
    Change change(connection, kind, units, "portal");
    constexpr int at_a_time = 1000;
    for (std::int64_t serial = 0;;) {
        const auto some = whole_after(connection, kind, serial, at_a_time);
        for (const auto& record : some)
            change.lay_out(record);
        if (some.size() < at_a_time)
            break;
        serial = some.back().serial;
    }
    if (const auto done = change.finish(); !done)
        throw std::logic_error("laying out ranks nothing: " + done.error().id);
    return true;
}

}  // namespace gongkai::records
