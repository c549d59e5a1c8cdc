#include "domain/catalogue/sheet.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/core/csv.h"
#include "base/core/file.h"
#include "base/core/text.h"
#include "base/extract/decode.h"
#include "base/extract/extract.h"
#include "domain/catalogue/cells.h"
#include "domain/catalogue/limit.h"
#include "domain/intake/public_words.h"

namespace gongkai::catalogue {
namespace {

constexpr std::size_t most_rows = 20'000;
constexpr std::size_t head_within = 12;  // rows from the top

enum class Column {
    none,
    field,
    number,
    first_level,
    second_level,
    elements,
    basis,
    limit,
    subject,
    channels,
    everyone,
    group,
    audience,
    proactive,
    on_request,
    manner,
    county,
    town,
    village,
    town_and_village,
    level,
    form,
    phases,
    note
};

std::string squeezed(std::string_view text) {
    std::string out;
    for (const char32_t c : to_code_points(nfkc(text)))
        if (c > ' ' && c != U'\u3000')
            out += to_utf8({&c, 1});
    return out;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// What a column holds, by what its cells in the head say from top to bottom.
Column column_called(std::string_view upper, std::string_view lower) {
    const auto label = lower.empty() ? upper : lower;
    const auto says = [&](std::string_view part) { return has(label, part); };
    const auto above = [&](std::string_view part) { return has(upper, part); };
    if (label == field_column)
        return Column::field;
    if (label == "序号" || label == "编号")
        return Column::number;
    if (says("一级事项"))
        return Column::first_level;
    if (says("二级事项"))
        return Column::second_level;
    if (says("五公开"))
        return Column::phases;
    if (says("内容") || says("要素"))
        return Column::elements;
    if (says("事项"))
        return Column::second_level;
    if (says("依据") && !says("依申请"))
        return Column::basis;
    if (says("时限"))
        return Column::limit;
    if (says("主体"))
        return Column::subject;
    if (says("渠道") || says("载体"))
        return Column::channels;
    if (says("全社会"))
        return Column::everyone;
    if (says("特定"))
        return Column::group;
    if (says("依申请"))
        return Column::on_request;
    if (says("主动"))
        return Column::proactive;
    if (above("层级") && !lower.empty() && upper != lower) {
        const bool is_town = says("乡") || says("镇") || says("街"), is_village = says("村") || says("社区");
        if (is_town)
            return is_village ? Column::town_and_village : Column::town;
        return is_village ? Column::village : Column::county;
    }
    if (says("层级"))
        return Column::level;
    if (label == "县级" || label == "区级" || label == "市级" || label == "县(市、区)级")
        return Column::county;
    if (says("乡") || says("镇") || says("街"))
        return says("村") ? Column::town_and_village : Column::town;
    if (label == "村级")
        return Column::village;
    if (says("对象"))
        return Column::audience;
    if (says("方式"))
        return Column::manner;
    if (says("形式"))
        return Column::form;
    if (says("备注"))
        return Column::note;
    return Column::none;
}

using Columns = std::vector<Column>;

struct Head {
    std::size_t row = 0, height = 1;
    Columns columns;
    std::vector<std::string> unknown;  // columns that are not taken
};

std::string_view at(const std::vector<std::string>& row, std::size_t column) {
    return column < row.size() ? std::string_view(row[column]) : std::string_view();
}

// Whether the head has a second line: under one merged cell it names the parts, 一级事项 beside 二级事项.
bool goes_on(const std::vector<std::string>& upper, const std::vector<std::string>& lower) {
    static constexpr std::array<std::string_view, 6> parts{"一级事项", "全社会", "特定", "主动", "县", "区级"};
    for (std::size_t column = 0; column + 1 < upper.size(); ++column) {
        const auto above = squeezed(upper[column]), left = squeezed(at(lower, column)), right = squeezed(at(lower, column + 1));
        if (!above.empty() && above == squeezed(upper[column + 1]) && left != right && left != above &&
            std::ranges::any_of(parts, [&](auto part) { return left.starts_with(part); }))
            return true;
    }
    return false;
}

Head head_at(const Sheet& sheet, std::size_t row) {
    Head head;
    head.row = row;
    const auto& upper = sheet.rows[row];
    if (row + 1 < sheet.rows.size() && goes_on(upper, sheet.rows[row + 1]))
        head.height = 2;
    for (std::size_t column = 0; column < upper.size(); ++column) {
        const auto above = squeezed(upper[column]);
        const auto below = head.height == 2 ? squeezed(at(sheet.rows[row + 1], column)) : std::string();
        head.columns.push_back(column_called(above, below));
        if (head.columns.back() == Column::none && !(above.empty() && below.empty()))
            head.unknown.push_back(above.empty() ? below : above);
    }
    return head;
}

std::optional<Head> find_head(const Sheet& sheet) {
    for (std::size_t row = 0; row < std::min(sheet.rows.size(), head_within); ++row) {
        std::string line;
        for (const auto& cell : sheet.rows[row])
            line += squeezed(cell);
        if (has(line, "事项") && (has(line, "内容") || has(line, "要素")) && has(line, "主体"))
            return head_at(sheet, row);
    }
    return std::nullopt;
}

// What the 标准目录 must have at least: name, content, basis, time limit, subject, channel (国办发〔2019〕54号).
std::vector<std::string> missing_in(const Columns& columns) {
    struct Needed {
        Column column;
        std::string_view name;
    };
    static constexpr std::array<Needed, 6> needed{{{Column::second_level, "公开事项"},
                                                   {Column::elements, "公开内容（要素）"},
                                                   {Column::basis, "公开依据"},
                                                   {Column::limit, "公开时限"},
                                                   {Column::subject, "公开主体"},
                                                   {Column::channels, "公开渠道和载体"}}};
    std::vector<std::string> missing;
    for (const auto& [column, name] : needed)
        if (std::ranges::find(columns, column) == columns.end())
            missing.emplace_back(name);
    return missing;
}

std::string title_above(const Sheet& sheet, std::size_t head) {
    std::string title;
    for (std::size_t row = 0; row < head; ++row)
        for (const auto& cell : sheet.rows[row])
            if (const auto text = one_line(cell); text.size() > title.size())
                title = text;
    return title;
}

struct FieldRead {
    std::string code, printed;
};

FieldRead field_named(std::string_view title) {
    if (const auto* field = field_in(title))
        return {field->code, ""};
    if (has(title, "法定主动公开") || has(title, "第二十条"))
        return {std::string(statutory_field), ""};
    std::string name(title);
    for (const auto* usual : {"基层政务公开标准目录", "政务公开标准目录", "政务公开事项标准目录", "标准目录", "领域"})
        name = replace_all(std::move(name), usual, "");
    return {std::string(other_field), name.empty() ? "其他" : name};
}

// Notes below the table run over its whole width, and a head is printed again on each page.
bool is_furniture(const std::vector<std::string>& row, const std::vector<std::string>& head) {
    std::size_t filled = 0;
    for (const auto& cell : row)
        filled += !cell.empty();
    if (filled == 0 || row == head)
        return true;
    const auto& first = row[0].empty() && row.size() > 1 ? row[1] : row[0];
    const bool is_wide = row.size() > 3 && std::ranges::count(row, first) * 2 > static_cast<long>(row.size());
    return is_wide && first.size() > 3;
}

class Reader {
  public:
    Result<SheetsRead> read(const std::vector<Sheet>& sheets) {
        bool has_table = false;
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            number_ = static_cast<int>(i) + 1;
            has_table |= read_sheet(sheets[i]);
            if (read_.rows.size() > most_rows)
                return refuse(Refusal::Kind::too_large, "catalogue.refuse.too_long", {std::to_string(most_rows)});
        }
        if (!has_table)
            return refuse(Refusal::Kind::invalid, "catalogue.refuse.no_table");
        return std::move(read_);
    }

  private:
    bool read_sheet(const Sheet& sheet) {
        const auto name = std::to_string(number_);
        const auto head = find_head(sheet);
        if (!head) {
            read_.remarks.push_back({Refusal::Kind::invalid, "catalogue.remark.no_head", {name}, {}});
            return false;
        }
        if (const auto missing = missing_in(head->columns); !missing.empty()) {
            RowRead row;
            row.sheet = number_;
            row.row = static_cast<int>(head->row) + 1;
            row.faults.push_back({Refusal::Kind::invalid, "catalogue.fault.columns", {name, join(missing, "、")}, {}});
            read_.rows.push_back(std::move(row));
            return true;
        }
        for (const auto& unknown : head->unknown)
            read_.remarks.push_back({Refusal::Kind::invalid, "catalogue.remark.column", {name, unknown}, {}});
        field_ = field_named(title_above(sheet, head->row));
        above_ = {};
        for (auto row = head->row + head->height; row < sheet.rows.size(); ++row)
            if (!is_furniture(sheet.rows[row], sheet.rows[head->row]))
                read_row(sheet.rows[row], *head, static_cast<int>(row) + 1);
        return true;
    }

    void read_row(const std::vector<std::string>& cells, const Head& head, int number) {
        RowRead row;
        row.sheet = number_;
        row.row = number;
        auto& text = row.text;
        std::string field, basis, audience, manner, level;
        bool has_level_columns = false;
        for (std::size_t i = 0; i < cells.size() && i < head.columns.size(); ++i) {
            const auto& cell = cells[i];
            const bool tick = is_ticked(cell);
            switch (head.columns[i]) {
                case Column::none:
                case Column::number:
                    break;
                case Column::field:
                    field = one_line(cell);
                    break;
                case Column::first_level:
                    text.first_level = one_line(cell);
                    break;
                case Column::second_level:
                    text.second_level = one_line(cell);
                    break;
                case Column::elements:
                    text.elements = read_elements(cell);
                    break;
                case Column::basis:
                    basis = cell;
                    break;
                case Column::limit:
                    text.limit = one_line(cell);
                    break;
                case Column::subject:
                    text.subject = one_line(cell);
                    break;
                case Column::channels:
                    text.channels = read_channels(cell);
                    break;
                case Column::everyone:
                    text.for_everyone |= tick;
                    break;
                case Column::group:
                    read_group(text, cell);
                    break;
                case Column::audience:
                    audience = cell;
                    break;
                case Column::proactive:
                    text.is_proactive |= tick;
                    break;
                case Column::on_request:
                    text.on_request |= tick;
                    break;
                case Column::manner:
                    manner = cell;
                    break;
                case Column::county:
                    text.of_county |= tick;
                    has_level_columns = true;
                    break;
                case Column::town:
                    text.of_town |= tick;
                    has_level_columns = true;
                    break;
                case Column::village:
                    text.of_village |= tick;
                    has_level_columns = true;
                    break;
                case Column::town_and_village:
                    text.of_town |= tick;
                    text.of_village |= tick;
                    has_level_columns = true;
                    break;
                case Column::level:
                    level = cell;
                    break;
                case Column::form:
                    text.form = one_line(cell);
                    break;
                case Column::phases:
                    text.phases = read_names(cell);
                    break;
                case Column::note:
                    text.note = one_line(cell);
                    break;
            }
        }
        read_words(text, audience, manner, has_level_columns ? std::string_view() : level);
        if (const auto named = field.empty() ? field_ : field_named(field); true) {
            row.field = named.code;
            row.field_name = named.printed;
        }
        take_from_above(row, basis);
        say_what_lacks(row);
        above_ = row;
        read_.rows.push_back(std::move(row));
    }

    static void read_group(ItemText& text, std::string_view cell) {
        const auto named = one_line(cell);
        if (!is_ticked(cell))
            return;
        text.for_group = true;
        // The column is ticked, or names the group in its place, or both: √（被征地村集体成员）.
        std::u32string group;
        for (const char32_t c : to_code_points(named))
            if (!std::u32string_view(U"■▲√✓✔☑●★").contains(c))
                group += c;
        if (group.size() > 1) {
            if ((group.front() == U'（' || group.front() == U'(') && (group.back() == U'）' || group.back() == U')'))
                group = group.substr(1, group.size() - 2);
            text.group = to_utf8(group);
        }
    }

    // Where one column holds what others tick: 全社会, 主动公开, 县、乡级.
    static void read_words(ItemText& text, std::string_view audience, std::string_view manner, std::string_view level) {
        if (has(audience, "全社会") || has(audience, "社会公众"))
            text.for_everyone = true;
        else if (const auto named = one_line(audience); !named.empty()) {
            text.for_group = true;
            text.group = named;
        }
        text.is_proactive |= has(manner, "主动");
        text.on_request |= has(manner, "依申请");
        text.of_county |= has(level, "县") || has(level, "市") || has(level, "区级");
        text.of_town |= has(level, "乡") || has(level, "镇") || has(level, "街");
        text.of_village |= has(level, "村");
    }

    // A blank 一级事项 is that of the row above, 同上 is what stands above.
    void take_from_above(RowRead& row, const std::string& basis) {
        auto& text = row.text;
        const auto lacks_above = [&](std::string_view column) {
            row.faults.push_back({Refusal::Kind::invalid, "catalogue.fault.nothing_above", {std::string(column)}, {}});
        };
        if (text.first_level.empty() && above_)
            text.first_level = above_->text.first_level;
        if (is_same_as_above(basis)) {
            if (above_)
                text.basis = above_->text.basis;
            else
                lacks_above("公开依据");
        } else {
            text.basis = read_basis(basis);
        }
        for (auto [part, name] : {std::pair{&ItemText::limit, "公开时限"}, {&ItemText::subject, "公开主体"}}) {
            if (!is_same_as_above(text.*part))
                continue;
            if (above_)
                text.*part = above_->text.*part;
            else
                lacks_above(name);
        }
        for (auto [part, name] : {std::pair{&ItemText::elements, "公开内容（要素）"}, {&ItemText::channels, "公开渠道和载体"}}) {
            if (text.*part != std::vector<std::string>{"同上"})
                continue;
            if (above_)
                text.*part = above_->text.*part;
            else
                lacks_above(name);
        }
    }

    static void say_what_lacks(RowRead& row) {
        const auto& text = row.text;
        const auto lacks = [&](std::vector<Refusal>& list, std::string id, std::vector<std::string> arguments = {}) {
            list.push_back({Refusal::Kind::invalid, std::move(id), std::move(arguments), {}});
        };
        if (text.first_level.empty() && text.second_level.empty())
            lacks(row.faults, "catalogue.fault.no_name");
        if (text.elements.empty())
            lacks(row.faults, "catalogue.fault.no_elements");
        if (text.subject.empty())
            lacks(row.faults, "catalogue.fault.no_subject");
        if (text.limit.empty())
            lacks(row.doubts, "catalogue.doubt.no_limit");
        else if (!is_read(read_limits(text.limit)))
            lacks(row.doubts, "catalogue.doubt.limit", {text.limit});
        if (text.basis.empty())
            lacks(row.doubts, "catalogue.doubt.no_basis");
        if (text.channels.empty())
            lacks(row.doubts, "catalogue.doubt.no_channel");
        if (!text.is_proactive && !text.on_request)
            lacks(row.doubts, "catalogue.doubt.no_manner");
    }

    SheetsRead read_;
    int number_ = 0;
    FieldRead field_;
    std::optional<RowRead> above_;
};

}  // namespace

const std::vector<std::string_view> columns_written{
    "序号",     "一级事项",       "二级事项", "公开内容（要素）", "公开依据", "公开时限",
    "公开主体", "公开渠道和载体", "全社会",   "特定群体",         "主动",     "依申请公开",
    "县级",     "乡级",           "村级",     "公开形式",         "五公开",   "备注"};

bool SheetsRead::is_fine() const {
    return std::ranges::all_of(rows, [](const RowRead& row) { return row.faults.empty(); });
}

void ask_rows(SheetsRead& read, const intake::Checking& checking) {
    for (auto& row : read.rows) {
        const auto& text = row.text;
        const auto printed = join({text.first_level, text.second_level, join(text.elements, "\n"), join(text.basis, "\n"),
                                   text.limit, text.subject, text.group, text.form, text.note},
                                  "\n");
        if (const auto asked = intake::may_be_public(printed, checking); !asked)
            row.faults.push_back(asked.error());
    }
}

std::vector<Sheet> sheets_of(const extract::Document& document) {
    std::vector<Sheet> sheets;
    for (const auto& page : document.pages)
        for (const auto& table : page.tables) {
            auto& sheet = sheets.emplace_back();
            sheet.rows.assign(static_cast<std::size_t>(table.rows),
                              std::vector<std::string>(static_cast<std::size_t>(table.columns)));
            for (const auto& cell : table.cells)
                for (int row = cell.row; row < cell.row + cell.row_span; ++row)
                    for (int column = cell.column; column < cell.column + cell.column_span; ++column)
                        sheet.rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] = cell.text;
        }
    return sheets;
}

Result<std::vector<Sheet>> sheets_of_csv(std::string_view csv) {
    auto rows = read_csv(csv);
    if (!rows)
        return std::unexpected(rows.error());
    return std::vector{Sheet{std::move(*rows)}};
}

Result<SheetsRead> read_catalogue(const std::filesystem::path& file, std::string_view name) {
    if (lower_ascii(name).ends_with(".csv")) {
        const auto bytes = read_file(file);
        if (!bytes)
            return std::unexpected(bytes.error());
        const auto sheets = sheets_of_csv(extract::decode(*bytes).text);
        return sheets ? read_sheets(*sheets) : std::unexpected(sheets.error());
    }
    const auto document = extract::extract(file);
    if (!document)
        return std::unexpected(document.error());
    return read_sheets(sheets_of(*document));
}

Result<SheetsRead> read_sheets(const std::vector<Sheet>& sheets) { return Reader().read(sheets); }

}  // namespace gongkai::catalogue
