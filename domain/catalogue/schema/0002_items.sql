-- Lists are kept as lines: they are read and shown whole.
CREATE TABLE catalogue_item (
    id                INTEGER PRIMARY KEY,
    key               TEXT NOT NULL UNIQUE,
    field             TEXT NOT NULL,
    field_name        TEXT NOT NULL,
    category          TEXT NOT NULL,
    position          INTEGER NOT NULL,
    first_level       TEXT NOT NULL,
    second_level      TEXT NOT NULL,
    elements          TEXT NOT NULL,
    basis             TEXT NOT NULL,
    limit_words       TEXT NOT NULL,
    subject           TEXT NOT NULL,
    channels          TEXT NOT NULL,
    for_everyone      INTEGER NOT NULL,
    for_group         INTEGER NOT NULL,
    group_name        TEXT NOT NULL,
    is_proactive      INTEGER NOT NULL,
    on_request        INTEGER NOT NULL,
    of_county         INTEGER NOT NULL,
    of_town           INTEGER NOT NULL,
    of_village        INTEGER NOT NULL,
    form              TEXT NOT NULL,
    phases            TEXT NOT NULL,
    note              TEXT NOT NULL,
    column_key        TEXT NOT NULL,
    own_limit         TEXT,
    own_limit_because TEXT,
    own_limit_by      TEXT,
    own_limit_on      TEXT,
    retired_on        TEXT,
    version           INTEGER NOT NULL
) STRICT;
CREATE INDEX catalogue_item_place ON catalogue_item (field, field_name, position);

CREATE TABLE catalogue_item_unit (
    item_id INTEGER NOT NULL REFERENCES catalogue_item (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    PRIMARY KEY (item_id, unit_id)
) STRICT;
CREATE INDEX catalogue_unit_item ON catalogue_item_unit (unit_id);

-- A file that somebody handed in: it is looked at before it is accepted.
CREATE TABLE catalogue_import (
    id          INTEGER PRIMARY KEY,
    file        TEXT NOT NULL,
    file_name   TEXT NOT NULL,
    given_by    TEXT NOT NULL,
    given_at    INTEGER NOT NULL,
    accepted_at INTEGER
) STRICT;
