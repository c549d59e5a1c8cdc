-- name: columns
SELECT key, parent_key, zh, en, about_zh, about_en, kind, upkeep_days, is_open FROM portal_column ORDER BY position, key;

-- name: add_column
INSERT INTO portal_column (key, parent_key, position, zh, en, about_zh, about_en, kind, upkeep_days, is_open)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) ON CONFLICT (key) DO NOTHING;
