#include "base/extract/pdf/page_reader.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "base/core/text.h"
#include "base/extract/lines.h"
#include "base/extract/pdf/ruled.h"

namespace gongkai::extract {
namespace {

// Cells hold the texts of what is inside them.
FlowTable plain_copy(const FlowTable& table) {
    FlowTable out{table.grid, {}};
    for (const auto& cell : table.cells) {
        FlowCell one{cell.row, cell.column, cell.row_span, cell.column_span, {}};
        one.content.push_back(line_block(plain(cell.content)));
        out.cells.push_back(std::move(one));
    }
    return out;
}

std::string row_text(const RichTable& table, int row) {
    std::string out;
    for (const auto& cell : table.cells)
        if (cell.row == row)
            for (const auto& block : cell.blocks)
                for (const auto& run : block.runs)
                    out += run.text + '\t';
    return out;
}

constexpr double edge = 0.08;  // of the height; the text of an official paper begins further in

bool is_at_edge(const PrintedLine& line, double height) {
    return line.middle < edge * height || line.middle > (1 - edge) * height;
}

std::string without_digits(std::string_view text) {
    std::string out;
    for (const char c : text)
        if ((c < '0' || c > '9') && c != ' ')
            out += c;
    return out;
}

}  // namespace

std::set<std::string> running_lines(const std::vector<PrintedPage>& pages) {
    std::map<std::string, std::size_t> seen;
    for (const auto& page : pages) {
        std::vector<Word> words;
        std::ranges::copy_if(page.words, std::back_inserter(words), [&](const Word& word) {
            return word.middle() < edge * page.height || word.middle() > (1 - edge) * page.height;
        });
        std::set<std::string> here;
        for (const auto& line : lines_of(std::move(words)))
            if (auto text = without_digits(text_of(line));
                count_code_points(text) > 1 && is_at_edge(line, page.height) && !is_page_number(text_of(line)))
                here.insert(std::move(text));
        for (const auto& text : here)
            ++seen[text];
    }
    std::set<std::string> running;
    for (const auto& [text, count] : seen)  // pages on the left and on the right may have their own, and the first one none
        if (count >= 2 && count * 3 >= pages.size())
            running.insert(text);
    return running;
}

void PageReader::read(PrintedPage page, const Drawing& drawing, int number_of_page) {
    page_ = number_of_page;
    spot_ = {"extract.place.page", {std::to_string(number_of_page)}};
    const double height = page.height;
    auto tables = take_ruled_tables(drawing, page.words);
    auto lines = lines_of(std::move(page.words));
    std::erase_if(lines, [&](const PrintedLine& line) {
        if (looks_.invisible.contains({page_, alike(text_of(line))}))
            return true;
        if (is_at_edge(line, height) && running_.contains(without_digits(text_of(line)))) {
            tell_running(line, height);
            return true;
        }
        return (line.middle < 0.1 * height || line.middle > 0.88 * height) && is_page_number(text_of(line));
    });
    std::vector<PlacedLine> all;
    for (const auto& line : lines)
        all.push_back(placed(line));
    text_page_ = measure(all);
    is_first_ = true;
    std::size_t done = 0;
    const auto lines_above = [&](double y) {
        const auto from = done;
        while (done < lines.size() && lines[done].middle < y)
            ++done;
        prose({lines.begin() + static_cast<std::ptrdiff_t>(from), lines.begin() + static_cast<std::ptrdiff_t>(done)});
    };
    for (auto& one : tables) {
        lines_above(one.top);
        table(one.table);
    }
    lines_above(1e9);
    ends_open_ = !lines.empty() && !rich_.blocks.empty() && rich_.blocks.back().kind == RichBlock::Kind::paragraph &&
                 rich_.blocks.back().align == Align::start && lines.back().right() > text_page_.right - 2.2 * lines.back().size;
}

// It goes out with the file, and the checks read it once.
void PageReader::tell_running(const PrintedLine& line, double height) {
    const bool is_top = line.middle < height / 2;
    const auto text = clean(text_of(line));
    if (told_.insert(without_digits(text)).second)
        rich_.hidden.push_back({is_top ? Hidden::Kind::header : Hidden::Kind::footer,
                                {is_top ? "extract.place.header" : "extract.place.footer", {}},
                                std::string(trim(text))});
}

PlacedLine PageReader::placed(const PrintedLine& line) const {
    PlacedLine out{clean(text_of(line)), line.left(), line.right(), line.middle, line.size, 0, false, false};
    const Shown key(page_, alike(out.text));
    out.is_bold = looks_.bold.contains(key);
    out.is_red = looks_.red.contains(key);
    out.type = size_of(looks_, page_, out.text);
    return out;
}

void PageReader::prose(const std::vector<PrintedLine>& lines) {
    if (lines.empty())
        return;
    const auto flow = guess_flow(lines, &open_);
    // Lines that the guess left as they are keep their places.
    std::multimap<std::string, const PrintedLine*> by_text;
    for (const auto& line : lines)
        by_text.emplace(text_of(line), &line);
    std::vector<PlacedLine> gathered;
    const auto end_prose = [&] {
        append_paragraphs(gathered, text_page_, usual_, spot_, is_first_ && ends_open_, rich_.blocks);
        is_first_ = is_first_ && gathered.empty();
        gathered.clear();
    };
    for (const auto& block : flow) {
        if (block.table) {
            end_prose();
            table(*block.table);
            continue;
        }
        const auto found = by_text.find(block.line);
        if (found != by_text.end()) {
            gathered.push_back(placed(*found->second));
            by_text.erase(found);
        } else if (!trim(block.line).empty()) {
            gathered.push_back({clean(block.line), 0, 0, 0, 0, 0, false, false});
        }
    }
    end_prose();
}

void PageReader::table(const FlowTable& from) {
    Flow flow;
    flow.push_back(table_block(plain_copy(from)));
    auto page = lay_out(flow);
    for (auto& printed : page.tables)
        for (auto& cell : printed.cells)
            cell.text = joined_lines(cell.text);
    std::vector<RichBlock> blocks;
    append_blocks(page, blocks, &spot_);
    if (is_first_ && blocks.size() == 1 && goes_on_with(blocks.front()))
        merge(std::move(blocks.front().table.front()));
    else
        std::move(blocks.begin(), blocks.end(), std::back_inserter(rich_.blocks));
    is_first_ = false;
}

// A table at the head of a page with as many columns as the one at the foot of the page before.
bool PageReader::goes_on_with(const RichBlock& block) const {
    return block.kind == RichBlock::Kind::table && !rich_.blocks.empty() && rich_.blocks.back().kind == RichBlock::Kind::table &&
           rich_.blocks.back().table.front().columns == block.table.front().columns;
}

void PageReader::merge(RichTable more) {
    auto& table = rich_.blocks.back().table.front();
    const bool repeats_head =
        more.rows > 1 && row_text(more, 0) == row_text(table, 0) &&
        std::ranges::none_of(more.cells, [](const RichCell& cell) { return cell.row == 0 && cell.row_span > 1; });
    const int shift = table.rows - (repeats_head ? 1 : 0);
    for (auto& cell : more.cells) {
        if (repeats_head && cell.row == 0)
            continue;
        cell.row += shift;
        table.cells.push_back(std::move(cell));
    }
    table.rows = shift + more.rows;
}

}  // namespace gongkai::extract
