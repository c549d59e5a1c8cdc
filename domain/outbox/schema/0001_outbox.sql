-- Mail that waits or was sent. No text and no address: both are made when it is sent. `next_at` is when it is tried next; who
-- tries it moves that on first, so no other node does.
CREATE TABLE outbox_mail (
    id          INTEGER PRIMARY KEY,
    account_id  INTEGER NOT NULL REFERENCES account (id),
    kind        TEXT NOT NULL,
    path        TEXT NOT NULL,
    due_on      TEXT,
    written_at  INTEGER NOT NULL,
    tries       INTEGER NOT NULL,
    next_at     INTEGER NOT NULL,
    sent_at     INTEGER,
    given_up_at INTEGER
) STRICT;
CREATE INDEX outbox_mail_account ON outbox_mail (account_id, kind);
CREATE INDEX outbox_mail_waiting ON outbox_mail (next_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
