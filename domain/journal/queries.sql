-- name: last_link
SELECT sequence, hash FROM journal_line ORDER BY sequence DESC LIMIT 1;

-- name: add_line
INSERT INTO journal_line (sequence, at, actor, deed, subject, detail, previous_hash, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: all_lines
SELECT sequence, at, actor, deed, subject, detail, previous_hash, hash FROM journal_line ORDER BY sequence;

-- name: line_by_hash
SELECT sequence FROM journal_line WHERE hash >= $1 AND hash < $2 LIMIT 1;

-- name: newest_lines
SELECT sequence, at, actor, deed, subject, detail, previous_hash, hash FROM journal_line ORDER BY sequence DESC LIMIT $1;
