#include "base/core/csv.h"

#include <csv.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/core/pieces.h"
#include "base/core/text.h"

namespace gongkai {
namespace {

struct Reading {
    const std::function<bool(CsvRow&)>& take;
    CsvRow row;
    std::size_t rows = 0;
    bool is_enough = false;
    int ended_by = 0;  // the sign that ended the last line
};

void end_field(void* field, std::size_t size, void* reading) {
    static_cast<Reading*>(reading)->row.emplace_back(static_cast<const char*>(field), size);
}

void end_row(int sign, void* reading) {
    auto& it = *static_cast<Reading*>(reading);
    // \r\n ends a line once.
    if (it.row.empty() && sign == '\n' && std::exchange(it.ended_by, sign) == '\r')
        return;
    it.ended_by = sign;
    ++it.rows;
    if (!it.is_enough)
        it.is_enough = !it.take(it.row);
    it.row.clear();
}

}  // namespace

Result<void> each_csv_row(const std::function<Result<std::string_view>()>& next, const std::function<bool(CsvRow&)>& take,
                          char separator, BlankLines blank) {
    csv_parser parser;
    const int options = CSV_STRICT | CSV_STRICT_FINI | (blank == BlankLines::told ? CSV_REPALL_NL : 0);
    if (csv_init(&parser, static_cast<unsigned char>(options)) != 0)
        throw std::bad_alloc();
    const std::unique_ptr<csv_parser, void (*)(csv_parser*)> guard(&parser, csv_free);
    csv_set_delim(&parser, static_cast<unsigned char>(separator));
    csv_set_space_func(&parser, [](unsigned char) { return 0; });  // blanks belong to the field
    Reading reading{take, {}};
    const auto fault = [&]() -> Result<void> {
        return refuse(Refusal::Kind::invalid, "core.refuse.csv", {std::to_string(reading.rows + 1)},
                      std::string("malformed CSV: ") + csv_strerror(csv_error(&parser)));
    };
    for (bool is_first = true; !reading.is_enough; is_first = false) {
        auto piece = next();
        if (!piece)
            return std::unexpected(piece.error());
        if (piece->empty())
            break;
        if (constexpr std::string_view mark = "\xEF\xBB\xBF"; is_first && piece->starts_with(mark))
            piece->remove_prefix(mark.size());
        if (csv_parse(&parser, piece->data(), piece->size(), end_field, end_row, &reading) != piece->size())
            return fault();
    }
    if (!reading.is_enough && csv_fini(&parser, end_field, end_row, &reading) != 0)
        return fault();
    return {};
}

Result<void> each_csv_row(std::string_view text, const std::function<bool(CsvRow&)>& take, char separator, BlankLines blank) {
    // In pieces, so that whoever has seen enough is not kept.
    constexpr std::size_t piece = 64 << 10;
    const auto next = [&]() -> Result<std::string_view> {
        const auto bytes = text.substr(0, piece);
        text.remove_prefix(bytes.size());
        return bytes;
    };
    return each_csv_row(next, take, separator, blank);
}

Result<std::vector<CsvRow>> read_csv(std::string_view text, char separator) {
    std::vector<CsvRow> rows;
    const auto take = [&](CsvRow& row) {
        rows.push_back(std::move(row));
        return true;
    };
    if (const auto read = each_csv_row(text, take, separator); !read)
        return std::unexpected(read.error());
    return rows;
}

std::string csv_line(const CsvRow& row) {
    std::string line;
    for (const auto& field : row) {
        if (&field != &row.front())
            line += ',';
        if (field.find_first_of(",\"\r\n") == std::string::npos) {
            line += field;
            continue;
        }
        std::string quoted(field.size() * 2 + 2, '\0');
        quoted.resize(csv_write(quoted.data(), quoted.size(), field.data(), field.size()));
        line += quoted;
    }
    return line += '\n';
}

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    for (std::size_t i = 0; i < header.size(); ++i)
        if (trim(header[i]) == name)
            return i;
    return std::nullopt;
}

std::string_view CsvTable::at(std::size_t row, std::string_view name) const {
    const auto place = column(name);
    return place && *place < rows[row].size() ? trim(rows[row][*place]) : std::string_view();
}

Result<CsvTable> read_csv_table(std::string_view text, std::initializer_list<std::string_view> columns, char separator) {
    auto rows = read_csv(text, separator);
    if (!rows)
        return std::unexpected(std::move(rows.error()));
    CsvTable table;
    if (!rows->empty()) {
        table.header = std::move(rows->front());
        table.rows.assign(std::move_iterator(rows->begin() + 1), std::move_iterator(rows->end()));
    }
    for (const auto name : columns)
        if (!table.column(name))
            return refuse(Refusal::Kind::invalid, "core.refuse.csv_column", {std::string(name)});
    return table;
}

}  // namespace gongkai
