CREATE TABLE calendar_edition (
    id       INTEGER PRIMARY KEY,
    year     INTEGER NOT NULL,
    paper    TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX calendar_edition_of_year ON calendar_edition (year, id);

CREATE TABLE calendar_day (
    edition_id INTEGER NOT NULL REFERENCES calendar_edition (id),
    day        TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('off', 'work')),
    holiday    TEXT NOT NULL,
    PRIMARY KEY (edition_id, day)
) STRICT;
