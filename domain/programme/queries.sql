-- name: all_notices
SELECT id, key, title, number, issuer, signed_on, parents, year, layout, file_name, sha256, imported_at, is_demonstration
FROM notice ORDER BY year DESC, id DESC;

-- name: notice_by_key
SELECT id, key, title, number, issuer, signed_on, parents, year, layout, file_name, sha256, imported_at, is_demonstration
FROM notice WHERE key = $1;

-- name: notice_by_number
SELECT id, key, title, number, issuer, signed_on, parents, year, layout, file_name, sha256, imported_at, is_demonstration
FROM notice WHERE number = $1 AND issuer = $2;

-- name: notice_by_file
SELECT id, key, title, number, issuer, signed_on, parents, year, layout, file_name, sha256, imported_at, is_demonstration
FROM notice WHERE sha256 = $1;

-- name: notice_by_title
SELECT id, key, title, number, issuer, signed_on, parents, year, layout, file_name, sha256, imported_at, is_demonstration
FROM notice WHERE title = $1 AND issuer = $2;

-- name: add_notice
INSERT INTO notice (key, title, number, issuer, signed_on, parents, year, layout, file_name, sha256, imported_at, is_demonstration)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id;

-- name: change_notice
UPDATE notice SET title = $2, issuer = $3, signed_on = $4, parents = $5, layout = $6, file_name = $7, sha256 = $8, imported_at = $9,
year = $10 WHERE id = $1;

-- name: end_demonstration
UPDATE notice SET is_demonstration = 0 WHERE is_demonstration = 1;

-- name: drop_pages
DELETE FROM notice_page WHERE notice_id = $1;

-- name: add_page
INSERT INTO notice_page (notice_id, number, text) VALUES ($1, $2, $3);

-- name: pages_of_notice
SELECT text FROM notice_page WHERE notice_id = $1 ORDER BY number;

-- name: tasks_of_notice
SELECT id, kind, position, number, title, category, is_retired FROM task
WHERE notice_id = $1 AND is_retired <= $2 ORDER BY position, id;

-- name: rows_of_notice
SELECT r.task_id, r.id, r.position, r.number, r.requirement, r.open_ended, r.confidence, r.reading, r.is_retired
FROM task t JOIN task_row r ON r.task_id = t.id
WHERE t.notice_id = $1 AND r.is_retired <= $2 ORDER BY t.position, r.position, r.id;

-- name: titles_of_rows
SELECT t.notice_id, t.id, t.kind, t.position, t.number, t.title, t.category, t.is_retired, r.id, r.position, r.is_retired, r.requirement
FROM task t JOIN task_row r ON r.task_id = t.id ORDER BY t.notice_id, t.position, t.id, r.position, r.id;

-- name: add_task
INSERT INTO task (notice_id, kind, position, number, title, category, is_retired)
VALUES ($1, $2, $3, $4, $5, $6, 0) RETURNING id;

-- name: change_task
UPDATE task SET position = $2, number = $3, title = $4, category = $5 WHERE id = $1;

-- name: retire_task
UPDATE task SET is_retired = 1 WHERE id = $1;

-- name: add_row
INSERT INTO task_row (task_id, position, number, requirement, open_ended, confidence, reading, is_retired)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0) RETURNING id;

-- name: change_row
UPDATE task_row SET task_id = $2, position = $3, number = $4, requirement = $5, open_ended = $6, confidence = $7, reading = $8
WHERE id = $1;

-- name: retire_row
UPDATE task_row SET is_retired = 1 WHERE id = $1;

-- name: add_draft
INSERT INTO notice_draft (file_name, file, given_by, given_at) VALUES ($1, $2, $3, $4) RETURNING id;

-- name: draft_by_id
SELECT id, file_name, file, given_by, given_at, answer, notice_key FROM notice_draft WHERE id = $1;

-- name: drafts_waiting
SELECT id, file_name, file, given_by, given_at, answer, notice_key FROM notice_draft WHERE answer IS NULL ORDER BY id;

-- name: answer_draft
UPDATE notice_draft SET answer = $2, notice_key = $3, answered_by = $4, answered_at = $5 WHERE id = $1 AND answer IS NULL;

-- name: put_correction
INSERT INTO notice_correction (draft_id, place, field, value, given_by, given_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (draft_id, place, field) DO UPDATE SET value = excluded.value, given_by = excluded.given_by, given_at = excluded.given_at;

-- name: corrections_of_draft
SELECT place, field, value FROM notice_correction WHERE draft_id = $1 ORDER BY place, field;

-- name: add_group_member
INSERT INTO notice_group (notice_id, group_name, unit_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;

-- name: groups_of_notice
SELECT group_name, unit_id FROM notice_group WHERE notice_id = $1 ORDER BY group_name, unit_id;

-- name: files_named
SELECT DISTINCT file FROM notice_draft WHERE file <> '' ORDER BY file;
