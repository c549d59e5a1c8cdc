-- name: end_task_of_duty
UPDATE section_task SET ended_at = $2 WHERE duty_id = $1 AND ended_at IS NULL;

-- name: add_task
INSERT INTO section_task (duty_id, section_id, words, given_by, given_at) VALUES ($1, $2, $3, $4, $5) RETURNING id;

-- name: end_task
UPDATE section_task SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL;

-- name: task_by_id
SELECT id, duty_id, section_id, words, given_by, given_at, ended_at FROM section_task WHERE id = $1;

-- name: tasks_of_unit
SELECT t.id, t.duty_id, t.section_id, t.words, t.given_by, t.given_at, t.ended_at FROM section_task t JOIN duty d ON d.id = t.duty_id
WHERE d.unit_id = $1 AND t.ended_at IS NULL ORDER BY t.id;

-- name: waiting_for_section
SELECT t.id, d.origin, d.part, min(o.due_on), u.name,
CASE WHEN EXISTS (SELECT 1 FROM section_report s WHERE s.task_id = t.id AND s.outcome IS NULL) THEN 1 ELSE 0 END
FROM section_task t JOIN duty d ON d.id = t.duty_id JOIN occurrence o ON o.duty_id = d.id JOIN unit u ON u.id = t.section_id
WHERE t.ended_at IS NULL AND d.ended_on IS NULL AND o.done_on IS NULL AND o.dropped_on IS NULL AND (t.section_id = $1
OR (d.unit_id = $1 AND EXISTS (SELECT 1 FROM section_report s WHERE s.task_id = t.id AND s.outcome IS NULL)))
GROUP BY t.id, d.origin, d.part, u.name ORDER BY min(o.due_on), t.id LIMIT 100;

-- name: report_waits_for_duty
SELECT 1 FROM section_task t JOIN section_report s ON s.task_id = t.id
WHERE t.duty_id = $1 AND t.ended_at IS NULL AND s.outcome IS NULL LIMIT 1;

-- name: add_report
INSERT INTO section_report (task_id, number, done_on, words, kind, address, file_name, file, given_by, given_at, reason, judged_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '') ON CONFLICT DO NOTHING RETURNING id;

-- name: judge_report
UPDATE section_report SET outcome = $2, reason = $3, judged_by = $4, judged_at = $5 WHERE id = $1 AND outcome IS NULL;

-- name: change_task_words
UPDATE section_task SET words = $2 WHERE duty_id = $1 AND ended_at IS NULL;

-- name: duties_in_hands
SELECT d.id, d.origin, d.part, t.section_id, coalesce(t.words, ''),
CASE WHEN EXISTS (SELECT 1 FROM section_report s WHERE s.task_id = t.id AND s.outcome IS NULL) THEN 1 ELSE 0 END FROM duty d
LEFT JOIN section_task t ON t.duty_id = d.id AND t.ended_at IS NULL
WHERE d.unit_id = $1 AND d.ended_on IS NULL ORDER BY d.id;

-- name: add_breakdown
INSERT INTO breakdown (unit_id, file_name, file, given_by, given_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING RETURNING id;

-- name: add_breakdown_page
INSERT INTO breakdown_page (breakdown_id, number, text) VALUES ($1, $2, $3);

-- name: add_breakdown_row
INSERT INTO breakdown_row (breakdown_id, position, place, title, requirement, named, source, duty_id, duty_label, section_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: answer_breakdown
UPDATE breakdown SET answer = $2, answered_by = $3, answered_at = $4 WHERE id = $1 AND answer IS NULL;

-- name: breakdown_by_id
SELECT id, unit_id, file_name, file, given_by, given_at, answer, answered_at FROM breakdown WHERE id = $1;

-- name: breakdown_waiting
SELECT id FROM breakdown WHERE unit_id = $1 AND file = $2 AND answer IS NULL;

-- name: breakdowns_of_unit
SELECT id, unit_id, file_name, file, given_by, given_at, answer, answered_at FROM breakdown WHERE unit_id = $1 ORDER BY id DESC LIMIT 100;

-- name: breakdown_pages
SELECT text FROM breakdown_page WHERE breakdown_id = $1 ORDER BY number;

-- name: breakdown_rows
SELECT place, title, requirement, named, source, duty_id, duty_label, section_id FROM breakdown_row WHERE breakdown_id = $1 ORDER BY position;

-- name: report_by_id
SELECT id, task_id, number, done_on, words, kind, address, file_name, file, given_by, given_at, outcome, reason FROM section_report
WHERE id = $1;

-- name: reports_of_task
SELECT id, task_id, number, done_on, words, kind, address, file_name, file, given_by, given_at, outcome, reason FROM section_report
WHERE task_id = $1 ORDER BY id;

-- name: files_named
SELECT file FROM section_report WHERE file <> '' UNION SELECT file FROM breakdown ORDER BY file;
