-- A list of the level above (三级四同), item by item against what is here: `upper` is what it says of the item ('' where it has none),
-- `serial` the record that has it here. state: same, differs (in `fields`), lacking here, alone here.
CREATE TABLE record_comparison (
    kind   TEXT NOT NULL,
    item   TEXT NOT NULL,
    upper  TEXT NOT NULL,
    serial INTEGER,
    state  TEXT NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (kind, item)
) STRICT;
CREATE INDEX record_comparison_state ON record_comparison (kind, state, item);

-- Which list that was, and how many items are in each state: counted by the deeds.
CREATE TABLE record_upper_list (
    kind     TEXT NOT NULL,
    name     TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    same     INTEGER NOT NULL,
    differs  INTEGER NOT NULL,
    lacking  INTEGER NOT NULL,
    alone    INTEGER NOT NULL,
    PRIMARY KEY (kind)
) STRICT;

-- What a day brought to a kind, so that nobody counts rows.
CREATE TABLE record_day (
    day_on  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    added   INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    ended   INTEGER NOT NULL,
    PRIMARY KEY (day_on, kind)
) STRICT;
CREATE INDEX record_changed ON record (changed_at, id) WHERE is_listed = 1;
