-- name: leaf_count
SELECT coalesce(max(number), 0) FROM log_leaf;

-- name: add_leaf
INSERT INTO log_leaf (number, address, body, hash) VALUES ($1, $2, $3, $4);

-- name: add_subtree
INSERT INTO log_subtree (level, number, hash) VALUES ($1, $2, $3);

-- name: leaf_hashes
SELECT hash FROM log_leaf WHERE number > $1 AND number <= $2 ORDER BY number;

-- name: leaf_bodies
SELECT body FROM log_leaf WHERE number > $1 AND number <= $2 ORDER BY number;

-- name: subtree_hashes
SELECT hash FROM log_subtree WHERE level = $1 AND number >= $2 AND number < $3 ORDER BY number;

-- name: subtree_count
SELECT count(*) FROM log_subtree;

-- name: leaf
SELECT number, body, hash, address FROM log_leaf WHERE number = $1;

-- name: leaves_before
SELECT number, body, hash, address FROM log_leaf WHERE number < $1 ORDER BY number DESC LIMIT $2;

-- name: leaves_of_address
SELECT number, body, hash, address FROM log_leaf WHERE address = $1 AND number < $2 ORDER BY number DESC LIMIT $3;

-- name: leaves_after
SELECT number, body, hash, address FROM log_leaf WHERE number > $1 ORDER BY number LIMIT $2;

-- name: key
SELECT public_key, seed FROM log_key WHERE id = 1;

-- name: add_key
INSERT INTO log_key (id, public_key, seed) VALUES (1, $1, $2);

-- name: checkpoint_of_all
SELECT size, note, at FROM log_checkpoint WHERE size = (SELECT coalesce(max(number), 0) FROM log_leaf);

-- name: checkpoints_after
SELECT size, note, at FROM log_checkpoint WHERE size > $1 ORDER BY size LIMIT $2;

-- name: add_checkpoint
INSERT INTO log_checkpoint (size, note, at) VALUES ($1, $2, $3);
