-- name: columns
SELECT key, parent_key, zh, en, about_zh, about_en, kind, upkeep_days, is_open FROM portal_column ORDER BY position, key;

-- name: add_column
INSERT INTO portal_column (key, parent_key, position, zh, en, about_zh, about_en, kind, upkeep_days, is_open)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) ON CONFLICT (key) DO NOTHING;

-- name: items
SELECT i.id, i.key, i.field, i.field_name, i.category, i.position, i.first_level, i.second_level, i.elements, i.basis,
       i.limit_words, i.subject, i.channels, i.for_everyone, i.for_group, i.group_name, i.is_proactive, i.on_request,
       i.of_county, i.of_town, i.of_village, i.form, i.phases, i.note, i.column_key, i.own_limit, i.own_limit_because,
       i.own_limit_by, i.own_limit_on, i.retired_on, i.version, i.is_demonstration
FROM catalogue_item i
WHERE i.retired_on IS NULL AND ($1 = '' OR i.field = $1)
AND (CAST($2 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM catalogue_item_unit u WHERE u.item_id = i.id AND u.unit_id = $2))
AND ($3 = '' OR ($3 = 'county' AND i.of_county = 1) OR ($3 = 'town' AND i.of_town = 1) OR ($3 = 'village' AND i.of_village = 1))
ORDER BY CASE WHEN i.field = 'statutory' THEN 0 ELSE 1 END, i.field, i.field_name, i.position, i.id LIMIT $4 OFFSET $5;

-- name: count_items
SELECT count(*) FROM catalogue_item i
WHERE i.retired_on IS NULL AND ($1 = '' OR i.field = $1)
AND (CAST($2 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM catalogue_item_unit u WHERE u.item_id = i.id AND u.unit_id = $2))
AND ($3 = '' OR ($3 = 'county' AND i.of_county = 1) OR ($3 = 'town' AND i.of_town = 1) OR ($3 = 'village' AND i.of_village = 1));

-- name: all_items
SELECT i.id, i.key, i.field, i.field_name, i.category, i.position, i.first_level, i.second_level, i.elements, i.basis,
       i.limit_words, i.subject, i.channels, i.for_everyone, i.for_group, i.group_name, i.is_proactive, i.on_request,
       i.of_county, i.of_town, i.of_village, i.form, i.phases, i.note, i.column_key, i.own_limit, i.own_limit_because,
       i.own_limit_by, i.own_limit_on, i.retired_on, i.version, i.is_demonstration
FROM catalogue_item i ORDER BY i.id;

-- name: item_by_key
SELECT i.id, i.key, i.field, i.field_name, i.category, i.position, i.first_level, i.second_level, i.elements, i.basis,
       i.limit_words, i.subject, i.channels, i.for_everyone, i.for_group, i.group_name, i.is_proactive, i.on_request,
       i.of_county, i.of_town, i.of_village, i.form, i.phases, i.note, i.column_key, i.own_limit, i.own_limit_because,
       i.own_limit_by, i.own_limit_on, i.retired_on, i.version, i.is_demonstration
FROM catalogue_item i WHERE i.key = $1;

-- name: item_by_id
SELECT i.id, i.key, i.field, i.field_name, i.category, i.position, i.first_level, i.second_level, i.elements, i.basis,
       i.limit_words, i.subject, i.channels, i.for_everyone, i.for_group, i.group_name, i.is_proactive, i.on_request,
       i.of_county, i.of_town, i.of_village, i.form, i.phases, i.note, i.column_key, i.own_limit, i.own_limit_because,
       i.own_limit_by, i.own_limit_on, i.retired_on, i.version, i.is_demonstration
FROM catalogue_item i WHERE i.id = $1;

-- name: units_of_items
SELECT item_id, unit_id FROM catalogue_item_unit ORDER BY item_id, unit_id;

-- name: units_of_item
SELECT unit_id FROM catalogue_item_unit WHERE item_id = $1 ORDER BY unit_id;

-- name: items_by_field
SELECT field, field_name, count(*), max(is_demonstration) FROM catalogue_item WHERE retired_on IS NULL GROUP BY field, field_name ORDER BY field, field_name;

-- name: choices_for
SELECT i.key, i.first_level, i.second_level FROM catalogue_item i
WHERE i.retired_on IS NULL AND (i.field = 'statutory' OR EXISTS (SELECT 1 FROM catalogue_item_unit u WHERE u.item_id = i.id AND u.unit_id = $1))
ORDER BY CASE WHEN i.field = 'statutory' THEN 1 ELSE 0 END, i.field, i.position, i.id LIMIT 400;

-- name: units_named
SELECT DISTINCT u.unit_id FROM catalogue_item_unit u JOIN catalogue_item i ON i.id = u.item_id
WHERE i.retired_on IS NULL ORDER BY u.unit_id;

-- name: add_item
INSERT INTO catalogue_item (key, field, field_name, category, position, first_level, second_level, elements, basis, limit_words,
                            subject, channels, for_everyone, for_group, group_name, is_proactive, on_request, of_county, of_town,
                            of_village, form, phases, note, column_key, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, 1) RETURNING id;

-- name: change_item
UPDATE catalogue_item SET position = $2, first_level = $3, second_level = $4, elements = $5, basis = $6, limit_words = $7,
       subject = $8, channels = $9, for_everyone = $10, for_group = $11, group_name = $12, is_proactive = $13, on_request = $14,
       of_county = $15, of_town = $16, of_village = $17, form = $18, phases = $19, note = $20, retired_on = NULL,
       is_demonstration = 0, version = version + 1
WHERE id = $1;

-- name: place_item
UPDATE catalogue_item SET position = $2, is_demonstration = 0 WHERE id = $1 AND (position <> $2 OR is_demonstration = 1);

-- name: drop_units
DELETE FROM catalogue_item_unit WHERE item_id = $1;

-- name: add_unit
INSERT INTO catalogue_item_unit (item_id, unit_id) VALUES ($1, $2) ON CONFLICT (item_id, unit_id) DO NOTHING;

-- name: retire_item
UPDATE catalogue_item SET retired_on = $2, version = version + 1 WHERE id = $1;

-- name: give_limit
UPDATE catalogue_item SET own_limit = $3, own_limit_because = $4, own_limit_by = $5, own_limit_on = $6, version = version + 1
WHERE id = $1 AND version = $2;

-- name: put_into
UPDATE catalogue_item SET column_key = $3, version = version + 1 WHERE id = $1 AND version = $2;

-- name: hand_in
INSERT INTO catalogue_import (file, file_name, given_by, given_at) VALUES ($1, $2, $3, $4) RETURNING id;

-- name: accept_import
UPDATE catalogue_import SET accepted_at = $2 WHERE id = $1 AND accepted_at IS NULL;

-- name: import_by_id
SELECT id, file, file_name, given_by, given_at, accepted_at FROM catalogue_import WHERE id = $1;

-- name: imports
SELECT id, file, file_name, given_by, given_at, accepted_at FROM catalogue_import ORDER BY id DESC LIMIT $1;

-- name: files_of_imports
SELECT DISTINCT file FROM catalogue_import;

-- name: watch
INSERT INTO column_upkeep (column_key, watched_from) VALUES ($1, $2) ON CONFLICT (column_key) DO NOTHING;

-- name: watched
SELECT c.key, c.parent_key, c.zh, c.en, c.about_zh, c.about_en, c.kind, c.upkeep_days, c.is_open,
       u.unit_id, u.watched_from, u.last_on, u.duty_id, u.id
FROM column_upkeep u JOIN portal_column c ON c.key = u.column_key ORDER BY c.position, c.key;

-- name: name_owner
UPDATE column_upkeep SET unit_id = $2 WHERE column_key = $1;

-- name: set_period
UPDATE portal_column SET upkeep_days = $2 WHERE key = $1;

-- name: note_publication
UPDATE column_upkeep SET last_on = $2 WHERE column_key = $1 AND (last_on IS NULL OR last_on < $2);

-- name: note_newest
UPDATE column_upkeep SET last_on = $2 WHERE column_key = $1;

-- name: duty_of_column
SELECT duty_id FROM column_upkeep WHERE column_key = $1 AND duty_id IS NOT NULL;

-- name: note_duty
UPDATE column_upkeep SET duty_id = $2 WHERE column_key = $1;

-- name: state
INSERT INTO fact_statement (kind, subject, since_on, said, is_ended, given_by, given_at, is_demonstration)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id;

-- name: statements
SELECT id, kind, subject, since_on, said, is_ended, given_by, given_at, is_demonstration FROM fact_statement
WHERE kind = $1 AND subject = $2 ORDER BY since_on, id;

-- name: statements_of_kind
SELECT id, kind, subject, since_on, said, is_ended, given_by, given_at, is_demonstration FROM fact_statement
WHERE kind = $1 ORDER BY subject, since_on, id;

-- name: statements_of_subjects
SELECT id, kind, subject, since_on, said, is_ended, given_by, given_at, is_demonstration FROM fact_statement
WHERE kind = $1 AND subject IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ORDER BY subject, since_on, id;

-- name: next_subject
SELECT coalesce(max(subject), 0) + 1 FROM fact_statement WHERE kind = $1;

-- name: add_training
INSERT INTO training_session (held_on, theme, people, minutes, unit_id, given_by, given_at, is_demonstration)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id;

-- name: trainings
SELECT id, held_on, theme, people, minutes, unit_id, given_by, withdrawn_on, is_demonstration FROM training_session
WHERE withdrawn_on IS NULL ORDER BY held_on DESC, id DESC;

-- name: withdraw_training
UPDATE training_session SET withdrawn_on = $2 WHERE id = $1 AND withdrawn_on IS NULL;

-- name: mark_item
UPDATE catalogue_item SET is_demonstration = 1, column_key = $2 WHERE key = $1;

-- name: demonstrations
SELECT (SELECT count(*) FROM catalogue_item WHERE is_demonstration = 1) + (SELECT count(*) FROM fact_statement WHERE is_demonstration = 1)
+ (SELECT count(*) FROM training_session WHERE is_demonstration = 1);

-- name: in_the_way
SELECT (SELECT count(*) FROM catalogue_item WHERE field <> 'statutory') + (SELECT count(*) FROM fact_statement);

-- name: drop_demonstration_units
DELETE FROM catalogue_item_unit WHERE item_id IN (SELECT i.id FROM catalogue_item i WHERE i.is_demonstration = 1);

-- name: drop_demonstration_items
DELETE FROM catalogue_item WHERE is_demonstration = 1;

-- name: drop_demonstration_statements
DELETE FROM fact_statement WHERE is_demonstration = 1;

-- name: drop_demonstration_trainings
DELETE FROM training_session WHERE is_demonstration = 1;

-- name: about_unit
SELECT (SELECT count(*) FROM fact_statement f WHERE f.kind = 'profile' AND f.subject = $1),
(SELECT count(*) FROM catalogue_item_unit u JOIN catalogue_item i ON i.id = u.item_id WHERE u.unit_id = $1 AND i.retired_on IS NULL);

-- name: columns_of_unit
SELECT c.key, c.zh, c.en FROM column_upkeep u JOIN portal_column c ON c.key = u.column_key WHERE u.unit_id = $1 AND c.is_open = 1
ORDER BY c.position, c.key;
