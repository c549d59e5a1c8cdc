-- name: library
SELECT code, name FROM draw_library WHERE unit_id = $1 AND library = $2 ORDER BY code;

-- name: library_size
SELECT count(*) FROM draw_library WHERE unit_id = $1 AND library = $2;

-- name: clear_library
DELETE FROM draw_library WHERE unit_id = $1 AND library = $2;

-- name: add_to_library
INSERT INTO draw_library (unit_id, library, code, name) VALUES ($1, $2, $3, $4);

-- name: settle
INSERT INTO draw (unit_id, plan_no, title, objects_size, objects_root, inspectors_size, inspectors_root, drawn, inspectors_each,
secret_hash, sealed_secret, number_rule, draw_on, settled_at, public_number, secret, is_demonstration, task_no, checks_until)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', '', $15, $16, $17) RETURNING id;

-- name: add_entry
INSERT INTO draw_entry (draw_id, library, number, code, name, salt) VALUES ($1, $2, $3, $4, $5, $6);

-- name: entries
SELECT code, name, salt FROM draw_entry WHERE draw_id = $1 AND library = $2 ORDER BY number;

-- name: draw_by_id
SELECT id, unit_id, plan_no, title, objects_size, objects_root, inspectors_size, inspectors_root, drawn, inspectors_each, secret_hash,
number_rule, draw_on, settled_at, public_number, secret, drawn_at, named_at, is_demonstration, task_no, checks_until, duty_id, results,
results_on FROM draw WHERE id = $1;

-- name: draws
SELECT id, unit_id, plan_no, title, objects_size, objects_root, inspectors_size, inspectors_root, drawn, inspectors_each, secret_hash,
number_rule, draw_on, settled_at, public_number, secret, drawn_at, named_at, is_demonstration, task_no, checks_until, duty_id, results,
results_on FROM draw WHERE id < $1 ORDER BY id DESC LIMIT $2;

-- name: sealed_secret
SELECT sealed_secret FROM draw WHERE id = $1;

-- name: drawn
UPDATE draw SET public_number = $2, secret = $3, drawn_at = $4 WHERE id = $1 AND drawn_at IS NULL;

-- name: named
UPDATE draw SET named_at = $2 WHERE id = $1 AND named_at IS NULL;

-- name: owes
UPDATE draw SET duty_id = $2 WHERE id = $1;

-- name: owing
SELECT id FROM draw WHERE duty_id IS NOT NULL AND results_on IS NULL ORDER BY id;

-- name: results
UPDATE draw SET results = $2, results_on = $3 WHERE id = $1;

-- name: demonstration
SELECT id FROM draw WHERE is_demonstration = 1 ORDER BY id;

-- name: drop_entries
DELETE FROM draw_entry WHERE draw_id = $1;

-- name: drop_draw
DELETE FROM draw WHERE id = $1;
