-- person, mail and second_factor are sealed; the password is an argon2id string.
CREATE TABLE account (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE,
    person        TEXT NOT NULL,
    mail          TEXT NOT NULL,
    unit_id       INTEGER NOT NULL REFERENCES unit (id),
    roles         TEXT NOT NULL,
    password      TEXT NOT NULL,
    second_factor TEXT,
    last_code     INTEGER NOT NULL,
    closed_at     INTEGER,
    made_at       INTEGER NOT NULL,
    signed_in_at  INTEGER
) STRICT;
CREATE INDEX account_unit ON account (unit_id);

-- Only the hash of a link's token is kept.
CREATE TABLE account_link (
    hash       TEXT PRIMARY KEY,
    roles      TEXT NOT NULL,
    unit_id    INTEGER NOT NULL REFERENCES unit (id),
    account_id INTEGER REFERENCES account (id),
    good_until INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;

-- Only the hash of the cookie is kept.
CREATE TABLE session (
    hash       TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    began_at   INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX session_account ON session (account_id);

CREATE TABLE access_line (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    what    TEXT NOT NULL,
    name    TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;
CREATE INDEX access_line_at ON access_line (at);
CREATE INDEX access_line_name ON access_line (name, at);
CREATE INDEX access_line_address ON access_line (address, at);
