#include "domain/programme/programme.h"

namespace gongkai::programme {

int Programme::count_tasks() const {
    int count = 0;
    for (const auto& task : tasks)
        count += task.kind == TaskKind::table;
    return count;
}

int Programme::count_rows() const {
    std::size_t count = 0;
    for (const auto& task : tasks)
        count += task.kind == TaskKind::table ? task.rows.size() : 0;
    return static_cast<int>(count);
}

const StoredTask* Programme::find_task(int position) const {
    for (const auto& task : tasks)
        if (task.position == position)
            return &task;
    return nullptr;
}

const StoredRow* Programme::find_row(RowId id, const StoredTask** in_task) const {
    for (const auto& task : tasks)
        for (const auto& row : task.rows)
            if (row.id == id) {
                if (in_task)
                    *in_task = &task;
                return &row;
            }
    return nullptr;
}

}  // namespace gongkai::programme
