-- name: tell_account
INSERT INTO outbox_mail (account_id, kind, path, due_on, written_at, tries, next_at)
SELECT a.id, $2, $3, $4, $5, 0, $5 FROM account a WHERE a.id = $1 AND a.closed_at IS NULL
AND NOT EXISTS (SELECT 1 FROM outbox_mail o WHERE o.account_id = a.id AND o.kind = $2 AND o.path = $3 AND o.written_at > $6);

-- name: tell_role
INSERT INTO outbox_mail (account_id, kind, path, due_on, written_at, tries, next_at)
SELECT a.id, $3, $4, $5, $6, 0, $6 FROM account a WHERE a.closed_at IS NULL AND ',' || a.roles || ',' LIKE '%,' || $1 || ',%'
AND ($2 = 0 OR a.unit_id = $2)
AND NOT EXISTS (SELECT 1 FROM outbox_mail o WHERE o.account_id = a.id AND o.kind = $3 AND o.path = $4 AND o.written_at > $7);

-- name: any_due
SELECT 1 FROM outbox_mail WHERE sent_at IS NULL AND given_up_at IS NULL AND next_at <= $1
UNION ALL SELECT 1 FROM outbox_letter WHERE sent_at IS NULL AND given_up_at IS NULL AND next_at <= $1 LIMIT 1;

-- name: claim
UPDATE outbox_mail SET next_at = $2, tries = tries + 1
WHERE id IN (SELECT o.id FROM outbox_mail o WHERE o.sent_at IS NULL AND o.given_up_at IS NULL AND o.next_at <= $1
ORDER BY o.next_at, o.id LIMIT $3)
RETURNING id, account_id, kind, path, due_on, tries;

-- name: sent
UPDATE outbox_mail SET sent_at = $2 WHERE id = $1;

-- name: try_again
UPDATE outbox_mail SET next_at = $2 WHERE id = $1;

-- name: give_up
UPDATE outbox_mail SET given_up_at = $2 WHERE id = $1;

-- name: count_mail
SELECT count(*) FILTER (WHERE m.sent_at IS NULL AND m.given_up_at IS NULL), count(*) FILTER (WHERE m.sent_at IS NOT NULL),
count(*) FILTER (WHERE m.given_up_at IS NOT NULL)
FROM (SELECT sent_at, given_up_at FROM outbox_mail UNION ALL SELECT sent_at, given_up_at FROM outbox_letter) m;

-- name: drop_old
DELETE FROM outbox_mail WHERE (sent_at IS NOT NULL OR given_up_at IS NOT NULL) AND written_at < $1;

-- name: add_letter
INSERT INTO outbox_letter (writer, matter, written_at, tries, next_at) VALUES ($1, $2, $3, 0, $3) RETURNING id;

-- name: letter_waits
SELECT 1 FROM outbox_letter WHERE matter = $1 AND writer = $2 AND sent_at IS NULL AND given_up_at IS NULL LIMIT 1;

-- name: claim_letters
UPDATE outbox_letter SET next_at = $2, tries = tries + 1
WHERE id IN (SELECT o.id FROM outbox_letter o WHERE o.sent_at IS NULL AND o.given_up_at IS NULL AND o.next_at <= $1
ORDER BY o.next_at, o.id LIMIT $3)
RETURNING id, writer, matter, tries;

-- name: letter_sent
UPDATE outbox_letter SET sent_at = $2 WHERE id = $1;

-- name: try_letter_again
UPDATE outbox_letter SET next_at = $2 WHERE id = $1;

-- name: give_up_letter
UPDATE outbox_letter SET given_up_at = $2 WHERE id = $1;

-- name: drop_letters
DELETE FROM outbox_letter WHERE matter = $1 AND writer = $2;

-- name: drop_old_letters
DELETE FROM outbox_letter WHERE (sent_at IS NOT NULL OR given_up_at IS NOT NULL) AND written_at < $1;
