-- name: add_document
INSERT INTO document (unit_id, type, state, version, step, work_id, title, key, index_number, withdrawn_because, made_by, made_at)
VALUES ($1, $2, 'draft', 1, 0, 0, '', '', '', '', $3, $4) RETURNING id;

-- name: add_edition
INSERT INTO edition (document_id, number, title, column_key, summary, theme, category, fields, body, change_note, saved_by, saved_at, forced_because)
VALUES ($1, (SELECT coalesce(max(e.number), 0) + 1 FROM edition e WHERE e.document_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')
RETURNING id;

-- name: add_link
INSERT INTO edition_link (edition_id, position, kind, target_id) VALUES ($1, $2, $3, $4);

-- name: add_file
INSERT INTO edition_file (edition_id, position, name, type, bytes, file) VALUES ($1, $2, $3, $4, $5, $6);

-- name: take_in_hand
UPDATE document SET work_id = $2, title = $3, version = version + 1 WHERE id = $1;

-- name: move
UPDATE document SET state = $3, step = $4, publish_at = $5, version = version + 1 WHERE id = $1 AND version = $2 AND dropped_at IS NULL;

-- name: drop_document
UPDATE document SET dropped_at = $2 WHERE id = $1;

-- name: lay_aside
UPDATE document SET work_id = live_id, title = (SELECT e.title FROM edition e WHERE e.id = live_id) WHERE id = $1;

-- name: add_step
INSERT INTO edition_step (edition_id, step, outcome, reason, done_by, done_at) VALUES ($1, $2, $3, $4, $5, $6);

-- name: make_live
UPDATE document SET live_id = work_id, key = $2, index_number = $3, published_at = $4, first_published_at = coalesce(first_published_at, $4),
withdrawn_at = NULL, withdrawn_because = '', look_due_at = $5, interpret_by = $6 WHERE id = $1;

-- name: mark_published
UPDATE edition SET published_at = $2, forced_because = $3 WHERE id = $1;

-- name: take_off
UPDATE document SET withdrawn_at = $2, withdrawn_because = $3, look_due_at = NULL, interpret_by = NULL WHERE id = $1;

-- name: looked_over
UPDATE document SET look_due_at = NULL WHERE id = $1;

-- name: interpreted
UPDATE document SET interpret_by = NULL WHERE id IN (SELECT f.target_id FROM effect f WHERE f.document_id = $1 AND f.kind = 'interprets');

-- name: document_by_id
SELECT d.id, d.unit_id, u.name, d.type, d.state, d.version, d.step, d.work_id, d.live_id, d.title, d.key, d.index_number, d.publish_at,
d.first_published_at, d.published_at, d.withdrawn_at, d.withdrawn_because, d.look_due_at, d.interpret_by, d.made_by,
CASE WHEN u.full_name = '' THEN u.name ELSE u.full_name END
FROM document d JOIN unit u ON u.id = d.unit_id WHERE d.id = $1 AND d.dropped_at IS NULL;

-- name: document_by_key
SELECT d.id, d.unit_id, u.name, d.type, d.state, d.version, d.step, d.work_id, d.live_id, d.title, d.key, d.index_number, d.publish_at,
d.first_published_at, d.published_at, d.withdrawn_at, d.withdrawn_because, d.look_due_at, d.interpret_by, d.made_by,
CASE WHEN u.full_name = '' THEN u.name ELSE u.full_name END
FROM document d JOIN unit u ON u.id = d.unit_id WHERE d.key = $1 AND d.key <> '';

-- name: documents_waiting
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $1 OR $1 = 0
UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id),
waiting (id) AS (SELECT h.id FROM document h WHERE h.state IN ('draft', 'in_review', 'returned', 'signed', 'scheduled')
UNION SELECT l.id FROM document l WHERE l.look_due_at IS NOT NULL
UNION SELECT i.id FROM document i WHERE i.interpret_by IS NOT NULL
UNION SELECT e.document_id FROM shelf e WHERE e.expires_on >= $3 AND e.expires_on <= $4 AND e.repealed_on IS NULL AND e.has_validity = 1)
SELECT d.id, d.unit_id, u.name, d.type, d.state, d.version, d.step, d.work_id, d.live_id, d.title, d.key, d.index_number, d.publish_at,
d.first_published_at, d.published_at, d.withdrawn_at, d.withdrawn_because, d.look_due_at, d.interpret_by, d.made_by,
CASE WHEN u.full_name = '' THEN u.name ELSE u.full_name END,
CASE WHEN s.expires_on >= $3 AND s.expires_on <= $4 AND s.repealed_on IS NULL AND s.has_validity = 1 THEN s.expires_on END
FROM waiting w JOIN document d ON d.id = w.id JOIN unit u ON u.id = d.unit_id LEFT JOIN shelf s ON s.document_id = d.id
WHERE d.unit_id IN (SELECT mine.id FROM mine) AND d.dropped_at IS NULL ORDER BY d.id DESC LIMIT $2;

-- name: documents_below
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $1 OR $1 = 0
UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id)
SELECT d.id, d.unit_id, u.name, d.type, d.state, d.version, d.step, d.work_id, d.live_id, d.title, d.key, d.index_number, d.publish_at,
d.first_published_at, d.published_at, d.withdrawn_at, d.withdrawn_because, d.look_due_at, d.interpret_by, d.made_by,
CASE WHEN u.full_name = '' THEN u.name ELSE u.full_name END
FROM document d JOIN unit u ON u.id = d.unit_id
WHERE d.id < $2 AND d.unit_id IN (SELECT mine.id FROM mine) AND d.state IN ('published', 'withdrawn') AND d.dropped_at IS NULL
ORDER BY d.id DESC LIMIT $3;

-- name: due_to_publish
SELECT id FROM document WHERE state = 'scheduled' AND publish_at <= $1 AND dropped_at IS NULL ORDER BY publish_at, id LIMIT 100;

-- name: edition_by_id
SELECT id, document_id, number, title, column_key, summary, theme, category, fields, body, change_note, saved_by, saved_at, published_at,
forced_because FROM edition WHERE id = $1;

-- name: editions
SELECT id, document_id, number, title, column_key, summary, theme, category, fields, '', change_note, saved_by, saved_at, published_at,
forced_because FROM edition WHERE document_id = $1 ORDER BY number DESC LIMIT 200;

-- name: published_edition
SELECT id FROM edition WHERE document_id = $1 AND number = $2 AND published_at IS NOT NULL;

-- name: edition_numbered
SELECT id, (SELECT e.id FROM edition e WHERE e.document_id = $1 AND e.number + 1 = $2) FROM edition WHERE document_id = $1 AND number = $2;

-- name: edition_links
SELECT l.kind, l.target_id, e.title, d.key FROM edition_link l JOIN document d ON d.id = l.target_id
JOIN edition e ON e.id = coalesce(d.live_id, d.work_id) WHERE l.edition_id = $1 ORDER BY l.position;

-- name: edition_files
SELECT name, type, file, bytes FROM edition_file WHERE edition_id = $1 ORDER BY position;

-- name: edition_file
SELECT name, type, file, bytes FROM edition_file WHERE edition_id = $1 AND name = $2;

-- name: steps_of
SELECT s.step, s.outcome, s.reason, s.done_by, s.done_at FROM edition_step s JOIN edition e ON e.id = s.edition_id
WHERE e.document_id = $1 ORDER BY s.id DESC LIMIT 100;

-- name: had_part
SELECT (SELECT count(*) FROM edition e WHERE e.document_id = $1 AND e.saved_by = $3
AND e.number > coalesce((SELECT max(p.number) FROM edition p WHERE p.document_id = $1 AND p.published_at IS NOT NULL AND p.id <> $2), 0)),
(SELECT count(*) FROM edition_step s WHERE s.edition_id = $2 AND s.done_by = $3 AND s.outcome = 'passed');

-- name: target_by_words
SELECT id FROM document WHERE dropped_at IS NULL AND key <> '' AND (key = $1 OR index_number = $1)
UNION SELECT document_id FROM shelf WHERE number = $1 AND number <> '' LIMIT 2;

-- name: interpretations_handed_in
SELECT count(*) FROM edition_link l JOIN document d ON d.work_id = l.edition_id
WHERE l.target_id = $1 AND l.kind = 'interprets' AND d.dropped_at IS NULL AND d.state IN ('in_review', 'signed', 'scheduled', 'published');

-- name: interpretations_of
SELECT d.id, d.title, d.state FROM edition_link l JOIN document d ON d.work_id = l.edition_id
WHERE l.target_id = $1 AND l.kind = 'interprets' AND d.dropped_at IS NULL
AND (d.live_id IS NOT NULL OR d.unit_id = (SELECT t.unit_id FROM document t WHERE t.id = $1)) ORDER BY d.id;

-- name: interpretations_live
SELECT count(*) FROM effect WHERE target_id = $1 AND kind = 'interprets';

-- name: interpretations_in
SELECT u.name, e.fields FROM shelf s JOIN document d ON d.id = s.document_id JOIN edition e ON e.id = d.live_id
JOIN unit u ON u.id = s.unit_id WHERE s.document_id IN
(SELECT p.document_id FROM shelf_place p WHERE p.facet = 'type' AND p.value = 'interpretation' AND p.published_at >= $1 AND p.published_at < $2)
ORDER BY s.document_id LIMIT 10000;

-- name: forget_effects
DELETE FROM effect WHERE document_id = $1;

-- name: effects_of
SELECT target_id FROM effect WHERE document_id = $1 ORDER BY target_id;

-- name: add_effect
INSERT INTO effect (document_id, target_id, kind, holds_from) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING;

-- name: mark_effects
UPDATE shelf SET
repealed_on = (SELECT min(f.holds_from) FROM effect f WHERE f.target_id = shelf.document_id AND f.kind IN ('repeals', 'replaces')),
partly_repealed_on = (SELECT min(f.holds_from) FROM effect f WHERE f.target_id = shelf.document_id AND f.kind = 'partly_repeals'),
amended_on = (SELECT min(f.holds_from) FROM effect f WHERE f.target_id = shelf.document_id AND f.kind = 'amends')
WHERE document_id = $1;

-- name: relations
SELECT f.kind, 0, f.holds_from, s.key, s.title, s.number FROM effect f JOIN shelf s ON s.document_id = f.target_id WHERE f.document_id = $1
UNION ALL
SELECT f.kind, 1, f.holds_from, s.key, s.title, s.number FROM effect f JOIN shelf s ON s.document_id = f.document_id WHERE f.target_id = $1
ORDER BY 2, 1, 3, 4 LIMIT 200;

-- name: shelf_row
SELECT s.document_id, s.key, s.title, s.summary, s.number, s.unit_id, u.name, s.type, s.has_validity, s.column_key, s.theme, s.category, s.year,
s.published_at, s.changed_at, s.effective_on, s.expires_on, s.repealed_on, s.partly_repealed_on, s.amended_on
FROM shelf s JOIN unit u ON u.id = s.unit_id WHERE s.document_id = $1;

-- name: put_on_shelf
INSERT INTO shelf (document_id, key, title, summary, number, unit_id, type, has_validity, column_key, theme, category, year, published_at,
changed_at, effective_on, expires_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- name: take_off_shelf
DELETE FROM shelf WHERE document_id = $1;

-- name: add_place
INSERT INTO shelf_place (facet, value, published_at, document_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING;

-- name: drop_place
DELETE FROM shelf_place WHERE facet = $1 AND value = $2 AND published_at = $3 AND document_id = $4;

-- name: count_on_shelf
INSERT INTO shelf_count (within_facet, within_value, facet, value, documents) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (within_facet, within_value, facet, value) DO UPDATE SET documents = shelf_count.documents + $5;

-- name: counts
SELECT facet, value, documents FROM shelf_count WHERE within_facet = $1 AND within_value = $2 AND documents > 0 ORDER BY facet, value;

-- name: unit_names
SELECT id, name FROM unit;

-- name: shelf_list
SELECT s.document_id, s.key, s.title, s.summary, s.number, s.unit_id, u.name, s.type, s.has_validity, s.column_key, s.theme, s.category, s.year,
s.published_at, s.changed_at, s.effective_on, s.expires_on, s.repealed_on, s.partly_repealed_on, s.amended_on
FROM (SELECT p.document_id, p.published_at FROM shelf_place p
  WHERE p.facet = $1 AND p.value = $2 AND (p.published_at, p.document_id) < ($3, $4)
  ORDER BY p.published_at DESC, p.document_id DESC LIMIT $5) near
JOIN shelf s ON s.document_id = near.document_id JOIN unit u ON u.id = s.unit_id
WHERE (s.type = $6 OR $6 = '') AND (s.unit_id = $7 OR $7 = 0) AND (s.theme = $8 OR $8 = '') AND (s.year = $9 OR $9 = 0)
AND (s.category = $10 OR $10 = '')
AND ($11 = '' OR $11 = CASE WHEN s.has_validity = 0 THEN '-' WHEN s.repealed_on <= $12 THEN 'repealed' WHEN s.expires_on < $12 THEN 'expired'
WHEN s.effective_on > $12 THEN 'not_yet' WHEN s.partly_repealed_on <= $12 THEN 'partly_repealed' WHEN s.amended_on <= $12 THEN 'amended'
ELSE 'in_force' END)
ORDER BY near.published_at DESC, near.document_id DESC LIMIT $13;

-- name: last_looked_at
SELECT p.published_at, p.document_id FROM shelf_place p WHERE p.facet = $1 AND p.value = $2 AND (p.published_at, p.document_id) < ($3, $4)
ORDER BY p.published_at DESC, p.document_id DESC LIMIT 1 OFFSET $5;

-- name: newest_of_columns
SELECT c.key, (SELECT max(p.published_at) FROM shelf_place p WHERE p.facet = 'column' AND p.value = c.key) FROM portal_column c;

-- name: newest_id
SELECT coalesce(max(document_id), 0) FROM shelf;

-- name: sitemap
SELECT key, changed_at FROM shelf WHERE document_id >= $1 AND document_id < $2 ORDER BY document_id;

-- name: code_of_unit
SELECT code FROM organisation_code WHERE unit_id = $1;

-- name: set_code
INSERT INTO organisation_code (unit_id, code) VALUES ($1, $2) ON CONFLICT (unit_id) DO UPDATE SET code = $2;

-- name: next_in_series
INSERT INTO index_series (code, year, last) VALUES ($1, $2, 1) ON CONFLICT (code, year) DO UPDATE SET last = index_series.last + 1
RETURNING last;

-- name: is_within
WITH RECURSIVE above (id, parent_id) AS (SELECT u.id, u.parent_id FROM unit u WHERE u.id = $1
UNION SELECT u.id, u.parent_id FROM unit u JOIN above ON u.id = above.parent_id)
SELECT count(*) FROM above WHERE id = $2;

-- name: files_named
SELECT DISTINCT file FROM edition_file ORDER BY file;

-- name: put_aside
INSERT INTO put_aside (actor, place, version, fields, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (actor, place) DO UPDATE SET version = $3, fields = $4, at = $5;

-- name: find_aside
SELECT version, fields, at FROM put_aside WHERE actor = $1 AND place = $2;

-- name: drop_aside
DELETE FROM put_aside WHERE actor = $1 AND place = $2;

-- name: forget_aside
DELETE FROM put_aside WHERE at < $1;
