#include "domain/programme/programme.h"

#include <algorithm>
#include <set>

namespace gongkai::programme {

std::optional<std::string_view> key_of(std::string_view origin) {
    constexpr std::string_view room = "programme/";
    return origin.starts_with(room) ? std::optional(origin.substr(room.size())) : std::nullopt;
}

std::string StoredTask::label() const {
    if (kind == TaskKind::cover)
        return "0";
    return own_label.empty() ? std::to_string(number.value_or(position)) : own_label;
}

void label_tasks(std::vector<StoredTask>& tasks) {
    const auto are_distinct = [&](auto label) {
        std::set<std::string> seen;
        return std::ranges::all_of(tasks, [&](const StoredTask& task) {
            return task.kind == TaskKind::cover || task.is_retired || seen.insert(label(task)).second;
        });
    };
    std::vector<std::string> categories;
    for (const auto& task : tasks)
        if (!task.is_retired && std::ranges::find(categories, task.category) == categories.end())
            categories.push_back(task.category);
    const auto by_category = [&](const StoredTask& task) {
        const auto place = std::ranges::find(categories, task.category) - categories.begin() + 1;
        return task.number ? std::to_string(place) + '-' + std::to_string(*task.number) : std::string();
    };
    const auto by_place = [](const StoredTask& task) { return std::to_string(task.position); };
    for (auto& task : tasks)
        task.own_label.clear();
    if (are_distinct([](const StoredTask& task) { return task.label(); }))
        return;
    const bool is_numbered = std::ranges::all_of(
        tasks, [](const StoredTask& task) { return task.kind == TaskKind::cover || task.is_retired || task.number; });
    const bool tells_category = is_numbered && are_distinct(by_category);
    for (auto& task : tasks)
        task.own_label = tells_category && task.number ? by_category(task) : by_place(task);
}

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

const StoredTask* Programme::find_task(std::int64_t position) const {
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
