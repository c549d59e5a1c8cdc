-- name: check_lists
SELECT name, content FROM office_check_list ORDER BY name;

-- name: keep_check_list
INSERT INTO office_check_list (name, content, changed_at) VALUES ($1, $2, $3)
ON CONFLICT (name) DO UPDATE SET content = $2, changed_at = $3;

-- name: forget_check_list
DELETE FROM office_check_list WHERE name = $1;
