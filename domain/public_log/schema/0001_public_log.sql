-- Every publication, change and withdrawal. `body` is the leaf, octet by octet; its address stands beside it to be found by.
CREATE TABLE log_leaf (
    number  INTEGER PRIMARY KEY,
    address TEXT NOT NULL,
    body    TEXT NOT NULL,
    hash    TEXT NOT NULL
) STRICT;
CREATE INDEX log_leaf_address ON log_leaf (address, number);

-- Level 1 holds a hash for every 256 leaves that are there, level 2 one for every 65 536, and so on; `number` counts from 0.
CREATE TABLE log_subtree (
    level  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hash   TEXT NOT NULL,
    PRIMARY KEY (level, number)
) STRICT;

-- What signs checkpoints, and under which name. One row at most; `seed` is sealed.
CREATE TABLE log_key (
    id         INTEGER PRIMARY KEY,
    public_key TEXT NOT NULL,
    seed       TEXT NOT NULL
) STRICT;

-- Every checkpoint that was handed out.
CREATE TABLE log_checkpoint (
    size INTEGER PRIMARY KEY,
    note TEXT NOT NULL,
    at   INTEGER NOT NULL
) STRICT;
