CREATE TABLE duty (
    id         INTEGER PRIMARY KEY,
    origin     TEXT NOT NULL,
    part       INTEGER NOT NULL,
    unit_id    INTEGER REFERENCES unit (id),
    group_name TEXT NOT NULL,
    ended_on   TEXT
) STRICT;
CREATE INDEX duty_origin ON duty (origin, part);
CREATE INDEX duty_unit ON duty (unit_id);

CREATE TABLE occurrence (
    id      INTEGER PRIMARY KEY,
    duty_id INTEGER NOT NULL REFERENCES duty (id),
    number  INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    words   TEXT NOT NULL,
    due_on  TEXT NOT NULL,
    done_on TEXT
) STRICT;
CREATE UNIQUE INDEX occurrence_duty ON occurrence (duty_id, number);

CREATE TABLE proof (
    id               INTEGER PRIMARY KEY,
    occurrence_id    INTEGER NOT NULL REFERENCES occurrence (id),
    done_on          TEXT NOT NULL,
    words            TEXT NOT NULL,
    address          TEXT NOT NULL,
    is_demonstration INTEGER NOT NULL,
    given_by         TEXT NOT NULL,
    given_at         INTEGER NOT NULL
) STRICT;
CREATE INDEX proof_occurrence ON proof (occurrence_id);
CREATE INDEX proof_demonstration ON proof (is_demonstration) WHERE is_demonstration = 1;
