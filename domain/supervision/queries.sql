-- name: add_matter
INSERT INTO matter (kind, unit_id, year, number, issued_on, words, working_days, due_on, present, given_by, given_at, withdrawn_because)
VALUES ($1, $2, $3, (SELECT coalesce(max(m.number), 0) + 1 FROM matter m WHERE m.kind = $1 AND m.year = $3), $4, $5, $6, $7, $8, $9, $10, '')
RETURNING id;

-- name: add_matter_duty
INSERT INTO matter_duty (matter_id, duty_id, number, due_on) VALUES ($1, $2, $3, $4);

-- name: open_occurrence
SELECT d.id, d.unit_id, o.number, o.due_on FROM occurrence o JOIN duty d ON d.id = o.duty_id
WHERE o.id = $1 AND o.done_on IS NULL AND o.dropped_on IS NULL AND d.ended_on IS NULL;

-- name: matter_by_id
SELECT m.id, m.kind, m.unit_id, m.year, m.number, m.issued_on, m.words, m.working_days, m.due_on, m.present, m.given_by, m.given_at,
m.done_on, m.withdrawn_on, m.withdrawn_because, count(md.matter_id),
count(md.matter_id) FILTER (WHERE o.id IS NOT NULL AND o.done_on IS NULL AND d.ended_on IS NULL),
min(CASE WHEN o.done_on IS NULL AND d.ended_on IS NULL THEN o.due_on END),
(SELECT a.id FROM matter_answer a WHERE a.matter_id = m.id AND a.outcome IS NULL),
(SELECT a.given_on FROM matter_answer a WHERE a.matter_id = m.id AND a.outcome IS NULL),
(SELECT count(*) FROM matter_answer a WHERE a.matter_id = m.id AND a.outcome = 'returned')
FROM matter m LEFT JOIN matter_duty md ON md.matter_id = m.id LEFT JOIN duty d ON d.id = md.duty_id
LEFT JOIN occurrence o ON o.duty_id = md.duty_id AND o.number = md.number AND o.dropped_on IS NULL
WHERE m.id = $1 GROUP BY m.id;

-- name: matters
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $1 OR $1 = 0
UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id)
SELECT m.id, m.kind, m.unit_id, m.year, m.number, m.issued_on, m.words, m.working_days, m.due_on, m.present, m.given_by, m.given_at,
m.done_on, m.withdrawn_on, m.withdrawn_because, count(md.matter_id),
count(md.matter_id) FILTER (WHERE o.id IS NOT NULL AND o.done_on IS NULL AND d.ended_on IS NULL),
min(CASE WHEN o.done_on IS NULL AND d.ended_on IS NULL THEN o.due_on END),
(SELECT a.id FROM matter_answer a WHERE a.matter_id = m.id AND a.outcome IS NULL),
(SELECT a.given_on FROM matter_answer a WHERE a.matter_id = m.id AND a.outcome IS NULL),
(SELECT count(*) FROM matter_answer a WHERE a.matter_id = m.id AND a.outcome = 'returned')
FROM mine JOIN matter m ON m.unit_id = mine.id LEFT JOIN matter_duty md ON md.matter_id = m.id LEFT JOIN duty d ON d.id = md.duty_id
LEFT JOIN occurrence o ON o.duty_id = md.duty_id AND o.number = md.number AND o.dropped_on IS NULL
WHERE m.kind = $2 OR $2 = ''
GROUP BY m.id ORDER BY m.id DESC LIMIT $3 OFFSET $4;

-- name: matters_running
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $1 OR $1 = 0
UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id)
SELECT m.id, m.kind, m.unit_id, m.year, m.number, m.issued_on, m.words, m.working_days, m.due_on, m.present, m.given_by, m.given_at,
m.done_on, m.withdrawn_on, m.withdrawn_because, count(md.matter_id),
count(md.matter_id) FILTER (WHERE o.id IS NOT NULL AND o.done_on IS NULL AND d.ended_on IS NULL),
min(CASE WHEN o.done_on IS NULL AND d.ended_on IS NULL THEN o.due_on END),
(SELECT a.id FROM matter_answer a WHERE a.matter_id = m.id AND a.outcome IS NULL),
(SELECT a.given_on FROM matter_answer a WHERE a.matter_id = m.id AND a.outcome IS NULL),
(SELECT count(*) FROM matter_answer a WHERE a.matter_id = m.id AND a.outcome = 'returned'), u.name
FROM mine JOIN matter m ON m.unit_id = mine.id JOIN unit u ON u.id = m.unit_id
LEFT JOIN matter_duty md ON md.matter_id = m.id LEFT JOIN duty d ON d.id = md.duty_id
LEFT JOIN occurrence o ON o.duty_id = md.duty_id AND o.number = md.number AND o.dropped_on IS NULL
WHERE m.withdrawn_on IS NULL AND m.done_on IS NULL
AND ($2 = 0 OR EXISTS (SELECT 1 FROM matter_answer a WHERE a.matter_id = m.id AND a.outcome IS NULL))
GROUP BY m.id, u.name
HAVING m.kind = 'rectification' OR count(md.matter_id) FILTER (WHERE o.id IS NOT NULL AND o.done_on IS NULL AND d.ended_on IS NULL) > 0
ORDER BY coalesce(m.due_on, min(CASE WHEN o.done_on IS NULL AND d.ended_on IS NULL THEN o.due_on END)), m.id LIMIT 100;

-- name: duties_of_matter
SELECT md.duty_id, d.origin, d.part, md.number, md.due_on, CASE WHEN o.id IS NULL OR d.ended_on IS NOT NULL THEN 0 ELSE 1 END, o.done_on
FROM matter_duty md JOIN duty d ON d.id = md.duty_id LEFT JOIN occurrence o ON o.duty_id = md.duty_id AND o.number = md.number AND o.dropped_on IS NULL
WHERE md.matter_id = $1 ORDER BY md.due_on, md.duty_id, md.number;

-- name: raised_below
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $1 UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id)
SELECT md.duty_id, md.number, count(*), max(m.issued_on)
FROM mine JOIN matter m ON m.unit_id = mine.id JOIN matter_duty md ON md.matter_id = m.id WHERE m.withdrawn_on IS NULL
GROUP BY md.duty_id, md.number;

-- name: raised_by_unit
SELECT unit_id, count(*), max(issued_on) FROM matter WHERE withdrawn_on IS NULL GROUP BY unit_id;

-- name: owed_until
SELECT o.id, d.id, d.origin, d.part, d.unit_id, o.number, o.due_on, o.words,
(SELECT p.id FROM proof_offer p WHERE p.occurrence_id = o.id AND p.answer IS NULL)
FROM occurrence o JOIN duty d ON d.id = o.duty_id
WHERE o.done_on IS NULL AND o.dropped_on IS NULL AND o.due_on < $1 AND d.ended_on IS NULL AND d.unit_id IS NOT NULL ORDER BY d.unit_id, o.due_on, o.id;

-- name: withdraw_matter
UPDATE matter SET withdrawn_on = $2, withdrawn_because = $3 WHERE id = $1 AND withdrawn_on IS NULL AND done_on IS NULL;

-- name: finish_matter
UPDATE matter SET done_on = $2 WHERE id = $1 AND withdrawn_on IS NULL AND done_on IS NULL;

-- name: counted_matters
SELECT id, issued_on, working_days, due_on FROM matter
WHERE working_days IS NOT NULL AND done_on IS NULL AND withdrawn_on IS NULL AND issued_on < $1 ORDER BY id;

-- name: move_due_day
UPDATE matter SET due_on = $2 WHERE id = $1;

-- name: add_answer
INSERT INTO matter_answer (matter_id, words, file_name, file, given_on, given_by, given_at, reason, judged_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, '', '') ON CONFLICT DO NOTHING RETURNING id;

-- name: judge_answer
UPDATE matter_answer SET outcome = $2, reason = $3, judged_by = $4, judged_at = $5 WHERE id = $1 AND outcome IS NULL;

-- name: answer_by_id
SELECT id, matter_id, words, file_name, file, given_on, given_by, given_at, outcome, reason, judged_at FROM matter_answer WHERE id = $1;

-- name: answers_of_matter
SELECT id, matter_id, words, file_name, file, given_on, given_by, given_at, outcome, reason, judged_at FROM matter_answer
WHERE matter_id = $1 ORDER BY id;

-- name: add_circular
INSERT INTO circular (title, words, as_of, is_public, made_by, made_at, version) VALUES ($1, $2, $3, $4, $5, $6, 1) RETURNING id;

-- name: change_circular
UPDATE circular SET title = $3, words = $4, as_of = $5, is_public = $6, made_by = $7, version = version + 1
WHERE id = $1 AND version = $2 AND issued_at IS NULL AND dropped_at IS NULL;

-- name: drop_circular
UPDATE circular SET dropped_at = $2 WHERE id = $1 AND issued_at IS NULL AND dropped_at IS NULL;

-- name: issue_circular
UPDATE circular SET year = $3, number = (SELECT coalesce(max(c.number), 0) + 1 FROM circular c WHERE c.year = $3), issued_on = $4,
issued_by = $5, issued_at = $6 WHERE id = $1 AND version = $2 AND issued_at IS NULL AND dropped_at IS NULL;

-- name: circular_by_id
SELECT id, title, words, as_of, is_public, made_by, made_at, version, year, number, issued_on FROM circular
WHERE id = $1 AND dropped_at IS NULL;

-- name: all_circulars
SELECT id, title, words, as_of, is_public, made_by, made_at, version, year, number, issued_on FROM circular
WHERE dropped_at IS NULL ORDER BY CASE WHEN issued_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT 200;

-- name: public_circulars
SELECT id, title, words, as_of, is_public, made_by, made_at, version, year, number, issued_on FROM circular
WHERE issued_at IS NOT NULL AND is_public = 1 ORDER BY id DESC LIMIT 200;

-- name: circulars_naming
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $1 UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id)
SELECT id, title, words, as_of, is_public, made_by, made_at, version, year, number, issued_on FROM circular
WHERE issued_at IS NOT NULL AND id IN (SELECT l.circular_id FROM circular_line l JOIN mine ON mine.id = l.unit_id)
ORDER BY id DESC LIMIT 50;

-- name: add_circular_line
INSERT INTO circular_line (circular_id, position, unit_id, unit_name, owed, late, oldest_due_on) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: add_circular_item
INSERT INTO circular_item (circular_id, position, item, title, duty_id, number, due_on) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: lines_of_circular
SELECT position, unit_id, unit_name, owed, late, oldest_due_on FROM circular_line WHERE circular_id = $1 ORDER BY position;

-- name: items_of_circular
SELECT position, title, duty_id, number, due_on FROM circular_item WHERE circular_id = $1 ORDER BY position, item;

-- name: due_until
SELECT d.unit_id, u.name, d.id, d.origin, d.part, o.number, o.due_on, CASE WHEN o.done_on <= $1
OR EXISTS (SELECT 1 FROM proof_offer p WHERE p.occurrence_id = o.id AND p.answer IS NULL AND p.done_on <= $1) THEN 1 ELSE 0 END
FROM occurrence o JOIN duty d ON d.id = o.duty_id JOIN unit u ON u.id = d.unit_id
WHERE o.due_on < $1 AND o.dropped_on IS NULL AND (d.ended_on IS NULL OR d.ended_on > $1)
ORDER BY d.unit_id, o.due_on, d.id, o.number;

-- name: files_named
SELECT DISTINCT file FROM matter_answer WHERE file <> '' ORDER BY file;
