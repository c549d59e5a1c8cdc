// Notices, tasks, rows and source pages as rows of the database.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/db/connection.h"
#include "domain/programme/programme.h"
#include "domain/programme/rules.h"

namespace gongkai::programme {

std::vector<Notice> notices(db::Connection& connection);  // newest first
std::optional<Notice> find_notice(db::Connection& connection, std::string_view key);
// By number and issuer; by title and issuer where it has no number.
std::optional<Notice> find_same(db::Connection& connection, const NoticeHead& head, std::string_view sha256);
enum class Rows { standing, all };  // all: with those that a correction took back
Programme load(db::Connection& connection, const Notice& notice, Rows rows = Rows::standing);
std::vector<std::string> pages_of(db::Connection& connection, const Notice& notice);

std::int64_t add_notice(db::Connection& connection, const Notice& notice);
void change_notice(db::Connection& connection, const Notice& notice);
void put_pages(db::Connection& connection, std::int64_t notice_id, const std::vector<extract::Page>& pages);
std::int64_t add_task(db::Connection& connection, std::int64_t notice_id, const StoredTask& task);
void change_task(db::Connection& connection, const StoredTask& task);
RowId add_row(db::Connection& connection, std::int64_t task_id, const StoredRow& row);
void change_row(db::Connection& connection, std::int64_t task_id, const StoredRow& row);
NamedGroups named_groups(db::Connection& connection, std::int64_t notice_id);
void add_group_member(db::Connection& connection, std::int64_t notice_id, std::string_view group, people::UnitId unit);
void retire_row(db::Connection& connection, RowId id);  // a corrected notice no longer has it
void retire_task(db::Connection& connection, std::int64_t id);

}  // namespace gongkai::programme
