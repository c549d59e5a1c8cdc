-- A page that proves a duty may be withdrawn: its proof counts for nothing until the page is public again. Both days stay.
CREATE TABLE proof_lapse (
    id          INTEGER PRIMARY KEY,
    proof_id    INTEGER NOT NULL REFERENCES proof (id),
    page        TEXT NOT NULL,
    lapsed_on   TEXT NOT NULL,
    because     TEXT NOT NULL,
    restored_on TEXT
) STRICT;
CREATE INDEX proof_address ON proof (address);
CREATE INDEX proof_lapse_proof ON proof_lapse (proof_id);
CREATE INDEX proof_lapse_page ON proof_lapse (page) WHERE restored_on IS NULL;
