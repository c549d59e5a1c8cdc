#include "domain/programme/titles.h"

#include <algorithm>

#include "domain/programme/queries.h"
#include "domain/programme/store.h"

namespace gongkai::programme {

std::string Titles::of(const std::string& origin, RowId row_id) {
    if (!has_titles_)
        load_titles();
    const auto found = titles_.find(row_id);
    return found == titles_.end() || !key_of(origin) ? origin : found->second;
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
        for (auto& task : tasks) {
            const bool has_several = std::ranges::count(task.rows, false, &StoredRow::is_retired) > 1;
            for (auto& row : task.rows)
                titles_[row.id] = task.kind == TaskKind::cover
                                      ? row.row.requirement
                                      : task.label() + (has_several ? '.' + std::to_string(row.position) : "") + ' ' + task.title;
        }
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
