-- A column of the portal: where documents stand. It is closed, never deleted: what stood in it keeps its place.
CREATE TABLE portal_column (
    key         TEXT PRIMARY KEY,
    parent_key  TEXT NOT NULL,
    position    INTEGER NOT NULL,
    zh          TEXT NOT NULL,
    en          TEXT NOT NULL,
    about_zh    TEXT NOT NULL,
    about_en    TEXT NOT NULL,
    kind        TEXT NOT NULL,
    upkeep_days INTEGER,
    is_open     INTEGER NOT NULL
) STRICT;
