// A programme: one notice of one year, as it stands in the database - its tasks, their rows, the pages it was read from. The row
// is the accountable thing: each of its owners has a duty in the ledger under the origin `programme/<key>`, part = the row's id.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/unit.h"
#include "domain/programme/reading/reading.h"

namespace gongkai::programme {

using RowId = std::int64_t;

struct Notice {
    std::int64_t id = 0;
    std::string key;  // "2019-33": in addresses
    NoticeHead head;
    int year = 0;
    Layout layout = Layout::cover;
    std::string file_name, sha256;
    Instant imported_at;
    bool is_demonstration = false;  // says 示例数据 on every page

    std::string origin() const { return "programme/" + key; }
};

// The key of the notice that a duty of this origin comes from; nothing where it comes from elsewhere.
std::optional<std::string_view> key_of(std::string_view origin);

struct StoredRow {
    RowId id = 0;
    int position = 1;  // within its task, from 1
    Row row;
    bool is_retired = false;  // a corrected notice no longer has it
};

enum class TaskKind { table, cover };  // from the table of tasks, or a duty that the notice's own text lays down

struct StoredTask {
    std::int64_t id = 0;
    TaskKind kind = TaskKind::table;
    int position = 1;  // within its notice, from 1: in addresses
    std::optional<int> number;
    std::string title;
    std::string category;
    std::vector<StoredRow> rows;
    bool is_retired = false;
    std::string own_label = {};  // where its number is not its own in the notice: see label_tasks()

    // No other task of the notice has it: "18" as the notice numbers it, else its place; "0" for the cover.
    std::string label() const;
};

struct Programme {
    Notice notice;
    std::vector<StoredTask> tasks;  // those of the table, then that of the cover

    int count_tasks() const;  // of the table
    int count_rows() const;   // of the table
    const StoredTask* find_task(std::int64_t position) const;
    const StoredRow* find_row(RowId id, const StoredTask** task = nullptr) const;
};

// Gives each standing task a label that no other has. Where numbers begin anew under each heading: "2-1", the first of the second
// category; where that does not tell them apart either, their places.
void label_tasks(std::vector<StoredTask>& tasks);

// Who owes a row: a unit, or a group whose members nobody has named yet.
struct Owner {
    std::optional<people::UnitId> unit_id;
    std::string group_name;
    auto operator<=>(const Owner&) const = default;
};

}  // namespace gongkai::programme
