CREATE TABLE notice (
    id               INTEGER PRIMARY KEY,
    key              TEXT NOT NULL UNIQUE,
    title            TEXT NOT NULL,
    number           TEXT NOT NULL,
    issuer           TEXT NOT NULL,
    signed_on        TEXT,
    parents          TEXT NOT NULL,
    year             INTEGER NOT NULL,
    layout           INTEGER NOT NULL,
    file_name        TEXT NOT NULL,
    sha256           TEXT NOT NULL,
    imported_at      INTEGER NOT NULL,
    is_demonstration INTEGER NOT NULL
) STRICT;
CREATE INDEX notice_number ON notice (number, issuer);

CREATE TABLE notice_page (
    notice_id INTEGER NOT NULL REFERENCES notice (id),
    number    INTEGER NOT NULL,
    text      TEXT NOT NULL,
    PRIMARY KEY (notice_id, number)
) STRICT;

CREATE TABLE task (
    id         INTEGER PRIMARY KEY,
    notice_id  INTEGER NOT NULL REFERENCES notice (id),
    kind       TEXT NOT NULL,
    position   INTEGER NOT NULL,
    number     INTEGER,
    title      TEXT NOT NULL,
    category   TEXT NOT NULL,
    is_retired INTEGER NOT NULL
) STRICT;
CREATE INDEX task_notice ON task (notice_id, position);

CREATE TABLE task_row (
    id          INTEGER PRIMARY KEY,
    task_id     INTEGER NOT NULL REFERENCES task (id),
    position    INTEGER NOT NULL,
    number      INTEGER,
    requirement TEXT NOT NULL,
    open_ended  INTEGER NOT NULL,
    confidence  REAL NOT NULL,
    reading     TEXT NOT NULL,
    is_retired  INTEGER NOT NULL
) STRICT;
CREATE INDEX task_row_task ON task_row (task_id, position);
