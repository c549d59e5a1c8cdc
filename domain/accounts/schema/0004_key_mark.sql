-- A word sealed with the key of the first hour: another key does not open it, and is then not taken. One row at most.
CREATE TABLE key_mark (
    id     INTEGER PRIMARY KEY,
    sealed TEXT NOT NULL
) STRICT;
