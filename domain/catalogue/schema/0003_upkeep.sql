-- Who sees to a column, and when something was last published in it.
CREATE TABLE column_upkeep (
    id           INTEGER PRIMARY KEY,
    column_key   TEXT NOT NULL UNIQUE REFERENCES portal_column (key),
    unit_id      INTEGER REFERENCES unit (id),
    watched_from TEXT NOT NULL,
    last_on      TEXT,
    duty_id      INTEGER REFERENCES duty (id)
) STRICT;
