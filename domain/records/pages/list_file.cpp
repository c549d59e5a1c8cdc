#include "domain/records/pages/list_file.h"

#include <boost/json.hpp>
#include <utility>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "domain/records/pages/asked.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

namespace json = boost::json;

json::value value_of(const Field& field, const std::string& canonical, const people::Directory& units) {
    if (canonical.empty())
        return nullptr;
    switch (field.type) {
        case Type::integer:
        case Type::year:
            return whole_number(canonical).value_or(0);
        case Type::decimal:
        case Type::money:
        case Type::percent:
            return number_of(canonical).value_or(0);
        case Type::yes_no:
            return canonical == "yes";
        case Type::choices: {
            json::array all;
            for (const auto key : keys_of(canonical))
                all.emplace_back(key);
            return all;
        }
        case Type::unit:
        case Type::town:
            return json::object{{"id", whole_number(canonical).value_or(0)}, {"name", written(field, canonical, units)}};
        default:
            return json::value(canonical);
    }
}

}  // namespace

json::object json_of(const Kind& kind, const Record& record, const people::Directory& units) {
    const bool is_gone = record.withdrawn_at || record.is_over(today());
    json::object values;
    if (!is_gone)
        for (FieldIndex i = 0; i < kind.fields.size(); ++i)
            if (kind.fields[i].privacy != Privacy::internal)
                values[kind.fields[i].key] = value_of(kind.fields[i], record.values[i], units);
    const auto* unit = units.find(record.unit_id);
    return {{"kind", kind.key},
            {"serial", record.serial},
            {"title", is_gone ? std::string() : title_of(kind, record.values, Language::zh, units)},
            {"state", record.withdrawn_at ? "withdrawn"
                      : is_gone           ? "over"
                                          : "public"},
            {"version", record.version},
            {"unit", {{"id", record.unit_id}, {"name", unit ? unit->name : std::string()}}},
            {"published_on", to_text(record.published_on)},
            {"changed_at", to_text(record.changed_at)},
            {"shown_until", record.shown_until ? json::value(to_text(*record.shown_until)) : json::value()},
            {"withdrawn_because", record.withdrawn_because},
            {"is_demonstration", record.is_demonstration},
            {"address", address_of(kind, record.serial)},
            {"content", is_gone ? std::string() : body_of(kind, record.values)},
            {"values", std::move(values)}};
}

std::optional<Format> format_named(std::string_view file) {
    const auto name = lower_ascii(file);
    if (name.ends_with(".csv"))
        return Format::csv;
    if (name.ends_with(".xlsx"))
        return Format::xlsx;
    return name.ends_with(".json") ? std::optional(Format::json) : std::nullopt;
}

ListWriter::ListWriter(const Kind& kind, const people::Directory& units, Format format, Examples examples)
    : kind_(&kind), units_(&units), format_(format), columns_(kind, examples) {
    if (format == Format::xlsx)
        book_ = std::make_shared<Workbook>(kind, units, examples);
}

std::string ListWriter::begin() {
    switch (format_) {
        case Format::csv:
            return "\xEF\xBB\xBF" + csv_line(columns_.heads());
        case Format::json:
            return "[";
        case Format::xlsx:
            break;
    }
    return book_->take();
}

std::string ListWriter::add(const Record& record) {
    switch (format_) {
        case Format::csv:
            return csv_line(columns_.safe_cells(record, *units_));
        case Format::json:
            return (std::exchange(has_rows_, true) ? ",\n" : "\n") + json::serialize(json_of(*kind_, record, *units_));
        case Format::xlsx:
            break;
    }
    if (!book_->is_full())
        book_->add(record);
    return book_->take();
}

std::string ListWriter::end() {
    if (format_ == Format::json)
        return "\n]\n";
    if (!book_)
        return {};
    book_->finish();
    return book_->take();
}

}  // namespace gongkai::records
