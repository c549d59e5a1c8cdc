// What leaks is in the attachments: hidden sheets, comments, deleted text that is still there. All of it is read.
#include <algorithm>

#include "base/core/text.h"
#include "base/extract/told.h"
#include "domain/intake/checks.h"
#include "domain/intake/checks/judge.h"

namespace gongkai::intake {
namespace {

constexpr std::size_t brief_at_most = 80;

using extract::Hidden;

// The text of a document as a passage reads it, with what the format says of where each piece stands.
class Text {
  public:
    explicit Text(Language language) : language_(language) {}

    void add(const std::vector<extract::RichBlock>& blocks, bool is_sheet) {
        for (const auto& block : blocks)
            if (block.kind == extract::RichBlock::Kind::table) {
                for (const auto& table : block.table) {
                    if (is_sheet && !table.caption.empty()) {  // else it is an alternative, and searched as such
                        begin(block.spot);
                        put(table.caption + '\n');
                    }
                    add(table);
                }
            } else {
                begin(block.spot);
                put(line_of(block));
                put("\n");
            }
    }

    const std::string& text() const { return text_; }

    std::string place_of(std::size_t code_point) const {
        const auto after = std::ranges::upper_bound(spots_, code_point, {}, &Spot::start);
        if (after == spots_.begin())
            return {};
        const auto& spot = *std::prev(after)->spot;
        return words(language_, spot.id, spot.arguments);
    }

  private:
    struct Spot {
        std::size_t start;
        const extract::Spot* spot;
    };

    void begin(const extract::Spot& spot) { spots_.push_back({size_, &spot}); }

    void put(const std::string& text) {
        text_ += text;
        size_ += count_code_points(text);
    }

    static std::string line_of(const extract::RichBlock& block) {
        std::string line = block.label;
        for (const auto& run : block.runs)
            line += run.text;
        return line;
    }

    // Cells on one line, whatever they hold: a number must know the head of its column.
    static std::string text_of(const extract::RichCell& cell) {
        std::string text;
        for (const auto& block : cell.blocks) {
            if (!text.empty())
                text += ' ';
            text += line_of(block);
            for (const auto& table : block.table)
                for (const auto& inner : table.cells)
                    text += ' ' + text_of(inner);
        }
        return replace_all(replace_all(std::move(text), "\n", " "), "\t", " ");
    }

    void add(const extract::RichTable& table) {
        int row = 0, column = 0;
        for (const auto& cell : table.cells) {
            for (; row < cell.row; ++row, column = 0)
                put("\n");
            for (; column < cell.column; ++column)
                put("\t");
            begin(cell.spot);
            put(text_of(cell));
        }
        put("\n");
    }

    Language language_;
    std::string text_;
    std::size_t size_ = 0;
    std::vector<Spot> spots_;
};

// Names of programs say nothing of people.
bool is_of_somebody(std::string_view metadata) {
    for (const std::string_view name : {"author", "last_modified_by", "company", "manager"})
        if (metadata.starts_with(name))
            return true;
    return false;
}

std::string brief(const std::string& text) {
    const auto signs = to_code_points(text);
    return signs.size() <= brief_at_most ? text : to_utf8(signs.substr(0, brief_at_most)) + "…";
}

// Which sentence says why what is hidden must not go out.
std::string_view reason_of(Hidden::Kind kind) {
    switch (kind) {
        case Hidden::Kind::comment:
            return "checks.why.comment";
        case Hidden::Kind::tracked_change:
            return "checks.why.tracked_change";
        case Hidden::Kind::hidden_text:
            return "checks.why.hidden_text";
        case Hidden::Kind::white_text:
            return "checks.why.white_text";
        case Hidden::Kind::hidden_row:
        case Hidden::Kind::hidden_column:
        case Hidden::Kind::hidden_sheet:
            return "checks.why.hidden_cells";
        case Hidden::Kind::metadata:
            return "checks.why.metadata";
        case Hidden::Kind::header:
        case Hidden::Kind::footer:
        case Hidden::Kind::beside:
            break;
    }
    return "";
}

void check_hidden(const Hidden& hidden, const Checking& checking, std::vector<Finding>& findings) {
    auto place = words(checking.language, hidden.spot.id, hidden.spot.arguments);
    const bool is_metadata = hidden.kind == Hidden::Kind::metadata;
    const bool says_nothing = is_metadata && !is_of_somebody(hidden.text);
    if (const auto reason = reason_of(hidden.kind); !reason.empty() && !says_nothing)
        add_finding(findings, checking, is_metadata ? "metadata" : "hidden_content",
                    hidden.spot.id == extract::unseen_page ? Sureness::doubtful : Sureness::sure, place, brief(hidden.text),
                    words(checking.language, reason));
    auto own = checking;  // a hidden sheet says by its name what is on it
    own.heading += '\n' + join(hidden.spot.arguments, "\n");
    const Passage passage(hidden.text);
    for (auto& finding : judge(passage, own, [&](const Stretch&) { return place; })) {
        finding.start = finding.end = 0;
        findings.push_back(std::move(finding));
    }
}

}  // namespace

std::vector<Finding> check_rich(const extract::Rich& document, const Checking& as_asked) {
    auto checking = as_asked;
    checking.heading += '\n' + document.title;
    for (const auto& hidden : document.hidden)
        if (hidden.spot.id == "extract.place.sheet_name")
            checking.heading += '\n' + hidden.text;
    Text text(checking.language);
    text.add(document.blocks, document.format == extract::RichFormat::xlsx);
    const Passage passage(text.text());
    auto findings =
        judge(passage, checking, [&](const Stretch& stretch) { return text.place_of(passage.printed_at(stretch).start); });
    for (const auto& hidden : document.hidden)
        check_hidden(hidden, checking, findings);
    return findings;
}

}  // namespace gongkai::intake
