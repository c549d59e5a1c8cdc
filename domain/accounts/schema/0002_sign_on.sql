-- Who an account is at the identity provider. A subject can be a citizen's number, so it lies sealed and is found by its HMAC.
CREATE TABLE account_sign_on (
    subject_key TEXT PRIMARY KEY,
    account_id  INTEGER NOT NULL UNIQUE REFERENCES account (id),
    issuer      TEXT NOT NULL,
    subject     TEXT NOT NULL,
    linked_at   INTEGER NOT NULL
) STRICT;
