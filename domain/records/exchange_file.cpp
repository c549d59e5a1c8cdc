#include "domain/records/exchange_file.h"

#include <xlsxwriter.h>

#include <fstream>
#include <memory>
#include <stdexcept>

#include "base/core/csv.h"
#include "base/core/text.h"
#include "domain/records/rules.h"

namespace gongkai::records {

std::vector<std::string> heads_exchanged(const ExchangeFile& file) {
    std::vector<std::string> all;
    for (const auto& [head, field] : file.columns)
        all.push_back(head);
    return all;
}

std::vector<std::string> cells_exchanged(const Kind& kind, const ExchangeFile& file, const WholeRecord& record,
                                         const people::Directory& units, DayForm days) {
    std::vector<std::string> all;
    for (const auto& [head, index] : file.columns) {
        const auto& field = kind.fields[index];
        auto cell = written(field, record.whole[index], units);
        if (field.type == Type::day && days == DayForm::slashes)
            cell = replace_all(std::move(cell), "-", "/");
        all.push_back(std::move(cell));
    }
    return all;
}

ExchangeCount each_exchanged(db::Connection& connection, const Kind& kind, const ExchangeAsked& asked,
                             const calendar::WorkingDays& calendar, std::int64_t at_most,
                             const std::function<void(const WholeRecord&)>& take, std::int64_t look_at_most) {
    constexpr int at_a_time = 500;
    static const people::Directory nobody({});
    const auto& day = kind.fields[kind.order.field];
    const auto key_of = [&](Day of) { return sort_key(day, kind.order.is_descending, to_text(of), nobody); };
    const auto until = key_of(asked.from);
    ExchangeCount count;
    for (Place at{key_of(asked.to), 0};;) {
        const auto some = whole_in_order(connection, kind, at, until, at_a_time);
        for (const auto& record : some) {
            if (look_at_most-- == 0)
                return count;
            if (record.is_demonstration || (asked.unit_id != 0 && record.unit_id != asked.unit_id))
                continue;
            if (count.records == at_most)
                return count;
            ++count.records;
            // 双公示：自作出行政决定之日起7个工作日内上网公开；the kind's own clock says how many days.
            if (const auto due = due_on(kind, record.whole, calendar); due && *due)
                ++(record.published_on <= **due ? count.in_time : count.late);
            take(record);
        }
        if (some.size() < at_a_time)
            return count;
        at = {some.back().sort_key, some.back().id};
    }
}

struct ExchangeWriter::Inside {
    std::string path;
    std::ofstream csv;
    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_row_t row = 0;
};

ExchangeWriter::ExchangeWriter(const std::filesystem::path& path, const std::vector<std::string>& heads)
    : inside_(std::make_unique<Inside>()) {
    inside_->path = path.string();
    if (lower_ascii(inside_->path).ends_with(".xlsx")) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        inside_->book = workbook_new_opt(inside_->path.c_str(), &options);
        if (!inside_->book)
            throw std::runtime_error("no workbook can be written");
        lxw_doc_properties properties{};
        properties.created = 1'767'225'600;  // the same data are the same file, whenever it is drawn
        workbook_set_properties(inside_->book, &properties);
        inside_->sheet = workbook_add_worksheet(inside_->book, nullptr);
    } else {
        inside_->csv.open(inside_->path, std::ios::binary);
        inside_->csv << "\xEF\xBB\xBF";
    }
    add(heads);
}

ExchangeWriter::~ExchangeWriter() {
    if (inside_->book)
        lxw_workbook_free(inside_->book);
}

void ExchangeWriter::add(const std::vector<std::string>& cells) {
    if (!inside_->book) {
        inside_->csv << csv_line(cells);
        return;
    }
    lxw_col_t column = 0;
    for (const auto& cell : cells)
        worksheet_write_string(inside_->sheet, inside_->row, column++, cell.c_str(), nullptr);
    ++inside_->row;
}

void ExchangeWriter::finish() {
    if (inside_->book) {
        if (const auto failed = workbook_close(std::exchange(inside_->book, nullptr)); failed != LXW_NO_ERROR)
            throw std::runtime_error(std::string("the workbook could not be written: ") + lxw_strerror(failed));
        return;
    }
    inside_->csv.close();
    if (inside_->csv.fail())
        throw std::runtime_error("cannot write " + inside_->path);
}

}  // namespace gongkai::records
