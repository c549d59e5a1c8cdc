// The board as data: a programme's rows across, its owners down, a cell where an owner owes a row. Read on one snapshot with a
// fixed number of statements, however large; every page and file of the board is drawn from it, so they cannot disagree.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/db/connection.h"
#include "domain/ledger/store.h"
#include "domain/people/unit.h"
#include "domain/programme/store.h"

namespace gongkai::programme {

// One row of the notice.
struct BoardColumn {
    const StoredTask* task = nullptr;
    const StoredRow* row = nullptr;

    std::string label() const;  // "18.2"; "18" where the task has one row
};

// One owner with the cells of its duties, in the order of the columns (null where it owes nothing).
struct BoardLine {
    Owner owner;
    const people::Unit* unit = nullptr;  // null for a group that nobody has resolved
    std::string name;
    std::vector<const ledger::Cell*> cells;
    ledger::Tally tally;  // of cells by their worst state
};

// What a reader asked to see. Empty fields ask nothing.
struct Filter {
    std::string words;  // in a task's title or requirement, or in a unit's name
    std::string category;
    std::optional<people::Kind> kind;  // of unit
    std::optional<ledger::State> state;

    bool asks_nothing() const { return words.empty() && category.empty() && !kind && !state; }
};

class Board {
  public:
    Board(Programme programme, people::Directory units, std::vector<ledger::Cell> cells, Day as_of);
    Board(const Board&) = delete;
    Board(Board&&) = delete;  // lines point into the board

    void keep_only(const Filter& filter);

    const Programme& programme() const { return programme_; }
    const people::Directory& units() const { return units_; }
    Day as_of() const { return as_of_; }
    bool is_closed() const;          // its year is over
    bool is_before_signing() const;  // the notice asked nothing yet
    const std::vector<BoardColumn>& columns() const { return columns_; }
    const std::vector<BoardLine>& lines() const { return lines_; }
    const std::vector<ledger::Cell>& cells() const { return cells_; }

    ledger::Tally total() const;
    ledger::Tally of_task(const StoredTask& task) const;
    std::string owner_name(const ledger::Cell& cell) const;
    const BoardLine* find_line(people::UnitId unit) const;

  private:
    void build_lines();

    Programme programme_;
    people::Directory units_;
    std::vector<ledger::Cell> cells_;
    Day as_of_;
    std::vector<BoardColumn> columns_;
    std::vector<BoardLine> lines_;
};

// The page of one duty says nothing of the others, and they are most of what there is to read.
enum class Cells { all, none };
std::unique_ptr<Board> load_board(db::Connection& connection, const Notice& notice, Day as_of, int soon_days,
                                  Rows rows = Rows::standing, Cells cells = Cells::all);

}  // namespace gongkai::programme
