-- The values of a statement are one JSON object: which fields it has is the matter of data/catalogue/facts.json.
CREATE TABLE fact_statement (
    id       INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    subject  INTEGER NOT NULL,
    since_on TEXT NOT NULL,
    said     TEXT NOT NULL,
    is_ended INTEGER NOT NULL,
    given_by TEXT NOT NULL,
    given_at INTEGER NOT NULL
) STRICT;
CREATE INDEX fact_statement_subject ON fact_statement (kind, subject, id);

CREATE TABLE training_session (
    id           INTEGER PRIMARY KEY,
    held_on      TEXT NOT NULL,
    theme        TEXT NOT NULL,
    people       INTEGER NOT NULL,
    minutes      INTEGER NOT NULL,
    unit_id      INTEGER NOT NULL REFERENCES unit (id),
    given_by     TEXT NOT NULL,
    given_at     INTEGER NOT NULL,
    withdrawn_on TEXT
) STRICT;
