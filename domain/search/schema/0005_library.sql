-- What can be taken home from the library: one row an entry that has files, `holdings` is a JSON list of them.
CREATE TABLE search_holding (
    entry_id     INTEGER NOT NULL REFERENCES search_entry (id),
    kind_id      INTEGER NOT NULL,
    unit_id      INTEGER NOT NULL,
    published_on TEXT NOT NULL,
    holdings     TEXT NOT NULL,
    PRIMARY KEY (entry_id)
) STRICT;

-- Each of them under every pair of kind and unit by which it is looked for, 0 being any ("0/0", "12/0", "0/7", "12/7"), so that a page
-- of the library is a piece of this index however much there is. A year is a piece of it too.
CREATE TABLE search_held (
    place        TEXT NOT NULL,
    published_on TEXT NOT NULL,
    entry_id     INTEGER NOT NULL,
    PRIMARY KEY (place, published_on, entry_id)
) STRICT;

-- How many there are of each kind, unit and year, kept by the deeds: counts under any filter are sums of these.
CREATE TABLE search_held_count (
    kind_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    year    INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    PRIMARY KEY (kind_id, unit_id, year)
) STRICT;

-- Files whose text takes long to read: scans, pictures, formats that another program opens.
ALTER TABLE search_unread ADD COLUMN is_slow INTEGER NOT NULL DEFAULT 0;
CREATE INDEX search_unread_pace ON search_unread (is_slow, file, source, key);

-- All is handed over anew by the server, with its files; what could not be read before is read again.
DELETE FROM search_file WHERE text = '';
DELETE FROM search_state WHERE name = 'gathered';
