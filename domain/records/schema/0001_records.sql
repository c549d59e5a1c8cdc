-- One row a record of whatever kind. `body` is what everybody may see, masked where the kind says so; `inside` is what is not for
-- everybody ('' where there is nothing of it). No statement of a public page names `inside`. f1 to f5 are the values by which the
-- kind's lists are filtered, in its order; `sort_key` rises in the order of the list.
CREATE TABLE record (
    id                INTEGER PRIMARY KEY,
    kind              TEXT NOT NULL,
    serial            INTEGER NOT NULL,
    unit_id           INTEGER NOT NULL REFERENCES unit (id),
    identity          TEXT NOT NULL,
    version           INTEGER NOT NULL,
    is_listed         INTEGER NOT NULL,
    is_demonstration  INTEGER NOT NULL,
    sort_key          TEXT NOT NULL,
    f1                TEXT NOT NULL,
    f2                TEXT NOT NULL,
    f3                TEXT NOT NULL,
    f4                TEXT NOT NULL,
    f5                TEXT NOT NULL,
    body              TEXT NOT NULL,
    inside            TEXT NOT NULL,
    shown_until       TEXT,
    published_on      TEXT NOT NULL,
    changed_at        INTEGER NOT NULL,
    changed_by        TEXT NOT NULL,
    withdrawn_at      INTEGER,
    withdrawn_because TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX record_identity ON record (kind, identity);
CREATE UNIQUE INDEX record_serial ON record (kind, serial);
CREATE INDEX record_unit ON record (kind, unit_id, serial);
CREATE INDEX record_order ON record (kind, sort_key, id) WHERE is_listed = 1;
CREATE INDEX record_f1 ON record (kind, f1, sort_key, id) WHERE is_listed = 1 AND f1 <> '';
CREATE INDEX record_f2 ON record (kind, f2, sort_key, id) WHERE is_listed = 1 AND f2 <> '';
CREATE INDEX record_f3 ON record (kind, f3, sort_key, id) WHERE is_listed = 1 AND f3 <> '';
CREATE INDEX record_f4 ON record (kind, f4, sort_key, id) WHERE is_listed = 1 AND f4 <> '';
CREATE INDEX record_f5 ON record (kind, f5, sort_key, id) WHERE is_listed = 1 AND f5 <> '';
CREATE INDEX record_shown_until ON record (shown_until) WHERE is_listed = 1 AND shown_until IS NOT NULL;
CREATE INDEX record_demonstration ON record (id) WHERE is_demonstration = 1;

-- States that a later one has replaced, with who replaced them and why.
CREATE TABLE record_former (
    record_id        INTEGER NOT NULL REFERENCES record (id),
    version          INTEGER NOT NULL,
    body             TEXT NOT NULL,
    inside           TEXT NOT NULL,
    replaced_at      INTEGER NOT NULL,
    replaced_by      TEXT NOT NULL,
    replaced_because TEXT NOT NULL,
    PRIMARY KEY (record_id, version)
) STRICT;

-- Each kind that has had a record: how many are in lists, the last serial, and by which filters, order and chart its rows were
-- laid out (`shape`): where the file says otherwise by now, they are laid out anew.
CREATE TABLE record_kind (
    kind        TEXT NOT NULL,
    last_serial INTEGER NOT NULL,
    records     INTEGER NOT NULL,
    changed_at  INTEGER,
    shape       TEXT NOT NULL,
    PRIMARY KEY (kind)
) STRICT;

-- How many are in lists under each value of each filter, alone (within slot 0) and together with each value of another: kept by
-- the deeds, so that nobody counts.
CREATE TABLE record_count (
    kind         TEXT NOT NULL,
    within_slot  INTEGER NOT NULL,
    within_value TEXT NOT NULL,
    slot         INTEGER NOT NULL,
    value        TEXT NOT NULL,
    records      INTEGER NOT NULL,
    PRIMARY KEY (kind, within_slot, within_value, slot, value)
) STRICT;

-- What a chart adds up: of the records in lists with this x and series. `total` is in units of the last decimal of the field.
CREATE TABLE record_figure (
    kind    TEXT NOT NULL,
    x       TEXT NOT NULL,
    series  TEXT NOT NULL,
    total   INTEGER NOT NULL,
    records INTEGER NOT NULL,
    PRIMARY KEY (kind, x, series)
) STRICT;

-- Which unit sees to a kind from which day, and what it owes for a period.
CREATE TABLE record_keeper (
    kind    TEXT NOT NULL,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    since   TEXT NOT NULL,
    PRIMARY KEY (kind, unit_id)
) STRICT;

CREATE TABLE record_duty (
    kind    TEXT NOT NULL,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    period  TEXT NOT NULL,
    duty_id INTEGER NOT NULL,
    done_at INTEGER,
    PRIMARY KEY (kind, unit_id, period)
) STRICT;

-- Files that were handed in and are looked at before they are taken in.
CREATE TABLE record_import (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,
    unit_id     INTEGER NOT NULL REFERENCES unit (id),
    file        TEXT NOT NULL,
    file_name   TEXT NOT NULL,
    given_by    TEXT NOT NULL,
    given_at    INTEGER NOT NULL,
    accepted_at INTEGER
) STRICT;
