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

-- name: lines_before
SELECT sequence, at, actor, deed, subject, detail, previous_hash, hash FROM journal_line WHERE sequence < $1 ORDER BY sequence DESC LIMIT $2;

-- name: lines_of_actor
SELECT sequence, at, actor, deed, subject, detail, previous_hash, hash FROM journal_line
WHERE sequence < $1 AND actor = $3 ORDER BY sequence DESC LIMIT $2;

-- name: lines_of_deed
SELECT sequence, at, actor, deed, subject, detail, previous_hash, hash FROM journal_line
WHERE sequence < $1 AND deed = $3 ORDER BY sequence DESC LIMIT $2;

-- name: lines_of_both
SELECT sequence, at, actor, deed, subject, detail, previous_hash, hash FROM journal_line
WHERE sequence < $1 AND actor = $3 AND deed = $4 ORDER BY sequence DESC LIMIT $2;

-- name: lines_after
SELECT sequence, at, actor, deed, subject, detail, previous_hash, hash FROM journal_line WHERE sequence > $1 ORDER BY sequence LIMIT $2;

-- name: deeds
WITH RECURSIVE known (deed) AS (
    SELECT min(deed) FROM journal_line
    UNION ALL
    SELECT (SELECT min(deed) FROM journal_line WHERE deed > known.deed) FROM known WHERE known.deed IS NOT NULL
)
SELECT deed FROM known WHERE deed IS NOT NULL ORDER BY deed;
