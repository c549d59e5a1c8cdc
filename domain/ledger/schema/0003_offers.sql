-- What an officer hands in as proof. It counts once somebody else has accepted it; what was returned stays on record.
CREATE TABLE proof_offer (
    id            INTEGER PRIMARY KEY,
    occurrence_id INTEGER NOT NULL REFERENCES occurrence (id),
    done_on       TEXT NOT NULL,
    words         TEXT NOT NULL,
    kind          TEXT NOT NULL,
    address       TEXT NOT NULL,
    file_name     TEXT NOT NULL,
    file          TEXT NOT NULL,
    given_by      TEXT NOT NULL,
    given_at      INTEGER NOT NULL,
    answer        TEXT,
    reason        TEXT,
    answered_by   TEXT,
    answered_at   INTEGER
) STRICT;
CREATE INDEX proof_offer_occurrence ON proof_offer (occurrence_id);
CREATE UNIQUE INDEX proof_offer_waiting ON proof_offer (occurrence_id) WHERE answer IS NULL;

-- What is open, by its due day: inboxes and the view of who owes what since when.
CREATE INDEX occurrence_open ON occurrence (due_on, duty_id) WHERE done_on IS NULL;
