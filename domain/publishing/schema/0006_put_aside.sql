-- What somebody has typed into a form and not saved; `fields` is a JSON array of pairs. No edition: nobody else sees it.
CREATE TABLE put_aside (
    actor   TEXT NOT NULL,
    place   TEXT NOT NULL,
    version INTEGER NOT NULL,
    fields  TEXT NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (actor, place)
) STRICT;
CREATE INDEX put_aside_at ON put_aside (at);
