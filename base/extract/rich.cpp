// The parent's side of read_rich(), and what all its readers share.
#include "base/extract/rich.h"

#include <algorithm>
#include <map>

#include "base/core/text.h"
#include "base/extract/ask.h"
#include "base/extract/child.h"
#include "base/extract/flow.h"
#include "base/extract/lines.h"
#include "base/extract/office_program.h"
#include "base/extract/rich_answer.h"
#include "base/extract/rich_readers.h"

namespace gongkai::extract {
namespace {

constexpr auto most_time = std::chrono::seconds(75);  // text in scans is recognised within the first minute
constexpr std::size_t most_file = std::size_t{128} << 20;

Result<Rich> ask(std::string_view bytes) {
    if (bytes.size() > most_file)
        return refuse(Refusal::Kind::too_large, "extract.refuse.too_large", {},
                      "a file of " + std::to_string(bytes.size()) + " bytes");
    std::string converted;
    if (is_for_office_program(bytes)) {
        auto docx = as_docx(bytes);
        if (!docx)
            return std::unexpected(docx.error());
        converted = std::move(*docx);
        bytes = converted;
    }
    const Turn turn;
    if (!turn)
        return refuse(Refusal::Kind::unavailable, "extract.refuse.busy", {}, "all children were busy");
    const auto file = in_memory(bytes);
    const auto answer = answer_of(file.get(), {"--extract-rich-child"}, most_time);
    if (!answer)
        return std::unexpected(answer.error());
    try {
        return read_rich_answer(*answer);
    } catch (const std::exception& error) {
        return refuse(Refusal::Kind::invalid, "extract.refuse.damaged", {}, error.what());
    }
}

void append(std::string& out, const std::vector<RichBlock>& blocks, char between) {
    for (const auto& block : blocks) {
        std::string line = block.label;
        for (const auto& run : block.runs)
            line += run.text;
        for (const auto& table : block.table) {
            if (!table.caption.empty())
                line += table.caption + between;
            int row = 0;
            for (const auto& cell : table.cells) {
                if (cell.row != row)
                    line += between;
                else if (&cell != &table.cells.front())
                    line += between == '\n' ? '\t' : ' ';
                row = cell.row;
                std::string inner;
                append(inner, cell.blocks, ' ');
                std::ranges::replace(inner, '\n', ' ');
                line += trim(inner);
            }
        }
        if (trim(line).empty())
            continue;
        out += line;
        out += between;
    }
}

}  // namespace

std::string_view word_of(Hidden::Kind kind) {
    switch (kind) {
        case Hidden::Kind::comment:
            return "comment";
        case Hidden::Kind::tracked_change:
            return "tracked_change";
        case Hidden::Kind::hidden_text:
            return "hidden_text";
        case Hidden::Kind::white_text:
            return "white_text";
        case Hidden::Kind::hidden_row:
            return "hidden_row";
        case Hidden::Kind::hidden_column:
            return "hidden_column";
        case Hidden::Kind::hidden_sheet:
            return "hidden_sheet";
        case Hidden::Kind::header:
            return "header";
        case Hidden::Kind::footer:
            return "footer";
        case Hidden::Kind::beside:
            return "beside";
        case Hidden::Kind::metadata:
            return "metadata";
    }
    return {};
}

std::string plain_text(const Rich& document) {
    std::string out;
    append(out, document.blocks, '\n');
    return out;
}

Result<Rich> read_rich(std::string_view bytes, std::string_view name) {
    expect_main_asked();
    auto result = ask(bytes);
    if (!result)
        result.error().arguments = {std::string(name)};
    return result;
}

}  // namespace gongkai::extract
