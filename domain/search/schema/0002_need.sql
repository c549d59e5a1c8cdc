-- How often a thing was opened from the results of the search, and its files were downloaded, a number a day. Nothing stands here
-- of who it was, from where, or what was asked for.
CREATE TABLE search_need_day (
    entry_id   INTEGER NOT NULL REFERENCES search_entry (id),
    on_day     TEXT NOT NULL,
    opened     INTEGER NOT NULL,
    downloaded INTEGER NOT NULL,
    PRIMARY KEY (entry_id, on_day)
) STRICT;
CREATE INDEX search_need_day_of ON search_need_day (on_day);

-- All days of a thing together, those that were erased too. `worth` is what they are worth of the day that need.h reckons from: it
-- only grows, so its order is true on every day.
CREATE TABLE search_need (
    entry_id   INTEGER NOT NULL REFERENCES search_entry (id),
    opened     INTEGER NOT NULL,
    downloaded INTEGER NOT NULL,
    worth      REAL NOT NULL,
    PRIMARY KEY (entry_id)
) STRICT;
CREATE INDEX search_need_worth ON search_need (worth);
CREATE INDEX search_need_downloaded ON search_need (downloaded);

-- An opened page names its address.
CREATE INDEX search_entry_address ON search_entry (address);
