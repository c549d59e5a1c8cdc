-- name: add_account
INSERT INTO account (name, person, mail, unit_id, roles, password, last_code, made_at)
VALUES ($1, $2, $3, $4, $5, $6, 0, $7) ON CONFLICT (name) DO NOTHING RETURNING id;

-- name: account_by_id
SELECT id, name, person, mail, unit_id, roles, second_factor, closed_at, made_at, signed_in_at FROM account WHERE id = $1;

-- name: all_accounts
SELECT id, name, person, mail, unit_id, roles, second_factor, closed_at, made_at, signed_in_at FROM account
ORDER BY CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END, unit_id, name;

-- name: secrets_of_name
SELECT id, password, second_factor, last_code FROM account WHERE name = $1 AND closed_at IS NULL;

-- name: secrets_of_id
SELECT id, password, second_factor, last_code FROM account WHERE id = $1 AND closed_at IS NULL;

-- name: anybody_with_role
SELECT 1 FROM account WHERE closed_at IS NULL AND ',' || roles || ',' LIKE '%,' || $1 || ',%' LIMIT 1;

-- name: change_password
UPDATE account SET password = $2 WHERE id = $1;

-- name: change_mail
UPDATE account SET mail = $2 WHERE id = $1;

-- name: change_second_factor
UPDATE account SET second_factor = $2, last_code = 0 WHERE id = $1;

-- name: use_code
UPDATE account SET last_code = $2 WHERE id = $1 AND last_code < $2;

-- name: change_roles
UPDATE account SET roles = $2, unit_id = $3 WHERE id = $1;

-- name: close_account
UPDATE account SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL;

-- name: note_signed_in
UPDATE account SET signed_in_at = $2 WHERE id = $1;

-- name: add_link
INSERT INTO account_link (hash, roles, unit_id, account_id, good_until, made_by) VALUES ($1, $2, $3, $4, $5, $6);

-- name: drop_links_made_by
DELETE FROM account_link WHERE used_at IS NULL AND account_id IS NULL AND made_by = $1;

-- name: link_by_hash
SELECT roles, unit_id, account_id, good_until FROM account_link WHERE hash = $1 AND used_at IS NULL AND good_until > $2
AND NOT EXISTS (SELECT 1 FROM account WHERE account.id = account_link.account_id AND account.closed_at IS NOT NULL);

-- name: use_link
UPDATE account_link SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND good_until > $2
AND NOT EXISTS (SELECT 1 FROM account WHERE account.id = account_link.account_id AND account.closed_at IS NOT NULL);

-- name: open_links
SELECT hash, roles, unit_id, account_id, good_until, made_by FROM account_link WHERE used_at IS NULL AND good_until > $1
ORDER BY good_until DESC, hash;

-- name: withdraw_link
DELETE FROM account_link WHERE hash = $1 AND used_at IS NULL RETURNING roles, unit_id, account_id;

-- name: drop_links_of
DELETE FROM account_link WHERE account_id = $1 AND used_at IS NULL;

-- name: add_session
INSERT INTO session (hash, account_id, began_at, seen_at) VALUES ($1, $2, $3, $3);

-- name: session_by_hash
SELECT account_id, began_at, seen_at FROM session WHERE hash = $1;

-- name: see_session
UPDATE session SET seen_at = $2 WHERE hash = $1;

-- name: drop_session
DELETE FROM session WHERE hash = $1;

-- name: drop_sessions_of
DELETE FROM session WHERE account_id = $1;

-- name: drop_old_sessions
DELETE FROM session WHERE seen_at < $1;

-- name: add_access
INSERT INTO access_line (at, what, name, address, household) VALUES ($1, $2, $3, $4, $5);

-- name: begin_try
INSERT INTO access_line (at, what, name, address, household) VALUES ($1, 'sign_in.wrong', $2, $3, $4) RETURNING id;

-- name: settle_try
UPDATE access_line SET what = $2 WHERE id = $1;

-- name: wrong_tries_of_name
SELECT at FROM access_line WHERE name = $1 AND at > $2 AND what = 'sign_in.wrong'
AND at > coalesce((SELECT max(at) FROM access_line WHERE name = $1 AND at > $2 AND what = 'sign_in'), 0)
ORDER BY at DESC LIMIT $3;

-- name: wrong_tries_of_household
SELECT at FROM access_line WHERE household = $1 AND at > $2 AND what = 'sign_in.wrong' ORDER BY at DESC LIMIT $3;

-- name: newest_accesses
SELECT at, what, name, address, id FROM access_line WHERE id < $1 ORDER BY id DESC LIMIT $2;

-- name: drop_old_accesses
DELETE FROM access_line WHERE at < $1;

-- name: account_of_subject
SELECT account_id FROM account_sign_on WHERE subject_key = $1;

-- name: subject_of_account
SELECT issuer, subject FROM account_sign_on WHERE account_id = $1;

-- name: add_sign_on
INSERT INTO account_sign_on (subject_key, account_id, issuer, subject, linked_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (subject_key) DO NOTHING;

-- name: drop_sign_on
DELETE FROM account_sign_on WHERE account_id = $1;

-- name: key_mark
SELECT sealed FROM key_mark WHERE id = 1;

-- name: set_key_mark
INSERT INTO key_mark (id, sealed) VALUES (1, $1) ON CONFLICT (id) DO NOTHING;

-- name: anything_sealed
SELECT person FROM account ORDER BY id LIMIT 1;

-- name: account_names
SELECT id, name FROM account;

-- name: id_of_name
SELECT id FROM account WHERE name = $1;
