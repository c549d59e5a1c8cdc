-- name: cleanups
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $2
UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id)
SELECT c.id, c.title, c.unit_id, u.name, c.type, c.published_till, c.due_on, d.id, d.key, d.title,
CASE WHEN d.live_id IS NOT NULL AND d.withdrawn_at IS NULL THEN 1 ELSE 0 END,
(SELECT count(*) FROM cleanup_item a JOIN document x ON x.id = a.document_id WHERE a.cleanup_id = c.id AND (x.withdrawn_at IS NULL OR (d.id IS NOT NULL AND a.verdict <> ''))),
(SELECT count(*) FROM cleanup_item g JOIN document y ON y.id = g.document_id WHERE g.cleanup_id = c.id AND g.verdict <> ''
AND (y.withdrawn_at IS NULL OR d.id IS NOT NULL)),
(SELECT count(*) FROM cleanup_item f JOIN document z ON z.id = f.document_id WHERE f.cleanup_id = c.id AND f.confirmed_at IS NOT NULL
AND (z.withdrawn_at IS NULL OR d.id IS NOT NULL)), d.withdrawn_at, d.withdrawn_because
FROM cleanup c LEFT JOIN unit u ON u.id = c.unit_id LEFT JOIN document d ON d.id = c.result_id AND d.dropped_at IS NULL
WHERE (c.id = $1 OR CAST($1 AS BIGINT) = 0) AND (CAST($2 AS BIGINT) = 0 OR EXISTS
(SELECT 1 FROM cleanup_item o WHERE o.cleanup_id = c.id AND o.unit_id IN (SELECT mine.id FROM mine))) ORDER BY c.id DESC LIMIT 100;

-- name: cleanup_items
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $2 OR CAST($2 AS BIGINT) = 0
UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id)
SELECT d.id, d.key, e.title, s.number, i.unit_id, u.name, i.verdict, i.note, i.returned, i.confirmed_at, d.withdrawn_at
FROM cleanup_item i JOIN document d ON d.id = i.document_id JOIN edition e ON e.id = coalesce(d.live_id, d.work_id)
JOIN unit u ON u.id = i.unit_id JOIN mine ON mine.id = i.unit_id LEFT JOIN shelf s ON s.document_id = d.id
WHERE i.cleanup_id = $1 ORDER BY u.name, coalesce(s.number, ''), d.id LIMIT 3000;

-- name: cleanup_item
SELECT d.id, d.key, e.title, s.number, i.unit_id, u.name, i.verdict, i.note, i.returned, i.confirmed_at, d.withdrawn_at
FROM cleanup_item i JOIN document d ON d.id = i.document_id JOIN edition e ON e.id = coalesce(d.live_id, d.work_id)
JOIN unit u ON u.id = i.unit_id LEFT JOIN shelf s ON s.document_id = d.id WHERE i.cleanup_id = $1 AND i.document_id = $2;

-- name: cleanups_of
SELECT c.id, c.title, i.verdict FROM cleanup_item i JOIN cleanup c ON c.id = i.cleanup_id JOIN document d ON d.id = c.result_id
WHERE i.document_id = $1 AND i.verdict <> '' AND d.live_id IS NOT NULL AND d.withdrawn_at IS NULL
UNION SELECT r.id, r.title, '' FROM cleanup r WHERE r.result_id = $1 ORDER BY 1 DESC LIMIT 5;

-- name: cleanups_waiting
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $1 OR CAST($1 AS BIGINT) = 0
UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id)
SELECT c.id, c.title, c.due_on, count(*) FILTER (WHERE i.verdict = '' AND mine.id IS NOT NULL),
count(*) FILTER (WHERE i.verdict <> '' AND i.confirmed_at IS NULL), count(*) FILTER (WHERE i.confirmed_at IS NULL)
FROM cleanup c JOIN cleanup_item i ON i.cleanup_id = c.id JOIN document x ON x.id = i.document_id AND x.withdrawn_at IS NULL LEFT JOIN mine ON mine.id = i.unit_id
LEFT JOIN document d ON d.id = c.result_id AND d.dropped_at IS NULL WHERE d.id IS NULL GROUP BY c.id, c.title, c.due_on ORDER BY c.due_on, c.id LIMIT 50;

-- name: open_cleanup
INSERT INTO cleanup (title, unit_id, type, published_till, due_on, opened_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id;

-- name: take_into_cleanup
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $2 OR CAST($2 AS BIGINT) = 0
UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id)
INSERT INTO cleanup_item (cleanup_id, document_id, unit_id, verdict, note, returned, given_by)
SELECT CAST($1 AS BIGINT), s.document_id, s.unit_id, '', '', '', '' FROM shelf s JOIN mine ON mine.id = s.unit_id
WHERE s.type = $3 AND s.published_at < $4 AND s.has_validity = 1 AND s.is_demonstration = 0 AND (s.repealed_on IS NULL OR s.repealed_on > $5)
AND (s.ended_on IS NULL OR s.ended_on > $5);

-- name: verdict_given_by
SELECT given_by FROM cleanup_item WHERE cleanup_id = $1 AND document_id = $2;

-- name: give_verdict
UPDATE cleanup_item SET verdict = $3, note = $4, given_by = $5, given_at = $6, returned = '' WHERE cleanup_id = $1 AND document_id = $2;

-- name: confirm_verdict
UPDATE cleanup_item SET confirmed_at = $3 WHERE cleanup_id = $1 AND document_id = $2;

-- name: confirm_verdicts
UPDATE cleanup_item SET confirmed_at = $2 WHERE cleanup_id = $1 AND verdict <> '' AND confirmed_at IS NULL AND given_at <= $3 AND given_by <> $4
AND NOT EXISTS (SELECT 1 FROM document x WHERE x.id = cleanup_item.document_id AND x.withdrawn_at IS NOT NULL);

-- name: return_verdict
UPDATE cleanup_item SET verdict = '', confirmed_at = NULL, returned = $3 WHERE cleanup_id = $1 AND document_id = $2;

-- name: leave_out_withdrawn
UPDATE cleanup_item SET verdict = '', confirmed_at = NULL WHERE cleanup_id = $1 AND EXISTS (SELECT 1 FROM document x WHERE x.id = cleanup_item.document_id AND x.withdrawn_at IS NOT NULL);

-- name: note_result
UPDATE cleanup SET result_id = $2 WHERE id = $1;
