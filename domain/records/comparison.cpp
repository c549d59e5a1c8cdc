#include "domain/records/comparison.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "base/core/text.h"
#include "domain/journal/desk.h"
#include "domain/people/desk.h"
#include "domain/records/queries.h"
#include "domain/records/sheet.h"
#include "domain/records/store.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

// The parts of a kind that are compared, as a kind of their own: so its file is read and proved as any other.
struct Part {
    Kind kind;
    std::vector<FieldIndex> of;  // in the whole kind
};
Part part_of(const Kind& kind) {
    Part part;
    part.kind.key = kind.key;
    part.kind.names = kind.names;
    part.of.push_back(kind.compare->on);
    for (const auto field : kind.compare->fields)
        if (std::ranges::find(part.of, field) == part.of.end())
            part.of.push_back(field);
    for (const auto field : part.of) {
        part.kind.fields.push_back(kind.fields[field]);
        part.kind.fields.back().is_required = true;
    }
    part.kind.identity = {0};
    return part;
}

std::string plain(std::string_view text) {
    auto one = replace_all(nfkc(text), "\u3000", "");
    std::erase_if(one, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
    return one;
}

std::string keys_in(const Kind& kind, const std::vector<FieldIndex>& fields) {
    std::vector<std::string> keys;
    for (const auto field : fields)
        keys.push_back(kind.fields[field].key);
    return join(keys, ",");
}

void keep(db::Connection& connection, const Kind& kind, std::string_view item, std::string_view upper,
          std::optional<std::int64_t> serial, const Values& ours) {
    auto agreement = upper.empty() ? Agreement::alone : serial ? Agreement::same : Agreement::lacking;
    std::vector<FieldIndex> fields;
    if (!upper.empty() && serial) {
        fields = differing(kind, ours, values_in(kind, upper));
        if (!fields.empty())
            agreement = Agreement::differs;
    }
    connection.run(sql::set_comparison, kind.key, item, upper, serial, word_of(agreement), keys_in(kind, fields));
}

}  // namespace

std::string_view word_of(Agreement agreement) {
    switch (agreement) {
        case Agreement::same:
            return "same";
        case Agreement::differs:
            return "differs";
        case Agreement::lacking:
            return "lacking";
        case Agreement::alone:
            return "alone";
    }
    return "same";
}

std::optional<Agreement> agreement_from(std::string_view word) {
    for (const auto one : {Agreement::same, Agreement::differs, Agreement::lacking, Agreement::alone})
        if (word_of(one) == word)
            return one;
    return std::nullopt;
}

std::vector<FieldIndex> differing(const Kind& kind, const Values& ours, const Values& upper) {
    std::vector<FieldIndex> all;
    for (const auto field : kind.compare->fields)
        if (plain(ours[field]) != plain(upper[field]))
            all.push_back(field);
    return all;
}

std::optional<UpperList> upper_list(db::Connection& connection, const Kind& kind) {
    auto rows = connection.query(sql::upper_list, kind.key);
    if (!rows.next())
        return std::nullopt;
    return UpperList{rows.get<std::string>(0),  rows.get<Day>(1),          rows.get<std::int64_t>(2),
                     rows.get<std::int64_t>(3), rows.get<std::int64_t>(4), rows.get<std::int64_t>(5)};
}

std::vector<Compared> comparisons(db::Connection& connection, const Kind& kind, Agreement agreement, std::string_view after,
                                  int at_most) {
    std::vector<Compared> all;
    for (auto rows = connection.query(sql::comparisons, kind.key, word_of(agreement), after, at_most); rows.next();) {
        auto& one = all.emplace_back(
            Compared{rows.get<std::string>(0), {}, {}, rows.get<std::optional<std::int64_t>>(2).value_or(0), {}});
        one.upper = values_in(kind, rows.text(1));
        one.ours = values_in(kind, rows.get<std::optional<std::string>>(4).value_or(""));
        const auto fields = rows.get<std::string>(3);
        for (const auto key : split(fields, ','))
            if (const auto field = kind.find_field(key))
                one.fields.push_back(*field);
    }
    return all;
}

Result<std::int64_t> take_in_upper(db::Connection& connection, const Kind& kind, const std::filesystem::path& file,
                                   std::string_view name, std::string_view actor) {
    if (!kind.compare)
        return refuse(RefusalKind::invalid, "records.refuse.no_comparison", {kind.names.zh});
    const auto part = part_of(kind);
    const auto sheet = Sheet::open(file, file.filename().string(), part.kind);
    if (!sheet)
        return std::unexpected(sheet.error());
    const auto units = people::directory(connection);
    const ValueReader reader(units, today());
    std::map<std::string, Values> items;
    std::int64_t faulty = 0;
    const auto walked = sheet->each_row(reader, [&](Row&& row, std::vector<RowFault>&& faults) {
        faulty += faults.empty() ? 0 : 1;
        Values whole(kind.fields.size());
        for (std::size_t i = 0; i < part.of.size(); ++i)
            whole[part.of[i]] = std::move(row.values[i]);
        auto item = whole[kind.compare->on];
        items.insert_or_assign(std::move(item), std::move(whole));
        return true;
    });
    if (!walked)
        return std::unexpected(walked.error());
    if (faulty > 0 || items.empty())
        return refuse(RefusalKind::invalid, faulty > 0 ? "records.refuse.faulty" : "records.refuse.no_rows",
                      {std::to_string(faulty)});
    connection.run(sql::forget_comparison, kind.key);
    connection.run(sql::set_upper_list, kind.key, name, today());
    for (const auto& [item, values] : items)
        keep(connection, kind, item, body_of(kind, values), std::nullopt, {});
    constexpr int at_a_time = 1000;
    for (std::int64_t serial = 0;;) {
        const auto some = whole_after(connection, kind, serial, at_a_time);
        for (const auto& record : some)
            if (record.is_listed)
                compare_record(connection, kind, record.serial, record.values);
        if (some.size() < at_a_time)
            break;
        serial = some.back().serial;
    }
    recount_comparison(connection, kind);
    journal::note(connection, {std::string(actor), "records.take_in_upper", "records/" + kind.key,
                               json::serialize(json::object{{"name", name}, {"items", items.size()}})});
    return static_cast<std::int64_t>(items.size());
}

void compare_record(db::Connection& connection, const Kind& kind, std::int64_t serial, const Values& values) {
    const auto& item = values[kind.compare->on];
    const auto known = connection.query(sql::comparison_of, kind.key, item).first<std::string, std::optional<std::int64_t>>();
    keep(connection, kind, item, known ? std::get<0>(*known) : std::string(), serial, values);
}

void forget_record(db::Connection& connection, const Kind& kind, const Values& values) {
    const auto& item = values[kind.compare->on];
    const auto known = connection.query(sql::comparison_of, kind.key, item).first<std::string, std::optional<std::int64_t>>();
    if (known && !std::get<0>(*known).empty())
        keep(connection, kind, item, std::get<0>(*known), std::nullopt, {});
    else
        connection.run(sql::drop_comparison, kind.key, item);
}

void recount_comparison(db::Connection& connection, const Kind& kind) { connection.run(sql::count_comparison, kind.key); }

}  // namespace gongkai::records
