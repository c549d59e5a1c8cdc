// What looks wrong in rows that were put together from flattened columns: another reading sees them otherwise, numbers leave
// gaps, a category is only the end of another. Such rows are kept, and doubted.
#include <algorithm>
#include <map>
#include <set>

#include "domain/programme/reading/flattened.h"

namespace gongkai::programme {

namespace {

void doubt(RawRow& row) { row.confidence = std::min(row.confidence, unsure); }

std::u32string path_of(const RawRow& task) {
    std::u32string path;
    for (const Traced& step : task.category)
        path += mend(step.text);
    return path;
}

bool is_odd_label(const std::u32string& label) {
    return label.size() <= 3 || label.find_first_of(U"。、,，;；“”：:") != std::u32string::npos;
}

}  // namespace

void doubt_where_other(std::vector<RawRow>& rows, const std::vector<RawRow>& other) {
    // A row with the title and the category of its task, as the other reading sees it.
    struct Seen {
        const RawRow* row;
        std::u32string title, category;
    };
    const auto see = [](const std::vector<RawRow>& all) {
        std::vector<Seen> seen;
        const RawRow* task = nullptr;
        for (const RawRow& row : all) {
            if (row.starts_task || !task)
                task = &row;
            seen.push_back({&row, mend(task->title.text), path_of(*task)});
        }
        return seen;
    };
    const auto owners = [](const RawRow& row) {
        std::u32string all;
        for (const auto& [cell, role] : row.owners)
            all += mend(cell.text) + static_cast<char32_t>(U'0' + static_cast<int>(role));
        return all;
    };
    const auto first = [](const RawRow& row) { return row.requirement.empty() ? Place{} : row.requirement.from[0]; };
    std::map<Place, Seen> others;
    for (const Seen& seen : see(other))
        others.emplace(first(*seen.row), seen);
    const std::vector<Seen> own = see(rows);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const auto found = others.find(first(rows[r]));
        const bool same = found != others.end() && mend(found->second.row->requirement.text) == mend(rows[r].requirement.text) &&
                          found->second.title == own[r].title && found->second.category == own[r].category &&
                          owners(*found->second.row) == owners(rows[r]) &&
                          found->second.row->terms.size() == rows[r].terms.size();
        if (!same)
            doubt(rows[r]);
    }
}

void doubt_odd_tasks(std::vector<RawRow>& rows) {
    // Where a number is missing or comes twice, so may be a title: the tasks on both sides.
    std::vector<std::size_t> starts;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (rows[r].starts_task)
            starts.push_back(r);
    }
    const auto end_of = [&](std::size_t task) { return task + 1 < starts.size() ? starts[task + 1] : rows.size(); };
    const auto doubt_task = [&](std::size_t task) {
        for (std::size_t r = starts[task]; r < end_of(task); ++r)
            doubt(rows[r]);
    };
    for (std::size_t task = 1; task < starts.size(); ++task) {
        const auto before = rows[starts[task - 1]].task_number, number = rows[starts[task]].task_number;
        if (before && number && *number != *before + 1 && *number != 1) {
            doubt_task(task - 1);
            doubt_task(task);
        }
    }
    // A category that is the end or the beginning of another one was torn; one of a few letters is none.
    std::set<std::u32string> labels;
    std::vector<std::size_t> lengths;
    for (const std::size_t start : starts) {
        if (labels.insert(path_of(rows[start])).second)
            lengths.push_back(path_of(rows[start]).size());
    }
    std::sort(lengths.begin(), lengths.end());
    const std::size_t usual = lengths.empty() ? 0 : lengths[lengths.size() / 2];
    for (std::size_t task = 0; task < starts.size(); ++task) {
        const std::u32string label = path_of(rows[starts[task]]);
        if (label.empty())
            continue;
        const bool part_of_other = std::any_of(labels.begin(), labels.end(), [&](const std::u32string& other) {
            return other.size() > label.size() && (ends_with(other, label) || starts_with(other, label));
        });
        if (is_odd_label(label) || part_of_other ||
            (labels.size() >= 3 && (label.size() * 5 < usual * 3 || label.size() * 2 > usual * 3)))
            doubt_task(task);
    }
}

}  // namespace gongkai::programme
