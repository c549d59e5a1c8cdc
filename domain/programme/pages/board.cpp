#include "domain/programme/pages/board.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "domain/people/names.h"

namespace gongkai::programme {

std::string BoardColumn::label() const {
    return task->rows.size() == 1 ? task->label() : task->label() + '.' + std::to_string(row->position);
}

Board::Board(Programme programme, people::Directory units, std::vector<ledger::Cell> cells, Day as_of)
    : programme_(std::move(programme)), units_(std::move(units)), cells_(std::move(cells)), as_of_(as_of) {
    for (const auto& task : programme_.tasks)
        for (const auto& row : task.rows)
            columns_.push_back({&task, &row});
    build_lines();
}

void Board::build_lines() {
    lines_.clear();
    std::map<RowId, std::size_t> places;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        places[columns_[i].row->id] = i;
    // Units by the order of their list, then groups that still have to be named.
    std::map<std::pair<people::UnitId, std::string>, std::size_t> by_owner;
    std::map<std::pair<people::UnitId, std::string>, bool> owners;
    constexpr people::UnitId after_all_units = std::numeric_limits<people::UnitId>::max();
    for (const auto& cell : cells_)
        owners[{cell.unit_id.value_or(after_all_units), cell.group_name}] = true;
    for (const auto& [key, unused] : owners) {
        by_owner[key] = lines_.size();
        auto& line = lines_.emplace_back();
        line.cells.resize(columns_.size());
        if (key.first == after_all_units) {
            line.owner.group_name = line.name = key.second;
        } else {
            line.owner.unit_id = key.first;
            line.unit = units_.find(key.first);
            line.name = line.unit->name;
        }
    }
    for (const auto& cell : cells_) {
        const auto place = places.find(cell.part);
        if (place == places.end())
            continue;
        auto& line = lines_[by_owner.at({cell.unit_id.value_or(after_all_units), cell.group_name})];
        line.cells[place->second] = &cell;
        line.tally.count(cell.tally.worst());
    }
    std::erase_if(lines_, [](const BoardLine& line) { return line.tally.all() == 0; });
}

void Board::keep_only(const Filter& filter) {
    if (filter.asks_nothing())
        return;
    const auto holds = [](const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; };
    std::set<people::UnitId> units_named;
    if (!filter.words.empty())
        for (const auto& unit : units_.units())
            if (holds(unit.name, filter.words) || holds(unit.full_name, filter.words) ||
                std::ranges::any_of(unit.aliases, [&](const auto& alias) { return holds(alias, filter.words); }))
                units_named.insert(unit.id);
    std::erase_if(columns_, [&](const BoardColumn& column) {
        return !filter.category.empty() && column.task->category != filter.category;
    });
    std::set<RowId> rows_named;
    for (const auto& [task, row] : columns_)
        if (holds(task->title, filter.words) || holds(row->row.requirement, filter.words))
            rows_named.insert(row->id);
    std::erase_if(cells_, [&](const ledger::Cell& cell) {
        const auto* unit = cell.unit_id ? units_.find(*cell.unit_id) : nullptr;
        const bool names_owner = unit ? units_named.contains(unit->id) : holds(cell.group_name, filter.words);
        if (!names_owner && !rows_named.contains(cell.part))
            return true;
        if (filter.kind && (!unit || unit->kind != *filter.kind))
            return true;
        return filter.state && cell.tally.worst() != *filter.state;
    });
    std::set<RowId> owed;  // rows of which nothing is left are of no interest
    for (const auto& cell : cells_)
        owed.insert(cell.part);
    std::erase_if(columns_, [&](const BoardColumn& column) { return !owed.contains(column.row->id); });
    build_lines();
}

bool Board::is_closed() const { return as_of_ == make_day(programme_.notice.year, 12, 31) && as_of_ < today(); }

bool Board::is_before_signing() const { return programme_.notice.head.signed_on && as_of_ < *programme_.notice.head.signed_on; }

ledger::Tally Board::total() const {
    ledger::Tally tally;
    for (const auto& line : lines_)
        tally += line.tally;
    return tally;
}

ledger::Tally Board::of_task(const StoredTask& task) const {
    ledger::Tally tally;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i].task == &task)
            for (const auto& line : lines_)
                if (line.cells[i])
                    tally.count(line.cells[i]->tally.worst());
    return tally;
}

std::string Board::owner_name(const ledger::Cell& cell) const {
    const auto* unit = cell.unit_id ? units_.find(*cell.unit_id) : nullptr;
    return unit ? unit->name : cell.group_name;
}

const BoardLine* Board::find_line(people::UnitId unit) const {
    const auto found = std::ranges::find_if(lines_, [&](const BoardLine& line) { return line.owner.unit_id == unit; });
    return found == lines_.end() ? nullptr : &*found;
}

std::unique_ptr<Board> load_board(db::Connection& connection, const Notice& notice, Day as_of, int soon_days, Rows rows,
                                  Cells cells) {
    return std::make_unique<Board>(
        load(connection, notice, rows), people::names(connection),
        cells == Cells::none ? std::vector<ledger::Cell>() : ledger::cells(connection, notice.origin(), as_of, soon_days), as_of);
}

}  // namespace gongkai::programme
