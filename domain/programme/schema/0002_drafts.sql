-- A notice that an officer has handed in and nobody has accepted yet. It is read anew from its file whenever it is looked at.
CREATE TABLE notice_draft (
    id          INTEGER PRIMARY KEY,
    file_name   TEXT NOT NULL,
    file        TEXT NOT NULL,
    given_by    TEXT NOT NULL,
    given_at    INTEGER NOT NULL,
    answer      TEXT,
    notice_key  TEXT,
    answered_by TEXT,
    answered_at INTEGER
) STRICT;
CREATE INDEX notice_draft_waiting ON notice_draft (id) WHERE answer IS NULL;

-- What a person put right in it: place "head" or "<task>.<row>" by position; the last word on a field counts.
CREATE TABLE notice_correction (
    draft_id INTEGER NOT NULL REFERENCES notice_draft (id),
    place    TEXT NOT NULL,
    field    TEXT NOT NULL,
    value    TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    PRIMARY KEY (draft_id, place, field)
) STRICT;

-- Who is meant by a phrase of one notice that has no members of its own (有关镇街).
CREATE TABLE notice_group (
    notice_id  INTEGER NOT NULL REFERENCES notice (id),
    group_name TEXT NOT NULL,
    unit_id    INTEGER NOT NULL REFERENCES unit (id),
    PRIMARY KEY (notice_id, group_name, unit_id)
) STRICT;
