#include "domain/records/found.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/core/hash.h"
#include "base/core/text.h"
#include "domain/people/desk.h"
#include "domain/records/answer.h"
#include "domain/records/rules.h"
#include "domain/records/store.h"

namespace gongkai::records {
namespace {

constexpr std::string_view records_source = "record";

std::string key_of(const Kind& kind, std::int64_t serial) { return kind.key + '/' + std::to_string(serial); }

search::Label label_of(const Kind& kind) { return {label_code(kind), kind.names.zh, kind.names.en}; }
search::Label column_of(const Kind& kind) {
    const auto& themes = kinds().themes;
    const auto found = std::ranges::find(themes, kind.theme, &Theme::key);
    return found == themes.end() ? search::Label{} : search::Label{"data." + found->key, found->names.zh, found->names.en};
}

void name(search::Entry& entry, const Kind& kind, std::int64_t serial, Day published_on) {
    entry.key = key_of(kind, serial);
    entry.address = "/records/" + entry.key;
    entry.published_on = published_on;
}

search::Entry entry_of(const Kind& kind, const Record& record, const people::Directory& units) {
    auto entry = entry_of(kind, record, body_of(kind, record.values), units);
    name(entry, kind, record.serial, record.published_on);
    return entry;
}

bool is_found(const Record& record) { return record.is_listed && !record.withdrawn_at && !record.is_over(today()); }

// What its page shows, in words.
std::string text_of(const Kind& kind, const Record& record, const people::Directory& units) {
    std::string text;
    for (FieldIndex i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        if (!is_found_by(field, record.values[i]))
            continue;
        text += field.names.zh + "：" +
                (field.type == Type::hours ? spoken_hours(record.values[i], Language::zh)
                                           : spoken(field, record.values[i], Language::zh, units));
        if (is_number(field.type) && field.type != Type::percent)  // which is spoken with its sign
            text += field.unit;
        text += '\n';
    }
    return text;
}

// Asked for by the hundred.
std::vector<std::string> texts(db::Connection& connection, const std::vector<std::string>& keys) {
    const auto units = people::directory(connection);
    std::map<const Kind*, std::map<std::int64_t, std::size_t>> asked;  // places by serial
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const std::string_view key = keys[i];
        const auto stroke = std::min(key.find('/'), key.size());
        const auto* kind = kinds().find(key.substr(0, stroke));
        if (const auto serial = whole_number(key.substr(std::min(stroke + 1, key.size()))); kind && serial)
            asked[kind].emplace(*serial, i);
    }
    std::vector<std::string> all(keys.size());
    for (const auto& [kind, places] : asked)
        for (auto at = places.begin(); at != places.end();) {
            std::vector<std::int64_t> serials;
            for (; at != places.end() && serials.size() < serials_at_once; ++at)
                serials.push_back(at->first);
            // Of what is over the entry goes a moment after its last day; until then the index has it as it was.
            for (const auto& record : listed(connection, *kind, serials, Day{}))
                all[places.at(record.serial)] = text_of(*kind, record, units);
        }
    return all;
}

std::vector<search::Entry> piece(db::Connection& connection, std::string_view after, int at_most) {
    const auto stroke = after.find('/');
    const auto kind_before = after.substr(0, stroke);
    std::int64_t serial = stroke == std::string_view::npos ? 0 : whole_number(after.substr(stroke + 1)).value_or(0);
    const auto units = people::directory(connection);
    bool is_reached = after.empty();
    for (const auto& kind : kinds().all) {
        if (!is_reached) {
            if (kind.key != kind_before)
                continue;
            is_reached = true;
        } else {
            serial = 0;
        }
        std::vector<Record> some;
        do {
            some = listed_after(connection, kind, serial, at_most);
            std::vector<search::Entry> all;
            for (const auto& record : some)
                if (is_found(record))
                    all.push_back(entry_of(kind, record, units));
            if (!all.empty())
                return all;
            // All of them may be over and not yet taken from the lists: there may be more behind them.
            if (!some.empty())
                serial = some.back().serial;
        } while (std::cmp_equal(some.size(), at_most));
    }
    return {};
}

std::vector<search::Entry> all_kinds(db::Connection& connection) {
    std::vector<search::Entry> all;
    const auto there = kinds_there(connection);
    for (const auto& kind : kinds().all) {
        if (const auto found = there.find(kind.key); found == there.end() || found->second.records == 0)
            continue;
        search::Entry entry;
        entry.source = kinds_in_search;
        entry.key = kind.key;
        entry.title = kind.names.zh;
        entry.title_en = kind.names.en;
        entry.summary = kind.about.zh;
        entry.body = kind.about.zh + '\n';
        for (const auto& field : kind.fields)
            if (field.privacy == Privacy::open)
                entry.body += field.names.zh + "　";
        entry.kind = {"data", words(Language::zh, "records.title"), words(Language::en, "records.title")};
        entry.column = column_of(kind);
        entry.address = "/records/" + kind.key;
        entry.formats = {"html", "csv", "json"};
        for (const std::string format : {"csv", "xlsx", "json"})
            entry.holdings.push_back(
                {search::Holding::Kind::data, kind.key + '.' + format, format, entry.address + "/records." + format, "", 0});
        entry.act = search::Act::download;
        entry.act_address = entry.address + "/records.csv";
        all.push_back(std::move(entry));
    }
    return all;
}

}  // namespace

search::Entry entry_of(const Kind& kind, const Record& record, std::string_view body, const people::Directory& units) {
    search::Entry entry;
    entry.source = records_source;
    entry.title = title_of(kind, record.values, Language::zh, units);
    entry.text_version = fingerprint(body);
    for (FieldIndex i = 0; i < kind.fields.size() && entry.telephone.empty(); ++i)
        if (kind.fields[i].type == Type::phone && is_found_by(kind.fields[i], record.values[i]))
            entry.telephone = spoken(kind.fields[i], record.values[i], Language::zh, units);
    entry.kind = label_of(kind);
    entry.column = column_of(kind);
    if (const auto* unit = units.find(record.unit_id))
        entry.unit = {std::to_string(unit->id), unit->name, ""};
    entry.dated_on = own_day(kind, record.values, record.published_on);
    entry.shown_until = record.shown_until;
    entry.formats.emplace_back("html");
    entry.act = search::Act::ask;
    entry.act_address = "/units/" + entry.unit.code;
    if (kind.apply && !record.values[*kind.apply].empty()) {
        entry.act = search::Act::apply;
        entry.act_address = record.values[*kind.apply];
    }
    entry.is_demonstration = record.is_demonstration;
    return entry;
}

void hand_to_search(db::Connection& connection, search::HandOver& hand_over, const Kind& kind, std::int64_t serial,
                    Day published_on, std::optional<search::Entry>& entry) {
    if (!entry)
        return search::take_away(connection, records_source, key_of(kind, serial));
    name(*entry, kind, serial, published_on);
    hand_over(*entry);
}

void hand_to_search(db::Connection& connection, search::HandOver& hand_over, const Kind& kind, std::int64_t serial,
                    const people::Directory& units) {
    if (const auto record = find_record(connection, kind, serial); record && is_found(*record))
        hand_over(entry_of(kind, *record, units));
    else
        search::take_away(connection, records_source, key_of(kind, serial));
}

search::Source found_records() { return {std::string(records_source), nullptr, piece, texts, answer}; }
search::Source found_kinds() { return {std::string(kinds_in_search), all_kinds, nullptr, nullptr}; }

}  // namespace gongkai::records
