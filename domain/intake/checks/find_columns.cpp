// A table says in its head what stands below. Where a value has an odd form - a digit lost, a number that a spreadsheet rounded -
// the head still says that it is somebody's.
#include <algorithm>

#include "base/core/text.h"
#include "domain/intake/checks/hit.h"
#include "domain/intake/checks/names.h"
#include "domain/intake/checks/numbers.h"

namespace gongkai::intake {
namespace {

constexpr std::size_t digits_of_a_number = 7;
constexpr int digits_of_a_card = 6;

using Known = std::multimap<std::size_t, std::string_view>;  // where what was found by its form begins, and its kind

class Columns {
  public:
    Columns(const Passage& passage, const Grid& grid, const Known& known, Hits& hits)
        : passage_(passage), grid_(grid), known_(known), hits_(hits) {
        for (const auto& [column, head] : grid.heads)
            if (head == Head::name && name_column_ < 0)
                name_column_ = column;
        for (const auto& cell : grid.cells)
            if (cell.column == name_column_ && is_name(passage, cell.stretch))
                names_.emplace(cell.row, cell.stretch);
        const auto above = [&](int column) {
            const auto found = grid_.heads_at.find(column);
            return found == grid_.heads_at.end() ? std::u32string_view() : passage_.cut(found->second);
        };
        is_of_children_ = name_column_ >= 0 && has_any(above(name_column_), check_words().child_heads);
        for (const auto& [column, head] : grid.heads)
            is_of_classes_ = is_of_classes_ || (head == Head::school && has_any(above(column), check_words().class_heads));
        for (const auto& [column, stretch] : grid.heads_at)
            is_of_staff_ = is_of_staff_ || has_any(passage_.cut(stretch), {U"职务", U"职称", U"学科", U"任教", U"岗位", U"教师"});
    }

    void look() {
        for (auto cell : grid_.cells) {
            const auto head = grid_.heads.find(cell.column);
            cell.stretch = without_blanks(cell.stretch);
            if (cell.row <= *grid_.head_row || head == grid_.heads.end() || is_masked_or_empty(cell.stretch))
                continue;
            look_at(cell, head->second);
        }
    }

  private:
    void look_at(const GridCell& cell, Head head) {
        switch (head) {
            case Head::identity:
                if (has_number(cell.stretch) && !is_credit_code(code_in(cell.stretch)))
                    add("id_number", cell.stretch);
                break;
            case Head::phone:
                if (has_number(cell.stretch) && name_in_row(cell.row).size() > 0 && passage_.at(cell.stretch.start) == U'1')
                    add("mobile", cell.stretch);
                break;
            case Head::bank:
                if (has_number(cell.stretch) && name_in_row(cell.row).size() > 0)
                    add("bank_card", cell.stretch);
                break;
            case Head::health:
                if (name_in_row(cell.row).size() > 0)
                    add("health", cell.stretch, Sureness::sure);
                break;
            case Head::school:
                if (const auto name = name_in_row(cell.row);
                    name.size() > 0 && (is_of_children_ || is_of_classes_) && !is_of_staff_)
                    add("minor", name, Sureness::sure);
                break;
            case Head::address:
                if (const auto door = passage_.cut(cell.stretch).find_first_of(U"0123456789");
                    door != std::u32string_view::npos && name_in_row(cell.row).size() > 0)
                    add("address", {cell.stretch.start + door, cell.stretch.end}, Sureness::sure);
                break;
            case Head::messenger:
                if (name_in_row(cell.row).size() > 0 && is_account(cell.stretch) && !is_of_a_group(cell.column))
                    add("messenger", cell.stretch, Sureness::sure);
                break;
            case Head::officer_card:
                if (std::ranges::count_if(passage_.cut(cell.stretch), is_digit) >= digits_of_a_card)
                    add("officer_card", cell.stretch, Sureness::sure);
                break;
            case Head::none:
            case Head::name:
            case Head::organisation:
            case Head::number:
                break;
        }
    }

    void add(std::string_view kind, const Stretch& stretch, Sureness sureness = Sureness::doubtful) {
        for (auto hit = known_.lower_bound(stretch.start); hit != known_.end() && hit->first < stretch.end; ++hit)
            if (hit->second == kind)
                return;
        hits_.push_back({kind, sureness, stretch, "checks.why.column"});
    }

    // Digits of QQ, or a name of WeChat; a mobile is found as one.
    bool is_account(const Stretch& stretch) const {
        const auto said = passage_.cut(stretch);
        const auto is_of_account = [](char32_t c) { return is_digit(c) || is_letter(c) || c == U'_' || c == U'-'; };
        return said.size() >= 5 && said.size() <= 20 && std::ranges::all_of(said, is_of_account) && !is_mobile(to_utf8(said));
    }
    bool is_of_a_group(int column) const {
        const auto found = grid_.heads_at.find(column);
        return found != grid_.heads_at.end() && has_any(passage_.cut(found->second), {U"群", U"邮", U"公众"});
    }

    // The name that stands in the row and is not masked.
    Stretch name_in_row(int row) const {
        const auto found = names_.find(row);
        return found == names_.end() ? Stretch{} : found->second;
    }

    bool has_number(const Stretch& stretch) const {
        return static_cast<std::size_t>(std::ranges::count_if(passage_.cut(stretch), is_digit)) >= digits_of_a_number;
    }

    std::string code_in(const Stretch& stretch) const {
        std::string code;
        for (const char32_t c : passage_.cut(stretch))
            if (is_digit(c) || is_letter(c))
                code += static_cast<char>(is_letter(c) ? c - 32 : c);
        return code;
    }

    Stretch without_blanks(Stretch stretch) const {
        while (stretch.start < stretch.end && passage_.at(stretch.start) == U' ')
            ++stretch.start;
        while (stretch.end > stretch.start && passage_.at(stretch.end - 1) == U' ')
            --stretch.end;
        return stretch;
    }

    bool is_masked_or_empty(const Stretch& stretch) const {
        const auto signs = passage_.cut(stretch);
        return signs.empty() || signs.find_first_of(U"*×某") != std::u32string_view::npos ||
               std::ranges::find(check_words().nothing, signs) != check_words().nothing.end();
    }

    const Passage& passage_;
    const Grid& grid_;
    const Known& known_;
    Hits& hits_;
    std::map<int, Stretch> names_;  // by row
    int name_column_ = -1;
    bool is_of_children_ = false, is_of_classes_ = false, is_of_staff_ = false;
};

}  // namespace

void find_columns(const Passage& passage, Hits& hits) {
    Known known;
    for (const auto& hit : hits)
        known.emplace(hit.stretch.start, hit.kind);
    for (const auto& grid : passage.grids())
        if (grid.head_row)
            Columns(passage, grid, known, hits).look();
}

}  // namespace gongkai::intake
