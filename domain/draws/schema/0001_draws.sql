-- Whom a unit may check and who checks: internal.
CREATE TABLE draw_library (
    id      INTEGER PRIMARY KEY,
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    library TEXT NOT NULL,
    code    TEXT NOT NULL,
    name    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX draw_library_code ON draw_library (unit_id, library, code);

-- `sealed_secret` opens with the key beside the database; `secret` and `public_number` are empty until it is drawn.
CREATE TABLE draw (
    id               INTEGER PRIMARY KEY,
    unit_id          INTEGER NOT NULL REFERENCES unit (id),
    plan_no          TEXT NOT NULL,
    title            TEXT NOT NULL,
    objects_size     INTEGER NOT NULL,
    objects_root     TEXT NOT NULL,
    inspectors_size  INTEGER NOT NULL,
    inspectors_root  TEXT NOT NULL,
    drawn            INTEGER NOT NULL,
    inspectors_each  INTEGER NOT NULL,
    secret_hash      TEXT NOT NULL,
    sealed_secret    TEXT NOT NULL,
    number_rule      TEXT NOT NULL,
    draw_on          TEXT NOT NULL,
    settled_at       INTEGER NOT NULL,
    public_number    TEXT NOT NULL,
    secret           TEXT NOT NULL,
    drawn_at         INTEGER,
    named_at         INTEGER,
    is_demonstration INTEGER NOT NULL
) STRICT;
CREATE INDEX draw_unit ON draw (unit_id, id);

-- The lists as they stood when the draw was settled, numbered from 1.
CREATE TABLE draw_entry (
    draw_id INTEGER NOT NULL REFERENCES draw (id),
    library TEXT NOT NULL,
    number  INTEGER NOT NULL,
    code    TEXT NOT NULL,
    name    TEXT NOT NULL,
    salt    TEXT NOT NULL,
    PRIMARY KEY (draw_id, library, number)
) STRICT;
