-- What can be found, one row a thing of another room, written in the deed that changes the thing. `sequence` grows with every
-- change and is the greatest of the table at its COMMIT: an index that stands at a sequence asks for what is above it. A thing
-- that is gone keeps its row, so that every index learns of it. `body` is empty where the owner keeps the text.
CREATE TABLE search_entry (
    id               INTEGER PRIMARY KEY,
    source           TEXT NOT NULL,
    key              TEXT NOT NULL,
    sequence         INTEGER NOT NULL,
    is_gone          INTEGER NOT NULL,
    digest           TEXT NOT NULL,
    title            TEXT NOT NULL,
    title_en         TEXT NOT NULL,
    title_bare       TEXT NOT NULL,
    number           TEXT NOT NULL,
    number_organ     TEXT NOT NULL,
    number_year      INTEGER NOT NULL,
    number_serial    INTEGER NOT NULL,
    summary          TEXT NOT NULL,
    body             TEXT NOT NULL,
    known_as         TEXT NOT NULL,
    kind_id          INTEGER NOT NULL,
    unit_id          INTEGER NOT NULL,
    theme_id         INTEGER NOT NULL,
    column_id        INTEGER NOT NULL,
    published_on     TEXT NOT NULL,
    validity         TEXT NOT NULL,
    turns            TEXT NOT NULL,
    turns_on         TEXT,
    shown_until      TEXT,
    address          TEXT NOT NULL,
    formats          TEXT NOT NULL,
    act              TEXT NOT NULL,
    act_address      TEXT NOT NULL,
    telephone        TEXT NOT NULL,
    is_demonstration INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX search_entry_key ON search_entry (source, key);
CREATE UNIQUE INDEX search_entry_sequence ON search_entry (sequence);
CREATE INDEX search_entry_number ON search_entry (number_serial, number_organ, number_year) WHERE number_serial > 0;
CREATE INDEX search_entry_title ON search_entry (title_bare);
CREATE INDEX search_entry_turns ON search_entry (turns_on) WHERE turns_on IS NOT NULL;

-- The values that entries are sorted under: 'kind', 'unit', 'theme', 'column'.
CREATE TABLE search_label (
    id    INTEGER PRIMARY KEY,
    facet TEXT NOT NULL,
    code  TEXT NOT NULL,
    zh    TEXT NOT NULL,
    en    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX search_label_code ON search_label (facet, code);

-- Text of files, by their content; '' where nothing could be read.
CREATE TABLE search_file (
    file TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (file)
) STRICT;

-- Files of entries whose text nobody has read yet.
CREATE TABLE search_unread (
    file   TEXT NOT NULL,
    source TEXT NOT NULL,
    key    TEXT NOT NULL,
    PRIMARY KEY (file, source, key)
) STRICT;

-- 'installation': which database an index was made from. 'gathered': all that was there before this table was has been handed
-- over. 'rebuild': how often somebody asked for it.
CREATE TABLE search_state (
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
) STRICT;
