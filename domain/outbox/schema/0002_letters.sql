-- A letter to somebody who has no account. The room that owns the matter knows his address and writes the letter when it is sent;
-- here stands that one waits, and how often it was tried.
CREATE TABLE outbox_letter (
    id          INTEGER PRIMARY KEY,
    writer      TEXT NOT NULL,
    matter      INTEGER NOT NULL,
    written_at  INTEGER NOT NULL,
    tries       INTEGER NOT NULL,
    next_at     INTEGER NOT NULL,
    sent_at     INTEGER,
    given_up_at INTEGER
) STRICT;
CREATE INDEX outbox_letter_matter ON outbox_letter (matter, writer);
CREATE INDEX outbox_letter_waiting ON outbox_letter (next_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
