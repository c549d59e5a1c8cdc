#include "domain/calendar/answer_table.h"

#include "base/core/csv.h"
#include "base/core/text.h"

namespace gongkai::calendar {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // spreadsheets need it to see that the Chinese in a file is UTF-8

std::unexpected<Refusal> refuse_written(std::string_view id, std::string_view written) {
    return refuse(Refusal::Kind::invalid, std::string(id), {mend_utf8(written)});
}

// "2019-07-01/2019-07-05;2019-07-08/2019-07-09"
Result<std::vector<Pause>> parse_pauses(std::string_view text) {
    std::vector<Pause> pauses;
    for (const auto part : split(text, ';')) {
        const auto pause = trim(part);
        if (pause.empty())
            continue;
        const auto slash = pause.find('/');
        const auto start = parse_day(trim(pause.substr(0, slash)));
        const auto end = slash == pause.npos ? std::nullopt : parse_day(trim(pause.substr(slash + 1)));
        if (!start || !end)
            return refuse_written("calendar.refuse.pause", pause);
        pauses.push_back({*start, *end});
    }
    return pauses;
}

Result<std::string> due_on(const CsvTable& table, std::size_t row, const WorkingDays& office) {
    const auto clock = parse_answer_clock({table.at(row, "received_on"), table.at(row, "correction_received_on"),
                                           table.at(row, "pauses"), table.at(row, "extended")});
    if (!clock)
        return std::unexpected(clock.error());
    const auto due = answer_due_on(*clock, office);
    if (due)
        return to_text(*due);
    if (due.error().id == calendar_missing)
        return std::string(written_where_missing);
    return std::unexpected(due.error());
}

}  // namespace

Result<AnswerClock> parse_answer_clock(const WrittenClock& written) {
    AnswerClock clock;
    const auto received_on = parse_day(written.received_on);
    if (!received_on)
        return refuse_written("calendar.refuse.received_on", written.received_on);
    clock.received_on = *received_on;
    if (!written.correction_received_on.empty()) {
        clock.correction_received_on = parse_day(written.correction_received_on);
        if (!clock.correction_received_on)
            return refuse_written("calendar.refuse.correction_received_on", written.correction_received_on);
    }
    auto pauses = parse_pauses(written.pauses);
    if (!pauses)
        return std::unexpected(std::move(pauses.error()));
    clock.pauses = std::move(*pauses);
    const auto extended = lower_ascii(written.extended);
    if (extended != "yes" && extended != "no" && !extended.empty())
        return refuse_written("calendar.refuse.extended", written.extended);
    clock.extended = extended == "yes";
    return clock;
}

Result<AnswerTable> fill_due_days(std::string_view csv, const WorkingDays& office) {
    auto table = read_csv_table(csv, {"received_on", "correction_received_on", "pauses", "extended"});
    if (!table)
        return std::unexpected(std::move(table.error()));
    if (!table->column("due_on"))
        table->header.emplace_back("due_on");
    const std::size_t place = *table->column("due_on");

    AnswerTable filled;
    if (csv.starts_with(byte_order_mark))
        filled.csv = byte_order_mark;
    filled.csv += csv_line(table->header);
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        auto due = due_on(*table, row, office);
        auto& fields = table->rows[row];
        if (fields.size() <= place)
            fields.resize(place + 1);
        fields[place] = due.value_or("");
        filled.csv += csv_line(fields);
        if (!due)
            filled.refused.push_back({row + 2, mend_utf8(table->at(row, "story")), std::move(due.error())});
    }
    return filled;
}

}  // namespace gongkai::calendar
