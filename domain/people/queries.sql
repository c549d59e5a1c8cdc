-- name: all_units
SELECT id, name, full_name, kind, parent_id, valid_from, valid_until, note, is_listed FROM unit ORDER BY id;

-- name: all_names
SELECT unit_id, name FROM unit_alias ORDER BY unit_id, position;

-- name: all_memberships
SELECT unit_id, group_name FROM unit_membership ORDER BY unit_id, position;

-- name: add_unit
INSERT INTO unit (name, full_name, kind, parent_id, valid_from, valid_until, note, is_listed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id;

-- name: change_unit
UPDATE unit SET full_name = $2, kind = $3, parent_id = $4, valid_until = $5, note = $6, is_listed = 1 WHERE id = $1;

-- name: drop_names
DELETE FROM unit_alias WHERE unit_id = $1;

-- name: add_name
INSERT INTO unit_alias (unit_id, name, position) VALUES ($1, $2, $3);

-- name: drop_memberships
DELETE FROM unit_membership WHERE unit_id = $1;

-- name: add_membership
INSERT INTO unit_membership (unit_id, group_name, position) VALUES ($1, $2, $3);

-- name: note_unit
INSERT INTO unit (name, full_name, kind, note, is_listed) VALUES ($1, $1, 'other', '', 0)
ON CONFLICT (name, coalesce(valid_from, '')) DO UPDATE SET name = excluded.name RETURNING id;

-- name: note_section
INSERT INTO unit (name, full_name, kind, parent_id, note, is_listed) VALUES ($1, $2, $3, $4, '', 1)
ON CONFLICT (name, coalesce(valid_from, '')) DO NOTHING RETURNING id;
