-- Records of one chain - the notices of a project - are found together.
ALTER TABLE record ADD COLUMN chain TEXT NOT NULL DEFAULT '';
CREATE INDEX record_chain ON record (kind, chain, sort_key, id) WHERE is_listed = 1 AND chain <> '';

-- Other systems that deliver: what each may deliver, in whose name, until when. `hash` is that of its token, which nobody can read
-- back. `kinds` are keys with a blank before and after each.
CREATE TABLE record_token (
    id         INTEGER PRIMARY KEY,
    hash       TEXT NOT NULL,
    name       TEXT NOT NULL,
    unit_id    INTEGER NOT NULL REFERENCES unit (id),
    kinds      TEXT NOT NULL,
    made_by    TEXT NOT NULL,
    made_at    INTEGER NOT NULL,
    good_until TEXT NOT NULL,
    closed_at  INTEGER
) STRICT;
CREATE UNIQUE INDEX record_token_hash ON record_token (hash);

-- What was delivered under which key, and what was answered: the same delivery again is answered the same.
CREATE TABLE record_delivery (
    token_id     INTEGER NOT NULL REFERENCES record_token (id),
    key          TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    status       INTEGER NOT NULL,
    answer       TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (token_id, key)
) STRICT;
CREATE INDEX record_delivery_at ON record_delivery (at);
