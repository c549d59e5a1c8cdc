CREATE TABLE unit (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    full_name   TEXT NOT NULL,
    kind        TEXT NOT NULL,
    parent_id   INTEGER REFERENCES unit (id),
    valid_from  TEXT,
    valid_until TEXT,
    note        TEXT NOT NULL,
    is_listed   INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX unit_name ON unit (name, coalesce(valid_from, ''));

CREATE TABLE unit_alias (
    unit_id  INTEGER NOT NULL REFERENCES unit (id),
    name     TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (unit_id, name)
) STRICT;

CREATE TABLE unit_membership (
    unit_id    INTEGER NOT NULL REFERENCES unit (id),
    group_name TEXT NOT NULL,
    position   INTEGER NOT NULL,
    PRIMARY KEY (unit_id, group_name)
) STRICT;
