-- Other systems from which records are fetched: where, how often, what of theirs is what of ours (`mapping`, as the office has
-- written it). `secret` is sealed. `content_hash` is that of the last answer that was taken in whole: the same again is no work.
CREATE TABLE record_source (
    id           INTEGER PRIMARY KEY,
    name         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    unit_id      INTEGER NOT NULL REFERENCES unit (id),
    address      TEXT NOT NULL,
    list_at      TEXT NOT NULL,
    mapping      TEXT NOT NULL,
    header       TEXT NOT NULL,
    secret       TEXT NOT NULL,
    every_hours  INTEGER NOT NULL,
    version      INTEGER NOT NULL,
    made_by      TEXT NOT NULL,
    made_at      INTEGER NOT NULL,
    closed_at    INTEGER,
    next_at      INTEGER NOT NULL,
    content_hash TEXT NOT NULL
) STRICT;
CREATE INDEX record_source_next ON record_source (next_at) WHERE closed_at IS NULL;

-- How each fetch went: taken, unchanged, faulty (rows had faults, nothing was written) or refused (no answer, or none that could be
-- read). `told` says why, as ids of words with their arguments.
CREATE TABLE record_fetch (
    source_id INTEGER NOT NULL REFERENCES record_source (id),
    at        INTEGER NOT NULL,
    outcome   TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    added     INTEGER NOT NULL,
    changed   INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    faulty    INTEGER NOT NULL,
    told      TEXT NOT NULL,
    PRIMARY KEY (source_id, at)
) STRICT;
