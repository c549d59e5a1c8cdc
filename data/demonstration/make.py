"""Writes demonstration proofs for a notice that was taken in:  make.py var/gongkai.db 2019-33 > proofs-2019-33.csv

What demonstration documents prove is left to them: they are loaded before.

Nothing here is real. Which occurrences are done, when, and in which words follows from a hash of their place, so the same file comes
out every time: most duties are done in time, some late, a few not at all - most of these by the few units that fall behind - so that every state of the board can be seen.
"""
import csv, datetime, hashlib, sqlite3, sys

database, key = sys.argv[1], sys.argv[2]
rows = sqlite3.connect(database).execute(
    """SELECT CASE t.kind WHEN 'cover' THEN 0 ELSE coalesce(t.number, t.position) END, r.position, coalesce(u.name, d.group_name),
              o.number, o.due_on, t.title, o.kind
       FROM notice n JOIN task t ON t.notice_id = n.id JOIN task_row r ON r.task_id = t.id
       JOIN duty d ON d.origin = 'programme/' || n.key AND d.part = r.id AND d.ended_on IS NULL
       JOIN occurrence o ON o.duty_id = d.id LEFT JOIN unit u ON u.id = d.unit_id
       WHERE n.key = ? AND t.is_retired = 0 AND r.is_retired = 0 AND o.done_on IS NULL ORDER BY t.position, r.position, d.id, o.number""",
    [key],
).fetchall()


def chance(*place):
    return int(hashlib.sha256("/".join(map(str, place)).encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["notice", "task", "row", "unit", "occurrence", "done_on", "words", "address"])
for task, row, unit, number, due_on, title, kind in rows:
    kept = chance("task", task)  # three tasks in four are done by everybody
    undone = 0 if kept < 0.75 else 0.05 if kept < 0.92 else 0.15
    if due_on < "2019-12" and chance("unit", unit) > 0.8:  # one unit in five falls behind in the course of the year
        undone = max(undone, 0.3)
    luck = chance(task, row, unit, number)
    if unit.startswith("有关") or luck < undone:
        continue
    due = datetime.date.fromisoformat(due_on)
    is_late = chance("late", task, row, unit, number) < 0.06 and due < datetime.date(2019, 12, 1)
    days = 1 + int(chance("days", task, row, unit, number) * 24)
    done = due + datetime.timedelta(days) if is_late else max(due - datetime.timedelta(days), datetime.date(2019, 6, 26))
    done = min(done, due) if not is_late else done
    what = {"every": f"{due.month}月信息已公布", "standing": f"第{(due.month - 1) // 3 + 1}季度更新情况已公布",
            "at_least": f"第{number}次已完成"}.get(kind, "已在门户政务公开专栏公布" if task else "已公布实施方案")
    out.writerow([key, task, row, unit, number, done.isoformat(), f"示例：{what}", ""])
