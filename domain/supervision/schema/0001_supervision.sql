-- What the office raises with a unit about its duties: an urge, a rectification notice, a talk. `present` (who met) is sealed.
CREATE TABLE matter (
    id                INTEGER PRIMARY KEY,
    kind              TEXT NOT NULL,
    unit_id           INTEGER NOT NULL REFERENCES unit (id),
    year              INTEGER NOT NULL,
    number            INTEGER NOT NULL,
    issued_on         TEXT NOT NULL,
    words             TEXT NOT NULL,
    working_days      INTEGER,
    due_on            TEXT,
    present           TEXT NOT NULL,
    given_by          TEXT NOT NULL,
    given_at          INTEGER NOT NULL,
    done_on           TEXT,
    withdrawn_on      TEXT,
    withdrawn_because TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX matter_number ON matter (kind, year, number);
CREATE INDEX matter_unit ON matter (unit_id, id);

-- The duty and the number of its occurrence, with the due day as it stood: a corrected notice may plan occurrences anew.
CREATE TABLE matter_duty (
    matter_id INTEGER NOT NULL REFERENCES matter (id),
    duty_id   INTEGER NOT NULL REFERENCES duty (id),
    number    INTEGER NOT NULL,
    due_on    TEXT NOT NULL,
    PRIMARY KEY (matter_id, duty_id, number)
) STRICT;
CREATE INDEX matter_duty_duty ON matter_duty (duty_id);

-- What a unit says to a rectification notice. It counts once the office has accepted it; what was returned stays on record.
CREATE TABLE matter_answer (
    id        INTEGER PRIMARY KEY,
    matter_id INTEGER NOT NULL REFERENCES matter (id),
    words     TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file      TEXT NOT NULL,
    given_on  TEXT NOT NULL,
    given_by  TEXT NOT NULL,
    given_at  INTEGER NOT NULL,
    outcome   TEXT,
    reason    TEXT NOT NULL,
    judged_by TEXT NOT NULL,
    judged_at INTEGER
) STRICT;
CREATE INDEX matter_answer_matter ON matter_answer (matter_id);
CREATE UNIQUE INDEX matter_answer_waiting ON matter_answer (matter_id) WHERE outcome IS NULL;

-- 通报: a draft says nothing of its units, it is drawn from the ledger at each look; issuing writes its lines down.
CREATE TABLE circular (
    id         INTEGER PRIMARY KEY,
    title      TEXT NOT NULL,
    words      TEXT NOT NULL,
    as_of      TEXT NOT NULL,
    is_public  INTEGER NOT NULL,
    made_by    TEXT NOT NULL,
    made_at    INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    dropped_at INTEGER,
    year       INTEGER,
    number     INTEGER,
    issued_on  TEXT,
    issued_by  TEXT,
    issued_at  INTEGER
) STRICT;
CREATE UNIQUE INDEX circular_number ON circular (year, number) WHERE number IS NOT NULL;

CREATE TABLE circular_line (
    circular_id   INTEGER NOT NULL REFERENCES circular (id),
    position      INTEGER NOT NULL,
    unit_id       INTEGER NOT NULL REFERENCES unit (id),
    unit_name     TEXT NOT NULL,
    owed          INTEGER NOT NULL,
    late          INTEGER NOT NULL,
    oldest_due_on TEXT NOT NULL,
    PRIMARY KEY (circular_id, position)
) STRICT;
CREATE INDEX circular_line_unit ON circular_line (unit_id);

CREATE TABLE circular_item (
    circular_id INTEGER NOT NULL REFERENCES circular (id),
    position    INTEGER NOT NULL,
    item        INTEGER NOT NULL,
    title       TEXT NOT NULL,
    duty_id     INTEGER NOT NULL REFERENCES duty (id),
    number      INTEGER NOT NULL,
    due_on      TEXT NOT NULL,
    PRIMARY KEY (circular_id, position, item)
) STRICT;
