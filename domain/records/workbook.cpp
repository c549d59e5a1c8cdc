#include "domain/records/workbook.h"

#include <xlsxwriter.h>
#include <zip.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <stdexcept>

#include "base/core/file.h"
#include "base/core/text.h"
#include "domain/records/packed.h"
#include "domain/records/sheet.h"

namespace gongkai::records {
namespace {

constexpr std::string_view extra_heads[]{"记录编号", "公开机构", "公开日期", example_head};
constexpr lxw_row_t rows_prepared = 5000;  // of a template: as far down as choices can be picked

std::string head_of(const Field& field) {
    return field.unit.empty() ? field.names.zh : field.names.zh + "（" + field.unit + "）";
}

// A kind may have a field of this name itself; then the field has it.
bool is_extra(const Kind& kind, std::string_view head) {
    return std::ranges::none_of(kind.fields, [&](const Field& field) {
        return head_key(field.names.zh) == head_key(head) ||
               std::ranges::any_of(field.headers, [&](const std::string& one) { return head_key(one) == head_key(head); });
    });
}

std::string type_in_words(const Field& field) { return words(Language::zh, "records.type." + std::string(word_of(field.type))); }

// The same data are the same file, whenever it is drawn.
lxw_workbook* new_book(const std::string& file) {
    constexpr std::time_t made_in_2026 = 1'767'225'600;
    auto* book = workbook_new(file.c_str());
    if (!book)
        throw std::runtime_error("no workbook can be written");
    lxw_doc_properties properties{};
    properties.created = made_in_2026;
    workbook_set_properties(book, &properties);
    return book;
}

lxw_format* head_format(lxw_workbook* book) {
    auto* format = workbook_add_format(book);
    format_set_bold(format);
    format_set_text_wrap(format);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_bg_color(format, 0xF6F5F2);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
}

double width_of(const Field& field) {
    switch (field.type) {
        case Type::text:
            return 44;
        case Type::line:
        case Type::unit:
        case Type::choices:
        case Type::hours:
        case Type::link:
        case Type::document:
        case Type::uscc:
            return 24;
        default:
            return 14;
    }
}

std::string range_of(const Field& field) {
    std::string said;
    for (const auto& choice : field.choices)
        said += (said.empty() ? "" : "；") + choice.names.zh;
    return said;
}

void write_dictionary(lxw_workbook* book, const Kind& kind, bool only_open) {
    auto* sheet = workbook_add_worksheet(book, "字段说明");
    auto* head = head_format(book);
    auto* text = workbook_add_format(book);
    format_set_text_wrap(text);
    format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
    const char* heads[]{"字段", "英文", "代码", "类型", "单位", "必填", "公开方式", "含义", "可选值"};
    const double widths[]{18, 22, 18, 12, 10, 6, 10, 44, 40};
    for (lxw_col_t column = 0; column < std::size(heads); ++column) {
        worksheet_set_column(sheet, column, column, widths[column], nullptr);
        worksheet_write_string(sheet, 0, column, heads[column], head);
    }
    worksheet_freeze_panes(sheet, 1, 1);
    lxw_row_t row = 0;
    for (const auto& field : kind.fields) {
        if (only_open && field.privacy == Privacy::internal)
            continue;
        ++row;
        const std::string cells[]{field.names.zh,
                                  field.names.en,
                                  field.code.empty() ? field.key : field.code,
                                  type_in_words(field),
                                  field.unit,
                                  words(Language::zh, field.is_required ? "records.yes" : "records.no"),
                                  words(Language::zh, "records.privacy." + std::string(word_of(field.privacy))),
                                  field.meaning.zh,
                                  range_of(field)};
        for (lxw_col_t column = 0; column < std::size(cells); ++column)
            worksheet_write_string(sheet, row, column, cells[column].c_str(), text);
    }
}

std::vector<std::pair<std::string, std::string>> unpacked(const std::string& file) {
    std::vector<std::pair<std::string, std::string>> all;
    const std::unique_ptr<zip_t, void (*)(zip_t*)> zip(zip_open(file.c_str(), ZIP_RDONLY, nullptr), zip_discard);
    for (zip_int64_t i = 0; zip && i < zip_get_num_entries(zip.get(), 0); ++i) {
        zip_stat_t about;
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> entry(zip_fopen_index(zip.get(), static_cast<zip_uint64_t>(i), 0),
                                                                      zip_fclose);
        if (!entry || zip_stat_index(zip.get(), static_cast<zip_uint64_t>(i), 0, &about) != 0)
            throw std::runtime_error("a workbook that was just written cannot be read");
        std::string bytes(about.size, '\0');
        if (zip_fread(entry.get(), bytes.data(), about.size) != static_cast<zip_int64_t>(about.size))
            throw std::runtime_error("a workbook that was just written cannot be read");
        all.emplace_back(about.name, std::move(bytes));
    }
    return all;
}

std::vector<std::string> picked_from(const Field& field, const people::Directory& units) {
    std::vector<std::string> all;
    if (field.type == Type::choice)
        for (const auto& choice : field.choices)
            all.push_back(choice.names.zh);
    if (field.type == Type::yes_no)
        all = {words(Language::zh, "records.yes"), words(Language::zh, "records.no")};
    if (field.type == Type::town || field.type == Type::unit)
        for (const auto& unit : units.units())
            if (unit.is_listed &&
                (field.type == Type::unit || unit.kind == people::Kind::town || unit.kind == people::Kind::subdistrict))
                all.push_back(unit.name);
    return all;
}

std::string column_letters(int column) {
    std::string letters;
    for (int left = column + 1; left > 0; left = (left - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    return letters;
}

}  // namespace

Columns::Columns(const Kind& kind, Examples examples) : kind_(&kind) {
    for (std::size_t i = 0; i < std::size(extra_heads); ++i)
        if (is_extra(kind, extra_heads[i]) && (extra_heads[i] != example_head || examples == Examples::some))
            extras_.push_back(i);
}

std::vector<std::string> Columns::heads() const {
    std::vector<std::string> heads;
    for (const auto& field : kind_->fields)
        if (field.privacy != Privacy::internal)
            heads.push_back(head_of(field));
    for (const auto extra : extras_)
        heads.emplace_back(extra_heads[extra]);
    return heads;
}

std::vector<std::string> Columns::cells(const Record& record, const people::Directory& units) const {
    std::vector<std::string> cells;
    for (FieldIndex i = 0; i < kind_->fields.size(); ++i)
        if (kind_->fields[i].privacy != Privacy::internal)
            cells.push_back(written(kind_->fields[i], record.values[i], units));
    const auto* unit = units.find(record.unit_id);
    const std::string extras[]{std::to_string(record.serial), unit ? unit->name : std::string(), to_text(record.published_on),
                               std::string(record.is_demonstration ? is_example : "否")};
    for (const auto extra : extras_)
        cells.push_back(extras[extra]);
    return cells;
}

std::vector<std::string> Columns::safe_cells(const Record& record, const people::Directory& units) const {
    auto all = cells(record, units);
    for (auto& cell : all)
        cell = safe_in_csv(std::move(cell));
    return all;
}

namespace {

constexpr const char* rows_entry = "xl/worksheets/sheet1.xml";

// A workbook without a row of data: its sheet as far as the rows, what comes behind them, and all else, packed.
struct Frame {
    std::string before_rows, behind_rows;
    std::vector<Packed::Ready> others;
};

Frame made_frame(const Kind& kind, Examples examples) {
    const TemporaryFolder folder;
    const std::string file = folder.path() / "frame.xlsx";
    auto* book = new_book(file);
    auto* sheet = workbook_add_worksheet(book, "数据");
    auto* head = head_format(book);
    lxw_col_t column = 0;
    for (const auto& field : kind.fields)
        if (field.privacy != Privacy::internal) {
            worksheet_set_column(sheet, column, column, width_of(field), nullptr);
            ++column;
        }
    worksheet_freeze_panes(sheet, 1, 0);
    column = 0;
    for (const auto& text : Columns(kind, examples).heads())
        worksheet_write_string(sheet, 0, column++, text.c_str(), head);
    write_dictionary(book, kind, true);
    if (const auto failed = workbook_close(book); failed != LXW_NO_ERROR)
        throw std::runtime_error(std::string("the workbook could not be written: ") + lxw_strerror(failed));
    Frame frame;
    for (auto& [name, bytes] : unpacked(file)) {
        if (name != rows_entry) {
            frame.others.push_back(Packed::ready(std::move(name), bytes));
            continue;
        }
        const auto end = bytes.find("</sheetData>");
        if (end == std::string::npos)
            throw std::logic_error("a frame of a workbook has rows");
        frame.before_rows = bytes.substr(0, end);
        frame.behind_rows = bytes.substr(end);
    }
    return frame;
}

// Of a kind that the program carries it is made once: it takes longer than some hundred rows.
std::shared_ptr<const Frame> frame_of(const Kind& kind, Examples examples) {
    static std::mutex mutex;
    static std::map<std::pair<const Kind*, Examples>, std::shared_ptr<const Frame>> frames;
    if (kinds().find(kind.key) != &kind)
        return std::make_shared<const Frame>(made_frame(kind, examples));
    const std::scoped_lock lock(mutex);
    auto& frame = frames[{&kind, examples}];
    if (!frame)
        frame = std::make_shared<const Frame>(made_frame(kind, examples));
    return frame;
}

// As XML has a text; what XML cannot say is left out.
void append_escaped(std::string& xml, std::string_view text) {
    for (const char c : text)
        switch (c) {
            case '&':
                xml += "&amp;";
                break;
            case '<':
                xml += "&lt;";
                break;
            case '>':
                xml += "&gt;";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
                    xml += c;
        }
}

}  // namespace

struct Workbook::Inside {
    const Kind& kind;
    const people::Directory& units;
    Examples examples;
    std::shared_ptr<const Frame> frame = frame_of(kind, examples);
    Columns columns{kind, examples};
    std::vector<bool> is_number_column{};
    std::int64_t rows = 0;
    Packed packed{};
};

Workbook::Workbook(const Kind& kind, const people::Directory& units, Examples examples)
    : inside_(std::make_unique<Inside>(kind, units, examples)) {
    for (const auto& field : kind.fields)
        if (field.privacy != Privacy::internal)
            inside_->is_number_column.push_back(is_number(field.type));
    for (const auto& entry : inside_->frame->others)
        inside_->packed.add(entry);
    inside_->packed.begin(rows_entry);
    inside_->packed.add(inside_->frame->before_rows);
}

Workbook::~Workbook() = default;
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;

void Workbook::add(const Record& record) {
    auto xml = "<row r=\"" + std::to_string(++inside_->rows + 1) + "\">";
    const auto cells = inside_->columns.cells(record, inside_->units);
    for (std::size_t column = 0; column < cells.size(); ++column) {
        const auto& cell = cells[column];
        if (cell.empty())
            continue;
        const bool is_number = column < inside_->is_number_column.size() && inside_->is_number_column[column] && number_of(cell);
        xml.append("<c r=\"").append(column_letters(static_cast<int>(column))).append(std::to_string(inside_->rows + 1));
        if (is_number) {
            xml.append("\"><v>").append(cell).append("</v></c>");
            continue;
        }
        xml += "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">";
        append_escaped(xml, cell);
        xml += "</t></is></c>";
    }
    inside_->packed.add(xml + "</row>");
}

bool Workbook::is_full() const {
    constexpr std::uint64_t entry_nearly_full = std::uint64_t{4'000} << 20;
    return inside_->rows >= rows_at_most || inside_->packed.bytes_in() > entry_nearly_full;
}

void Workbook::finish() {
    inside_->packed.add(inside_->frame->behind_rows);
    inside_->packed.finish();
}

std::string Workbook::take() { return inside_->packed.take(); }

std::string template_xlsx(const Kind& kind, const people::Directory& units) {
    const TemporaryFolder folder;
    const std::string file = folder.path() / "template.xlsx";
    auto* book = new_book(file);
    auto* head = head_format(book);
    auto* plain = workbook_add_format(book);
    format_set_num_format(plain, "@");  // what is typed stays as it is typed: 2026-03 becomes no day
    auto* sheet = workbook_add_worksheet(book, "填报");
    auto* samples = workbook_add_worksheet(book, "示例");
    auto* lists = workbook_add_worksheet(book, "选项");
    const ValueReader reader(units, today());
    int list_column = 0;
    for (FieldIndex i = 0; i < kind.fields.size(); ++i) {
        const auto& field = kind.fields[i];
        const auto column = static_cast<lxw_col_t>(i);
        const auto text = head_of(field) + (field.is_required && !kind.is_computed(i) ? " *" : "");
        for (auto* one : {sheet, samples}) {
            worksheet_set_column(one, column, column, width_of(field), is_number(field.type) ? nullptr : plain);
            worksheet_write_string(one, 0, column, text.c_str(), head);
        }
        worksheet_write_comment(sheet, 0, column, field.meaning.zh.c_str());
        lxw_row_t row = 0;
        for (const auto& example : kind.examples) {
            ++row;
            const auto found = example.find(field.key);
            if (found == example.end())
                continue;
            const auto value = reader.read(field, found->second);
            const auto shown = value ? written(field, *value, units) : found->second;
            worksheet_write_string(samples, row, column, shown.c_str(), plain);
        }
        const auto choices = picked_from(field, units);
        if (choices.empty())
            continue;
        worksheet_write_string(lists, 0, static_cast<lxw_col_t>(list_column), field.names.zh.c_str(), head);
        for (std::size_t n = 0; n < choices.size(); ++n)
            worksheet_write_string(lists, static_cast<lxw_row_t>(n + 1), static_cast<lxw_col_t>(list_column), choices[n].c_str(),
                                   nullptr);
        const auto letters = column_letters(list_column);
        const auto formula = "='选项'!$" + letters + "$2:$" + letters + "$" + std::to_string(choices.size() + 1);
        lxw_data_validation rule{};
        rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        rule.value_formula = const_cast<char*>(formula.c_str());  // only read
        rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        worksheet_data_validation_range(sheet, 1, column, rows_prepared, column, &rule);
        ++list_column;
    }
    worksheet_freeze_panes(sheet, 1, 0);
    write_dictionary(book, kind, false);
    if (const auto failed = workbook_close(book); failed != LXW_NO_ERROR)
        throw std::runtime_error(std::string("the workbook could not be written: ") + lxw_strerror(failed));
    return read_file(file).value();
}

}  // namespace gongkai::records
