-- name: hand_over
INSERT INTO search_entry (source, key, sequence, is_gone, digest, title, title_en, title_bare, number, number_organ, number_year, number_serial,
summary, body, known_as, kind_id, unit_id, theme_id, column_id, published_on, validity, turns, turns_on, address, formats, act, act_address, telephone,
is_demonstration, shown_until)
VALUES ($1, $2, (SELECT coalesce(max(s.sequence), 0) + 1 FROM search_entry s), 0, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
$17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)
ON CONFLICT (source, key) DO UPDATE SET sequence = excluded.sequence, is_gone = 0, digest = excluded.digest, title = excluded.title,
title_en = excluded.title_en, title_bare = excluded.title_bare, number = excluded.number, number_organ = excluded.number_organ,
number_year = excluded.number_year, number_serial = excluded.number_serial, summary = excluded.summary, body = excluded.body,
known_as = excluded.known_as, kind_id = excluded.kind_id, unit_id = excluded.unit_id, theme_id = excluded.theme_id, column_id = excluded.column_id,
published_on = excluded.published_on, validity = excluded.validity, turns = excluded.turns, turns_on = excluded.turns_on, address = excluded.address,
formats = excluded.formats, act = excluded.act, act_address = excluded.act_address, telephone = excluded.telephone,
is_demonstration = excluded.is_demonstration, shown_until = excluded.shown_until
WHERE search_entry.is_gone = 1 OR search_entry.digest <> excluded.digest;

-- name: take_away
UPDATE search_entry SET is_gone = 1, sequence = (SELECT coalesce(max(s.sequence), 0) + 1 FROM search_entry s), digest = '', title = '', title_en = '',
title_bare = '', number = '', number_organ = '', number_year = 0, number_serial = 0, summary = '', body = '', known_as = '', turns = '',
turns_on = NULL, shown_until = NULL, telephone = ''
WHERE source = $1 AND key = $2 AND is_gone = 0;

-- name: touch
UPDATE search_entry SET sequence = (SELECT coalesce(max(s.sequence), 0) + 1 FROM search_entry s) WHERE source = $1 AND key = $2 AND is_gone = 0;

-- name: digests
SELECT key, digest FROM search_entry WHERE source = $1 AND is_gone = 0;

-- name: to_turn
SELECT id, turns, source, key, shown_until FROM search_entry WHERE turns_on <= $1 ORDER BY id LIMIT 500;

-- name: turn
UPDATE search_entry SET validity = $2, turns_on = $3, sequence = (SELECT coalesce(max(s.sequence), 0) + 1 FROM search_entry s) WHERE id = $1;

-- name: last_sequence
SELECT coalesce(max(sequence), 0) FROM search_entry;

-- name: how_many
SELECT count(*) FROM search_entry WHERE is_gone = 0;

-- name: after
SELECT id, source, key, sequence, is_gone, title, title_en, title_bare, number, summary, body, known_as, kind_id, unit_id, theme_id, column_id, published_on, validity, turns, address, formats, act, act_address, telephone, is_demonstration, digest, shown_until
FROM search_entry WHERE sequence > $1 ORDER BY sequence LIMIT $2;

-- name: from_id
SELECT id, source, key, sequence, is_gone, title, title_en, title_bare, number, summary, body, known_as, kind_id, unit_id, theme_id, column_id, published_on, validity, turns, address, formats, act, act_address, telephone, is_demonstration, digest, shown_until
FROM search_entry WHERE id > $1 AND is_gone = 0 ORDER BY id LIMIT $2;

-- name: by_ids
SELECT id, source, key, sequence, is_gone, title, title_en, title_bare, number, summary, body, known_as, kind_id, unit_id, theme_id, column_id, published_on, validity, turns, address, formats, act, act_address, telephone, is_demonstration, digest, shown_until
FROM search_entry WHERE is_gone = 0 AND id IN
($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64, $65, $66, $67, $68, $69, $70, $71, $72, $73, $74, $75, $76, $77, $78, $79, $80, $81, $82, $83, $84, $85, $86, $87, $88, $89, $90, $91, $92, $93, $94, $95, $96, $97, $98, $99, $100);

-- name: by_number
SELECT id FROM search_entry WHERE number_serial = $1 AND number_serial > 0 AND number_organ = $2 ORDER BY number_year DESC, id LIMIT 30;

-- name: by_serial
SELECT id, number_organ FROM search_entry WHERE number_serial = $1 AND number_serial > 0 AND ($2 = number_year OR CAST($2 AS BIGINT) = 0)
ORDER BY published_on DESC, id LIMIT 200;

-- name: by_title
SELECT id FROM search_entry WHERE title_bare = $1 AND is_gone = 0 ORDER BY published_on DESC, id DESC LIMIT 20;

-- name: titles_of
SELECT id, title, kind_id, published_on FROM search_entry WHERE is_gone = 0 AND source <> 'record' ORDER BY published_on DESC, id DESC LIMIT $1;

-- name: titles_of_records
SELECT id, title, kind_id, published_on FROM search_entry WHERE is_gone = 0 AND source = 'record' ORDER BY id DESC LIMIT $1;

-- name: labels
SELECT id, facet, code, zh, en FROM search_label;

-- name: labels_of
SELECT id, facet, zh, en FROM search_label WHERE (facet = 'kind' AND code = $1) OR (facet = 'unit' AND code = $2) OR (facet = 'theme' AND code = $3)
OR (facet = 'column' AND code = $4);

-- name: add_label
INSERT INTO search_label (facet, code, zh, en) VALUES ($1, $2, $3, $4)
ON CONFLICT (facet, code) DO UPDATE SET zh = excluded.zh, en = excluded.en RETURNING id;

-- name: keep_text
INSERT INTO search_file (file, text) VALUES ($1, $2) ON CONFLICT (file) DO UPDATE SET text = excluded.text;

-- name: text_of_file
SELECT text FROM search_file WHERE file = $1;

-- name: state
SELECT value FROM search_state WHERE name = $1;

-- name: set_state
INSERT INTO search_state (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: note_unread
INSERT INTO search_unread (file, source, key) SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT)
WHERE NOT EXISTS (SELECT 1 FROM search_file f WHERE f.file = $1) ON CONFLICT DO NOTHING;

-- name: unread
SELECT file, source, key FROM search_unread ORDER BY file, source, key LIMIT $1;

-- name: drop_unread
DELETE FROM search_unread WHERE file = $1 AND source = $2 AND key = $3;
