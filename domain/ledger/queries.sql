-- name: add_duty
INSERT INTO duty (origin, part, unit_id, group_name) VALUES ($1, $2, $3, $4) RETURNING id;

-- name: add_occurrence
INSERT INTO occurrence (duty_id, number, kind, words, due_on, counted_after, working_days) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: counted_occurrences
SELECT o.id, o.due_on, o.counted_after, o.working_days
FROM occurrence o JOIN duty d ON d.id = o.duty_id
WHERE o.counted_after IS NOT NULL AND o.dropped_on IS NULL AND d.ended_on IS NULL AND o.counted_after < $1 ORDER BY o.id;

-- name: move_due_day
UPDATE occurrence SET due_on = $2 WHERE id = $1;

-- name: end_duty
UPDATE duty SET ended_on = $2 WHERE id = $1 AND ended_on IS NULL;

-- name: cells_of_origin
SELECT d.id, d.part, d.unit_id, d.group_name, o.due_on, o.done_on
FROM duty d JOIN occurrence o ON o.duty_id = d.id
WHERE d.origin = $1 AND d.ended_on IS NULL AND o.dropped_on IS NULL
ORDER BY d.part, d.id;

-- name: origins_with_groups
SELECT DISTINCT origin FROM duty WHERE unit_id IS NULL AND ended_on IS NULL;

-- name: duty_by_id
SELECT d.id, d.origin, d.part, d.unit_id, d.group_name, d.ended_on, o.id, o.number, o.kind, o.words, o.due_on, o.done_on
FROM duty d LEFT JOIN occurrence o ON o.duty_id = d.id AND o.dropped_on IS NULL WHERE d.id = $1 ORDER BY o.number;

-- name: duties_of_origin
SELECT id, origin, part, unit_id, group_name, ended_on FROM duty WHERE origin = $1 AND ended_on IS NULL ORDER BY part, id;

-- name: occurrences_of_origin
SELECT o.duty_id, o.id, o.number, o.kind, o.words, o.due_on, o.done_on
FROM duty d JOIN occurrence o ON o.duty_id = d.id
WHERE d.origin = $1 AND d.ended_on IS NULL AND o.dropped_on IS NULL
ORDER BY d.part, d.id, o.number;

-- name: drop_open_occurrences
DELETE FROM occurrence WHERE duty_id = $1 AND done_on IS NULL
AND NOT EXISTS (SELECT 1 FROM proof_offer p WHERE p.occurrence_id = occurrence.id)
AND NOT EXISTS (SELECT 1 FROM proof l WHERE l.occurrence_id = occurrence.id);

-- name: offered_occurrences
SELECT o.id, o.number, o.kind, o.words, o.due_on FROM occurrence o
WHERE o.duty_id = $1 AND o.done_on IS NULL AND (EXISTS (SELECT 1 FROM proof_offer p WHERE p.occurrence_id = o.id)
OR EXISTS (SELECT 1 FROM proof l WHERE l.occurrence_id = o.id))
ORDER BY (SELECT count(*) FROM proof_offer p WHERE p.occurrence_id = o.id AND p.answer IS NULL) DESC, o.number;

-- name: replan_occurrence
UPDATE occurrence SET kind = $2, words = $3, due_on = $4, counted_after = $5, working_days = $6, dropped_on = NULL WHERE id = $1;

-- name: drop_occurrence
UPDATE occurrence SET dropped_on = $2 WHERE id = $1 AND dropped_on IS NULL;

-- name: add_proof
INSERT INTO proof (occurrence_id, done_on, words, address, is_demonstration, given_by, given_at)
VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id;

-- name: mark_done
UPDATE occurrence SET done_on = $2 WHERE id = $1 AND done_on IS NULL;

-- name: proofs_of_duty
SELECT p.id, p.occurrence_id, p.done_on, p.words, p.address, p.is_demonstration, l.lapsed_on, l.because, l.restored_on
FROM occurrence o JOIN proof p ON p.occurrence_id = o.id LEFT JOIN proof_lapse l ON l.proof_id = p.id
WHERE o.duty_id = $1 ORDER BY o.number, p.id, l.id;

-- name: proofs_of_page
SELECT p.id, p.occurrence_id, o.duty_id, CASE WHEN d.ended_on IS NULL THEN 0 ELSE 1 END, p.address
FROM proof p JOIN occurrence o ON o.id = p.occurrence_id JOIN duty d ON d.id = o.duty_id
WHERE p.address >= $1 AND p.address < $2
AND NOT EXISTS (SELECT 1 FROM proof_lapse l WHERE l.proof_id = p.id AND l.restored_on IS NULL) ORDER BY p.id;

-- name: lapsed_with_page
SELECT p.id, p.occurrence_id, o.duty_id, CASE WHEN d.ended_on IS NULL THEN 0 ELSE 1 END, l.page
FROM proof_lapse l JOIN proof p ON p.id = l.proof_id JOIN occurrence o ON o.id = p.occurrence_id JOIN duty d ON d.id = o.duty_id
WHERE l.page = $1 AND l.restored_on IS NULL ORDER BY p.id;

-- name: add_lapse
INSERT INTO proof_lapse (proof_id, page, lapsed_on, because) VALUES ($1, $2, $3, $4);

-- name: reword_lapses
UPDATE proof_lapse SET because = $2 WHERE page = $1 AND restored_on IS NULL;

-- name: end_lapses
UPDATE proof_lapse SET restored_on = $2 WHERE page = $1 AND restored_on IS NULL;

-- name: settle_occurrence
UPDATE occurrence SET done_on = (SELECT min(p.done_on) FROM proof p WHERE p.occurrence_id = occurrence.id
AND NOT EXISTS (SELECT 1 FROM proof_lapse l WHERE l.proof_id = p.id AND l.restored_on IS NULL)) WHERE id = $1;

-- name: offers_of_page
SELECT p.id, p.address FROM proof_offer p WHERE p.answer IS NULL AND p.address >= $1 AND p.address < $2 ORDER BY p.id;

-- name: reopen_demonstration
UPDATE occurrence SET done_on = (SELECT min(p.done_on) FROM proof p WHERE p.occurrence_id = occurrence.id AND p.is_demonstration = 0
AND NOT EXISTS (SELECT 1 FROM proof_lapse l WHERE l.proof_id = p.id AND l.restored_on IS NULL))
WHERE id IN (SELECT e.occurrence_id FROM proof e WHERE e.is_demonstration = 1);

-- name: drop_demonstration_lapses
DELETE FROM proof_lapse WHERE proof_id IN (SELECT p.id FROM proof p WHERE p.is_demonstration = 1);

-- name: drop_demonstration
DELETE FROM proof WHERE is_demonstration = 1;

-- name: add_offer
INSERT INTO proof_offer (occurrence_id, done_on, words, kind, address, file_name, file, given_by, given_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id;

-- name: answer_offer
UPDATE proof_offer SET answer = $2, reason = $3, answered_by = $4, answered_at = $5 WHERE id = $1 AND answer IS NULL;

-- name: offer_by_id
SELECT p.id, o.duty_id, p.occurrence_id, p.done_on, p.words, p.kind, p.address, p.file_name, p.file, p.given_by, p.given_at, p.answer,
p.reason, p.answered_by, p.answered_at, CASE WHEN o.dropped_on IS NULL THEN 0 ELSE 1 END, o.due_on, o.words
FROM proof_offer p JOIN occurrence o ON o.id = p.occurrence_id WHERE p.id = $1;

-- name: offers_of_duty
SELECT p.id, o.duty_id, p.occurrence_id, p.done_on, p.words, p.kind, p.address, p.file_name, p.file, p.given_by, p.given_at, p.answer,
p.reason, p.answered_by, p.answered_at, CASE WHEN o.dropped_on IS NULL THEN 0 ELSE 1 END, o.due_on, o.words
FROM occurrence o JOIN proof_offer p ON p.occurrence_id = o.id WHERE o.duty_id = $1 ORDER BY p.id;

-- name: offers_waiting
SELECT d.id, d.origin, d.part, d.unit_id, d.group_name, o.id, o.number, o.due_on, o.words, p.id
FROM proof_offer p JOIN occurrence o ON o.id = p.occurrence_id JOIN duty d ON d.id = o.duty_id
WHERE p.answer IS NULL ORDER BY p.id LIMIT $1;

-- name: duty_of_occurrence
SELECT duty_id FROM occurrence WHERE id = $1;

-- name: open_below
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $1 UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id)
SELECT d.id, d.origin, d.part, d.unit_id, d.group_name, o.id, o.number, o.due_on, o.words,
(SELECT p.id FROM proof_offer p WHERE p.occurrence_id = o.id AND p.answer IS NULL)
FROM mine JOIN duty d ON d.unit_id = mine.id JOIN occurrence o ON o.duty_id = d.id
WHERE d.ended_on IS NULL AND o.done_on IS NULL AND o.dropped_on IS NULL ORDER BY o.due_on, o.id LIMIT $2;

-- name: debts
SELECT d.unit_id, d.group_name, count(*), min(o.due_on), count(*) FILTER (WHERE o.due_on < $1)
FROM occurrence o JOIN duty d ON d.id = o.duty_id
WHERE o.done_on IS NULL AND o.dropped_on IS NULL AND o.due_on < $2 AND d.ended_on IS NULL
GROUP BY d.unit_id, d.group_name ORDER BY count(*) FILTER (WHERE o.due_on < $1) DESC, min(o.due_on), d.unit_id NULLS FIRST, d.group_name;

-- name: owing_between
SELECT d.unit_id, min(o.due_on) FROM occurrence o JOIN duty d ON d.id = o.duty_id
WHERE o.due_on > $1 AND o.due_on <= $2 AND o.done_on IS NULL AND o.dropped_on IS NULL AND d.ended_on IS NULL AND d.unit_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM proof_offer p WHERE p.occurrence_id = o.id AND p.answer IS NULL)
GROUP BY d.unit_id ORDER BY d.unit_id;

-- name: files_named
SELECT DISTINCT file FROM proof_offer WHERE file <> '' ORDER BY file;
