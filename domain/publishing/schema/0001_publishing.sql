-- Codes of units, for index numbers; a unit without one has a stand-in.
CREATE TABLE organisation_code (
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    code    TEXT NOT NULL,
    PRIMARY KEY (unit_id)
) STRICT;

CREATE TABLE index_series (
    code TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (code, year)
) STRICT;

-- `state`, `step` and `version` speak of the edition in hand (`work_id`); `live_id` is the one that is public, if any.
CREATE TABLE document (
    id                 INTEGER PRIMARY KEY,
    unit_id            INTEGER NOT NULL REFERENCES unit (id),
    type               TEXT NOT NULL,
    state              TEXT NOT NULL,
    version            INTEGER NOT NULL,
    step               INTEGER NOT NULL,
    work_id            INTEGER NOT NULL,
    live_id            INTEGER,
    title              TEXT NOT NULL,
    key                TEXT NOT NULL,
    index_number       TEXT NOT NULL,
    publish_at         INTEGER,
    first_published_at INTEGER,
    published_at       INTEGER,
    withdrawn_at       INTEGER,
    withdrawn_because  TEXT NOT NULL,
    look_due_at        INTEGER,
    interpret_by       TEXT,
    made_by            TEXT NOT NULL,
    made_at            INTEGER NOT NULL,
    dropped_at         INTEGER
) STRICT;
CREATE UNIQUE INDEX document_key ON document (key) WHERE key <> '';
CREATE INDEX document_unit ON document (unit_id, id);
CREATE INDEX document_waiting ON document (state, id) WHERE state IN ('draft', 'in_review', 'returned', 'signed', 'scheduled');
CREATE INDEX document_look ON document (look_due_at) WHERE look_due_at IS NOT NULL;
CREATE INDEX document_interpret ON document (interpret_by) WHERE interpret_by IS NOT NULL;

-- Every text that was ever saved; none is changed or deleted. `fields` is a JSON object.
CREATE TABLE edition (
    id             INTEGER PRIMARY KEY,
    document_id    INTEGER NOT NULL REFERENCES document (id),
    number         INTEGER NOT NULL,
    title          TEXT NOT NULL,
    column_key     TEXT NOT NULL,
    summary        TEXT NOT NULL,
    theme          TEXT NOT NULL,
    category       TEXT NOT NULL,
    fields         TEXT NOT NULL,
    body           TEXT NOT NULL,
    change_note    TEXT NOT NULL,
    saved_by       TEXT NOT NULL,
    saved_at       INTEGER NOT NULL,
    published_at   INTEGER,
    forced_because TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX edition_number ON edition (document_id, number);

CREATE TABLE edition_link (
    edition_id INTEGER NOT NULL REFERENCES edition (id),
    position   INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    target_id  INTEGER NOT NULL REFERENCES document (id),
    PRIMARY KEY (edition_id, position)
) STRICT;
CREATE INDEX edition_link_target ON edition_link (target_id);

CREATE TABLE edition_file (
    edition_id INTEGER NOT NULL REFERENCES edition (id),
    position   INTEGER NOT NULL,
    name       TEXT NOT NULL,
    type       TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    file       TEXT NOT NULL,
    PRIMARY KEY (edition_id, position)
) STRICT;
CREATE UNIQUE INDEX edition_file_name ON edition_file (edition_id, name);

CREATE TABLE edition_step (
    id         INTEGER PRIMARY KEY,
    edition_id INTEGER NOT NULL REFERENCES edition (id),
    step       INTEGER NOT NULL,
    outcome    TEXT NOT NULL,
    reason     TEXT NOT NULL,
    done_by    TEXT NOT NULL,
    done_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX edition_step_edition ON edition_step (edition_id, id);

-- What is public now, as lists show it: one row a live document, written by the deed that publishes. The days on which others
-- repealed or amended it are facts; whether it is in force is not stored.
CREATE TABLE shelf (
    document_id        INTEGER NOT NULL REFERENCES document (id),
    key                TEXT NOT NULL,
    title              TEXT NOT NULL,
    summary            TEXT NOT NULL,
    number             TEXT NOT NULL,
    unit_id            INTEGER NOT NULL REFERENCES unit (id),
    type               TEXT NOT NULL,
    has_validity       INTEGER NOT NULL,
    column_key         TEXT NOT NULL,
    theme              TEXT NOT NULL,
    category           TEXT NOT NULL,
    year               INTEGER NOT NULL,
    published_at       INTEGER NOT NULL,
    changed_at         INTEGER NOT NULL,
    effective_on       TEXT,
    expires_on         TEXT,
    repealed_on        TEXT,
    partly_repealed_on TEXT,
    amended_on         TEXT,
    PRIMARY KEY (document_id)
) STRICT;
CREATE INDEX shelf_number ON shelf (number) WHERE number <> '';
CREATE INDEX shelf_expires ON shelf (expires_on) WHERE expires_on IS NOT NULL;

-- Each row of the shelf under every value by which it is looked for, so that a page of a list is a piece of this index however many
-- documents there are. Facet 'all' has one value, '': everything.
CREATE TABLE shelf_place (
    facet        TEXT NOT NULL,
    value        TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    document_id  INTEGER NOT NULL,
    PRIMARY KEY (facet, value, published_at, document_id)
) STRICT;

-- How many there are under each value of each facet, alone (within 'all') and together with each value of another: kept by the
-- deeds, so that nobody counts.
CREATE TABLE shelf_count (
    within_facet TEXT NOT NULL,
    within_value TEXT NOT NULL,
    facet        TEXT NOT NULL,
    value        TEXT NOT NULL,
    documents    INTEGER NOT NULL,
    PRIMARY KEY (within_facet, within_value, facet, value)
) STRICT;

-- What live documents do to others, from which day.
CREATE TABLE effect (
    document_id INTEGER NOT NULL REFERENCES document (id),
    target_id   INTEGER NOT NULL REFERENCES document (id),
    kind        TEXT NOT NULL,
    holds_from  TEXT NOT NULL,
    PRIMARY KEY (document_id, target_id, kind)
) STRICT;
CREATE INDEX effect_target ON effect (target_id, kind);
