-- The library by theme and validity too. A place is "kind/unit" as before, and behind it "/theme" and "/theme/validity" where these are
-- asked for: an entry of no theme and of no validity has no more places than it had.
ALTER TABLE search_holding ADD COLUMN theme_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE search_holding ADD COLUMN validity TEXT NOT NULL DEFAULT '';
UPDATE search_holding SET theme_id = (SELECT e.theme_id FROM search_entry e WHERE e.id = search_holding.entry_id),
validity = (SELECT e.validity FROM search_entry e WHERE e.id = search_holding.entry_id);

INSERT INTO search_held (place, published_on, entry_id)
SELECT p.place || '/' || h.theme_id, p.published_on, p.entry_id
FROM search_held p JOIN search_holding h ON h.entry_id = p.entry_id WHERE h.theme_id <> 0;
INSERT INTO search_held (place, published_on, entry_id)
SELECT CASE WHEN p.place LIKE '%/%/%' THEN p.place ELSE p.place || '/0' END || '/' || h.validity, p.published_on, p.entry_id
FROM search_held p JOIN search_holding h ON h.entry_id = p.entry_id WHERE h.validity <> '';

-- How many there are of each; `changed` grows with every deed, so that whoever has read them reads what is new (library_counts.h).
DROP TABLE search_held_count;
CREATE TABLE search_held_sum (
    kind_id  INTEGER NOT NULL,
    unit_id  INTEGER NOT NULL,
    theme_id INTEGER NOT NULL,
    validity TEXT NOT NULL,
    year     INTEGER NOT NULL,
    entries  INTEGER NOT NULL,
    changed  INTEGER NOT NULL,
    PRIMARY KEY (kind_id, unit_id, theme_id, validity, year)
) STRICT;
INSERT INTO search_held_sum (kind_id, unit_id, theme_id, validity, year, entries, changed)
SELECT h.kind_id, h.unit_id, h.theme_id, h.validity, CAST(substr(h.published_on, 1, 4) AS INTEGER), count(*), 1
FROM search_holding h GROUP BY h.kind_id, h.unit_id, h.theme_id, h.validity, CAST(substr(h.published_on, 1, 4) AS INTEGER);
CREATE INDEX search_held_sum_changed ON search_held_sum (changed);
