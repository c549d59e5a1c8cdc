#include "domain/programme/titles.h"

#include "domain/programme/store.h"

namespace gongkai::programme {

std::string Titles::of(const std::string& origin, RowId row_id) {
    const auto* programme = programme_of(origin);
    const StoredTask* task = nullptr;
    const auto* row = programme ? programme->find_row(row_id, &task) : nullptr;
    if (!row)
        return origin;
    if (task->kind == TaskKind::cover)
        return row->row.requirement;
    return task->label() + (task->rows.size() > 1 ? '.' + std::to_string(row->position) : "") + ' ' + task->title;
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
