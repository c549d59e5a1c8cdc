#include "domain/programme/titles.h"

#include <algorithm>

#include "domain/ledger/store.h"
#include "domain/programme/queries.h"
#include "domain/programme/store.h"

namespace gongkai::programme {
namespace {

std::string title_of(const StoredTask& task, const StoredRow& row) {
    if (task.kind == TaskKind::cover)
        return row.row.requirement;
    const bool has_several = std::ranges::count(task.rows, false, &StoredRow::is_retired) > 1;
    return task.label() + (has_several ? '.' + std::to_string(row.position) : "") + ' ' + task.title;
}

}  // namespace

std::string Titles::of(const std::string& origin, RowId row_id) {
    if (const auto read = programmes_.find(origin); read != programmes_.end())
        if (const StoredTask* task = nullptr; const auto* row = read->second.find_row(row_id, &task))
            return title_of(*task, *row);
    if (!key_of(origin))
        return elsewhere(origin, row_id);
    const auto* line = line_of(row_id);
    return line ? line->title : origin;
}

// A duty that no notice gave says itself what it is about.
std::string Titles::elsewhere(const std::string& origin, std::int64_t part) {
    if (const auto [known, is_new] = elsewhere_.try_emplace(origin); is_new)
        for (const auto& duty : ledger::duties_of(connection_, origin))
            for (const auto& occurrence : duty.occurrences)
                known->second[duty.part] = occurrence.words;
    const auto& all = elsewhere_[origin];
    const auto found = all.find(part);
    return found == all.end() || found->second.empty() ? origin : found->second;
}

std::string Titles::requirement_of(RowId row_id) {
    const auto* line = line_of(row_id);
    return line ? line->requirement : std::string();
}

const Titles::Line* Titles::line_of(RowId row_id) {
    if (!has_titles_)
        load_titles();
    const auto found = lines_.find(row_id);
    return found == lines_.end() ? nullptr : &found->second;
}

void Titles::load_titles() {
    has_titles_ = true;
    std::map<std::int64_t, std::vector<StoredTask>> by_notice;
    for (auto rows = connection_.query(sql::titles_of_rows); rows.next();) {
        auto& tasks = by_notice[rows.get<std::int64_t>(0)];
        const auto task_id = rows.get<std::int64_t>(1);
        if (tasks.empty() || tasks.back().id != task_id) {
            auto& task = tasks.emplace_back();
            task.id = task_id;
            task.kind = rows.text(2) == "cover" ? TaskKind::cover : TaskKind::table;
            task.position = rows.get<int>(3);
            task.number = rows.get<std::optional<int>>(4);
            task.title = rows.get<std::string>(5);
            task.category = rows.get<std::string>(6);
            task.is_retired = rows.get<bool>(7);
        }
        auto& row = tasks.back().rows.emplace_back();
        row.id = rows.get<RowId>(8);
        row.position = rows.get<int>(9);
        row.is_retired = rows.get<bool>(10);
        row.row.requirement = rows.get<std::string>(11);
    }
    for (auto& [notice, tasks] : by_notice) {
        label_tasks(tasks);
        for (const auto& task : tasks)
            for (const auto& row : task.rows)
                lines_[row.id] = {title_of(task, row), row.row.requirement};
    }
}

const Programme* Titles::programme_of(const std::string& origin) {
    const auto known = programmes_.find(origin);
    if (known != programmes_.end())
        return &known->second;
    const auto notice = find_notice(connection_, std::string_view(origin).substr(origin.find('/') + 1));
    if (!notice)
        return nullptr;
    return &programmes_.emplace(origin, load(connection_, *notice)).first->second;
}

std::string owner_name(const people::Directory& units, std::optional<people::UnitId> unit_id, const std::string& group_name) {
    const auto* unit = unit_id ? units.find(*unit_id) : nullptr;
    return unit ? unit->name : group_name;
}

}  // namespace gongkai::programme
