-- name: add_document
INSERT INTO document (unit_id, type, state, version, step, work_id, title, key, index_number, withdrawn_because, made_by, made_at,
is_demonstration) VALUES ($1, $2, 'draft', 1, 0, 0, '', '', '', '', $3, $4, $5) RETURNING id;

-- name: add_edition
INSERT INTO edition (document_id, number, title, column_key, summary, theme, category, fields, body, change_note, saved_by, saved_at, forced_because,
closes_earlier)
VALUES ($1, (SELECT coalesce(max(e.number), 0) + 1 FROM edition e WHERE e.document_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', $12)
RETURNING id;

-- name: add_link
INSERT INTO edition_link (edition_id, position, kind, target_id) VALUES ($1, $2, $3, $4);

-- name: add_file
INSERT INTO edition_file (edition_id, position, name, type, bytes, file, words_digest) VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: take_in_hand
UPDATE document SET work_id = $2, title = $3, version = version + 1 WHERE id = $1;

-- name: move
UPDATE document SET state = $3, step = $4, publish_at = $5, version = version + 1 WHERE id = $1 AND version = $2 AND dropped_at IS NULL;

-- name: drop_document
UPDATE document SET dropped_at = $2 WHERE id = $1;

-- name: lay_aside
UPDATE document SET work_id = live_id, title = (SELECT e.title FROM edition e WHERE e.id = live_id) WHERE id = $1;

-- name: add_step
INSERT INTO edition_step (edition_id, step, outcome, reason, done_by, done_at, word, unit_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: make_live
UPDATE document SET live_id = work_id, key = $2, index_number = $3, published_at = $4, first_published_at = coalesce(first_published_at, $7, $4),
withdrawn_at = NULL, withdrawn_because = '', look_due_at = $5, interpret_by = $6 WHERE id = $1;

-- name: mark_published
UPDATE edition SET published_at = $2, forced_because = $3 WHERE id = $1;

-- name: close_earlier
UPDATE edition SET closed_at = $3 WHERE document_id = $1 AND id <> $2 AND published_at IS NOT NULL AND closed_at IS NULL;

-- name: take_off
UPDATE document SET withdrawn_at = $2, withdrawn_because = $3, look_due_at = NULL, interpret_by = NULL WHERE id = $1;

-- name: looked_over
UPDATE document SET look_due_at = NULL WHERE id = $1;

-- name: interpreted
UPDATE document SET interpret_by = NULL WHERE id IN (SELECT f.target_id FROM effect f WHERE f.document_id = $1 AND f.kind = 'interprets');

-- name: document_by_id
SELECT d.id, d.unit_id, u.name, d.type, d.state, d.version, d.step, d.work_id, d.live_id, d.title, d.key, d.index_number, d.publish_at,
d.first_published_at, d.published_at, d.withdrawn_at, d.withdrawn_because, d.look_due_at, d.interpret_by, d.made_by,
CASE WHEN u.full_name = '' THEN u.name ELSE u.full_name END, d.is_demonstration
FROM document d JOIN unit u ON u.id = d.unit_id WHERE d.id = $1 AND d.dropped_at IS NULL;

-- name: document_by_key
SELECT d.id, d.unit_id, u.name, d.type, d.state, d.version, d.step, d.work_id, d.live_id, d.title, d.key, d.index_number, d.publish_at,
d.first_published_at, d.published_at, d.withdrawn_at, d.withdrawn_because, d.look_due_at, d.interpret_by, d.made_by,
CASE WHEN u.full_name = '' THEN u.name ELSE u.full_name END, d.is_demonstration
FROM document d JOIN unit u ON u.id = d.unit_id WHERE d.key = $1 AND d.key <> '';

-- name: withdrawn
SELECT key FROM document WHERE withdrawn_at IS NOT NULL AND live_id IS NOT NULL AND key <> '' ORDER BY id;

-- name: documents_waiting
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $1 OR $1 = 0
UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id),
waiting (id) AS (SELECT h.id FROM document h WHERE h.state IN ('draft', 'in_review', 'returned', 'signed', 'scheduled')
UNION SELECT l.id FROM document l WHERE l.look_due_at IS NOT NULL
UNION SELECT i.id FROM document i WHERE i.interpret_by IS NOT NULL
UNION SELECT t.document_id FROM link_trial t JOIN document p ON p.id = t.document_id WHERE t.dead_since IS NOT NULL AND p.state = 'published'
UNION SELECT e.document_id FROM shelf e WHERE e.expires_on >= $3 AND e.expires_on <= $4 AND e.repealed_on IS NULL AND e.ended_on IS NULL AND e.has_validity = 1)
SELECT d.id, d.unit_id, u.name, d.type, d.state, d.version, d.step, d.work_id, d.live_id, d.title, d.key, d.index_number, d.publish_at,
d.first_published_at, d.published_at, d.withdrawn_at, d.withdrawn_because, d.look_due_at, d.interpret_by, d.made_by,
CASE WHEN u.full_name = '' THEN u.name ELSE u.full_name END, d.is_demonstration,
CASE WHEN s.expires_on >= $3 AND s.expires_on <= $4 AND s.repealed_on IS NULL AND s.ended_on IS NULL AND s.has_validity = 1 THEN s.expires_on END,
(SELECT count(*) FROM link_trial t WHERE t.document_id = d.id AND t.dead_since IS NOT NULL)
FROM waiting w JOIN document d ON d.id = w.id JOIN unit u ON u.id = d.unit_id LEFT JOIN shelf s ON s.document_id = d.id
WHERE d.unit_id IN (SELECT mine.id FROM mine) AND d.dropped_at IS NULL ORDER BY d.id DESC LIMIT $2;

-- name: documents_below
WITH RECURSIVE mine (id) AS (SELECT u.id FROM unit u WHERE u.id = $1 OR $1 = 0
UNION SELECT u.id FROM unit u JOIN mine ON u.parent_id = mine.id)
SELECT d.id, d.unit_id, u.name, d.type, d.state, d.version, d.step, d.work_id, d.live_id, d.title, d.key, d.index_number, d.publish_at,
d.first_published_at, d.published_at, d.withdrawn_at, d.withdrawn_because, d.look_due_at, d.interpret_by, d.made_by,
CASE WHEN u.full_name = '' THEN u.name ELSE u.full_name END, d.is_demonstration
FROM document d JOIN unit u ON u.id = d.unit_id
WHERE d.id < $2 AND d.unit_id IN (SELECT mine.id FROM mine) AND d.state IN ('published', 'withdrawn') AND d.dropped_at IS NULL
ORDER BY d.id DESC LIMIT $3;

-- name: due_to_publish
SELECT id FROM document WHERE state = 'scheduled' AND publish_at <= $1 AND dropped_at IS NULL ORDER BY publish_at, id LIMIT 100;

-- name: edition_by_id
SELECT id, document_id, number, title, column_key, summary, theme, category, fields, body, change_note, saved_by, saved_at, published_at,
forced_because, closes_earlier, closed_at FROM edition WHERE id = $1;

-- name: editions
SELECT id, document_id, number, title, column_key, summary, theme, category, fields, '', change_note, saved_by, saved_at, published_at,
forced_because, closes_earlier, closed_at FROM edition WHERE document_id = $1 ORDER BY number DESC LIMIT 200;

-- name: published_editions
SELECT e.id, e.document_id, e.number, e.title, e.column_key, e.summary, e.theme, e.category, e.fields, e.body, e.change_note, e.saved_by,
e.saved_at, e.published_at, e.forced_because, e.closes_earlier, e.closed_at,
(SELECT coalesce(max(c.closes_earlier), 0) FROM edition c WHERE c.document_id = e.document_id AND c.published_at = e.closed_at)
FROM edition e WHERE e.document_id = $1 AND e.number < $2 AND e.published_at IS NOT NULL ORDER BY e.number DESC LIMIT $3;

-- name: links_of_published
SELECT l.edition_id, l.kind, e.title, d.key, l.target_id FROM edition_link l JOIN edition p ON p.id = l.edition_id
JOIN document d ON d.id = l.target_id JOIN edition e ON e.id = d.live_id WHERE p.document_id = $1 AND p.published_at IS NOT NULL AND p.number <= $2 AND p.number >= $3 AND d.withdrawn_at IS NULL ORDER BY l.edition_id, l.position;

-- name: withdrawals
SELECT edition_id, at, because FROM withdrawal WHERE document_id = $1 ORDER BY id DESC LIMIT 100;

-- name: note_withdrawal
INSERT INTO withdrawal (document_id, edition_id, at, because) VALUES ($1, $2, $3, $4);

-- name: mend_reason
UPDATE document SET withdrawn_because = $2 WHERE id = $1;

-- name: mend_withdrawal
UPDATE withdrawal SET because = $2 WHERE id = (SELECT max(w.id) FROM withdrawal w WHERE w.document_id = $1);

-- name: mend_step_of_withdrawal
UPDATE edition_step SET reason = $2 WHERE id = (SELECT max(s.id) FROM edition_step s JOIN edition e ON e.id = s.edition_id
WHERE e.document_id = $1 AND s.outcome = 'withdrawn');

-- name: files_of_published
SELECT f.edition_id, f.name, f.type, f.file, f.bytes, f.words_digest FROM edition_file f JOIN edition e ON e.id = f.edition_id
WHERE e.document_id = $1 AND e.published_at IS NOT NULL AND e.number <= $2 AND e.number >= $3 ORDER BY f.edition_id, f.position;

-- name: published_edition
SELECT id FROM edition WHERE document_id = $1 AND number = $2 AND published_at IS NOT NULL AND closed_at IS NULL;

-- name: closed_edition
SELECT e.closed_at, e.published_at,
(SELECT coalesce(max(c.closes_earlier), 0) FROM edition c WHERE c.document_id = e.document_id AND c.published_at = e.closed_at)
FROM edition e WHERE e.document_id = $1 AND e.number = $2 AND e.published_at IS NOT NULL AND e.closed_at IS NOT NULL;

-- name: edition_numbered
SELECT id, (SELECT e.id FROM edition e WHERE e.document_id = $1 AND e.number + 1 = $2) FROM edition WHERE document_id = $1 AND number = $2;

-- name: edition_parts
SELECT 0, l.position, l.kind, e.title, d.key, l.target_id, '' FROM edition_link l JOIN document d ON d.id = l.target_id
JOIN edition e ON e.id = coalesce(d.live_id, d.work_id) WHERE l.edition_id = $1
UNION ALL SELECT 1, f.position, f.name, f.type, f.file, f.bytes, f.words_digest FROM edition_file f WHERE f.edition_id = $1 ORDER BY 1, 2;

-- name: edition_file
SELECT name, type, file, bytes FROM edition_file WHERE edition_id = $1 AND name = $2;

-- name: steps_of
SELECT s.step, s.outcome, s.reason, s.done_by, s.done_at, s.word, coalesce(u.name, ''), s.edition_id, coalesce(a.name, '') FROM edition_step s
JOIN edition e ON e.id = s.edition_id LEFT JOIN unit u ON u.id = s.unit_id LEFT JOIN account a ON s.done_by = 'account/' || a.id
WHERE e.document_id = $1 ORDER BY s.done_at DESC, s.id DESC LIMIT 100;

-- name: steps_of_published
SELECT s.step, s.outcome, '', '', s.done_at, s.word, coalesce(u.name, ''), s.edition_id, '' FROM edition_step s
JOIN edition e ON e.id = s.edition_id LEFT JOIN unit u ON u.id = s.unit_id
WHERE e.document_id = $1 AND e.published_at IS NOT NULL AND e.number <= $2 AND e.number >= $3 AND s.outcome NOT IN ('returned', 'withdrawn') ORDER BY s.id LIMIT 500;

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

-- name: policies_waiting_for
SELECT d.id, d.title, d.type, d.state, d.publish_at, d.interpret_by FROM edition_link l JOIN document d ON d.id = l.target_id
WHERE l.edition_id = $1 AND l.kind = 'interprets' AND d.dropped_at IS NULL ORDER BY d.id;

-- name: interpretations_scheduled_after
SELECT d.title, d.publish_at FROM edition_link l JOIN document d ON d.work_id = l.edition_id
WHERE l.target_id = $1 AND l.kind = 'interprets' AND d.dropped_at IS NULL AND d.state = 'scheduled' AND d.publish_at >= $2
ORDER BY d.publish_at, d.id LIMIT 1;

-- name: interpretations_live
SELECT count(*) FROM effect WHERE target_id = $1 AND kind = 'interprets';

-- name: interpretations_in
SELECT i.unit_id, u.name, i.form, i.all_of_them, i.by_principals FROM (
SELECT n.unit_id, n.form, count(*) AS all_of_them, count(*) FILTER (WHERE n.interpreter = 'principal') AS by_principals
FROM interpretation n WHERE n.year = $1 GROUP BY n.unit_id, n.form) i
JOIN unit u ON u.id = i.unit_id ORDER BY u.name, i.unit_id, i.form LIMIT 20000;

-- name: example_interpretations
SELECT count(*) FROM (SELECT i.document_id FROM shelf s JOIN interpretation i ON i.document_id = s.document_id
WHERE s.is_demonstration = 1 AND i.year = $1 LIMIT 1) one;

-- name: principals_in
SELECT i.unit_id, count(*) FROM interpretation i JOIN shelf s ON s.document_id = i.document_id
WHERE i.year = $1 AND i.interpreter = 'principal' AND s.is_demonstration = 0 GROUP BY i.unit_id;

-- name: interpretation_years
SELECT year, count(*) FROM interpretation GROUP BY year ORDER BY year DESC LIMIT 100;

-- name: count_interpretation
INSERT INTO interpretation (document_id, year, unit_id, form, interpreter) VALUES ($1, $2, $3, $4, $5);

-- name: forget_interpretation
DELETE FROM interpretation WHERE document_id = $1;

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
amended_on = (SELECT min(f.holds_from) FROM effect f WHERE f.target_id = shelf.document_id AND f.kind = 'amends'),
ended_on = (SELECT min(f.holds_from) FROM effect f WHERE f.target_id = shelf.document_id AND f.kind = 'ends')
WHERE document_id = $1;

-- name: explained_papers
SELECT s.document_id, s.key, s.title, s.summary, s.number, s.unit_id, u.name, s.type, s.has_validity, s.column_key, s.theme, s.category, s.year,
s.published_at, s.changed_at, s.effective_on, s.expires_on, s.repealed_on, s.partly_repealed_on, s.amended_on, s.is_demonstration,
s.catalogue_item, s.said_validity, s.said_on, s.ended_on
FROM effect f JOIN shelf s ON s.document_id = f.target_id JOIN unit u ON u.id = s.unit_id
WHERE f.document_id = $1 AND f.kind = 'interprets' AND s.has_validity = 1 ORDER BY s.document_id;

-- name: explaining
SELECT document_id FROM effect WHERE target_id = $1 AND kind = 'interprets' ORDER BY document_id;

-- name: net_papers
WITH near (id) AS (SELECT n.id FROM (SELECT f.target_id AS id FROM effect f WHERE f.document_id = $1
UNION SELECT b.document_id FROM effect b WHERE b.target_id = $1) n ORDER BY n.id LIMIT 200),
far (id) AS (SELECT n.id FROM (SELECT f.target_id AS id FROM effect f JOIN near ON near.id = f.document_id
UNION SELECT b.document_id FROM effect b JOIN near ON near.id = b.target_id) n ORDER BY n.id LIMIT 60)
SELECT s.document_id, s.key, s.title, s.summary, s.number, s.unit_id, u.name, s.type, s.has_validity, s.column_key, s.theme, s.category, s.year,
s.published_at, s.changed_at, s.effective_on, s.expires_on, s.repealed_on, s.partly_repealed_on, s.amended_on, s.is_demonstration,
s.catalogue_item, s.said_validity, s.said_on, s.ended_on
FROM shelf s JOIN unit u ON u.id = s.unit_id
WHERE s.document_id = $1 OR s.document_id IN (SELECT near.id FROM near UNION SELECT far.id FROM far) ORDER BY s.document_id;

-- name: net_edges
WITH near (id) AS (SELECT n.id FROM (SELECT f.target_id AS id FROM effect f WHERE f.document_id = $1
UNION SELECT b.document_id FROM effect b WHERE b.target_id = $1) n ORDER BY n.id LIMIT 200)
SELECT document_id, target_id, kind, holds_from FROM (
SELECT f.document_id, f.target_id, f.kind, f.holds_from FROM effect f WHERE f.document_id = $1
UNION SELECT b.document_id, b.target_id, b.kind, b.holds_from FROM effect b WHERE b.target_id = $1
UNION SELECT o.document_id, o.target_id, o.kind, o.holds_from FROM effect o JOIN near ON near.id = o.document_id
UNION SELECT i.document_id, i.target_id, i.kind, i.holds_from FROM effect i JOIN near ON near.id = i.target_id) e
ORDER BY CASE WHEN document_id = $1 OR target_id = $1 THEN 0 ELSE 1 END, holds_from, document_id, target_id, kind LIMIT 500;

-- name: shelf_row
SELECT s.document_id, s.key, s.title, s.summary, s.number, s.unit_id, u.name, s.type, s.has_validity, s.column_key, s.theme, s.category, s.year,
s.published_at, s.changed_at, s.effective_on, s.expires_on, s.repealed_on, s.partly_repealed_on, s.amended_on, s.is_demonstration,
s.catalogue_item, s.said_validity, s.said_on, s.ended_on FROM shelf s JOIN unit u ON u.id = s.unit_id WHERE s.document_id = $1;

-- name: put_on_shelf
INSERT INTO shelf (document_id, key, title, summary, number, unit_id, type, has_validity, column_key, theme, category, year, published_at,
changed_at, effective_on, expires_on, is_demonstration, catalogue_item, said_validity, said_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20);

-- name: take_off_shelf
DELETE FROM shelf WHERE document_id = $1;

-- name: add_places
INSERT INTO shelf_place (facet, value, published_at, document_id) VALUES
($3, $4, $1, $2), ($5, $6, $1, $2), ($7, $8, $1, $2), ($9, $10, $1, $2), ($11, $12, $1, $2), ($13, $14, $1, $2), ($15, $16, $1, $2), ($17, $18, $1, $2), ($19, $20, $1, $2), ($21, $22, $1, $2)
ON CONFLICT DO NOTHING;

-- name: drop_place
DELETE FROM shelf_place WHERE facet = $1 AND value = $2 AND published_at = $3 AND document_id = $4;

-- name: count_on_shelf
INSERT INTO shelf_count (within_facet, within_value, facet, value, documents) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (within_facet, within_value, facet, value) DO UPDATE SET documents = shelf_count.documents + $5;

-- name: count_eight_on_shelf
INSERT INTO shelf_count (within_facet, within_value, facet, value, documents) VALUES
($1, $2, $3, $4, $5), ($6, $7, $8, $9, $10), ($11, $12, $13, $14, $15), ($16, $17, $18, $19, $20),
($21, $22, $23, $24, $25), ($26, $27, $28, $29, $30), ($31, $32, $33, $34, $35), ($36, $37, $38, $39, $40)
ON CONFLICT (within_facet, within_value, facet, value) DO UPDATE SET documents = shelf_count.documents + excluded.documents;

-- name: counts
SELECT facet, value, documents FROM shelf_count WHERE within_facet = $1 AND within_value = $2 AND documents > 0 ORDER BY facet, value;

-- name: unit_names
SELECT id, name FROM unit;

-- name: shelf_list
SELECT s.document_id, s.key, s.title, s.summary, s.number, s.unit_id, u.name, s.type, s.has_validity, s.column_key, s.theme, s.category, s.year,
s.published_at, s.changed_at, s.effective_on, s.expires_on, s.repealed_on, s.partly_repealed_on, s.amended_on, s.is_demonstration,
s.catalogue_item, s.said_validity, s.said_on, s.ended_on FROM shelf_place p JOIN shelf s ON s.document_id = p.document_id
JOIN unit u ON u.id = s.unit_id
WHERE p.facet = $1 AND p.value = $2 AND (p.published_at, p.document_id) < ($3, $4)
AND (p.published_at, p.document_id) > (SELECT b.published_at, b.document_id FROM (SELECT n.published_at, n.document_id FROM (
  SELECT l.published_at, l.document_id FROM shelf_place l WHERE l.facet = $1 AND l.value = $2 AND (l.published_at, l.document_id) < ($3, $4)
  ORDER BY l.published_at DESC, l.document_id DESC LIMIT 1 OFFSET $5) n
  UNION ALL SELECT -9000000000000000, 0) b ORDER BY b.published_at DESC LIMIT 1)
AND (s.type = $6 OR $6 = '') AND (s.unit_id = $7 OR $7 = 0) AND (s.theme = $8 OR $8 = '') AND (s.year = $9 OR $9 = 0)
AND (s.category = $10 OR $10 = '')
AND ($11 = '' OR $11 = CASE WHEN s.has_validity = 0 THEN '-'
WHEN s.repealed_on <= $12 OR (s.said_validity = 'repealed' AND s.said_on <= $12) THEN 'repealed'
WHEN s.expires_on < $12 OR s.ended_on <= $12 OR (s.said_validity = 'expired' AND s.said_on <= $12) THEN 'expired'
WHEN s.effective_on > $12 OR (s.said_validity = 'not_yet' AND s.said_on <= $12 AND s.effective_on IS NULL) THEN 'not_yet'
WHEN s.partly_repealed_on <= $12 OR (s.said_validity = 'partly_repealed' AND s.said_on <= $12) THEN 'partly_repealed'
WHEN s.amended_on <= $12 OR (s.said_validity = 'amended' AND s.said_on <= $12) THEN 'amended' ELSE 'in_force' END)
ORDER BY p.published_at DESC, p.document_id DESC LIMIT $13;

-- name: last_looked_at
SELECT p.published_at, p.document_id FROM shelf_place p WHERE p.facet = $1 AND p.value = $2 AND (p.published_at, p.document_id) < ($3, $4)
ORDER BY p.published_at DESC, p.document_id DESC LIMIT 1 OFFSET $5;

-- name: newest_of_columns
SELECT c.key, (SELECT max(p.published_at) FROM shelf_place p WHERE p.facet = 'column' AND p.value = c.key) FROM portal_column c;

-- name: newest_below_column
WITH RECURSIVE below (key) AS (SELECT c.key FROM portal_column c WHERE c.key = $1
UNION SELECT c.key FROM portal_column c JOIN below ON c.parent_key = below.key)
SELECT max((SELECT max(s.changed_at) FROM shelf s WHERE s.column_key = below.key AND s.is_demonstration = 0)) FROM below;

-- name: has_demonstration
SELECT count(*) FROM (SELECT s.document_id FROM shelf s WHERE s.is_demonstration = 1 LIMIT 1) one;

-- name: newest_id
SELECT coalesce(max(document_id), 0) FROM shelf;

-- name: sitemap
SELECT key, changed_at FROM shelf WHERE document_id >= $1 AND document_id < $2 AND is_demonstration = 0 ORDER BY document_id;

-- name: makers
SELECT m.id, m.unit_id, u.name, m.basis, m.holds_from, m.holds_until FROM maker m JOIN unit u ON u.id = m.unit_id
ORDER BY u.name, m.holds_from DESC, m.id LIMIT 2000;

-- name: may_make
SELECT count(*) FROM maker WHERE unit_id = $1 AND holds_from <= $2 AND (holds_until IS NULL OR holds_until >= $2);

-- name: add_maker
INSERT INTO maker (unit_id, basis, holds_from, holds_until, noted_at) VALUES ($1, $2, $3, $4, $5) RETURNING id;

-- name: end_maker
UPDATE maker SET holds_until = $2 WHERE id = $1;

-- name: links_of
SELECT address, tried_at, status FROM link_trial WHERE document_id = $1 ORDER BY address;

-- name: stands_here
SELECT 'documents', d.key, coalesce(f.name, ''), CASE WHEN d.withdrawn_at IS NULL THEN 200 ELSE 410 END FROM document d
LEFT JOIN edition_file f ON f.edition_id = d.live_id WHERE d.live_id IS NOT NULL AND d.dropped_at IS NULL AND d.key <> '' AND d.key IN
($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
UNION ALL SELECT 'columns', c.key, '', 200 FROM portal_column c WHERE c.key IN
($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
UNION ALL SELECT 'elsewhere', t.address, '', t.status FROM link_trial t WHERE t.document_id = $26 AND t.tried_at IS NOT NULL;

-- name: note_link
INSERT INTO link_trial (document_id, address, noted_at, tried_at, status) VALUES ($1, $2, $3, NULL, 0)
ON CONFLICT (document_id, address) DO UPDATE SET noted_at = $3, tried_at = CASE WHEN link_trial.status = 0 THEN NULL ELSE link_trial.tried_at END;

-- name: forget_link
DELETE FROM link_trial WHERE document_id = $1 AND address = $2;

-- name: untried_links
SELECT address FROM link_trial WHERE tried_at IS NULL GROUP BY address ORDER BY min(noted_at), address LIMIT $1;

-- name: links_to_try_again
SELECT t.address FROM link_trial t JOIN document d ON d.id = t.document_id
WHERE t.tried_at < CASE WHEN t.silent_times > 0 AND t.dead_since IS NULL THEN CAST($2 AS BIGINT) ELSE CAST($1 AS BIGINT) END AND t.tried_at IS NOT NULL
AND d.live_id IS NOT NULL AND d.withdrawn_at IS NULL
GROUP BY t.address ORDER BY min(t.tried_at), t.address LIMIT $3;

-- name: note_trial
UPDATE link_trial SET tried_at = $2, status = $3, silent_times = CASE WHEN $4 = 'answers' THEN 0 ELSE silent_times + 1 END,
dead_since = CASE WHEN $4 = 'answers' THEN NULL WHEN $4 = 'gone' OR silent_times >= 2 THEN coalesce(dead_since, $2) ELSE dead_since END WHERE address = $1;

-- name: hangs_on_page
SELECT 0, t.address, 0, 0, '', '', 0 FROM link_trial t WHERE t.document_id = $1 AND t.dead_since IS NOT NULL
UNION ALL
SELECT 1, p.address, d.id, o.number, o.due_on, CASE WHEN d.unit_id IS NULL THEN d.group_name ELSE u.name END,
CASE WHEN EXISTS (SELECT 1 FROM proof_lapse l WHERE l.proof_id = p.id AND l.restored_on IS NULL) THEN 1 ELSE 0 END
FROM proof p JOIN occurrence o ON o.id = p.occurrence_id JOIN duty d ON d.id = o.duty_id LEFT JOIN unit u ON u.id = d.unit_id
WHERE p.address >= $2 AND p.address < $3 AND d.ended_on IS NULL ORDER BY 1, 2, 3, 4;

-- name: expiring
SELECT s.document_id, s.title, s.unit_id, s.expires_on FROM shelf s
WHERE s.expires_on >= $1 AND s.expires_on <= $2 AND s.has_validity = 1 AND (s.repealed_on IS NULL OR s.repealed_on > s.expires_on)
AND s.ended_on IS NULL AND s.is_demonstration = 0 AND NOT EXISTS (SELECT 1 FROM expiry_duty x WHERE x.document_id = s.document_id) ORDER BY s.expires_on, s.document_id LIMIT 1000;

-- name: note_expiry_duty
INSERT INTO expiry_duty (document_id, expires_on, duty_id) VALUES ($1, $2, $3);

-- name: settled_expiry
SELECT x.duty_id FROM expiry_duty x LEFT JOIN shelf s ON s.document_id = x.document_id
WHERE x.document_id = $1 AND (s.document_id IS NULL OR s.expires_on IS NULL OR s.expires_on <> x.expires_on
OR s.repealed_on <= x.expires_on OR s.repealed_on <= $2 OR s.ended_on IS NOT NULL);

-- name: forget_expiry_duty
DELETE FROM expiry_duty WHERE document_id = $1;

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

-- name: demonstration_on_shelf
SELECT document_id FROM shelf WHERE is_demonstration = 1 ORDER BY document_id;

-- name: touched_by_demonstration
SELECT DISTINCT f.target_id FROM effect f JOIN document d ON d.id = f.document_id WHERE d.is_demonstration = 1;

-- name: drop_demonstration_effects
DELETE FROM effect WHERE document_id IN (SELECT d.id FROM document d WHERE d.is_demonstration = 1)
OR target_id IN (SELECT d.id FROM document d WHERE d.is_demonstration = 1);

-- name: drop_demonstration_links
DELETE FROM edition_link WHERE target_id IN (SELECT d.id FROM document d WHERE d.is_demonstration = 1)
OR edition_id IN (SELECT e.id FROM edition e JOIN document d ON d.id = e.document_id WHERE d.is_demonstration = 1);

-- name: drop_demonstration_files
DELETE FROM edition_file WHERE edition_id IN (SELECT e.id FROM edition e JOIN document d ON d.id = e.document_id WHERE d.is_demonstration = 1);

-- name: drop_demonstration_steps
DELETE FROM edition_step WHERE edition_id IN (SELECT e.id FROM edition e JOIN document d ON d.id = e.document_id WHERE d.is_demonstration = 1);

-- name: drop_demonstration_withdrawals
DELETE FROM withdrawal WHERE document_id IN (SELECT d.id FROM document d WHERE d.is_demonstration = 1);

-- name: drop_demonstration_editions
DELETE FROM edition WHERE document_id IN (SELECT d.id FROM document d WHERE d.is_demonstration = 1);

-- name: drop_demonstration_verdicts
DELETE FROM cleanup_item WHERE document_id IN (SELECT d.id FROM document d WHERE d.is_demonstration = 1);

-- name: drop_demonstration_trials
DELETE FROM link_trial WHERE document_id IN (SELECT d.id FROM document d WHERE d.is_demonstration = 1);

-- name: drop_demonstration_addresses
DELETE FROM old_address WHERE document_id IN (SELECT d.id FROM document d WHERE d.is_demonstration = 1);

-- name: drop_demonstration_sources
DELETE FROM moved_in WHERE document_id IN (SELECT d.id FROM document d WHERE d.is_demonstration = 1) OR index_number LIKE 'SL______Z/%';

-- name: drop_demonstration_documents
DELETE FROM document WHERE is_demonstration = 1;

-- name: drop_demonstration_numbers
DELETE FROM index_series WHERE code LIKE 'SL______Z';

-- name: drop_empty_counts
DELETE FROM shelf_count WHERE documents = 0;

-- name: demonstrations
SELECT count(*) FROM document WHERE is_demonstration = 1;

-- name: moved_in_sources
SELECT source, digest, document_id, index_number FROM moved_in WHERE source IN
($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25);

-- name: moved_in_document
SELECT index_number, published_at FROM moved_in WHERE document_id = $1;

-- name: keep_number
INSERT INTO moved_in (source, digest, index_number, address, published_at, moved_at) VALUES ($1, '', $2, '', $3, $4);

-- name: add_moved_in
INSERT INTO moved_in (source, digest, document_id, index_number, address, published_at, moved_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (source) DO UPDATE SET digest = $2, document_id = $3, address = $5, published_at = $6, moved_at = $7;

-- name: last_numbers
SELECT (SELECT coalesce(max(d.id), 0) FROM document d), (SELECT coalesce(max(e.id), 0) FROM edition e);

-- name: add_moved_document
INSERT INTO document (id, unit_id, type, state, version, step, work_id, live_id, title, key, index_number, first_published_at, published_at,
withdrawn_because, made_by, made_at, is_demonstration)
VALUES ($1, $2, $3, $4, 1, 0, $5, $6, $7, $8, $9, $10, $10, '', $11, $12, $13);

-- name: add_moved_edition
INSERT INTO edition (id, document_id, number, title, column_key, summary, theme, category, fields, body, change_note, saved_by, saved_at, published_at,
forced_because) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, '', $10, $11, $12, '');

-- name: last_in_all_series
SELECT year, last FROM index_series WHERE code = $1;

-- name: number_is_given
SELECT count(*) FROM document WHERE key = $1;

-- name: number_is_kept
SELECT count(*) FROM moved_in WHERE index_number = $1;

-- name: numbers_of_addresses
SELECT o.address, coalesce((SELECT m.index_number FROM moved_in m WHERE m.document_id = o.document_id), ''), o.file, o.column_key
FROM old_address o WHERE o.address IN
($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25);

-- name: move_series_on
INSERT INTO index_series (code, year, last) VALUES ($1, $2, $3) ON CONFLICT (code, year) DO UPDATE SET
last = CASE WHEN index_series.last < $3 THEN $3 ELSE index_series.last END;

-- name: add_old_addresses
INSERT INTO old_address (address, document_id, file, column_key) VALUES
($2, $1, $3, ''), ($4, $1, $5, ''), ($6, $1, $7, ''), ($8, $1, $9, '')
ON CONFLICT (address) DO NOTHING;

-- name: add_old_address
INSERT INTO old_address (address, document_id, file, column_key) VALUES ($1, $2, $3, $4) ON CONFLICT (address) DO NOTHING;

-- name: old_addresses
SELECT o.address, o.file, o.column_key, coalesce(d.key, ''),
CASE WHEN d.withdrawn_at IS NULL THEN 0 ELSE 1 END FROM old_address o
LEFT JOIN document d ON d.id = o.document_id AND d.live_id IS NOT NULL
WHERE lower(o.address) IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
AND (o.document_id IS NULL OR NOT EXISTS (SELECT 1 FROM document g WHERE g.id = o.document_id AND g.dropped_at IS NOT NULL)) LIMIT 64;

-- name: put_aside
INSERT INTO put_aside (actor, place, version, fields, at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (actor, place) DO UPDATE SET version = $3, fields = $4, at = $5;

-- name: find_aside
SELECT version, fields, at FROM put_aside WHERE actor = $1 AND place = $2;

-- name: drop_aside
DELETE FROM put_aside WHERE actor = $1 AND place = $2;

-- name: forget_aside
DELETE FROM put_aside WHERE at < $1;

-- name: keep_file_findings
INSERT INTO file_findings (file, checked_by, findings, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (file, checked_by) DO UPDATE SET findings = excluded.findings, at = excluded.at;

-- name: checks_of_edition
SELECT '' AS file, c.name, c.content FROM office_check_list c
UNION ALL
SELECT f.file, f.checked_by, f.findings FROM file_findings f
WHERE f.file IN (SELECT e.file FROM edition_file e WHERE e.edition_id = $1);

-- name: forget_file_findings
DELETE FROM file_findings WHERE at < $1 AND checked_by <> 'intake';
