-- Who is told by mail of what is new. The address lies sealed; `address_mark` tells equal ones and says nothing of them; the links of
-- its letters follow from `secret`, which lies sealed too, and are known here by their hashes only. A row is gone when its reader
-- ends it, or when he has not confirmed it in time.
CREATE TABLE search_alert (
    id            INTEGER PRIMARY KEY,
    question      TEXT NOT NULL,
    language      TEXT NOT NULL,
    address       TEXT NOT NULL,
    address_mark  TEXT NOT NULL,
    secret        TEXT NOT NULL,
    confirm_hash  TEXT NOT NULL,
    end_hash      TEXT NOT NULL,
    asked_at      INTEGER NOT NULL,
    confirmed_at  INTEGER,
    seen_sequence INTEGER NOT NULL,
    told_on       TEXT
) STRICT;
CREATE UNIQUE INDEX search_alert_same ON search_alert (address_mark, question);
CREATE UNIQUE INDEX search_alert_confirm ON search_alert (confirm_hash);
CREATE UNIQUE INDEX search_alert_end ON search_alert (end_hash);
CREATE INDEX search_alert_waiting ON search_alert (asked_at) WHERE confirmed_at IS NULL;
CREATE INDEX search_alert_seen ON search_alert (seen_sequence) WHERE confirmed_at IS NOT NULL;
CREATE INDEX search_alert_question ON search_alert (question, id) WHERE confirmed_at IS NOT NULL;

-- What an alert has found: told once. `letter_id` is the letter of the outbox that says it; null: in none yet.
CREATE TABLE search_alert_find (
    alert_id  INTEGER NOT NULL,
    entry_id  INTEGER NOT NULL,
    found_on  TEXT NOT NULL,
    letter_id INTEGER,
    PRIMARY KEY (alert_id, entry_id)
) STRICT;
CREATE INDEX search_alert_find_untold ON search_alert_find (alert_id) WHERE letter_id IS NULL;
CREATE INDEX search_alert_find_letter ON search_alert_find (letter_id) WHERE letter_id IS NOT NULL;
CREATE INDEX search_alert_find_old ON search_alert_find (found_on);
