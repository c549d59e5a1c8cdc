#include "domain/programme/programme.h"

namespace gongkai::programme {

std::optional<std::string_view> key_of(std::string_view origin) {
    constexpr std::string_view room = "programme/";
    return origin.starts_with(room) ? std::optional(origin.substr(room.size())) : std::nullopt;
}

std::string StoredTask::label() const { return kind == TaskKind::cover ? "0" : std::to_string(number.value_or(position)); }

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
