#include "domain/catalogue/workbook.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <ctime>
#include <set>
#include <stdexcept>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/catalogue/cells.h"
#include "domain/catalogue/sheet.h"

namespace gongkai::catalogue {
namespace {

std::string tick(bool is_so) { return is_so ? "√" : ""; }

std::vector<std::string> cells_of(const Item& item, int number) {
    const auto& text = item.text;
    return {std::to_string(number),
            text.first_level,
            text.second_level,
            write_list(text.elements),
            write_list(text.basis),
            item.limit(),
            text.subject,
            write_channels(text.channels),
            tick(text.for_everyone),
            text.for_group ? "√" + (text.group.empty() ? "" : "（" + text.group + "）") : "",
            tick(text.is_proactive),
            tick(text.on_request),
            tick(text.of_county),
            tick(text.of_town),
            tick(text.of_village),
            text.form,
            join(text.phases, "、"),
            text.note};
}

std::string title_of(const Item& item) {
    const auto name = name_of_field(Language::zh, item.field, item.field_name);
    return item.field == statutory_field ? name : name + "领域基层政务公开标准目录";
}

// What one column of the second line of the head stands under; equal neighbours are merged.
struct HeadCell {
    const char* above;
    double width;
};
constexpr HeadCell head[]{
    {"序号", 5},      {"公开事项", 10},       {"公开事项", 12}, {"公开内容（要素）", 30}, {"公开依据", 26}, {"公开时限", 14},
    {"公开主体", 12}, {"公开渠道和载体", 24}, {"公开对象", 6},  {"公开对象", 9},          {"公开方式", 5},  {"公开方式", 6},
    {"公开层级", 5},  {"公开层级", 5},        {"公开层级", 5},  {"公开形式", 8},          {"五公开", 8},    {"备注", 10}};
constexpr std::time_t made_in_2026 = 1'767'225'600;
constexpr int width = static_cast<int>(std::size(head));

class Book {
  public:
    Book() {
        file_ = folder_.path() / "catalogue.xlsx";
        book_ = workbook_new(file_.c_str());
        // The same items are the same file, whenever it is drawn: it is known by its hash.
        lxw_doc_properties properties{};
        properties.created = made_in_2026;
        workbook_set_properties(book_, &properties);
        if (!book_)
            throw std::runtime_error("no workbook can be written");
        title_ = workbook_add_format(book_);
        format_set_bold(title_);
        format_set_font_size(title_, 16);
        format_set_align(title_, LXW_ALIGN_CENTER);
        format_set_align(title_, LXW_ALIGN_VERTICAL_CENTER);
        head_ = bordered();
        format_set_bold(head_);
        format_set_align(head_, LXW_ALIGN_CENTER);
        text_ = bordered();
        centre_ = bordered();
        format_set_align(centre_, LXW_ALIGN_CENTER);
    }

    // `like` says what the sheet is called, where there are no items too.
    void add_sheet(const Item& like, const std::vector<const Item*>& items) {
        auto* sheet = workbook_add_worksheet(book_, sheet_name(like).c_str());
        worksheet_set_landscape(sheet);
        worksheet_set_paper(sheet, 8);  // A3
        worksheet_fit_to_pages(sheet, 1, 0);
        worksheet_repeat_rows(sheet, 0, 2);
        worksheet_freeze_panes(sheet, 3, 3);
        worksheet_merge_range(sheet, 0, 0, 0, width - 1, title_of(like).c_str(), title_);
        worksheet_set_row(sheet, 0, 32, nullptr);
        write_head(sheet);
        lxw_row_t row = 3;
        for (std::size_t i = 0; i < items.size(); ++i, ++row)
            write_item(sheet, row, *items[i], static_cast<int>(i) + 1);
        merge_first_level(sheet, items);
    }

    std::string finish() {
        if (const auto failed = workbook_close(book_); failed != LXW_NO_ERROR)
            throw std::runtime_error(std::string("the workbook could not be written: ") + lxw_strerror(failed));
        return read_file(file_).value();
    }

  private:
    lxw_format* bordered() {
        auto* format = workbook_add_format(book_);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        return format;
    }

    // At most 31 characters, none of []:*?/\, no two alike.
    std::string sheet_name(const Item& item) {
        std::u32string name;
        for (const char32_t c : to_code_points(name_of_field(Language::zh, item.field, item.field_name)))
            if (!std::u32string_view(U"[]:*?/\\'").contains(c) && name.size() < 26)
                name += c;
        if (name.empty())
            name = U"目录";
        auto unique = to_utf8(name);
        for (int n = 2; !names_.insert(lower_ascii(unique)).second; ++n)
            unique = to_utf8(name) + " " + std::to_string(n);
        return unique;
    }

    void write_head(lxw_worksheet* sheet) {
        for (int column = 0; column < width;) {
            int end = column;
            while (end + 1 < width && std::string_view(head[end + 1].above) == head[column].above)
                ++end;
            const auto first = static_cast<lxw_col_t>(column), last = static_cast<lxw_col_t>(end);
            if (first == last) {
                worksheet_merge_range(sheet, 1, first, 2, first, head[column].above, head_);
            } else {
                worksheet_merge_range(sheet, 1, first, 1, last, head[column].above, head_);
                for (int under = column; under <= end; ++under)
                    worksheet_write_string(sheet, 2, static_cast<lxw_col_t>(under),
                                           std::string(columns_written[static_cast<std::size_t>(under)]).c_str(), head_);
            }
            for (int under = column; under <= end; ++under)
                worksheet_set_column(sheet, static_cast<lxw_col_t>(under), static_cast<lxw_col_t>(under), head[under].width,
                                     nullptr);
            column = end + 1;
        }
    }

    void write_item(lxw_worksheet* sheet, lxw_row_t row, const Item& item, int number) {
        const auto cells = cells_of(item, number);
        for (std::size_t column = 0; column < cells.size(); ++column)
            worksheet_write_string(sheet, row, static_cast<lxw_col_t>(column), cells[column].c_str(),
                                   column == 0 || (column >= 8 && column <= 14) ? centre_ : text_);
        const auto lines = [](const std::string& cell) { return static_cast<double>(1 + std::ranges::count(cell, '\n')); };
        worksheet_set_row(sheet, row, std::min(400.0, 15.0 * std::max({2.0, lines(cells[3]), lines(cells[4]), lines(cells[7])})),
                          nullptr);
    }

    // Neighbours of one 一级事项 share one cell, as printed catalogues have it.
    void merge_first_level(lxw_worksheet* sheet, const std::vector<const Item*>& items) {
        for (std::size_t begin = 0; begin < items.size();) {
            auto end = begin + 1;
            while (end < items.size() && items[end]->text.first_level == items[begin]->text.first_level)
                ++end;
            if (const auto& name = items[begin]->text.first_level; end - begin > 1 && !name.empty())
                worksheet_merge_range(sheet, static_cast<lxw_row_t>(begin + 3), 1, static_cast<lxw_row_t>(end + 2), 1,
                                      name.c_str(), text_);
            begin = end;
        }
    }

    TemporaryFolder folder_;
    std::string file_;
    lxw_workbook* book_ = nullptr;
    lxw_format *title_ = nullptr, *head_ = nullptr, *text_ = nullptr, *centre_ = nullptr;
    std::set<std::string> names_;
};

bool is_same_field(const Item& a, const Item& b) { return a.field == b.field && a.field_name == b.field_name; }

}  // namespace

std::string to_xlsx(const std::vector<Item>& items) {
    Book book;
    if (items.empty()) {
        Item nothing;
        nothing.field = statutory_field;
        book.add_sheet(nothing, {});
    }
    for (std::size_t begin = 0; begin < items.size();) {
        std::vector<const Item*> of_field;
        auto end = begin;
        for (; end < items.size() && is_same_field(items[begin], items[end]); ++end)
            of_field.push_back(&items[end]);
        book.add_sheet(items[begin], of_field);
        begin = end;
    }
    return book.finish();
}

std::string to_csv(const std::vector<Item>& items) {
    CsvRow line{std::string(field_column)};
    for (const auto column : columns_written)
        line.emplace_back(column);
    auto csv = "\xEF\xBB\xBF" + csv_line(line);
    int number = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
        number = i > 0 && is_same_field(items[i - 1], items[i]) ? number + 1 : 1;
        line = {name_of_field(Language::zh, items[i].field, items[i].field_name)};
        for (auto& cell : cells_of(items[i], number))
            line.push_back(std::move(cell));
        csv += csv_line(line);
    }
    return csv;
}

}  // namespace gongkai::catalogue
