#include "domain/records/store.h"

#include <algorithm>
#include <boost/json.hpp>
#include <tuple>

#include "base/core/text.h"
#include "domain/records/queries.h"
#include "domain/records/rows.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;

void read_state(Record& record, const db::Rows& rows) {
    record.is_listed = rows.get<bool>(10);
    record.withdrawn_at = rows.get<std::optional<Instant>>(11);
    record.withdrawn_because = rows.get<std::string>(12);
}

WholeRecord whole_in(const Kind& kind, const db::Rows& rows) {
    WholeRecord record;
    static_cast<Record&>(record) = record_in(kind, rows);
    read_state(record, rows);
    record.whole = record.values;
    const auto inside = values_in(kind, rows.text(13));
    for (FieldIndex i = 0; i < inside.size(); ++i)
        if (!inside[i].empty())
            record.whole[i] = inside[i];
    return record;
}

template <class... A>
std::vector<WholeRecord> wholes(db::Connection& connection, const Kind& kind, const db::Statement& statement,
                                const A&... arguments) {
    std::vector<WholeRecord> all;
    for (auto rows = connection.query(statement, arguments...); rows.next();)
        all.push_back(whole_in(kind, rows));
    return all;
}

// As JSON has a text. Most have nothing in them that it marks.
void append_quoted(std::string& body, std::string_view text) {
    const bool is_plain = std::ranges::none_of(
        text, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (is_plain)
        body.append(1, '"').append(text).append(1, '"');
    else
        body += json::serialize(json::string_view(text.data(), text.size()));
}

// What body_of() wrote of the fields in this order, without a tree; whether it is that. A text with signs that JSON marks is not.
bool read_plain(const Kind& kind, std::string_view body, Values& values) {
    if (body.find('\\') != std::string_view::npos)
        return false;
    const auto quoted = [&](std::size_t& at) -> std::optional<std::string_view> {
        const auto end = at < body.size() && body[at] == '"' ? body.find('"', at + 1) : std::string_view::npos;
        if (end == std::string_view::npos)
            return std::nullopt;
        const auto text = body.substr(at + 1, end - at - 1);
        at = end + 1;
        return text;
    };
    FieldIndex field = 0;
    for (std::size_t at = 1;; ++at) {
        const auto key = quoted(at);
        while (key && field < values.size() && kind.fields[field].key != *key)
            ++field;
        if (!key || field == values.size() || at >= body.size() || body[at] != ':')
            return false;
        const auto value = quoted(++at);
        if (!value || at >= body.size())
            return false;
        values[field++] = *value;
        if (body[at] == '}')
            return at + 1 == body.size();
        if (body[at] != ',')
            return false;
    }
}

}  // namespace

Record record_in(const Kind& kind, const db::Rows& rows, int from) {
    Record record;
    record.id = rows.get<RecordId>(from);
    record.serial = rows.get<std::int64_t>(from + 1);
    record.unit_id = rows.get<people::UnitId>(from + 2);
    record.version = rows.get<int>(from + 3);
    record.is_demonstration = rows.get<bool>(from + 4);
    record.values = values_in(kind, rows.text(from + 5));
    record.shown_until = rows.get<std::optional<Day>>(from + 6);
    record.published_on = rows.get<Day>(from + 7);
    record.changed_at = rows.get<Instant>(from + 8);
    record.sort_key = rows.get<std::string>(from + 9);
    return record;
}

std::vector<Record> records_in(const Kind& kind, db::Rows rows) {
    std::vector<Record> all;
    while (rows.next())
        all.push_back(record_in(kind, rows));
    return all;
}

std::string body_of(const Kind& kind, const Values& values) {
    constexpr std::size_t signs_a_field = 6;
    std::size_t size = 0;
    for (FieldIndex i = 0; i < values.size(); ++i)
        size += values[i].empty() ? 0 : kind.fields[i].key.size() + values[i].size() + signs_a_field;
    std::string body;
    body.reserve(size);
    for (FieldIndex i = 0; i < values.size(); ++i)
        if (!values[i].empty()) {
            // A key is snake_case.
            body.append(body.empty() ? "{\"" : ",\"").append(kind.fields[i].key).append("\":");
            append_quoted(body, values[i]);
        }
    return body.empty() ? body : body + '}';
}

Values values_in(const Kind& kind, std::string_view body) {
    Values values(kind.fields.size());
    if (body.empty())
        return values;
    if (read_plain(kind, body, values))
        return values;
    values.assign(kind.fields.size(), {});
    const auto parsed = json::parse(json::string_view(body.data(), body.size()));
    const auto& object = parsed.as_object();
    // A field that the kind no longer has is passed over.
    for (FieldIndex i = 0; i < values.size(); ++i)
        if (const auto* value = object.if_contains(kind.fields[i].key))
            values[i] = std::string(value->as_string());
    return values;
}

std::string filter_value(const Field& field, std::string_view canonical) {
    if (field.type == Type::day)
        return std::string(canonical.substr(0, 4));
    if (field.type == Type::choices && !canonical.empty())
        return "," + std::string(canonical) + ",";
    return std::string(canonical);
}

std::string day_key(Day day) {
    static const people::Directory nobody({});
    Field field;
    field.type = Type::day;
    return sort_key(field, true, to_text(day), nobody);
}

std::vector<Record> newest(db::Connection& connection, const Kind& kind, Day as_of, int at_most) {
    return records_in(kind, connection.query(sql::newest, kind.key, as_of, at_most));
}

bool has_demonstration(db::Connection& connection, const Kind& kind) {
    return connection.query(sql::some_demonstration, kind.key).next();
}

std::vector<Record> of_chain(db::Connection& connection, const Kind& kind, std::string_view chain, Day as_of, int at_most) {
    return records_in(kind, connection.query(sql::of_chain, kind.key, chain, as_of, at_most));
}

std::vector<Record> belonging(db::Connection& connection, const Kind& kind, std::string_view whose, Belonging reach, Day as_of,
                              int at_most) {
    const auto& statement = reach == Belonging::alone ? sql::belonging : sql::chains_belonging;
    return records_in(kind, connection.query(statement, kind.key, whose, as_of, at_most));
}

std::optional<Record> find_record(db::Connection& connection, const Kind& kind, std::int64_t serial) {
    auto rows = connection.query(sql::by_serial, kind.key, serial);
    if (!rows.next())
        return std::nullopt;
    auto record = record_in(kind, rows);
    read_state(record, rows);
    return record;
}

std::vector<Record> listed(db::Connection& connection, const Kind& kind, const std::vector<std::int64_t>& serials, Day as_of) {
    std::vector<db::Parameter> parameters{kind.key};
    for (std::size_t i = 0; i < serials_at_once; ++i)
        parameters.emplace_back(i < serials.size() ? serials[i] : std::int64_t{0});
    parameters.emplace_back(as_of);
    auto all = records_in(kind, connection.query(sql::listed_by_serials, std::span<const db::Parameter>(parameters)));
    // Asked for in order, SQLite would walk along the whole list instead of looking up a hundred serials.
    std::ranges::sort(all, {}, [](const Record& record) { return std::tie(record.sort_key, record.id); });
    return all;
}

std::vector<Record> listed_after(db::Connection& connection, const Kind& kind, std::int64_t serial, int at_most) {
    return records_in(kind, connection.query(sql::listed_after, kind.key, serial, at_most));
}

std::vector<Former> former(db::Connection& connection, const Kind& kind, RecordId id) {
    std::vector<Former> all;
    for (auto rows = connection.query(sql::former, id); rows.next();)
        all.push_back({rows.get<int>(0), values_in(kind, rows.text(1)), rows.get<Instant>(2), rows.get<std::string>(3),
                       rows.get<std::optional<Instant>>(4), rows.get<std::string>(5)});
    return all;
}

bool has_former(db::Connection& connection, RecordId id) { return connection.query(sql::has_former, id).next(); }

std::optional<WholeRecord> find_whole(db::Connection& connection, const Kind& kind, std::int64_t serial) {
    auto all = wholes(connection, kind, sql::whole_by_serial, kind.key, serial);
    return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

std::optional<WholeRecord> find_whole(db::Connection& connection, const Kind& kind, std::string_view identity) {
    auto all = wholes(connection, kind, sql::whole_by_identity, kind.key, identity);
    return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

std::map<std::string, WholeRecord, std::less<>> find_wholes(db::Connection& connection, const Kind& kind,
                                                            const std::vector<std::string>& identities) {
    std::vector<db::Parameter> parameters{kind.key};
    for (std::size_t i = 0; i < wholes_at_once; ++i)
        parameters.emplace_back(i < identities.size() ? std::string_view(identities[i]) : std::string_view());
    std::map<std::string, WholeRecord, std::less<>> all;
    for (auto rows = connection.query(sql::whole_by_identities, std::span<const db::Parameter>(parameters)); rows.next();)
        all.emplace(rows.get<std::string>(14), whole_in(kind, rows));
    return all;
}

std::vector<WholeRecord> whole_newest(db::Connection& connection, const Kind& kind, people::UnitId unit, std::int64_t before,
                                      int at_most) {
    const auto from = before == 0 ? std::int64_t{1} << 52 : before;
    return unit == 0 ? wholes(connection, kind, sql::whole_newest, kind.key, from, at_most)
                     : wholes(connection, kind, sql::whole_newest_of_unit, kind.key, from, unit, at_most);
}

std::vector<WholeRecord> whole_after(db::Connection& connection, const Kind& kind, std::int64_t serial, int at_most) {
    return wholes(connection, kind, sql::whole_of_kind, kind.key, serial, at_most);
}

std::vector<WholeRecord> whole_in_order(db::Connection& connection, const Kind& kind, const Place& after, std::string_view until,
                                        int at_most) {
    return wholes(connection, kind, sql::whole_in_order, kind.key, after.sort_key, after.id, until, at_most);
}

namespace {

KindThere there_in(const db::Rows& rows) {
    return {rows.get<std::string>(0), rows.get<std::int64_t>(1), rows.get<std::int64_t>(2), rows.get<std::optional<Instant>>(3),
            rows.get<std::string>(4)};
}

}  // namespace

std::map<std::string, KindThere, std::less<>> kinds_there(db::Connection& connection) {
    std::map<std::string, KindThere, std::less<>> all;
    for (auto rows = connection.query(sql::kinds_there); rows.next();) {
        auto one = there_in(rows);
        all.emplace(one.kind, std::move(one));
    }
    return all;
}

KindThere kind_there(db::Connection& connection, const Kind& kind) {
    auto rows = connection.query(sql::kind_there, kind.key);
    return rows.next() ? there_in(rows) : KindThere{kind.key, 0, 0, std::nullopt, ""};
}

std::vector<Figure> figures(db::Connection& connection, const Kind& kind, int at_most) {
    std::vector<Figure> all;
    for (auto rows = connection.query(sql::figures, kind.key, at_most); rows.next();)
        all.push_back({rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::int64_t>(2), rows.get<std::int64_t>(3)});
    return all;
}

NewestFigures newest_figures(db::Connection& connection, std::string_view from) {
    constexpr int figures_at_most = 5000;
    NewestFigures all;
    for (auto rows = connection.query(sql::newest_figures, from, figures_at_most); rows.next();) {
        all.by_kind[rows.get<std::string>(0)].push_back(
            {rows.get<std::string>(1), rows.get<std::string>(2), rows.get<std::int64_t>(3), rows.get<std::int64_t>(4)});
        all.has_demonstration = rows.get<std::int64_t>(5) > 0;
    }
    return all;
}

std::vector<Pair> pairs_of(db::Connection& connection, const Kind& kind, FieldIndex within, FieldIndex of) {
    const auto slot_of = [&](FieldIndex field) { return static_cast<int>(kind.slot_of(field).value()) + 1; };
    std::vector<Pair> all;
    for (auto rows = connection.query(sql::pairs, kind.key, slot_of(within), slot_of(of)); rows.next();)
        all.push_back({rows.get<std::string>(0), rows.get<std::string>(1), rows.get<std::int64_t>(2)});
    return all;
}

std::string year_and_choice(std::string_view year, std::string_view choice) {
    return std::string(year) + "/" + std::string(choice);
}

namespace {

// What is counted within something: by the place of its field among what the deeds count, and how many of the year there are.
std::int64_t read_year(db::Connection& connection, const Kind& kind, int within, const std::string& value,
                       const std::string& year, YearFigures::Counts& into) {
    const auto counted = kind.counted();
    std::int64_t records = 0;
    for (auto rows = connection.query(sql::counts, kind.key, within, value); rows.next();) {
        const auto slot = rows.get<std::size_t>(0);
        if (slot == 0 || slot > counted.size())
            continue;
        const auto field = counted[slot - 1];
        if (field == kind.yearly->over && rows.text(1) == year)
            records = rows.get<std::int64_t>(2);
        if (std::ranges::find(kind.yearly->counts, field) != kind.yearly->counts.end())
            into[field].emplace(rows.get<std::string>(1), rows.get<std::int64_t>(2));
    }
    return records;
}

}  // namespace

YearFigures figures_of_year(db::Connection& connection, const Kind& kind, std::string_view year) {
    YearFigures figures;
    const auto slot = kind.slot_of(kind.yearly->over).value();
    figures.years = std::move(counts_for(connection, kind, {}).by_value[slot]);
    if (figures.years.empty())
        return figures;
    const auto found = figures.years.find(std::string(year));
    const auto& [of, records] = found == figures.years.end() ? *figures.years.rbegin() : *found;
    figures.year = of;
    figures.records = records;
    read_year(connection, kind, static_cast<int>(slot) + 1, of, of, figures.counts);
    if (kind.yearly->by)
        for (const auto& choice : kind.fields[*kind.yearly->by].choices) {
            auto& group = figures.groups.emplace_back(YearFigures::Group{choice.key, 0, {}});
            group.records =
                read_year(connection, kind, slot_of_a_year_and_choice, year_and_choice(of, choice.key), of, group.counts);
        }
    return figures;
}

std::vector<Brought> brought_between(db::Connection& connection, Day from, Day before) {
    std::vector<Brought> all;
    for (auto rows = connection.query(sql::days_of, from, before); rows.next();)
        all.push_back(
            {rows.get<std::string>(0), rows.get<std::int64_t>(1), rows.get<std::int64_t>(2), rows.get<std::int64_t>(3)});
    std::erase_if(all, [](const Brought& one) { return one.added <= 0 && one.changed <= 0 && one.ended <= 0; });
    return all;
}

bool brought_demonstration(db::Connection& connection, Day from, Day before) {
    return connection.query(sql::demonstration_of_days, from, before).next();
}

std::vector<OfKind> changed_between(db::Connection& connection, Day from, Day before, Day as_of, int at_most) {
    constexpr auto ahead_of_utc = std::chrono::hours(8);
    std::vector<OfKind> all;
    for (auto rows =
             connection.query(sql::changed_between, Instant(from) - ahead_of_utc, Instant(before) - ahead_of_utc, as_of, at_most);
         rows.next();)
        if (const auto* kind = kinds().find(rows.get<std::string>(0)))
            all.push_back({kind, record_in(*kind, rows, 1)});
    return all;
}

std::vector<std::string> files_named(db::Connection& connection) {
    std::vector<std::string> all;
    for (auto rows = connection.query(sql::files_of_imports); rows.next();)
        all.push_back(rows.get<std::string>(0));
    return all;
}

}  // namespace gongkai::records
