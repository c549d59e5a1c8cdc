-- A document that was withdrawn may come back; that it was away, when and why stays in its history.
CREATE TABLE withdrawal (
    id          INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document (id),
    edition_id  INTEGER NOT NULL REFERENCES edition (id),
    at          INTEGER NOT NULL,
    because     TEXT NOT NULL
) STRICT;
CREATE INDEX withdrawal_document ON withdrawal (document_id, id);
INSERT INTO withdrawal (document_id, edition_id, at, because)
SELECT id, live_id, withdrawn_at, withdrawn_because FROM document WHERE withdrawn_at IS NOT NULL AND live_id IS NOT NULL;
