#include "domain/records/fetched.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "base/extract/decode.h"
#include "domain/records/delivery.h"
#include "domain/records/sheet.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;
using RefusalKind = Refusal::Kind;

constexpr std::size_t columns_at_most = 500;

std::optional<FieldIndex> field_called(const Kind& kind, std::string_view name) {
    if (const auto by_key = kind.find_field(name))
        return by_key;
    const auto key = head_key(name);
    for (FieldIndex i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        if (head_key(field.names.zh) == key || head_key(field.names.en) == key ||
            std::ranges::any_of(field.headers, [&](const std::string& head) { return head_key(head) == key; }))
            return i;
    }
    return std::nullopt;
}

// A record of theirs as cells by what they call them; a value within another by both names with a dot between.
void flatten(const json::object& object, const std::string& before, std::vector<std::pair<std::string, std::string>>& cells) {
    for (const auto& [key, value] : object) {
        const auto name = before + std::string(key);
        auto said = typed_of(value);
        if (said)
            cells.emplace_back(name, std::move(*said));
        if (value.is_object())
            flatten(value.as_object(), name + ".", cells);
        else if (!said)
            cells.emplace_back(name, json::serialize(value));
    }
}

const json::array* only_list(const json::value& value) {
    if (value.is_array())
        return &value.as_array();
    if (!value.is_object())
        return nullptr;
    const json::array* found = nullptr;
    for (const auto& [key, within] : value.as_object())
        if (const auto* list = only_list(within)) {
            if (found)
                return nullptr;
            found = list;
        }
    return found;
}

const json::array* list_in(const json::value& value, std::string_view list_at) {
    if (list_at.empty())
        return only_list(value);
    const auto* here = &value;
    for (const auto part : split(list_at, '.')) {
        here = here->is_object() ? here->as_object().if_contains(part) : nullptr;
        if (!here)
            return nullptr;
    }
    return here->is_array() ? &here->as_array() : nullptr;
}

Result<void> too_many() {
    return refuse(RefusalKind::too_large, "records.refuse.fetched_rows", {std::to_string(fetched_at_most)});
}

}  // namespace

Result<Mapping> read_mapping(const Kind& kind, std::string_view text) {
    Mapping mapping;
    std::int64_t number = 0;
    for (const auto whole : split(text, '\n')) {
        ++number;
        const auto line = trim(whole);
        if (line.empty() || line.starts_with('#'))
            continue;
        const auto equals = line.rfind('=');
        const auto theirs = equals == std::string_view::npos ? std::string_view() : trim(line.substr(0, equals)),
                   ours = equals == std::string_view::npos ? std::string_view() : trim(line.substr(equals + 1));
        if (theirs.empty() || ours.empty())
            return refuse(RefusalKind::invalid, "records.refuse.mapping", {std::to_string(number), std::string(line)});
        const auto no_field = [&](std::string_view name) {
            return refuse(RefusalKind::invalid, "records.refuse.mapping_field", {std::to_string(number), std::string(name)});
        };
        if (const auto colon = theirs.find(':'); colon != std::string_view::npos) {
            const auto field = field_called(kind, trim(theirs.substr(0, colon)));
            if (!field)
                return no_field(trim(theirs.substr(0, colon)));
            const auto word = trim(theirs.substr(colon + 1));
            (word.empty() ? mapping.otherwise[*field] : mapping.values[*field][std::string(word)]) = ours;
            continue;
        }
        const auto field = field_called(kind, ours);
        if (!field)
            return no_field(ours);
        mapping.fields.emplace(theirs, *field);
    }
    return mapping;
}

FetchedTable::FetchedTable(const Kind& kind, const Mapping& mapping) : kind_(kind), mapping_(mapping) {
    for (const auto& [field, value] : mapping.otherwise)
        place_of_field(field);
}

std::size_t FetchedTable::place_of(const std::string& head) {
    const auto [at, is_new] = places_.emplace(head, heads_.size());
    if (is_new) {
        heads_.push_back(head);
        // What is called as one of ours is ours without a mapping; its words are turned all the same.
        if (const auto field = field_called(kind_, head))
            of_field_.emplace(*field, at->second);
    }
    return at->second;
}

std::size_t FetchedTable::place_of_field(FieldIndex field) { return place_of(kind_.fields[field].key); }

void FetchedTable::add(const Cells& cells) {
    std::vector<std::string> row(heads_.size());
    for (const auto& [name, said] : cells) {
        const auto known = mapping_.fields.find(name);
        const auto at = known == mapping_.fields.end() ? place_of(name) : place_of_field(known->second);
        row.resize(heads_.size());
        if (row[at].empty())
            row[at] = said;
    }
    rows_.push_back(std::move(row));
}

Result<void> FetchedTable::take_json(std::string_view text, std::string_view list_at) {
    boost::system::error_code failed;
    const auto value = json::parse(json::string_view(text.data(), text.size()), failed);
    if (failed)
        return refuse(RefusalKind::invalid, "records.refuse.fetched_json", {failed.message()});
    const auto* list = list_in(value, list_at);
    if (!list)
        return refuse(RefusalKind::invalid, "records.refuse.fetched_list", {std::string(list_at)});
    if (rows_.size() + list->size() > fetched_at_most)
        return too_many();
    for (const auto& one : *list) {
        Cells cells;
        if (one.is_object())
            flatten(one.as_object(), "", cells);
        add(cells);
        if (heads_.size() > columns_at_most)
            return refuse(RefusalKind::too_large, "records.refuse.fetched_columns", {std::to_string(columns_at_most)});
    }
    return {};
}

Result<void> FetchedTable::take_csv(std::string_view text) {
    CsvRow heads;
    std::size_t rows = 0, moved = 0;
    const auto read = each_csv_row(text, [&](CsvRow& row) {
        if (heads.empty()) {
            for (const auto& head : row)
                heads.emplace_back(trim(head));
            return true;
        }
        ++rows;
        Cells cells;
        for (std::size_t i = 0; i < row.size(); ++i)
            if (i < heads.size())
                cells.emplace_back(heads[i], row[i]);
            else if (!trim(row[i]).empty() && moved == 0)
                moved = rows;
        if (std::ranges::any_of(cells, [](const auto& cell) { return !trim(cell.second).empty(); }))
            add(cells);
        return rows_.size() <= fetched_at_most && moved == 0;
    });
    if (!read)
        return read;
    // A separator too many has moved the rest of the row.
    if (moved > 0)
        return refuse(RefusalKind::invalid, "records.refuse.fetched_cells", {std::to_string(moved)});
    return rows_.size() > fetched_at_most ? too_many() : Result<void>();
}

Result<std::size_t> FetchedTable::take(std::string_view answer, std::string_view list_at) {
    std::string decoded;
    if (!is_utf8(answer)) {
        decoded = extract::decode(answer).text;
        answer = decoded;
    }
    constexpr std::string_view byte_order = "\xEF\xBB\xBF";
    if (answer.starts_with(byte_order))
        answer.remove_prefix(byte_order.size());
    const auto before = rows_.size();
    const auto begin = trim(answer).substr(0, 1);
    if (const auto taken = begin == "{" || begin == "[" ? take_json(answer, list_at) : take_csv(answer); !taken)
        return std::unexpected(taken.error());
    return rows_.size() - before;
}

std::string FetchedTable::written() {
    if (rows_.empty())
        return {};
    auto table = csv_line(heads_);
    for (auto& row : rows_) {
        row.resize(heads_.size());
        for (const auto& [field, at] : of_field_) {
            auto& cell = row[at];
            if (const auto words = mapping_.values.find(field); words != mapping_.values.end())
                if (const auto ours = words->second.find(trim(cell)); ours != words->second.end())
                    cell = ours->second;
            if (const auto otherwise = mapping_.otherwise.find(field);
                otherwise != mapping_.otherwise.end() && trim(cell).empty())
                cell = otherwise->second;
        }
        table += csv_line(row);
    }
    return table;
}

}  // namespace gongkai::records
