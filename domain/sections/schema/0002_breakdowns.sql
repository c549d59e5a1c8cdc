-- A unit's own paper that breaks its duties down to its sections. While it is a draft it is read anew from its file; the text of its
-- pages is kept with it.
CREATE TABLE breakdown (
    id          INTEGER PRIMARY KEY,
    unit_id     INTEGER NOT NULL REFERENCES unit (id),
    file_name   TEXT NOT NULL,
    file        TEXT NOT NULL,
    given_by    TEXT NOT NULL,
    given_at    INTEGER NOT NULL,
    answer      TEXT,
    answered_by TEXT,
    answered_at INTEGER
) STRICT;
CREATE INDEX breakdown_unit ON breakdown (unit_id);
CREATE UNIQUE INDEX breakdown_waiting ON breakdown (unit_id, file) WHERE answer IS NULL;

CREATE TABLE breakdown_page (
    breakdown_id INTEGER NOT NULL REFERENCES breakdown (id),
    number       INTEGER NOT NULL,
    text         TEXT NOT NULL,
    PRIMARY KEY (breakdown_id, number)
) STRICT;

-- What was accepted, row by row: of which duty it is and which section got it, if any.
CREATE TABLE breakdown_row (
    breakdown_id INTEGER NOT NULL REFERENCES breakdown (id),
    position     INTEGER NOT NULL,
    place        TEXT NOT NULL,
    title        TEXT NOT NULL,
    requirement  TEXT NOT NULL,
    named        TEXT NOT NULL,
    source       TEXT NOT NULL,
    duty_id      INTEGER REFERENCES duty (id),
    duty_label   TEXT NOT NULL,
    section_id   INTEGER REFERENCES unit (id),
    PRIMARY KEY (breakdown_id, position)
) STRICT;
