#include "domain/records/sheet.h"

#include <algorithm>
#include <array>
#include <future>
#include <map>
#include <utility>

#include "base/core/file.h"
#include "base/core/pieces.h"
#include "base/core/text.h"
#include "base/extract/decode.h"
#include "base/extract/extract.h"
#include "domain/records/rules.h"

namespace gongkai::records {
namespace {

using RefusalKind = Refusal::Kind;

constexpr std::int64_t head_within = 10;                       // rows from the top
constexpr std::size_t decoded_at_most = std::size_t{1} << 30;  // bytes of a CSV in another encoding, which is read whole
constexpr std::size_t rows_at_once = 512;
// What workbooks of our own have beside their rows (workbook.cpp).
constexpr std::array<std::string_view, 3> own_sheets{"字段说明", "示例", "选项"};
constexpr std::string_view separators = ",;\t";
constexpr std::array<std::string_view, 4> sums_of_money{"元", "万元", "亿元", "千元"};

// What stands in brackets at its end: 金额（万元）.
std::string unit_in_head(std::string_view head) {
    auto text = nfkc(head);
    while (text.ends_with('*') || text.ends_with(' '))
        text.pop_back();
    const auto open = text.rfind('(');
    return text.ends_with(')') && open != std::string::npos ? text.substr(open + 1, text.size() - open - 2) : std::string();
}

// What a table says above its head of all sums in it: 单位：万元 stands alone or behind the title, 金额单位 in a cell and 元 in
// the next. Several are parted: 单位：万元、％. Empty where it says none; 填报单位：市财政局 is none.
std::vector<std::string> units_above_head(const std::vector<std::string>& cells) {
    auto text = nfkc(join(cells, " "));
    text = replace_all(std::move(text), "人民币", "");
    std::vector<std::string> all;
    constexpr std::string_view label = "单位:";
    for (auto at = text.find(label); at != std::string::npos; at = text.find(label, at + 1)) {
        std::string word;
        const auto take = [&] {
            if (word == "%" || std::ranges::find(sums_of_money, word) != sums_of_money.end())
                all.push_back(word);
            word.clear();
        };
        for (const char32_t c : to_code_points(trim(std::string_view(text).substr(at + label.size())))) {
            if (c == ' ' || c == ')')
                break;
            if (c == U'、' || c == ',' || c == '/' || c == ';')
                take();
            else
                word += to_utf8(std::u32string(1, c));
        }
        take();
    }
    return all;
}

constexpr std::array<std::string_view, 9> words_of_sums{"合计",     "总计", "小计",   "共计", "总合计",
                                                        "本页合计", "平均", "平均值", "均值"};
constexpr std::array<std::string_view, 20> words_of_notes{
    "注：",   "注:",    "备注：", "备注:",    "说明：",   "说明:",    "填表人",   "填报人",   "制表人",   "审核人",
    "负责人", "经办人", "联系人", "联系电话", "填表日期", "填报日期", "制表日期", "填报单位", "制表单位", "单位负责人"};

bool is_empty(const std::vector<std::string>& cells) {
    return std::ranges::all_of(cells, [](const std::string& cell) { return trim(cell).empty(); });
}

// A sum of the rows above it: its first word says so, behind a running number perhaps.
bool is_sum(const std::vector<std::string>& cells) {
    for (const auto& cell : cells) {
        const auto text = trim(cell);
        if (text.empty() || whole_number(text))
            continue;
        constexpr std::size_t longest = 30;
        if (text.size() > longest)
            return false;
        auto word = replace_all(std::string(text), "\u3000", "");
        std::erase_if(word, [](char c) { return c == ' '; });
        for (const std::string_view colon : {":", "："})
            if (word.ends_with(colon))
                word.resize(word.size() - colon.size());
        return std::ranges::find(words_of_sums, word) != words_of_sums.end();
    }
    return false;
}

// Below the rows: what explains them, who has filled them in. All that stands in such a row begins so.
bool is_note(const std::vector<std::string>& cells) {
    bool is_one = false;
    for (const auto& cell : cells) {
        const auto text = trim(cell);
        if (text.empty())
            continue;
        if (std::ranges::none_of(words_of_notes, [&](std::string_view word) { return text.starts_with(word); }))
            return false;
        is_one = true;
    }
    return is_one;
}

// What texts do not begin with: ZIP (XLSX), the old files of Office, PDF.
bool is_container(std::string_view begins) {
    using namespace std::string_view_literals;
    return begins.starts_with("PK\x03\x04"sv) || begins.starts_with("\xD0\xCF\x11\xE0"sv) || begins.starts_with("%PDF-"sv);
}

Result<bool> is_utf8_throughout(const std::filesystem::path& file) {
    auto pieces = FilePieces::open(file);
    if (!pieces)
        return std::unexpected(pieces.error());
    // A character may stand across the end of a piece: one that begins within its last three bytes waits for the next piece.
    constexpr std::size_t waits_at_most = 3;
    std::string waiting;
    for (;;) {
        const auto piece = pieces->next();
        if (!piece)
            return std::unexpected(piece.error());
        if (piece->empty())
            return is_utf8(waiting);
        waiting += *piece;
        auto end = waiting.size();
        for (std::size_t i = 1; i <= std::min(waits_at_most, waiting.size()); ++i)
            if (static_cast<unsigned char>(waiting[waiting.size() - i]) >= 0xC0) {
                end = waiting.size() - i;
                break;
            }
        if (!is_utf8(std::string_view(waiting).substr(0, end)))
            return false;
        waiting.erase(0, end);
    }
}

// Without what stands in brackets at its end: 二氧化硫(so2)(µg/m³) is 二氧化硫(so2), and then 二氧化硫.
std::string without_bracket(std::string key) {
    if (const auto open = key.rfind('('); key.ends_with(')') && open != std::string::npos && open > 0)
        key.erase(open);
    return key;
}

// All names by which fields' columns may be called. A name that two fields could mean, means neither.
class Heads {
  public:
    explicit Heads(const Kind& kind) {
        // A field's own names come before what others are called too, and whole names before those without their brackets.
        for (FieldIndex i = 0; i < kind.fields.size(); ++i)
            for (const auto* head :
                 {&kind.fields[i].names.zh, &kind.fields[i].names.en, &kind.fields[i].key, &kind.fields[i].code})
                add(own_, i, head_key(*head));
        for (FieldIndex i = 0; i < kind.fields.size(); ++i)
            keys_.emplace(kind.fields[i].key, i);
        for (FieldIndex i = 0; i < kind.fields.size(); ++i) {
            for (const auto& head : kind.fields[i].headers) {
                add(others_, i, head_key(head));
                add(short_, i, bare(head_key(head)));
            }
            for (const auto* head : {&kind.fields[i].names.zh, &kind.fields[i].names.en})
                add(short_, i, bare(head_key(*head)));
        }
    }
    std::optional<FieldIndex> find(std::string_view head) const {
        // What programs call a field, letter by letter, is that field, whatever another one is called in English.
        if (const auto exact = keys_.find(trim(head)); exact != keys_.end())
            return exact->second;
        auto key = head_key(head);
        for (std::string before; key != before && !key.empty(); key = without_bracket(before)) {
            for (const auto* names : {&own_, &others_})
                if (const auto found = names->find(key); found != names->end() && found->second)
                    return found->second;
            before = key;
        }
        const auto found = short_.find(bare(head_key(head)));
        return found == short_.end() ? std::nullopt : found->second;
    }

  private:
    using Names = std::map<std::string, std::optional<FieldIndex>>;
    static std::string bare(std::string key) {
        for (auto shorter = without_bracket(key); shorter != key; shorter = without_bracket(key))
            key = shorter;
        return key;
    }
    static void add(Names& names, FieldIndex field, const std::string& key) {
        if (key.empty())
            return;
        const auto [at, is_new] = names.emplace(key, field);
        if (!is_new && at->second != field)
            at->second = std::nullopt;
    }

    Names own_, others_, short_;
    std::map<std::string, FieldIndex, std::less<>> keys_;
};

}  // namespace

std::string head_key(std::string_view head) {
    auto text = lower_ascii(nfkc(head));
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '*'; });
    text = replace_all(std::move(text), "\u3000", "");
    return text;
}

namespace {

// Apostrophes, and behind them what begins a formula.
bool begins_as_formula(std::string_view cell) {
    constexpr std::string_view begins = "=+-@\t\r";
    const auto at = cell.find_first_not_of('\'');
    return at != std::string_view::npos && begins.find(cell[at]) != std::string_view::npos;
}

}  // namespace

std::string safe_in_csv(std::string cell) {
    if (!cell.empty() && begins_as_formula(cell) && !number_of(cell))
        cell.insert(0, 1, '\'');
    return cell;
}

Result<void> Sheet::take_head(const Cells& cells, std::int64_t number) {
    const Heads heads(*kind_);
    std::vector<std::optional<FieldIndex>> columns(cells.size());
    std::vector<std::string> unknown;
    std::vector<int> seen(kind_->fields.size(), 0);
    // 单位：元 is said once for the whole table; a head that says its own unit is meant by itself.
    std::vector<std::string> said;
    std::string said_in;
    if (const auto walked = walk([&](std::int64_t at, Cells& above) {
            if (at >= number)
                return false;
            if (auto units = units_above_head(above); !units.empty()) {
                said = std::move(units);
                const auto one =
                    std::ranges::find_if(above, [](const Cells::value_type& cell) { return !units_above_head({cell}).empty(); });
                said_in = std::string(trim(one == above.end() ? join(above, " ") : *one));
            }
            return true;
        });
        !walked)
        return walked;
    std::optional<std::size_t> examples;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto head = trim(cells[i]);
        if (head.empty())
            continue;
        const auto found = heads.find(head);
        if (!found) {
            if (head_key(head) == example_head)
                examples = i;
            unknown.emplace_back(head);
            continue;
        }
        columns[i] = found;
        if (++seen[*found] > 1)
            return refuse(RefusalKind::invalid, "records.refuse.head_twice", {std::string(head), kind_->fields[*found].names.zh});
        const auto unit = unit_in_head(head);
        const auto& field = kind_->fields[*found];
        if (std::ranges::find(sums_of_money, unit) != sums_of_money.end() && !field.unit.empty() && unit != field.unit)
            return refuse(RefusalKind::invalid, "records.refuse.head_unit", {std::string(head), unit, field.unit});
        const bool is_sum = std::ranges::find(sums_of_money, field.unit) != sums_of_money.end();
        if (unit.empty() && !said.empty() && is_sum && std::ranges::find(said, field.unit) == said.end())
            return refuse(RefusalKind::invalid, "records.refuse.unit_above",
                          {said_in, said.front(), std::string(head), field.unit});
    }
    std::vector<std::string> missing;
    for (FieldIndex i = 0; i < kind_->fields.size(); ++i)
        if (kind_->fields[i].is_required && seen[i] == 0 && !kind_->is_computed(i))
            missing.push_back(kind_->fields[i].names.zh);
    if (!missing.empty())
        return refuse(RefusalKind::invalid, "records.refuse.no_head", {join(missing, "、")});
    left_out_.reset();
    for (FieldIndex i = 0; i < kind_->fields.size(); ++i)
        left_out_.set(i, seen[i] == 0);
    head_row_ = number;
    heads_ = cells;
    columns_ = std::move(columns);
    examples_ = examples;
    unknown_ = std::move(unknown);
    return {};
}

// The head is the row that knows most fields.
Result<long> Sheet::look_for_head(Cells& head, std::int64_t& number) const {
    long most = 0;
    const Heads heads(*kind_);
    const auto walked = walk([&](std::int64_t at, Cells& cells) {
        const auto known = std::ranges::count_if(cells, [&](const std::string& cell) { return heads.find(cell).has_value(); });
        if (known > most) {
            most = known;
            head = cells;
            number = at;
        }
        return at < head_within;
    });
    return walked ? Result<long>(most) : std::unexpected(walked.error());
}

// A text is parted by whatever makes the best head of it.
Result<void> Sheet::find_head() {
    struct Found {
        long known = -1;
        char separator = ',';
        Cells head;
        std::int64_t number = 0;
    } best;
    std::optional<Refusal> refusal;
    const bool is_text = csv_ || !file_.empty();
    for (const char separator : is_text ? std::string_view(separators) : std::string_view(",")) {
        separator_ = separator;
        Found found{0, separator, {}, 0};
        const auto known = look_for_head(found.head, found.number);
        if (!known && !refusal)
            refusal = known.error();
        if (known && (found.known = *known) > best.known)
            best = std::move(found);
    }
    if (best.known <= 0 && refusal)
        return std::unexpected(std::move(*refusal));
    separator_ = best.separator;
    return take_head(best.head, best.number);
}

Result<void> Sheet::walk(const std::function<bool(std::int64_t, Cells&)>& take) const {
    std::int64_t number = 0;
    const auto take_next = [&](CsvRow& row) { return take(++number, row); };
    if (csv_)
        return each_csv_row(*csv_, take_next, separator_, BlankLines::told);
    if (!file_.empty()) {
        auto pieces = FilePieces::open(file_);
        return pieces ? each_csv_row([&] { return pieces->next(); }, take_next, separator_, BlankLines::told)
                      : std::unexpected(pieces.error());
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        auto cells = rows_[i];
        if (!take(row_numbers_.empty() ? static_cast<std::int64_t>(i) + 1 : row_numbers_[i], cells))
            break;
    }
    return {};
}

bool Sheet::is_no_record(const Cells& cells) const {
    if (examples_ && *examples_ < cells.size() && trim(cells[*examples_]) == is_example)
        return true;
    return is_by_people_ && (is_sum(cells) || is_note(cells) || cells == heads_);
}

Result<Sheet> Sheet::of_csv(std::string csv, const Kind& kind) {
    Sheet sheet(kind);
    sheet.csv_ = std::move(csv);
    if (const auto found = sheet.find_head(); !found)
        return std::unexpected(found.error());
    return sheet;
}

Result<Sheet> Sheet::of_text(const std::filesystem::path& file, const Kind& kind) {
    const auto is_plain = is_utf8_throughout(file);
    if (!is_plain)
        return std::unexpected(is_plain.error());
    Sheet sheet(kind);
    sheet.is_by_people_ = true;
    if (*is_plain) {
        sheet.file_ = file;
    } else {
        const auto bytes = read_file(file, decoded_at_most);
        if (!bytes)
            return std::unexpected(bytes.error());
        sheet.csv_ = extract::decode(*bytes).text;
    }
    if (const auto found = sheet.find_head(); !found)
        return std::unexpected(found.error());
    return sheet;
}

Result<Sheet> Sheet::of_workbook(const extract::Document& document, const Kind& kind) {
    Result<Sheet> answer = refuse(RefusalKind::invalid, "records.refuse.no_table");
    std::vector<std::string> others;
    for (const auto& page : document.pages) {
        for (const auto& table : page.tables) {
            if (answer)
                break;
            Sheet sheet(kind);
            sheet.is_by_people_ = true;
            sheet.name_ = page.name;
            sheet.counted_from_ = document.counts_from_1904 ? CountedFrom::y1904 : CountedFrom::y1900;
            sheet.row_numbers_ = table.row_numbers;
            sheet.rows_.assign(static_cast<std::size_t>(table.rows), Cells(static_cast<std::size_t>(table.columns)));
            // What stands merged beside several rows is said of each of them.
            for (const auto& cell : table.cells)
                for (int row = cell.row; row < cell.row + cell.row_span; ++row)
                    sheet.rows_[static_cast<std::size_t>(row)][static_cast<std::size_t>(cell.column)] = cell.text;
            // The first sheet that names the fields; what the first one lacks is told where none does.
            if (const auto found = sheet.find_head(); found)
                answer = std::move(sheet);
            else if (answer.error().id == "records.refuse.no_table")
                answer = std::unexpected(found.error());
        }
        if (!(answer && answer->name_ == page.name) && !trim(page.text).empty() && !page.name.empty() &&
            std::ranges::find(own_sheets, page.name) == own_sheets.end())
            others.push_back(page.name);
    }
    if (answer)
        answer->others_ = std::move(others);
    return answer;
}

Result<Sheet> Sheet::open(const std::filesystem::path& file, std::string_view name, const Kind& kind) {
    auto pieces = FilePieces::open(file);
    if (!pieces)
        return std::unexpected(pieces.error());
    const auto begins = pieces->next();
    if (!begins)
        return std::unexpected(begins.error());
    const auto ending = lower_ascii(name.substr(std::min(name.rfind('.'), name.size())));
    const bool is_named_text = ending == ".csv" || ending == ".tsv" || ending == ".txt";
    if (is_named_text && !is_container(*begins))
        return of_text(file, kind);
    const auto document = extract::extract(file);
    // Systems hand out texts that call themselves .xls.
    if (document ? document->format == extract::Format::txt : document.error().id == "extract.refuse.unknown_format")
        if (auto text = of_text(file, kind))
            return text;
    if (!document)
        return std::unexpected(document.error());
    return of_workbook(*document, kind);
}

void Sheet::read_row(const ValueReader& reader, const std::vector<std::string>& head_of, Read& read) const {
    const auto number = read.row.number;
    auto& [row, faults, cells] = read;
    row.values.resize(kind_->fields.size());
    row.left_out = left_out_;
    const bool is_csv = rows_.empty();
    std::vector<bool> is_wrong(kind_->fields.size(), false);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i >= columns_.size() || !columns_[i]) {
            // A cell beyond the head: a separator too many has moved the rest of the row.
            if (i >= columns_.size() && !trim(cells[i]).empty())
                faults.push_back(
                    {number,
                     "",
                     cells[i],
                     {RefusalKind::invalid, "records.refuse.too_many_cells", {std::to_string(columns_.size())}, {}}});
            continue;
        }
        const auto field = *columns_[i];
        if (!is_by_people_ && cells[i] == not_said) {
            row.left_out.set(field);
            continue;
        }
        if (!is_utf8(cells[i]) || cells[i].find('\0') != std::string::npos) {
            faults.push_back(
                {number, head_of[field], mend_utf8(cells[i]), {RefusalKind::invalid, "records.refuse.value.bytes", {}, {}}});
            is_wrong[field] = true;
            continue;
        }
        if (is_csv && cells[i].starts_with('\'') && begins_as_formula(cells[i]))
            cells[i].erase(0, 1);
        auto value = reader.read(kind_->fields[field], cells[i], counted_from_);
        if (value) {
            row.values[field] = std::move(*value);
        } else {
            faults.push_back({number, head_of[field], cells[i], std::move(value.error())});
            is_wrong[field] = true;
        }
    }
    const bool is_readable = faults.empty();
    for (auto& fault : complete(*kind_, row.values, row.left_out))
        // What could not be read is told once; what would be computed from it is not told at all.
        if (!is_wrong[fault.field] && (is_readable || fault.refusal.id.starts_with("records.refuse.personal.") ||
                                       (fault.refusal.id == "records.refuse.needed" && !kind_->is_computed(fault.field))))
            faults.push_back({number, head_of[fault.field].empty() ? kind_->fields[fault.field].names.zh : head_of[fault.field],
                              "", std::move(fault.refusal)});
}

Result<void> Sheet::each_row(const ValueReader& reader, const Take& take, const PassedOver& passed_over) const {
    std::vector<std::string> head_of(kind_->fields.size());
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i])
            head_of[*columns_[i]] = std::string(trim(heads_[i]));
    const auto read_all = [&](std::vector<Read> some) {
        for (auto& one : some)
            read_row(reader, head_of, one);
        return some;
    };
    bool is_wanted = true;
    const auto take_all = [&](std::vector<Read>&& some) {
        for (auto& one : some)
            is_wanted = is_wanted && take(std::move(one.row), std::move(one.faults));
    };
    // While the file is walked on and what has been read is taken, what came between is read.
    std::vector<Read> waiting;
    std::future<std::vector<Read>> reading;
    const auto read_next = [&] {
        auto next = std::async(std::launch::async, read_all, std::exchange(waiting, {}));
        if (auto before = std::exchange(reading, std::move(next)); before.valid())
            take_all(before.get());
    };
    const auto walked = walk([&](std::int64_t number, Cells& cells) {
        if (number <= head_row_ || is_empty(cells))
            return true;
        if (is_no_record(cells)) {
            if (passed_over)
                passed_over(number);
            return true;
        }
        waiting.push_back({{number, {}}, {}, std::move(cells)});
        if (waiting.size() < rows_at_once)
            return true;
        read_next();
        return is_wanted;
    });
    read_next();
    take_all(reading.get());
    return walked;
}

}  // namespace gongkai::records
